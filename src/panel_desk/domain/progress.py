"""How a meeting progresses: one small function per kind of event, each giving the meeting as it stands after it.

Nothing is refused here: what an event says has happened. The rules that refuse a deed stand with the deeds.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import singledispatch

from msgspec.structs import replace

from panel_desk.domain.events import MeetingEvent, items, meetings, minutes
from panel_desk.domain.ids import ItemId, PersonId
from panel_desk.domain.meetings import (
    Attendance,
    DecisionMade,
    Interest,
    Item,
    Meeting,
    MeetingState,
    Movement,
)

_IN_ROOM = {
    meetings.AttendanceKind.PRESENT,
    meetings.AttendanceKind.SUBSTITUTE,
    meetings.AttendanceKind.PART,
    meetings.AttendanceKind.OBSERVER,
    meetings.AttendanceKind.PRESENTER,
}


def meeting_from(events: Iterable[MeetingEvent]) -> Meeting | None:
    """The meeting that its events tell, in their order; None where there are none."""
    meeting: Meeting | None = None
    for event in events:
        meeting = after(meeting, event)
    return meeting


def after(meeting: Meeting | None, event: MeetingEvent) -> Meeting:
    """The meeting as it stands after one more event."""
    if isinstance(event, meetings.MeetingPlanned):
        return Meeting(planned=event)
    if meeting is None:
        raise ValueError("a meeting's first event is MeetingPlanned")
    return _after(event, meeting)


def _with_item(meeting: Meeting, item_id: ItemId, **changes: object) -> Meeting:
    return replace(meeting, items=tuple(replace(i, **changes) if i.id == item_id else i for i in meeting.items))


@singledispatch
def _after(event: MeetingEvent, meeting: Meeting) -> Meeting:
    """Events that leave the meeting as it was, such as an edition that left the desk."""
    del event
    return meeting


@_after.register
def _(event: meetings.AgendaProposed, meeting: Meeting) -> Meeting:
    return replace(meeting, items=tuple(Item(agenda=item) for item in event.items))


@_after.register
def _(event: meetings.AgendaItemAdded, meeting: Meeting) -> Meeting:
    kept = list(meeting.items)
    place = next((i for i, item in enumerate(kept) if item.id == event.before), None)
    if place is None:
        same = [i for i, item in enumerate(kept) if item.agenda.section == event.item.section]
        place = same[-1] + 1 if same else len(kept)
    kept.insert(place, Item(agenda=event.item))
    return replace(meeting, items=tuple(kept))


@_after.register
def _(event: meetings.AgendaItemRemoved, meeting: Meeting) -> Meeting:
    return replace(meeting, items=tuple(item for item in meeting.items if item.id != event.item_id))


@_after.register
def _(event: meetings.AgendaItemChanged, meeting: Meeting) -> Meeting:
    agenda = replace(meeting.item(event.item_id).agenda, minutes=event.minutes, presenter=event.presenter)
    return _with_item(meeting, event.item_id, agenda=agenda)


@_after.register
def _(event: meetings.AgendaReordered, meeting: Meeting) -> Meeting:
    return replace(meeting, items=tuple(meeting.item(item_id) for item_id in event.order))


@_after.register
def _(event: meetings.AgendaLocked, meeting: Meeting) -> Meeting:
    return replace(meeting, agenda_locked=True, agenda_approved_by=event.approved_by)


@_after.register
def _(event: meetings.AgendaReopened, meeting: Meeting) -> Meeting:
    del event
    return replace(meeting, agenda_locked=False, state=MeetingState.PLANNED)


@_after.register
def _(event: meetings.AgendaIssued, meeting: Meeting) -> Meeting:
    state = MeetingState.AGENDA_ISSUED if meeting.state is MeetingState.PLANNED else meeting.state
    return replace(meeting, agenda_issue=event.issue, state=state)


@_after.register
def _(event: meetings.MeetingOpened, meeting: Meeting) -> Meeting:
    return replace(meeting, state=MeetingState.IN_SESSION, opened_at=event.at, presiding=event.presiding)


@_after.register
def _(event: meetings.ConfidentialityRead, meeting: Meeting) -> Meeting:
    return replace(meeting, confidentiality_read_at=event.at)


@_after.register
def _(event: meetings.AttendanceRecorded, meeting: Meeting) -> Meeting:
    before = next((a for a in meeting.attendance if a.person.id == event.person.id), None)
    line = Attendance(
        person=event.person,
        kind=event.kind,
        in_room=event.kind in _IN_ROOM,
        substitute_for=event.substitute_for,
        information_sent_on=event.information_sent_on,
        statement_signed=event.statement_signed,
        movements=before.movements if before else (),
    )
    return _with_attendance(meeting, line)


def _with_attendance(meeting: Meeting, line: Attendance) -> Meeting:
    if any(a.person.id == line.person.id for a in meeting.attendance):
        lines = tuple(line if a.person.id == line.person.id else a for a in meeting.attendance)
    else:
        lines = (*meeting.attendance, line)
    return replace(meeting, attendance=lines)


def _moved(meeting: Meeting, person_id: PersonId, movement: Movement) -> Meeting:
    """Someone came or went; who was expected and comes late takes part from then on."""
    line = next((a for a in meeting.attendance if a.person.id == person_id), None)
    if line is None:
        line = Attendance(person=meeting.person(person_id), kind=meetings.AttendanceKind.PART, in_room=movement.arrived)
    kind = line.kind if line.kind in _IN_ROOM else meetings.AttendanceKind.PART
    moved = replace(line, kind=kind, in_room=movement.arrived, movements=(*line.movements, movement))
    return _with_attendance(meeting, moved)


@_after.register
def _(event: meetings.MemberArrived, meeting: Meeting) -> Meeting:
    return _moved(meeting, event.person_id, Movement(arrived=True, at=event.at, item_id=meeting.current))


@_after.register
def _(event: meetings.MemberLeft, meeting: Meeting) -> Meeting:
    return _moved(meeting, event.person_id, Movement(arrived=False, at=event.at, item_id=meeting.current))


@_after.register
def _(event: meetings.ItemStarted, meeting: Meeting) -> Meeting:
    if meeting.current is not None and meeting.current != event.item_id:
        meeting = _with_item(meeting, meeting.current, ended_at=event.at)
    started = meeting.item(event.item_id).started_at or event.at
    meeting = _with_item(meeting, event.item_id, started_at=started, ended_at=None)
    return replace(meeting, current=event.item_id)


@_after.register
def _(event: meetings.MeetingAdjourned, meeting: Meeting) -> Meeting:
    stops = (*meeting.adjournments, (event.at, None, event.reason))
    return replace(meeting, state=MeetingState.ADJOURNED, adjournments=stops)


@_after.register
def _(event: meetings.MeetingResumed, meeting: Meeting) -> Meeting:
    stopped, _none, reason = meeting.adjournments[-1]
    stops = (*meeting.adjournments[:-1], (stopped, event.at, reason))
    return replace(meeting, state=MeetingState.IN_SESSION, adjournments=stops)


@_after.register
def _(event: meetings.MeetingClosed, meeting: Meeting) -> Meeting:
    if meeting.current is not None:
        meeting = _with_item(meeting, meeting.current, ended_at=event.at)
    return replace(meeting, state=MeetingState.CLOSED, closed_at=event.at, current=None, next_on=event.next_on)


@_after.register
def _(event: meetings.MeetingReopened, meeting: Meeting) -> Meeting:
    del event
    return replace(meeting, state=MeetingState.IN_SESSION, closed_at=None)


@_after.register
def _(event: meetings.QuorumOverridden, meeting: Meeting) -> Meeting:
    return _with_item(meeting, event.item_id, overridden=event)


@_after.register
def _(event: items.NoteRecorded, meeting: Meeting) -> Meeting:
    notes = {k: v for k, v in meeting.item(event.item_id).notes.items() if k is not event.section}
    if event.text.strip():
        notes[event.section] = event.text
    return _with_item(meeting, event.item_id, notes=notes)


@_after.register
def _(event: items.InterestDeclared, meeting: Meeting) -> Meeting:
    declared = Interest(person_id=event.person_id, nature=event.nature, declared_at=event.at)
    return _with_item(meeting, event.item_id, interests=(*meeting.item(event.item_id).interests, declared))


def _with_interest(meeting: Meeting, item_id: ItemId, person_id: PersonId, **changes: object) -> Meeting:
    found = meeting.item(item_id).interests
    changed = tuple(replace(i, **changes) if i.person_id == person_id else i for i in found)
    return _with_item(meeting, item_id, interests=changed)


@_after.register
def _(event: items.SteppedOut, meeting: Meeting) -> Meeting:
    return _with_interest(meeting, event.item_id, event.person_id, out_at=event.at, back_at=None)


@_after.register
def _(event: items.SteppedBack, meeting: Meeting) -> Meeting:
    return _with_interest(meeting, event.item_id, event.person_id, back_at=event.at)


@_after.register
def _(event: items.DecisionRecorded, meeting: Meeting) -> Meeting:
    made = (*meeting.item(event.item_id).decisions, DecisionMade(decision=event))
    return _with_item(meeting, event.item_id, decisions=made)


@_after.register
def _(event: items.DissentRecorded, meeting: Meeting) -> Meeting:
    return _with_item(meeting, event.item_id, dissent=(*meeting.item(event.item_id).dissent, event))


@_after.register
def _(event: items.RecommendationConfirmed, meeting: Meeting) -> Meeting:
    made = tuple(
        replace(d, confirmed=event) if d.decision.decision_id == event.decision_id else d
        for d in meeting.item(event.item_id).decisions
    )
    return _with_item(meeting, event.item_id, decisions=made)


@_after.register
def _(event: minutes.MinutesDrafted, meeting: Meeting) -> Meeting:
    return replace(meeting, state=MeetingState.DRAFT, revision=event.revision)


@_after.register
def _(event: minutes.MinutesCirculated, meeting: Meeting) -> Meeting:
    return replace(meeting, state=MeetingState.CIRCULATED, revision=event.revision)


@_after.register
def _(event: minutes.MinutesReturned, meeting: Meeting) -> Meeting:
    return replace(meeting, state=MeetingState.DRAFT, revision=event.revision, approved=None)


@_after.register
def _(event: minutes.MinutesApproved, meeting: Meeting) -> Meeting:
    return replace(meeting, state=MeetingState.APPROVED, revision=event.revision, approved=event)


@_after.register
def _(event: minutes.MinutesSigned, meeting: Meeting) -> Meeting:
    return replace(meeting, state=MeetingState.SIGNED, signed=event)
