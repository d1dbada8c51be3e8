"""One desk at a time: a lock on the vault's folder that names its holder, and falls away with the holder's process."""

from __future__ import annotations

import os
import socket
import sys
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from msgspec import Struct

from panel_desk.domain.errors import DeskError, Reason
from panel_desk.vault.atomic_file import PRIVATE_FILE

LOCK_FILE = "vault.lock"
_BIGGEST = 4096


class Holder(Struct, frozen=True):
    """Who has the vault open."""

    pid: int
    host: str
    since: datetime


class InstanceLock:
    """Held from construction until ``release``.

    The operating system's lock decides, and it ends with the process: a lock file left by a dead one is taken over.
    The text in the file only names the holder.

    Raises:
        DeskError: VAULT_IN_USE with the holder's name, or STORAGE where the folder cannot be written to.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / LOCK_FILE
        self._descriptor: int | None = _open(self.path)
        if not _try_lock(self._descriptor):
            holder = _read_holder(self._descriptor)
            self._close()
            raise _in_use(holder)
        self.holder = Holder(os.getpid(), socket.gethostname(), datetime.now(UTC).replace(microsecond=0))
        try:
            os.ftruncate(self._descriptor, 0)
            os.lseek(self._descriptor, 0, os.SEEK_SET)
            os.write(self._descriptor, msgspec.json.encode(self.holder))
        except OSError:
            # On a full disk the lock still holds; only its name is missing.
            return

    def release(self) -> None:
        """Let the next one in; the file stays, so that two openers never lock two different files."""
        self._close()

    def _close(self) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def _open(path: Path) -> int:
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT, PRIVATE_FILE)
    except OSError as error:
        raise DeskError(
            "The desk's folder cannot be written to.",
            reason=Reason.STORAGE,
            remedy="Make the folder writable, or put the desk on another disk.",
        ) from error


def _try_lock(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415  Windows only

            # Far beyond the text, so that others may still read who holds it.
            os.lseek(descriptor, 1 << 30, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
            os.lseek(descriptor, 0, os.SEEK_SET)
        else:
            import fcntl  # noqa: PLC0415  not on Windows

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _read_holder(descriptor: int) -> Holder | None:
    os.lseek(descriptor, 0, os.SEEK_SET)
    try:
        return msgspec.json.decode(os.read(descriptor, _BIGGEST), type=Holder)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def _in_use(holder: Holder | None) -> DeskError:
    who = "another process"
    if holder is not None:
        who = f"process {holder.pid} on {holder.host}, since {holder.since:%d %B %Y %H:%M} UTC"
    return DeskError(
        f"This vault is already open: {who}.",
        reason=Reason.VAULT_IN_USE,
        remedy="Close the other Panel Desk first.",
    )
