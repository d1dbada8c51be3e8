"""How a meeting progresses: one small function per kind of event, each giving the meeting as it stands after it.

Nothing is refused here: what an event says has happened. The rules that refuse a deed stand with the deeds. An event
about something that an undo has since taken away changes nothing, so that every record can be read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
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
from panel_desk.domain.people import Person, Role
from panel_desk.domain.placing import placed_order

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
    told = _after(event, meeting)
    # Nothing that happens to be recorded later makes a cancelled meeting take place.
    return replace(told, state=MeetingState.CANCELLED) if told.cancelled else told


def _with_item(meeting: Meeting, item_id: ItemId, change: Callable[[Item], Item]) -> Meeting:
    return replace(meeting, items=tuple(change(i) if i.id == item_id else i for i in meeting.items))


@singledispatch
def _after(event: MeetingEvent, meeting: Meeting) -> Meeting:
    """Events that leave the meeting as it was, such as an edition that left the desk."""
    del event
    return meeting


@_after.register
def _(event: meetings.AgendaProposed, meeting: Meeting) -> Meeting:
    kept = {item.id: item for item in meeting.items}
    items_now = tuple(replace(kept.get(item.id, Item(agenda=item)), agenda=item) for item in event.items)
    proposed = dict.fromkeys(item.id for item in event.items)
    listed = dict.fromkeys((*(known for known in meeting.listed if known in proposed), *proposed))
    return replace(meeting, items=items_now, listed=tuple(listed))


@_after.register
def _(event: meetings.AgendaItemAdded, meeting: Meeting) -> Meeting:
    kept = [item for item in meeting.items if item.id != event.item.id]
    place = next((i for i, item in enumerate(kept) if item.id == event.before), None)
    kept.insert(_end_of_section(meeting, kept, event.item.section) if place is None else place, Item(agenda=event.item))
    listed = tuple(dict.fromkeys((*meeting.listed, event.item.id)))
    return replace(meeting, items=tuple(kept), listed=listed)


def _end_of_section(meeting: Meeting, kept: list[Item], section: str) -> int:
    """After the last item of the section; where it has none yet, after those of the sections before it."""
    same = [i for i, item in enumerate(kept) if item.agenda.section == section]
    if same:
        return same[-1] + 1
    before: list[str] = []
    for known in meeting.definition.sections:
        if known.key == section:
            break
        before.append(known.key)
    return max((i + 1 for i, item in enumerate(kept) if item.agenda.section in before), default=0)


@_after.register
def _(event: meetings.AgendaItemRemoved, meeting: Meeting) -> Meeting:
    current = None if meeting.current == event.item_id else meeting.current
    return replace(meeting, items=tuple(item for item in meeting.items if item.id != event.item_id), current=current)


@_after.register
def _(event: meetings.AgendaItemChanged, meeting: Meeting) -> Meeting:
    def changed(item: Item) -> Item:
        title = event.title or item.agenda.title
        return replace(item, agenda=replace(item.agenda, minutes=event.minutes, presenter=event.presenter, title=title))

    return _with_item(meeting, event.item_id, changed)


@_after.register
def _(event: meetings.AgendaReordered, meeting: Meeting) -> Meeting:
    """An order that is silent about an item, because it was added since, loses none: it stays at the end."""
    known = {item.id: item for item in meeting.items}
    order = dict.fromkeys((*event.order, *known))
    return replace(meeting, items=tuple(known[item_id] for item_id in order if item_id in known))


@_after.register
def _(event: meetings.AgendaItemsPlaced, meeting: Meeting) -> Meeting:
    order = placed_order(
        meeting.definition,
        [(item.id, item.agenda.section) for item in meeting.items],
        event.item_ids,
        section=event.section,
        before=event.before,
    )
    known = {item.id: item for item in meeting.items}
    for item_id in event.item_ids:
        if (item := known.get(item_id)) is not None and item.agenda.section != event.section:
            known[item_id] = replace(item, agenda=replace(item.agenda, section=event.section, link=""))
    return replace(meeting, items=tuple(known[item_id] for item_id in order))


@_after.register
def _(event: meetings.MeetingReplanned, meeting: Meeting) -> Meeting:
    planned = replace(
        meeting.planned,
        held_on=event.held_on,
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        place=event.place,
        invited=event.invited,
        previous=event.previous,
        previous_reference=event.previous_reference,
        previous_held_on=event.previous_held_on,
    )
    return replace(meeting, planned=planned)


@_after.register
def _(event: meetings.MeetingCancelled, meeting: Meeting) -> Meeting:
    return replace(meeting, state=MeetingState.CANCELLED, cancelled=event)


@_after.register
def _(event: meetings.AgendaLocked, meeting: Meeting) -> Meeting:
    return replace(meeting, agenda_locked=True, agenda_approved_by=event.approved_by)


@_after.register
def _(event: meetings.AgendaReopened, meeting: Meeting) -> Meeting:
    del event
    state = MeetingState.PLANNED if meeting.state is MeetingState.AGENDA_ISSUED else meeting.state
    return replace(meeting, agenda_locked=False, state=state)


@_after.register
def _(event: meetings.AgendaIssued, meeting: Meeting) -> Meeting:
    state = MeetingState.AGENDA_ISSUED if meeting.state is MeetingState.PLANNED else meeting.state
    there = tuple(item.id for item in meeting.items)
    return replace(meeting, agenda_issue=event.issue, issued_items=there, state=state)


@_after.register
def _(event: meetings.MeetingOpened, meeting: Meeting) -> Meeting:
    """Who presides is in the room, whether or not the clerk has come to that line of the attendance."""
    opened = replace(meeting, state=MeetingState.IN_SESSION, opened_at=event.at, presiding=event.presiding)
    person = _known(meeting, event.presiding)
    if person is None:
        return opened
    return _with_attendance(opened, Attendance(person=person, kind=meetings.AttendanceKind.PRESENT, in_room=True))


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


def _known(meeting: Meeting, person_id: PersonId) -> Person | None:
    return next((i.person for i in meeting.planned.invited if i.person.id == person_id), None)


_GUESTS = {Role.OBSERVER: meetings.AttendanceKind.OBSERVER, Role.PRESENTER: meetings.AttendanceKind.PRESENTER}


def _moved(meeting: Meeting, person_id: PersonId, movement: Movement) -> Meeting:
    """Someone came or went; who was expected and comes late takes part from then on."""
    late = _GUESTS.get(meeting.role(person_id) or Role.CORE_MEMBER, meetings.AttendanceKind.PART)
    line = next((a for a in meeting.attendance if a.person.id == person_id), None)
    if line is None:
        person = _known(meeting, person_id)
        if person is None:
            return meeting
        line = Attendance(person=person, kind=late, in_room=movement.arrived)
    kind = line.kind if line.kind in _IN_ROOM else late
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
    if all(item.id != event.item_id for item in meeting.items):
        return meeting
    if meeting.current is not None and meeting.current != event.item_id:
        meeting = _with_item(meeting, meeting.current, lambda i: replace(_left(i, event.at), ended_at=event.at))
    begun = _with_item(
        meeting,
        event.item_id,
        lambda i: replace(_taken(i, event.at), started_at=i.started_at or event.at, ended_at=None),
    )
    return replace(begun, current=event.item_id)


def _taken(item: Item, at: datetime) -> Item:
    """The meeting is on the item from now on; where it is already, nothing changes."""
    on_it = item.turns and item.turns[-1][1] is None
    return item if on_it else replace(item, turns=(*item.turns, (at, None)))


def _left(item: Item, at: datetime) -> Item:
    if not item.turns or item.turns[-1][1] is not None:
        return item
    return replace(item, turns=(*item.turns[:-1], (item.turns[-1][0], at)))


@_after.register
def _(event: meetings.MeetingAdjourned, meeting: Meeting) -> Meeting:
    if meeting.current is not None:
        meeting = _with_item(meeting, meeting.current, lambda i: _left(i, event.at))
    stops = (*meeting.adjournments, (event.at, None, event.reason))
    return replace(meeting, state=MeetingState.ADJOURNED, adjournments=stops, resumes_on=event.resumes_on)


@_after.register
def _(event: meetings.MeetingResumed, meeting: Meeting) -> Meeting:
    if meeting.current is not None:
        meeting = _with_item(meeting, meeting.current, lambda i: _taken(i, event.at))
    stops = meeting.adjournments
    if stops:
        stopped, _none, reason = stops[-1]
        stops = (*stops[:-1], (stopped, event.at, reason))
    return replace(meeting, state=MeetingState.IN_SESSION, adjournments=stops, resumes_on=None)


@_after.register
def _(event: meetings.MeetingClosed, meeting: Meeting) -> Meeting:
    if meeting.current is not None:
        meeting = _with_item(meeting, meeting.current, lambda i: replace(_left(i, event.at), ended_at=event.at))
    return replace(meeting, state=MeetingState.CLOSED, closed_at=event.at, current=None, next_on=event.next_on)


@_after.register
def _(event: meetings.MeetingReopened, meeting: Meeting) -> Meeting:
    del event
    return replace(meeting, state=MeetingState.IN_SESSION, closed_at=None)


@_after.register
def _(event: meetings.QuorumOverridden, meeting: Meeting) -> Meeting:
    return _with_item(meeting, event.item_id, lambda i: replace(i, overridden=event))


@_after.register
def _(event: items.NoteRecorded, meeting: Meeting) -> Meeting:
    def written(item: Item) -> Item:
        notes = {k: v for k, v in item.notes.items() if k is not event.section}
        if event.text.strip():
            notes[event.section] = event.text
        return replace(item, notes=notes)

    return _with_item(meeting, event.item_id, written)


@_after.register
def _(event: items.InterestDeclared, meeting: Meeting) -> Meeting:
    declared = Interest(person_id=event.person_id, nature=event.nature, declared_at=event.at)
    return _with_item(meeting, event.item_id, lambda i: replace(i, interests=(*i.interests, declared)))


def _with_interest(meeting: Meeting, item_id: ItemId, person_id: PersonId, **changes: object) -> Meeting:
    def moved(item: Item) -> Item:
        return replace(
            item, interests=tuple(replace(i, **changes) if i.person_id == person_id else i for i in item.interests)
        )

    return _with_item(meeting, item_id, moved)


@_after.register
def _(event: items.SteppedOut, meeting: Meeting) -> Meeting:
    return _with_interest(meeting, event.item_id, event.person_id, out_at=event.at, back_at=None)


@_after.register
def _(event: items.SteppedBack, meeting: Meeting) -> Meeting:
    return _with_interest(meeting, event.item_id, event.person_id, back_at=event.at)


@_after.register
def _(event: items.DecisionRecorded, meeting: Meeting) -> Meeting:
    made = DecisionMade(decision=event)
    return _with_item(meeting, event.item_id, lambda i: replace(i, decisions=(*i.decisions, made)))


@_after.register
def _(event: items.DissentRecorded, meeting: Meeting) -> Meeting:
    return _with_item(meeting, event.item_id, lambda i: replace(i, dissent=(*i.dissent, event)))


@_after.register
def _(event: items.RecommendationConfirmed, meeting: Meeting) -> Meeting:
    def confirmed(item: Item) -> Item:
        made = tuple(
            replace(d, confirmed=event) if d.decision.decision_id == event.decision_id else d for d in item.decisions
        )
        return replace(item, decisions=made)

    return _with_item(meeting, event.item_id, confirmed)


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


@_after.register
def _(event: minutes.ApprovalSigned, meeting: Meeting) -> Meeting:
    return replace(meeting, approvals=(*meeting.approvals, event))
