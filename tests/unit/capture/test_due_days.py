"""Days as the line names them, worked by hand; typed on Sunday 22 November 2026 unless a case says otherwise."""

from __future__ import annotations

from datetime import date

import pytest
from tests.unit.capture.capture_builders import TODAY, a_context

from panel_desk.domain.capture.due import day_off, read_due, read_past, typed_day, when_words
from panel_desk.domain.capture.typed import Lack

NOV, DEC = 11, 12


def on(day: int, month: int, year: int = 2026) -> date:
    """A day of 2026."""
    return date(year, month, day)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("today", on(22, NOV)),
        ("tomorrow", on(23, NOV)),
        # A weekday is the next of its name after today; today is a Sunday.
        ("mon", on(23, NOV)),
        ("fri", on(27, NOV)),
        ("Friday", on(27, NOV)),
        ("FRI.", on(27, NOV)),
        ("sun", on(29, NOV)),
        ("this fri", on(27, NOV)),
        ("next fri", on(27, NOV)),
        ("thur", on(26, NOV)),
        # Days are working days: Monday, Tuesday, Wednesday.
        ("1d", on(23, NOV)),
        ("3d", on(25, NOV)),
        ("3 days", on(25, NOV)),
        ("three days", on(25, NOV)),
        ("5 working days", on(27, NOV)),
        ("10wd", on(4, DEC)),
        ("in 3 days", on(25, NOV)),
        # A fortnight from a Sunday is a Sunday, and moved on to its Monday.
        ("1w", on(30, NOV)),
        ("2w", on(7, DEC)),
        ("2 weeks", on(7, DEC)),
        ("two weeks", on(7, DEC)),
        ("2 weeks' time", on(7, DEC)),
        ("a fortnight", on(7, DEC)),
        ("3m", on(22, 2, 2027)),
        ("seven days", on(1, DEC)),
        ("nine days", on(3, DEC)),
        ("48 hours", on(24, NOV)),
        # A week on Friday is Friday's week; a weekday must agree with its date.
        ("friday week", on(4, DEC)),
        ("a week on friday", on(4, DEC)),
        ("tomorrow fortnight", on(7, DEC)),
        ("weds", on(25, NOV)),
        ("tuesday 24th", on(24, NOV)),
        ("weds 25th", on(25, NOV)),
        ("fri 27", on(27, NOV)),
        ("Christmas Eve", on(24, DEC)),
        # A week or month means its last working day.
        ("next week", on(27, NOV)),
        ("end of next week", on(27, NOV)),
        ("end of month", on(30, NOV)),
        ("end of the month", on(30, NOV)),
        ("eom", on(30, NOV)),
        ("end nov", on(30, NOV)),
        # On a Sunday the end of the week is that of the week to come.
        ("end of week", on(27, NOV)),
        ("this week", on(27, NOV)),
        ("month end", on(30, NOV)),
        ("next month", on(31, DEC)),
        ("december", on(31, DEC)),
        ("end of dec", on(31, DEC)),
        ("end of january", on(29, 1, 2027)),
        ("october", on(29, 10, 2027)),
        # Written days; without a year the next to come.
        ("12 dec", on(12, DEC)),
        ("12th December", on(12, DEC)),
        ("12th of December", on(12, DEC)),
        ("the 12th of december", on(12, DEC)),
        ("sat 12 dec", on(12, DEC)),
        ("12/12", on(12, DEC)),
        ("1.12.26", on(1, DEC)),
        ("1/12/2026", on(1, DEC)),
        ("2026-12-01", on(1, DEC)),
        ("22 nov", on(22, NOV)),
        ("21 nov", on(21, NOV, 2027)),
        ("5 jan", on(5, 1, 2027)),
        ("29 feb", on(29, 2, 2028)),
        ("the 30th", on(30, NOV)),
        ("5th", on(5, DEC)),
        ("31st", on(31, DEC)),
        # The panel's next meeting is on 17 December.
        ("next panel", on(17, DEC)),
        ("the next panel", on(17, DEC)),
        ("Next  Meeting", on(17, DEC)),
    ],
)
def test_words_of_a_day_mean_that_day(typed: str, day: date) -> None:
    assert read_due(typed, a_context()) == day


