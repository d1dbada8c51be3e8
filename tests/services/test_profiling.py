"""The profile counted from real lists and meetings: who counts, once, in which year, and beside which year."""

from __future__ import annotations

from datetime import date

import pytest
from tests.services.desk_builders import (
    ASHA,
    EPISODE_HEADINGS,
    SAFE,
    TestDesk,
    a_list,
    a_profile,
    a_referral,
    child,
    missing,
    refusal,
)
from tests.services.profile_lists import HEADINGS, SEPTEMBER, YEAR, children, on, table, the_list, words

from panel_desk.domain.errors import Reason
from panel_desk.domain.figures.published import PublishedYear
from panel_desk.domain.figures.reporting_year import parse_period, reporting_year
from panel_desk.domain.ids import PersonId
from panel_desk.domain.missing.thresholds import Thresholds

PUBLISHED = PublishedYear(year="2024-25", children=248, source="Report to scrutiny, 12 September 2025")


def all_children(at: TestDesk, period: str) -> str:
    profile = at.desk.profiling.profile(parse_period(period), compare=False)
    found = table(profile, "exploitation")
    return words(profile, "exploitation", "All children")[0] if found.rows else "0"


def test_the_published_profile_comes_out_of_a_real_list(at: TestDesk) -> None:
    on(at, SEPTEMBER, the_list(44, 175, 20))
    at.desk.profiling.set_published_year(ASHA, PUBLISHED)
    profile = at.desk.profiling.profile(YEAR)
    assert words(profile, "exploitation", "CSE only")[1:3] == ["44", "18.4 %"]
    assert words(profile, "exploitation", "CCE only")[1:3] == ["175", "73.2 %"]
    assert words(profile, "exploitation", "both")[1:3] == ["20", "8.4 %"]
    assert words(profile, "exploitation", "All children") == ["248", "239", "100.0 %", "−3.6 %"]
    assert words(profile, "exploitation", "any CSE")[1] == "64"
    assert words(profile, "exploitation", "any CCE")[1] == "195"


@pytest.mark.parametrize(
    ("before", "now", "change"), [(248, 239, "−3.6 %"), (112, 136, "+21.4 %"), (78, 69, "−11.5 %")]
)
def test_two_years_of_lists_give_the_published_changes(at: TestDesk, before: int, now: int, change: str) -> None:
    on(at, date(2024, 9, 10), the_list(0, before, 0))
    on(at, SEPTEMBER, the_list(0, now, 0))
    profile = at.desk.profiling.profile(YEAR)
    assert words(profile, "exploitation", "All children") == [str(before), str(now), "100.0 %", change]
    assert words(profile, "years", "2025-26")[-1] == change


def test_a_child_counts_once_a_year_however_many_lists_name_it(at: TestDesk) -> None:
    for month in (4, 5, 6):
        on(at, date(2025, month, 3), the_list(8, 9, 0))
    assert all_children(at, "2025-26") == "17"


def test_a_child_whom_the_year_s_first_list_named_and_later_ones_dropped_still_counts(at: TestDesk) -> None:
    on(at, date(2025, 4, 3), a_profile(child("101"), child("102")))
    on(at, date(2025, 5, 3), a_profile(child("101")))
    assert all_children(at, "2025-26") == "2"
    assert all_children(at, "2025-05") == "1"


@pytest.mark.parametrize(
    ("day", "year"),
    [(date(2025, 3, 31), "2024-25"), (date(2025, 4, 1), "2025-26"), (date(2026, 3, 31), "2025-26")],
)
def test_a_list_counts_in_the_year_in_which_it_was_added(at: TestDesk, day: date, year: str) -> None:
    on(at, day, a_profile())
    assert at.desk.profiling.years() == (year,)
    assert all_children(at, year) == "2"


def test_the_types_are_those_of_the_last_list_that_says_any(at: TestDesk) -> None:
    on(at, date(2025, 5, 3), a_list(HEADINGS, *children(1, "CSE", 1)))
    on(at, date(2025, 6, 3), a_list(HEADINGS, *children(1, "CSE; CCE", 1)))
    on(at, date(2025, 7, 3), a_list(HEADINGS, *children(1, "", 1)))
    assert words(at.desk.profiling.profile(YEAR), "exploitation", "both")[0] == "1"
    may = at.desk.profiling.profile(parse_period("May 2025"))
    assert words(may, "exploitation", "CSE only")[0] == "1"


