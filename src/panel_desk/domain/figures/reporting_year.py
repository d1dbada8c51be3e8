"""The time that a report is about: a reporting year of 1 April to 31 March, a quarter of it, a month, or two dates."""

from __future__ import annotations

import re
from datetime import date, timedelta

from msgspec import Struct

from panel_desk.domain.calendar import date_words
from panel_desk.domain.errors import DeskError, refused

_YEAR = re.compile(r"(\d{4})\s*[-/–]\s*(\d{2}|\d{4})")
_QUARTER = re.compile(r"q\s*([1-4])\s+(.+)|(.+?)\s+q\s*([1-4])")
_MONTH = re.compile(r"(\d{4})-(\d{1,2})")
_DATES = re.compile(r"(\S.*?)\s*(?:\bto\b|\buntil\b|–|\.\.)\s*(\S.*)")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FIRST_MONTH, _LAST_MONTH = 4, 12
_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_LONGEST = 400
_HOW = "Write a year (2025-26), a quarter (Q2 2025-26), a month (2025-10) or two dates (2025-10-01 to 2025-12-31)."


class Period(Struct, frozen=True, kw_only=True):
    """Days from the first to the last, both included."""

    starts_on: date
    ends_on: date
    words: str
    """``2025-26``, ``July to September 2025``, ``October 2025``, ``1 October 2025 to 15 October 2025``."""

    def __contains__(self, day: date) -> bool:
        return self.starts_on <= day <= self.ends_on

    @property
    def is_year(self) -> bool:
        """Whether it is a whole reporting year."""
        return (self.starts_on.month, self.starts_on.day) == (4, 1) and self.ends_on == _year_end(self.starts_on.year)

    @property
    def dates(self) -> str:
        """``1 April 2025 to 31 March 2026``."""
        return f"{date_words(self.starts_on)} to {date_words(self.ends_on)}"

    @property
    def when(self) -> str:
        """Within a sentence: ``in 2025-26``, ``on 10 September 2025``, ``from 1 October 2025 to 15 October 2025``."""
        if self.starts_on == self.ends_on:
            return f"on {self.words}"
        return f"from {self.words}" if self.words == self.dates else f"in {self.words}"

    @property
    def file_label(self) -> str:
        """For a file's name: ``2025-26``, ``2025-10-01-to-2025-12-31``."""
        return self.words if self.is_year else f"{self.starts_on}-to-{self.ends_on}"


def year_of(day: date) -> str:
    """The reporting year of a day: ``2025-26`` for 1 April 2025 and for 31 March 2026."""
    return _label(_first_of(day))


def year_around(day: date) -> Period:
    """The reporting year that a day lies in.

    Raises:
        DeskError: where it is no year that figures are reported of.
    """
    return _year(_first_of(day))


def reporting_year(label: str) -> Period:
    """The year of its label: ``2025-26``, ``2025/26`` or ``2025-2026``.

    Raises:
        DeskError: where the label is no year, or its second half is not the year after.
    """
    found = _YEAR.fullmatch(label.strip())
    if found is None:
        raise refused(
            f"‘{_short(label)}’ is not a reporting year.", "Write it as 2025-26: 1 April 2025 to 31 March 2026."
        )
    first = int(found[1])
    if not _follows(found):
        raise refused(
            f"‘{_short(label)}’ is not a reporting year: the year after {first} is {first + 1}.",
            f"Write {_label(first)}.",
        )
    return _year(first)


def year_before(period: Period) -> Period:
    """The same days one year earlier, to compare with; 29 February becomes 28."""
    if period.is_year:
        return _year(period.starts_on.year - 1)
    return _named(_earlier(period.starts_on), _earlier(period.ends_on))


def parse_period(text: str) -> Period:
    """What a person wrote for a period: a year, a quarter, a month or two dates.

    ``2011-12`` is a year; ``2025-12``, whose halves are no two years, a month.

    Raises:
        DeskError: where it is none of these, ends before it begins, or is longer than 400 days.
    """
    words = " ".join(text.split())
    year = _YEAR.fullmatch(words)
    if year and not (_MONTH.fullmatch(words) and 1 <= int(year[2]) <= _LAST_MONTH and not _follows(year)):
        return reporting_year(words)
    return _quarter(words) or _month(words) or _two_dates(words)


def between(starts_on: date, ends_on: date) -> Period:
    """The period of two days, both included, under the shortest name it has.

    Raises:
        DeskError: where it ends before it begins, or is longer than 400 days.
    """
    if ends_on < starts_on:
        raise refused(f"{date_words(ends_on)} is before {date_words(starts_on)}.", "Give the earlier date first.")
    if (ends_on - starts_on).days >= _LONGEST:
        raise refused(
            f"{date_words(starts_on)} to {date_words(ends_on)} is longer than {_LONGEST} days.",
            "Take one year at a time; a profile compares years by itself.",
        )
    return _named(starts_on, ends_on)


