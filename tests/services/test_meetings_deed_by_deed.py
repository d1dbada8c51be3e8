"""A meeting recorded deed by deed: what is kept, what is refused, and what an undo may take back."""

from __future__ import annotations

from datetime import time

import pytest
from tests.services.desk_builders import (
    ASHA,
    CSC,
    DECEMBER,
    MACE,
    NOVEMBER,
    OCTOBER,
    POLICE,
    SAFE,
    TestDesk,
    a_profile,
    child,
    refusal,
)

from panel_desk.domain.errors import Reason
from panel_desk.domain.events.actions import ActionStatus
from panel_desk.domain.events.items import NoteSection
from panel_desk.domain.ids import MeetingId, PanelKey
from panel_desk.domain.meeting.meetings import MeetingState
from panel_desk.services.meetings import Meetings


def refolded(at: TestDesk, meeting_id: MeetingId) -> object:
    """The meeting as a reader folds it who was not there."""
    return Meetings(at.desk.book).meeting(meeting_id)


def test_what_is_kept_in_hand_is_what_the_journal_tells(at: TestDesk) -> None:
    at.bring(a_profile())
    meeting_id = at.opened()
    first, second = at.cases(meeting_id)
    meetings = at.desk.meetings
    marta = at.person("Marta Lee").id
    meetings.read_confidentiality(ASHA, meeting_id)
    meetings.turn_to(ASHA, meeting_id, first.id)
    meetings.write(ASHA, meeting_id, first.id, NoteSection.DISCUSSION, "School attendance is better.")
    meetings.declare(ASHA, meeting_id, first.id, marta, "taught the child")
    meetings.step_out(ASHA, meeting_id, first.id, marta)
    at.decide(meeting_id, first)
    meetings.dissent(ASHA, meeting_id, first.id, at.person("Abena Osei").id, "too early")
    meetings.step_back(ASHA, meeting_id, first.id, marta)
    meetings.leave(ASHA, meeting_id, marta)
    meetings.adjourn(ASHA, meeting_id, "fire alarm")
    meetings.resume(ASHA, meeting_id)
    meetings.arrive(ASHA, meeting_id, marta)
    at.decide(meeting_id, second)
    meetings.close(ASHA, meeting_id, NOVEMBER)
    assert at.state(meeting_id) is MeetingState.CLOSED
    assert refolded(at, meeting_id) == meetings.meeting(meeting_id)


def test_a_meeting_is_not_closed_while_an_item_has_no_outcome(at: TestDesk) -> None:
    at.bring(a_profile())
    meeting_id = at.opened()
    at.decide(meeting_id, at.cases(meeting_id)[0])
    with refusal(match="6.2"):
        at.desk.meetings.close(ASHA, meeting_id)
    assert at.state(meeting_id) is MeetingState.IN_SESSION


def test_a_refused_deed_leaves_the_record_as_it_was(at: TestDesk) -> None:
    at.bring(a_profile(child("101")))
    meeting_id = at.opened()
    head, before = at.desk.book.head(), at.desk.meetings.meeting(meeting_id)
    with refusal():
        at.decide(meeting_id, at.cases(meeting_id)[0], reason=" ")
    assert at.desk.book.head().seq == head.seq + 1, "turning to the item is all that was recorded"
    assert at.desk.meetings.meeting(meeting_id).items[0] == before.items[0]


@pytest.mark.parametrize("kind", ["decision", "note", "attendance"])
def test_an_undo_gives_the_meeting_and_the_tables_back_as_they_were(at: TestDesk, kind: str) -> None:
    at.bring(a_profile(child("101")))
    meeting_id = at.opened()
    item = at.cases(meeting_id)[0]
    at.desk.meetings.turn_to(ASHA, meeting_id, item.id)
    meeting, tables = at.desk.meetings.meeting(meeting_id), at.tables()
    deeds = {
        "decision": lambda: at.desk.meetings.decide(
            ASHA, meeting_id, item.id, outcome="continue", reason="it works", review_on=NOVEMBER
        ),
        "note": lambda: at.desk.meetings.write(ASHA, meeting_id, item.id, NoteSection.VOICE, "I like school."),
        "attendance": lambda: at.desk.meetings.leave(ASHA, meeting_id, at.person("Marta Lee").id),
    }
    at.desk.meetings.undo(ASHA, meeting_id, deeds[kind]())
    apart = {"undo", "undone"}
    assert at.desk.meetings.meeting(meeting_id) == meeting
    assert {n: r for n, r in at.tables().items() if n not in apart} == {
        n: r for n, r in tables.items() if n not in apart
    }


