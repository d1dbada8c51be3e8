"""Days as a clerk types them: ``fri``, ``1 dec``, ``3d``, ``this week``; each is read as a span of days."""

from __future__ import annotations

import re
from datetime import date, timedelta

from msgspec import Struct

from panel_desk.domain.calendar import date_words

_MONTH_NAMES = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAY_MONTH = re.compile(r"(?:[a-z]+ )?(\d{1,2})(?:st|nd|rd|th)? ([a-z]+)(?: (\d{4}))?")
_NUMBERS = re.compile(r"(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}|\d{2}))?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_AHEAD = re.compile(r"(\d{1,3}) ?(d|days?|w|weeks?)")
MOST_WORDS = 4
"""``fri 4 dec 2026``: no day takes more."""


class Span(Struct, frozen=True):
    """Days from the first to the last, both included."""

    first: date
    last: date

    @property
    def words(self) -> str:
        """``1 December 2026``, ``23 November 2026 to 29 November 2026``."""
        if self.first == self.last:
            return date_words(self.first)
        return f"{date_words(self.first)} to {date_words(self.last)}"


def read_days(typed: str, today: date) -> Span | None:
    """The days that words mean, seen from today; None where they mean none.

    A day without a year is the one nearest to today; a weekday is the next of its name, today included.
    """
    words = " ".join(typed.casefold().replace(",", " ").split())
    return _named(words, today) or _weekday(words, today) or _counted(words, today) or _written(words, today)


def _named(words: str, today: date) -> Span | None:
    monday = today - timedelta(days=today.weekday())
    week, month = timedelta(days=6), today.replace(day=1)
    spans = {
        "today": Span(today, today),
        "tomorrow": Span(today + timedelta(days=1), today + timedelta(days=1)),
        "yesterday": Span(today - timedelta(days=1), today - timedelta(days=1)),
        "this week": Span(monday, monday + week),
        "next week": Span(monday + timedelta(days=7), monday + timedelta(days=7) + week),
        "last week": Span(monday - timedelta(days=7), monday - timedelta(days=7) + week),
        "this month": Span(month, _month_end(month)),
        "next month": Span(_next_month(month), _month_end(_next_month(month))),
        "last month": Span((month - timedelta(days=1)).replace(day=1), month - timedelta(days=1)),
        "fortnight": Span(today, today + timedelta(days=14)),
        "a fortnight": Span(today, today + timedelta(days=14)),
    }
    return spans.get(words) or _whole_month(words, today)


def _whole_month(words: str, today: date) -> Span | None:
    """``december``, ``december 2026``; the nearest one where no year is given."""
    name, _, year = words.partition(" ")
    month = _month(name)
    if not month or (year and not re.fullmatch(r"\d{4}", year)) or year == "0000":
        return None
    middle = date(int(year), month, 15) if year else _nearest(15, month, today)
    if middle is None:
        return None
    first = middle.replace(day=1)
    return Span(first, _month_end(first))


def _weekday(words: str, today: date) -> Span | None:
    if len(words) < 3:
        return None
    places = [place for place, name in enumerate(_WEEKDAYS) if name.startswith(words)]
    if len(places) != 1:
        return None
    day = today + timedelta(days=(places[0] - today.weekday()) % 7)
    return Span(day, day)


def _counted(words: str, today: date) -> Span | None:
    """``3d`` and ``2w`` from today."""
    found = _AHEAD.fullmatch(words)
    if not found:
        return None
    day = today + timedelta(days=int(found[1]) * (7 if found[2].startswith("w") else 1))
    return Span(day, day)


def _written(words: str, today: date) -> Span | None:
    if found := _ISO.fullmatch(words):
        return _one(_day(int(found[3]), int(found[2]), int(found[1])))
    if found := _NUMBERS.fullmatch(words):
        return _one(_with_year(int(found[1]), int(found[2]), found[3], today))
    if found := _DAY_MONTH.fullmatch(words):
        month = _month(found[2])
        return _one(_with_year(int(found[1]), month, found[3], today)) if month else None
    return None


def _one(day: date | None) -> Span | None:
    return Span(day, day) if day else None


def _with_year(day: int, month: int, year: str | None, today: date) -> date | None:
    if not year:
        return _nearest(day, month, today)
    return _day(day, month, int(year) if len(year) == 4 else 2000 + int(year))


def _nearest(day: int, month: int, today: date) -> date | None:
    """The day of that name least far from today, so that 29 February is found from years that have none."""
    around = [_day(day, month, today.year + step) for step in range(-4, 5)]
    return min((d for d in around if d), key=lambda d: abs((d - today).days), default=None)


def _day(day: int, month: int, year: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month(name: str) -> int:
    """1 to 12; 0 where it is no month. Three letters are enough."""
    places = [p for p, known in enumerate(_MONTH_NAMES, 1) if len(name) >= 3 and known.startswith(name)]
    if name == "sept":
        return 9
    return places[0] if places else 0


def _next_month(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)


def _month_end(first: date) -> date:
    return _next_month(first) - timedelta(days=1)
