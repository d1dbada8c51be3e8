"""Missing children at the desk: whose an episode is, what is entered by hand, and what every reader then sees."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from tests.services.desk_builders import ASHA, TestDesk, refusal
from tests.services.missing_builders import (
    NHS,
    TODAY,
    a_missing_list,
    an_entry,
    an_interview,
    entered,
    line,
    lines,
    numbered,
    on_the_day,
    told,
    wall,
)

from panel_desk.domain.children.cases import EpisodeKind
from panel_desk.domain.errors import Reason
from panel_desk.domain.figures.reporting_year import parse_period
from panel_desk.domain.following.duties import DutyTone
from panel_desk.domain.ids import EpisodeId
from panel_desk.domain.missing.episode_lines import ClockState, RaisedKind
from panel_desk.domain.missing.interviews import InterviewState
from panel_desk.domain.missing.thresholds import Thresholds
from panel_desk.services import today_facts
from panel_desk.vault.projections import REVISION, project, project_reading
from panel_desk.vault.rebuild import differing_tables, rebuild

S = InterviewState


@pytest.fixture
def day(at: TestDesk) -> TestDesk:
    return on_the_day(at)


def owners(at: TestDesk) -> list[tuple[str, str]]:
    return [(found.local_id, found.matched) for found in lines(at)]


# Entered by hand.


def test_an_entered_episode_stands_with_those_of_lists(day: TestDesk) -> None:
    key = entered(day)
    found = line(day)
    assert (found.key, found.entered, found.started_words, found.ended_words, found.lasted_words) == (
        key,
        True,
        "Tue 10 Nov 2026, 20:00",
        "Wed 11 Nov 2026, 08:00",
        "12 hours",
    )
    assert (found.clock.state, found.clock_words) == (ClockState.OVERDUE, "overdue by 8 days")


def test_an_episode_told_by_desk_and_list_is_one(day: TestDesk) -> None:
    key = entered(day, "2026-11-10 20:10", None)
    day.bring(a_missing_list(told("101", Episode_ID="77", RHI_date="2026-11-12 10:00")))
    found = line(day)
    assert (found.keys, found.key) == (("#77@2026-11-10T20:00", key), "#77@2026-11-10T20:00")
    assert found.clock_words == "completed in 26 h"
    assert found.raised == (
        "told twice: starts within 60 minutes of the one from 10 November 2026, 20:00, and is counted as one with it",
    )


IMPOSSIBLE = [
    ({"started_at": wall("2026-11-22 10:30")}, "which is in the future"),
    ({"ended_at": wall("2026-11-22 10:30")}, "which is in the future"),
    ({"ended_at": wall("2026-11-10 19:59")}, "is before the start"),
    ({"started_at": wall("2025-10-01 10:00")}, "more than 400 days"),
    ({"started_at": wall("2026-03-29 01:30"), "ended_at": wall("2026-03-29 09:00")}, "did not exist"),
    ({"started_at": wall("2011-03-11 10:00"), "ended_at": wall("2011-03-11 12:00")}, "before the child was born"),
    ({"local_id": " "}, "Which child is missing"),
    ({"born_on": date(2008, 11, 10)}, "turned 18 on 10 November 2026"),
]


@pytest.mark.parametrize(("changes", "words"), IMPOSSIBLE)
def test_times_that_cannot_be_are_refused_with_a_sentence(
    day: TestDesk, changes: dict[str, object], words: str
) -> None:
    with refusal(match=words):
        entered(day, **changes)
    assert lines(day) == ()


def test_no_episode_begins_while_one_is_open(day: TestDesk) -> None:
    entered(day, "2026-11-10 20:00", None)
    with refusal(match="missing since 10 November 2026, 20:00"):
        entered(day, "2026-11-12 20:00", "2026-11-12 22:00")
    with refusal(match="the same one"):
        entered(day, "2026-11-10 20:59", None)
    entered(day, "2026-11-08 20:00", "2026-11-09 08:00")
    assert [found.is_open for found in lines(day)] == [True, False]


def test_a_matched_number_is_looked_at_with_its_childs_episodes(day: TestDesk) -> None:
    day.bring(a_missing_list(told("P77", "2026-11-01 20:00", "2026-11-02 08:00")))
    day.desk.missing.match(ASHA, "P77", "101", "Confirmed by phone")
    entered(day, "2026-11-10 20:00", None)
    with refusal(match="missing since 10 November 2026, 20:00"):
        entered(day, "2026-11-12 20:00", None, local_id="P77")


def test_an_open_episode_cannot_be_entered_behind_a_later_one(day: TestDesk) -> None:
    entered(day)
    with refusal(match="missing again on 10 November 2026, 20:00"):
        entered(day, "2026-11-08 20:00", None)


def test_an_entered_episode_is_put_right_and_a_listed_one_is_not(day: TestDesk) -> None:
    key = entered(day)
    day.desk.missing.correct_episode(ASHA, key, an_entry("2026-11-10 20:30", "2026-11-11 09:00"))
    assert line(day).started_words == "Tue 10 Nov 2026, 20:30"
    day.bring(a_missing_list(told("102", Episode_ID="77")))
    with refusal(match="A list tells this episode"):
        day.desk.missing.correct_episode(ASHA, EpisodeId("#77@2026-11-10T20:00"), an_entry(local_id="102"))


def test_a_time_with_a_zone_is_kept_as_englands_clock_shows_it(day: TestDesk) -> None:
    began = datetime.fromisoformat("2026-07-01T20:00:00+00:00")
    entered(day, started_at=began, ended_at=began + timedelta(hours=3))
    assert line(day).started_at == wall("2026-07-01 21:00")


# Returns and episodes that do not count.


def test_a_return_that_was_entered_fills_in_where_the_list_gives_none(day: TestDesk) -> None:
    day.bring(a_missing_list(told("101", "2026-11-20 20:00", "", Episode_ID="77")))
    assert (line(day).clock.state, line(day).lasted_words) == (ClockState.STILL_MISSING, "38 hours so far")
    day.desk.missing.record_return(ASHA, "101", EpisodeId("#77@2026-11-20T20:00"), wall("2026-11-21 08:00"))
    assert line(day).clock_words == "due Tue 24 November, 08:00 · 45 h left"


def test_where_the_list_gives_another_end_later_it_counts_and_the_difference_is_raised(day: TestDesk) -> None:
    day.bring(a_missing_list(told("101", end="", Episode_ID="77")))
    day.desk.missing.record_return(ASHA, "101", EpisodeId("#77@2026-11-10T20:00"), wall("2026-11-11 07:00"))
    day.bring(a_missing_list(told("101", Episode_ID="77")))
    found = line(day)
    assert found.ended_at == wall("2026-11-11 08:00")
    assert found.raised == (
        (
            "the list says the return was on 11 November 2026, 08:00, and 11 November 2026, 07:00 was entered here: "
            "the list counts"
        ),
    )


def test_a_return_on_a_day_alone_is_badged_and_due_at_the_end_of_the_third_day(day: TestDesk) -> None:
    key = entered(day, "2026-11-20 20:00", None)
    day.desk.missing.record_return(ASHA, "101", key, wall("2026-11-21 13:30"), time_known=False)
    assert line(day).clock_words == "due by the end of Tue 24 November · 61 h left · time unknown"
    assert line(day).time_unknown


@pytest.mark.parametrize(
    ("ended", "words"), [("2026-11-22 10:30", "in the future"), ("2026-11-10 19:00", "before the start")]
)
def test_a_return_that_cannot_be_is_refused(day: TestDesk, ended: str, words: str) -> None:
    key = entered(day, "2026-11-10 20:00", None)
    with refusal(match=words):
        day.desk.missing.record_return(ASHA, "101", key, wall(ended))


def test_a_return_is_recorded_once_and_may_be_put_right(day: TestDesk) -> None:
    day.bring(a_missing_list(told("101", Episode_ID="77")))
    with refusal(match="A return is recorded for this episode already"):
        day.desk.missing.record_return(ASHA, "101", EpisodeId("#77@2026-11-10T20:00"), wall("2026-11-11 07:00"))
    key = entered(day, "2026-11-20 20:00", None)
    for hour in ("08:00", "09:00"):
        day.desk.missing.record_return(ASHA, "101", key, wall(f"2026-11-21 {hour}"))
    assert lines(day)[0].ended_at == wall("2026-11-21 09:00")


def test_an_episode_set_aside_counts_nowhere_until_that_is_undone(day: TestDesk) -> None:
    day.bring(a_missing_list(told("101", Episode_ID="77")))
    deed = day.desk.missing.set_aside(ASHA, "101", EpisodeId("#77@2026-11-10T20:00"), "The child was at school")
    assert lines(day) == ()
    assert day.desk.children.register(TODAY).find("101")[0].missing_90 == 0
    with refusal(Reason.NOT_FOUND):
        day.desk.missing.set_aside(ASHA, "101", EpisodeId("#77@2026-11-10T20:00"), "Again")
    day.desk.book.undo(ASHA, deed)
    assert line(day).key == "#77@2026-11-10T20:00"


def test_a_list_is_not_taken_back_while_something_recorded_rests_on_it_alone(day: TestDesk) -> None:
    first = day.bring(a_missing_list(told("101", end="", Episode_ID="77")))
    deed = day.desk.missing.record_return(ASHA, "101", EpisodeId("#77@2026-11-10T20:00"), wall("2026-11-11 08:00"))
    with refusal(match="is about an episode that only this list tells"):
        day.desk.importing.undo(ASHA, first)
    day.desk.book.undo(ASHA, deed)
    day.desk.importing.undo(ASHA, first)
    assert lines(day) == ()


def test_nor_while_an_interview_of_the_child_it_was_matched_to_does(day: TestDesk) -> None:
    first = day.bring(a_missing_list(told("P77", Episode_ID="77")))
    day.desk.missing.match(ASHA, "P77", "101", "Confirmed by phone")
    day.desk.missing.record_interview(ASHA, an_interview(EpisodeId("#77@2026-11-10T20:00")))
    with refusal(match="is about an episode that only this list tells"):
        day.desk.importing.undo(ASHA, first)


def test_a_list_that_another_tells_again_may_be_taken_back(day: TestDesk) -> None:
    first = day.bring(a_missing_list(told("101", end="", Episode_ID="77")))
    day.bring(a_missing_list(told("101", end="", Episode_ID="77", DOB="12/03/2011")))
    day.desk.missing.record_return(ASHA, "101", EpisodeId("#77@2026-11-10T20:00"), wall("2026-11-11 08:00"))
    day.desk.importing.undo(ASHA, first)
    assert line(day).ended_at == wall("2026-11-11 08:00")


def test_an_episode_with_an_interview_is_not_set_aside(day: TestDesk) -> None:
    key = entered(day)
    interview = an_interview(key)
    day.desk.missing.record_interview(ASHA, interview)
    with refusal(match="interview is recorded about this episode"):
        day.desk.missing.set_aside(ASHA, "101", key, "Told twice")
    day.desk.missing.withdraw_interview(ASHA, interview.id, "Another child's")
    day.desk.missing.set_aside(ASHA, "101", key, "Told twice")
    assert lines(day) == ()


# What every reader sees.


def test_register_story_and_today_see_what_was_entered(day: TestDesk) -> None:
    entered(day, "2026-11-19 20:00", "2026-11-20 08:00")
    entered(day, "2026-11-21 20:00", None)
    (found,) = day.desk.children.register(TODAY).find("101")
    assert (found.missing_90, found.missing_now) == (2, True)
    child_id = day.desk.children.id_of("101")
    assert child_id is not None
    assert [e.started_at.day for e in day.desk.children.story(child_id, TODAY).episodes] == [21, 19]


def test_a_register_made_before_a_deed_is_made_anew(day: TestDesk) -> None:
    before = day.desk.children.register(TODAY)
    entered(day)
    assert day.desk.children.register(TODAY, before).find("101")[0].missing_90 == 1


def test_oversight_counts_by_team_and_lists_who_is_missing_now(day: TestDesk) -> None:
    day.bring(numbered(("201", NHS, "", "12/03/2011")))
    day.bring(a_missing_list(told("201", RHI_date="2026-11-12 10:00", RHI_provider="Safe Steps")))
    entered(day, "2026-11-21 20:00", None)
    entered(day, "2026-11-01 20:00", "2026-11-01 22:00", kind=EpisodeKind.ABSENT, local_id="102")
    found = day.desk.missing.oversight(parse_period("2026-11"), now=day.desk.book.now())
    assert (found.measures.episodes, found.measures.within_72, found.measures.open, found.absent) == (3, 1, 1, 1)
    assert [(m.name, m.returned) for m in found.by_team] == [("North", 1), ("No team on the lists", 1)]
    assert [m.name for m in found.by_provider] == ["Safe Steps", "No provider named"]
    assert [found.initials for found in found.open_now] == ["K.A."]


def test_absent_episodes_have_no_interview_where_the_desk_has_it_so(day: TestDesk) -> None:
    entered(day, "2026-11-20 20:00", "2026-11-21 08:00", kind=EpisodeKind.ABSENT)
    period, now = parse_period("2026-11"), day.desk.book.now()
    waiting = today_facts.waiting_interviews(day.desk.book.db, wall("2026-11-22 10:00"))
    assert (len(waiting), line(day).clock.state, line(day).interviewed) == (1, ClockState.DUE, True)
    day.desk.cross_referencing.set_thresholds(ASHA, Thresholds(interviews_after_absence=False))
    found = day.desk.missing.oversight(period, now=now)
    assert (found.measures.episodes, found.absent, found.after_absence) == (0, 1, False)
    assert "1 absent episode of the period is not counted here." in found.sentences[-1]
    assert (line(day).clock.state, line(day).interviewed) == (ClockState.NONE, False)
    assert today_facts.waiting_interviews(day.desk.book.db, wall("2026-11-22 10:00")) == []


def test_an_open_absence_waits_in_amber_and_nobody_is_missing(day: TestDesk) -> None:
    entered(day, "2026-11-21 20:00", None, kind=EpisodeKind.ABSENT)
    assert (line(day).clock_words, line(day).tone) == ("still absent", DutyTone.AMBER)
    assert day.desk.missing.oversight(parse_period("2026-11"), now=day.desk.book.now()).open_now == ()


def test_an_open_episode_closes_on_the_18th_birthday_that_only_the_desk_knows(day: TestDesk) -> None:
    day.bring(numbered(("201", NHS, "", "20/11/2008")))
    day.bring(a_missing_list(told("201", end="")))
    found = line(day)
    assert (found.is_open, found.ended_words) == (False, "closed on the 18th birthday, 20 November 2026")
    assert day.desk.children.register(TODAY).find("201")[0].missing_now is False


def test_open_episodes_come_first_then_the_newest(day: TestDesk) -> None:
    entered(day, "2026-11-01 20:00", "2026-11-02 08:00")
    entered(day, "2026-11-05 20:00", None)
    entered(day, "2026-11-20 20:00", "2026-11-21 08:00", local_id="102")
    entered(day, "2026-11-21 20:00", None, local_id="102", kind=EpisodeKind.ABSENT)
    assert [found.started_at.day for found in lines(day)] == [5, 21, 20, 1]
    assert [found.started_at.day for found in lines(day, since=date(2026, 11, 20))] == [5, 21, 20]


def test_an_episode_is_looked_at_with_those_before_the_days_asked_for(day: TestDesk) -> None:
    rows = (told("101", "2026-10-31 20:00", "2026-11-02 08:00"), told("101", "2026-11-01 20:00", "2026-11-03 08:00"))
    day.bring(a_missing_list(*rows))
    (found,) = lines(day, since=date(2026, 11, 1))
    assert found.raised[0].startswith("begins 1 November 2026, 20:00, before the one from 31 October 2026, 20:00")


def test_what_is_raised_names_the_child_nobody_knows(day: TestDesk) -> None:
    day.bring(a_missing_list(told("P77", Episode_ID="77")))
    (found,) = day.desk.missing.raised(day.desk.book.now())
    assert (found.kind, found.sentence) == (RaisedKind.NOBODY, "no child of the desk has the number P77")


def test_the_tables_are_what_the_journal_makes(day: TestDesk) -> None:
    day.bring(numbered(("201", NHS, "", "12/03/2011")))
    day.bring(a_missing_list(told("P77", NHS_number=NHS, Episode_ID="77"), told("P78", end="", Episode_ID="78")))
    key = entered(day)
    day.desk.missing.record_interview(ASHA, an_interview(key))
    day.desk.missing.record_return(ASHA, "P78", EpisodeId("#78@2026-11-10T20:00"), wall("2026-11-11 08:00"))
    deed = day.desk.missing.set_aside(ASHA, "201", EpisodeId("#77@2026-11-10T20:00"), "Told twice")
    day.desk.missing.match(ASHA, "P78", "101", "Confirmed")
    day.desk.book.undo(ASHA, deed)
    before, seen = day.tables(), owners(day)
    reading = project_reading(day.desk.book.db.conn)
    assert differing_tables(day.desk.book.vault, day.desk.book.journal, reading) == ()
    rebuild(day.desk.book.vault, day.desk.book.journal, project, revision=REVISION)
    assert (day.tables(), owners(day)) == (before, seen)
