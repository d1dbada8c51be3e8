"""How well a passphrase would hold, in words: a careful guess, made before a desk rests on it."""

from __future__ import annotations

import math
import re
import string
from enum import Enum

from msgspec import Struct

SHORTEST = 8
"""Characters; fewer are never taken."""
_WORD_BITS = 12.0
"""Of a common word chosen by lot, of about 4,000."""
_FAIR, _GOOD, _STRONG = 34, 46, 70
"""Bits. One try costs about half a second and 256 MB, which adds the work of about twenty more."""
_EVERYBODYS = """
password passwort passphrase letmein welcome qwerty qwertyuiop asdfgh admin administrator council secret monkey dragon
football master sunshine princess iloveyou safe mace panel desk safeguarding children login trustno summer winter spring
autumn london january february march april june july august september october november december monday friday changeme
fictional correct horse battery staple
"""
_COMMON = frozenset(_EVERYBODYS.split())


class Strength(Enum):
    """From refused to good for years."""

    TOO_SHORT = "too short"
    WEAK = "weak"
    FAIR = "fair"
    GOOD = "good"
    STRONG = "strong"


class Judgement(Struct, frozen=True, kw_only=True):
    """What is thought of a passphrase, and what would make it better."""

    strength: Strength
    sentence: str

    @property
    def will_do(self) -> bool:
        """Whether a desk may rest on it."""
        return self.strength not in (Strength.TOO_SHORT, Strength.WEAK)


_SENTENCES = {
    Strength.TOO_SHORT: f"Too short: use at least {SHORTEST} characters.",
    Strength.WEAK: "Weak: it could be guessed. Four unrelated words are easy to remember and hard to guess.",
    Strength.FAIR: "Fair. One more unrelated word would make it good.",
    Strength.GOOD: "Good.",
    Strength.STRONG: "Strong.",
}


def judge(passphrase: str) -> Judgement:
    """What a passphrase is worth; it is looked at and not kept."""
    typed = passphrase.strip()
    if len(typed) < SHORTEST:
        strength = Strength.TOO_SHORT
    else:
        bits = min(_bits_by_letters(typed), _bits_by_words(typed))
        strength = (
            Strength.WEAK
            if bits < _FAIR
            else Strength.FAIR
            if bits < _GOOD
            else Strength.GOOD
            if bits < _STRONG
            else Strength.STRONG
        )
    return Judgement(strength=strength, sentence=_SENTENCES[strength])


def _bits_by_letters(typed: str) -> float:
    """As though every character were drawn by lot, but none counts that merely goes on from those before it."""
    fresh = [c for at, c in enumerate(typed) if at == 0 or not _goes_on(typed, at)]
    pool = sum(len(kind) for kind in _KINDS if any(c in kind for c in typed))
    pool += 100 if any(c not in _KNOWN for c in typed) else 0
    repeats = min(1.0, len(set(typed.casefold())) / (len(typed) * 0.5))
    return len(fresh) * math.log2(max(pool, 2)) * repeats


def _bits_by_words(typed: str) -> float:
    """As a row of words, numbers and signs: one that everybody uses, or comes again, is worth little."""
    bits, seen = 0.0, set[str]()
    for part in _PARTS.findall(typed):
        plain = part.casefold()
        if plain in seen:
            bits += 1
        elif plain in _COMMON:
            bits += 3
        elif plain.isdigit():
            bits += 6 if _YEAR.fullmatch(plain) else min(3.3 * len(plain), 20)
        elif plain.isalpha():
            bits += _WORD_BITS if len(plain) > 3 else 4.0 * len(plain)
        else:
            bits += 5.0
        seen.add(plain)
    return bits


def _goes_on(typed: str, at: int) -> bool:
    """Whether a character repeats the one before it or follows it in the alphabet, the digits or on the keyboard."""
    before, here = typed[at - 1].casefold(), typed[at].casefold()
    return before == here or any(before + here in row or here + before in row for row in _ROWS)


_PARTS = re.compile(r"[^\W\d_][^\WA-Z\d_]*|[A-Z]+|\d+|[^\w\s]|_")
"""Words (a capital begins one), numbers and single signs."""
_YEAR = re.compile(r"(19|20)\d\d")
_KINDS = (string.ascii_lowercase, string.ascii_uppercase, string.digits, string.punctuation + " ")
_KNOWN = frozenset("".join(_KINDS))
_ROWS = (string.ascii_lowercase, "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")
