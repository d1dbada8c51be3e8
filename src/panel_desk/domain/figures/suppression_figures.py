"""What a set of tables of counts says: its figures, each named by what it counts, and which are sums of which."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from msgspec import Struct

Member = tuple[int, ...]


class Figure(Struct, frozen=True):
    """One number that is published, named by what it counts: the same in whichever tables it stands."""

    counted: str
    """What is counted: ``children``, ``episodes``, ``children reported missing``."""
    places: frozenset[tuple[str, str]]
    """Dimension and label, such as (``category``, ``CSE only``); a dimension that is added up is left out."""

    @property
    def words(self) -> str:
        """The figure in words: ``children: CSE only, 10–12``; of a total of everything, ``children: all``."""
        labels = ", ".join(label for _, label in sorted(self.places))
        return f"{self.counted}: {labels or 'all'}"


class Subtotal(Struct, frozen=True, kw_only=True):
    """A line that is the sum of other lines: any CSE = CSE only + both."""

    name: str
    of: tuple[str, ...]


class Bond(Struct, frozen=True, kw_only=True):
    """What any reader knows to hold among figures, though no table adds them up.

    Twenty children missing once and some twice have at least so many episodes; where nobody was missing three times,
    exactly so many.
    """

    whole: Figure
    parts: tuple[tuple[Figure, int], ...]
    """Figures, and how often each counts in the whole: once, twice, three times."""
    exact: bool = False
    """Whether the whole is exactly its parts; else it is no less."""


class Table(Struct, frozen=True, kw_only=True):
    """A table of counts with the sums that are published beside them.

    Tables that are published together share a figure where they count the same: the total of ``CSE only`` is one
    figure in the tables by age and by sex. Sums are worked out here, so they are right by how they are made.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]
    """One tuple a row; 0 or more."""
    name: str = ""
    counted: str = "children"
    """Tables of different things, or of different populations, must differ here or in ``where``."""
    where: tuple[tuple[str, str], ...] = ()
    """What holds for the whole table, as dimension and label: (``year``, ``2025-26``)."""
    down: str = "row"
    """The dimension of the rows: ``category``."""
    across: str = "column"
    row_sums: tuple[Subtotal, ...] = ()
    column_sums: tuple[Subtotal, ...] = ()
    all_rows: str = "All"
    """The label of the row of column totals; empty where rows are not added up (overlapping types, years)."""
    all_columns: str = "All"
    """The label of the column of row totals; empty where columns are not added up."""

    def __post_init__(self) -> None:
        if len(self.counts) != len(self.rows) or any(len(row) != len(self.columns) for row in self.counts):
            raise ValueError("counts must hold one number for each row and column")
        if any(count < 0 for row in self.counts for count in row):
            raise ValueError("a count is 0 or more")
        for labels in (self.row_labels, self.column_labels):
            if len(set(labels)) != len(labels):
                raise ValueError("each line of a table needs a label of its own")
        _check_sums(self.row_sums, self.rows)
        _check_sums(self.column_sums, self.columns)

    @property
    def row_labels(self) -> tuple[str, ...]:
        """Every row as published: the counts, the subtotals, the total."""
        return (*self.rows, *(s.name for s in self.row_sums), *filter(None, [self.all_rows]))

    @property
    def column_labels(self) -> tuple[str, ...]:
        """Every column as published: the counts, the subtotals, the total."""
        return (*self.columns, *(s.name for s in self.column_sums), *filter(None, [self.all_columns]))

    def figure(self, row: str, column: str) -> Figure:
        """The figure that stands in a row and a column, both named as published."""
        if row not in self.row_labels or column not in self.column_labels:
            raise KeyError((row, column))
        return self._figure(row, column)

    def figures(self) -> tuple[tuple[Figure, ...], ...]:
        """Every figure as it is published, row by row."""
        return tuple(tuple(self._figure(row, column) for column in self.column_labels) for row in self.row_labels)

    def values(self) -> list[list[int]]:
        """Every number as it would be published in full, row by row."""
        across = members(self.columns, self.column_sums, self.all_columns)
        wide = [[sum(row[i] for i in line) for line in across] for row in self.counts]
        down = members(self.rows, self.row_sums, self.all_rows)
        return [[sum(wide[i][j] for i in line) for j in range(len(across))] for line in down]

    def numbers(self) -> Iterator[tuple[Figure, int]]:
        """Every figure with its number, as it would be published in full, row by row."""
        for figures, values in zip(self.figures(), self.values(), strict=True):
            yield from zip(figures, values, strict=True)

    def _figure(self, row: str, column: str) -> Figure:
        places = [*self.where]
        places += [(self.down, row)] if row != self.all_rows else []
        places += [(self.across, column)] if column != self.all_columns else []
        return Figure(self.counted, frozenset(places))


def members(labels: Sequence[str], sums: Sequence[Subtotal], total: str) -> list[Member]:
    """Of each line as published, which lines of counts it adds up, by place."""
    at = {label: place for place, label in enumerate(labels)}
    alone: list[Member] = [(place,) for place in range(len(labels))]
    return [*alone, *(tuple(at[o] for o in s.of) for s in sums), *([tuple(range(len(labels)))] if total else [])]


