"""How long the window stands still while a list of 50,000 rows is read, shown and added, against 50 ms."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from collections.abc import Iterable, Iterator

import msgspec

from bench.measuring import Comparison, summed_up

RUNS = 3
ALLOWED = 0.050
"""Seconds: longer, and a person sees that the window stands."""


def compare_all() -> Iterator[Comparison]:
    """The longest stall of a first list, the same list again, and a workbook; each run in a process of its own."""
    runs = [_longest() for _ in range(RUNS)]
    worst = [max(stall for part, (stall, _) in run.items() if part != "nothing") for run in runs]
    told = ", ".join(f"{part} {_milliseconds(run[part][0] for run in runs)}" for part in runs[0])
    clock = _milliseconds(max(gap for _, gap in run.values()) for run in runs)
    idle = _milliseconds(run["nothing"][1] for run in runs)
    yield summed_up(
        "longest stall of the window with 50,000 rows",
        [(stall, ALLOWED) for stall in worst],
        against="50 ms",
        at_most=1,
        note=f"processor ms: {told}; by the clock {clock}, of a window with nothing to do {idle}",
    )


def _milliseconds(seconds: Iterable[float]) -> str:
    return f"{statistics.median(seconds) * 1000:.0f}"


def _longest() -> dict[str, tuple[float, float]]:
    told = subprocess.run(
        [sys.executable, "-m", "bench.list_in_window"],
        check=True,
        capture_output=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    return msgspec.json.decode(told.stdout, type=dict[str, tuple[float, float]])
