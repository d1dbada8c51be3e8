"""Reads dates and times as lists write them: day before month unless impossible, and never a guess in silence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from msgspec import Struct

from panel_desk.caselists.aliases import CellWords
from panel_desk.caselists.findings import NOTHING, Reading
from panel_desk.caselists.grid import Cell, Day, Moment
from panel_desk.caselists.repairs import ReadCell, clean, emptied, says_nothing

_CLOCK = r"(?:[T\s,]+(?:at\s+)?(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?\s*(am|pm)?\s*(Z|[+-]\d{2}:?\d{2})?)?"
_YEAR_FIRST = re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}}){_CLOCK}", re.IGNORECASE | re.ASCII)
_DAY_FIRST = re.compile(rf"(\d{{1,2}})([-/. \\])(\d{{1,2}})\2(\d{{2}}|\d{{4}}){_CLOCK}", re.IGNORECASE | re.ASCII)
_COMPACT = re.compile(r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])\d{2}", re.ASCII)
_COMPACT_DAY_FIRST = re.compile(r"(\d{1,2})(0[1-9]|1[0-2])((?:19|20)\d{2})", re.ASCII)
_SERIAL = re.compile(r"([2-6]\d{4})(?:\.(\d+))?", re.ASCII)
_TIME = re.compile(r"(\d{1,2})[:.h]?(\d{2})(?:[:.](\d{2})(?:\.\d+)?)?\s*(am|pm)?", re.IGNORECASE | re.ASCII)
_DAY_PART = re.compile(r"0?\.\d+", re.ASCII)
_HOUR = re.compile(r"^(\d{1,2})\s*(am|pm)$", re.IGNORECASE | re.ASCII)
_MONTH_WORD = re.compile(r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec", re.IGNORECASE)
_WEEKDAY = re.compile(
    r"(?:mon|tue(?:s)?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+(?=\w)", re.IGNORECASE
)
_ZONE_IN_WORDS = re.compile(r"(?<=\d|m)\s*(Z|UTC|GMT|BST|[+-]\d{2}:?\d{2})$", re.IGNORECASE | re.ASCII)
_ZONE_WORD = re.compile(r"(\d|m)\s*\(?(Z|UTC|GMT|BST)\)?", re.IGNORECASE | re.ASCII)
_OTHER_ZONE = re.compile(r":\d{2}(?:\s*[ap]m)?\s*\(?(?!am|pm|hrs?|hours?)([a-z]{2,5})\)?", re.IGNORECASE | re.ASCII)
_BEGINS_WITH_YEAR = re.compile(r"\d{4}\W?\d", re.ASCII)
_OFFSETS = {"UTC": "Z", "GMT": "Z", "BST": "+01:00", "Z": "Z"}
_LONDON = ZoneInfo("Europe/London")
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001  (a workbook's serial dates have no zone)
_EARLIEST, _LATEST = 1900, 2100
NEXT_MIDNIGHT = timedelta(days=1)
"""What 24:00 adds to a day."""


class When(Struct, frozen=True):
    """A date with what is known of the time; England's wall clock."""

    at: datetime
    time_known: bool


class Habit(Struct, frozen=True, kw_only=True):
    """How one column writes its dates."""

    year_first: bool
    """Every text is year first, so it is the column's own format and no repair."""
    month_first: bool
    """At least one date is possible only month first, which makes the others doubtful."""
    midnights_only: bool
    """Every time of day is 00:00, so no time is known."""


def habit_of(cells: Iterable[Cell]) -> Habit:
    """What the cells of a column have in common."""
    year_first = day_first = month_first = timed = False
    for cell in set(cells):
        if isinstance(cell, Moment):
            timed = True
        elif isinstance(cell, str) and 6 <= len(cell) < 60:
            text = cell.strip()
            text = text if text[:1].isdigit() and text[-1:].isdigit() else _bare(text)
            if found := _YEAR_FIRST.fullmatch(text):
                year_first = True
                timed = timed or _has_time(found.group(5), found.group(6), found.group(7))
            elif found := _DAY_FIRST.fullmatch(text):
                day_first = True
                month_first = month_first or (int(found.group(3)) > 12 >= int(found.group(1)))
                timed = timed or _has_time(found.group(5), found.group(6), found.group(7))
        elif isinstance(cell, Day):
            day_first = True
    return Habit(year_first=year_first and not day_first, month_first=month_first, midnights_only=not timed)


