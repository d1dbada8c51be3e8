"""Backups that were opened and examined before they count, and the rehearsal of a restore.

A backup is a folder like the vault's own: ``vault.db``, ``vault.json``, ``keys.json`` and its manifest ``backup.json``.
It opens with the keys of the day it was made. Kept are 7 daily, 4 weekly and 12 monthly ones.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from msgspec import Struct

from panel_desk.domain.errors import DeskError, Reason
from panel_desk.vault.atomic_file import PRIVATE_FILE, PRIVATE_FOLDER, sync_file, sync_folder, write_atomically
from panel_desk.vault.database import VAULT_FILE, Vault, holds_vault
from panel_desk.vault.driver import Database, Error, connect
from panel_desk.vault.failures import translated
from panel_desk.vault.integrity import Examination, Signatures, examine
from panel_desk.vault.journal import Head
from panel_desk.vault.keys.slots import SLOTS_FILE
from panel_desk.vault.retention import expired
from panel_desk.vault.sidecar import SIDECAR_FILE

MANIFEST_FILE = "backup.json"
_NAME = "desk-%Y-%m-%dT%H%M%SZ"


class Manifest(Struct, frozen=True):
    """What a backup says of itself."""

    vault_id: str
    made_at: datetime
    head: str
    """The journal's head as one line: an anchor outside the vault."""
    events: int
    sha256: str
    """Of the backup's ``vault.db``, in hex."""
    verified: bool

    @property
    def anchor(self) -> Head:
        """The head, to compare a journal with."""
        return Head.from_text(self.head)


class Backup(Struct, frozen=True):
    """A backup in its folder."""

    folder: Path
    manifest: Manifest


class Rehearsal(Struct, frozen=True):
    """What restoring a backup to a temporary folder has shown."""

    backup: Backup
    examination: Examination
    bytes_unchanged: bool
    """Whether the file still has the hash of its manifest."""

    @property
    def would_restore(self) -> bool:
        """The backup opens, is whole and reaches its own head."""
        return self.bytes_unchanged and self.examination.is_whole

    @property
    def sentences(self) -> tuple[str, ...]:
        """What was found, in words."""
        changed = () if self.bytes_unchanged else ("The backup's file has changed since it was made.",)
        return changed + self.examination.sentences


def back_up(vault: Vault, into: Path, now: datetime) -> Backup:
    """Make a backup, examine it, put it in place, and remove those whose time is over.

    Args:
        vault: Stays open; its own thread need not wait, because the copy is read through another connection.
        into: The backups' folder, made if missing.
        now: Names the backup.

    Raises:
        DeskError: VAULT_DAMAGED where the vault or the copy is not whole (an older backup is kept then); STORAGE.
    """
    if vault.folder is None:
        raise DeskError("A vault in memory has no backups.", reason=Reason.NOT_ALLOWED)
    made_at = now.astimezone(UTC).replace(microsecond=0)
    final = into / made_at.strftime(_NAME)
    part = final.with_name(final.name + ".part")
    with _storage_errors(), translated():
        into.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        for leftover in into.glob("desk-*.part"):
            shutil.rmtree(leftover)
        part.mkdir(mode=PRIVATE_FOLDER)
        try:
            backup = Backup(final, _copy_and_check(vault, part, made_at))
            part.replace(final)
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise
        sync_folder(into)
        for old in expired([(one.manifest.made_at, one.manifest.verified) for one in list_backups(into)]):
            shutil.rmtree(into / old.strftime(_NAME), ignore_errors=True)
    return backup


def list_backups(into: Path) -> tuple[Backup, ...]:
    """All backups in a folder, oldest first; what is no backup, or not finished, is passed over."""
    found = []
    for folder in sorted(into.glob("desk-*Z")):
        try:
            manifest = msgspec.json.decode((folder / MANIFEST_FILE).read_bytes(), type=Manifest)
        except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            continue
        if manifest.made_at.strftime(_NAME) == folder.name:
            found.append(Backup(folder, manifest))
    return tuple(found)


