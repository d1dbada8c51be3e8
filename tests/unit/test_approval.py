"""From draft to signed: who may move the minutes on, and what holds them back."""

from __future__ import annotations

from datetime import date

import pytest
from tests.unit.builders import (
    ABENA,
    CSC,
    DANA,
    HEALTH,
    HELD_ON,
    IMRAN,
    JM,
    NEXT_ON,
    POLICE,
    a_definition,
    a_meeting,
    at,
    planned,
    refused,
    then,
)

from panel_desk.domain.events.items import RecommendationConfirmed
from panel_desk.domain.ids import AgencyKey, MeetingId
from panel_desk.domain.meeting import approval, sitting
from panel_desk.domain.meeting.meetings import Meeting, MeetingState
from panel_desk.domain.people import Person

S = MeetingState
LATER = at(60 * 24 * 21)
SHA = "0" * 64


def next_meeting(presiding: Person = DANA) -> Meeting:
    return a_meeting(plan=planned(held_on=NEXT_ON), presiding=presiding)


def approved_under(presiding: Person = DANA) -> Meeting:
    circulated = a_meeting(S.CIRCULATED)
    return then(circulated, approval.approve(circulated, next_meeting(presiding), LATER))


def test_the_first_draft_is_revision_one() -> None:
    assert approval.draft(a_meeting(S.CLOSED), LATER).revision == 1


def test_drafting_again_after_taking_back_and_re_opening_keeps_the_revision() -> None:
    circulated = a_meeting(S.CIRCULATED)
    returned = then(circulated, approval.give_back(circulated, "an item was forgotten", LATER))
    reopened = then(returned, sitting.reopen(returned, "an item was forgotten", LATER))
    closed = then(reopened, sitting.close(reopened, LATER))
    assert approval.draft(closed, LATER).revision == 2


def test_minutes_circulate_with_their_recipients() -> None:
    event = approval.circulate(a_meeting(S.DRAFT), ("Dana Prior", "Imran Khan"), LATER)
    assert (event.revision, event.recipients) == (1, ("Dana Prior", "Imran Khan"))


def test_minutes_wait_for_the_chair_to_confirm_every_recommendation() -> None:
    draft = a_meeting(S.DRAFT, quorate=False)
    with refused("The recommendations on 4.1, 5.1 wait for the chair’s confirmation."):
        approval.circulate(draft, (), LATER)
    with refused("The recommendation on 5.1 waits for the chair’s confirmation."):
        approval.circulate(_confirmed(draft, 1), (), LATER)
    assert approval.circulate(_confirmed(draft, 2), (), LATER).revision == 1


def _confirmed(meeting: Meeting, how_many: int) -> Meeting:
    waiting = [made.decision for item in meeting.items for made in item.decisions][:how_many]
    return then(
        meeting,
        *(
            RecommendationConfirmed(
                meeting_id=meeting.id, item_id=d.item_id, decision_id=d.decision_id, by=DANA.id, at=LATER
            )
            for d in waiting
        ),
    )


@pytest.mark.parametrize("state", [S.CIRCULATED, S.APPROVED], ids=lambda s: s.value)
def test_minutes_taken_back_become_a_draft_of_the_next_revision(state: MeetingState) -> None:
    with refused("Why are the minutes taken back?"):
        approval.give_back(a_meeting(state), " ", LATER)
    event = approval.give_back(a_meeting(state), " a name is wrong ", LATER)
    meeting = then(a_meeting(state), event)
    assert (event.reason, meeting.state, meeting.revision, meeting.approved) == ("a name is wrong", S.DRAFT, 2, None)


def test_taken_back_twice_the_revision_grows_twice() -> None:
    meeting = a_meeting(S.CIRCULATED)
    meeting = then(meeting, approval.give_back(meeting, "a name is wrong", LATER))
    meeting = then(meeting, approval.circulate(meeting, (), LATER))
    assert approval.give_back(meeting, "another name is wrong", LATER).revision == 3


