"""How a meeting progresses: one small function per kind of event, each giving the meeting as it stands after it.

Nothing is refused here: what an event says has happened. The rules that refuse a deed stand with the deeds. An event
about something that an undo has since taken away changes nothing, so that every record can be read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import singledispatch
from typing import cast

from msgspec.structs import replace

from panel_desk.domain.agendas.placing import placed_order
from panel_desk.domain.events import MeetingEvent, meetings, minutes
from panel_desk.domain.ids import ItemId, PersonId
from panel_desk.domain.meeting.item_progress import OF_AN_ITEM, ended, item_after, left, started, taken
from panel_desk.domain.meeting.meetings import (
    Attendance,
    Item,
    Meeting,
    MeetingState,
    Movement,
)
from panel_desk.domain.people import Person, Role

_IN_ROOM = {
    meetings.AttendanceKind.PRESENT,
    meetings.AttendanceKind.SUBSTITUTE,
    meetings.AttendanceKind.PART,
    meetings.AttendanceKind.OBSERVER,
    meetings.AttendanceKind.PRESENTER,
}


def meeting_from(events: Iterable[MeetingEvent]) -> Meeting | None:
    """The meeting that its events tell, in their order; None where there are none."""
    telling = _Telling(None)
    for event in events:
        telling.tell(event)
    return telling.told()


def after(meeting: Meeting | None, event: MeetingEvent) -> Meeting:
    """The meeting as it stands after one more event."""
    telling = _Telling(meeting)
    telling.tell(event)
    return cast(Meeting, telling.told())


class _Telling:
    """A meeting while its events are told.

    Its items lie by id for as long as only they change, so that an event about one costs nothing for the others: a
    long meeting takes no longer over each event than a short one.
    """

    def __init__(self, meeting: Meeting | None) -> None:
        self._meeting = meeting
        self._items: dict[ItemId, Item] | None = None
        """Newer than the meeting's own; None: the meeting's own."""

    def tell(self, event: MeetingEvent) -> None:
        """One more event."""
        if isinstance(event, meetings.MeetingPlanned):
            self._meeting, self._items = Meeting(planned=event), None
            return
        if self._meeting is None:
            raise ValueError("a meeting's first event is MeetingPlanned")
        if isinstance(event, OF_AN_ITEM):
            by_id = self._by_id(self._meeting)
            if (item := by_id.get(event.item_id)) is not None:
                by_id[event.item_id] = item_after(event, item)
        elif isinstance(event, meetings.ItemStarted):
            self._turn(self._meeting, event)
        else:
            meeting = _after(event, cast(Meeting, self.told()))
            # Nothing that happens to be recorded later makes a cancelled meeting take place.
            self._meeting = replace(meeting, state=MeetingState.CANCELLED) if meeting.cancelled else meeting

    def told(self) -> Meeting | None:
        """The meeting as told so far."""
        if self._meeting is not None and self._items is not None:
            self._meeting, self._items = replace(self._meeting, items=tuple(self._items.values())), None
        return self._meeting

    def _by_id(self, meeting: Meeting) -> dict[ItemId, Item]:
        if self._items is None:
            self._items = {item.agenda.id: item for item in meeting.items}
        return self._items

    def _turn(self, meeting: Meeting, event: meetings.ItemStarted) -> None:
        by_id, left_id = self._by_id(meeting), meeting.current
        if event.item_id not in by_id:
            return
        if left_id in by_id and left_id != event.item_id:
            by_id[left_id] = ended(by_id[left_id], event.at)
        by_id[event.item_id] = started(by_id[event.item_id], event.at)
        self._meeting = replace(meeting, current=event.item_id)


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
def _(event: meetings.MeetingAdjourned, meeting: Meeting) -> Meeting:
    if meeting.current is not None:
        meeting = _with_item(meeting, meeting.current, lambda i: left(i, event.at))
    stops = (*meeting.adjournments, (event.at, None, event.reason))
    return replace(meeting, state=MeetingState.ADJOURNED, adjournments=stops, resumes_on=event.resumes_on)


@_after.register
def _(event: meetings.MeetingResumed, meeting: Meeting) -> Meeting:
    if meeting.current is not None:
        meeting = _with_item(meeting, meeting.current, lambda i: taken(i, event.at))
    stops = meeting.adjournments
    if stops:
        stopped, _none, reason = stops[-1]
        stops = (*stops[:-1], (stopped, event.at, reason))
    return replace(meeting, state=MeetingState.IN_SESSION, adjournments=stops, resumes_on=None)


@_after.register
def _(event: meetings.MeetingClosed, meeting: Meeting) -> Meeting:
    if meeting.current is not None:
        meeting = _with_item(meeting, meeting.current, lambda i: ended(i, event.at))
    return replace(meeting, state=MeetingState.CLOSED, closed_at=event.at, current=None, next_on=event.next_on)


@_after.register
def _(event: meetings.MeetingReopened, meeting: Meeting) -> Meeting:
    del event
    return replace(meeting, state=MeetingState.IN_SESSION, closed_at=None)


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
