"""The day a line names: ``fri``, ``3d`` (working days), ``2w``, ``12 dec``, ``next panel``, ``end of month``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from panel_desk.domain.calendar import add_working_days, date_words, day_words, is_working_day, short_day, turns
from panel_desk.domain.capture.context import CaptureContext
from panel_desk.domain.capture.typed import Lack, fold
from panel_desk.domain.following.day_words import Span, read_days

FURTHEST = 5 * 366
"""Days ahead; a day beyond is a slip of the year."""
MOST_WORDS = 6
"""``end of the month of december``; no day takes more."""
_NUMBERS = {
    word: count for count, word in enumerate(re.findall(r"\w+", "one two three four five six seven eight nine ten"), 1)
} | {"a": 1, "an": 1, "twelve": 12}
COUNT = (
    rf"(?:\d{{1,3}}|{'|'.join(_NUMBERS)}) ?(?:wd|working days?|d|days?|w|wks?|weeks?|fortnights?|m|months?|hours?|hrs)"
)
"""So many days: ``3d``, ``two weeks``, ``48 hours``."""
_COUNTED = re.compile(rf"(?:within |in )?({COUNT})(?:'? time)?")
_COUNT_OF = re.compile(r"(\d+|[a-z]+) ?([a-z ]+)")
_LATER = re.compile(r"(?:a (week|fortnight)(?: on| from)? )(\w+)|(\w+) (week|fortnight)")
"""``friday week``, ``a week on friday``, ``tomorrow fortnight``."""
_AND_DATE = re.compile(r"([a-z]+) (?:the )?(\d.*)")
"""``tuesday 24th``: a weekday, and the day it must fall on."""
_FEASTS = {
    "christmas eve": "24 dec",
    "christmas day": "25 dec",
    "christmas": "25 dec",
    "boxing day": "26 dec",
    "new year's eve": "31 dec",
    "new year's day": "1 jan",
    "new year": "1 jan",
    "weds": "wed",
}
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)")
_END = re.compile(r"(?:end of|eo|last day of|end)(?: (?:of )?the)? ?(.+)|(.+) end")
_YEAR = re.compile(r"\d{4}|\d{1,2}[/.]\d{1,2}[/.]\d{2}$")
_NEXT_PANEL = frozenset(
    {"next panel", "next meeting", "panel", "next time", "our next meeting", "next one", "np", "next panel meeting"}
)
_BEGINNINGS = frozenset(
    re.findall(
        r"\w+",
        "mon tue wed thu fri sat sun jan feb mar apr may jun jul aug sep oct nov dec "
        "tod tom yes nex thi las for eom eow end a an our pan np chr box new",
    )
) | {word[:3] for word in _NUMBERS}
"""The first three letters of the words that a day can begin with."""
_SMALL = frozenset({"the", "in", "on", "within"})
_NO_DAY_YET = Lack("The panel’s next meeting has no day yet. Type a day: by 17 dec.", "which day?")


def may_begin_a_day(words: Sequence[str]) -> bool:
    """Whether words can begin with a day; a quick look before the long one."""
    first = next((word for word in words[:2] if fold(word) not in _SMALL), "")
    return first[:1].isdigit() or fold(first[:3]) in _BEGINNINGS


def read_due(typed: str, at: CaptureContext) -> date | Lack | None:
    """The day ahead that words mean, seen from the day the line is typed.

    A count of days is of England's working days; weeks and months are moved on to a working day; a weekday is the next
    of its name after today; a week or month means its last working day; a day without a year is the next to come.

    Returns:
        The day; why it cannot be meant; None where the words are no day.
    """
    words = _plain(typed)
    if not words:
        return None
    if words in _NEXT_PANEL:
        return at.next_panel if at.next_panel is not None and at.next_panel >= at.today else _NO_DAY_YET
    words = _FEASTS.get(words, words)
    if (found := _AND_DATE.fullmatch(words)) and (weekday := _weekday(found[1], at.today)) is not None:
        return _of_both(weekday, found[2], at)
    day = _later(words, at.today) or _counted(words, at.today) or _ending(words, at.today) or _single(words, at.today)
    return _checked(day, at.today) if day is not None else None


def _weekday(name: str, today: date) -> int | None:
    span = read_days(_FEASTS.get(name, name), today)
    return span.first.weekday() if span is not None and span.first == span.last and name != "today" else None


def _of_both(weekday: int, typed: str, at: CaptureContext) -> date | Lack | None:
    """A weekday with its date: they must agree."""
    day = _of_month(int(typed), at.today) if typed.isdigit() and len(typed) < 3 else read_due(typed, at)
    if not isinstance(day, date) or day.weekday() == weekday:
        return day
    return Lack(f"{day_words(day)} is not a day of that name. Give the day or the date.", "which day?")


def read_past(typed: str, today: date) -> date | Lack | None:
    """The day up to today that words mean: a weekday is the last of its name, a day without a year the last one."""
    words = _plain(typed)
    found = read_days(words, today) if words else None
    if found is None or found.first != found.last:
        return None
    day = found.first
    if day > today and words.isalpha() and words != "tomorrow":
        day -= timedelta(days=7)
    elif day > today and words != "tomorrow" and not _YEAR.search(words):
        day = _in_year(day, -1)
    return day if day <= today else Lack(f"{date_words(day)} has not come yet.", "which day?")


def day_off(day: date) -> str:
    """Why nobody works that day: ``a Saturday``, ``Boxing Day``; empty for a working day."""
    if is_working_day(day):
        return ""
    named = _bank_holiday(day)
    if day.weekday() >= 5:
        return named if named in _ALWAYS.values() else f"a {'Saturday' if day.weekday() == 5 else 'Sunday'}"
    return named or "a bank holiday"


def when_words(day: date, today: date) -> str:
    """``Fri 27 Nov``; with its year where that is not this one."""
    return short_day(day) if day.year == today.year else f"{short_day(day)} {day.year}"


def typed_day(day: date) -> str:
    """As a line holds it, plain in every year: ``12 dec 2026``."""
    return f"{day.day} {date_words(day).split()[1][:3].lower()} {day.year}"


_ALWAYS = {(12, 25): "Christmas Day", (12, 26): "Boxing Day", (1, 1): "New Year’s Day"}


def _bank_holiday(day: date) -> str:
    """By the rule that makes it one; no list of names is kept."""
    if named := _ALWAYS.get((day.month, day.day)):
        return named
    if day.month in (3, 4):
        return {0: "Easter Monday", 4: "Good Friday"}.get(day.weekday(), "")
    if day.weekday() == 0 and day.month in (5, 8):
        return (
            {5: "the spring bank holiday", 8: "the summer bank holiday"}[day.month]
            if day.day > 7
            else ("the early May bank holiday" if day.month == 5 else "")
        )
    return ""


def _plain(typed: str) -> str:
    """Folded, without punctuation at its end and the small words of speech."""
    words = fold(typed).strip(" .,;:!?")
    words = words.removeprefix("on ").removeprefix("the ")
    return words.replace(" of the ", " of ").replace("th of ", "th ").replace("st of ", "st ").replace("  ", " ")


def _counted(words: str, today: date) -> date | None:
    found = _COUNTED.fullmatch(words) if words != "fortnight" else _COUNTED.fullmatch("a fortnight")
    parts = _COUNT_OF.fullmatch(found[1]) if found else None
    if not parts:
        return None
    count, unit = _NUMBERS.get(parts[1]) or int(parts[1]), parts[2]
    if unit.startswith("m"):
        return _moved_on(turns(today, 0, count))
    if unit.startswith("h"):
        return add_working_days(today, count // 24) if count and count % 24 == 0 else None
    if unit in ("wd", "d") or "day" in unit:
        return add_working_days(today, min(count, FURTHEST))
    return _moved_on(today + timedelta(days=(14 if unit.startswith("f") else 7) * count))


def _later(words: str, today: date) -> date | None:
    """A week or a fortnight after the day of that name."""
    found = _LATER.fullmatch(words)
    name = (found[2] or found[3]) if found else ""
    day = _single(name, today) if found and name.isalpha() and name not in ("week", "fortnight") else None
    if found is None or day is None:
        return None
    return day + timedelta(days=7 if "week" in (found[1], found[4]) else 14)


def _moved_on(day: date) -> date:
    return day if is_near(day) and is_working_day(day) else add_working_days(day, 1)


def is_near(day: date) -> bool:
    """Whether the day lies in the years whose bank holidays are shipped."""
    return day.year < 2046


def _ending(words: str, today: date) -> date | None:
    """The last working day of a week or a month."""
    found = _END.fullmatch(words)
    inner = (found[1] or found[2]) if found else words
    inner = {"w": "this week", "week": "this week", "m": "this month", "month": "this month"}.get(inner, inner)
    span = read_days(inner, today)
    if span is None or span.first == span.last:
        return None
    if not _YEAR.search(inner) and "last" not in inner and span.last < today:
        span = read_days(f"{inner} {span.last.year + 1}", today) or span
    last = _last_working_day(span)
    # On a Saturday or Sunday the end of the week is that of the week to come.
    return _last_working_day(Span(today, last + timedelta(days=7))) if inner == "this week" and last < today else last


def _last_working_day(span: Span) -> date:
    day = span.last
    while day > span.first and is_near(day) and not is_working_day(day):
        day -= timedelta(days=1)
    return day


def _single(words: str, today: date) -> date | None:
    if found := _ORDINAL.fullmatch(words):
        return _of_month(int(found[1]), today)
    for lead in ("next ", "this "):
        if words.startswith(lead):
            return _weekday_of(words.removeprefix(lead), today, next_week=lead == "next ")
    span = read_days(words, today)
    if span is None or span.first != span.last:
        return None
    day = span.first
    if words.isalpha() and words not in ("today", "tomorrow", "yesterday"):
        return day if day > today else day + timedelta(days=7)
    if day < today and words != "yesterday" and not _YEAR.search(words):
        day = _in_year(day, 1)
    return day


def _weekday_of(name: str, today: date, *, next_week: bool) -> date | None:
    """``next fri``: of the week that begins on the coming Monday. ``this fri``: the coming one."""
    span = read_days(name, today)
    if span is None or span.first != span.last or not name.isalpha():
        return None
    if next_week:
        monday = today + timedelta(days=7 - today.weekday())
        return monday + timedelta(days=span.first.weekday())
    return span.first if span.first > today else span.first + timedelta(days=7)


def _of_month(number: int, today: date) -> date | None:
    """``the 12th``: of this month or the next that has it and lies ahead."""
    first = today.replace(day=1)
    for _ in range(3):
        try:
            day = first.replace(day=number)
        except ValueError:
            day = None
        if day is not None and day >= today:
            return day
        first = (first + timedelta(days=31)).replace(day=1)
    return None


def _in_year(day: date, step: int) -> date:
    """The same day in the nearest earlier or later year that has it."""
    for years in range(1, 9):
        try:
            return day.replace(year=day.year + step * years)
        except ValueError:
            continue
    return day


def _checked(day: date, today: date) -> date | Lack:
    if day < today:
        return Lack(f"{day_words(day)} is past. Name a day from today on.", "a day ahead?")
    if (day - today).days > FURTHEST:
        return Lack(f"{date_words(day)} is more than five years ahead. Check the year.", "which year?")
    return day
