"""Makes, opens and closes the vault, and gives it out for reading and writing."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from panel_desk.domain.errors import DeskError, Reason
from panel_desk.domain.ids import new_id
from panel_desk.vault import ballast, migrations
from panel_desk.vault.atomic_file import PRIVATE_FILE, PRIVATE_FOLDER, sync_folder
from panel_desk.vault.ballast import Space
from panel_desk.vault.driver import KEY_BYTES, Database, Error, connect, connect_memory
from panel_desk.vault.failures import is_disk_full, translated
from panel_desk.vault.instance_lock import InstanceLock
from panel_desk.vault.location import refuse_unsafe
from panel_desk.vault.sidecar import Sidecar, key_check, read_sidecar, write_sidecar

VAULT_FILE = "vault.db"
_PLAIN_MAGIC = b"SQLite format 3\0"


class Vault:
    """An open vault. The thread that opened it owns the writing connection; others take a ``reader`` of their own.

    Attributes:
        folder: Where it lies; None for a vault in memory.
        vault_id: Its identity, also in the sidecar and in every backup.
        db: The writing connection. Reading through it is allowed on its own thread; writing goes through ``write``.
    """

    def __init__(
        self, db: Database, data_key: bytes, vault_id: str, folder: Path | None, lock: InstanceLock | None
    ) -> None:
        self.db = db
        self.vault_id = vault_id
        self.folder = folder
        self._data_key = data_key
        self._lock = lock
        self._file = _identity(folder)

    @property
    def data_key(self) -> bytes:
        """The vault's data key, for wrapping it in another slot and for checking a backup; empty once closed."""
        return self._data_key

    @contextmanager
    def write(self) -> Iterator[Database]:
        """One transaction: everything inside is kept, or nothing. Inside another ``write`` it is a savepoint.

        Raises:
            DeskError: What the database refused, in a sentence; STORAGE where the file is no longer there, or after
                which the ballast has been released.
        """
        self.refuse_gone(" Nothing of this deed was saved.")
        with translated():
            try:
                with _transaction(self.db):
                    yield self.db
            except Error as error:
                folder = self.folder
                full = folder is not None and (is_disk_full(error) or ballast.is_out_of_room(folder))
                if full and folder is not None and ballast.release(folder):
                    raise DeskError(
                        "The disk is full; nothing of this deed was saved.",
                        reason=Reason.STORAGE,
                        remedy="The vault has released its reserve of 16 MB: try again now, then free some space.",
                    ) from error
                raise

    def reader(self) -> Database:
        """A read-only connection for the calling thread, which the caller closes.

        A vault in memory has one connection only, so its reader is the writer.
        """
        if self.folder is None:
            return self.db
        self.refuse_gone()
        with translated():
            return connect(self.folder / VAULT_FILE, self._data_key, read_only=True)

    def refuse_gone(self, so: str = "") -> None:
        """Refuse to go on where another file, or none, stands where the vault was opened.

        An open file can still be written after its folder was moved away or its disk pulled out, and all of it be lost.

        Args:
            so: What follows from it, added to the sentence.

        Raises:
            DeskError: STORAGE.
        """
        if self.folder is not None and _identity(self.folder) != self._file:
            raise DeskError(
                f"The desk’s folder is no longer where it was opened.{so}",
                reason=Reason.STORAGE,
                remedy="Connect the disk or put the folder back, and try again. If that fails, open the desk anew.",
            )

    def space(self) -> Space:
        """How much room the disk has; lays the ballast again when there is room for it."""
        return ballast.space(self.folder) if self.folder is not None else Space.PLENTY

    def checkpoint(self) -> None:
        """Move everything from the write-ahead log into the file and empty the log."""
        with translated():
            self.db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def close(self) -> None:
        """Close the file, forget the key, let the next one in. A second call does nothing."""
        self._data_key = b""
        try:
            with translated():
                self.db.close()
        finally:
            if self._lock is not None:
                self._lock.release()
                self._lock = None

    def __enter__(self) -> Vault:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()


def new_data_key() -> bytes:
    """A fresh data key: 32 random bytes."""
    return secrets.token_bytes(KEY_BYTES)


