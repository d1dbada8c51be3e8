"""One table of the profile on the screen: totals strong, subtotals muted, hidden figures as a sign that says why."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import wrap
from typing import Any, Final

from msgspec.structs import replace
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QTableView

from panel_desk.domain.figures.profile import LineKind, ProfileRow, ProfileTable
from panel_desk.ui.theme.current import px, theme
from panel_desk.ui.theme.measures import measured
from panel_desk.ui.theme.tokens import ROW_HEIGHT, SMALL
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.table import Table
from panel_desk.ui.widgets.table_cells import CellDelegate
from panel_desk.ui.widgets.table_model import Column, TableModel

_MOST_ROWS: Final = 20
"""A longer table scrolls in itself."""
_LABEL, _MOST_LABEL = 108, 172
_HEADING_LETTERS, _LABEL_LETTERS, _HEADING_LINE = 15, 30, 16
"""A longer heading goes on in a second line, so that its column stays as narrow as its figures."""
_HIGHER: Final = 36
_PADDINGS, _EDGES = 28, 10
_WIDE, _BAR = 780, 12
"""A table wider than this scrolls sideways at 1280, and needs room for the bar."""


class FigureCells(CellDelegate):
    """Draws totals strong and subtotals muted."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._dressed_columns: dict[tuple[int, LineKind], Column[ProfileRow]] = {}

    def _cell(self, index: QModelIndex | QPersistentModelIndex) -> tuple[Column[Any], Any]:
        column, row = super()._cell(index)
        if row.kind is LineKind.COUNT:
            return column, row
        key = (index.column(), row.kind)
        if key not in self._dressed_columns:
            is_total = row.kind is LineKind.TOTAL
            self._dressed_columns[key] = replace(column, strong=is_total, muted=not is_total)
        return self._dressed_columns[key], row


def figures_table(table: ProfileTable) -> Table:
    """The table as it is shown, as high as its rows need."""
    model: TableModel[ProfileRow] = TableModel(_columns(table), table.rows, key=lambda row: (row.kind, row.label))
    made = Table(model, name=f"{table.title}: figures", row_height=_HIGHER, cells=FigureCells)
    header = made.horizontalHeader()
    # In the order of the report; without the room for an arrow the table fits beside its chart.
    header.setSortIndicatorShown(False)
    header.setSectionsClickable(False)
    header.setTextElideMode(Qt.TextElideMode.ElideNone)
    rows = min(len(table.rows), _MOST_ROWS)
    bar = _BAR if needed_width(made) > px(_WIDE) else 0
    lines = max(column.title.count("\n") for column in model.columns)
    measured(made, height=ROW_HEIGHT + lines * _HEADING_LINE + rows * _HIGHER + 6 + bar)
    return made


def needed_width(made: Table) -> int:
    """How wide a table must be for no figure to be out of sight."""
    return sum(px(column.width) for column in made.rows.columns) + px(_EDGES)


def hidden_words(row: ProfileRow, headings: tuple[str, ...]) -> str:
    """Why figures of a line are hidden, each heading once with its sentence; empty where none is."""
    told: dict[str, list[str]] = {}
    for heading, cell in zip(headings[1:], row.cells, strict=True):
        if cell.why:
            told.setdefault(cell.why, []).append(heading)
    return " ".join(f"{row.label}, {' and '.join(named)}: {why}" for why, named in told.items())


def _columns(table: ProfileTable) -> list[Column[ProfileRow]]:
    labels = _width(table.headings[0], [row.label for row in table.rows])
    first: Column[ProfileRow] = Column(
        title=_wrapped(table.headings[0], _LABEL_LETTERS),
        text=lambda row: row.label,
        width=min(max(labels, _LABEL), _MOST_LABEL),
        stretch=True,
        sort=lambda row: row.label,
    )
    return [first, *(_column(at, heading, table) for at, heading in enumerate(table.headings[1:]))]


def _column(at: int, heading: str, table: ProfileTable) -> Column[ProfileRow]:
    words = [row.cells[at].words for row in table.rows]
    return Column(
        title=_wrapped(heading, _HEADING_LETTERS),
        text=lambda row: row.cells[at].words,
        sort=_number(at),
        tone=lambda row: Tone.AMBER if row.cells[at].why else None,
        tip=lambda row: row.cells[at].why,
        align_right=True,
        whole=True,
        width=_width(heading, words),
    )


def _width(heading: str, words: list[str]) -> int:
    """As wide as its words, at a text size of 100 %."""
    strong, small = QFontMetrics(theme().font(strong=True)), QFontMetrics(theme().font(SMALL, strong=True))
    lines = _wrapped(heading, _HEADING_LETTERS).splitlines()
    widest = max([*map(small.horizontalAdvance, lines), *map(strong.horizontalAdvance, words)], default=0)
    return round(widest * 100 / theme().text_percent) + _PADDINGS


def _number(at: int) -> Callable[[ProfileRow], float]:
    def number(row: ProfileRow) -> float:
        known = row.cells[at].number
        return float("-inf") if known is None else known

    return number


def _wrapped(words: str, letters: int) -> str:
    return "\n".join(wrap(words, letters, break_long_words=False, break_on_hyphens=False)) or words
