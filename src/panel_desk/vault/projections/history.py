"""Reads the journal's events of one subject, for making its tables anew; decoding is the only thing it does to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from panel_desk.domain.events import Event
from panel_desk.vault.chain import Codec
from panel_desk.vault.driver import Connection
from panel_desk.vault.journal import StoredEvent
from panel_desk.vault.projections.columns import as_json

_CODEC: Codec[Event] = Codec(Event)

# "0" is the character after "/": the range holds every stream below the prefix, and the index on streams serves it.
_BELOW = """SELECT seq, event_id, stream, version, kind, actor, device, at, body FROM journal
WHERE (stream = ?1 OR (stream >= ?1 || '/' AND stream < ?1 || '0')) AND seq <= ?2 AND body IS NOT NULL"""

NEWEST = (1 << 63) - 1
"""As ``until``: up to the journal's last event."""


def streams_of(conn: Connection, event_ids: Iterable[str]) -> tuple[str, ...]:
    """The streams in which events stand, in the order of their first one."""
    rows = conn.execute(
        "SELECT stream FROM journal WHERE event_id IN (SELECT value FROM json_each(?)) "
        "GROUP BY stream ORDER BY min(seq)",
        (as_json(sorted(event_ids)),),
    )
    return tuple(row[0] for row in rows)


def events_below(conn: Connection, prefixes: Iterable[str], *, until: int = NEWEST) -> Iterator[StoredEvent[Event]]:
    """The events of streams, and of the streams below them, in journal order; without those whose body is purged.

    Args:
        conn: Of a file that holds the journal.
        prefixes: ``meeting/<id>`` for a meeting with its items and minutes; ``import`` for all imports.
        until: The last seq that counts.
    """
    rows = [row for prefix in prefixes for row in conn.execute(_BELOW, (prefix, until))]
    rows.sort()
    for seq, event_id, stream, version, kind, actor, device, at, body in rows:
        yield StoredEvent(
            seq, event_id, stream, version, kind, actor, device, datetime.fromisoformat(at), _CODEC.decode(body)
        )
