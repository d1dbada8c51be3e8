"""Every deed against every state of the meeting: allowed in these, refused in all others."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from msgspec import Struct
from tests.unit.builders import (
    ASHA,
    DANA,
    IMRAN,
    JM,
    MARTA,
    NEXT_ON,
    PARK,
    POLICE,
    REVIEW_ON,
    a_decision_event,
    a_meeting,
    at,
    planned,
    then,
)

from panel_desk.domain.errors import DeskError, Reason
from panel_desk.domain.events import MeetingEvent
from panel_desk.domain.events.items import InterestDeclared, NoteSection, SteppedOut
from panel_desk.domain.events.meetings import AttendanceKind
from panel_desk.domain.ids import MeetingId
from panel_desk.domain.meeting import actions, approval, decisions, item_deeds, sitting
from panel_desk.domain.meeting.meetings import Meeting, MeetingState

S = MeetingState
NEVER_OPENED = (S.PLANNED, S.AGENDA_ISSUED)
MEETING = MeetingId("meeting-SAFE-2026-11")
LATER = at(60 * 24 * 40)


class Row(Struct, frozen=True):
    """A deed that its state alone decides: everything else it needs is in ``facts``."""

    name: str
    deed: Callable[[Meeting], object]
    allowed: tuple[MeetingState, ...]
    facts: tuple[MeetingEvent, ...] = ()


def _declared(out: bool) -> tuple[MeetingEvent, ...]:
    declared = InterestDeclared(meeting_id=MEETING, item_id=JM, person_id=DANA.id, nature="neighbour", at=at(11))
    return (declared, SteppedOut(meeting_id=MEETING, item_id=JM, person_id=DANA.id, at=at(12))) if out else (declared,)


RECOMMENDED = a_decision_event(PARK, quorate=False)
ALL_DECIDED = (a_decision_event(JM), a_decision_event(PARK))
CONFIRMING = a_meeting(plan=planned(held_on=NEXT_ON))
RECORDING = (S.IN_SESSION,)
WRITING = (S.IN_SESSION, S.ADJOURNED, S.CLOSED, S.DRAFT)

TABLE = (
    Row("open", lambda m: sitting.open_meeting(m, DANA.id, at(0)), (S.AGENDA_ISSUED,)),
    Row("read the statement", lambda m: sitting.read_confidentiality(m, at(1)), RECORDING),
    Row("record who is present", lambda m: sitting.attend(m, MARTA, AttendanceKind.PRESENT, at(1)), RECORDING),
    Row("record who is absent", lambda m: sitting.attend(m, MARTA, AttendanceKind.ABSENT, at(1)), RECORDING),
    Row(
        "record apologies",
        lambda m: sitting.attend(m, MARTA, AttendanceKind.APOLOGIES, at(1)),
        (S.PLANNED, S.AGENDA_ISSUED, S.IN_SESSION),
    ),
    Row("arrive", lambda m: sitting.arrive(m, ASHA.id, at(5)), RECORDING),
    Row("leave", lambda m: sitting.leave(m, DANA.id, at(5)), RECORDING),
    Row("turn to an item", lambda m: sitting.turn_to(m, PARK, at(5)), RECORDING),
    Row("adjourn", lambda m: sitting.adjourn(m, "fire alarm", LATER), RECORDING),
    Row("resume", lambda m: sitting.resume(m, LATER), (S.ADJOURNED,)),
    Row("close", lambda m: sitting.close(m, LATER), RECORDING, ALL_DECIDED),
    Row("re-open", lambda m: sitting.reopen(m, "an item was forgotten", LATER), (S.CLOSED, S.DRAFT)),
    Row("write", lambda m: item_deeds.write(m, JM, NoteSection.DISCUSSION, "Words."), WRITING),
    Row("declare", lambda m: item_deeds.declare(m, JM, DANA.id, "neighbour", at(11)), RECORDING),
    Row("step out", lambda m: item_deeds.step_out(m, JM, DANA.id, at(12)), RECORDING, _declared(out=False)),
    Row("step back", lambda m: item_deeds.step_back(m, JM, DANA.id, at(13)), RECORDING, _declared(out=True)),
    Row("dissent", lambda m: item_deeds.dissent(m, JM, DANA.id, "too soon"), RECORDING, ALL_DECIDED[:1]),
    Row(
        "decide",
        lambda m: decisions.decide(m, JM, outcome="mapping", reason="peers recur", at=at(20), review_on=REVIEW_ON),
        RECORDING,
    ),
    Row("override", lambda m: decisions.override_quorum(m, JM, DANA.id, "urgent", at(20)), RECORDING),
    Row(
        "confirm",
        lambda m: decisions.confirm(m, PARK, RECOMMENDED.decision_id, DANA.id, LATER),
        WRITING,
        (RECOMMENDED,),
    ),
    Row(
        "ask",
        lambda m: actions.record(m, JM, number=1, what="Visit", due_on=REVIEW_ON, at=at(20), agency=POLICE),
        RECORDING,
    ),
    Row("draft", lambda m: approval.draft(m, LATER), (S.CLOSED,)),
    Row("circulate", lambda m: approval.circulate(m, ("Dana Prior",), LATER), (S.DRAFT,)),
    Row("take back", lambda m: approval.give_back(m, "a name is wrong", LATER), (S.CIRCULATED, S.APPROVED)),
    Row("approve", lambda m: approval.approve(m, CONFIRMING, LATER), (S.CIRCULATED,)),
    Row("sign", lambda m: approval.signed(m, DANA.id, "c" * 64, "0" * 64, LATER), (S.APPROVED,)),
    Row("approve for an agency", lambda m: approval.may_approve(m, POLICE), (S.SIGNED,)),
)


def _meeting(state: MeetingState, facts: Sequence[MeetingEvent]) -> Meeting:
    """Without health, so that the quorum can be overridden."""
    return then(a_meeting(state, room=(DANA, IMRAN, MARTA)), *facts)


@pytest.mark.parametrize("state", list(MeetingState), ids=lambda s: s.value)
@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.name)
def test_a_deed_is_done_in_its_states_and_refused_with_the_state_in_all_others(row: Row, state: MeetingState) -> None:
    meeting = _meeting(state, row.facts)
    if state in row.allowed:
        row.deed(meeting)
        return
    with pytest.raises(DeskError) as caught:
        row.deed(meeting)
    assert caught.value.reason is Reason.NOT_ALLOWED
    assert f"SAFE-2026-11 is “{state.value}”" in caught.value.sentence
    assert all(allowed.value in caught.value.remedy for allowed in row.allowed)


def test_nothing_but_an_approval_can_be_done_once_the_minutes_are_signed() -> None:
    assert [row.name for row in TABLE if S.SIGNED in row.allowed] == ["approve for an agency"]
