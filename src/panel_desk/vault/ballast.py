"""A 16 MB file that is given up when the disk fills, so that what is on the screen can still be saved."""

from __future__ import annotations

import os
import shutil
from enum import Enum
from pathlib import Path

from panel_desk.vault.atomic_file import PRIVATE_FILE

BALLAST_FILE = "ballast"
BALLAST_BYTES = 16 * 1024 * 1024
LOW_BYTES = 256 * 1024 * 1024
_CHUNK = 1024 * 1024


class Space(Enum):
    """How much room the disk has for the vault."""

    PLENTY = "plenty"
    LOW = "low"
    """Less than 256 MB free: warn."""
    RESERVE_USED = "reserve-used"
    """The ballast has been given up: save what is open, and free some space."""

    @property
    def sentence(self) -> str:
        """What to tell the person; empty where there is nothing to tell."""
        return {
            Space.PLENTY: "",
            Space.LOW: "The disk is nearly full. Free some space soon.",
            Space.RESERVE_USED: "The disk is full and the vault's reserve is in use. Free some space now.",
        }[self]


def lay(folder: Path) -> bool:
    """Make the ballast where it is missing and there is room for it twice over; whether it is there now.

    Raises nothing: a vault without ballast works, it only has no reserve.
    """
    path = folder / BALLAST_FILE
    if is_laid(folder):
        return True
    try:
        if shutil.disk_usage(folder).free < 2 * BALLAST_BYTES:
            return False
        _fill(path)
    except OSError:
        path.unlink(missing_ok=True)
        return False
    return True


def is_laid(folder: Path) -> bool:
    """Whether the whole ballast is there."""
    path = folder / BALLAST_FILE
    return path.is_file() and path.stat().st_size >= BALLAST_BYTES


def release(folder: Path) -> bool:
    """Give the ballast up; whether there was one."""
    path = folder / BALLAST_FILE
    had = path.is_file()
    path.unlink(missing_ok=True)
    return had


def is_out_of_room(folder: Path) -> bool:
    """Whether SQLite could not even make its log: it then reports a failing disk, not a full one."""
    return shutil.disk_usage(folder).free < _CHUNK


def space(folder: Path) -> Space:
    """How much room there is; lays the ballast again where the disk has recovered."""
    if not lay(folder):
        return Space.RESERVE_USED
    return Space.LOW if shutil.disk_usage(folder).free < LOW_BYTES else Space.PLENTY


def _fill(path: Path) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, PRIVATE_FILE)
    try:
        if hasattr(os, "posix_fallocate"):
            os.posix_fallocate(descriptor, 0, BALLAST_BYTES)
        else:
            # Random, because a file of zeros takes no room on a disk that compresses.
            for _ in range(BALLAST_BYTES // _CHUNK):
                os.write(descriptor, os.urandom(_CHUNK))
    finally:
        os.close(descriptor)