def rehearse_restore(backup: Backup, data_key: bytes) -> Rehearsal:
    """Restore to a private temporary folder, open, and examine everything with all signatures; removes it again.

    Raises:
        DeskError: WRONG_KEY or VAULT_DAMAGED where it does not even open; STORAGE.
    """
    with _storage_errors(), tempfile.TemporaryDirectory(prefix="panel-desk-rehearsal-") as scratch:
        copied = Path(scratch) / VAULT_FILE
        shutil.copyfile(backup.folder / VAULT_FILE, copied)
        if copied.stat().st_size == 0:
            # Any key opens an empty file, as a vault without tables.
            raise DeskError("The backup's file is empty.", reason=Reason.VAULT_DAMAGED, remedy="Use an older backup.")
        unchanged = _sha256(copied) == backup.manifest.sha256
        with translated(), _opened(copied, data_key) as db:
            examination = examine(db.conn, anchors=[backup.manifest.anchor], signatures=Signatures.ALL)
    return Rehearsal(backup, examination, unchanged)


def restore(backup: Backup, into: Path, data_key: bytes) -> None:
    """Put a backup into a folder that holds no vault, after a rehearsal.

    Raises:
        DeskError: CONFLICT where there is a vault; VAULT_DAMAGED where the rehearsal fails; WRONG_KEY; STORAGE.
    """
    if holds_vault(into):
        raise DeskError(
            "This folder holds a vault already.", reason=Reason.CONFLICT, remedy="Move it away first, and keep it."
        )
    rehearsal = rehearse_restore(backup, data_key)
    if not rehearsal.would_restore:
        raise DeskError(
            f"This backup is not whole: {rehearsal.sentences[0]}",
            reason=Reason.VAULT_DAMAGED,
            remedy="Try an older backup.",
        )
    with _storage_errors():
        into.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        _copy_small_files(backup.folder, into)
        # The vault's file last: without it the folder counts as empty.
        part = into / f"{VAULT_FILE}.part"
        part.touch(mode=PRIVATE_FILE)
        shutil.copyfile(backup.folder / VAULT_FILE, part)
        sync_file(part)
        part.replace(into / VAULT_FILE)
        sync_folder(into)


def _copy_and_check(vault: Vault, part: Path, made_at: datetime) -> Manifest:
    """Check the source, copy it, open the copy and check that too; the manifest comes back, already written."""
    assert vault.folder is not None  # noqa: S101  back_up has refused a vault in memory
    source = vault.reader()
    try:
        before = examine(source.conn, signatures=Signatures.LAST)
        _refuse_damaged(before, "The vault is damaged, so it is not backed up")
        copied = part / VAULT_FILE
        copied.touch(mode=PRIVATE_FILE)
        # The copy's own log is emptied into it when it is closed.
        with _opened(copied, vault.data_key) as target:
            source.conn.backup(target.conn)
    finally:
        source.close()
    with _opened(copied, vault.data_key) as db:
        examined = examine(db.conn, anchors=[before.head], signatures=Signatures.LAST)
    _refuse_damaged(examined, "The backup is not whole")
    _copy_small_files(vault.folder, part)
    sync_file(copied)
    manifest = Manifest(vault.vault_id, made_at, examined.head.text, examined.events, _sha256(copied), verified=True)
    write_atomically(part / MANIFEST_FILE, msgspec.json.format(msgspec.json.encode(manifest)) + b"\n")
    return manifest


def _copy_small_files(source: Path, target: Path) -> None:
    for name in (SIDECAR_FILE, SLOTS_FILE):
        if (source / name).exists():
            write_atomically(target / name, (source / name).read_bytes())


def _refuse_damaged(examination: Examination, what: str) -> None:
    if not examination.is_whole:
        raise DeskError(
            f"{what}: {examination.sentences[0]}",
            reason=Reason.VAULT_DAMAGED,
            remedy="The backups made before are kept. Rehearse restoring the latest.",
        )


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def _opened(path: Path, data_key: bytes) -> Iterator[Database]:
    try:
        db = connect(path, data_key)
    except Error as error:
        if "not a database" not in str(error):
            raise
        raise DeskError(
            "The backup does not open with this key: it is another key's, or damaged.",
            reason=Reason.WRONG_KEY,
            remedy="A backup opens with the keys of the day it was made.",
        ) from error
    try:
        yield db
    finally:
        db.close()


@contextmanager
def _storage_errors() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise DeskError(
            "The disk did not take or give the backup.",
            reason=Reason.STORAGE,
            remedy="Check that the disk is connected, writable and not full.",
        ) from error
