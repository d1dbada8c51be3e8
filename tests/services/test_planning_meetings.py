"""The calendar of meetings: planned, moved and called off, each with what follows for the meetings after it."""

from __future__ import annotations

from datetime import date, time

import pytest
from msgspec.structs import replace
from tests.services.desk_builders import ASHA, DECEMBER, MACE, NOVEMBER, OCTOBER, SAFE, TestDesk, refusal

from panel_desk.domain.ids import MeetingId
from panel_desk.domain.meeting.meetings import MeetingState
from panel_desk.services.planning import MeetingPlan


def a_plan(at: TestDesk, held_on: date = OCTOBER, **changes: object) -> MeetingPlan:
    plan = MeetingPlan(
        panel=SAFE, held_on=held_on, starts_at=time(10), ends_at=time(12, 30), invited=at.desk.planning.seats(SAFE)
    )
    return replace(plan, **changes)


def plan(at: TestDesk, held_on: date = OCTOBER) -> MeetingId:
    return at.desk.planning.plan(ASHA, a_plan(at, held_on))


def follows(at: TestDesk, meeting_id: MeetingId) -> MeetingId | None:
    return at.desk.meetings.meeting(meeting_id).planned.previous


def test_a_planned_meeting_invites_whom_the_plan_names(at: TestDesk) -> None:
    everybody = at.desk.planning.seats(SAFE)
    meeting_id = at.desk.planning.plan(ASHA, a_plan(at, invited=everybody[:2]))
    assert at.desk.meetings.meeting(meeting_id).planned.invited == everybody[:2]


def test_a_meeting_put_between_two_is_the_one_whose_minutes_the_later_confirms(at: TestDesk) -> None:
    october, december = plan(at), plan(at, DECEMBER)
    assert follows(at, december) == october
    november = plan(at, NOVEMBER)
    assert (follows(at, november), follows(at, december)) == (october, november)


def test_the_later_agenda_names_the_day_of_the_minutes_it_confirms_now(at: TestDesk) -> None:
    plan(at)
    december = plan(at, DECEMBER)
    at.desk.agendas.build(ASHA, december)
    plan(at, NOVEMBER)
    titles = [item.agenda.title for item in at.desk.meetings.meeting(december).items]
    assert "Minutes of 19 November 2026" in titles


def test_another_panels_meetings_are_left_alone(at: TestDesk) -> None:
    mace = at.desk.planning.plan(ASHA, replace(a_plan(at, DECEMBER), panel=MACE, invited=at.desk.planning.seats(MACE)))
    plan(at, NOVEMBER)
    assert follows(at, mace) is None


def test_a_moved_meeting_keeps_its_reference_and_follows_the_meeting_before_its_new_day(at: TestDesk) -> None:
    october, november = plan(at), plan(at, NOVEMBER)
    at.desk.planning.replan(ASHA, october, a_plan(at, DECEMBER, place="Room 9"))
    moved = at.desk.meetings.meeting(october)
    assert (moved.reference, moved.held_on, moved.planned.place) == ("SAFE-2026-10", DECEMBER, "Room 9")
    assert (follows(at, october), follows(at, november)) == (november, None)


def test_a_move_is_one_deed_and_one_undo_takes_back_all_of_it(at: TestDesk) -> None:
    october, november = plan(at), plan(at, NOVEMBER)
    before = at.tables()
    deed = at.desk.planning.replan(ASHA, october, a_plan(at, DECEMBER))
    assert len(deed) == 2
    at.desk.meetings.undo(ASHA, october, deed)
    after = at.tables()
    assert after["meeting"] == before["meeting"]
    assert follows(at, november) == october


def test_a_meeting_whose_agenda_is_locked_is_not_moved(at: TestDesk) -> None:
    meeting_id = at.issued()
    with refusal(match="locked"):
        at.desk.planning.replan(ASHA, meeting_id, a_plan(at, NOVEMBER))
    assert at.desk.meetings.meeting(meeting_id).held_on == OCTOBER


def test_a_meeting_is_not_moved_past_one_that_follows_it_and_is_out(at: TestDesk) -> None:
    october = plan(at)
    at.issued(SAFE, NOVEMBER)
    with refusal(match="follows this meeting"):
        at.desk.planning.replan(ASHA, october, a_plan(at, DECEMBER))


def test_a_meeting_that_would_end_before_it_begins_is_refused(at: TestDesk) -> None:
    with refusal(match="ends after"):
        at.desk.planning.plan(ASHA, a_plan(at, ends_at=time(9)))
    assert at.desk.planning.all() == ()


