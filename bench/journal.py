"""The chain verified against hashing the same bytes, and the tables rebuilt."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime

from bench.measuring import Comparison, compare, seconds
from bench.meeting_made import a_meeting_in_session
from panel_desk.domain.events.items import NoteRecorded, NoteSection
from panel_desk.domain.ids import ItemId, MeetingId
from panel_desk.services.desk import FOUNDER, Desk
from panel_desk.vault.driver import Connection
from panel_desk.vault.integrity import verify_chain
from panel_desk.vault.projections import REVISION, project
from panel_desk.vault.rebuild import rebuild

EVENTS = 200_000
_BATCH = 500


def compare_all() -> Iterator[Comparison]:
    """A fifth of a million events in memory; the walk is linear, so a million takes five times as long."""
    now = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
    with Desk.in_memory(lambda: now) as desk:
        meeting_id, item_id = a_meeting_in_session(desk)
        _fill(desk, meeting_id, item_id)
        connection = desk.book.vault.db.conn
        rebuilt = seconds(lambda: rebuild(desk.book.vault, desk.book.journal, project, revision=REVISION))
        note = f"{EVENTS:,} events; rebuilding the tables takes {rebuilt:.1f} s"
        yield compare(
            "verify the chain",
            lambda: verify_chain(connection),
            lambda: _hash_all(connection),
            against="hashing the same bytes",
            at_most=5,
            pairs=3,
            note=note,
        )


def _fill(desk: Desk, meeting_id: MeetingId, item_id: ItemId) -> None:
    stream, actor = f"meeting/{meeting_id}/item/{item_id}", FOUNDER
    for start in range(0, EVENTS, _BATCH):
        texts = (f"The panel heard report {n} and asked for the next by Friday." for n in range(start, start + _BATCH))
        events = (
            NoteRecorded(meeting_id=meeting_id, item_id=item_id, section=NoteSection.DISCUSSION, text=text)
            for text in texts
        )
        desk.book.record(actor, *((stream, event) for event in events))


def _hash_all(connection: Connection) -> str:
    """The bare thing: every row read, its bytes hashed."""
    digest = hashlib.sha256()
    rows = connection.execute("SELECT seq, event_id, stream, version, kind, actor, device, at, body FROM journal")
    for *meta, body in rows:
        digest.update(repr(meta).encode())
        digest.update(body)
    return digest.hexdigest()