def test_the_following_meeting_confirms_and_who_presides_there_is_named() -> None:
    event = approval.approve(a_meeting(S.CIRCULATED), next_meeting(IMRAN), LATER)
    assert (event.confirmed_at, event.confirmed_reference) == (next_meeting().id, "SAFE-2026-12")
    assert (event.presiding, event.presiding_name, event.revision) == (IMRAN.id, "Imran Khan", 1)


@pytest.mark.parametrize("day", [date(2026, 10, 29), HELD_ON])
def test_no_earlier_meeting_confirms_nor_the_meeting_itself(day: date) -> None:
    with refused("SAFE-2026-11 is confirmed by a later meeting of the same panel."):
        approval.approve(a_meeting(S.CIRCULATED), a_meeting(plan=planned(held_on=day)), LATER)


def test_another_panel_does_not_confirm() -> None:
    mace = a_meeting(plan=planned(held_on=NEXT_ON, definition=a_definition(key="MACE")))
    with refused("SAFE-2026-11 is confirmed by a later meeting of the same panel."):
        approval.approve(a_meeting(S.CIRCULATED), mace, LATER)


@pytest.mark.parametrize("state", [S.PLANNED, S.AGENDA_ISSUED], ids=lambda s: s.value)
def test_a_meeting_that_was_not_opened_confirms_nothing(state: MeetingState) -> None:
    coming = a_meeting(state, plan=planned(held_on=NEXT_ON))
    with refused("SAFE-2026-12 has not been opened: nobody presides there yet."):
        approval.approve(a_meeting(S.CIRCULATED), coming, LATER)


@pytest.mark.parametrize(("presided", "other"), [(DANA, IMRAN), (IMRAN, DANA), (DANA, ABENA)])
def test_only_who_presided_at_the_confirming_meeting_signs(presided: Person, other: Person) -> None:
    meeting = approved_under(presided)
    with refused(f"The minutes of SAFE-2026-11 are signed by {presided.name}, who presided when they were confirmed."):
        approval.may_sign(meeting, other.id)
    event = approval.signed(meeting, presided.id, "c" * 64, SHA, LATER)
    assert (event.signer, event.signer_name, event.revision, event.pdf_sha256) == (presided.id, presided.name, 1, SHA)


def test_a_signature_is_not_recorded_for_anybody_else() -> None:
    with refused("are signed by Dana Prior"):
        approval.signed(approved_under(), IMRAN.id, "c" * 64, SHA, LATER)


def test_signed_minutes_are_not_signed_again() -> None:
    with refused("SAFE-2026-11 is “signed”: you cannot sign the minutes now."):
        approval.may_sign(a_meeting(S.SIGNED), DANA.id)


def test_an_agency_with_a_field_approves_once_and_the_file_moves_on() -> None:
    signed = a_meeting(S.SIGNED)
    event = approval.approved(signed, POLICE, IMRAN, certificate="d" * 64, pdf_sha256="1" * 64, at=LATER)
    after = then(signed, event)
    assert (event.field, signed.signed_pdf, after.signed_pdf) == ("Approval-police", SHA, "1" * 64)
    with refused("Police has approved the minutes of SAFE-2026-11 already."):
        approval.may_approve(after, POLICE)


@pytest.mark.parametrize(("agency", "name"), [(HEALTH, "Health"), (CSC, "Children’s social care")])
def test_an_agency_without_a_field_does_not_approve(agency: AgencyKey, name: str) -> None:
    with refused(f"{name} has no approval field in the minutes of SAFE-2026-11."):
        approval.may_approve(a_meeting(S.SIGNED), agency)


def test_the_meeting_is_named_in_every_event_of_its_minutes() -> None:
    expected = MeetingId("meeting-SAFE-2026-11")
    events = (
        approval.draft(a_meeting(S.CLOSED), LATER),
        approval.circulate(a_meeting(S.DRAFT), (), LATER),
        approval.give_back(a_meeting(S.CIRCULATED), "a name is wrong", LATER),
        approval.approve(a_meeting(S.CIRCULATED), next_meeting(), LATER),
    )
    assert {event.meeting_id for event in events} == {expected}


def test_what_was_decided_survives_the_way_to_the_signature() -> None:
    assert [len(a_meeting(state).item(JM).decisions) for state in (S.CLOSED, S.SIGNED)] == [1, 1]
