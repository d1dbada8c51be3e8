"""Does deeds without end and reports the ids of those that were acknowledged; the crash test kills it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path

from tests.vault.vault_builders import ACTOR, WordEvent, WordJournal, WordSaid, said

from panel_desk.vault.database import open_vault
from panel_desk.vault.driver import Database
from panel_desk.vault.journal import StoredEvent


def project(db: Database, events: Sequence[StoredEvent[WordEvent]]) -> None:
    """Every word into one table that stands by itself."""
    db.conn.executemany(
        "INSERT INTO burned_number (reference, meeting_reference, number, action_id) VALUES (?, ?, ?, ?)",
        [(one.event_id, one.stream, one.seq, one.event.word) for one in events if isinstance(one.event, WordSaid)],
    )


def do_deeds(folder: Path, data_key: bytes, acknowledged: Connection) -> None:
    """Open the vault, and go on until killed; every batch is reported once it is durable."""
    journal = WordJournal(open_vault(folder, data_key))
    version = journal.calls.stream_version("talk/1")
    while True:
        batch = [said("word " * 40, version=version), said("more", version=version)]
        journal.calls.append(batch, actor=ACTOR, device=journal.device, now=datetime.now(UTC), project=project)
        version += len(batch)
        acknowledged.send([new.event_id for new in batch])
