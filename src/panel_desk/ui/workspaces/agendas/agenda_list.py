"""The agenda as a list in sections: moved by mouse or Alt and an arrow, edited in place, taken off by Delete."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from panel_desk.domain.ids import ItemId
from panel_desk.ui.theme.current import px, tokens
from panel_desk.ui.workspaces.agendas.agenda_cells import AgendaDelegate
from panel_desk.ui.workspaces.agendas.model import AgendaColumn, AgendaModel
from panel_desk.ui.workspaces.agendas.view_values import AgendaRow

_ITEM, _HEADING = 30, 34
_WIDTHS: Final = ((560, (52, 128, 136, 64)), (420, (42, 112, 88, 44)), (0, (36, 100, 64, 40)))
"""From which width on: number, who, presenter, minutes; the subject has what they leave."""
_LEAST_SUBJECT: Final = 48
_Move = QAbstractItemView.CursorAction


class AgendaList(QTableView):
    """The list itself. It asks for deeds by signals and shows what the model then says."""

    move_asked = Signal(int)
    """The chosen items one place up (-1) or down (+1)."""
    take_off_asked = Signal()

    def __init__(self, model: AgendaModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._agenda = model
        model.setParent(self)
        self._cells = AgendaDelegate(self)
        self._drop_line: QRect | None = None
        self._kept: tuple[tuple[ItemId, ...], ItemId | None, int, int, int] = ((), None, 0, 0, 0)
        self.setModel(model)
        self.setItemDelegate(self._cells)
        self.setAccessibleName("Agenda")
        self.setAccessibleDescription(
            "Alt and an arrow moves what is chosen, Delete takes it off, F2 changes presenter or minutes."
        )
        self._set_up_view()
        self._set_up_dragging()
        model.modelAboutToBeReset.connect(self._on_rows_leaving)
        model.modelReset.connect(self._on_rows_shown)
        self.customContextMenuRequested.connect(self._on_menu_asked)

    @property
    def agenda_rows(self) -> tuple[AgendaRow, ...]:
        """Every line, headings too."""
        return self._agenda.rows

    def set_presenters(self, names: Sequence[str]) -> None:
        """Names to offer while a presenter is typed."""
        self._cells.presenters = tuple(names)

    def chosen(self) -> tuple[ItemId, ...]:
        """The chosen items, in their order."""
        return self._agenda.items_at([index.row() for index in self.selectedIndexes()])

    def choose(self, item_ids: Sequence[ItemId], *, scroll: bool = True) -> bool:
        """Choose items, and bring the first of them into view; False where none is there."""
        rows = [row for row in map(self._agenda.row_of, item_ids) if row >= 0]
        if not rows:
            return False
        column = max(self.currentIndex().column(), 0)
        chosen = QItemSelectionModel.SelectionFlag
        self.clearSelection()
        for row in rows:
            self.selectionModel().select(self._agenda.index(row, 0), chosen.Select | chosen.Rows)
        self.selectionModel().setCurrentIndex(self._agenda.index(rows[0], column), chosen.NoUpdate)
        if scroll:
            self.scrollTo(self._agenda.index(rows[0], 0))
        return True

    def edit_current(self) -> None:
        """Change the presenter or the minutes of the current item."""
        index = self.currentIndex()
        if not index.flags() & Qt.ItemFlag.ItemIsEditable:
            index = index.siblingAtColumn(AgendaColumn.PRESENTER)
        if index.isValid() and index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.setCurrentIndex(index)
            self.edit(index)

    def copy(self) -> None:
        """Copy the chosen items as tab-separated lines."""
        rows = [row for row in self._agenda.rows if row.item_id in self.chosen()]
        lines = ["\t".join((r.number, r.starts, r.who, r.title, r.presenter, str(r.minutes))) for r in rows]
        if lines:
            QGuiApplication.clipboard().setText("\n".join(lines))

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the list; all else is Qt's."""
        if self.state() is QAbstractItemView.State.EditingState:
            # The editor’s own keys come up here once it has had them.
            event.accept()
            return
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if alt and step is not None:
            self.move_asked.emit(step)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.chosen():
            self.take_off_asked.emit()
        elif event.key() in (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.edit_current()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def moveCursor(self, action: _Move, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Headings are passed over."""
        index = super().moveCursor(action, modifiers)
        rows = self._agenda.rows
        if not index.isValid() or not rows:
            return index
        back = action in (_Move.MoveUp, _Move.MovePageUp, _Move.MoveEnd)
        row, step = index.row(), -1 if back else 1
        while 0 <= row < len(rows) and not rows[row].is_item:
            row += step
        if 0 <= row < len(rows):
            return self._agenda.index(row, index.column())
        return self.currentIndex()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show a line where it would land."""
        super().dragMoveEvent(event)
        line = self._line_at(event.position().toPoint()) if event.isAccepted() else None
        if line != self._drop_line:
            self._drop_line = line
            self.viewport().update()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """The line goes."""
        super().dragLeaveEvent(event)
        self._forget_line()

    def dropEvent(self, event: QDropEvent) -> None:
        """The model asks for the deed; the line goes."""
        super().dropEvent(event)
        self._forget_line()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The list, and the line where something would land."""
        super().paintEvent(event)
        if self._drop_line is not None:
            painter = QPainter(self.viewport())
            painter.fillRect(self._drop_line, QColor(tokens().accent))
            painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room among the columns."""
        super().resizeEvent(event)
        self._share_room()

    # Private

    def _set_up_view(self) -> None:
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def _set_up_dragging(self) -> None:
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDragDropOverwriteMode(False)
        # Qt's own indicator frames one cell; a line across says where the item goes.
        self.setDropIndicatorShown(True)

    def _on_rows_leaving(self) -> None:
        index = self.currentIndex()
        current = self._agenda.items_at([index.row()]) if index.isValid() else ()
        self._kept = (
            self.chosen(),
            current[0] if current else None,
            index.row(),
            max(index.column(), 0),
            self.verticalScrollBar().value(),
        )

    def _on_rows_shown(self) -> None:
        """Keep the choice and the place; where the item has gone, the keyboard goes to the one now in its place."""
        chosen, current, at, column, scrolled = self._kept
        self.clearSpans()
        for place, row in enumerate(self._agenda.rows):
            self.setRowHeight(place, px(_ITEM if row.is_item else _HEADING))
            if not row.is_item:
                self.setSpan(place, 0, 1, AgendaColumn.PRESENTER)
                self.setSpan(place, AgendaColumn.PRESENTER, 1, 2)
            elif not row.who:
                self.setSpan(place, AgendaColumn.WHO, 1, 2)
        self.verticalScrollBar().setValue(scrolled)
        here = [item_id for item_id in chosen if self._agenda.row_of(item_id) >= 0]
        if here:
            self.choose(here, scroll=False)
        if current is not None and self._agenda.row_of(current) >= 0:
            index = self._agenda.index(self._agenda.row_of(current), column)
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        elif at >= 0 and not here:
            self._choose_near(at)

    def _choose_near(self, row: int) -> None:
        rows = self._agenda.rows
        near = [place for place, line in enumerate(rows) if line.is_item]
        if near:
            place = min(near, key=lambda candidate: (abs(candidate - row), candidate))
            self.choose(self._agenda.items_at([place]), scroll=False)

    def _share_room(self) -> None:
        room = self.viewport().width()
        widths = next(widths for least, widths in _WIDTHS if room >= px(least))
        number, who, presenter, minutes = (px(width) for width in widths)
        taken = number + who + presenter + minutes
        for column, width in (
            (AgendaColumn.NUMBER, number),
            (AgendaColumn.WHO, who),
            (AgendaColumn.SUBJECT, max(room - taken, px(_LEAST_SUBJECT))),
            (AgendaColumn.PRESENTER, presenter),
            (AgendaColumn.MINUTES, minutes),
        ):
            self.setColumnWidth(column, width)

    def _line_at(self, at: QPoint) -> QRect | None:
        index = self.indexAt(at)
        where = self.dropIndicatorPosition()
        place = QAbstractItemView.DropIndicatorPosition
        if not index.isValid():
            last = self.visualRect(self._agenda.index(self._agenda.rowCount() - 1, 0))
            return QRect(0, last.bottom(), self.viewport().width(), px(2))
        box = self.visualRect(index)
        below = where is place.BelowItem or (where is place.OnItem and not self._agenda.rows[index.row()].is_item)
        return QRect(0, (box.bottom() if below else box.top()) - px(1), self.viewport().width(), px(2))

    def _forget_line(self) -> None:
        self._drop_line = None
        self.viewport().update()

    def _on_menu_asked(self, at: QPoint) -> None:
        if not self.chosen():
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, keys, on in (
            ("Move up", "Alt+Up", lambda: self.move_asked.emit(-1)),
            ("Move down", "Alt+Down", lambda: self.move_asked.emit(1)),
            ("Change presenter or minutes", "F2", self.edit_current),
            ("Take off the agenda", "Del", self.take_off_asked.emit),
            ("Copy", "Ctrl+C", self.copy),
        ):
            act = menu.addAction(words)
            act.setShortcut(QKeySequence(keys))
            act.triggered.connect(lambda _checked=False, on=on: on())
        menu.popup(self.viewport().mapToGlobal(at))
