"""Dates and times as lists write them."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from tests.caselists.builders import A_ROW, PROFILE, TODAY, a_csv, a_profile, a_workbook, at, checked, the_row

from panel_desk.caselists.aliases import load_cell_words
from panel_desk.caselists.dates import When, date_reader, habit_of, time_reader, when_reader
from panel_desk.caselists.findings import Reading
from panel_desk.caselists.grid import Cell, Day, Moment

WORDS = load_cell_words()


def _date(*cells: Cell) -> Reading:
    """The reading of the last cell of a column."""
    return date_reader(WORDS, habit_of(cells), TODAY)(cells[-1])


def _when(*cells: Cell) -> Reading:
    return when_reader(WORDS, habit_of(cells), TODAY, open_words=WORDS.still_missing)(cells[-1])


@pytest.mark.parametrize(
    "read",
    [
        "03/09/2026",
        "3/9/2026",
        "03-09-2026",
        "03.09.2026",
        "3 September 2026",
        "3rd Sept 2026",
        "Thu 3 Sep 2026",
        "September 3, 2026",
        "3-Sep-26",
        "03/09/26",
        "2026-09-03",
        "2026/09/03",
        "20260903",
        "46268",
        "46268.0",
        "03/09/2026 00:00",
        "03/09/2026 00:00:00",
        "2026-09-03T00:00:00",
        "2026-09-03 00:00:00.0000000",
        "\u00a003/09/2026",
    ],
)
def test_every_way_of_writing_a_day_is_read_day_before_month(read: str) -> None:
    assert _date(read).value == date(2026, 9, 3)


@pytest.mark.parametrize("read", ["03/09/2026", "3/9/2026", " 03/09/2026 ".strip()])
def test_a_british_date_is_no_repair(read: str) -> None:
    assert _date(read).became is None


@pytest.mark.parametrize(
    "read", ["3 September 2026", "03/09/26", "20260903", "46268", "03/09/2026 19:20", "01/13/2026"]
)
def test_any_other_date_is_a_repair_with_a_reason(read: str) -> None:
    found = _date(read)
    assert found.became
    assert found.why


def test_a_date_year_first_is_a_repair_only_among_others() -> None:
    assert _date("2011-02-17").became is None
    assert _date("03/09/2026", "2011-02-17").became == "17/02/2011"


def test_an_american_date_is_read_only_where_nothing_else_is_possible_and_warned_of() -> None:
    found = _date("01/13/2026")
    assert found.value == date(2026, 1, 13)
    assert "American" in found.warning


def test_doubtful_dates_beside_an_american_one_stay_british_and_are_warned_of() -> None:
    found = _date("01/13/2026", "03/09/2026")
    assert found.value == date(2026, 9, 3)
    assert "month first" in found.warning


@pytest.mark.parametrize(
    "read",
    [
        "31/02/2011",
        "29/02/2011",
        "00/01/2011",
        "13/13/2011",
        "32/01/2011",
        "2026-02-30",
        "03/09/0026",
        "03/09/2926",
        "soon",
        "31 February 2011",
        "September 2026",
        "3 September",
        "12",
        "99999999",
        "1e400",
        "x" * 500,
        "３/９/２０２６x",
        "10am",
    ],
)
def test_an_impossible_date_fails_and_is_never_guessed(read: str) -> None:
    found = _date(read)
    assert found.value is None
    assert found.failed


@pytest.mark.parametrize(
    ("read", "year"),
    [("03/09/26", 2026), ("03/09/10", 2010), ("03/09/27", 2027), ("03/09/28", 1928), ("03/09/98", 1998)],
)
def test_two_digit_years_are_read_as_the_latest_not_in_the_future(read: str, year: int) -> None:
    assert _date(read).value == date(year, 9, 3)


@pytest.mark.parametrize(
    ("read", "at", "known"),
    [
        ("2026-09-03 19:20:00", at("2026-09-03 19:20"), True),
        ("03/09/2026 19:20", at("2026-09-03 19:20"), True),
        ("03/09/2026 7.20pm", at("2026-09-03 19:20"), True),
        ("03/09/2026", at("2026-09-03"), False),
        ("2026-09-03T19:20:00Z", at("2026-09-03 20:20"), True),
        ("2026-12-03T19:20:00Z", at("2026-12-03 19:20"), True),
        ("2026-09-03T19:20:00+01:00", at("2026-09-03 19:20"), True),
        ("3 September 2026 19:20", at("2026-09-03 19:20"), True),
    ],
)
def test_times_of_day_are_read_in_england(read: str, at: datetime, known: bool) -> None:
    assert _when(read).value == When(at, time_known=known)


def test_workbook_cells_and_numbers_are_dates() -> None:
    assert _when(Day(date(2026, 9, 3))).value == When(at("2026-09-03"), time_known=False)
    assert _when(Moment(at("2026-09-03 07:05"))).value == When(at("2026-09-03 07:05"), time_known=True)
    assert _when(46268.5).value == When(at("2026-09-03 12:00"), time_known=True)
    assert _date(Day(date(2026, 9, 3))).became is None
    assert _date(5.0).failed


def test_midnights_are_unknown_times_where_the_whole_column_is_midnight() -> None:
    assert _when("2026-09-03 00:00:00").value == When(at("2026-09-03"), time_known=False)
    assert _when("2026-09-04 19:00:00", "2026-09-03 00:00:00").value == When(at("2026-09-03"), time_known=True)


@pytest.mark.parametrize("read", ["ongoing", "Still missing", "not returned"])
def test_a_child_still_missing_has_no_end_and_that_is_a_repair(read: str) -> None:
    assert _when(read) == Reading(became="", why="the child had not returned")


@pytest.mark.parametrize(
    ("read", "value"),
    [
        ("19:20", time(19, 20)),
        ("19:20:00", time(19, 20)),
        ("7.20pm", time(19, 20)),
        ("1920", time(19, 20)),
        (0.5, time(12)),
        (1920.0, time(19, 20)),
        ("12:05 am", time(0, 5)),
    ],
)
def test_times_in_a_column_of_their_own_are_read(read: Cell, value: time) -> None:
    assert time_reader(WORDS)(read).value == value


@pytest.mark.parametrize("read", ["25:00", "evening", "19:75", 99999.0])
def test_what_is_no_time_is_left_unknown_and_said(read: Cell) -> None:
    found = time_reader(WORDS)(read)
    assert found.value is None
    assert found.warning


def test_an_impossible_date_of_birth_rejects_the_row() -> None:
    preview = a_profile(**{"D.O.B": "31/02/2011"})
    assert preview.counts.rejected == 1
    assert preview.problems[0].why == "“31/02/2011” is not a date that exists"


def test_an_impossible_referral_date_is_left_empty_and_said() -> None:
    preview = a_profile(Date_referred="31/02/2026")
    assert the_row(preview).referred_on is None
    assert preview.repairs[0].became == ""
    assert preview.lines[0].state == "usable, warned"


def test_a_workbooks_dates_are_no_repairs() -> None:
    row = (*A_ROW[:2], date(2011, 5, 3), *A_ROW[3:6], date(2026, 9, 1), A_ROW[7])
    preview = checked(a_workbook(PROFILE, row), "list.xlsx")
    assert the_row(preview).facts.born_on == date(2011, 5, 3)
    assert preview.repairs == ()


def test_dates_with_times_lose_the_time_and_say_so() -> None:
    preview = checked(a_csv(PROFILE, (*A_ROW[:2], "03/05/2011 09:15", *A_ROW[3:])))
    assert the_row(preview).facts.born_on == date(2011, 5, 3)
    assert "time of day left out" in preview.repairs[0].why


@pytest.mark.parametrize("cell", [9.0, 1.0, 23.0])
def test_a_number_that_may_be_an_hour_or_minutes_is_no_time(cell: float) -> None:
    found = time_reader(WORDS)(cell)
    assert found.value is None
    assert found.warning == f"{cell:g} may be {cell:02.0f}:00 or 00:{cell:02.0f}; left unknown"
