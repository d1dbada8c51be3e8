"""Public copies beside those that went out before: what readers of both can work out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest
from tests.services.desk_builders import ASHA, EPISODE_HEADINGS, TestDesk, a_list, refusal
from tests.services.profile_lists import HEADINGS, on, words

from panel_desk.domain.figures.profile import PublicProfile
from panel_desk.domain.figures.reporting_year import parse_period
from panel_desk.vault.queries import profile as queries

OLDER, YOUNGER = "12/03/2010", "12/03/2014"


def children(count: int, first: int = 1000, born: str = OLDER, sex: str = "F") -> list[tuple[str, ...]]:
    return [(str(first + n), "Archer", "Kim", born, sex, "WBRI", "CCE", "High") for n in range(count)]


def public(at: TestDesk, period: str) -> PublicProfile:
    return at.desk.profiling.public(at.desk.profiling.profile(parse_period(period)))


def published(at: TestDesk, period: str, folder: Path) -> PublicProfile:
    copy = public(at, period)
    at.desk.profiling.export(ASHA, copy, folder / "copy.csv", "The public", despite_earlier=True)
    return copy


def went_missing(at: TestDesk, days: Iterable[date]) -> None:
    """Each day another child, for a night."""
    rows = [(str(1000 + n), f"{day} 20:00:00", f"{day} 23:30:00", "MISSING") for n, day in enumerate(days)]
    at.clock.set(date(2026, 4, 20))
    at.bring(a_list(EPISODE_HEADINGS, *rows), "episodes.csv")


@pytest.fixture
def two_years(at: TestDesk) -> TestDesk:
    """Seven children in 2024-25, one of them younger; six of them a year later."""
    on(at, date(2024, 9, 1), a_list(HEADINGS, *children(6), *children(1, 1100, YOUNGER)))
    on(at, date(2025, 9, 1), a_list(HEADINGS, *children(6)))
    at.clock.set(date(2026, 4, 20))
    return at


def test_the_numbers_that_a_copy_gives_are_kept_with_it(two_years: TestDesk, tmp_path: Path) -> None:
    published(two_years, "2025-26", tmp_path)
    (kept,) = queries.public_copies(two_years.desk.book.db)
    given = {figure.words: value for figure, value in kept.printed.items()}
    assert given["children: All children, 2025-26"] == 6
    assert not any(1 <= value <= 5 for value in kept.printed.values())
    assert not kept.printed.keys() & kept.hidden


@pytest.mark.parametrize("order", [("2025-26", "2024-25"), ("2024-25", "2025-26")])
def test_two_years_hide_the_same_of_the_year_they_share(
    two_years: TestDesk, tmp_path: Path, order: tuple[str, str]
) -> None:
    first, second = (published(two_years, year, tmp_path) for year in order)
    given = {one.figure for one in (*first.printed, *second.printed)}
    assert not given & {*first.hidden_figures, *second.hidden_figures}
    assert second.to_be_sure_of == ""


def test_the_year_before_is_given_with_no_more_than_its_own_copy_would_give(
    two_years: TestDesk, tmp_path: Path
) -> None:
    """Seven children, of whom six are of one age: the seventh must not be told by whoever reads both copies."""
    later = published(two_years, "2025-26", tmp_path)
    own = published(two_years, "2024-25", tmp_path)
    assert words(later, "exploitation", "All children")[0] == words(own, "age", "All children")[3]
    shown = [words(own, "age", label)[3] for label in ("10 to 12", "13 to 15", "All children")]
    assert shown.count("c") >= 2


def test_the_same_period_again_hides_a_sum_that_has_grown_by_one(at: TestDesk, tmp_path: Path) -> None:
    on(at, date(2025, 9, 1), a_list(HEADINGS, *children(21)))
    before = published(at, "2025-26", tmp_path)
    late = ("3000", "Late", "Kim", YOUNGER, "M", "BCRB", "CCE", "High")
    on(at, date(2025, 9, 2), a_list(HEADINGS, *children(21), late))
    again = public(at, "2025-26")
    assert words(before, "exploitation", "All children")[0] == "21"
    assert words(again, "exploitation", "All children")[0] == "c"
    assert words(again, "sex", "Female")[3] == "21"
    whys = [cell.why for cell in again.hidden if cell.row == "All children" and cell.table == "Exploitation profile"]
    assert "An earlier public copy gave it" in whys[0]


def test_the_same_period_again_gives_a_sum_that_has_grown_by_many(at: TestDesk, tmp_path: Path) -> None:
    on(at, date(2025, 9, 1), a_list(HEADINGS, *children(21)))
    published(at, "2025-26", tmp_path)
    on(at, date(2025, 9, 2), a_list(HEADINGS, *children(29)))
    assert words(public(at, "2025-26"), "exploitation", "All children")[0] == "29"


def test_a_month_is_no_difference_of_episodes_and_children_missing_once(at: TestDesk) -> None:
    """Seven went missing once and nobody more often, so seven episodes began: six in April, and one in May."""
    on(at, date(2025, 9, 1), a_list(HEADINGS, *children(20)))
    went_missing(at, [*[date(2025, 4, 5)] * 6, date(2025, 5, 5)])
    copy = public(at, "2025-26")
    assert words(copy, "interviews", "May 2025")[0] == "c"
    assert words(copy, "missing", "one episode")[0] == "c"


def test_as_many_hidden_months_as_episodes_are_not_all_ones(at: TestDesk) -> None:
    on(at, date(2025, 9, 1), a_list(HEADINGS, *children(20)))
    went_missing(at, [date(2025, month, 5) for month in range(4, 12)])
    copy = public(at, "2025-26")
    assert [words(copy, "interviews", label)[0] for label in ("April 2025", "November 2025")] == ["c", "c"]
    assert words(copy, "missing", "one episode")[0] == "c"


def test_a_quarter_of_the_year_before_is_no_way_to_its_months(at: TestDesk, tmp_path: Path) -> None:
    """July is hidden in the copy of the year; the quarter's column must not give it with August and September."""
    on(at, date(2024, 9, 1), a_list(HEADINGS, *children(80)))
    on(at, date(2025, 9, 1), a_list(HEADINGS, *children(80)))
    days = [(5, 10), (7, 2), (8, 11), (9, 12)]
    went_missing(at, [date(2024, month, 5) for month, often in days for _ in range(often)])
    went_missing(at, [date(2025, 8, 5)] * 12)
    year = published(at, "2024-25", tmp_path)
    assert [words(year, "interviews", f"{month} 2024")[0] for month in ("July", "August", "September")][1:] == [
        "11",
        "12",
    ]
    quarter = public(at, "Q2 2025-26")
    assert words(quarter, "missing", "Missing episodes")[0] == "c"
    assert "overlap with these went out already (2024-25)" in quarter.to_be_sure_of


