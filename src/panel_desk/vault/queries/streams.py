"""Events as they stand in the journal, without those that were taken back."""

from __future__ import annotations

from collections.abc import Sequence

from panel_desk.domain.events import DeedUndone, Event
from panel_desk.domain.ids import EventId
from panel_desk.vault.driver import Database
from panel_desk.vault.failures import translated
from panel_desk.vault.journal import StoredEvent
from panel_desk.vault.projections.history import events_below as all_below
from panel_desk.vault.projections.undo import undone_events
from panel_desk.vault.queries.reading import WANTED, one, wanted


def events_below(db: Database, prefix: str) -> tuple[StoredEvent[Event], ...]:
    """The events of a stream and of all streams below it that still count, in journal order.

    Args:
        db: Any connection to the vault.
        prefix: ``meeting/<id>`` for a meeting with its items and minutes, ``action/<id>`` for an action.
    """
    with translated():
        undone = undone_events(db.conn)
        return tuple(
            stored
            for stored in all_below(db.conn, (prefix,))
            if stored.event_id not in undone and not isinstance(stored.event, DeedUndone)
        )


def last_apart_from(db: Database, prefix: str) -> int:
    """The number of the last event outside a stream and all below it; 0 where there is none.

    Args:
        db: Any connection to the vault.
        prefix: As for ``events_below``.
    """
    # From the end backwards: only what was appended since in that stream itself is passed over.
    query = "SELECT seq FROM journal WHERE stream <> ? AND stream NOT GLOB ? ORDER BY seq DESC LIMIT 1"
    with translated():
        found = db.conn.execute(query, (prefix, f"{prefix}/*")).fetchone()
    return int(found[0]) if found else 0


def any_undone(db: Database, event_ids: Sequence[EventId]) -> bool:
    """Whether one of some events no longer counts."""
    return one(db, f"SELECT 1 FROM undone WHERE event_id IN {WANTED}", (wanted(event_ids),)) is not None  # noqa: S608  a constant


def last_below(db: Database, prefix: str) -> int:
    """The number of the last event of a stream and all below it; 0 where there is none."""
    query = "SELECT max(seq) FROM journal WHERE stream = ? OR stream GLOB ?"
    with translated():
        found = db.conn.execute(query, (prefix, f"{prefix}/*")).fetchone()
    return int(found[0] or 0)
