"""Return interviews at the desk: about several episodes, carried on, refused, decided against, and withdrawn."""

from __future__ import annotations

import pytest
from tests.services.desk_builders import ASHA, TestDesk, refusal
from tests.services.missing_builders import a_missing_list, an_interview, entered, line, lines, on_the_day, told, wall

from panel_desk.domain.children.cases import EpisodeKind
from panel_desk.domain.errors import Reason
from panel_desk.domain.ids import EpisodeId, InterviewId
from panel_desk.domain.missing.episode_lines import ClockState
from panel_desk.domain.missing.interviews import InterviewState
from panel_desk.domain.missing.thresholds import Thresholds
from panel_desk.domain.people import Role
from panel_desk.services.book import Deed
from panel_desk.services.desk import AtTheDesk
from panel_desk.services.missing.undoing_missing import undo_missing

S = InterviewState


@pytest.fixture
def day(at: TestDesk) -> TestDesk:
    return on_the_day(at)


def test_one_interview_is_about_several_episodes(day: TestDesk) -> None:
    first, second = entered(day), entered(day, "2026-11-11 20:00", "2026-11-12 08:00")
    day.desk.missing.record_interview(ASHA, an_interview(first, second, interviewer="Ife Bello", provider="Safe Steps"))
    assert [found.clock_words for found in lines(day)] == ["completed in 2 h", "completed in 26 h"]
    assert {found.provider for found in lines(day)} == {"Safe Steps"}
    assert lines(day)[0].interview_words == "completed 12 November 2026, 10:00, by Ife Bello (Safe Steps)"


def test_an_interview_is_carried_on_under_its_own_id(day: TestDesk) -> None:
    key = entered(day, "2026-11-20 20:00", "2026-11-21 08:00")
    offered = an_interview(key, state=S.OFFERED, held_at=None, offered_at=wall("2026-11-21 12:00"))
    day.desk.missing.record_interview(ASHA, offered)
    assert line(day).clock.state is ClockState.DUE
    done = an_interview(key, id=offered.id, held_at=wall("2026-11-22 09:00"))
    deed = day.desk.missing.record_interview(ASHA, done)
    assert (len(line(day).interviews), line(day).clock_words) == (1, "completed in 25 h")
    day.desk.book.undo(ASHA, deed)
    assert line(day).clock.state is ClockState.DUE


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"held_at": None}, "When was the interview held"),
        ({"held_at": wall("2026-11-22 12:00")}, "in the future"),
        ({"held_at": wall("2026-11-11 07:00")}, "before the return"),
        ({"state": S.REFUSED, "reason": " "}, "Why did the child say no"),
        ({"state": S.NOT_OFFERED, "reason": "Moved away"}, "Who decided"),
        ({"state": S.NOT_OFFERED, "decided_by": "Dana Prior"}, "Why is no interview"),
        ({"episodes": ()}, "Which episode"),
        ({"offered_at": wall("2026-11-23 10:00")}, "in the future"),
        ({"offered_at": wall("2026-11-09 10:00")}, "before the episode began"),
    ],
)
def test_an_interview_without_what_its_state_needs_is_refused(
    day: TestDesk, changes: dict[str, object], words: str
) -> None:
    key = entered(day)
    with refusal(match=words):
        day.desk.missing.record_interview(ASHA, an_interview(key, **changes))
    assert line(day).interviews == ()


def test_an_interview_may_be_about_an_absence_unless_the_desk_asks_for_none_after_one(day: TestDesk) -> None:
    absent = entered(day, kind=EpisodeKind.ABSENT)
    kept = day.desk.missing.record_interview(ASHA, an_interview(absent))
    assert line(day).clock.state is ClockState.WITHIN
    day.desk.book.undo(ASHA, kept)
    day.desk.cross_referencing.set_thresholds(ASHA, Thresholds(interviews_after_absence=False))
    with refusal(match="asks for no return interview after an absence"):
        day.desk.missing.record_interview(ASHA, an_interview(absent))


def test_an_interview_is_about_episodes_of_its_own_child_that_are_over(day: TestDesk) -> None:
    absent = entered(day, kind=EpisodeKind.ABSENT)
    with refusal(Reason.NOT_FOUND):
        day.desk.missing.record_interview(ASHA, an_interview(absent, local_id="102"))
    open_one = entered(day, "2026-11-20 20:00", None)
    with refusal(match="No return is recorded"):
        day.desk.missing.record_interview(ASHA, an_interview(open_one, held_at=wall("2026-11-21 10:00")))


def test_an_interview_stays_with_its_child(day: TestDesk) -> None:
    interview = an_interview(entered(day))
    day.desk.missing.record_interview(ASHA, interview)
    other = entered(day, local_id="102")
    with refusal(match="about another child"):
        day.desk.missing.record_interview(ASHA, an_interview(other, id=interview.id, local_id="102"))


