"""10,000 children × 100,000 episodes cross-referenced, from rows in memory as the vault gives them, against polars.

Stated first: ten episodes for each child, over two years and all within one; both begin with a list of tuples and end
with Python values. Ours gives every line with all its sentences; polars gives figures, flags and the main sentences.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator

from msgspec.structs import replace

from bench import cross_in_polars
from bench.cross_made import Desk, a_desk
from bench.measuring import Comparison, compare
from panel_desk.domain.missing.cross_lines import cross_lines
from panel_desk.domain.missing.missing_figures import figures

LONGEST = 0.3
"""Seconds the issue allows."""
AT_MOST = 2


def compare_all() -> Iterator[Comparison]:
    """The figures of every child alone, and the whole cross-reference."""
    for words, days in (("over two years", 730), ("within one year", 365)):
        desk = a_desk(days)
        _refuse_different(desk)
        yield _counted(words, desk)
        yield _whole(words, desk)


def _counted(words: str, desk: Desk) -> Comparison:
    return compare(
        f"figures of 10,000 children × 100,000 episodes {words}",
        lambda: figures(desk.rows, desk.moment),
        lambda: cross_in_polars.figures(desk),
        against="polars",
        at_most=AT_MOST,
        pairs=9,
    )


def _whole(words: str, desk: Desk) -> Comparison:
    lines = cross_lines(desk.children, desk.rows, desk.moment, {})
    flagged = sum(bool(line.flags) for line in lines)
    line = compare(
        f"cross-reference of 10,000 children × 100,000 episodes {words}",
        lambda: cross_lines(desk.children, desk.rows, desk.moment, {}),
        lambda: cross_in_polars.flags(desk),
        against="polars",
        at_most=AT_MOST,
        pairs=9,
        note=f"{len(lines):,} lines, {flagged:,} flagged",
    )
    own = statistics.median(_seconds(lambda: cross_lines(desk.children, desk.rows, desk.moment, {})) for _ in range(5))
    aim = f"{line.aim}, and under {LONGEST * 1000:.0f} ms"
    return replace(line, aim=aim, met=line.met and own < LONGEST, note=f"{own * 1000:.0f} ms; {line.note}")


def _seconds(work: Callable[[], object]) -> float:
    """Seconds of this thread’s own work, whatever else the machine does."""
    began = time.thread_time()
    work()
    return time.thread_time() - began


def _refuse_different(desk: Desk) -> None:
    """Both must count alike, or the comparison says nothing; a few chains of rows are told apart by ours alone."""
    theirs = {row[0]: row[1:5] for row in cross_in_polars.figures(desk).rows()}
    ours = figures(desk.rows, desk.moment)
    different = sum((f.days_30, f.days_90, f.days_365, f.within) != theirs[i] for i, f in ours.items())
    if len(ours) != len(theirs) or different > len(ours) // 200:
        raise RuntimeError(f"polars counts {different} children otherwise")
