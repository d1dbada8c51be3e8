"""Which minutes tell of what children and families said: the record's side of ``domain.strategy.feedback_hearing``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from panel_desk.domain.events import DeedUndone, Event
from panel_desk.domain.ids import FeedbackId, MeetingId
from panel_desk.domain.strategy.feedback_hearing import News, Sitting, still_to_come, told_at
from panel_desk.vault.driver import Database
from panel_desk.vault.failures import translated
from panel_desk.vault.journal import StoredEvent
from panel_desk.vault.projections.history import events_below
from panel_desk.vault.projections.undo import undone_events
from panel_desk.vault.queries import feedback as feedback_queries
from panel_desk.vault.queries import sittings as queries


class Hearing:
    """Looks up once where meetings ended, and says of each feedback which of them told it."""

    def __init__(self, db: Database, *, now: Sitting | None = None) -> None:
        """What is looked up.

        Args:
            db: Any connection.
            now: A meeting as it stands at its end, or at the newest place while it sits; nothing later counts.
        """
        self._db = db
        found = queries.sittings(db)
        if now is not None:
            before = (one for one in found if one.ended < now.ended)
            own = now.meeting_id
            found = (*(replace(one, for_good=False) if one.meeting_id == own else one for one in before), now)
        self._sittings = found
        self._undone = undone_events(db.conn)
        self._news: dict[MeetingId, tuple[News, ...]] = {}

    def events(self, feedback_id: FeedbackId) -> tuple[StoredEvent[Event], ...]:
        """The events of one feedback that count, in journal order."""
        with translated():
            found = events_below(self._db.conn, (f"voice/{feedback_id}",))
            return tuple(
                line for line in found if line.event_id not in self._undone and not isinstance(line.event, DeedUndone)
            )

    def told_at(self, lines: Iterable[StoredEvent[Event]]) -> Mapping[MeetingId, frozenset[int]]:
        """The meetings whose minutes tell of one feedback, by its events that count."""
        said = [News(line.seq, line.event_id, line.event) for line in lines]
        return told_at(said, self._sittings, self._still_to_come)

    def _still_to_come(self, meeting_id: MeetingId, sitting: Sitting) -> bool:
        if meeting_id not in self._news:
            self._news[meeting_id] = queries.news_of(self._db, meeting_id)
        return still_to_come(self._news[meeting_id], sitting)


def told_in(db: Database, meeting_id: MeetingId) -> tuple[FeedbackId, ...]:
    """What the minutes of a meeting that is over tell of feedback, in the order it was said."""
    hearing = Hearing(db)
    children = [child for one in queries.sittings(db) if one.meeting_id == meeting_id for child in one.children]
    return tuple(
        feedback_id
        for feedback_id in feedback_queries.may_be_heard(db, meeting_id, children)
        if meeting_id in hearing.told_at(hearing.events(feedback_id))
    )


def told_by(db: Database, feedback_id: FeedbackId) -> frozenset[MeetingId]:
    """The meetings that ended with minutes that tell of one feedback, purged ones included."""
    hearing = Hearing(db)
    return frozenset(hearing.told_at(hearing.events(feedback_id)))
