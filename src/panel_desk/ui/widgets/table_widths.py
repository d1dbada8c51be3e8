"""How wide the columns of a table are: as their words need, fitted to the room, and as a person left them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from msgspec import Struct
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QHeaderView, QStyleOptionViewItem, QTableView

from panel_desk.ui.theme.current import px, theme
from panel_desk.ui.widgets.remembering import remembering
from panel_desk.ui.widgets.table_cells import CellDelegate
from panel_desk.ui.widgets.table_model import TableModel

_MEASURED_ROWS: Final = 50
_LEAST, _MOST, _LEAST_STRETCHED, _LEAST_SHRUNK = 40, 360, 160, 88
_SETTLED: Final = 200
"""Milliseconds after the last move of an edge until the widths are kept."""


class Width(Struct, frozen=True):
    """What a column would like, in pixels of the screen."""

    wanted: int
    least: int
    """It may be shrunk to this where there is too little room."""
    stretches: bool = False


def fitted(widths: Sequence[Width], room: int) -> list[int]:
    """The widths that fill the room: what is left goes to those that stretch, what lacks is taken from the long ones.

    Where even the least widths do not fit, they stand, and the table scrolls sideways.
    """
    given = [width.wanted for width in widths]
    left = room - sum(given)
    stretching = [at for at, width in enumerate(widths) if width.stretches]
    if left >= 0:
        for place, at in enumerate(stretching):
            given[at] += left // len(stretching) + (place < left % len(stretching))
        return given
    spare = [width.wanted - width.least for width in widths]
    lacking, sparing = -left, sum(spare)
    if sparing <= 0:
        return given
    for at, each in enumerate(spare):
        given[at] -= min(each, -(-lacking * each // sparing))
    return given


class ColumnWidths(QObject):
    """Keeps the widths of one table."""

    def __init__(self, table: QTableView, model: TableModel[Any], cells: CellDelegate, name: str) -> None:
        super().__init__(table)
        self._table = table
        self._model = model
        self._cells = cells
        self._name = f"table {name}"
        self._widths: list[Width] = []
        self._by_person = True
        self._settle = QTimer(self, singleShot=True, interval=_SETTLED)
        self._settle.timeout.connect(self._on_settled)
        self._table.horizontalHeader().sectionResized.connect(self._on_resized)

    def measure(self, row_height: int) -> None:
        """Ask again what every column would like; widths kept before win."""
        down, across = self._table.verticalHeader(), self._table.horizontalHeader()
        down.setMinimumSectionSize(1)
        down.setDefaultSectionSize(px(row_height))
        across.setMinimumSectionSize(px(_LEAST))
        kept = remembering().recall(self._name)
        columns = range(len(self._model.columns))
        if len(kept) == len(columns):
            self._widths = [self._left_at(at, px(kept[at])) for at in columns]
        else:
            self._widths = [self._wanted(at, across) for at in columns]

    def share(self) -> None:
        """Fit the columns to the room there is now."""
        shown = [at for at in range(len(self._widths)) if not self._table.isColumnHidden(at)]
        self._by_person = False
        given = fitted([self._widths[at] for at in shown], self._table.viewport().width())
        for at, width in zip(shown, given, strict=True):
            if self._table.columnWidth(at) != width:
                self._table.setColumnWidth(at, width)
        self._by_person = True

    def _left_at(self, at: int, width: int) -> Width:
        """As a person left it: it is not shrunk, but one that stretches still does."""
        stretches = self._model.columns[at].stretch
        return Width(min(width, px(_LEAST_STRETCHED)) if stretches else width, width, stretches)

    def _wanted(self, at: int, across: QHeaderView) -> Width:
        column = self._model.columns[at]
        needed = self._needed(at, across)
        if column.stretch:
            least = px(column.width or _LEAST_STRETCHED)
            return Width(max(least, min(needed, px(_MOST))), least, stretches=True)
        wanted = px(column.width) if column.width else needed
        long = not column.whole and column.tone is None and not column.align_right and column.icon is None
        return Width(wanted, min(wanted, max(across.sectionSizeHint(at), px(_LEAST_SHRUNK))) if long else wanted)

    def _needed(self, at: int, across: QHeaderView) -> int:
        rows = range(min(len(self._model.rows), _MEASURED_ROWS))
        option = QStyleOptionViewItem()
        hints = (self._cells.sizeHint(option, self._model.index(row, at)).width() for row in rows)
        return min(max(max(hints, default=0), across.sectionSizeHint(at), px(_LEAST)), px(_MOST))

    def _on_resized(self, at: int, before: int, after: int) -> None:
        # A column that is hidden or shown again was not moved by a person.
        if self._by_person and self._widths and before and after:
            now = [self._table.columnWidth(each) for each in range(len(self._widths))]
            self._widths = [self._left_at(each, width) for each, width in enumerate(now)]
            self._widths[at] = Width(after, after, self._model.columns[at].stretch)
            self.share()
            self._settle.start()

    def _on_settled(self) -> None:
        percent = theme().text_percent
        now = [round(self._table.columnWidth(at) * 100 / percent) for at in range(len(self._widths))]
        remembering().keep(self._name, now)
