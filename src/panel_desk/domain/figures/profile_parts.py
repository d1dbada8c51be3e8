"""What each part of a profile is made with: its tables, the counts behind them, and rows built from named figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from panel_desk.domain.figures.profile import LineKind, ProfileCell, ProfileRow, ProfileTable
from panel_desk.domain.figures.profile_cells import NOT_KNOWN, change_cell, count_cell, share_cell
from panel_desk.domain.figures.suppression_figures import Bond, Figure, Table


class Part(Struct, frozen=True, kw_only=True):
    """Some tables that belong together."""

    tables: tuple[ProfileTable, ...]
    grids: tuple[Table, ...]
    bonds: tuple[Bond, ...] = ()
    given: tuple[Table, ...] = ()
    """Counts that were published already, and are not the record's."""


class Counted:
    """The numbers of some grids, by the figure they stand for."""

    def __init__(self, grids: Iterable[Table]) -> None:
        self._values = {figure: number for grid in grids for figure, number in grid.numbers()}

    def cell(self, figure: Figure) -> ProfileCell:
        """The number of a figure; not known where no grid counts it."""
        return count_cell(self._values[figure], (figure,)) if figure in self._values else NOT_KNOWN

    def value(self, figure: Figure) -> int:
        """The number of a figure; 0 where no grid counts it."""
        return self._values.get(figure, 0)


def no_more_than(whole: Figure, parts: Iterable[Figure]) -> tuple[Bond, ...]:
    """Each of some figures counts only what the whole counts, though they are not added up."""
    return tuple(Bond(whole=whole, parts=((part, 1),)) for part in parts if part != whole)


def compared_row(
    label: str, cells: Sequence[ProfileCell], whole: ProfileCell, *, kind: LineKind = LineKind.COUNT
) -> ProfileRow:
    """A line of ``compared_headings``: before, now, the share that now is of a whole, and the change."""
    now = cells[-1]
    shares = (share_cell(now, whole),)
    if len(cells) == 1:
        return ProfileRow(label=label, cells=(now, *shares), kind=kind)
    return ProfileRow(label=label, cells=(cells[0], now, *shares, change_cell(cells[0], now)), kind=kind)


def compared_headings(first: str, periods: Sequence[str]) -> tuple[str, ...]:
    """The headings of tables that lay one or two periods side by side."""
    return (first, *periods, "share", *(["change"] if len(periods) > 1 else []))
