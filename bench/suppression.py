"""The public copy of a table of 200 × 40, against one bare pass over its cells that only writes ``c`` for 1 to 5."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator

from msgspec.structs import replace

from bench.measuring import Comparison, summed_up
from panel_desk.domain.figures.suppression import PublicCopy, Table, public_copy

ROWS, COLUMNS = 200, 40
PAIRS = 3
LONGEST = 1.0
"""Seconds the issue allows."""


def compare_all() -> Iterator[Comparison]:
    """Few small counts, where most must be found a partner; a third of them small; and all of them ones."""
    kinds: tuple[tuple[str, Callable[[random.Random], int]], ...] = (
        ("a twentieth small", lambda drawn: 3 if drawn.random() < 0.05 else drawn.randint(6, 80)),
        ("a third small", lambda drawn: drawn.randint(1, 15)),
        ("every cell 1", lambda _drawn: 1),
    )
    for kind, count in kinds:
        yield _suppressed(kind, _table(count))


def _suppressed(kind: str, table: Table) -> Comparison:
    copy = public_copy([table])
    timed = [(_seconds(lambda: public_copy([table])), _seconds(lambda: _bare(table))) for _ in range(PAIRS)]
    slowest = max(ours for ours, _ in timed)
    line = summed_up(
        f"public copy of {ROWS} × {COLUMNS}, {kind}",
        timed,
        against="one bare pass over the cells, which protects nothing",
        at_most=LONGEST,
        note=f"slowest {slowest:.2f} s; {_hidden(copy)}",
    )
    return replace(line, aim=f"under {LONGEST:g} s, whatever the ratio", met=slowest < LONGEST)


def _seconds(work: Callable[[], object]) -> float:
    """Seconds of this thread's own work, whatever else the machine does."""
    began = time.thread_time()
    work()
    return time.thread_time() - began


def _hidden(copy: PublicCopy) -> str:
    small = sum(cell.primary for cell in copy.hidden.values())
    return f"{small:,} hidden for their own sake, {len(copy.hidden) - small:,} for another's"


def _bare(table: Table) -> list[list[int | str]]:
    """The counts, their totals, and nothing but the rule itself."""
    rows = [[*row, sum(row)] for row in table.counts]
    rows.append([sum(column) for column in zip(*rows, strict=True)])
    return [["c" if 1 <= count <= 5 else count for count in row] for row in rows]


def _table(count: Callable[[random.Random], int]) -> Table:
    drawn = random.Random(5)
    return Table(
        rows=tuple(f"row {n}" for n in range(ROWS)),
        columns=tuple(f"column {n}" for n in range(COLUMNS)),
        counts=tuple(tuple(count(drawn) for _ in range(COLUMNS)) for _ in range(ROWS)),
    )