def test_a_cancelled_meeting_says_why_and_the_next_follows_the_one_before(at: TestDesk) -> None:
    october, november, december = plan(at), plan(at, NOVEMBER), plan(at, DECEMBER)
    at.desk.planning.cancel(ASHA, november, " half term ")
    line = next(line for line in at.desk.planning.all() if line.id == november)
    assert (line.state_words, line.cancel_reason) == ("cancelled", "half term")
    assert follows(at, december) == october


def test_a_cancelled_meeting_comes_back_with_one_undo(at: TestDesk) -> None:
    plan(at)
    november, december = plan(at, NOVEMBER), plan(at, DECEMBER)
    deed = at.desk.planning.cancel(ASHA, november, "half term")
    at.desk.meetings.undo(ASHA, november, deed)
    assert at.state(november) is MeetingState.PLANNED
    assert follows(at, december) == november


def test_nothing_is_done_with_a_cancelled_meeting(at: TestDesk) -> None:
    meeting_id = at.planned()
    at.desk.planning.cancel(ASHA, meeting_id, "half term")
    with refusal(match="cancelled"):
        at.desk.agendas.build(ASHA, meeting_id)
    with refusal(match="cancelled"):
        at.desk.planning.cancel(ASHA, meeting_id, "again")


def test_a_meeting_is_not_cancelled_without_a_reason(at: TestDesk) -> None:
    meeting_id = plan(at)
    with refusal(match="Why"):
        at.desk.planning.cancel(ASHA, meeting_id, "  ")
    assert at.state(meeting_id) is MeetingState.PLANNED


def test_planning_is_undone_until_the_meeting_is_worked_on(at: TestDesk) -> None:
    meeting_id = plan(at)
    deed = at.desk.book.journal.of_stream(f"meeting/{meeting_id}")
    at.desk.agendas.build(ASHA, meeting_id)
    with refusal(match="worked on"):
        at.desk.meetings.undo(ASHA, meeting_id, deed)


@pytest.mark.parametrize(
    ("held_on", "words"),
    [
        (date(2026, 12, 25), "is a bank holiday in England."),
        (date(2026, 12, 26), "is a weekend day."),
        (date(2026, 9, 30), "has passed."),
        (date(2026, 10, 2), "The agenda would have been due on Tuesday 29 September 2026"),
        (date(2026, 10, 7), "Case lists would have been due on Wednesday 30 September 2026"),
        (date(2026, 11, 19), "SAFE-2026-11 is on the same day."),
    ],
)
def test_what_is_doubtful_about_a_day_is_told(at: TestDesk, held_on: date, words: str) -> None:
    plan(at, NOVEMBER)
    notes = at.desk.planning.notes(SAFE, held_on)
    assert any(words in note for note in notes), notes


def test_nothing_is_told_of_a_good_day_nor_of_a_meetings_own(at: TestDesk) -> None:
    meeting_id = plan(at, NOVEMBER)
    assert at.desk.planning.notes(SAFE, DECEMBER) == ()
    assert at.desk.planning.notes(SAFE, NOVEMBER, moving=meeting_id) == ()


def test_the_next_meeting_is_suggested_like_the_last_on_a_working_day(at: TestDesk) -> None:
    at.desk.planning.plan(ASHA, a_plan(at, date(2026, 11, 27), place="Room 6", starts_at=time(9, 30)))
    suggested = at.desk.planning.suggestion(at.desk.people.panel(SAFE))
    assert (suggested.held_on, suggested.starts_at, suggested.place) == (date(2026, 12, 29), time(9, 30), "Room 6")


@pytest.mark.parametrize(
    ("how", "words"),
    [("planned", "no agenda yet"), ("built", "agenda in draft"), ("issued", "agenda issued")],
)
def test_the_state_of_a_meeting_is_told_in_words(at: TestDesk, how: str, words: str) -> None:
    {"planned": plan, "built": at.planned.__func__, "issued": at.issued.__func__}[how](at)  # type: ignore[attr-defined]
    assert [line.state_words for line in at.desk.planning.all()] == [words]


def test_a_re_opened_agenda_says_so(at: TestDesk) -> None:
    meeting_id = at.issued()
    at.desk.agendas.reopen(ASHA, meeting_id, "a referral was missed")
    assert [line.state_words for line in at.desk.planning.all()] == ["agenda re-opened"]