def _bare(text: str) -> str:
    """A date without its day of the week, and with the name of its zone as an offset."""
    if text[:1].isalpha() and (day := _WEEKDAY.match(text)):
        text = text[day.end() :]
    if text[-1:].isdigit() or not (zone := _ZONE_WORD.search(text)) or zone.end() != len(text):
        return text
    return f"{text[: zone.start()]}{zone.group(1)}{_OFFSETS[zone.group(2).upper()]}"


def _has_time(*parts: str | None) -> bool:
    return any(part is not None and int(part) for part in parts)


def date_reader(words: CellWords, habit: Habit, today: date) -> ReadCell:
    """A date without a time of day; a time that was given is left out and said. The value is a ``date``."""
    read_when = when_reader(words, habit, today)

    def read(cell: Cell) -> Reading:
        if isinstance(cell, Day):
            return Reading(value=cell.on)
        found = read_when(cell)
        if not isinstance(found.value, When):
            return found
        when = found.value
        why = found.why
        if when.at.time() != time.min and not isinstance(cell, Moment):
            why = "; ".join(filter(None, (why, "time of day left out")))
        became = f"{when.at:%d/%m/%Y}" if why else None
        return Reading(value=when.at.date(), became=became, why=why, warning=found.warning)

    return read


def when_reader(words: CellWords, habit: Habit, today: date, *, open_words: frozenset[str] = frozenset()) -> ReadCell:
    """A date with or without a time of day. The value is a ``When``.

    Args:
        words: The words for “not known”.
        habit: How the column writes dates.
        today: Decides the century of two-digit years: the latest that is not in the future.
        open_words: Words that mean the child has not returned.
    """

    def read(cell: Cell) -> Reading:
        return _written(cell) if isinstance(cell, str) else _from_cell(cell)

    def _written(cell: str) -> Reading:
        if len(cell) > 200:
            return Reading(failed=f"a text of {len(cell):,} characters is not a date")
        text, why = clean(cell, names=True)
        if not text:
            return emptied("only invisible characters") if why else NOTHING
        if text.casefold() in open_words:
            return emptied("the child had not returned")
        if says_nothing(text, words):
            return emptied()
        found = _from_text(text, habit, today)
        if why and found.value is not None:
            reasons = "; ".join(filter(None, (why, found.why)))
            return Reading(value=found.value, became=_shown(found.value), why=reasons, warning=found.warning)
        return found

    return read