def test_withdrawing_needs_a_reason_and_an_interview(day: TestDesk) -> None:
    with refusal():
        day.desk.missing.withdraw_interview(ASHA, InterviewId("v9"), "")
    with refusal(Reason.NOT_FOUND):
        day.desk.missing.withdraw_interview(ASHA, InterviewId("v9"), "Told twice")


def test_a_decision_not_to_interview_ends_the_clock_and_is_told(day: TestDesk) -> None:
    key = entered(day)
    decided = an_interview(
        key, state=S.NOT_OFFERED, held_at=None, reason="Seen by the social worker", decided_by="Dana Prior"
    )
    day.desk.missing.record_interview(ASHA, decided)
    assert line(day).clock.state is ClockState.NOT_OFFERED
    assert line(day).interview_words == ("not to be offered, decided by Dana Prior, because Seen by the social worker")


@pytest.mark.parametrize(
    ("changes", "waiting"),
    [
        ({}, 0),
        ({"state": S.NOT_OFFERED, "held_at": None, "reason": "Moved away", "decided_by": "Dana Prior"}, 0),
        ({"state": S.REFUSED, "held_at": None, "reason": "Said no"}, 0),
        ({"state": S.ACCEPTED, "held_at": None}, 1),
    ],
)
def test_today_waits_for_an_interview_until_it_is_settled(
    day: TestDesk, changes: dict[str, object], waiting: int
) -> None:
    key = entered(day)
    viewer = AtTheDesk(person=day.person("Asha Rahman"), role=Role.ADMINISTRATOR)
    assert day.desk.today.counts(viewer, day.clock()).interviews == 1
    day.desk.missing.record_interview(ASHA, an_interview(key, **changes))
    assert day.desk.today.counts(viewer, day.clock()).interviews == waiting


def test_what_is_recorded_of_a_matched_number_goes_with_the_child(day: TestDesk) -> None:
    day.bring(a_missing_list(told("P77", end="", Episode_ID="77")))
    key = EpisodeId("#77@2026-11-10T20:00")
    day.desk.missing.record_return(ASHA, "P77", key, wall("2026-11-11 08:00"))
    day.desk.missing.match(ASHA, "P77", "101", "Confirmed by phone")
    day.desk.missing.record_interview(ASHA, an_interview(key))
    found = line(day)
    assert (found.local_id, found.listed_as, found.clock_words) == ("101", "P77", "completed in 26 h")
    assert len(found.interviews) == 1


def test_a_withdrawn_interview_leaves_the_clock_as_it_was(day: TestDesk) -> None:
    interview = an_interview(entered(day))
    day.desk.missing.record_interview(ASHA, interview)
    assert line(day).clock.state is ClockState.WITHIN
    day.desk.missing.withdraw_interview(ASHA, interview.id, "Another child's")
    assert (line(day).clock.state, line(day).interview_words) == (ClockState.OVERDUE, "")


def test_an_interview_that_names_an_episode_no_longer_leaves_it_open(day: TestDesk) -> None:
    first, second = entered(day), entered(day, "2026-11-11 20:00", "2026-11-12 08:00")
    interview = an_interview(first, second)
    day.desk.missing.record_interview(ASHA, interview)
    day.desk.missing.record_interview(ASHA, an_interview(second, id=interview.id))
    assert [found.clock.state for found in lines(day)] == [ClockState.WITHIN, ClockState.OVERDUE]


def test_what_an_interview_rests_on_is_not_undone(day: TestDesk) -> None:
    key = entered(day, "2026-11-10 20:00", None)
    day.desk.missing.record_return(ASHA, "101", key, wall("2026-11-11 08:00"))
    interview = an_interview(key)
    deed = day.desk.missing.record_interview(ASHA, interview)
    for before in reversed(deeds(day)[-3:-1]):
        with refusal(match="Something recorded since rests on that deed"):
            undo_missing(day.desk.book, ASHA, before)
    for line_of in (deed, *reversed(deeds(day)[-3:-1])):
        undo_missing(day.desk.book, ASHA, line_of)
    assert lines(day) == ()


def test_an_interview_is_undone_before_what_it_was_carried_on_from(day: TestDesk) -> None:
    key = entered(day)
    offered = an_interview(key, state=S.OFFERED, held_at=None)
    first = day.desk.missing.record_interview(ASHA, offered)
    second = day.desk.missing.record_interview(ASHA, an_interview(key, id=offered.id))
    with refusal(match="rests on that deed"):
        undo_missing(day.desk.book, ASHA, first)
    undo_missing(day.desk.book, ASHA, second)
    undo_missing(day.desk.book, ASHA, first)
    assert line(day).interviews == ()


def test_the_last_deed_of_a_session_is_taken_back_and_brought_back(day: TestDesk) -> None:
    entered(day)
    assert day.desk.undoing.undo(ASHA) == "an episode of K.A. 101 recorded"
    assert lines(day) == ()
    day.desk.undoing.redo(ASHA)
    assert line(day).entered


def deeds(at: TestDesk) -> list[Deed]:
    """Every deed about missing children, one event each."""
    return [(one,) for one in at.desk.book.journal.since(0) if one.stream.startswith("missing/")]
