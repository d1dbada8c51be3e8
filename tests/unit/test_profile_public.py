"""The public copy of a whole profile: what it hides, why, and that nothing that is printed gives it away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.unit.profile_builders import a_child, a_profile, measured, some, the_published
from tests.unit.suppression_oracle import World, derivable

from panel_desk.domain.children.cases import ExploitationType as T
from panel_desk.domain.figures.profile import Profile, ProfileCell, ProfileTable, PublicProfile
from panel_desk.domain.figures.profile_counting import CategoryCounts, counts_of
from panel_desk.domain.figures.profile_panels import ActionFacts, PanelFacts
from panel_desk.domain.figures.profile_public import public_profile
from panel_desk.domain.figures.suppression import MARK, EarlierCopies, Figure, PublicCopy
from panel_desk.domain.missing.episode_lines import Measures

SLOWLY = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
OFTEN = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def table(profile: Profile | PublicProfile, key: str) -> ProfileTable:
    return next(one for one in profile.tables if one.key == key)


def cells(profile: Profile | PublicProfile) -> Iterator[tuple[str, str, str, ProfileCell]]:
    """Every cell with its table, line and heading."""
    for one in profile.tables:
        for row in one.rows:
            for heading, cell in zip(one.headings[1:], row.cells, strict=True):
                yield one.key, row.label, heading, cell


def number(profile: Profile | PublicProfile, key: str, label: str, place: int = 0) -> float | None:
    row = next(row for row in table(profile, key).rows if row.label == label)
    return row.cells[place].number


def test_a_profile_of_large_counts_is_published_as_it_is() -> None:
    public = public_profile(a_profile(the_published()))
    assert number(public, "exploitation", "All children") == 239
    assert public.hidden == ()
    assert public.sentences[0].startswith("239 children")


def test_a_small_category_is_hidden_with_what_gives_it_away_and_each_says_why() -> None:
    public = public_profile(a_profile([*some(1, 40, T.CSE), *some(100, 3, T.CCE), *some(200, 20, T.CSE, T.CCE)]))
    shown = {row.label: row.cells[0].words for row in table(public, "exploitation").rows}
    assert shown["CCE only"] == MARK
    assert list(shown.values()).count(MARK) == 3
    whys = [cell.why for *_, cell in cells(public) if cell.words == MARK]
    assert whys
    assert all(why.endswith(".") for why in whys)


def test_the_list_of_what_is_hidden_has_every_hidden_cell() -> None:
    public = public_profile(a_profile([*some(1, 40, T.CSE), *some(100, 3, T.CCE)]))
    titles = {one.key: one.title for one in public.tables}
    marked = [(titles[key], label, heading) for key, label, heading, cell in cells(public) if cell.words == MARK]
    assert [(one.table, one.row, one.heading) for one in public.hidden] == marked


def test_shares_changes_sentences_and_charts_say_no_more_than_the_table() -> None:
    before = [*some(1, 4, T.CSE), *some(50, 30, T.CCE)]
    public = public_profile(a_profile([*some(1, 3, T.CSE), *some(50, 40, T.CCE)], before=before))
    found = table(public, "exploitation")
    row = next(row for row in found.rows if row.label == "CSE only")
    assert [cell.words for cell in row.cells] == [MARK] * 4
    assert found.chart is not None
    everybody = next(row for row in found.rows if row.label == "All children")
    assert [series.values for series in found.chart.series] == [tuple(cell.number for cell in everybody.cells[:2])]
    assert "CSE only" not in found.chart.alternative
    assert "7.0" not in " ".join(public.sentences)


def test_nothing_public_carries_what_it_was_worked_out_from() -> None:
    public = public_profile(a_profile([*some(1, 3, T.CSE), *some(50, 40, T.CCE)]))
    assert all(cell.of == () for *_, cell in cells(public))
    assert not hasattr(public, "grids")


def test_a_table_whose_every_cell_is_small_says_so() -> None:
    public = public_profile(a_profile(some(1, 3, T.CSE)))
    assert "but the zeros is small" in table(public, "exploitation").sentence
    assert "a longer period may show more" in public.caution


def test_the_first_sentence_then_says_that_nothing_can_be_said() -> None:
    public = public_profile(a_profile(some(1, 3, T.CSE)))
    assert public.sentences == (
        "How many children count cannot be published: the figures are small, or would give a small one away.",
    )


def test_the_type_cse_is_no_way_round_any_cse() -> None:
    """Without group-based CSE the two are one number."""
    profile = a_profile([*some(1, 40, T.CSE), *some(100, 3, T.CCE), *some(200, 20, T.CSE, T.CCE)])
    public = public_profile(profile)
    assert number(profile, "exploitation", "any CSE") == number(profile, "types", "CSE") == 60
    assert number(public, "exploitation", "any CSE") is None
    assert number(public, "types", "CSE") is None


def test_episodes_are_hidden_where_they_would_tell_how_many_children_went_missing_twice() -> None:
    had = {str(n): 1 for n in range(20)} | {str(n): 2 for n in range(20, 24)}
    profile = a_profile(some(0, 60, T.CCE), episodes=had)
    public = public_profile(profile)
    assert number(profile, "missing", "Missing episodes") == 28
    assert number(public, "missing", "Missing episodes") is None
    assert "28" not in " ".join(public.sentences)


def test_few_absences_cannot_be_worked_out_from_all_episodes_and_the_missing_ones() -> None:
    had = {str(n): 1 for n in range(20)}
    profile = a_profile(some(0, 60, T.CCE), episodes=had, measures=measured("All", 23, 23, 23, 23, 23, 23))
    assert (number(profile, "missing", "Missing episodes"), number(profile, "interviews", "2025-26")) == (20, 23)
    public = public_profile(profile)
    assert None in (number(public, "missing", "Missing episodes"), number(public, "interviews", "2025-26"))


def test_what_an_earlier_copy_hid_stays_hidden_with_its_share() -> None:
    profile = a_profile(the_published())
    small = Figure("children", frozenset({("period", "2025-26"), ("category", "both")}))
    public = public_profile(profile, earlier=EarlierCopies(hidden=frozenset({small})))
    row = next(row for row in table(public, "exploitation").rows if row.label == "both")
    assert [cell.words for cell in row.cells] == [MARK, MARK]
    assert small in public.hidden_figures


PUBLISHED = CategoryCounts(
    period="2024-25", cse_only=44, cce_only=191, both=4, neither=0, children=239, published="Report of May 2025"
)


def test_what_was_published_stands_and_is_named_to_who_publishes() -> None:
    public = public_profile(a_profile(the_published(), published=PUBLISHED))
    assert [number(public, "exploitation", label) for label in ("CSE only", "CCE only", "both")] == [44, 191, 4]
    assert public.hidden == ()
    assert "Given as published, though the desk itself would hide it: children: both, 2024-25." in public.caution
    assert public.note.endswith("Figures of years before are given as they were published.")


def test_what_was_published_stands_though_an_earlier_copy_hid_it() -> None:
    before = Figure("children", frozenset({("period", "2024-25"), ("category", "CSE only")}))
    public = public_profile(
        a_profile(the_published(), published=PUBLISHED), earlier=EarlierCopies(hidden=frozenset({before}))
    )
    assert number(public, "exploitation", "CSE only") == 44
    assert "CSE only, 2024-25" in public.caution


def test_a_change_on_a_published_year_gives_no_small_figure_away() -> None:
    public = public_profile(a_profile([*some(1, 3, T.CSE), *some(50, 40, T.CCE)], published=PUBLISHED))
    row = next(row for row in table(public, "exploitation").rows if row.label == "CSE only")
    assert [cell.words for cell in row.cells] == ["44", MARK, MARK, MARK]
    chart = table(public, "exploitation").chart
    assert chart is not None
    assert list(chart.series[0].values) == [44, None]


def test_the_chart_of_several_years_shows_no_more_than_their_table() -> None:
    small = counts_of("2023-24", [*some(1, 4, T.CSE), *some(50, 30, T.CCE)])
    public = public_profile(a_profile(the_published(), published=PUBLISHED, years=[small]))
    chart = table(public, "exploitation").chart
    assert chart is not None
    assert list(chart.series[0].values) == [None, 44, 44]
    assert chart.series[0].hidden == (0,)


def test_the_outcomes_of_a_panel_are_hidden_with_how_many_it_considered() -> None:
    few = PanelFacts(panel="SAFE", meetings=2, new=3, again=0, closed=2, days=(1, 2, 3))
    public = public_profile(a_profile(some(1, 30, T.CCE), panels=[few]))
    found = {row.label: row.cells[0].words for row in table(public, "panels").rows}
    assert found["Meetings held"] == "2"
    assert found["Children considered"] == found["Closed"] == MARK
    assert found["Median days from referral to first decision"] == MARK


kinds = st.sampled_from([(T.CSE,), (T.CCE,), (T.CSE, T.CCE), (T.GROUP_CSE,), (T.COUNTY_LINES, T.CCE), (T.GANGS,), ()])


@st.composite
def profiles(draw: st.DrawFn) -> Profile:
    """A year beside another, with all that a profile has; many counts are small."""
    said = draw(st.lists(kinds, max_size=40))
    sexes = draw(st.lists(st.sampled_from("FM"), min_size=40, max_size=40))
    children = [a_child(n, *types, sex=sexes[n]) for n, types in enumerate(said)]
    before = [a_child(n, *types) for n, types in enumerate(draw(st.lists(kinds, max_size=20)))]
    numbers = draw(st.lists(st.integers(0, 4), max_size=45))
    had = {str(n): number for n, number in enumerate(numbers) if number}
    panels = draw(st.lists(st.integers(0, 12), min_size=4, max_size=4))
    due = draw(st.lists(st.integers(0, 9), min_size=4, max_size=4))
    return a_profile(
        children,
        before=before,
        episodes=had,
        measures=_steps("All", sum(had.values()), draw),
        panels=[PanelFacts(panel="SAFE", meetings=2, new=panels[0], again=panels[1], closed=min(panels[:2]))],
        actions=[
            ActionFacts(agency="Police", on_time=due[0], late=due[1]),
            ActionFacts(agency="Health", on_time=due[2], not_done=due[3]),
        ],
    )


def _steps(name: str, began: int, draw: st.DrawFn) -> Measures:
    steps = [began]
    for _ in range(5):
        steps.append(draw(st.integers(0, steps[-1])))
    return measured(name, *steps)


@SLOWLY
@given(profiles())
def test_no_hidden_figure_is_a_sum_or_difference_of_anything_published(profile: Profile) -> None:
    public = public_profile(profile)
    copy = PublicCopy(tables=(), hidden=dict.fromkeys(public.hidden_figures))  # type: ignore[arg-type]
    assert [figure.words for figure in derivable(profile.grids, copy)] == []


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(kinds, st.sampled_from("FM")), min_size=1, max_size=30))
def test_every_hidden_figure_could_be_another_in_some_profile_that_prints_the_same(
    said: list[tuple[tuple[T, ...], str]],
) -> None:
    """Categories, types and sex at once, by trying every profile; also for who knows which are 1 to 5."""
    children = [a_child(n, *types, sex=sex) for n, (types, sex) in enumerate(said)]
    dimensions = {"categories", "category", "sex"}
    grids = tuple(grid for grid in a_profile(children).grids if grid.name.split()[0] in dimensions)
    assert len(grids) >= 4
    public = public_profile(replace(a_profile(children), grids=grids, bonds=()))
    mark = dict.fromkeys(public.hidden_figures)
    for knowing in (False, True):
        world = World(grids, PublicCopy(tables=(), hidden=mark), knowing=knowing)  # type: ignore[arg-type]
        shut = [figure for figure in world.hidden if not world.another(figure)]
        if shut and knowing:
            assert public.caution
        else:
            assert shut == []


@OFTEN
@given(profiles())
def test_whatever_is_worked_out_from_a_hidden_figure_is_hidden(profile: Profile) -> None:
    public = public_profile(profile)
    hidden = set(public.hidden_figures)
    for full, shown in zip(cells(profile), cells(public), strict=True):
        assert full[:3] == shown[:3]
        none_of_some = full[3].unit == "%" and full[3].number == 0 and shown[3].words == "0.0 %"
        assert (shown[3].words == MARK) == bool(hidden & set(full[3].of)) or none_of_some, full
        assert shown[3].number in (None, full[3].number)


@OFTEN
@given(profiles())
def test_no_count_of_one_to_five_children_episodes_or_actions_is_published(profile: Profile) -> None:
    for _key, label, _heading, cell in cells(public_profile(profile)):
        assert cell.unit or label == "Meetings held" or cell.number is None or not 1 <= cell.number <= 5


@OFTEN
@given(profiles())
def test_sentences_and_charts_hold_no_number_that_the_tables_hide(profile: Profile) -> None:
    public = public_profile(profile)
    for one in public.tables:
        if one.chart:
            drawn = [value for series in one.chart.series for value in series.values if value is not None]
            printed = [cell.number for row in one.rows for cell in row.cells]
            assert all(value in printed for value in drawn)
    again = public_profile(profile, earlier=EarlierCopies(hidden=frozenset(public.hidden_figures)))
    assert set(again.hidden_figures) >= set(public.hidden_figures)


@OFTEN
@given(st.dictionaries(st.integers(0, 60).map(str), st.integers(1, 4), max_size=24))
def test_children_missing_once_twice_or_more_cannot_be_worked_out_from_their_episodes(had: Mapping[str, int]) -> None:
    """By trying every number of children that a reader must think possible."""
    public = public_profile(a_profile(some(0, 61, T.CCE), episodes=had))
    found = table(public, "missing")
    if not found.rows:
        return
    *bands, total, episodes = [row.cells[0] for row in found.rows]
    possible = [
        (*numbers, sum(numbers))
        for numbers in product(*(_values(band) for band in bands))
        if _fits(total, sum(numbers)) and _could_come_to(episodes, numbers)
    ]
    for place, cell in enumerate([*bands, total]):
        if cell.words == MARK:
            assert len({numbers[place] for numbers in possible}) > 1, (place, [c.words for c in (*bands, total)])


def _values(cell: ProfileCell) -> range:
    return range(1, 40) if cell.number is None else range(int(cell.number), int(cell.number) + 1)


def _fits(cell: ProfileCell, value: int) -> bool:
    return cell.number is None or cell.number == value


def _could_come_to(cell: ProfileCell, numbers: tuple[int, ...]) -> bool:
    """Whether so many children once, twice and three times or more can have had so many episodes."""
    least = numbers[0] + 2 * numbers[1] + 3 * numbers[2]
    if cell.number is None:
        return True
    return cell.number == least if numbers[2] == 0 else cell.number >= least


@pytest.mark.parametrize("size", [0, 1, 5, 6])
def test_a_profile_of_any_size_has_a_public_copy(size: int) -> None:
    public = public_profile(a_profile(some(1, size, T.CSE)))
    assert number_or_none(public) == (size if size > 5 else None)


def number_or_none(public: PublicProfile) -> float | None:
    rows = [row for row in table(public, "exploitation").rows if row.label == "All children"]
    return rows[0].cells[0].number if rows else None


def test_an_agency_s_figures_are_kept_by_its_key_whatever_it_is_called() -> None:
    """A later copy hides what an earlier one hid, though the agency has been renamed since."""
    before, after = (
        public_profile(
            a_profile(
                some(1, 30, T.CCE),
                actions=[
                    ActionFacts(key="youth-justice", agency=name, on_time=3, late=20),
                    ActionFacts(key="police", agency="Police", on_time=30, late=20),
                ],
            )
        )
        for name in ("Youth offending", "Youth justice")
    )
    assert table(before, "actions").rows[0].label != table(after, "actions").rows[0].label
    assert before.hidden_figures == after.hidden_figures
    assert any(("agency", "youth-justice") in figure.places for figure in before.hidden_figures)


def test_the_share_of_nobody_is_nothing_though_of_how_many_is_not_published() -> None:
    public = public_profile(a_profile(some(1, 3, T.CSE)))
    row = next(row for row in table(public, "exploitation").rows if row.label == "CCE only")
    assert [cell.words for cell in row.cells] == ["0", "0.0 %"]
    whole = next(row for row in table(public, "exploitation").rows if row.label == "CSE only")
    assert [cell.words for cell in whole.cells] == [MARK, MARK]
