"""Meetings as last folded from their events: kept, grown by what is appended, and folded anew after an undo."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import cast

from panel_desk.domain.errors import not_found
from panel_desk.domain.events import DeedUndone, Event, MeetingEvent
from panel_desk.domain.ids import EventId, MeetingId
from panel_desk.domain.meeting.meetings import Meeting
from panel_desk.domain.meeting.progress import after, meeting_from
from panel_desk.services.book import Book
from panel_desk.vault.chain import kind_of
from panel_desk.vault.journal import StoredEvent
from panel_desk.vault.queries import streams

_UNDO = kind_of(DeedUndone(event_ids=()))
_PURGED = "record-purged"
"""What it emptied stands in streams that have not grown."""
_TOO_MANY = 5_000
"""Events that are not taken in one by one: whatever was folded is folded anew."""


class FoldedMeetings:
    """The meetings of one connection."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._folded: dict[MeetingId, tuple[Meeting, int]] = {}
        """Each meeting, and the journal's place up to which it is folded."""
        self._looked_at = book.head().seq

    def meeting(self, meeting_id: MeetingId) -> Meeting:
        """The meeting as it stands.

        Raises:
            DeskError: where the record has no such meeting.
        """
        if meeting_id not in self._folded:
            head = self._book.head().seq
            stored = streams.events_below(self._book.db, f"meeting/{meeting_id}")
            folded = meeting_from(cast(MeetingEvent, line.event) for line in stored if line.event is not None)
            if folded is None:
                raise not_found("The record has no such meeting.")
            self._folded[meeting_id] = (folded, head)
        return self._folded[meeting_id][0]

    def keep(self, meeting: Meeting, seq: int) -> None:
        """A meeting as it stands at a place of the journal."""
        self._folded[meeting.id] = (meeting, seq)

    @contextmanager
    def restored(self, meeting_id: MeetingId) -> Iterator[None]:
        """What is folded inside, and then not kept in the record, is forgotten."""
        before = self._folded.get(meeting_id)
        try:
            yield
        except BaseException:
            self._folded.pop(meeting_id, None)
            if before is not None:
                self._folded[meeting_id] = before
            raise

    def forget_changed(self) -> None:
        """Take in what another connection has appended since; what was taken back is folded anew when asked for.

        A long agenda is not told from its beginning after every deed, nor a whole case list read for it.
        """
        since = self._book.journal.unread_since(self._looked_at)
        if not since:
            return
        self._looked_at = since[-1].seq
        if any(line.kind == _PURGED for line in since):
            self._folded.clear()
            return
        wanted = [line for line in since if line.kind == _UNDO or meeting_in(line.stream) in self._folded]
        if len(wanted) > _TOO_MANY:
            self._folded.clear()
            return
        for line in self._book.journal.named([line.event_id for line in wanted]):
            if isinstance(line.event, DeedUndone):
                self.forget_taken_back(line.event.event_ids)
            else:
                self._take_in(line)

    def _take_in(self, line: StoredEvent[Event]) -> None:
        """Fold on from where the meeting was."""
        meeting_id = meeting_in(line.stream)
        if meeting_id not in self._folded or line.seq <= self._folded[meeting_id][1]:
            return
        if line.event is None:
            del self._folded[meeting_id]
        else:
            known, _seq = self._folded[meeting_id]
            self._folded[meeting_id] = (after(known, cast(MeetingEvent, line.event)), line.seq)

    def forget_taken_back(self, event_ids: Sequence[EventId]) -> None:
        """Fold those meetings anew, when asked for, whose events were taken back or brought back.

        Args:
            event_ids: What the undo names; another undo among them stands for what that one names.
        """
        for line in self._book.journal.named(event_ids):
            if isinstance(line.event, DeedUndone):
                self.forget_taken_back(line.event.event_ids)
            else:
                self._folded.pop(meeting_in(line.stream), None)


def meeting_in(stream: str) -> MeetingId:
    """The meeting a stream belongs to; a name that no meeting has, for other streams."""
    return MeetingId(stream.removeprefix("meeting/").partition("/")[0])
