"""Empties records for good: bodies, tables, index, drafts and kept files in one transaction; then the file itself.

What is true of the file: ``secure_delete`` writes zeros over what is deleted, and ``VACUUM`` writes the whole file
anew, so that it holds nothing of what was purged. What a disk keeps of blocks it let go of is encrypted under the
vault's key.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from msgspec import Struct

from panel_desk.domain.errors import DeskError
from panel_desk.domain.events import Event
from panel_desk.domain.ids import EventId
from panel_desk.vault.database import Vault
from panel_desk.vault.driver import Connection
from panel_desk.vault.failures import translated
from panel_desk.vault.journal import Journal
from panel_desk.vault.projections import replay
from panel_desk.vault.projections.columns import as_json

Tell = Callable[[str, float | None], None]

_FORGET_FILES = """DELETE FROM kept_file WHERE sha256 IN (SELECT value FROM json_each(?1))
AND sha256 NOT IN (SELECT sha256 FROM kept_name)
AND sha256 NOT IN (SELECT sha256 FROM edition)
AND sha256 NOT IN (SELECT agenda_sha256 FROM meeting)
AND sha256 NOT IN (SELECT coalesce(signed ->> '$.pdf_sha256', '') FROM minutes)
AND sha256 NOT IN (SELECT value ->> '$.pdf_sha256' FROM minutes, json_each(minutes.approvals))"""
_FORGET_DRAFTS = "DELETE FROM draft WHERE place = ?1 OR (place >= ?1 || '/' AND place < ?1 || '0')"
_UNBURN = "DELETE FROM burned_number WHERE action_id IN (SELECT value FROM json_each(?))"
_STREAMS = """SELECT DISTINCT stream FROM journal WHERE event_id IN (SELECT value FROM json_each(?)) ORDER BY stream"""


class Emptying(Struct, frozen=True, kw_only=True):
    """What a purge empties."""

    event_ids: tuple[EventId, ...]
    streams: tuple[str, ...]
    """Whose drafts go too, each with all streams below it."""
    files: tuple[str, ...] = ()
    """Fingerprints of kept files; one that something else names stays."""


class Emptied(Struct, frozen=True, kw_only=True):
    """What it has emptied."""

    events: int
    files: int
    drafts: int


def empty(vault: Vault, journal: Journal[Event], what: Emptying, *, now: datetime, tell: Tell) -> Emptied:
    """Empty records and make their tables anew; inside the caller's ``Vault.write``, beside the event that says so.

    Args:
        vault: Whose.
        journal: Its journal.
        what: Which entries, with what hangs on them.
        now: When.
        tell: Told what is being done; what it raises rolls everything back.
    """
    with vault.write() as db:
        conn = db.conn
        # Tables of one subject are made anew after those of another; what counts is that everything fits at the end.
        conn.execute("PRAGMA defer_foreign_keys = ON")
        tell("Emptying the entries", 0.2)
        ids = as_json(list(what.event_ids))
        streams = [row[0] for row in conn.execute(_STREAMS, (ids,))]
        events = journal.purge(what.event_ids, now=now)
        _unburn(conn, streams)
        tell("Making the tables anew", 0.4)
        replay(db, streams)
        tell("Taking out what was kept beside them", 0.7)
        drafts = sum(conn.execute(_FORGET_DRAFTS, (stream,)).rowcount for stream in what.streams)
        files = conn.execute(_FORGET_FILES, (as_json(list(what.files)),)).rowcount
        # The index keeps the words of what was taken out until its parts are merged.
        conn.execute("INSERT INTO search (search) VALUES ('optimize')")
    return Emptied(events=events, files=files, drafts=drafts)


def write_anew(vault: Vault) -> str:
    """Write the whole file anew and empty its log, outside any transaction; a sentence where that could not be done."""
    try:
        with translated():
            vault.checkpoint()
            vault.db.conn.execute("VACUUM")
            vault.checkpoint()
            pages_left = _log_pages(vault.db.conn)
    except DeskError as error:
        return f"The file could not be written anew: {error.sentence} What was emptied is written over with zeros."
    if pages_left:
        return "Another window reads the desk: its log is emptied when the desk is closed."
    return ""


def runs_of(places: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """Places in the journal as first and last of each unbroken run."""
    runs: list[tuple[int, int]] = []
    for place in sorted(places):
        if runs and runs[-1][1] == place - 1:
            runs[-1] = (runs[-1][0], place)
        else:
            runs.append((place, place))
    return tuple(runs)


def emptied_places(conn: Connection) -> Sequence[int]:
    """The journal's places whose entry says nothing any more."""
    return [row[0] for row in conn.execute("SELECT seq FROM journal WHERE body IS NULL ORDER BY seq")]


def _unburn(conn: Connection, streams: Iterable[str]) -> None:
    """Numbers of purged actions are made from what was emptied; the meeting that gave them is gone too."""
    gone = [stream.removeprefix("action/") for stream in streams if stream.startswith("action/")]
    conn.execute(_UNBURN, (as_json(gone),))


def _log_pages(conn: Connection) -> int:
    row = conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return int(row[0]) if row else 0
