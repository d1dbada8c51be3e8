"""One press in the meeting room as the services see it: who pressed, in which meeting, under which item."""

from __future__ import annotations

from msgspec import Struct

from panel_desk.domain.errors import not_found, refused
from panel_desk.domain.events.items import NoteRecorded, NoteSection
from panel_desk.domain.ids import ItemId, PersonId
from panel_desk.domain.meeting.meetings import Item, Meeting
from panel_desk.domain.people import Person
from panel_desk.services.book import Book
from panel_desk.vault.queries import people as people_queries


class RoomPress(Struct, frozen=True, kw_only=True):
    """Where a deed of the room is done."""

    actor: PersonId
    meeting: Meeting
    """As it stands, with what was typed in the record already; but when an item is left."""
    item_id: ItemId | None
    """The item the deed is about: the one in hand unless another was named."""
    section: NoteSection
    """The part in sight."""
    left: tuple[NoteRecorded, ...] = ()
    """What was typed and is recorded together with leaving the item."""

    @property
    def item(self) -> Item:
        """The item the deed is about.

        Raises:
            DeskError: where the meeting has not turned to any.
        """
        if self.item_id is None:
            raise refused(f"{self.meeting.reference} has not turned to an item yet.", "Turn to the first: /n")
        return self.meeting.item(self.item_id)


def person_at(book: Book, meeting: Meeting, person_id: PersonId) -> Person:
    """Somebody as the meeting knows them, else as the desk does.

    Raises:
        DeskError: where neither does.
    """
    known = [a.person for a in meeting.attendance] + [i.person for i in meeting.planned.invited]
    found = next((p for p in known if p.id == person_id), None) or people_queries.person(book.db, person_id)
    if found is None:
        raise not_found("The desk does not know this person.")
    return found
