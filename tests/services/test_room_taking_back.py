"""One deed of a meeting taken back by what it recorded, though others have followed it."""

from __future__ import annotations

from datetime import date

from tests.services.desk_builders import ASHA, DECEMBER, POLICE, TestDesk, a_profile, child, refusal

from panel_desk.domain.capture.deeds import ActionDeed, DecisionDeed, SayDeed
from panel_desk.domain.events.items import NoteSection
from panel_desk.domain.ids import MeetingId

CONTINUE = DecisionDeed(outcome="continue", reason="the plan is working", review_on=DECEMBER)


def asked(what: str) -> ActionDeed:
    return ActionDeed(what=what, agency=POLICE, due_on=date(2026, 11, 20))


def at_first_case(at: TestDesk) -> MeetingId:
    at.bring(a_profile(child("101")))
    meeting_id = at.opened()
    at.desk.meetings.turn_to(ASHA, meeting_id, at.cases(meeting_id)[0].id)
    return meeting_id


def test_an_action_in_the_middle_is_taken_back_and_its_number_is_not_given_again(at: TestDesk) -> None:
    meeting_id, recording = at_first_case(at), at.desk.recording
    for deed in (asked("One"), asked("Two")):
        recording.record(ASHA, meeting_id, deed)
    first = at.desk.actions.of_meeting(meeting_id)[0]
    recording.take_back(ASHA, meeting_id, first.id)
    recording.record(ASHA, meeting_id, asked("Three"))
    numbers = [action.reference[-2:] for action in at.desk.actions.of_meeting(meeting_id)]
    assert numbers == ["02", "03"]


def test_a_decision_goes_and_a_note_recorded_after_it_stays(at: TestDesk) -> None:
    meeting_id, recording = at_first_case(at), at.desk.recording
    recording.record(ASHA, meeting_id, CONTINUE)
    recording.record(ASHA, meeting_id, SayDeed(section=NoteSection.DISCUSSION, text="Said."))
    made = at.cases(meeting_id)[0].decisions[0].decision
    assert recording.take_back(ASHA, meeting_id, made).said.startswith("Taken back: ")
    item = at.cases(meeting_id)[0]
    assert item.decisions == ()
    assert item.notes == {NoteSection.DISCUSSION: "Said."}


def test_what_was_taken_back_already_is_refused(at: TestDesk) -> None:
    meeting_id, recording = at_first_case(at), at.desk.recording
    recording.record(ASHA, meeting_id, CONTINUE)
    made = at.cases(meeting_id)[0].decisions[0].decision
    recording.take_back(ASHA, meeting_id, made)
    with refusal(match="already"):
        recording.take_back(ASHA, meeting_id, made)


def test_after_the_meeting_nothing_is_taken_back(at: TestDesk) -> None:
    meeting_id, recording = at_first_case(at), at.desk.recording
    recording.record(ASHA, meeting_id, CONTINUE)
    made = at.cases(meeting_id)[0].decisions[0].decision
    at.close(meeting_id)
    with refusal(match="closed"):
        recording.take_back(ASHA, meeting_id, made)
