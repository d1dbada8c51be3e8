"""Rows of frozen values as a Qt model: text is asked for when drawn, so that 100,000 rows are quick."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Generic, TypeVar

from msgspec import Struct
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.words import plain_tip

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()

ROW_ROLE = int(Qt.ItemDataRole.UserRole)
"""The row's own value."""


class Column(Struct, Generic[Row], frozen=True, kw_only=True):
    """One column: its title and how a row is shown in it."""

    title: str
    text: Callable[[Row], str]
    sort: Callable[[Row], Any] | None = None
    """What to sort by; without it, the text regardless of case."""
    tone: Callable[[Row], Tone | None] | None = None
    """Where it gives a tone, the text is drawn as a chip."""
    chips: Callable[[Row], Sequence[tuple[str, Tone]]] | None = None
    """Several chips in place of the text, which is what is copied, spoken and sorted by."""
    aside: Callable[[Row], str] | None = None
    """Muted words after the text."""
    icon: Callable[[Row], tuple[str, Tone] | None] | None = None
    """An icon before the text."""
    tip: Callable[[Row], str] | None = None
    align_right: bool = False
    strong: bool = False
    muted: bool = False
    width: int = 0
    """In pixels at 100 %; 0: as wide as the title and the first rows need."""
    whole: bool = False
    """Is not shortened where there is little room."""
    stretch: bool = False
    """Takes a share of the room that is left."""


class TableModel(QAbstractTableModel, Generic[Row]):
    """Rows in the order on screen. ``key`` tells which row is which when rows are shown anew."""

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        rows: Iterable[Row] = (),
        *,
        key: Callable[[Row], object] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.key: Callable[[Row], object] = key or (lambda row: getattr(row, "id", row))
        self._given: list[Row] = list(rows)
        self._rows: list[Row] = list(self._given)
        self._sorted_by: tuple[int, Qt.SortOrder] | None = None

    @property
    def rows(self) -> Sequence[Row]:
        """All rows in the order on screen."""
        return self._rows

    def set_rows(self, rows: Iterable[Row]) -> None:
        """Show these rows instead, in the order chosen before."""
        self.beginResetModel()
        self._given = list(rows)
        self._rows = self._in_order()
        self.endResetModel()

    def renew(self, rows: Iterable[Row]) -> None:
        """Show these rows where they are others than before: a table that is shown anew costs a frame."""
        given = list(rows)
        if given != self._given:
            self.set_rows(given)

    def row(self, index: int) -> Row:
        """The row at a place on screen."""
        return self._rows[index]

    def place_of(self, key: object) -> int:
        """Where the row with this key is on screen, or -1."""
        return next((at for at, row in enumerate(self._rows) if self.key(row) == key), -1)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """How many columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What Qt asks of a cell; all texts are plain."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], self.columns[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return column.text(row)
            case Qt.ItemDataRole.AccessibleTextRole:
                return (
                    f"{column.title}: {self.whole_text(row, column)}" if column.title else self.whole_text(row, column)
                )
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(column.tip(row)) if column.tip else None
            case Qt.ItemDataRole.TextAlignmentRole:
                return int((_RIGHT if column.align_right else _LEFT) | Qt.AlignmentFlag.AlignVCenter)
            case _:
                return row if role == ROW_ROLE else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The titles of the columns."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int((_RIGHT if column.align_right else _LEFT) | Qt.AlignmentFlag.AlignVCenter)
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; a column below 0 goes back to the order in which the rows were given."""
        self._sorted_by = (column, order) if 0 <= column < len(self.columns) else None
        self.beginResetModel()
        self._rows = self._in_order()
        self.endResetModel()

    def whole_text(self, row: Row, column: Column[Row]) -> str:
        """All words of a cell, as they are copied and spoken."""
        words = (column.text(row), column.aside(row) if column.aside else "")
        return " ".join(each for each in words if each)

    def _in_order(self) -> list[Row]:
        if self._sorted_by is None:
            return list(self._given)
        column = self.columns[self._sorted_by[0]]
        by = column.sort or (lambda row: column.text(row).casefold())
        return sorted(self._given, key=by, reverse=self._sorted_by[1] is Qt.SortOrder.DescendingOrder)


_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
