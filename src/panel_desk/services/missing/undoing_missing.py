"""Takes back what was recorded of missing children, as long as nothing recorded since rests on it."""

from __future__ import annotations

from panel_desk.domain.errors import refused
from panel_desk.domain.events import Event
from panel_desk.domain.events.missing import EpisodeRecorded, EpisodeReturned
from panel_desk.domain.ids import PersonId
from panel_desk.domain.missing.interviews import InterviewState
from panel_desk.services.book import Book, Deed
from panel_desk.vault.journal import StoredEvent
from panel_desk.vault.queries import episodes, streams

MISSING = "missing/"
"""Streams of these deeds."""


def undo_missing(book: Book, actor: PersonId, deed: Deed) -> Deed:
    """Take a deed back.

    Raises:
        DeskError: where the episode or interview was changed since; where an episode would vanish that a return or an
            interview is about; where a return would that an interview was held after.
    """
    for line in deed:
        if _went_on(book, line) or _rests_on(book, line.event):
            raise refused("Something recorded since rests on that deed.", "Take that back first.")
    return book.undo(actor, deed)


def _went_on(book: Book, line: StoredEvent[Event]) -> bool:
    """Whether something that counts was recorded of the same episode or interview since."""
    return any(other.seq > line.seq for other in streams.events_below(book.db, line.stream))


def _rests_on(book: Book, event: Event | None) -> bool:
    match event:
        case EpisodeRecorded(episode_id=key, row=row):
            returned = episodes.has_recorded_return(book.db, row.local_id, key)
            return returned or bool(episodes.interviews_about(book.db, row.local_id, key))
        case EpisodeReturned(local_id=number, episode_id=key):
            about = episodes.interviews_about(book.db, number, key)
            return any(one.state is InterviewState.COMPLETED for one in about)
    return False