def test_a_list_that_was_taken_back_does_not_count(at: TestDesk) -> None:
    on(at, SEPTEMBER, the_list(0, 7, 0))
    at.clock.set(date(2025, 10, 1))
    deed = at.bring(the_list(0, 9, 0))
    assert all_children(at, "2025-26") == "9"
    at.desk.importing.undo(ASHA, deed)
    assert all_children(at, "2025-26") == "7"


def test_a_referred_child_counts_once_a_panel_has_considered_it(at: TestDesk) -> None:
    at.bring(a_profile())
    at.bring(a_referral("300"))
    assert all_children(at, "2026-27") == "2"
    at.closed()
    profile = at.desk.profiling.profile(reporting_year("2026-27"))
    assert words(profile, "exploitation", "All children")[0] == "3"
    assert words(profile, "exploitation", "CSE only")[0] == "1"


def test_an_agenda_whose_items_were_never_begun_counts_nobody(at: TestDesk) -> None:
    at.bring(a_referral("300"))
    at.issued()
    assert all_children(at, "2026-27") == "0"


def test_panels_are_told_with_new_children_and_those_considered_before(at: TestDesk) -> None:
    at.bring(a_profile())
    at.bring(a_referral("300"))
    at.closed()
    at.closed(SAFE, date(2026, 11, 19))
    profile = at.desk.profiling.profile(parse_period("November 2026"))
    found = {row.label: row.cells[0].words for row in table(profile, "panels").rows}
    assert found["Meetings held"] == "1"
    assert found["New to the panel"] == "0"
    assert found["Considered before"] == found["Children considered"] == "3"


def test_days_run_from_the_referral_to_the_panel_s_first_decision(at: TestDesk) -> None:
    at.bring(a_referral("300", on="05/10/2026"))
    at.closed()
    profile = at.desk.profiling.profile(reporting_year("2026-27"))
    assert words(profile, "panels", "Median days from referral to first decision") == ["17"]


def test_steps_and_closed_cases_are_told(at: TestDesk) -> None:
    at.bring(a_profile(child("101"), child("102", surname="Young"), child("103", surname="Zed")))
    meeting_id = at.opened()
    first, second, third = at.cases(meeting_id)
    at.decide(meeting_id, first, outcome="step-up")
    at.decide(meeting_id, second, outcome="close", review_on=None, held_by="Family help")
    at.decide(meeting_id, third, outcome="nrm", detail="RG awaited")
    at.desk.meetings.close(ASHA, meeting_id)
    profile = at.desk.profiling.profile(reporting_year("2026-27"))
    found = {row.label: row.cells[0].words for row in table(profile, "panels").rows}
    assert (found["Stepped up"], found["Stepped down"], found["Closed"]) == ("1", "0", "1")
    assert words(profile, "nrm", "Reasonable grounds named")[0] == words(profile, "nrm", "Children referred")[0] == "1"


def test_an_open_action_counts_once_its_day_is_over(at: TestDesk) -> None:
    at.bring(a_profile())
    meeting_id = at.opened()
    at.ask(meeting_id, due_on=date(2026, 10, 30))
    at.clock.set(date(2026, 10, 30))
    assert table(at.desk.profiling.profile(reporting_year("2026-27")), "actions").rows == ()
    at.clock.set(date(2026, 10, 31))
    profile = at.desk.profiling.profile(reporting_year("2026-27"))
    assert words(profile, "actions", "Police") == ["0", "0", "1", "0", "1", "0.0 %"]


def test_attendance_is_of_those_with_a_seat(at: TestDesk) -> None:
    at.bring(a_profile())
    at.closed()
    profile = at.desk.profiling.profile(reporting_year("2026-27"))
    assert words(profile, "attendance", "Police") == ["1", "1", "100.0 %"]
    assert words(profile, "attendance", "Housing") == ["0", "1", "0.0 %"]


def test_missing_children_and_episodes_are_those_that_began_in_the_year(at: TestDesk) -> None:
    on(at, SEPTEMBER, the_list(0, 9, 0))
    at.clock.set(date(2026, 4, 20))
    for start in ("2025-03-31 20:00:00", "2025-04-01 00:00:00", "2026-03-31 23:30:00", "2026-04-01 02:00:00"):
        at.bring(missing("2001", start, start[:-5] + "40:00"))
    profile = at.desk.profiling.profile(YEAR)
    episodes = next(row for row in table(profile, "missing").rows if row.label == "Missing episodes")
    assert episodes.cells[1].number == 2
    assert words(profile, "overlap", "All children")[-2:] == ["1", "11.1 %"]


