"""One deed of a meeting taken back by what it recorded, though others have followed it."""

from __future__ import annotations

from panel_desk.domain.errors import refused
from panel_desk.domain.events import Event, MeetingEvent
from panel_desk.domain.events.actions import ActionRecorded
from panel_desk.domain.ids import MeetingId, PersonId
from panel_desk.services.book import Book, Deed
from panel_desk.services.meetings import Meetings, stream_of
from panel_desk.services.taking_back import Undoing
from panel_desk.vault.journal import StoredEvent
from panel_desk.vault.queries import streams


class RoomTakingBack:
    """Takes back what stands in a row of the meeting room."""

    def __init__(self, book: Book, meetings: Meetings, undoing: Undoing) -> None:
        self._book = book
        self._meetings = meetings
        self._undoing = undoing

    def take_back(self, actor: PersonId, meeting_id: MeetingId, what: MeetingEvent | str) -> str:
        """Take back the deed that recorded something; what was recorded with it goes too.

        Args:
            actor: Who takes it back.
            meeting_id: In which meeting.
            what: The event as the meeting holds it, or the id of an action.

        Returns:
            What it was, in words.

        Raises:
            DeskError: where it no longer stands, others have seen it, or something rests on it.
        """
        deed = self._deed_of(self._line(meeting_id, what))
        words = self._undoing.words(deed)
        self._meetings.undo(actor, meeting_id, deed)
        return words

    def _line(self, meeting_id: MeetingId, what: MeetingEvent | str) -> StoredEvent[Event]:
        stream = f"action/{what}" if isinstance(what, str) else stream_of(meeting_id, what)
        found = [line for line in streams.events_below(self._book.db, stream) if _is(line.event, what)]
        if not found:
            raise refused("That has been taken back already.")
        return found[-1]

    def _deed_of(self, line: StoredEvent[Event]) -> Deed:
        """All that was recorded at one press."""
        for batch in self._book.journal.batches_before(self._book.head().seq):
            if batch[0].seq <= line.seq:
                return self._book.journal.named([one.event_id for one in batch])
        return (line,)


def _is(event: Event | None, what: MeetingEvent | str) -> bool:
    return isinstance(event, ActionRecorded) if isinstance(what, str) else event == what
