"""Backups of a desk: made whole or not at all, rehearsed before they are believed, put back into an empty folder."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from panel_desk.domain.calendar import count_words, date_words, england_day
from panel_desk.domain.errors import DeskError, Reason
from panel_desk.host.logging_setup import forbid_core_dumps
from panel_desk.services.desk import Desk
from panel_desk.services.keeping.purge_noting import note_purges
from panel_desk.vault.backup import Backup, Rehearsal, back_up, list_backups, rehearse_restore, restore
from panel_desk.vault.keys.slots import Slot, read_slots
from panel_desk.vault.purge_notes import purged_since

__all__ = [
    "Backup",
    "Rehearsal",
    "backups_in",
    "come_back",
    "make_backup",
    "newest",
    "put_back",
    "rehearse",
]


def backups_in(into: Path) -> tuple[Backup, ...]:
    """Every finished backup in a folder, the oldest first; none where there is no folder."""
    return list_backups(into)


def make_backup(desk: Desk, into: Path) -> Backup:
    """Back up an open desk into a folder of backups; 7 daily, 4 weekly and 12 monthly ones are kept."""
    made = back_up(desk.book.vault, into, desk.book.now())
    note_purges(desk.book.vault, into)
    desk.anchor(f"backup/{made.folder.name}")
    return made


def newest(into: Path) -> Backup:
    """The newest finished backup in a folder.

    Raises:
        DeskError: where there is none.
    """
    found = list_backups(into)
    if not found:
        raise DeskError(f"There is no backup in {into}.", reason=Reason.NOT_FOUND)
    return found[-1]


def newest_at(into: Path) -> datetime | None:
    """When the newest verified backup in a folder was made; None where there is none."""
    return max((b.manifest.made_at for b in list_backups(into) if b.manifest.verified), default=None)


def rehearse(backup: Backup, passphrase: str) -> Rehearsal:
    """Try a backup in a private folder that is removed again: would it restore?"""
    return rehearse_restore(backup, _key(backup, passphrase))


def put_back(backup: Backup, into: Path, passphrase: str) -> None:
    """Restore a backup into a folder that holds no desk."""
    restore(backup, into, _key(backup, passphrase))


def come_back(backup: Backup) -> tuple[str, ...]:
    """What a restored backup brings back that had been purged, in sentences, as far as anything beside it tells.

    Where nothing is noted, it may have been purged all the same: the notes lie beside the backups alone.
    """
    again = "Look at the review list and purge it again: panel-desk retention."
    since = purged_since(backup)
    if not since:
        made_at = backup.manifest.made_at
        return (
            (
                f"It is the record of {date_words(england_day(made_at))}. No purge after that day is noted beside the "
                f"backups; if there was one, what it took is back. {again}"
            ),
        )
    told = tuple(
        f"{count_words(note.records, 'record')} purged on {date_words(england_day(note.at))} "
        f"({count_words(note.entries, 'entry', 'entries')}) {'is' if note.records == 1 else 'are'} back."
        for note in since
    )
    return (*told, f"The backup was made before that. {again}")


def _key(backup: Backup, passphrase: str) -> bytes:
    forbid_core_dumps()
    return read_slots(backup.folder).unlock(Slot.PASSPHRASE, passphrase)
