"""What a reader of a public copy can work out, by trying every table there is: it shares nothing with what hides.

Only labels and counts of ``Table`` are read. Sums are added up here, and possible tables are found by trial, so that
a fault in the sums or in the moves of ``panel_desk.domain`` cannot hide itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product

from panel_desk.domain.figures.suppression import Figure, PublicCopy, Subtotal, Table

Leaf = tuple[int, int, int]
"""Table, row, column."""
_SLACK = 3
"""How far above its true value a count that has no upper bound is tried."""


def labelled(*counts: Sequence[int], **more: object) -> Table:
    """A table with rows a, b, c … and columns p, q, r …"""
    wide = len(counts[0]) if counts else 0
    table = {"rows": tuple("abcdefghij"[: len(counts)]), "columns": tuple("pqrstuvwxyz"[:wide])}
    return Table(**table, counts=tuple(tuple(row) for row in counts), **more)  # type: ignore[arg-type]


def claims_of(tables: Sequence[Table]) -> list[tuple[Figure, tuple[Leaf, ...]]]:
    """Every figure of every table, and the counts it adds up."""
    return [
        (table.figure(row, column), tuple((number, i, j) for i in down for j in across))
        for number, table in enumerate(tables)
        for row, down in _lines(table.rows, table.row_sums, table.all_rows)
        for column, across in _lines(table.columns, table.column_sums, table.all_columns)
    ]


def true_values(tables: Sequence[Table]) -> dict[Figure, int]:
    """Every figure with its number."""
    return {figure: sum(tables[t].counts[i][j] for t, i, j in leaves) for figure, leaves in claims_of(tables)}


class World:
    """Every set of tables that a reader must think possible."""

    def __init__(self, tables: Sequence[Table], copy: PublicCopy, *, knowing: bool) -> None:
        self.true = true_values(tables)
        self.hidden = [figure for figure in self.true if figure in copy.hidden]
        self.claims = claims_of(tables)
        self.bounds = {figure: self._bounds(figure, copy, knowing=knowing) for figure in self.true}
        self.leaves = {
            (t, i, j): table.figure(table.rows[i], table.columns[j])
            for t, table in enumerate(tables)
            for i, j in product(range(len(table.rows)), range(len(table.columns)))
        }

    def another(self, figure: Figure, wanted: int | None = None) -> bool:
        """Whether a figure could be something other than it is, or just what is wanted."""
        own = next(leaves for claimed, leaves in self.claims if claimed == figure)
        order = [*own, *(leaf for leaf in self.leaves if leaf not in own)]
        bounds = dict(self.bounds)
        values = [wanted] if wanted is not None else [v for v in self._range(figure) if v != self.true[figure]]
        for value in values:
            bounds[figure] = (value, value)
            if self._possible(order, bounds, {}):
                return True
        return False

    def _possible(self, order: list[Leaf], bounds: Mapping[Figure, tuple[int, int]], given: dict[Leaf, int]) -> bool:
        if not self._agrees(bounds, given):
            return False
        if len(given) == len(order):
            return True
        leaf = order[len(given)]
        figure = self.leaves[leaf]
        low, high = bounds[figure]
        for value in sorted(range(low, high + 1), key=lambda v: abs(v - self.true[figure])):
            if self._possible(order, bounds, {**given, leaf: value}):
                return True
        return False

    def _agrees(self, bounds: Mapping[Figure, tuple[int, int]], given: Mapping[Leaf, int]) -> bool:
        """Whether every sum can still come to what is known of it, in whichever of the tables it stands."""
        known: dict[Figure, tuple[int, int]] = dict(bounds)
        for figure, leaves in self.claims:
            low = sum(given[leaf] if leaf in given else bounds[self.leaves[leaf]][0] for leaf in leaves)
            high = sum(given[leaf] if leaf in given else bounds[self.leaves[leaf]][1] for leaf in leaves)
            least, most = known[figure]
            known[figure] = (max(low, least), min(high, most))
            if known[figure][0] > known[figure][1]:
                return False
        return True

    def _bounds(self, figure: Figure, copy: PublicCopy, *, knowing: bool) -> tuple[int, int]:
        value = self.true[figure]
        if figure not in copy.hidden:
            return value, value
        if not knowing:
            return 1, max(value, 5) + _SLACK
        return (1, 5) if value <= 5 else (6, value + _SLACK)

    def _range(self, figure: Figure) -> Iterator[int]:
        low, high = self.bounds[figure]
        yield from sorted(range(low, high + 1), key=lambda v: abs(v - self.true[figure]))


def derivable(tables: Sequence[Table], copy: PublicCopy) -> list[Figure]:
    """The hidden figures that are sums and differences of published ones: exact linear algebra, with fractions."""
    claims = claims_of(tables)
    column = {leaf: n for n, leaf in enumerate(dict.fromkeys(leaf for _, leaves in claims for leaf in leaves))}
    forms = [(figure, [Fraction(leaf in leaves) for leaf in column]) for figure, leaves in claims]
    first = dict(reversed(forms))
    same = [[x - y for x, y in zip(form, first[figure], strict=True)] for figure, form in forms]
    basis: list[list[Fraction]] = []
    for form in [*same, *(form for figure, form in forms if figure not in copy.hidden)]:
        left = _reduced(form, basis)
        if any(left):
            basis.append(left)
    return [figure for figure in copy.hidden if not any(_reduced(first[figure], basis))]


def _reduced(form: list[Fraction], basis: list[list[Fraction]]) -> list[Fraction]:
    left = list(form)
    for row in basis:
        at = next(n for n, x in enumerate(row) if x)
        if left[at]:
            factor = left[at] / row[at]
            left = [x - factor * y for x, y in zip(left, row, strict=True)]
    return left


def _lines(labels: Sequence[str], sums: Sequence[Subtotal], total: str) -> Iterator[tuple[str, tuple[int, ...]]]:
    for place, label in enumerate(labels):
        yield label, (place,)
    for line in sums:
        yield line.name, tuple(place for place, label in enumerate(labels) if label in line.of)
    if total:
        yield total, tuple(range(len(labels)))