def _from_cell(cell: float | Day | Moment | None) -> Reading:
    """What a workbook already holds as a date, or as its number."""
    if cell is None:
        return NOTHING
    if isinstance(cell, float):
        return _serial(cell)
    if isinstance(cell, Day):
        return Reading(value=When(_midnight(cell.on), time_known=False))
    return Reading(value=When(cell.at, time_known=True))


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001  (a list's wall clock)


def _shown(value: object) -> str:
    if not isinstance(value, When):
        return ""
    return f"{value.at:%d/%m/%Y %H:%M}" if value.time_known else f"{value.at:%d/%m/%Y}"


def _serial(number: float) -> Reading:
    """Workbooks count days since 30 December 1899; 20,000 to 70,000 is 1954 to 2091."""
    if not 20_000 <= number < 70_000:
        return Reading(failed=f"the number {number:g} is not a date")
    at = _EPOCH + timedelta(minutes=round(number * 1440))
    when = When(at, time_known=not number.is_integer())
    return Reading(value=when, became=_shown(when), why="a workbook's day number")


def _from_text(written: str, habit: Habit, today: date) -> Reading:
    text = written if written[0].isdigit() and written[-1].isdigit() else _bare(written)
    if found := _DAY_FIRST.fullmatch(text):
        return _day_first(found, habit, today)
    if found := _YEAR_FIRST.fullmatch(text):
        year, _, month, day, *clock = found.groups()
        why = "" if habit.year_first else "year first"
        return _built((int(year), int(month), int(day)), clock, habit, text=text, why=why)
    if parts := _compact(text):
        return _built(parts, [None] * 5, habit, text=text, why="written without separators")
    if _SERIAL.fullmatch(text):
        return _serial(float(text))
    return _otherwise_written(text, habit, today, written=written)


def _otherwise_written(text: str, habit: Habit, today: date, *, written: str) -> Reading:
    """A date in words; never one in figures that begins with the year, which words would read day before month."""
    if (zone := _OTHER_ZONE.search(text)) and zone.end() == len(text):
        return Reading(failed=f"“{written[:60]}” is told in a time zone that the desk does not know")
    in_words = any(letter.isalpha() for letter in text) and any(digit.isdigit() for digit in text)
    if in_words and not _BEGINS_WITH_YEAR.match(text):
        return _in_words(text, habit, today)
    return Reading(failed=f"“{written[:60]}” is not a date")


def _compact(text: str) -> tuple[int, int, int] | None:
    """Eight digits: year first, or day first where that is the only date they can be (a lost zero leaves seven)."""
    if _COMPACT.fullmatch(text):
        return int(text[:4]), int(text[4:6]), int(text[6:])
    found = _COMPACT_DAY_FIRST.fullmatch(text)
    return (int(found.group(3)), int(found.group(2)), int(found.group(1))) if found else None


def _day_first(found: re.Match[str], habit: Habit, today: date) -> Reading:
    first, _, second, written_year, *clock = found.groups()
    day, month, year = int(first), int(second), int(written_year)
    why = warning = ""
    if len(written_year) == 2:
        year += 2000 if 2000 + year <= today.year + 1 else 1900
        why = f"two-digit year read as {year}"
    if month > 12 >= day:
        day, month = month, day
        why = "; ".join(filter(None, (why, "month before day: no other reading is possible")))
        warning = "written the American way, month before day; check it"
    elif habit.month_first and day <= 12 and day != month:
        warning = "other dates of this list are month first; this one was read day first: check it"
    return _built((year, month, day), clock, habit, text=found.group(), why=why, warning=warning)


def _built(
    parts: tuple[int, int, int], clock: list[str | None], habit: Habit, *, text: str, why: str, warning: str = ""
) -> Reading:
    hour, minute, second, half, zone = clock
    next_midnight = hour == "24" and is_next_midnight(hour, minute, second, half)
    try:
        at = datetime(*parts, *_clock("0" if next_midnight else hour, minute, second, half))  # noqa: DTZ001  (a list's wall clock)
        if next_midnight:
            at += NEXT_MIDNIGHT
    except ValueError:
        return Reading(failed=f"“{text[:60]}” is not a date that exists")
    if not _EARLIEST <= at.year <= _LATEST:
        return Reading(failed=f"“{text[:60]}” is not in a year that can be meant")
    if next_midnight:
        why = "; ".join(filter(None, (why, "24:00 is the next midnight")))
    if zone:
        local = _in_england(at, zone)
        if local != at:
            why = "; ".join(filter(None, (why, "turned into England's clock time")))
        at = local
    known = next_midnight or (hour is not None and not (habit.midnights_only and at.time() == time.min))
    when = When(at, time_known=known)
    return Reading(value=when, became=_shown(when) if why else None, why=why, warning=warning)


def is_next_midnight(hour: str | None, minute: str | None, second: str | None, half: str | None) -> bool:
    """Whether a clock reads 24:00, which ends a day."""
    return hour == "24" and minute == "00" and not int(second or 0) and not half


def _clock(hour: str | None, minute: str | None, second: str | None, half: str | None) -> tuple[int, int, int]:
    if hour is None or minute is None:
        return (0, 0, 0)
    hours = int(hour)
    if half:
        if not 1 <= hours <= 12:
            raise ValueError
        hours = hours % 12 + (12 if half.lower() == "pm" else 0)
    return hours, int(minute), int(second or 0)


def _in_england(at: datetime, zone: str) -> datetime:
    away = timedelta() if zone in {"Z", "z"} else _offset(zone)
    return (at - away).replace(tzinfo=UTC).astimezone(_LONDON).replace(tzinfo=None)


def _offset(zone: str) -> timedelta:
    digits = zone[1:].replace(":", "")
    away = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return -away if zone[0] == "-" else away


def _in_words(text: str, habit: Habit, today: date) -> Reading:
    """``3 September 2026``: dateutil reads it twice with different defaults, so that a part left out shows."""
    from dateutil import parser  # noqa: PLC0415  (only for dates in words)

    if len(text) > 60:
        return Reading(failed=f"“{text[:60]}…” is not a date")
    zone = _ZONE_IN_WORDS.search(text)
    text = text[: zone.start()] if zone else text
    readings = []
    for fallback in (datetime(1904, 2, 29), datetime(1908, 4, 30)):  # noqa: DTZ001  (only fills what is left out)
        try:
            readings.append(parser.parse(text, dayfirst=True, default=fallback, ignoretz=True))
        except (ValueError, OverflowError):
            exists = " that exists" if _MONTH_WORD.search(text) else ""
            return Reading(failed=f"“{text}” is not a date{exists}")
    at = readings[0]
    if at.date() != readings[1].date():
        return Reading(failed=f"“{text}” leaves out the day, the month or the year")
    if re.search(r"(?<!\d)'?\d{2}(?!\d|\w|:)\s*$", text) and not re.search(r"\d{4}", text) and at.year > today.year + 1:
        at = at.replace(year=at.year - 100)
    if not _EARLIEST <= at.year <= _LATEST:
        return Reading(failed=f"“{text}” is not in a year that can be meant")
    known = ":" in text and not (habit.midnights_only and at.time() == time.min)
    at, why = at.replace(tzinfo=None, microsecond=0), "a date in words"
    if zone and (local := _in_england(at, _OFFSETS.get(zone.group(1).upper(), zone.group(1)))) != at:
        at, why = local, f"{why}; turned into England's clock time"
    when = When(at, time_known=known)
    return Reading(value=when, became=_shown(when), why=why)


def time_reader(words: CellWords) -> ReadCell:
    """A time of day in a column of its own. The value is a ``time``; ``NEXT_MIDNIGHT`` for 24:00."""

    def read(cell: Cell) -> Reading:
        if cell is None:
            return NOTHING
        if isinstance(cell, Moment):
            return Reading(value=cell.at.time())
        if isinstance(cell, float):
            return _part_of_day(cell)
        text, _ = clean(cell, names=True) if isinstance(cell, str) else ("", "")
        if not text or says_nothing(text, words):
            return emptied() if text else NOTHING
        return _part_of_day(float(text)) if _DAY_PART.fullmatch(text) else _written_time(text)

    return read


def _written_time(text: str) -> Reading:
    found = _TIME.fullmatch(_HOUR.sub(r"\1:00\2", text))
    if found and is_next_midnight(*found.groups()):
        return Reading(value=NEXT_MIDNIGHT, became="24:00", why="24:00 is the next midnight")
    try:
        value = time(*_clock(found.group(1), found.group(2), found.group(3), found.group(4))) if found else None
    except ValueError:
        value = None
    if value is None:
        return Reading(became="", why="not a time of day", warning=f"“{text[:60]}” is not a time; left unknown")
    plain = re.fullmatch(r"\d\d:\d\d(:\d\d)?", text)
    return Reading(value=value, became=None if plain else f"{value:%H:%M}", why="" if plain else "a time of day")


def _part_of_day(number: float) -> Reading:
    if 0 <= number < 1:
        value = (_EPOCH + timedelta(minutes=round(number * 1440) % 1440)).time()
    elif number.is_integer() and 1 <= number < 24:
        why = f"{number:g} may be {number:02.0f}:00 or 00:{number:02.0f}; left unknown"
        return Reading(became="", why="not one time of day", warning=why)
    elif number.is_integer() and 0 <= number < 2400 and number % 100 < 60:
        value = time(int(number) // 100, int(number) % 100)
    else:
        return Reading(became="", why="not a time of day", warning=f"{number:g} is not a time of day; left unknown")
    return Reading(value=value, became=f"{value:%H:%M}", why="a number read as a time of day")


FieldReader = Callable[[Habit], ReadCell]
"""Makes the reader of a date column once its habit is known."""
