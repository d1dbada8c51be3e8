"""From nothing to a painted, unlocked Today, against a bare window with one table."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from bench.measuring import Comparison, summed_up

PAIRS = 7


class Took(Struct, frozen=True):
    """One start, in seconds."""

    stood: float
    """By the clock, until the window was painted."""
    worked: float
    """Of the processor, the end of the process included: what the machine does beside it counts less."""


def compare_all() -> Iterator[Comparison]:
    """Whole processes, in turn; the desk is the demonstration's, whose key is quick to derive."""
    with tempfile.TemporaryDirectory() as folder:
        root, passphrase = _desk_below(Path(folder))
        environment = _as_installed(Path(folder) / "compiled")

        def both() -> tuple[Took, Took]:
            desk = _took(environment, "bench.start_desk", str(root), passphrase)
            return desk, _took(environment, "bench.start_bare")

        both()
        timed = [both() for _ in range(PAIRS)]
    ours, bare = (statistics.median(took.worked for took in each) for each in zip(*timed, strict=True))
    yield summed_up(
        "cold start to a painted, unlocked Today",
        [(desk.stood, window.stood) for desk, window in timed],
        against="a bare PySide6 window with one table",
        at_most=1.5,
        note=f"processor seconds {ours:.2f} against {bare:.2f}, {ours / bare:.1f} ×; the passphrase's derivation is "
        "the demonstration's quick one; an ordinary one adds 0.4 s",
    )


def _as_installed(compiled: Path) -> dict[str, str]:
    """Modules are compiled once, as an installed application has them; the first start of each is not counted."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "QT_QPA_PLATFORM": "offscreen", "PYTHONPYCACHEPREFIX": str(compiled)}


def _desk_below(folder: Path) -> tuple[Path, str]:
    from panel_desk.services.demo.demonstration import PASSPHRASE, Demonstration
    from panel_desk.services.desk import Desk
    from panel_desk.services.preferences import preferences_of

    Demonstration(folder / "demo", lambda _words, _seconds: None).run()
    (folder / "demo" / "desk").rename(folder / "desk")
    with Desk.open(folder / "desk", PASSPHRASE) as desk:
        preferences_of(folder).change(who=desk.people.named("Asha Rahman").id)
    return folder, PASSPHRASE


def _took(environment: dict[str, str], module: str, *arguments: str) -> Took:
    worked, began = _processor_seconds(), time.time()
    told = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
        env=environment,
    )
    return Took(stood=float(told.stdout.split()[0]) - began, worked=_processor_seconds() - worked)


def _processor_seconds() -> float:
    """Of all processes that this one has started and seen end."""
    took = os.times()
    return took.children_user + took.children_system
