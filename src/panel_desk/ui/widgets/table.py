"""The table of every page: sorted by its header, worked by keyboard, copied as it stands, its widths remembered."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final

from msgspec import Struct
from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from panel_desk.ui.theme.current import px, theme
from panel_desk.ui.theme.tokens import ROW_HEIGHT
from panel_desk.ui.widgets.empty import EmptyState
from panel_desk.ui.widgets.table_cells import CellDelegate
from panel_desk.ui.widgets.table_model import Column, TableModel
from panel_desk.ui.widgets.table_widths import ColumnWidths

__all__ = ["Column", "RowAction", "Table", "TableModel"]

_LEAST_WIDTH: Final = 200
_FORMULA: Final = ("=", "+", "-", "@")
_NUMBER: Final = re.compile(r"[+-][0-9 ,.]+%?")


class RowAction(Struct, frozen=True, kw_only=True):
    """Something that can be done with the chosen row, in its menu and by a key."""

    words: str
    on: Callable[[Any], None]
    shortcut: str = ""


class Table(QTableView):
    """A table of a :class:`TableModel`. ``name`` is what it is called aloud and where its widths are kept."""

    row_opened = Signal(object)
    """Enter or a double click on a row: the row."""
    chosen_changed = Signal(object)
    """Another row is chosen: the row, or None. Not told when the same row is shown anew."""

    def __init__(
        self,
        model: TableModel[Any],
        *,
        name: str,
        empty: EmptyState | None = None,
        row_height: int = ROW_HEIGHT,
        cells: Callable[[QTableView], CellDelegate] = CellDelegate,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name = name
        self._rows = model
        self._row_height = row_height
        self._empty = empty
        self._chosen_key: object = None
        self._showing_anew = False
        self._actions: list[RowAction] = []
        self._sized = False
        self._scrolled = (0, 0)
        self.setAccessibleName(name)
        self._cells = cells(self)
        self._widths = ColumnWidths(self, model, self._cells, name)
        self._set_up_view()
        self._set_up_headers()
        model.setParent(self)
        self.setModel(model)
        self._connect(model)
        if empty is not None:
            empty.setParent(self.viewport())
        self._on_rows_shown()

    # Public

    @property
    def rows(self) -> TableModel[Any]:
        """Its model."""
        return self._rows

    def chosen(self) -> Any:  # noqa: ANN401 - the page's own kind of row
        """The selected row that the keyboard is on, or None."""
        current = self.currentIndex()
        chosen = current.isValid() and self.selectionModel().isRowSelected(current.row(), QModelIndex())
        return self._rows.row(current.row()) if chosen else None

    def chosen_rows(self) -> list[Any]:
        """All selected rows, in the order on screen."""
        return [self._rows.row(index.row()) for index in sorted(self.selectionModel().selectedRows())]

    def choose(self, wanted: Callable[[Any], bool]) -> bool:
        """Choose the first row of which this holds, and bring it into view; False if there is none."""
        at = next((place for place, row in enumerate(self._rows.rows) if wanted(row)), -1)
        if at >= 0:
            self._go_to(at)
        return at >= 0

    def shown_rows(self) -> Sequence[Any]:
        """All rows in the order on screen, for exports."""
        return tuple(self._rows.rows)

    def add_row_action(self, words: str, on: Callable[[Any], None], *, shortcut: str = "") -> None:
        """Offer a deed on the chosen row, in the menu of the row and by a key."""
        self._actions.append(RowAction(words=words, on=on, shortcut=shortcut))
        if shortcut:
            act = QAction(words, self)
            act.setShortcut(QKeySequence(shortcut))
            act.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            act.triggered.connect(lambda: self._do_with_chosen(on))
            self.addAction(act)

    def copy(self) -> None:
        """Copy the selected rows with their titles, as tab-separated lines."""
        rows = self.chosen_rows()
        if rows:
            lines = [[column.title for column in self._shown_columns()]]
            lines += [[_cell(self._rows.whole_text(row, column)) for column in self._shown_columns()] for row in rows]
            QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in lines))

    # Qt

    def minimumSizeHint(self) -> QSize:
        """Room for the titles and three rows; a page with less scrolls."""
        return QSize(px(_LEAST_WIDTH), px(ROW_HEIGHT + 3 * self._row_height))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Ctrl+C copies, Home and End go to the first and the last row."""
        key = event.key()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & _OTHER_KEYS:
            self._do_with_chosen(self.row_opened.emit)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and self._rows.rows and not event.modifiers():
            self._go_to(0 if key == Qt.Key.Key_Home else len(self._rows.rows) - 1)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Choose the first row when the keyboard comes here and none is chosen."""
        super().focusInEvent(event)
        by_keyboard = event.reason() in _BY_KEYBOARD
        if by_keyboard and self._rows.rows and self.chosen() is None:
            self._go_to(0)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tint the row under the pointer."""
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(event.position().toPoint().y()))

    def leaveEvent(self, event: QEvent) -> None:
        """Tint no row."""
        super().leaveEvent(event)
        self._hover(-1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room out again."""
        super().resizeEvent(event)
        self._widths.share()
        if self._empty is not None:
            self._empty.setGeometry(self.viewport().rect())

    # Private

    def _set_up_view(self) -> None:
        self.setItemDelegate(self._cells)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def _set_up_headers(self) -> None:
        down, across = self.verticalHeader(), self.horizontalHeader()
        down.hide()
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        across.setHighlightSections(False)
        across.setSectionsClickable(True)
        across.setSortIndicatorShown(True)
        across.setSortIndicatorClearable(True)
        across.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        across.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        across.setTextElideMode(Qt.TextElideMode.ElideRight)
        across.setAccessibleName(f"Columns of {self._name}")

    def _connect(self, model: TableModel[Any]) -> None:
        model.modelAboutToBeReset.connect(self._on_rows_leaving)
        model.modelReset.connect(self._on_rows_shown)
        self.horizontalHeader().sortIndicatorChanged.connect(model.sort)
        self.selectionModel().currentRowChanged.connect(self._on_choice_moved)
        self.selectionModel().selectionChanged.connect(self._on_choice_moved)
        self.doubleClicked.connect(lambda index: self.row_opened.emit(self._rows.row(index.row())))
        self.customContextMenuRequested.connect(self._on_menu_asked)
        theme().changed.connect(self._on_theme_changed)

    def _on_theme_changed(self) -> None:
        """Measure again: the text may be larger."""
        self._widths.measure(self._row_height)
        self._widths.share()

    def _on_rows_leaving(self) -> None:
        self._showing_anew = True
        self._scrolled = self.verticalScrollBar().value(), self.horizontalScrollBar().value()

    def _on_rows_shown(self) -> None:
        """Keep the choice and the place when rows are shown anew."""
        key, self._showing_anew = self._chosen_key, False
        if not self._sized:
            self._widths.measure(self._row_height)
            self._sized = bool(self._rows.rows)
        self._widths.share()
        if key is not None:
            at = self._rows.place_of(key)
            if at >= 0:
                self._showing_anew = True
                self._choose_place(at)
                self._showing_anew = False
            else:
                self._chosen_key = None
                self.chosen_changed.emit(None)
        down, along = self._scrolled
        self.verticalScrollBar().setValue(down)
        self.horizontalScrollBar().setValue(along)
        if self._empty is not None:
            self._empty.setVisible(not self._rows.rows)

    def _on_choice_moved(self) -> None:
        """Tell of another choice. Qt selects before it moves the current row: in between there is nothing to tell."""
        row = self.chosen()
        if self._showing_anew or (row is None and self.selectionModel().hasSelection()):
            return
        key = None if row is None else self._rows.key(row)
        if key != self._chosen_key:
            self._chosen_key = key
            self.chosen_changed.emit(row)

    def _on_menu_asked(self, at: QPoint) -> None:
        index = self.indexAt(at)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if index.isValid():
            for action in self._actions:
                act = menu.addAction(action.words)
                act.setShortcut(QKeySequence(action.shortcut))
                act.triggered.connect(lambda _checked=False, on=action.on: self._do_with_chosen(on))
            copy = menu.addAction("Copy", self.copy)
            copy.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
            text = str(index.data() or "")
            menu.addAction("Copy this cell", lambda: QGuiApplication.clipboard().setText(text))
        by = menu.addMenu("Sort by")
        for place, column in enumerate(self._rows.columns):
            if column.title:
                by.addAction(column.title).triggered.connect(partial(self._sort_by, place))
        menu.popup(self.viewport().mapToGlobal(at))

    def _sort_by(self, place: int, _checked: bool = False) -> None:  # noqa: FBT002 - as Qt tells it
        header = self.horizontalHeader()
        again = header.sortIndicatorSection() == place and header.sortIndicatorOrder() is _UP
        header.setSortIndicator(place, Qt.SortOrder.DescendingOrder if again else _UP)

    def _do_with_chosen(self, on: Callable[[Any], None]) -> None:
        row = self.chosen()
        if row is not None:
            on(row)

    def _go_to(self, place: int) -> None:
        self._choose_place(place)
        self.scrollTo(self._rows.index(place, 0))

    def _choose_place(self, place: int) -> None:
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(self._rows.index(place, 0), flags)

    def _hover(self, row: int) -> None:
        if row != self._cells.hovered:
            self._cells.hovered = row
            self.viewport().update()

    def _shown_columns(self) -> list[Column[Any]]:
        header = self.horizontalHeader()
        order = sorted(range(len(self._rows.columns)), key=header.visualIndex)
        return [self._rows.columns[at] for at in order if not self.isColumnHidden(at)]


_UP: Final = Qt.SortOrder.AscendingOrder
_BY_KEYBOARD: Final = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
_OTHER_KEYS: Final = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def _cell(text: str) -> str:
    """One cell as it is pasted: on one line, and never a formula (a spreadsheet would run it)."""
    line = " ".join(text.split())
    return f"'{line}" if line.startswith(_FORMULA) and len(line) > 1 and not _NUMBER.fullmatch(line) else line
