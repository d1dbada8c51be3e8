"""The recovery phrase: 120 random bits in 24 letters and digits that cannot be mistaken for each other."""

from __future__ import annotations

import secrets

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: without I, L, O and U."""
_GROUPS, _GROUP = 6, 4
_READ_AS = str.maketrans({"I": "1", "L": "1", "O": "0"})


def new_phrase() -> str:
    """A fresh phrase, such as ``7KQF-…``: six groups of four, printed on the recovery kit and typed back once."""
    letters = [secrets.choice(_LETTERS) for _ in range(_GROUPS * _GROUP)]
    return "-".join("".join(letters[start : start + _GROUP]) for start in range(0, len(letters), _GROUP))


def canonical_phrase(untrusted_text: str) -> str:
    """A phrase as typed, in its one form: small letters, missing or other dashes and spaces do not matter."""
    plain = "".join(char for char in untrusted_text.upper() if char.isalnum()).translate(_READ_AS)
    return "-".join(plain[start : start + _GROUP] for start in range(0, len(plain), _GROUP))
