"""What a quarter tells of its year: whoever counts in the one counts in the other, and what is known of it is kept."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from msgspec.structs import replace
from tests.unit.profile_builders import a_child, a_profile, measured
from tests.unit.suppression_oracle import labelled

from panel_desk.domain.children.cases import ExploitationType as T
from panel_desk.domain.figures.profile import Profile
from panel_desk.domain.figures.profile_counting import PERIOD, category_figure
from panel_desk.domain.figures.profile_missing import MissingFacts, missing
from panel_desk.domain.figures.profile_panels import PanelFacts, activity
from panel_desk.domain.figures.profile_within import within
from panel_desk.domain.figures.reporting_year import parse_period
from panel_desk.domain.figures.suppression import EarlierCopies, Figure, public_copy
from panel_desk.domain.figures.suppression_figures import Bond, Sums


def of_days(words: str, episodes: dict[str, int], months: Sequence[str] = ()) -> Profile:
    """Forty children, of whom some are missing, and one panel."""
    period = parse_period(words)
    children = [a_child(n, T.CCE) for n in range(40)]
    by_month = tuple(measured(name, *[9] * 6) for name in months)
    facts = MissingFacts(period=period.words, episodes=episodes, measures=measured("All", *[9] * 6), by_month=by_month)
    parts = [
        missing([facts], children),
        activity(period.words, [PanelFacts(panel="SAFE", meetings=2, new=6, again=9)], []),
    ]
    return replace(
        a_profile(children),
        period=period,
        grids=tuple(grid for part in parts for grid in part.grids),
    )


YEAR, QUARTER = of_days("2025-26", {"1": 3, "2": 2}), of_days("Q2 2025-26", {"1": 2, "2": 1})


def labels(figure: Figure) -> set[str]:
    return {label for dimension, label in figure.places if dimension != PERIOD}


def alone(bonds: Sequence[Bond]) -> list[set[str]]:
    """What the bonds of one part are about."""
    return [labels(bond.whole) for bond in bonds if len(bond.parts) == 1]


def test_a_count_of_a_quarter_is_no_more_than_that_of_its_year() -> None:
    bonds = within([YEAR, QUARTER])
    whole = category_figure("2025-26", "All children")
    part = category_figure("July to September 2025", "All children")
    assert Bond(whole=whole, parts=((part, 1),)) in bonds
    assert not any(bond.parts[0][0] == whole for bond in bonds)


@pytest.mark.parametrize("label", ["one episode", "two episodes", "not missing", "Considered before"])
def test_what_may_be_more_in_a_quarter_than_in_its_year_is_no_bond(label: str) -> None:
    told = alone(within([YEAR, QUARTER]))
    assert {"New to the panel", "SAFE"} in told
    assert {"three or more episodes", "everyone"} in told
    assert not any(label in labels for labels in told)


def test_who_is_missing_twice_in_a_quarter_is_not_missing_once_in_its_year() -> None:
    (bond,) = (b for b in within([YEAR, QUARTER]) if len(b.parts) > 1 and "everyone" in labels(b.whole))
    assert labels(bond.whole) == {"everyone", "reported missing"}
    assert [labels(part) - {"everyone"} for part, _ in bond.parts] == [
        {"one episode"},
        {"two episodes"},
        {"three or more episodes"},
    ]
    assert [("period", "2025-26") in part.places for part, _ in bond.parts] == [True, False, False]


def test_episodes_are_compared_only_in_a_month_that_is_cut() -> None:
    cut = of_days("2025-08-01 to 2025-09-15", {}, ("August 2025", "1 to 15 September 2025"))
    whole = of_days("Q2 2025-26", {}, ("July 2025", "August 2025", "September 2025"))
    told = {dict(bond.whole.places)[PERIOD] for bond in within([cut, whole]) if bond.whole.counted == "episodes"}
    assert told == {"September 2025"}


def test_days_that_lie_beside_one_another_tell_nothing() -> None:
    assert within([QUARTER, of_days("Q3 2025-26", {})]) == ()


def test_a_year_hides_what_its_printed_quarter_would_give_away() -> None:
    """CSE only, both and any CSE of 9, 1 and 10: with 9 of the first in a quarter, the year could be nothing else."""
    year = labelled((9,), (1,), where=(("period", "year"),), across="all", all_columns="")
    told = year.figure("a", "p")
    quarter = replace(year, counts=((9,), (0,)), where=(("period", "quarter"),))
    bond = Bond(whole=told, parts=((quarter.figure("a", "p"), 1),))
    printed = {quarter.figure(row, "p"): frozenset({value}) for row, value in (("a", 9), ("b", 0), ("All", 9))}

    def shown(*bonds: Bond) -> set[str]:
        before = EarlierCopies(printed=printed, tables=(quarter,), bonds=bonds)
        return {figure.words for figure in public_copy([year], earlier=before).hidden}

    assert shown() == {"children: p, year, a", "children: p, year, b"}
    assert shown(bond) == {"children: p, year", "children: p, year, b"}


@pytest.mark.parametrize(("whole", "bound"), [(2, False), (3, True), (4, True), (5, False)])
def test_a_bond_that_the_counts_do_not_keep_or_that_no_move_could_break_is_left_out(whole: int, *, bound: bool) -> None:
    tables = [labelled((whole,), down="one", all_rows="", all_columns=""), labelled((3,), all_rows="", all_columns="")]
    bond = Bond(whole=tables[0].figure("a", "p"), parts=((tables[1].figure("a", "p"), 1),))
    assert bool(Sums(tables, [bond]).equations) == bound