@pytest.mark.parametrize(
    ("today", "typed", "day"),
    [
        # On a Friday the next Friday is a week away, and “next fri” is the same day.
        (on(27, NOV), "fri", on(4, DEC)),
        (on(27, NOV), "next fri", on(4, DEC)),
        # On a Monday “fri” is in four days, and “next fri” in eleven.
        (on(23, NOV), "fri", on(27, NOV)),
        (on(23, NOV), "this fri", on(27, NOV)),
        (on(23, NOV), "next fri", on(4, DEC)),
        (on(23, NOV), "next week", on(4, DEC)),
        (on(23, NOV), "end of week", on(27, NOV)),
        (on(23, NOV), "eow", on(27, NOV)),
        # Over Christmas: Thursday 24, then Tuesday 29 (Monday is Boxing Day's substitute) and Wednesday 30 December.
        (on(23, DEC), "3d", on(30, DEC)),
        # Two weeks from Friday 11 December is Christmas Day; the next working day is Tuesday 29.
        (on(11, DEC), "2w", on(29, DEC)),
        # A month from 31 January is the first day after February; 1 March 2027 is a Monday.
        (on(31, 1, 2027), "1m", on(1, 3, 2027)),
        # The week before Easter 2027 ends on Maundy Thursday.
        (on(22, 3, 2027), "end of week", on(25, 3, 2027)),
        # On the last of the month its end is today.
        (on(30, NOV), "end of month", on(30, NOV)),
    ],
)
def test_days_are_counted_from_the_day_the_line_is_typed(today: date, typed: str, day: date) -> None:
    assert read_due(typed, a_context(today=today)) == day


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "the station",
        "soon",
        "3",
        "31 feb",
        "12 foo",
        "fridge",
        "3 men",
        "x" * 300,
        "👍",
        "\u200f",
        "may be",
        "13/13",
        "5 hours",
        "tue 99",
        "fri 12 men",
    ],
)
def test_other_words_are_no_day(typed: str) -> None:
    assert read_due(typed, a_context()) is None


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("yesterday", "Saturday 21 November 2026 is past"),
        ("1 nov 2026", "Sunday 1 November 2026 is past"),
        ("1.11.26", "is past"),
        ("last week", "is past"),
        ("mon 24th", "Tuesday 24 November 2026 is not a day of that name"),
        ("mon 12 dec", "is not a day of that name"),
        ("12 dec 2062", "more than five years ahead"),
        ("12/12/62", "more than five years ahead"),
    ],
)
def test_a_day_that_cannot_be_due_says_why(typed: str, words: str) -> None:
    lack = read_due(typed, a_context())
    assert isinstance(lack, Lack)
    assert words in lack.sentence


def test_the_next_panel_has_no_day_before_one_is_planned() -> None:
    lack = read_due("next panel", a_context(next_panel=None))
    assert isinstance(lack, Lack)
    assert "has no day yet" in lack.sentence


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("18 nov", on(18, NOV)),
        ("today", on(22, NOV)),
        ("yesterday", on(21, NOV)),
        ("fri", on(20, NOV)),
        ("sun", on(22, NOV)),
        ("5 dec", on(5, DEC, 2025)),
        ("18.11.26", on(18, NOV)),
    ],
)
def test_a_day_that_was_is_the_last_of_its_name(typed: str, day: date) -> None:
    assert read_past(typed, TODAY) == day


def test_information_is_not_sent_on_a_day_to_come() -> None:
    assert isinstance(read_past("5 dec 2026", TODAY), Lack)
    assert isinstance(read_past("tomorrow", TODAY), Lack)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (on(27, NOV), ""),
        (on(12, DEC), "a Saturday"),
        (on(13, DEC), "a Sunday"),
        (on(25, DEC), "Christmas Day"),
        (on(26, DEC), "Boxing Day"),
        (on(28, DEC), "a bank holiday"),
        (on(1, 1, 2027), "New Year’s Day"),
        (on(26, 3, 2027), "Good Friday"),
        (on(29, 3, 2027), "Easter Monday"),
        (on(3, 5, 2027), "the early May bank holiday"),
        (on(31, 5, 2027), "the spring bank holiday"),
        (on(30, 8, 2027), "the summer bank holiday"),
    ],
)
def test_a_day_nobody_works_has_its_reason(day: date, words: str) -> None:
    assert day_off(day) == words


def test_the_year_is_told_where_it_is_not_this_one() -> None:
    assert when_words(on(27, NOV), TODAY) == "Fri 27 Nov"
    assert when_words(on(8, 1, 2027), TODAY) == "Fri 8 Jan 2027"
    assert typed_day(on(1, DEC)) == "1 dec 2026"
