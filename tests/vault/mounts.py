"""Real small and read-only disks for the tests, where this computer lets them be mounted."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def mounted(point: Path, *arguments: str, again: bool = False) -> Iterator[Path]:
    """Mount something on a folder for a while; the test is skipped where mounting is not permitted.

    Args:
        point: The folder.
        arguments: For ``mount``, before the folder.
        again: A remount, which is not undone by itself.
    """
    done = subprocess.run(["mount", *arguments, str(point)], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        pytest.skip(f"this computer lets no test mount a disk: {done.stderr.strip()}")
    try:
        yield point
    finally:
        if not again:
            subprocess.run(["umount", str(point)], check=True)


@contextmanager
def a_small_disk(point: Path, megabytes: int) -> Iterator[Path]:
    """A disk in memory with so much room."""
    point.mkdir(exist_ok=True)
    with mounted(point, "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs"):
        yield point


def fill(disk: Path) -> None:
    """Leave no byte free."""
    with (disk / "filler").open("ab") as file:
        try:
            while True:
                file.write(bytes(64 * 1024))
                file.flush()
        except OSError:
            return
