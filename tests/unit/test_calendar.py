"""Working days, the cycle around a meeting, ages and the wording of dates."""

from __future__ import annotations

import locale
import subprocess
import sys
from datetime import UTC, date, datetime, time, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.agenda_builders import wall

from panel_desk.domain import calendar
from panel_desk.domain.panels import Deadlines

DAYS = st.dates(min_value=date(2015, 1, 1), max_value=date(2040, 12, 31))


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2026, 11, 26), True),
        (date(2026, 11, 28), False),
        (date(2026, 11, 29), False),
        (date(2026, 12, 25), False),
        (date(2026, 12, 28), False),
        (date(2026, 12, 29), True),
        (date(2027, 12, 27), False),
        (date(2027, 12, 28), False),
        (date(2028, 1, 3), False),
        (date(2026, 4, 3), False),
        (date(2026, 4, 6), False),
        (date(2026, 8, 31), False),
        (date(2026, 8, 3), True),
        (date(2026, 3, 17), True),
        (date(2022, 9, 19), False),
    ],
    ids=str,
)
def test_weekends_and_bank_holidays_of_england_are_no_working_days(day: date, working: bool) -> None:
    assert calendar.is_working_day(day) is working


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (date(2026, 11, 26), 1, date(2026, 11, 27)),
        (date(2026, 11, 26), 2, date(2026, 11, 30)),
        (date(2026, 11, 26), -3, date(2026, 11, 23)),
        (date(2026, 11, 26), -4, date(2026, 11, 20)),
        (date(2026, 12, 24), 1, date(2026, 12, 29)),
        (date(2026, 12, 29), -1, date(2026, 12, 24)),
        (date(2026, 11, 28), 0, date(2026, 11, 28)),
        (date(2026, 11, 28), 1, date(2026, 11, 30)),
        (date(2026, 11, 28), -1, date(2026, 11, 27)),
    ],
)
def test_working_days_are_counted_over_weekends_and_christmas(day: date, count: int, expected: date) -> None:
    assert calendar.add_working_days(day, count) == expected


@given(DAYS, st.integers(min_value=-30, max_value=30))
def test_a_day_so_many_working_days_away_has_so_many_between(day: date, count: int) -> None:
    reached = calendar.add_working_days(day, count)
    step = 1 if count > 0 else -1
    walked = [day + timedelta(days=step * n) for n in range(1, abs((reached - day).days) + 1)]
    assert sum(calendar.is_working_day(d) for d in walked) == abs(count)
    assert count == 0 or calendar.is_working_day(reached)


def test_every_date_of_the_cycle_follows_from_the_day_of_the_meeting() -> None:
    cycle = calendar.deadlines(date(2026, 11, 26), Deadlines())
    assert cycle == calendar.Cycle(
        case_list_by=date(2026, 11, 19),
        triage_by=date(2026, 11, 20),
        cross_reference_on=date(2026, 11, 20),
        chase_on=date(2026, 11, 20),
        agenda_by=date(2026, 11, 23),
        held_on=date(2026, 11, 26),
        action_sheet_by=date(2026, 11, 27),
        draft_minutes_by=date(2026, 12, 3),
        minutes_issued_by=date(2026, 12, 10),
        corrections_until=date(2026, 12, 24),
    )


def test_a_council_with_other_deadlines_gets_other_dates() -> None:
    own = Deadlines(agenda_before=7, minutes_issued_after=2, corrections_after=1)
    cycle = calendar.deadlines(date(2026, 12, 23), own)
    assert cycle.agenda_by == date(2026, 12, 14)
    assert (cycle.minutes_issued_by, cycle.corrections_until) == (date(2026, 12, 29), date(2026, 12, 30))


@pytest.mark.parametrize(
    ("born_on", "day", "age"),
    [
        (date(2011, 11, 26), date(2026, 11, 26), 15),
        (date(2011, 11, 27), date(2026, 11, 26), 14),
        (date(2012, 2, 29), date(2026, 2, 28), 13),
        (date(2012, 2, 29), date(2026, 3, 1), 14),
        (date(2012, 2, 29), date(2028, 2, 29), 16),
        (date(2026, 11, 27), date(2026, 11, 26), -1),
    ],
)
def test_age_is_in_completed_years_and_a_leap_day_birthday_falls_on_1_march(born_on: date, day: date, age: int) -> None:
    assert calendar.age_on(born_on, day) == age


