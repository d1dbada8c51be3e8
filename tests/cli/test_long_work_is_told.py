"""Long work is told on a terminal, and on nothing else."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

_CODE = """
import time
from panel_desk.cli import progress
progress._MOMENT = 0.05
with progress.working("Checking the record"):
    time.sleep({seconds})
print("done")
"""


def _on_a_terminal(code: str) -> str:
    """What a terminal as stderr is shown."""
    leader, follower = pty.openpty()
    done = subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=follower, text=True, check=True)
    os.close(follower)
    assert done.stdout == "done\n"
    told = b""
    try:
        # What was written last may still be on its way: a terminal ends with an error once nobody holds it.
        while piece := os.read(leader, 10_000):
            told += piece
    except OSError:
        pass
    finally:
        os.close(leader)
    return told.decode()


def test_work_that_lasts_says_what_it_is_and_takes_its_line_away() -> None:
    told = _on_a_terminal(_CODE.format(seconds=0.5))
    assert "Checking the record … 0 s" in told
    assert told.endswith(" \r")


def test_quick_work_says_nothing() -> None:
    assert _on_a_terminal(_CODE.replace("0.05", "60").format(seconds=0)) == ""


def test_nothing_is_told_to_a_file(tmp_path: Path) -> None:
    with (tmp_path / "err").open("w") as err:
        subprocess.run(
            [sys.executable, "-c", _CODE.format(seconds=0.3)], stderr=err, stdout=subprocess.DEVNULL, check=True
        )
    assert (tmp_path / "err").read_text() == ""
