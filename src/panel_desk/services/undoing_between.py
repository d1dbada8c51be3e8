"""Takes back what was recorded between the meetings: of feedback, the action plan and places of concern."""

from __future__ import annotations

from panel_desk.domain.errors import refused
from panel_desk.domain.events.meetings import MeetingClosed
from panel_desk.domain.events.strategy import ConcernRecorded
from panel_desk.domain.ids import MeetingId, PersonId
from panel_desk.services.book import Book, Deed
from panel_desk.vault.queries import meetings, streams
from panel_desk.vault.queries import places as place_queries

BETWEEN = ("voice/", "plan/", "place/", "concern/")
"""Streams of these deeds."""
_TOLD = ("voice/", "plan/")
"""What minutes tell of."""


def undo_between(book: Book, actor: PersonId, deed: Deed) -> Deed:
    """Take a deed back, as long as nothing rests on it and no meeting was closed since whose minutes may tell of it.

    Raises:
        DeskError: where something recorded since rests on it, or minutes may tell of it.
    """
    for line in deed:
        if line.stream.startswith(_TOLD) and _closed_since(book, line.seq):
            raise refused(
                "A meeting has been closed since: its minutes may tell of this.",
                "Record what is so now, or withdraw it with a reason; the record keeps both.",
            )
        concern = line.event if isinstance(line.event, ConcernRecorded) else None
        if _rests(book, deed, line.stream) or (concern is not None and _is_worked_on(book, concern, line.seq)):
            raise refused("Something recorded since rests on that deed.", "Take that back first.")
    return book.undo(actor, deed)


def _rests(book: Book, deed: Deed, stream: str) -> bool:
    """Whether the stream went on."""
    own = {line.event_id for line in deed}
    last = max(line.seq for line in deed)
    return any(line.seq > last and line.event_id not in own for line in streams.events_below(book.db, stream))


def _is_worked_on(book: Book, event: ConcernRecorded, seq: int) -> bool:
    """Whether a concern that would vanish has children or offers beside it, a list named it since, or an agenda has it.

    One that a list named first stays, with what the list says.
    """
    named_first, named_since = place_queries.named_by_lists(book.db, event.concern_id)
    if named_first or _was_known(book, event, seq):
        return False
    offered = streams.events_below(book.db, f"place/{event.concern_id}")
    return named_since or bool(offered) or bool(meetings.with_concern(book.db, event.concern_id))


def _was_known(book: Book, event: ConcernRecorded, seq: int) -> bool:
    """Whether the concern was entered before: then only its words would change."""
    return any(line.seq < seq for line in streams.events_below(book.db, f"concern/{event.concern_id}"))


def _closed_since(book: Book, seq: int) -> bool:
    closed = {line.stream for line in book.journal.since(seq) if isinstance(line.event, MeetingClosed)}
    rows = (meetings.by_id(book.db, MeetingId(stream.removeprefix("meeting/"))) for stream in closed)
    return any(row is not None and row.closed_at is not None for row in rows)
