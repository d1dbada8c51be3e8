"""The room's deeds about people: how each takes part, interests, comings and goings."""

from __future__ import annotations

from panel_desk.domain.capture.deeds import (
    ArriveDeed,
    AttendDeed,
    BackDeed,
    DeclareDeed,
    LeaveDeed,
    NewcomerDeed,
    ReminderReadDeed,
)
from panel_desk.domain.errors import refused
from panel_desk.domain.events.agencies import PersonRecorded
from panel_desk.domain.ids import PersonId, new_id
from panel_desk.domain.meeting import item_deeds, quorum, sitting
from panel_desk.domain.meeting.progress import after
from panel_desk.domain.people import Person
from panel_desk.domain.permissions import Permission
from panel_desk.services.book import Book, Deed
from panel_desk.services.meetings import Meetings, stream_of
from panel_desk.services.room.room_deed import RoomPress, person_at
from panel_desk.vault.queries import people as people_queries

PeopleDeed = DeclareDeed | BackDeed | ArriveDeed | LeaveDeed | AttendDeed | NewcomerDeed | ReminderReadDeed


class RoomAttendance:
    """Records who is there and who is not."""

    def __init__(self, book: Book, meetings: Meetings) -> None:
        self._book = book
        self._meetings = meetings

    def record(self, at: RoomPress, deed: PeopleDeed) -> Deed:  # noqa: PLR0911 - one line for each kind of deed
        """Record one such deed.

        Raises:
            DeskError: where a rule says no, or the desk does not know the person.
        """
        match deed:
            case DeclareDeed():
                return self._declare(at, deed)
            case BackDeed():
                out = quorum.out_now(at.meeting, deed.person_id)
                item = out[0] if out is not None else at.item
                return self._meetings.step_back(at.actor, at.meeting.id, item.id, deed.person_id)
            case ArriveDeed():
                return self._meetings.arrive(at.actor, at.meeting.id, deed.person_id)
            case LeaveDeed():
                return self._meetings.leave(at.actor, at.meeting.id, deed.person_id)
            case AttendDeed():
                return self._attend(at, deed)
            case NewcomerDeed():
                return self._newcomer(at, deed)
            case ReminderReadDeed():
                return self._meetings.read_confidentiality(at.actor, at.meeting.id)

    def _declare(self, at: RoomPress, deed: DeclareDeed) -> Deed:
        """Declared and out of the room in one; who declared before and is back steps out again."""
        meeting, now = at.meeting, self._meetings.time_at(at.meeting)
        if deed.item_id is not None and deed.item_id != meeting.current:
            ahead = item_deeds.declare(meeting, deed.item_id, deed.person_id, deed.nature, now)
            return self._meetings.record(at.actor, meeting.id, ahead)
        item = at.item
        known = next((i for i in item.interests if i.person_id == deed.person_id), None)
        if known is not None and not known.is_out and not deed.stays:
            item_deeds.refuse_other_nature(meeting, item.id, deed.person_id, deed.nature)
            return self._meetings.step_out(at.actor, meeting.id, item.id, deed.person_id)
        declared = item_deeds.declare(meeting, item.id, deed.person_id, deed.nature, now)
        if deed.stays:
            return self._meetings.record(at.actor, meeting.id, declared)
        out = item_deeds.step_out(after(meeting, declared), item.id, deed.person_id, now)
        return self._meetings.record_all(at.actor, (meeting.id, declared), (meeting.id, out))

    def _attend(self, at: RoomPress, deed: AttendDeed) -> Deed:
        return self._meetings.attend(
            at.actor,
            at.meeting.id,
            person_at(self._book, at.meeting, deed.person_id),
            deed.kind,
            substitute_for=deed.substitute_for,
            information_sent_on=deed.information_sent_on,
            statement_signed=deed.statement_signed,
        )

    def _newcomer(self, at: RoomPress, deed: NewcomerDeed) -> Deed:
        """Added to the desk's people and to the attendance in one; a namesake of the same agency is the same person."""
        name = " ".join(deed.name.split())
        if not name:
            raise refused("What is the person’s name?")
        same = [p for p in people_queries.persons(self._book.db) if _same(p, name, deed)]
        if len(same) > 1:
            raise refused(
                f"The desk knows {len(same)} people called {name} at "
                f"{at.meeting.definition.agency_name(deed.agency)}: which of them?",
                "Choose the one from the list of people (F2), or give the new one’s name with more to it.",
            )
        person = same[0] if same else Person(id=PersonId(new_id()), name=name, agency=deed.agency)
        attended = sitting.attend(
            at.meeting,
            person,
            deed.kind,
            self._meetings.time_at(at.meeting),
            substitute_for=deed.substitute_for,
            statement_signed=deed.statement_signed,
        )
        if same:
            return self._meetings.record(at.actor, at.meeting.id, attended)
        if not self._book.permitting.may(at.actor, Permission.SET_UP):
            raise refused(
                f"The desk does not know {name} yet, and only the administrator adds people.",
                "Ask the administrator, or record somebody whom the desk knows.",
            )
        return self._meetings.record_together(
            at.actor,
            (stream_of(at.meeting.id, attended), attended),
            (f"person/{person.id}", PersonRecorded(person=person)),
        )


def _same(person: Person, name: str, deed: NewcomerDeed) -> bool:
    return person.name.casefold() == name.casefold() and person.agency == deed.agency