def test_absences_count_in_the_interviews_unless_the_desk_asks_for_none_after_one(at: TestDesk) -> None:
    on(at, SEPTEMBER, the_list(0, 9, 0))
    at.clock.set(date(2026, 4, 20))
    at.bring(missing("2001", "2025-06-01 20:00:00", "2025-06-01 23:00:00"))
    at.bring(a_list(EPISODE_HEADINGS, ("2002", "2025-06-02 20:00:00", "2025-06-02 23:00:00", "Absent")))
    profile = at.desk.profiling.profile(YEAR)
    assert (words(profile, "missing", "Missing episodes")[0], words(profile, "interviews", "2025-26")[0]) == ("1", "2")
    at.desk.cross_referencing.set_thresholds(ASHA, Thresholds(interviews_after_absence=False))
    alone = at.desk.profiling.profile(YEAR)
    assert (words(alone, "missing", "Missing episodes")[0], words(alone, "interviews", "2025-26")[0]) == ("1", "1")
    assert "after missing episodes alone" in table(alone, "interviews").note


def test_an_episode_told_twice_about_midnight_counts_in_the_year_it_began(at: TestDesk) -> None:
    on(at, SEPTEMBER, the_list(0, 9, 0))
    for start in ("2025-03-31 23:40:00", "2025-04-01 00:10:00"):
        at.bring(missing("2001", start, "2025-04-01 06:00:00"))
    assert table(at.desk.profiling.profile(YEAR), "missing").rows == ()


def test_a_period_of_which_nothing_is_known_says_so_table_by_table(at: TestDesk) -> None:
    profile = at.desk.profiling.profile(parse_period("Q1 2019-20"))
    assert all(one.rows == () and one.sentence.endswith(".") for one in profile.tables)
    assert profile.sentences == (
        "No list of children at risk was added and no panel considered a child in April to June 2019.",
    )


def test_a_year_that_is_not_over_says_so_and_tells_no_month_to_come(at: TestDesk) -> None:
    on(at, SEPTEMBER, the_list(0, 9, 0))
    at.bring(missing("2001", "2025-09-01 20:00:00", "2025-09-02 06:00:00"))
    profile = at.desk.profiling.profile(YEAR)
    assert [row.label for row in table(profile, "interviews").rows][-2:] == ["September 2025", "2025-26"]
    assert profile.sentences[-1] == at.desk.profiling.public(profile).sentences[-1] == profile.standing
    assert "up to 10 September 2025" in profile.standing
    at.clock.set(date(2026, 4, 1))
    assert at.desk.profiling.profile(YEAR).standing == ""


def test_a_year_of_which_the_desk_knows_nothing_is_not_compared_with(at: TestDesk) -> None:
    on(at, SEPTEMBER, the_list(0, 9, 0))
    profile = at.desk.profiling.profile(YEAR)
    assert profile.compared is None
    assert table(profile, "exploitation").headings == ("Children", "2025-26", "share")


def test_only_whole_years_are_laid_beside_one_another(at: TestDesk) -> None:
    on(at, SEPTEMBER, the_list(0, 9, 0))
    keys = {one.key for one in at.desk.profiling.profile(parse_period("Q2 2025-26")).tables}
    assert "years" not in keys


def test_a_published_year_stands_for_itself_whatever_the_desk_holds_of_it(at: TestDesk) -> None:
    on(at, date(2025, 3, 1), the_list(0, 9, 0))
    on(at, SEPTEMBER, the_list(0, 10, 0))
    at.desk.profiling.set_published_year(ASHA, PUBLISHED)
    assert words(at.desk.profiling.profile(YEAR), "exploitation", "All children")[:2] == ["248", "10"]
    own = at.desk.profiling.profile(reporting_year("2024-25"))
    assert words(own, "exploitation", "All children")[0] == "9"
    assert "2024-25 was published with 248 children" in own.sentences[-1]