def test_a_closed_meetings_deeds_are_not_taken_back(at: TestDesk) -> None:
    at.bring(a_profile(child("101")))
    meeting_id = at.opened()
    decision = at.decide(meeting_id, at.cases(meeting_id)[0])
    action = at.ask(meeting_id)
    at.close(meeting_id)
    for deed in (decision, action):
        with refusal(match="closed"):
            at.desk.meetings.undo(ASHA, meeting_id, deed)


def test_what_others_have_seen_is_not_undone(at: TestDesk) -> None:
    meeting_id = at.planned()
    deed = at.desk.agendas.lock(ASHA, meeting_id, at.person("Dana Prior").id)
    with refusal(match="others have seen"):
        at.desk.meetings.undo(ASHA, meeting_id, deed)


def test_a_deed_of_another_meeting_is_not_undone_through_this_one(at: TestDesk) -> None:
    safe, mace = at.opened(SAFE), at.opened(MACE, OCTOBER)
    deed = at.desk.meetings.read_confidentiality(ASHA, mace)
    with refusal(match="does not belong"):
        at.desk.meetings.undo(ASHA, safe, deed)


def test_a_deed_is_taken_back_once(at: TestDesk) -> None:
    meeting_id = at.opened()
    deed = at.desk.meetings.read_confidentiality(ASHA, meeting_id)
    at.desk.meetings.undo(ASHA, meeting_id, deed)
    with refusal(match="already"):
        at.desk.meetings.undo(ASHA, meeting_id, deed)


def test_a_deed_prepared_on_an_older_record_is_a_conflict(at: TestDesk) -> None:
    meeting_id = at.opened()
    stream = f"meeting/{meeting_id}"
    version = at.desk.book.journal.stream_version(stream)
    deed = at.desk.meetings.read_confidentiality(ASHA, meeting_id)
    with refusal(Reason.CONFLICT):
        at.desk.book.record(ASHA, (stream, deed[0].event), based_on={stream: version})  # type: ignore[arg-type]


def test_a_closed_meeting_is_re_opened_with_a_reason_only(at: TestDesk) -> None:
    meeting_id = at.closed()
    with refusal():
        at.desk.meetings.reopen(ASHA, meeting_id, "")
    at.desk.meetings.reopen(ASHA, meeting_id, "an item was forgotten")
    assert at.state(meeting_id) is MeetingState.IN_SESSION


def test_decisions_without_quorum_wait_for_the_chair(at: TestDesk) -> None:
    at.bring(a_profile(child("101")))
    meeting_id = at.opened()
    at.desk.meetings.leave(ASHA, meeting_id, at.person("Abena Osei").id)
    dana, item = at.person("Dana Prior").id, at.cases(meeting_id)[0]
    at.decide(meeting_id, item)
    made = at.cases(meeting_id)[0].decisions[0].decision
    assert not made.quorate
    at.close(meeting_id)
    at.desk.minutes.draft(ASHA, meeting_id)
    with refusal(match="confirmation"):
        at.desk.minutes.circulate(ASHA, meeting_id)
    at.desk.meetings.confirm(ASHA, meeting_id, item.id, made.decision_id, dana)
    at.desk.minutes.circulate(ASHA, meeting_id)
    assert at.state(meeting_id) is MeetingState.CIRCULATED


def test_the_chair_lets_an_item_be_decided_without_quorum_and_says_why(at: TestDesk) -> None:
    at.bring(a_profile(child("101")))
    meeting_id = at.opened()
    at.desk.meetings.leave(ASHA, meeting_id, at.person("Abena Osei").id)
    dana, item = at.person("Dana Prior").id, at.cases(meeting_id)[0]
    at.desk.meetings.turn_to(ASHA, meeting_id, item.id)
    with refusal():
        at.desk.meetings.override_quorum(ASHA, meeting_id, item.id, dana, " ")
    at.desk.meetings.override_quorum(ASHA, meeting_id, item.id, dana, "the child cannot wait")
    at.decide(meeting_id, item)
    assert at.cases(meeting_id)[0].decisions[0].decision.quorate


def test_action_numbers_are_never_given_twice_not_even_after_an_undo(at: TestDesk) -> None:
    meeting_id = at.opened()
    at.ask(meeting_id)
    at.desk.meetings.undo(ASHA, meeting_id, at.ask(meeting_id))
    at.ask(meeting_id)
    assert [a.reference for a in at.desk.actions.open_of(SAFE)] == ["SAFE-2026-10/01", "SAFE-2026-10/03"]