@pytest.mark.parametrize(
    ("born_on", "expected"),
    [
        (date(2009, 5, 26), date(2026, 11, 26)),
        (date(2009, 8, 31), date(2027, 3, 1)),
        (date(2009, 6, 30), date(2026, 12, 30)),
        (date(2009, 7, 1), date(2027, 1, 1)),
        (date(2008, 2, 29), date(2025, 8, 29)),
        (date(2009, 5, 31), date(2026, 12, 1)),
    ],
)
def test_seventeen_and_a_half_is_reached_six_months_after_the_birthday(born_on: date, expected: date) -> None:
    assert calendar.turns(born_on, 17, 6) == expected


@given(DAYS, st.integers(min_value=0, max_value=20))
def test_somebody_has_an_age_from_the_day_they_turn_it(born_on: date, years: int) -> None:
    day = calendar.turns(born_on, years)
    assert calendar.age_on(born_on, day) == years
    assert calendar.age_on(born_on, day - timedelta(days=1)) == years - 1


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        (wall("2026-10-24 22:00"), wall("2026-10-25 22:00"), 25.0),
        (wall("2026-03-28 22:00"), wall("2026-03-29 22:00"), 23.0),
        (wall("2026-09-03 19:20"), wall("2026-09-05 21:20"), 50.0),
    ],
)
def test_hours_pass_across_a_clock_change_as_they_really_do(start: datetime, end: datetime, hours: float) -> None:
    assert calendar.elapsed_hours(start, end) == hours


def test_dates_and_times_are_worded_as_in_britain() -> None:
    day = date(2026, 11, 26)
    assert calendar.day_words(day) == "Thursday 26 November 2026"
    assert calendar.date_words(day) == "26 November 2026"
    assert calendar.day_month(date(2026, 12, 10)) == "10 December"
    assert calendar.short_day(date(2026, 12, 1)) == "Tue 1 Dec"
    assert calendar.clock(time(9, 5)) == "09:05"


def test_a_time_with_a_zone_is_told_by_englands_clock() -> None:
    assert calendar.clock(datetime(2026, 7, 1, 9, 42, tzinfo=UTC)) == "10:42"
    assert calendar.moment_words(datetime(2026, 7, 1, 23, 30, tzinfo=UTC)) == "2 July 2026, 00:30"
    assert calendar.clock(wall("2026-07-01 10:42")) == "10:42"
    assert calendar.moment_words(wall("2026-11-24 19:20")) == "24 November 2026, 19:20"


def test_words_do_not_follow_the_computers_language() -> None:
    before = locale.setlocale(locale.LC_TIME)
    other = next((name for name in ("de_DE.UTF-8", "fr_FR.UTF-8", "C.UTF-8") if _can_set(name)), "C")
    try:
        locale.setlocale(locale.LC_TIME, other)
        assert calendar.day_words(date(2026, 3, 1)) == "Sunday 1 March 2026"
    finally:
        locale.setlocale(locale.LC_TIME, before)


def _can_set(name: str) -> bool:
    try:
        locale.setlocale(locale.LC_TIME, name)
    except locale.Error:
        return False
    return True


@pytest.mark.parametrize(("count", "words"), [(0, "0 days"), (1, "1 day"), (6, "6 days")])
def test_counted_things_have_their_plural(count: int, words: str) -> None:
    assert calendar.count_words(count, "day") == words
    assert calendar.count_words(2, "child", "children") == "2 children"


def test_the_holiday_library_is_loaded_only_when_a_working_day_is_asked_for() -> None:
    program = "import sys, panel_desk.domain.calendar; print('holidays' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


@pytest.mark.parametrize("year", range(2020, 2041))
def test_the_shipped_bank_holidays_are_those_of_the_library(year: int) -> None:
    days = holidays.country_holidays("GB", subdiv="ENG", years=year)
    first = date(year, 1, 1)
    for day in (first + timedelta(days=n) for n in range(365)):
        assert calendar.is_working_day(day) == (day.weekday() < 5 and day not in days), day
