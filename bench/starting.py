"""From nothing to a painted, unlocked Today, against a bare window with one table."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench.measuring import Comparison, summed_up

PAIRS = 7


def compare_all() -> Iterator[Comparison]:
    """Whole processes, in turn; the desk is the demonstration's, whose key is quick to derive."""
    with tempfile.TemporaryDirectory() as folder:
        root, passphrase = _desk_below(Path(folder))
        environment = _as_installed(Path(folder) / "compiled")

        def both() -> tuple[float, float]:
            desk = _seconds(environment, "bench.start_desk", str(root), passphrase)
            return desk, _seconds(environment, "bench.start_bare")

        both()
        timed = [both() for _ in range(PAIRS)]
    yield summed_up(
        "cold start to a painted, unlocked Today",
        timed,
        against="a bare PySide6 window with one table",
        at_most=1.5,
        note="the passphrase's derivation is the demonstration's quick one; an ordinary one adds 0.4 s",
    )


def _as_installed(compiled: Path) -> dict[str, str]:
    """Modules are compiled once, as an installed application has them; the first start of each is not counted."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "QT_QPA_PLATFORM": "offscreen", "PYTHONPYCACHEPREFIX": str(compiled)}


def _desk_below(folder: Path) -> tuple[Path, str]:
    from panel_desk.services.demonstration import PASSPHRASE, Demonstration
    from panel_desk.services.desk import Desk
    from panel_desk.services.preferences import preferences_of

    Demonstration(folder / "demo", lambda _words, _seconds: None).run()
    (folder / "demo" / "desk").rename(folder / "desk")
    with Desk.open(folder / "desk", PASSPHRASE) as desk:
        preferences_of(folder).change(who=desk.people.named("Asha Rahman").id)
    return folder, PASSPHRASE


def _seconds(environment: dict[str, str], module: str, *arguments: str) -> float:
    began = time.time()
    told = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
        env=environment,
    )
    return float(told.stdout.split()[0]) - began
