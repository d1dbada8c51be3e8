"""England's working days, the dates around a meeting, ages, and how dates and times are worded on a page.

Words are British and do not depend on the computer's language.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Struct

from panel_desk.domain.panels import Deadlines
from panel_desk.shipped import shipped

ENGLAND = ZoneInfo("Europe/London")
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_SATURDAY = 5


class Cycle(Struct, frozen=True, kw_only=True):
    """Every date around one meeting; all but the meeting's own are working days."""

    case_list_by: date
    """Case lists are received and imported; triage may begin."""
    triage_by: date
    """The chair has accepted, returned or redirected every referral."""
    cross_reference_on: date
    chase_on: date
    """Owners are asked for news of their actions."""
    agenda_by: date
    """The agenda is approved, locked and issued."""
    held_on: date
    action_sheet_by: date
    draft_minutes_by: date
    """The draft is with the chair."""
    minutes_issued_by: date
    corrections_until: date
    """Counted from the day the minutes are due to be issued."""


@lru_cache(maxsize=1)
def _shipped_bank_holidays() -> dict[str, frozenset[date]]:
    """What the library told when ``tools/make_bank_holidays.py`` was run: year → days."""
    return msgspec.json.decode(shipped("bank-holidays.json").read_bytes(), type=dict[str, frozenset[date]])


@lru_cache(maxsize=64)
def _bank_holidays(year: int) -> frozenset[date]:
    """England's bank holidays of a year, substitute days included."""
    known = _shipped_bank_holidays().get(str(year))
    if known is not None:
        return known
    # Beyond the years that are shipped; the library knows the whole world, and takes a third of a second to say so.
    import holidays  # noqa: PLC0415 - see above

    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))


def is_working_day(day: date) -> bool:
    """Whether the day is neither a Saturday, a Sunday nor a bank holiday in England."""
    return day.weekday() < _SATURDAY and day not in _bank_holidays(day.year)


def add_working_days(day: date, count: int) -> date:
    """The working day that lies ``count`` working days after the day, or before it where the count is negative.

    A count of 0 gives the day itself, working day or not.
    """
    step = timedelta(days=1 if count > 0 else -1)
    left = abs(count)
    while left:
        day += step
        left -= is_working_day(day)
    return day


def deadlines(held_on: date, of: Deadlines) -> Cycle:
    """The dates around a meeting held on a day, as the panel's definition counts them."""
    minutes_issued_by = add_working_days(held_on, of.minutes_issued_after)
    return Cycle(
        case_list_by=add_working_days(held_on, -of.case_list_before),
        triage_by=add_working_days(held_on, -of.triage_before),
        cross_reference_on=add_working_days(held_on, -of.cross_reference_before),
        chase_on=add_working_days(held_on, -of.chase_before),
        agenda_by=add_working_days(held_on, -of.agenda_before),
        held_on=held_on,
        action_sheet_by=add_working_days(held_on, of.action_sheet_after),
        draft_minutes_by=add_working_days(held_on, of.draft_minutes_after),
        minutes_issued_by=minutes_issued_by,
        corrections_until=add_working_days(minutes_issued_by, of.corrections_after),
    )


def corrections_close(held_on: date, of: Deadlines, circulated_on: date) -> date:
    """Until when members may ask for corrections of minutes that go, or went, out on a day.

    Counted from the day they were due, or from the day they went out where that is later: nobody loses the window
    because the minutes were late.
    """
    return add_working_days(max(deadlines(held_on, of).minutes_issued_by, circulated_on), of.corrections_after)


def england_day(at: datetime) -> date:
    """The day in England at an instant."""
    return at.astimezone(ENGLAND).date()


def turns(born_on: date, years: int, months: int = 0) -> date:
    """The day somebody reaches an age in years and months.

    Where that month has no such day (29 February, or 31 of a short month) it is the first of the next month, as
    English law counts the birthday of who was born on 29 February.
    """
    year, month = divmod(born_on.year * 12 + born_on.month - 1 + years * 12 + months, 12)
    try:
        return date(year, month + 1, born_on.day)
    except ValueError:
        # December has every day, so the next month lies in the same year.
        return date(year, month + 2, 1)


def age_on(born_on: date, day: date) -> int:
    """Completed years on a day; negative before birth."""
    years = day.year - born_on.year
    return years if turns(born_on, years) <= day else years - 1


def elapsed_hours(started_at: datetime, ended_at: datetime) -> float:
    """Hours that passed between two times of England's wall clock (without a zone), across clock changes too.

    A time that the clocks showed twice in October is the first, unless only the second lies after the start.
    """
    started = started_at.replace(tzinfo=ENGLAND).timestamp()
    passed = ended_at.replace(tzinfo=ENGLAND).timestamp() - started
    if passed < 0:
        second = ended_at.replace(tzinfo=ENGLAND, fold=1).timestamp() - started
        passed = second if second >= 0 else passed
    return passed / 3600


def weekday(day: date) -> str:
    """``Thursday``."""
    return _WEEKDAYS[day.weekday()]


def day_words(day: date) -> str:
    """``Thursday 26 November 2026``."""
    return f"{_WEEKDAYS[day.weekday()]} {date_words(day)}"


def date_words(day: date) -> str:
    """``26 November 2026``."""
    return f"{day_month(day)} {day.year}"


def day_month(day: date) -> str:
    """``10 December``."""
    return f"{day.day} {_MONTHS[day.month - 1]}"


def short_day(day: date) -> str:
    """``Tue 1 Dec``."""
    return f"{_WEEKDAYS[day.weekday()][:3]} {day.day} {_MONTHS[day.month - 1][:3]}"


def clock(at: time | datetime) -> str:
    """``10:42``; a time with a zone is told as England's clock shows it."""
    if isinstance(at, datetime) and at.tzinfo is not None:
        at = at.astimezone(ENGLAND)
    return f"{at.hour:02}:{at.minute:02}"


def moment_words(at: datetime) -> str:
    """``26 November 2026, 10:42``; a time with a zone is told as England's clock shows it."""
    local = at.astimezone(ENGLAND) if at.tzinfo is not None else at
    return f"{date_words(local)}, {clock(local)}"


def count_words(count: int, one: str, many: str = "") -> str:
    """``1 day``, ``6 days``; the plural is given where it is not the singular with an s."""
    return f"{count} {one if count == 1 else many or one + 's'}"
