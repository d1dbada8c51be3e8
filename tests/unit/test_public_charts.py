"""The charts of a public copy: a bar is as long as it truly is, or is not drawn; no length is a number not printed."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.unit.profile_builders import a_child, a_profile, some, the_published

from panel_desk.domain.children.cases import ExploitationType as T
from panel_desk.domain.figures.charts import ChartData, ChartKind
from panel_desk.domain.figures.profile import Profile, ProfileTable, PublicProfile
from panel_desk.domain.figures.profile_counting import CategoryCounts, counts_of
from panel_desk.domain.figures.profile_panels import ActionFacts, PanelFacts
from panel_desk.domain.figures.profile_public import public_profile

OFTEN = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def table(profile: Profile | PublicProfile, key: str) -> ProfileTable:
    return next(one for one in profile.tables if one.key == key)


def chart(profile: Profile | PublicProfile, key: str) -> ChartData:
    found = table(profile, key).chart
    assert found is not None
    return found


def pieces(found: ChartData, label: str) -> dict[str, float | str | None]:
    """What each series has over a label; ``c`` where it is hidden."""
    at = found.labels.index(label)
    return {series.name: "c" if at in series.hidden else series.values[at] for series in found.series}


def some_hidden() -> PublicProfile:
    """40 + 3 + 20 after a published year."""
    before = CategoryCounts(
        period="2024-25", cse_only=44, cce_only=175, both=20, neither=0, children=239, published="Report"
    )
    now = [*some(1, 40, T.CSE), *some(100, 3, T.CCE), *some(200, 20, T.CSE, T.CCE)]
    return public_profile(a_profile(now, published=before))


def test_a_bar_with_a_hidden_piece_is_drawn_as_its_printed_total_in_grey() -> None:
    found = chart(some_hidden(), "exploitation")
    assert pieces(found, "2025-26") == {"CSE only": None, "CCE only": None, "both": None, "not split up": 63}
    assert pieces(found, "2024-25") == {"CSE only": 44, "CCE only": 175, "both": 20, "not split up": None}
    assert [series.name for series in found.series if series.neutral] == ["not split up"]


def test_its_words_say_what_is_drawn_and_no_piece_of_it() -> None:
    found = chart(some_hidden(), "exploitation")
    assert found.alternative.endswith("2024-25: CSE only 44, CCE only 175, both 20; 2025-26: not split up 63.")


def test_a_bar_whose_total_is_hidden_too_is_a_c() -> None:
    few = PanelFacts(panel="SAFE", meetings=2, new=3, again=0)
    many = PanelFacts(panel="MACE", meetings=1, new=12, again=8)
    public = public_profile(a_profile(the_published(), panels=[few, many]))
    assert table(public, "panels").rows[3].cells[0].words == "c"
    found = chart(public, "panels")
    assert pieces(found, "SAFE") == {"New to the panel": "c", "Considered before": None}
    assert pieces(found, "MACE") == {"New to the panel": 12, "Considered before": 8}
    assert "SAFE: not published" in found.alternative


def test_bars_that_are_all_drawn_whole_have_no_pieces_in_their_key() -> None:
    children = [*some(1, 3, T.CSE), *some(50, 9, T.CCE), *(a_child(100 + n, T.CSE, sex="M") for n in range(2))]
    children += [a_child(200 + n, T.CCE, sex="M") for n in range(11)]
    found = chart(public_profile(a_profile(children)), "sex")
    assert found.kind is ChartKind.BARS
    assert [(series.name, series.values) for series in found.series] == [("not split up", (12, 13))]
    assert found.alternative == "Sex. Bars of children. Female: 12; Male: 13."


def test_a_total_that_is_hidden_beside_one_that_is_drawn_is_a_c_in_the_same_grey() -> None:
    due = [ActionFacts(agency="Police", on_time=4, late=3), ActionFacts(agency="Health", on_time=0, late=2)]
    public = public_profile(a_profile(the_published(), actions=[*due, ActionFacts(agency="Housing", late=9)]))
    assert [row.cells[4].words for row in table(public, "actions").rows[:2]] == ["7", "c"]
    found = chart(public, "actions")
    assert pieces(found, "Police")["not split up"] == 7
    assert pieces(found, "Health")["not split up"] == "c"
    assert "Health: not published" in found.alternative


def test_where_nothing_is_hidden_bars_are_split_up_as_in_full() -> None:
    full = a_profile(the_published())
    assert chart(public_profile(full), "exploitation") == chart(full, "exploitation")


def test_a_bar_without_a_printed_total_is_not_drawn_from_its_other_pieces() -> None:
    """Of children missing and not, by category, the whole stands in another table."""
    had = {str(n): 1 for n in range(3)} | {str(n): 2 for n in range(3, 20)}
    public = public_profile(a_profile([*some(0, 60, T.CCE), *some(100, 30, T.CSE)], episodes=had))
    assert "c" in [cell.words for cell in table(public, "overlap").rows[1].cells]
    found = chart(public, "overlap")
    assert {value for value in pieces(found, "CCE only").values() if value} == {"c"}


kinds = st.sampled_from([(T.CSE,), (T.CCE,), (T.CSE, T.CCE), (T.GANGS,)])


@OFTEN
@given(
    st.lists(st.tuples(kinds, st.sampled_from("FM")), min_size=1, max_size=45),
    st.lists(kinds, max_size=30),
    st.lists(st.integers(0, 4), max_size=45),
    st.lists(st.integers(0, 12), min_size=4, max_size=4),
)
def test_a_bar_is_as_long_as_it_truly_is_or_is_not_drawn(
    said: list[tuple[tuple[T, ...], str]], before: list[tuple[T, ...]], numbers: list[int], told: list[int]
) -> None:
    full = a_profile(
        [a_child(n, *types, sex=sex) for n, (types, sex) in enumerate(said)],
        before=[a_child(n, *types) for n, types in enumerate(before)],
        years=[counts_of("2023-24", some(0, told[0], T.CCE))],
        episodes={str(n): number for n, number in enumerate(numbers) if number},
        panels=[PanelFacts(panel="SAFE", meetings=2, new=told[0], again=told[1])],
        actions=[ActionFacts(agency="Police", on_time=told[2], late=told[3])],
    )
    for ours, theirs in zip(full.tables, public_profile(full).tables, strict=True):
        if ours.chart_plan and ours.chart_plan.kind is ChartKind.STACKED_BARS and theirs.chart:
            assert ours.chart is not None
            for true, drawn in zip(_lengths(ours.chart), _lengths(theirs.chart), strict=True):
                assert drawn in (true, 0), ours.key


def _lengths(found: ChartData) -> list[float]:
    return [sum(series.values[at] or 0 for series in found.series) for at in range(len(found.labels))]
