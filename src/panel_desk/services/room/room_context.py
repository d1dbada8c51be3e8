"""What a captured line may name at a meeting, made from the record and kept while nothing is recorded."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from panel_desk.domain.agendas.running_order import numbers
from panel_desk.domain.calendar import ENGLAND
from panel_desk.domain.capture.context import (
    CaptureContext,
    KnownAction,
    KnownConcern,
    KnownItem,
    KnownPerson,
    Whereabouts,
)
from panel_desk.domain.events.items import NoteSection
from panel_desk.domain.events.meetings import AttendanceKind
from panel_desk.domain.ids import ItemId, MeetingId, PersonId
from panel_desk.domain.meeting import quorum
from panel_desk.domain.meeting.meetings import Attendance, Item, Meeting
from panel_desk.domain.people import Person, Role
from panel_desk.services.book import Book
from panel_desk.services.meetings import Meetings
from panel_desk.services.planning import Planning
from panel_desk.vault.queries import actions as action_queries
from panel_desk.vault.queries import concerns as concern_queries
from panel_desk.vault.queries import meetings as meeting_queries
from panel_desk.vault.queries import people as people_queries

_AWAY = (AttendanceKind.APOLOGIES, AttendanceKind.ABSENT)


class RoomContext:
    """Makes the context of a meeting, anew only where the journal has grown."""

    def __init__(self, book: Book, meetings: Meetings, planning: Planning) -> None:
        self._book = book
        self._meetings = meetings
        self._planning = planning
        self._made: tuple[object, CaptureContext] | None = None

    def context(self, meeting_id: MeetingId, section: NoteSection, item_id: ItemId | None) -> CaptureContext:
        """The context under an item; None: under the item in hand."""
        today = self._book.now().astimezone(ENGLAND).date()
        key = (meeting_id, item_id, self._book.head().seq, today)
        if self._made is None or self._made[0] != key:
            self._made = (key, self._make(self._meetings.meeting(meeting_id), item_id, today))
        made = self._made[1]
        return made if made.section is section else replace(made, section=section)

    def _make(self, meeting: Meeting, item_id: ItemId | None, today: date) -> CaptureContext:
        number = numbers(meeting.definition, [item.agenda for item in meeting.items])
        headings = {section.key: section.title for section in meeting.definition.sections}
        known = {
            item.id: _known_item(item, number[item.id], headings.get(item.agenda.section, "")) for item in meeting.items
        }
        by_id = {item.id: item for item in meeting.items}
        wanted = item_id or meeting.current
        item = by_id.get(wanted) if wanted is not None else None
        scale = meeting.definition.risk_scale
        child = item.agenda.child if item is not None else None
        risk = child.risk if child is not None else None
        return CaptureContext(
            state=meeting.state,
            today=today,
            held_on=meeting.held_on,
            next_panel=self._next_panel(meeting),
            agencies=tuple((seat.agency, seat.name) for seat in meeting.definition.seats),
            seat_roles=tuple((seat.agency, seat.role) for seat in meeting.definition.seats),
            people=self._people(meeting, item),
            outcomes=meeting.definition.outcomes,
            risk_scale=scale,
            risk_now=risk.level if risk is not None and risk.scale == scale.name else "",
            item=known[item.id] if item is not None else None,
            decides=item is not None and item.needs_outcome,
            decided=tuple(d.decision.outcome for d in item.decisions) if item is not None else (),
            declared=tuple(i.person_id for i in item.interests if i.out_at is None) if item is not None else (),
            items=tuple(known.values()),
            actions=self._actions(meeting, item),
            concerns=self._concerns(meeting),
        )

    def _next_panel(self, meeting: Meeting) -> date | None:
        """The next meeting that is planned, else the day the calendar proposes."""
        following = meeting_queries.coming_after(self._book.db, meeting.definition.key, meeting.held_on)
        return following.held_on if following else self._planning.suggestion(meeting.definition).held_on

    def _people(self, meeting: Meeting, item: Item | None) -> tuple[KnownPerson, ...]:
        out = quorum.stepped_out(meeting, item.id if item is not None else None)
        lines = {a.person.id: a for a in meeting.attendance}
        roles: dict[PersonId, Role] = {}
        here: dict[PersonId, Person] = {}
        for invited in meeting.planned.invited:
            roles.setdefault(invited.person.id, invited.role)
            here.setdefault(invited.person.id, invited.person)
        here |= {a.person.id: a.person for a in meeting.attendance}
        listed = [_known_person(p, roles.get(p.id), _whereabouts(lines.get(p.id), out)) for p in here.values()]
        others = [
            _known_person(p, None, Whereabouts.ELSEWHERE)
            for p in people_queries.persons(self._book.db)
            if p.id not in here
        ]
        return (*listed, *others)

    def _actions(self, meeting: Meeting, item: Item | None) -> tuple[KnownAction, ...]:
        return tuple(
            KnownAction(
                reference=action.reference,
                what=action.what,
                agency=action.agency,
                owner=action.owner,
                about=action.about,
                of_this_item=item is not None and action.item_id == item.id,
            )
            for action in action_queries.nameable(self._book.db, meeting.id, meeting.definition.key)
        )

    def _concerns(self, meeting: Meeting) -> tuple[KnownConcern, ...]:
        listed = {item.agenda.concern.concern_id for item in meeting.items if item.agenda.concern is not None}
        return tuple(
            KnownConcern(id=concern_id, name=name)
            for concern_id, name in concern_queries.names(self._book.db)
            if concern_id not in listed
        )


def _known_item(item: Item, number: str, section: str) -> KnownItem:
    child, concern = item.agenda.child, item.agenda.concern
    words = child.initials if child is not None else concern.name if concern is not None else item.agenda.title
    return KnownItem(
        id=item.id,
        number=number,
        words=words,
        local_id=child.local_id if child is not None else "",
        taken=item.started_at is not None,
        section=section,
        concern=concern.kind if concern is not None else None,
    )


def _known_person(person: Person, role: Role | None, whereabouts: Whereabouts) -> KnownPerson:
    return KnownPerson(id=person.id, name=person.name, agency=person.agency, role=role, whereabouts=whereabouts)


def _whereabouts(line: Attendance | None, out: frozenset[PersonId]) -> Whereabouts:
    if line is None:
        return Whereabouts.EXPECTED
    if line.in_room:
        return Whereabouts.STEPPED_OUT if line.person.id in out else Whereabouts.IN_ROOM
    return Whereabouts.AWAY if line.kind in _AWAY else Whereabouts.LEFT
