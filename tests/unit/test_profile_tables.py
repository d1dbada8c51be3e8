"""What each table of the profile counts, and what it says of it in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from msgspec.structs import replace
from tests.unit.profile_builders import BEFORE, a_child, a_profile, measured, some, the_published

from panel_desk.domain.children.cases import ExploitationType as T
from panel_desk.domain.figures.profile import LineKind, Profile, ProfileTable
from panel_desk.domain.figures.profile_counting import CategoryCounts
from panel_desk.domain.figures.profile_demography import age_band, ethnic_group, sex_words
from panel_desk.domain.figures.profile_panels import ActionFacts, AttendanceFacts, PanelFacts, attendance, referrals

ONLY_TOTAL = CategoryCounts(
    period=BEFORE, cse_only=None, cce_only=None, both=None, neither=None, children=248, published="Report of May 2025"
)


def table(profile: Profile, key: str) -> ProfileTable:
    return next(one for one in profile.tables if one.key == key)


def words(one: ProfileTable, label: str) -> list[str]:
    row = next(row for row in one.rows if row.label == label)
    return [cell.words for cell in row.cells]


def test_the_published_profile_comes_out_as_it_was_published() -> None:
    profile = a_profile(the_published(), published=ONLY_TOTAL)
    found = table(profile, "exploitation")
    assert words(found, "CSE only")[1:3] == ["44", "18.4 %"]
    assert words(found, "CCE only")[1:3] == ["175", "73.2 %"]
    assert words(found, "both")[1:3] == ["20", "8.4 %"]
    assert words(found, "All children") == ["248", "239", "100.0 %", "−3.6 %"]
    assert [words(found, label)[1] for label in ("any CSE", "any CCE")] == ["64", "195"]


def test_the_first_sentence_says_it() -> None:
    first = a_profile(the_published(), published=ONLY_TOTAL).sentences[0]
    assert first.startswith(
        "239 children were experiencing or at risk of exploitation in 2025-26, 9 fewer than in 2024-25 (−3.6 %)."
    )
    assert "175 (73.2 %) were at risk of criminal exploitation only" in first


def test_what_was_published_without_its_parts_says_so_and_where_it_stands() -> None:
    found = table(a_profile(the_published(), published=ONLY_TOTAL), "exploitation")
    assert words(found, "not split up") == ["248", "–", "–", "–"]
    assert "Report of May 2025" in found.note


@pytest.mark.parametrize(
    ("said", "label"),
    [
        ((T.CSE,), "CSE only"),
        ((T.GROUP_CSE,), "CSE only"),
        ((T.COUNTY_LINES,), "CCE only"),
        ((T.GROUP_CSE, T.COUNTY_LINES), "both"),
        ((T.FINANCIAL,), "neither"),
        ((), "neither"),
    ],
)
def test_a_child_stands_in_one_category(said: Sequence[T], label: str) -> None:
    found = table(a_profile([a_child(1, *said)]), "exploitation")
    there = [row.label for row in found.rows if row.kind is LineKind.COUNT and row.cells[0].number]
    assert there == [label]


def test_a_child_of_two_types_stands_in_both_lines_and_once_in_the_total() -> None:
    profile = a_profile([a_child(1, T.CSE, T.GROUP_CSE, T.ONLINE), a_child(2, T.CCE)])
    found = table(profile, "types")
    assert [(row.label, row.cells[0].number) for row in found.rows] == [
        ("CSE", 1),
        ("CCE", 1),
        ("online", 1),
        ("group-based CSE", 1),
    ]
    assert words(table(profile, "exploitation"), "All children")[0] == "2"


def test_missing_children_count_once_and_their_episodes_apart() -> None:
    had = {"1": 1, "2": 2, "3": 3, "4": 7, "stranger": 1}
    profile = a_profile(some(1, 10, T.CCE), episodes=had)
    found = table(profile, "missing")
    assert [row.cells[0].number for row in found.rows] == [2, 1, 2, 5, 14]
    overlap = table(profile, "overlap")
    assert words(overlap, "All children") == ["6", "1", "1", "2", "4", "40.0 %"]
    assert words(overlap, "not counted in the profile") == ["", "1", "0", "0", "1", ""]
    assert "4 children who count in the profile (40.0 % of all in it)" in overlap.sentence


def test_interviews_are_told_by_month_with_their_shares_of_the_returned() -> None:
    months = (measured("April 2025", 10, 8, 7, 6, 5, 4), measured("May 2025", 2, 2, 2, 1, 1, 0))
    profile = a_profile(some(1, 9, T.CCE), measures=measured("All", 12, 10, 9, 7, 6, 4), by_month=months)
    found = table(profile, "interviews")
    assert words(found, "April 2025") == ["10", "8", "7", "87.5 %", "6", "75.0 %", "5", "62.5 %", "4", "50.0 %"]
    assert words(found, "2025-26") == ["12", "10", "9", "90.0 %", "7", "70.0 %", "6", "60.0 %", "4", "40.0 %"]
    assert found.sentence == ("Of 10 returns, 6 (60.0 %) had a return interview, 4 (40.0 %) within 72 hours.")


def test_absent_episodes_are_in_the_interviews_and_not_in_the_missing_children() -> None:
    profile = a_profile(some(1, 9, T.CCE), episodes={"1": 7}, measures=measured("All", 9, 8, 7, 6, 5, 4))
    assert words(table(profile, "missing"), "Missing episodes")[0] == "7"
    assert words(table(profile, "interviews"), "2025-26")[:2] == ["9", "8"]
    assert "A return interview is due after every episode, missing or absent." in table(profile, "interviews").note


def test_a_year_of_absences_alone_has_interviews_and_nobody_missing() -> None:
    profile = a_profile(some(1, 9, T.CCE), measures=measured("All", 2, 2, 1, 1, 1, 1))
    assert table(profile, "missing").rows == ()
    assert table(profile, "interviews").rows


@pytest.mark.parametrize(
    ("born", "band"),
    [
        (date(2015, 4, 2), "under 10"),
        (date(2015, 4, 1), "10 to 12"),
        (date(2012, 4, 1), "13 to 15"),
        (date(2007, 4, 2), "16 and 17"),
        (date(2007, 4, 1), "18 and over"),
        (None, "not known"),
        (date(2026, 1, 1), "not known"),
    ],
)
def test_age_is_that_of_the_first_day_of_counting(born: date | None, band: str) -> None:
    assert age_band(a_child(1, born=born)) == band


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("F", "Female"),
        ("male", "Male"),
        ("", "not known"),
        ("Not stated", "not known"),
        ("Non-binary", "Other"),
        ("b) Female", "Female"),
        ("1", "Male"),
        ("U", "not known"),
        ("9", "not known"),
        ("Prefer not to say", "not known"),
        ("Indeterminate", "not known"),
        ("Girl", "Female"),
    ],
)
def test_sex_is_as_the_lists_say_it(said: str, shown: str) -> None:
    assert sex_words(a_child(1, sex=said)) == shown


@pytest.mark.parametrize(
    ("said", "group"),
    [
        ("WBRI", "White"),
        ("wbri", "White"),
        ("a) WIRI", "White"),
        ("White and Black Caribbean", "Mixed"),
        ("White & Black Caribbean", "Mixed"),
        ("White and Asian", "Mixed"),
        ("Arab", "Other"),
        ("ARAB", "Other"),
        ("Prefer not to say", "not known"),
        ("MWBC", "Mixed"),
        ("AIND", "Asian"),
        ("CHNE", "Asian"),
        ("BAFR", "Black"),
        ("OOTH", "Other"),
        ("REFU", "not known"),
        ("NOBT", "not known"),
        ("White - British", "White"),
        ("White Irish", "White"),
        ("Gypsy/Roma", "White"),
        ("Mixed: White and Black Caribbean", "Mixed"),
        ("Asian or Asian British - Pakistani", "Asian"),
        ("Black African", "Black"),
        ("Any other ethnic group", "Other"),
        ("Not stated", "not known"),
        ("", "not known"),
        ("Klingon", "not known"),
    ],
)
def test_ethnicity_is_one_of_the_five_groups_of_the_census(said: str, group: str) -> None:
    assert ethnic_group(replace(a_child(1), ethnicity=said)) == group


def test_a_panel_is_told_by_children_outcomes_and_days() -> None:
    safe = PanelFacts(panel="SAFE", meetings=3, new=7, again=4, stepped_up=2, closed=3, days=(4, 10, 30))
    found = table(a_profile(some(1, 20, T.CCE), panels=[safe]), "panels")
    assert [row.cells[0].words for row in found.rows] == ["3", "7", "4", "11", "2", "0", "3", "0", "3", "10"]
    assert found.sentence == "In 2025-26 SAFE considered 11 children."


def test_actions_are_told_by_agency_with_the_share_on_time() -> None:
    due = [ActionFacts(agency="Health", on_time=3, late=1), ActionFacts(agency="Police", not_done=2, otherwise=2)]
    found = table(a_profile(some(1, 20, T.CCE), actions=due), "actions")
    assert words(found, "Health") == ["3", "1", "0", "0", "4", "75.0 %"]
    assert words(found, "All agencies") == ["3", "1", "2", "2", "8", "37.5 %"]


def test_attendance_is_told_by_agency_and_panel() -> None:
    there = [
        AttendanceFacts(panel="SAFE", agency="Police", meetings=6, attended=3),
        AttendanceFacts(panel="MACE", agency="Police", meetings=6, attended=2),
        AttendanceFacts(panel="MACE", agency="Health", meetings=6, attended=1),
    ]
    (found,) = attendance("2025-26", there).tables
    assert words(found, "Police") == ["3", "6", "50.0 %", "2", "6", "33.3 %"]
    assert words(found, "Health") == ["", "", "", "1", "6", "16.7 %"]


@pytest.mark.parametrize(
    ("details", "stage"),
    [
        (["RG awaited"], "Reasonable grounds named"),
        (["reasonable grounds awaited", "CG positive"], "Conclusive grounds named"),
        (["", "by the police"], "Referred, no more said"),
        (["large group"], "Referred, no more said"),
    ],
)
def test_a_referral_counts_once_by_the_furthest_that_was_named(details: list[str], stage: str) -> None:
    (found,) = referrals([("2025-26", {"a": details})]).tables
    assert [row.label for row in found.rows if row.cells[0].number] == [stage, "Children referred"]


def test_every_table_without_anything_to_count_says_so_in_a_sentence() -> None:
    for one in a_profile([]).tables:
        if one.key == "years":
            continue
        assert one.rows == ()
        assert one.chart is None
        assert one.sentence.endswith(".")
        assert "2025-26" in one.sentence


def test_every_chart_tells_all_its_numbers_in_words() -> None:
    profile = a_profile(the_published(), published=ONLY_TOTAL, episodes={"1000": 2, "2000": 9})
    charts = [one.chart for one in profile.tables if one.chart]
    assert len(charts) >= 6
    for chart in charts:
        assert all(label in chart.alternative for label in chart.labels)
        for series in chart.series:
            assert len(series.values) == len(chart.labels)
            assert all(f"{value:,g}" in chart.alternative for value in series.values if value is not None)


def a_year(first: int, children: int, *parts: int) -> CategoryCounts:
    """Published as a whole, or as CSE only, CCE only and both."""
    cse_only, cce_only, both = parts or (None, None, None)
    neither = 0 if parts else None
    told = {"cse_only": cse_only, "cce_only": cce_only, "both": both, "neither": neither}
    return CategoryCounts(period=f"{first}-{first % 100 + 1}", children=children, published="Report", **told)


def test_the_first_chart_shows_five_years_and_a_total_alone_in_its_own_colour() -> None:
    years = [*(a_year(first, 100) for first in range(2017, 2022)), a_year(2022, 248), a_year(2023, 239, 44, 175, 20)]
    found = table(a_profile(the_published(), published=ONLY_TOTAL, years=years), "exploitation")
    assert found.headings == ("Children", "2024-25", "2025-26", "share", "change")
    assert found.chart is not None
    assert found.chart.labels == ("2021-22", "2022-23", "2023-24", "2024-25", "2025-26")
    drawn = {series.name: list(series.values) for series in found.chart.series}
    assert drawn["CCE only"] == [None, None, 175, None, 175]
    assert drawn["not split up"] == [100, 248, None, 248, None]
    assert "2022-23: not split up 248; 2023-24: CSE only 44, CCE only 175, both 20;" in found.chart.alternative


@pytest.mark.parametrize(("known", "charted"), [(3, False), (5, True)])
def test_the_years_have_a_chart_only_where_it_shows_more_than_the_first(known: int, charted: bool) -> None:
    years = [a_year(2019 + place, 100) for place in range(known)]
    profile = a_profile(the_published(), published=ONLY_TOTAL, years=years)
    found = table(profile, "years")
    assert len(found.rows) == known + 2
    assert (found.chart is not None) == charted


@pytest.mark.parametrize(("first", "said"), [(2019, "here: 2020-21 to 2023-24."), (2022, "here: 2023-24."), (2023, "")])
def test_years_that_the_chart_passes_over_are_named(first: int, said: str) -> None:
    found = table(a_profile(the_published(), published=ONLY_TOTAL, years=[a_year(first, 100)]), "exploitation")
    assert ("passes over" in found.note) == bool(said)
    assert said in found.note


def test_every_row_has_a_cell_for_each_heading() -> None:
    profile = a_profile(the_published(), before=some(1, 7, T.CSE), episodes={"1000": 2})
    for one in profile.tables:
        assert {len(row.cells) for row in one.rows} <= {len(one.headings) - 1}