class Sums:
    """The figures of some tables by number, with their values and the sums that hold among them.

    Sums that follow from others are left out: they would say nothing more. A zero is published always, so it is left
    out of every sum.
    """

    def __init__(self, tables: Sequence[Table], bonds: Sequence[Bond] = ()) -> None:
        self.numbers: dict[Figure, int] = {}
        self.figures: list[Figure] = []
        self.values: list[int] = []
        self.standing: list[int] = []
        """How much a figure stands for: 1 a count, 2 a subtotal, 5 a total, 1,000 a total of all; the most counts."""
        self.equations: list[tuple[tuple[int, int], ...]] = []
        """Figures with +1 for a part and −1 for the sum; each adds up to nothing. In a bond a part may count twice."""
        self.slack: set[int] = set()
        """By how much a whole exceeds its parts: no figures, but they may give way like hidden ones."""
        for table in tables:
            self._take(table)
        most = max((times for bond in bonds for _, times in bond.parts), default=1)
        for bond in dict.fromkeys(bonds):
            self._bind(bond, most)
        self.of: list[list[tuple[int, int]]] = [[] for _ in self.figures]
        """Of each figure, the equations it stands in, with its sign."""
        self.equations = list(dict.fromkeys(self.equations))
        for number, equation in enumerate(self.equations):
            for figure, sign in equation:
                self.of[figure].append((number, sign))

    def _take(self, table: Table) -> None:
        grid = [
            [self._number(figure, value, standing) for figure, value, standing in zip(*line, strict=True)]
            for line in zip(table.figures(), table.values(), _standing(table), strict=True)
        ]
        self.equations += self._sums_of(table, grid)

    def _bind(self, bond: Bond, most: int) -> None:
        """Enter a bond whose figures are all counted, with what makes the parts come to the whole.

        One that the counts do not keep, as of a decision on a case that was never begun, is none.
        """
        if not {bond.whole, *(part for part, _ in bond.parts)} <= self.numbers.keys():
            return
        whole = self.numbers[bond.whole]
        parts = [(self.numbers[part], times) for part, times in bond.parts]
        over = self.values[whole] - sum(times * self.values[part] for part, times in parts)
        if over < 0 or (bond.exact and over):
            return
        # A move changes no figure by more than the largest part counts, so a whole so far above its parts stays there.
        if over >= most * (1 + sum(times for _, times in parts)):
            return
        equation = [(part, times) for part, times in parts if self.values[part]]
        if not bond.exact:
            # As many as the largest part counts, so that the whole can stay where that part becomes one more or less.
            for place in range(max(times for _, times in bond.parts)):
                slack = Figure("more than the parts of", frozenset({(bond.whole.words, str((place, bond.parts)))}))
                self.slack.add(number := self._number(slack, 2 if place < over else 1, 0))
                equation.append((number, 1))
        if self.values[whole]:
            self.equations.append((*equation, (whole, -1)))

    def _sums_of(self, table: Table, grid: list[list[int]]) -> Iterator[tuple[tuple[int, int], ...]]:
        across = members(table.columns, table.column_sums, table.all_columns)
        down = members(table.rows, table.row_sums, table.all_rows)
        in_rows = (
            ([grid[i][k] for k in across[j]], grid[i][j])
            for i in range(len(table.rows))
            for j in range(len(table.columns), len(across))
        )
        in_columns = (
            ([grid[k][j] for k in down[i]], grid[i][j])
            for j in range(len(across))
            for i in range(len(table.rows), len(down))
        )
        for parts, total in chain(in_rows, in_columns):
            if self.values[total]:
                yield (*((part, 1) for part in sorted(parts) if self.values[part]), (total, -1))

    def _number(self, figure: Figure, value: int, standing: int) -> int:
        number = self.numbers.setdefault(figure, len(self.figures))
        if number == len(self.figures):
            self.figures.append(figure)
            self.values.append(value)
            self.standing.append(standing)
        elif self.values[number] != value:
            raise ValueError(f"two tables disagree on {figure.words}: {self.values[number]} and {value}")
        self.standing[number] = max(self.standing[number], standing)
        return number


def _standing(table: Table) -> list[list[int]]:
    """How much each figure stands for, row by row as published."""
    down, across = (
        [1] * len(labels) + [2] * len(sums) + [5] * bool(total)
        for labels, sums, total in (
            (table.rows, table.row_sums, table.all_rows),
            (table.columns, table.column_sums, table.all_columns),
        )
    )
    return [[1000 if row == column == 5 else row * column for column in across] for row in down]


def _check_sums(sums: Sequence[Subtotal], labels: Sequence[str]) -> None:
    for line in sums:
        if not set(line.of) <= set(labels) or len(set(line.of)) != len(line.of):
            raise ValueError(f"‘{line.name}’ must add up lines of the table, each once")
