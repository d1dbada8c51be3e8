"""Identifiers that purged lists had given: they must be there before the lists that rest on them are told.

The event that keeps them stands at the journal's end, after those lists; so it is read from there first.
"""

from __future__ import annotations

from panel_desk.domain.events import Event
from panel_desk.domain.events.lists import IdentifiersKept
from panel_desk.vault.chain import Codec
from panel_desk.vault.driver import Connection
from panel_desk.vault.journal import StoredEvent

STREAM = "import/kept"
_CODEC: Codec[Event] = Codec(Event)
_NEWEST = "SELECT body FROM journal WHERE stream = ? AND body IS NOT NULL ORDER BY version DESC LIMIT 1"
_GIVEN = """INSERT INTO given_id (about, key, id) VALUES (?, ?, ?)
ON CONFLICT (about, key) DO UPDATE SET id = excluded.id"""


def identifiers_kept(conn: Connection, stored: StoredEvent[Event], event: IdentifiersKept) -> None:
    """As a list that was taken back leaves them: a later list still finds a child or concern by them."""
    del stored
    _give(conn, event)


def newest(journal: Connection) -> IdentifiersKept | None:
    """What the last purge of lists kept; None where no list was ever purged."""
    row = journal.execute(_NEWEST, (STREAM,)).fetchone()
    event = _CODEC.decode(row[0]) if row else None
    return event if isinstance(event, IdentifiersKept) else None


def give(conn: Connection, journal: Connection) -> None:
    """Put in place what the journal keeps, before lists are told or told anew.

    Args:
        conn: The tables.
        journal: Of a file that holds the journal.
    """
    kept = newest(journal)
    if kept is not None:
        _give(conn, kept)


def _give(conn: Connection, kept: IdentifiersKept) -> None:
    conn.executemany(_GIVEN, [("child", local_id, child_id) for local_id, child_id in kept.children.items()])
    conn.executemany(_GIVEN, [("concern", key, concern_id) for key, concern_id in kept.concerns.items()])