def test_an_action_stays_on_every_agenda_until_it_is_closed_with_a_reason(at: TestDesk) -> None:
    october = at.opened()
    at.ask(october)
    at.close(october)
    for held_on in (NOVEMBER, DECEMBER):
        meeting_id = at.closed(SAFE, held_on)
        assert [line.reference for line in at.desk.agendas.value(meeting_id).actions] == ["SAFE-2026-10/01"]
    with refusal(match="Why"):
        at.desk.actions.set_status(ASHA, "SAFE-2026-10/01", ActionStatus.NOT_POSSIBLE, on=DECEMBER)
    at.desk.actions.set_status(ASHA, "SAFE-2026-10/01", ActionStatus.NOT_POSSIBLE, on=DECEMBER, reason="moved away")
    assert at.desk.agendas.value(at.planned(SAFE, DECEMBER.replace(day=30))).actions == ()


def test_a_safe_action_is_on_no_mace_agenda(at: TestDesk) -> None:
    october = at.opened()
    at.ask(october)
    assert at.desk.agendas.value(at.planned(MACE, NOVEMBER)).actions == ()


def test_more_time_needs_a_reason_and_keeps_the_action_open(at: TestDesk) -> None:
    at.ask(at.opened())
    with refusal(match="Why"):
        at.desk.actions.postpone(ASHA, "SAFE-2026-10/01", NOVEMBER, "")
    at.desk.actions.postpone(ASHA, "SAFE-2026-10/01", NOVEMBER, "the officer is ill")
    action = at.desk.actions.by_reference("SAFE-2026-10/01")
    assert (action.due_on, action.status) == (NOVEMBER, ActionStatus.OPEN)


def test_news_of_an_action_is_taken_back_before_a_meeting_closes_on_it(at: TestDesk) -> None:
    at.ask(at.opened())
    deed = at.desk.actions.set_status(ASHA, "SAFE-2026-10/01", ActionStatus.COMPLETE, on=OCTOBER, reason="done")
    at.desk.actions.undo(ASHA, deed)
    assert at.desk.actions.by_reference("SAFE-2026-10/01").status is ActionStatus.OPEN


def test_news_that_minutes_tell_of_is_not_taken_back(at: TestDesk) -> None:
    october = at.opened()
    at.ask(october)
    deed = at.desk.actions.set_status(ASHA, "SAFE-2026-10/01", ActionStatus.COMPLETE, on=OCTOBER, reason="done")
    at.close(october)
    with refusal(match="minutes tell of it"):
        at.desk.actions.undo(ASHA, deed)


def test_only_news_is_taken_back_from_the_action_log(at: TestDesk) -> None:
    deed = at.ask(at.opened())
    with refusal(match="no news"):
        at.desk.actions.undo(ASHA, deed)


def test_an_owner_answers_for_the_own_agency_only(at: TestDesk) -> None:
    meeting_id = at.opened()
    item = at.desk.meetings.meeting(meeting_id).items[0]
    with refusal(match="Imran Khan"):
        at.desk.meetings.ask(
            ASHA, meeting_id, item.id, what="Call", agency=CSC, due_on=NOVEMBER, owner=at.person("Imran Khan")
        )
    assert at.person("Imran Khan").agency == POLICE


@pytest.mark.parametrize(
    ("panel", "starts", "ends", "reason"),
    [
        ("SAFE", time(12), time(10), Reason.NOT_ALLOWED),
        ("SAFE", time(10), time(10), Reason.NOT_ALLOWED),
        ("NONE", time(10), time(12), Reason.NOT_FOUND),
    ],
)
def test_a_meeting_that_cannot_be_is_not_planned(
    at: TestDesk, panel: str, starts: time, ends: time, reason: Reason
) -> None:
    with refusal(reason):
        at.desk.meetings.plan(ASHA, PanelKey(panel), OCTOBER, starts_at=starts, ends_at=ends)


def test_unknown_references_are_told(at: TestDesk) -> None:
    with refusal(Reason.NOT_FOUND):
        at.desk.meetings.by_reference("SAFE-2020-01")
    with refusal(Reason.NOT_FOUND):
        at.desk.meetings.meeting(MeetingId("none"))
    with refusal(Reason.NOT_FOUND):
        at.desk.actions.by_reference("SAFE-2020-01/01")


def read_and_fail(at: TestDesk, meeting_id: MeetingId) -> None:
    with at.desk.meetings.together(meeting_id):
        at.desk.meetings.read_confidentiality(ASHA, meeting_id)
        raise ZeroDivisionError


def test_a_failure_among_several_deeds_keeps_none_of_them(at: TestDesk) -> None:
    meeting_id = at.opened()
    head = at.desk.book.head()
    with pytest.raises(ZeroDivisionError):
        read_and_fail(at, meeting_id)
    assert at.desk.book.head() == head
    assert at.desk.meetings.meeting(meeting_id).confidentiality_read_at is None
    assert refolded(at, meeting_id) == at.desk.meetings.meeting(meeting_id)
