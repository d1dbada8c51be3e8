"""Runs the command line inside this process, and as a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from msgspec import Struct

from panel_desk.cli.main import main

COMMAND = (sys.executable, "-c", "from panel_desk.cli.main import run; run()")


class Ran(Struct, frozen=True):
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:  # noqa: ANN401 - JSON
        """What it printed, as JSON."""
        return json.loads(self.out)


class Cli:
    """The command line as a person calls it."""

    def __init__(self, capture: pytest.CaptureFixture[str]) -> None:
        self._capture = capture

    def __call__(self, *arguments: object) -> Ran:
        """Run one command in this process."""
        self._capture.readouterr()
        code = main([str(argument) for argument in arguments])
        told = self._capture.readouterr()
        assert "Traceback" not in told.err + told.out
        return Ran(code, told.out, told.err)


def in_a_process(*arguments: object, **changes: Any) -> subprocess.CompletedProcess[str]:  # noqa: ANN401 - Popen's
    """Run one command as a process of its own."""
    command = [*COMMAND, *(str(argument) for argument in arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL, **changes)


def sentence(ran: Ran) -> str:
    """The one sentence on stderr."""
    lines = ran.err.strip().splitlines()
    assert len(lines) == 1, ran.err
    assert lines[0].endswith("."), lines
    return lines[0]


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, but the lock's name of its holder."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in {"vault.lock", "ballast"}
    }
