"""A real X server without a screen, for what offscreen cannot show."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]


@contextmanager
def x_display(size: str = "1280x800") -> Iterator[str]:
    """A display of its own; its name, such as ``:97``. The server chooses a free number by itself."""
    reader, writer = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writer), "-screen", "0", f"{size}x24", "-nolisten", "tcp"],
        pass_fds=(writer,),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writer)
    try:
        with os.fdopen(reader) as told:
            number = told.readline().strip()
        assert number, "the X server did not start"
        yield f":{number}"
    finally:
        server.terminate()
        server.wait(timeout=30)


def passes_on_a_real_display(test: str) -> None:
    """Run one test, named as pytest names it, once more in a process of its own on a real X platform."""
    with x_display() as display:
        ended = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-p", "no:xdist", test],
            cwd=ROOT,
            env={**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"},
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
    assert ended.returncode == 0, ended.stdout[-4000:] + ended.stderr[-2000:]