def months(period: Period) -> tuple[Period, ...]:
    """The calendar months of a period, the first and last cut, by name too, where it begins and ends."""
    found = []
    day = period.starts_on
    while day <= period.ends_on:
        last = min(_month_end(day), period.ends_on)
        found.append(Period(starts_on=day, ends_on=last, words=_month_part(day, last)))
        day = last + timedelta(days=1)
    return tuple(found)


def _follows(year: re.Match[str]) -> bool:
    """Whether the second half of a year is the year after the first."""
    after = f"{int(year[1]) + 1:04}"
    return year[2] in (after, after[2:])


def _first_of(day: date) -> int:
    return day.year if day.month >= _FIRST_MONTH else day.year - 1


def _year(first: int) -> Period:
    if not _FIRST_YEAR <= first <= _LAST_YEAR:
        raise refused(f"No figures are reported of the year {first}.", _HOW)
    return Period(starts_on=date(first, 4, 1), ends_on=_year_end(first), words=_label(first))


def _year_end(first: int) -> date:
    return date(first + 1, 3, 31)


def _label(first: int) -> str:
    return f"{first}-{(first + 1) % 100:02}"


def _quarter(words: str) -> Period | None:
    found = _QUARTER.fullmatch(words.casefold())
    if found is None:
        return None
    year = reporting_year(found[2] or found[3])
    first = 3 * (int(found[1] or found[4]) - 1)
    three = months(year)[first : first + 3]
    return _named(three[0].starts_on, three[-1].ends_on)


def _month(words: str) -> Period | None:
    found = _MONTH.fullmatch(words)
    if found is not None:
        year, number = int(found[1]), int(found[2])
    else:
        name, _, digits = words.casefold().rpartition(" ")
        if name[:3] not in _MONTHS or not digits.isdecimal() or len(digits) != 4 or not _is_month(name):
            return None
        year, number = int(digits), _MONTHS.index(name[:3]) + 1
    first = _day(year, number, 1, words)
    return _named(first, _month_end(first))


def _is_month(name: str) -> bool:
    full = _month_words(date(2000, _MONTHS.index(name[:3]) + 1, 1)).split()[0].casefold()
    return name in (full, full[:3])


def _two_dates(words: str) -> Period:
    found = _DATES.fullmatch(words)
    if found is None:
        raise _unreadable(words)
    return between(_written(found[1]), _written(found[2]))


def _written(words: str) -> date:
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", words):
        year, month, day = map(int, words.split("-"))
        return _day(year, month, day, words)
    for pattern, order in ((r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})", "numbers"), (r"(\d{1,2}) ([a-z]+) (\d{4})", "name")):
        found = re.fullmatch(pattern, words.casefold())
        if found and order == "numbers":
            return _day(int(found[3]), int(found[2]), int(found[1]), words)
        if found and found[2][:3] in _MONTHS and _is_month(found[2]):
            return _day(int(found[3]), _MONTHS.index(found[2][:3]) + 1, int(found[1]), words)
    raise _unreadable(words)


def _day(year: int, month: int, day: int, words: str) -> date:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise refused(f"No figures are reported of the year {year}.", _HOW)
    try:
        return date(year, month, day)
    except ValueError as error:
        raise refused(f"‘{_short(words)}’ is not in the calendar.", _HOW) from error


def _named(starts_on: date, ends_on: date) -> Period:
    """Under the shortest name: a year, months, or the dates themselves."""
    if starts_on.day == 1 and ends_on == _month_end(ends_on):
        if (starts_on.month, ends_on) == (_FIRST_MONTH, _year_end(starts_on.year)):
            return _year(starts_on.year)
        words = _month_words(starts_on)
        if (starts_on.year, starts_on.month) != (ends_on.year, ends_on.month):
            begins = words.split()[0] if starts_on.year == ends_on.year else words
            words = f"{begins} to {_month_words(ends_on)}"
        return Period(starts_on=starts_on, ends_on=ends_on, words=words)
    words = date_words(starts_on)
    if ends_on > starts_on:
        words = f"{words} to {date_words(ends_on)}"
    return Period(starts_on=starts_on, ends_on=ends_on, words=words)


def _month_words(day: date) -> str:
    """``October 2025``."""
    return date_words(day).partition(" ")[2]


def _month_part(first: date, last: date) -> str:
    """``April 2025``; of a part of it ``15 to 30 April 2025``, for the two are counted apart."""
    if first.day == 1 and last == _month_end(last):
        return _month_words(first)
    return date_words(last) if first == last else f"{first.day} to {date_words(last)}"


def _month_end(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _earlier(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


def _short(text: str) -> str:
    return text.strip()[:40]


def _unreadable(words: str) -> DeskError:
    return refused(f"‘{_short(words)}’ is not a period.", _HOW)
