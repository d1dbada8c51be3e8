"""A whole profile of a real desk, with small counts everywhere: what is published gives nothing hidden away."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.services.desk_builders import ASHA, SAFE, TestDesk, missing
from tests.services.profile_lists import YEAR, on, the_list
from tests.unit.suppression_oracle import derivable

from panel_desk.domain.figures.profile import Profile
from panel_desk.domain.figures.published import PublishedYear
from panel_desk.domain.figures.reporting_year import reporting_year
from panel_desk.domain.figures.suppression import MARK, PublicCopy


@pytest.fixture
def lively(at: TestDesk) -> TestDesk:
    """Three years of lists, one published year, episodes, and a panel that met."""
    at.desk.profiling.set_published_year(ASHA, PublishedYear(year="2022-23", children=31, cse_only=4, source="Report"))
    on(at, date(2023, 9, 1), the_list(3, 14, 7))
    on(at, date(2024, 9, 1), the_list(6, 11, 2))
    on(at, date(2025, 9, 1), the_list(4, 12, 8))
    for n, day in enumerate((3, 4, 7, 9, 15, 16, 20)):
        for number in range(n + 1):
            at.bring(missing(f"200{number}", f"2025-08-{day:02} 20:00:00", f"2025-08-{day + 1:02} 07:00:00"))
    at.clock.set(date(2025, 9, 25))
    at.closed(SAFE, date(2025, 10, 22))
    at.clock.set(date(2026, 4, 20))
    return at


def profiles(at: TestDesk) -> list[Profile]:
    return [at.desk.profiling.profile(reporting_year(label)) for label in ("2023-24", "2024-25", "2025-26")]


def test_no_hidden_figure_can_be_worked_out_from_the_published_ones(lively: TestDesk) -> None:
    for profile in profiles(lively):
        public = lively.desk.profiling.public(profile)
        assert public.hidden
        counted = {figure for grid in profile.grids for line in grid.figures() for figure in line}
        hidden = [figure for figure in public.hidden_figures if figure in counted]
        copy = PublicCopy(tables=(), hidden=dict.fromkeys(hidden))  # type: ignore[arg-type]
        assert [figure.words for figure in derivable(profile.grids, copy)] == []


def test_every_count_that_is_printed_is_known_to_what_hides(lively: TestDesk) -> None:
    """Only meetings are printed as they are."""
    for profile in profiles(lively):
        counts = (*profile.grids, *profile.given)
        known = {figure for grid in counts for line in grid.figures() for figure in line}
        for table in profile.tables:
            for row in table.rows:
                for cell in row.cells:
                    plain = table.key == "attendance" or row.label == "Meetings held" or cell.number is None
                    assert plain or cell.of, (table.key, row.label)
                    assert set(cell.of) <= known


def test_a_figure_that_stands_in_several_tables_is_hidden_in_all_of_them(lively: TestDesk) -> None:
    profile = lively.desk.profiling.profile(YEAR)
    public = lively.desk.profiling.public(profile)
    shown: dict[object, set[bool]] = {}
    for full, out in zip(profile.tables, public.tables, strict=True):
        for row, published in zip(full.rows, out.rows, strict=True):
            for cell, public_cell in zip(row.cells, published.cells, strict=True):
                if len(cell.of) == 1 and not cell.unit:
                    shown.setdefault(cell.of[0], set()).add(public_cell.words == MARK)
    assert len(shown) > 50
    assert [figure for figure, marks in shown.items() if len(marks) > 1] == []


def test_what_one_year_s_copy_hid_the_next_year_s_copy_hides_too(lively: TestDesk, tmp_path: Path) -> None:
    _, before, now = profiles(lively)
    first = lively.desk.profiling.public(before)
    lively.desk.profiling.export(ASHA, first, tmp_path / "a.csv", "The public")
    printed = {figure for grid in now.grids for line in grid.figures() for figure in line}
    shared = set(first.hidden_figures) & printed
    assert shared
    assert shared <= set(lively.desk.profiling.public(now).hidden_figures)