def test_a_year_before_the_desk_is_told_as_it_was_published(at: TestDesk) -> None:
    at.desk.profiling.set_published_year(ASHA, PublishedYear(year="2021-22", children=248, source="Report of 2022"))
    own = PublishedYear(year="2022-23", children=239, cse_only=44, cce_only=175, both=20, source="Report of 2023")
    at.desk.profiling.set_published_year(ASHA, own)
    profile = at.desk.profiling.profile(reporting_year("2022-23"))
    assert words(profile, "exploitation", "CSE only")[1:3] == ["44", "18.4 %"]
    assert words(profile, "exploitation", "All children") == ["248", "239", "100.0 %", "−3.6 %"]
    assert [words(profile, "exploitation", label)[1] for label in ("any CSE", "any CCE")] == ["64", "195"]
    public = at.desk.profiling.public(profile)
    assert words(public, "exploitation", "All children")[1] == "239"
    assert public.hidden == ()
    for told in (profile, public):
        assert "Report of 2023" in table(told, "exploitation").note
        assert told.note.startswith("The children of 2022-23 are told as they were published (Report of 2023);")
        chart = table(told, "exploitation").chart
        assert chart is not None
        assert chart.alternative.endswith("2021-22: not split up 248; 2022-23: CSE only 44, CCE only 175, both 20.")


def test_tables_that_were_not_published_say_so_and_not_that_nobody_counts(at: TestDesk) -> None:
    at.desk.profiling.set_published_year(ASHA, PUBLISHED)
    profile = at.desk.profiling.profile(reporting_year("2024-25"))
    for told in (profile, at.desk.profiling.public(profile)):
        unpublished = [one for one in told.tables if not one.rows]
        assert len(unpublished) == len(told.tables) - 2
        assert all(one.sentence.startswith("The published figures of 2024-25 ") for one in unpublished)


def test_the_report_on_a_published_year_names_where_it_stands(at: TestDesk) -> None:
    at.desk.profiling.set_published_year(ASHA, PUBLISHED)
    behind = at.desk.profiling.supporting(at.desk.profiling.profile(reporting_year("2024-25")))
    assert [(one.title, one.what) for one in behind] == [("Figures of 2024-25 as published", PUBLISHED.source)]


def test_a_published_year_after_one_of_the_record_has_no_types_of_its_own(at: TestDesk) -> None:
    on(at, date(2024, 9, 10), the_list(3, 4, 0))
    at.desk.profiling.set_published_year(ASHA, PublishedYear(year="2025-26", children=9, source="Report"))
    profile = at.desk.profiling.profile(YEAR)
    assert words(profile, "exploitation", "All children")[:2] == ["7", "9"]
    assert table(profile, "types").rows == ()
    assert at.desk.profiling.public(profile).hidden


def test_a_published_year_is_set_again_in_place_of_itself(at: TestDesk) -> None:
    at.desk.profiling.set_published_year(ASHA, PUBLISHED)
    better = PublishedYear(year="2024/25", children=250, cse_only=50, cce_only=180, both=20, source="Corrected")
    at.desk.profiling.set_published_year(ASHA, better)
    assert [(one.year, one.children) for one in at.desk.profiling.published_years()] == [("2024-25", 250)]


@pytest.mark.parametrize(
    ("published", "why"),
    [
        (PublishedYear(year="2024", children=1, source="x"), "not a reporting year"),
        (PublishedYear(year="2024-25", children=-1, source="x"), "less than 0"),
        (PublishedYear(year="2024-25", children=9, cse_only=8, both=2, source="x"), "come to 10"),
        (PublishedYear(year="2024-25", children=9, source="  "), "Where were these figures published"),
    ],
)
def test_published_figures_that_cannot_be_are_refused(at: TestDesk, published: PublishedYear, why: str) -> None:
    with refusal(match=why):
        at.desk.profiling.set_published_year(ASHA, published)
    assert at.desk.profiling.published_years() == ()


def test_a_core_member_sets_no_published_year(at: TestDesk) -> None:
    with refusal(Reason.NOT_ALLOWED):
        at.desk.profiling.set_published_year(PersonId(at.person("Imran Khan").id), PUBLISHED)


def test_a_reading_desk_counts_the_same(at: TestDesk) -> None:
    on(at, SEPTEMBER, the_list(44, 175, 20))
    with at.desk.reading() as reading:
        assert reading.profiling.profile(YEAR) == at.desk.profiling.profile(YEAR)
