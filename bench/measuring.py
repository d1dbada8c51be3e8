"""Times two ways in turn and keeps their ratio: a ratio holds where a shared machine's speed drifts."""

from __future__ import annotations

import statistics
import subprocess
import time
from collections.abc import Callable, Sequence

from msgspec import Struct


class Comparison(Struct, frozen=True, kw_only=True):
    """One line of the results."""

    bench: str
    ours: float
    """Median seconds."""
    other: float
    """Median seconds of what it is compared with."""
    against: str
    ratio: float
    """Median of the pairs' ratios, ours to other."""
    aim: str
    met: bool
    note: str = ""


def compare(
    bench: str,
    ours: Callable[[], object],
    other: Callable[[], object],
    *,
    against: str,
    at_most: float,
    pairs: int = 5,
    note: str = "",
) -> Comparison:
    """Run both in turn, after one uncounted run of each.

    Args:
        bench: What is measured.
        ours: Our way.
        other: The bare or other way.
        against: What the other way is, in words.
        at_most: The ratio to reach.
        pairs: How many pairs are counted.
        note: Figures that belong to the line.
    """
    ours()
    other()
    timed = [(seconds(ours), seconds(other)) for _ in range(pairs)]
    return summed_up(bench, timed, against=against, at_most=at_most, note=note)


def summed_up(
    bench: str, timed: Sequence[tuple[float, float]], *, against: str, at_most: float, note: str = ""
) -> Comparison:
    """The comparison that pairs of seconds make."""
    ratio = statistics.median(ours / other for ours, other in timed)
    return Comparison(
        bench=bench,
        ours=round(statistics.median(t[0] for t in timed), 4),
        other=round(statistics.median(t[1] for t in timed), 4),
        against=against,
        ratio=round(ratio, 3),
        aim=f"at most {at_most:g}",
        met=ratio <= at_most,
        note=note,
    )


def seconds(work: Callable[[], object]) -> float:
    """How long one call takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def run(arguments: Sequence[str]) -> None:
    """One whole process; its output is thrown away, its failure is not."""
    done = subprocess.run(arguments, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{arguments[0]} failed: {done.stderr[-600:]}")
