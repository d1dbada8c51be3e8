"""Notes beside the backups what was purged, for whoever restores an older one."""

from __future__ import annotations

from pathlib import Path

from panel_desk.vault.database import Vault
from panel_desk.vault.purge_notes import PurgeNote, keep_notes
from panel_desk.vault.queries.retention import purges


def note_purges(vault: Vault, into: Path) -> None:
    """Note in a folder of backups what was ever purged, so that an older one can be told of when it is restored."""
    keep_notes(
        into,
        tuple(
            PurgeNote(vault_id=vault.vault_id, seq=seq, at=at, records=records, entries=entries)
            for seq, at, records, entries in purges(vault.db)
        ),
    )
