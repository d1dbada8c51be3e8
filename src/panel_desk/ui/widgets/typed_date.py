"""What is meant by a date while it is being typed: ``15``, ``15/1``, ``15 jan 2027``, ``2027-01-15``."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from datetime import MAXYEAR, date
from enum import IntEnum

_MONTHS = tuple(name.casefold() for name in calendar.month_name)
_GAP = r"[\s/.,-]*"
_DAY, _MONTH, _YEAR = r"(?P<day>\d{0,2})", r"(?P<month>\d{1,2}|[^\W\d_]*)", r"(?P<year>\d{0,4})"
_EARLIEST = 1900


class Part(IntEnum):
    """Of a date, in the order in which it is written."""

    DAY = 0
    MONTH = 1
    YEAR = 2


_FROM = {
    Part.DAY: re.compile(f"{_GAP}{_DAY}{_GAP}{_MONTH}{_GAP}{_YEAR}"),
    Part.MONTH: re.compile(f"{_GAP}{_MONTH}{_GAP}{_YEAR}"),
    Part.YEAR: re.compile(f"{_GAP}{_YEAR}"),
}
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})[/.-](?P<month>\d{0,2})[/.-]?(?P<day>\d{0,2})")
_YEAR_ALONE = re.compile(r"(?P<year>\d{4})")


def date_as_typed(typed: str, begins_with: Part, before: date) -> tuple[date, Part] | None:
    """The date that is meant so far, and the part that is being typed.

    Args:
        typed: All that was typed so far.
        begins_with: The part that was typed first; the parts before it stay.
        before: What is not typed yet stays as it is here. A day that the month does not have becomes its last.

    Returns:
        None where it cannot be meant for a date.
    """
    ways = (_YEAR_FIRST, _FROM[Part.DAY], _YEAR_ALONE) if begins_with is Part.DAY else (_FROM[begins_with],)
    found = (way.fullmatch(typed.casefold()) for way in ways)
    meant = (_meant({"day": "", "month": ""} | one.groupdict(), before) for one in found if one is not None)
    day, typing = next((one for one in meant if one is not None), (None, None))
    return None if day is None else (day, typing or begins_with)


def _meant(parts: Mapping[str, str], before: date) -> tuple[date, Part | None] | None:
    day, month, year = _number(parts["day"], before.day), _month(parts["month"], before.month), before.year
    if len(parts["year"]) in {2, 4}:
        year = int(parts["year"]) + (2000 if len(parts["year"]) == 2 else 0)
    if day is None or month is None or not _EARLIEST < year <= MAXYEAR:
        return None
    typing = Part.YEAR if parts["year"] else Part.MONTH if parts["month"] else None
    return date(year, month, min(day, calendar.monthrange(year, month)[1])), typing


def _number(typed: str, before: int) -> int | None:
    """A day; ``0`` is the beginning of one."""
    if typed in {"", "0"}:
        return before
    return int(typed) if 1 <= int(typed) <= 31 else None


def _month(typed: str, before: int) -> int | None:
    """A month by its number, or by the beginning of its name; what more than one begins with is none yet."""
    if typed in {"", "0"}:
        return before
    if typed.isdecimal():
        return int(typed) if 1 <= int(typed) <= 12 else None
    alike = [number for number, name in enumerate(_MONTHS) if name and name.startswith(typed)]
    return None if not alike else alike[0] if len(alike) == 1 else before