def holds_vault(folder: Path) -> bool:
    """Whether a folder holds a vault, whatever its state."""
    return (folder / VAULT_FILE).is_file()


def create_vault(folder: Path, data_key: bytes, now: datetime) -> Vault:
    """Make a new vault in a folder (made if missing, 0700) and open it.

    Raises:
        DeskError: CONFLICT where the folder holds a vault; STORAGE for a network, synchronised, read-only or full
            place.
    """
    refuse_unsafe(folder)
    try:
        folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        folder.chmod(PRIVATE_FOLDER)
    except OSError as error:
        raise DeskError("The desk's folder cannot be made.", reason=Reason.STORAGE) from error
    lock = InstanceLock(folder)
    try:
        if holds_vault(folder):
            raise DeskError("This folder already holds a vault.", reason=Reason.CONFLICT, remedy="Open it instead.")
        _make_file(folder, data_key, now)
        return _open_locked(folder, data_key, lock)
    except BaseException:
        lock.release()
        raise


def open_vault(folder: Path, data_key: bytes) -> Vault:
    """Open the vault in a folder, bringing its schema up to date.

    Raises:
        DeskError: NOT_FOUND without a vault; VAULT_IN_USE naming the holder; WRONG_KEY; VAULT_DAMAGED; VAULT_FOREIGN
            for a plaintext, foreign or newer file; STORAGE for a network, synchronised, read-only or full place.
    """
    if not holds_vault(folder):
        raise DeskError(
            "There is no vault in this folder.",
            reason=Reason.NOT_FOUND,
            remedy="Check that the disk is connected, or restore a backup.",
        )
    refuse_unsafe(folder)
    lock = InstanceLock(folder)
    try:
        return _open_locked(folder, data_key, lock)
    except BaseException:
        lock.release()
        raise


def memory_vault(now: datetime, data_key: bytes | None = None) -> Vault:
    """A vault that is nowhere but in memory: real SQLCipher, for tests and rehearsals."""
    data_key = data_key or new_data_key()
    db = connect_memory(data_key)
    migrations.migrate(db.conn)
    vault_id = new_id()
    _describe(db, vault_id, now.astimezone(UTC).isoformat())
    return Vault(db, data_key, vault_id, None, None)


def _identity(folder: Path | None) -> tuple[int, int] | None:
    """Which file is the vault's; None where there is none."""
    try:
        found = (folder / VAULT_FILE).stat() if folder is not None else None
    except OSError:
        return None
    return (found.st_dev, found.st_ino) if found is not None else None


@contextmanager
def _transaction(db: Database) -> Iterator[None]:
    """``BEGIN IMMEDIATE`` first: a transaction that begins reading cannot become a writing one under another writer.

    A savepoint only inside another transaction: one more around the whole would copy every page a deed touches and
    costs as much as the commit.
    """
    if db.conn.in_transaction:
        with db.atomic():
            yield
        return
    db.conn.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.conn.execute("COMMIT")
    except BaseException:
        # On a full disk SQLite has rolled back by itself; this does nothing then.
        db.conn.rollback()
        raise


def _make_file(folder: Path, data_key: bytes, now: datetime) -> None:
    """Build the file under another name and put it in place whole: a crash leaves no half-made vault."""
    part = folder / f"{VAULT_FILE}.part"
    vault_id, created_at = new_id(), now.astimezone(UTC).isoformat()
    try:
        for leftover in folder.glob(f"{part.name}*"):
            leftover.unlink()
        part.touch(mode=PRIVATE_FILE)
    except OSError as error:
        raise DeskError("The vault's file cannot be made.", reason=Reason.STORAGE) from error
    with translated():
        db = connect(part, data_key)
        try:
            migrations.migrate(db.conn)
            _describe(db, vault_id, created_at)
        finally:
            db.close()
    write_sidecar(folder, Sidecar(vault_id, key_check(data_key, vault_id), migrations.newest(), created_at))
    part.replace(folder / VAULT_FILE)
    sync_folder(folder)