def test_a_copy_beside_overlapping_days_does_not_go_out_without_a_yes(two_years: TestDesk, tmp_path: Path) -> None:
    published(two_years, "2025-26", tmp_path)
    quarter = public(two_years, "Q2 2025-26")
    with refusal(match="overlap with these"):
        two_years.desk.profiling.export(ASHA, quarter, tmp_path / "quarter.csv", "The public")
    assert not (tmp_path / "quarter.csv").exists()
    assert len(queries.public_copies(two_years.desk.book.db)) == 1


def test_the_names_by_which_figures_are_kept_do_not_change(two_years: TestDesk, tmp_path: Path) -> None:
    """A later copy knows them by these: a new name would forget what was hidden."""
    went_missing(two_years, [date(2025, 5, 5)] * 6)
    copy = published(two_years, "2025-26", tmp_path)
    figures = {*copy.hidden_figures, *(one.figure for one in copy.printed)}
    counted = {figure.counted for figure in figures}
    dimensions = {dimension for figure in figures for dimension, _ in figure.places}
    assert counted == {"children", "episodes"}
    assert dimensions == {"age", "category", "ethnic group", "interview", "missing", "period", "sex"}
    interviews = {label for figure in figures for dimension, label in figure.places if dimension == "interview"}
    assert {"began", "began missing", "returned", "offered", "accepted", "completed"} <= interviews
