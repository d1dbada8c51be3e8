"""Periods: years of 1 April to 31 March, quarters, months and dates, and what is none of these."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from panel_desk.domain.errors import DeskError
from panel_desk.domain.figures.reporting_year import (
    between,
    months,
    parse_period,
    reporting_year,
    year_around,
    year_before,
    year_of,
)


@pytest.mark.parametrize(
    ("text", "first", "last", "words"),
    [
        ("2025-26", "2025-04-01", "2026-03-31", "2025-26"),
        ("2025/26", "2025-04-01", "2026-03-31", "2025-26"),
        (" 2025–2026 ", "2025-04-01", "2026-03-31", "2025-26"),
        ("1999-00", "1999-04-01", "2000-03-31", "1999-00"),
        ("2011-12", "2011-04-01", "2012-03-31", "2011-12"),
        ("Q1 2025-26", "2025-04-01", "2025-06-30", "April to June 2025"),
        ("q4 2025-26", "2026-01-01", "2026-03-31", "January to March 2026"),
        ("2025-26 Q3", "2025-10-01", "2025-12-31", "October to December 2025"),
        ("2025-12", "2025-12-01", "2025-12-31", "December 2025"),
        ("2024-02", "2024-02-01", "2024-02-29", "February 2024"),
        ("feb 2025", "2025-02-01", "2025-02-28", "February 2025"),
        ("September 2025", "2025-09-01", "2025-09-30", "September 2025"),
        ("2025-04-01 to 2026-03-31", "2025-04-01", "2026-03-31", "2025-26"),
        ("1 November 2025 to 28/2/2026", "2025-11-01", "2026-02-28", "November 2025 to February 2026"),
        ("2025-10-05 to 2025-10-05", "2025-10-05", "2025-10-05", "5 October 2025"),
    ],
)
def test_a_period_is_read_as_a_person_writes_it(text: str, first: str, last: str, words: str) -> None:
    period = parse_period(text)
    assert (period.starts_on.isoformat(), period.ends_on.isoformat(), period.words) == (first, last, words)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "is not a period"),
        ("last year", "is not a period"),
        ("2025", "is not a period"),
        ("2025-27", "the year after 2025 is 2026"),
        ("2025-13", "the year after 2025 is 2026"),
        ("Q2 2025-27", "the year after 2025 is 2026"),
        ("Q5 2025-26", "is not a period"),
        ("31 February 2025 to 1 March 2025", "is not in the calendar"),
        ("2025-10-05 to 2025-10-01", "is before"),
        ("2025-01-01 to 2026-03-31", "longer than 400 days"),
        ("0001-02", "No figures are reported of the year 1"),
        ("9999-00", "the year after 9999 is 10000"),
        ("Octobern 2025", "is not a period"),
    ],
)
def test_what_is_no_period_is_refused_in_a_sentence(text: str, why: str) -> None:
    with pytest.raises(DeskError, match=why) as caught:
        parse_period(text)
    assert caught.value.sentence.endswith(".")
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("day", "year"),
    [("2025-04-01", "2025-26"), ("2026-03-31", "2025-26"), ("2024-02-29", "2023-24"), ("2000-01-01", "1999-00")],
)
def test_a_day_is_of_the_year_that_began_on_1_april(day: str, year: str) -> None:
    assert year_of(date.fromisoformat(day)) == year
    assert date.fromisoformat(day) in reporting_year(year)
    assert year_around(date.fromisoformat(day)) == reporting_year(year)


@pytest.mark.parametrize(("day", "first"), [("0001-01-01", 0), ("1899-12-31", 1899), ("9999-12-31", 9999)])
def test_a_day_beyond_all_reporting_is_refused_with_its_year(day: str, first: int) -> None:
    with pytest.raises(DeskError, match=f"No figures are reported of the year {first}"):
        year_around(date.fromisoformat(day))


def test_the_day_before_and_the_day_after_are_of_other_years() -> None:
    year = reporting_year("2025-26")
    assert date(2025, 3, 31) not in year
    assert date(2026, 4, 1) not in year


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("2025-26", "2024-25"),
        ("Q2 2025-26", "July to September 2024"),
        ("2025-02", "1 February 2024 to 28 February 2024"),
        ("2024-02-29 to 2024-03-31", "28 February 2023 to 31 March 2023"),
    ],
)
def test_the_same_days_a_year_earlier(text: str, before: str) -> None:
    assert year_before(parse_period(text)).words == before


def test_a_year_has_twelve_months_that_follow_one_another() -> None:
    found = months(reporting_year("2025-26"))
    assert [found[0].words, found[-1].words, len(found)] == ["April 2025", "March 2026", 12]
    assert all((late.starts_on - early.ends_on).days == 1 for early, late in pairwise(found))


def test_months_are_cut_where_the_period_begins_and_ends() -> None:
    cut = months(between(date(2025, 10, 15), date(2025, 11, 3)))
    assert [(one.starts_on.day, one.ends_on.day) for one in cut] == [(15, 31), (1, 3)]
    assert [one.words for one in cut] == ["15 to 31 October 2025", "1 to 3 November 2025"]


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("2025-26", "in 2025-26"),
        ("2025-10", "in October 2025"),
        ("2025-09-10 to 2025-09-10", "on 10 September 2025"),
        ("2025-09-10 to 2025-10-15", "from 10 September 2025 to 15 October 2025"),
    ],
)
def test_a_period_says_when_within_a_sentence(text: str, when: str) -> None:
    assert parse_period(text).when == when


@pytest.mark.parametrize(
    "text", ["9999-12", "December 9999", "0001-01-01 to 0001-02-01", "1 January 1899 to 2 January 1900"]
)
def test_a_year_that_nobody_counted_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(DeskError, match="No figures are reported of the year"):
        parse_period(text)
