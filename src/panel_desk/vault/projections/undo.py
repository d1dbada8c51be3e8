"""Which events no longer count. An undo may itself be undone, which brings its events back."""

from __future__ import annotations

import msgspec

from panel_desk.domain.events import DeedUndone, Event
from panel_desk.vault.driver import Connection
from panel_desk.vault.journal import StoredEvent
from panel_desk.vault.projections.columns import as_json


def taken_back(conn: Connection, stored: StoredEvent[Event], event: DeedUndone) -> frozenset[str]:
    """Keep an undo; the ids of the events that count no longer, or count again, come back."""
    before = undone_events(conn)
    conn.execute(
        "INSERT INTO undo (seq, event_id, event_ids) VALUES (?, ?, ?)",
        (stored.seq, stored.event_id, as_json(event.event_ids)),
    )
    _resolve(conn)
    return before ^ undone_events(conn)


def _resolve(conn: Connection) -> None:
    """Make the list of undone events from all undos: the latest first, because only a later one can undo an undo."""
    undone: set[str] = set()
    for event_id, event_ids in conn.execute("SELECT event_id, event_ids FROM undo ORDER BY seq DESC"):
        if event_id not in undone:
            undone.update(msgspec.json.decode(event_ids, type=list[str]))
    conn.execute("DELETE FROM undone")
    conn.executemany("INSERT INTO undone (event_id) VALUES (?)", [(event_id,) for event_id in sorted(undone)])


def undone_events(conn: Connection) -> frozenset[str]:
    """The ids of the events that do not count."""
    return frozenset(row[0] for row in conn.execute("SELECT event_id FROM undone"))
