"""Keeps children's names off the screen while a list is looked at: a name becomes its first letters."""

from __future__ import annotations

import re

_NAMES = frozenset({"surname", "forenames", "name", "alias"})
_OTHERS = frozenset({"household", "address"})
_WORD = re.compile(r"[^\W\d_]")


def hidden_text(field: str, text: str, value: object) -> str:
    """A cell as it may stand on the screen while names are hidden.

    Args:
        field: What the column is taken for.
        text: As the list has it.
        value: The row it became; None where it is not usable.
    """
    if not text or field not in _NAMES | _OTHERS:
        return text
    if field in _OTHERS:
        return "hidden"
    facts = getattr(value, "facts", None)
    if field == "name" and facts is not None:
        return str(facts.initials)
    words = re.split(r"[\s,;]+", text)
    if field == "name" and "," in text:
        words = [*words[1:], words[0]]
    return "".join(f"{found.group().upper()}." for word in words if (found := _WORD.search(word)))
