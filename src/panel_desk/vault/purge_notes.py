"""Notes beside the backups of what was purged since: a backup made before brings it back, and cannot know it.

A note holds days and numbers, nothing of anybody.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import msgspec
from msgspec import Struct

from panel_desk.domain.errors import DeskError, Reason
from panel_desk.vault.atomic_file import write_atomically
from panel_desk.vault.backup import Backup

NOTES_FILE = "purges.json"


class PurgeNote(Struct, frozen=True, kw_only=True):
    """One purge."""

    vault_id: str
    seq: int
    """Where the journal tells of it."""
    at: datetime
    records: int
    entries: int


def keep_notes(into: Path, notes: tuple[PurgeNote, ...]) -> None:
    """Note purges in a folder of backups, beside those noted before; nothing where there are none, or no folder.

    Raises:
        DeskError: STORAGE where they cannot be written.
    """
    if not notes or not into.is_dir():
        return
    of_place = {(note.vault_id, note.seq): note for note in (*_notes(into), *notes)}
    content = msgspec.json.encode(sorted(of_place.values(), key=lambda note: (note.at, note.vault_id, note.seq)))
    try:
        write_atomically(into / NOTES_FILE, msgspec.json.format(content) + b"\n")
    except OSError as error:
        raise DeskError(
            "It could not be noted beside the backups what was purged.",
            reason=Reason.STORAGE,
            remedy="Backups made before bring it back: look whether the folder can be written to.",
        ) from error


def purged_since(backup: Backup) -> tuple[PurgeNote, ...]:
    """What the notes beside a backup tell that was purged after it was made, the first first."""
    made = backup.manifest
    return tuple(
        note for note in _notes(backup.folder.parent) if note.vault_id == made.vault_id and note.seq > made.anchor.seq
    )


def _notes(into: Path) -> tuple[PurgeNote, ...]:
    """As they stand; none where there are none, or none that can be read."""
    try:
        return msgspec.json.decode((into / NOTES_FILE).read_bytes(), type=tuple[PurgeNote, ...])
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return ()
