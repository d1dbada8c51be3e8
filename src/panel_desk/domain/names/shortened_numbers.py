"""NHS numbers and UPNs by their last four characters: whole they stay at the desk, also in the place of a local ID."""

from __future__ import annotations

import re
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

T = TypeVar("T")

_NUMBER = re.compile(
    r"\b(?P<what>NHS|UPN)(?P<named> (?:no\.?|number))?:? "
    r"(?:\d{3}[ -]\d{3}[ -](?P<grouped>\d{4})|\w{4,}(?P<end>\w{4}))\b"
)


def short(words: str) -> str:
    """``NHS …5870`` for ``NHS 9434765870``, wherever it stands in the words."""
    return _NUMBER.sub(_shortened, words) if "NHS" in words or "UPN" in words else words


def _shortened(found: re.Match[str]) -> str:
    return f"{found['what']}{found['named'] or ''} …{found['grouped'] or found['end']}"


def shortened(value: T) -> T:
    """Any value with the numbers in every text of it short, however deep."""
    if isinstance(value, str):
        return short(value)  # type: ignore[return-value]  # a text for a text
    if isinstance(value, tuple):
        parts = tuple(shortened(part) for part in value)
        return value if all(map(_is, parts, value)) else parts  # type: ignore[return-value]  # a tuple for a tuple
    if isinstance(value, Struct):
        changed = {}
        for field in value.__struct_fields__:
            before = getattr(value, field)
            after = shortened(before)
            if after is not before:
                changed[field] = after
        return replace(value, **changed) if changed else value
    return value


def _is(one: object, other: object) -> bool:
    return one is other
