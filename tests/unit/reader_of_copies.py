"""A reader who has every public copy, knows every sum and bond behind them, and works out what can be worked out."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from fractions import Fraction

from panel_desk.domain.figures.profile import Profile, PublicProfile
from panel_desk.domain.figures.suppression import MARK
from panel_desk.domain.figures.suppression_figures import Bond, Figure, Table, members

Row = dict[object, Fraction]
"""Figures with their factors, which come to nothing; ``None`` stands for the number 1."""
_ROUNDS = 40


class ReaderOfCopies:
    """Substitutes, adds and subtracts, and closes in from both sides: counts are whole, and a ``c`` is 1 or more."""

    def __init__(self, copies: Iterable[tuple[Profile, PublicProfile]], bonds: Iterable[Bond] = ()) -> None:
        self.hidden: dict[Figure, tuple[str, str, str]] = {}
        self.printed: dict[Figure, int] = {}
        rows: list[Row] = [row for bond in bonds for row in _bond(bond)]
        for full, public in copies:
            self._read(full, public)
            rows += [row for table in full.grids for row in _sums(table)]
            rows += [row for bond in full.bonds for row in _bond(bond)]
        rows += [{figure: Fraction(1), None: Fraction(-value)} for figure, value in self.printed.items()]
        self._rows = _eliminated(rows)

    def works_out(self) -> dict[tuple[str, str, str], int]:
        """What is hidden and yet known, by table, line and column."""
        low: dict[object, float] = {None: 1, **dict.fromkeys(self.hidden, 1)}
        high: dict[object, float] = {None: 1}
        for _ in range(_ROUNDS):
            if not sum(_close_in(row, low, high) for row in self._rows):
                break
        known = {figure: low[figure] for figure in self.hidden if low[figure] == high.get(figure, math.inf)}
        known |= {figure: value for figure, value in self.printed.items() if figure in self.hidden}
        return {self.hidden[figure]: int(value) for figure, value in known.items()}

    def _read(self, full: Profile, public: PublicProfile) -> None:
        for table, shown in zip(full.tables, public.tables, strict=True):
            for row, out in zip(table.rows, shown.rows, strict=True):
                for heading, cell, told in zip(table.headings[1:], row.cells, out.cells, strict=True):
                    if len(cell.of) == 1 and not cell.unit:
                        if told.words == MARK:
                            self.hidden[cell.of[0]] = (table.title, row.label, heading)
                        elif told.number is not None:
                            self.printed[cell.of[0]] = int(told.number)


def _sums(table: Table) -> Iterator[Row]:
    figures = table.figures()
    down = members(table.rows, table.row_sums, table.all_rows)
    across = members(table.columns, table.column_sums, table.all_columns)
    for i, rows in enumerate(down):
        for j, columns in enumerate(across):
            if rows != (i,):
                yield {**{figures[k][j]: Fraction(1) for k in rows}, figures[i][j]: Fraction(-1)}
            if columns != (j,):
                yield {**{figures[i][k]: Fraction(1) for k in columns}, figures[i][j]: Fraction(-1)}


def _bond(bond: Bond) -> Iterator[Row]:
    row: Row = {part: Fraction(times) for part, times in bond.parts}
    row[bond.whole] = Fraction(-1)
    yield row if bond.exact else {**row, ("more", bond): Fraction(1)}


def _eliminated(rows: Iterable[Row]) -> list[Row]:
    """Each row with a first figure that stands in no other; the shortest are taken first."""
    done: list[tuple[object, Row]] = []
    for row in sorted(rows, key=len):
        left = dict(row)
        for first, other in done:
            _take(left, first, other)
        pivot = next((figure for figure in left if figure is not None), None)
        if pivot is None:
            continue
        scaled = {figure: factor / left[pivot] for figure, factor in left.items()}
        for _, other in done:
            _take(other, pivot, scaled)
        done.append((pivot, scaled))
    return [row for _, row in done]


def _take(row: Row, pivot: object, other: Row) -> None:
    times = row.get(pivot)
    if times:
        for figure, factor in other.items():
            row[figure] = row.get(figure, Fraction(0)) - times * factor
            if not row[figure]:
                del row[figure]


def _close_in(row: Row, low: dict[object, float], high: dict[object, float]) -> bool:
    """Whether a row bounds any of its figures closer than before."""
    closer = False
    for figure, factor in row.items():
        if figure is None:
            continue
        least = most = 0.0
        for other, times in row.items():
            if other != figure:
                ends = [
                    float(-times / factor) * _end(bound, other, default)
                    for bound, default in ((low, 0.0), (high, math.inf))
                ]
                least, most = least + min(ends), most + max(ends)
        if math.isfinite(least) and (bound := math.ceil(least - 1e-6)) > low.get(figure, 0):
            low[figure], closer = bound, True
        if math.isfinite(most) and (bound := math.floor(most + 1e-6)) < high.get(figure, math.inf):
            high[figure], closer = bound, True
    return closer


def _end(bounds: dict[object, float], figure: object, default: float) -> float:
    return bounds.get(figure, default)