def _open_locked(folder: Path, data_key: bytes, lock: InstanceLock) -> Vault:
    sidecar = read_sidecar(folder)
    _check_before_opening(folder / VAULT_FILE, sidecar, data_key)
    if ballast.is_out_of_room(folder):
        ballast.release(folder)
    with translated():
        db = _connected(folder / VAULT_FILE, data_key, key_proven=sidecar is not None)
    try:
        with translated():
            _check_whole_and_ours(db, folder / VAULT_FILE)
            migrations.migrate(db.conn)
        vault_id = _census(db, sidecar, folder, data_key)
    except BaseException:
        db.close()
        raise
    ballast.lay(folder)
    return Vault(db, data_key, vault_id, folder, lock)


def _check_before_opening(path: Path, sidecar: Sidecar | None, data_key: bytes) -> None:
    try:
        with path.open("rb") as file:
            beginning = file.read(len(_PLAIN_MAGIC))
    except OSError as error:
        raise DeskError("The vault's file cannot be read.", reason=Reason.STORAGE) from error
    if beginning == _PLAIN_MAGIC:
        raise DeskError("This file is not encrypted, so it is not a vault of Panel Desk.", reason=Reason.VAULT_FOREIGN)
    if len(beginning) < len(_PLAIN_MAGIC):
        raise _damaged("The vault's file is empty.")
    if sidecar is None:
        return
    if sidecar.schema > migrations.newest():
        raise _newer()
    if not sidecar.is_key(data_key):
        raise DeskError(
            "This key does not open this vault.",
            reason=Reason.WRONG_KEY,
            remedy="Use the passphrase or the recovery kit of this vault.",
        )


def _connected(path: Path, data_key: bytes, *, key_proven: bool) -> Database:
    try:
        return connect(path, data_key)
    except Error as error:
        if "not a database" not in str(error):
            raise
        if key_proven:
            raise _damaged("The key is right, but the vault's file cannot be read.") from error
        raise DeskError(
            "The vault's file does not open with this key: either the key is wrong or the file is damaged.",
            reason=Reason.WRONG_KEY,
            remedy="Try the recovery kit; if it does not help either, restore the latest backup.",
        ) from error


def _check_whole_and_ours(db: Database, path: Path) -> None:
    log = path.with_name(path.name + "-wal")
    # While the log holds pages, the file itself may rightly be shorter than its own header says.
    if not log.exists() or log.stat().st_size == 0:
        pages, page_size = (
            int(db.conn.execute(f"PRAGMA {name}").fetchone()[0]) for name in ("page_count", "page_size")
        )
        if path.stat().st_size < pages * page_size:
            raise _damaged("The vault's file has been cut short.")
    version = migrations.schema_version(db.conn)
    if version > migrations.newest():
        raise _newer()
    if version == 0:
        raise DeskError("This file holds no vault of Panel Desk.", reason=Reason.VAULT_FOREIGN)


def _census(db: Database, sidecar: Sidecar | None, folder: Path, data_key: bytes) -> str:
    """Whose vault it is, checked against the sidecar, which is written again where it is missing or behind."""
    with translated():
        row = db.conn.execute("SELECT vault_id, created_at FROM vault").fetchone()
    if row is None:
        raise DeskError("This file holds no vault of Panel Desk.", reason=Reason.VAULT_FOREIGN)
    vault_id: str = row[0]
    if sidecar is not None and sidecar.vault_id != vault_id:
        raise DeskError(
            "The vault's file and its description belong to different vaults.",
            reason=Reason.VAULT_FOREIGN,
            remedy="Restore both from the same backup.",
        )
    if sidecar is None or sidecar.schema != migrations.newest():
        write_sidecar(folder, Sidecar(vault_id, key_check(data_key, vault_id), migrations.newest(), row[1]))
    return vault_id


def _describe(db: Database, vault_id: str, created_at: str) -> None:
    with _transaction(db):
        db.conn.execute("INSERT INTO vault (one, vault_id, created_at) VALUES (1, ?, ?)", (vault_id, created_at))


def _newer() -> DeskError:
    return DeskError(
        "This vault was written by a newer Panel Desk.",
        reason=Reason.VAULT_FOREIGN,
        remedy="Install the newer version to open it.",
    )


def _damaged(sentence: str) -> DeskError:
    return DeskError(
        sentence,
        reason=Reason.VAULT_DAMAGED,
        remedy="Restore the latest backup, and keep the damaged file.",
    )
