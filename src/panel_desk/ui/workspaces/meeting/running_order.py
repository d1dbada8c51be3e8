"""The running order at the left of the room: where the panel is, what is left, and one key to turn to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace
from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QListView, QMenu, QWidget

from panel_desk.domain.ids import ItemId
from panel_desk.ui.theme.current import px
from panel_desk.ui.widgets.words import plain_tip
from panel_desk.ui.workspaces.meeting.order_cells import LINE_HEIGHT, OrderDelegate
from panel_desk.ui.workspaces.meeting.presenter import LineState, OrderLine

LINE: Final = Qt.ItemDataRole.UserRole + 1
_LEAST: Final = 88
_Index = QModelIndex | QPersistentModelIndex


class OrderModel(QAbstractListModel):
    """The lines; after a deed only those that have changed are told to the view."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.lines: tuple[OrderLine, ...] = ()

    def set_lines(self, lines: Sequence[OrderLine]) -> None:
        """Show these lines; the same items in the same order stay where they are."""
        before, now = self.lines, tuple(lines)
        if [line.id for line in before] != [line.id for line in now]:
            self.beginResetModel()
            self.lines = now
            self.endResetModel()
            return
        self.lines = now
        for row, (old, new) in enumerate(zip(before, now, strict=True)):
            if old != new:
                self.dataChanged.emit(self.index(row), self.index(row))

    def row_of(self, item_id: ItemId | None) -> int:
        """Where an item stands; -1 where it does not."""
        return next((row for row, line in enumerate(self.lines) if line.id == item_id), -1)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many lines."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A line's words, its value for the delegate, and what is spoken of it."""
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return f"{line.number} {line.who}"
            case Qt.ItemDataRole.AccessibleTextRole:
                return line.spoken
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(line.spoken)
            case role if role == LINE:
                return line
            case _:
                return None


class RunningOrder(QListView):
    """↑ and ↓ go along it, Enter turns to the line, Alt with an arrow takes an item earlier or later."""

    turn_wanted = Signal(object)
    """``ItemId``: the meeting turns to it."""
    move_wanted = Signal(object, int)
    """``ItemId`` one place earlier (-1) or later (+1)."""
    defer_wanted = Signal(object)
    """``ItemId``: it is put off with a reason."""
    left = Signal()
    """Esc: back to the line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = OrderModel(self)
        self._typed = ""
        self._forget = QTimer(self, singleShot=True, interval=max(QApplication.keyboardInputInterval(), 800))
        self._forget.timeout.connect(self._on_forget)
        self._in_hand: ItemId | None = None
        self._may_turn = self._may_record = False
        self.setProperty("role", "running order")
        self.setModel(self.rows)
        self.setItemDelegate(OrderDelegate(self))
        self.setAccessibleName("Running order")
        self.setAccessibleDescription("Enter turns to the line, Alt and an arrow moves it, typing finds one.")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.doubleClicked.connect(lambda index: self._turn(index.row()))

    def show_lines(self, lines: Sequence[OrderLine], *, may_turn: bool, may_record: bool) -> None:
        """Show these lines; what is chosen stays, but what followed the item in hand goes on following it."""
        chosen, followed = self.chosen(), self._in_hand
        self._may_turn, self._may_record = may_turn, may_record
        self.rows.set_lines(lines)
        self._in_hand = next((line.id for line in lines if line.state is LineState.IN_HAND), None)
        moved_on = self._in_hand != followed
        keep = chosen.id if chosen is not None and not (moved_on and chosen.id in (followed, self._in_hand)) else None
        self.choose(keep or self._in_hand or (lines[0].id if lines else None), scroll=moved_on)

    def tick(self, minutes: str) -> None:
        """The minutes of the line in hand have grown."""
        lines = self.rows.lines
        if any(line.state is LineState.IN_HAND and line.minutes != minutes for line in lines):
            self.rows.set_lines([replace(a, minutes=minutes) if a.state is LineState.IN_HAND else a for a in lines])

    def chosen(self) -> OrderLine | None:
        """The line in hand of the keyboard."""
        row = self.currentIndex().row()
        return self.rows.lines[row] if 0 <= row < len(self.rows.lines) else None

    def choose(self, item_id: ItemId | None, *, scroll: bool = True) -> None:
        """Put the keyboard's line on an item."""
        row = self.rows.row_of(item_id)
        if row < 0:
            return
        at = self.rows.index(row)
        if at != self.currentIndex():
            self.setCurrentIndex(at)
        if scroll:
            self.scrollTo(at)

    # Qt

    def minimumSizeHint(self) -> QSize:
        """Room for a number and initials."""
        return QSize(px(_LEAST), px(LINE_HEIGHT) * 3)

    def sizeHint(self) -> QSize:
        """As drawn."""
        return QSize(px(180), px(LINE_HEIGHT) * 8)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the list; all else is Qt's."""
        line = self.chosen()
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if alt and step is not None:
            if line is not None and self._may_turn:
                self.move_wanted.emit(line.id, step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._turn(self.currentIndex().row())
        elif event.key() == Qt.Key.Key_Escape:
            self._on_forget()
            self.left.emit()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def keyboardSearch(self, search: str) -> None:
        """Typing finds a line by its number, its initials or its local ID."""
        self._typed += search.casefold()
        self._forget.start()
        wanted = self._typed.replace(".", "").strip()
        rows = range(len(self.rows.lines))
        first = max(self.currentIndex().row(), 0)
        for row in (*rows[first:], *rows[:first]):
            words = self.rows.lines[row].search
            if wanted and any(part.replace(".", "").startswith(wanted) for part in (words, *words.split())):
                self.setCurrentIndex(self.rows.index(row))
                return

    def focusInEvent(self, event: QFocusEvent) -> None:
        """It begins at the item in hand."""
        super().focusInEvent(event)
        if self.chosen() is None:
            self.choose(self._in_hand)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with a line, by mouse or by the menu key."""
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if not index.isValid():
            return
        self.setCurrentIndex(index)
        at: QPoint = self.visualRect(index).center() if by_key else event.pos()
        menu = self.menu_of(self.rows.lines[index.row()])
        if not menu.isEmpty():
            menu.popup(self.viewport().mapToGlobal(at))

    def menu_of(self, line: OrderLine) -> QMenu:
        """The menu of a line; only what is possible now stands in it."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self._may_turn and line.state is not LineState.IN_HAND:
            menu.addAction("Take it now\tEnter").triggered.connect(lambda: self.turn_wanted.emit(line.id))
        if self._may_record and line.is_case and line.state is not LineState.TO_COME and line.mark != "deferred":
            menu.addAction("Defer…").triggered.connect(lambda: self.defer_wanted.emit(line.id))
        if self._may_turn:
            menu.addSeparator()
            for words, step in (("Earlier\tAlt+Up", -1), ("Later\tAlt+Down", 1)):
                act = menu.addAction(words)
                act.setEnabled(self.neighbour(line.id, step) is not None)
                act.triggered.connect(lambda _checked=False, step=step: self.move_wanted.emit(line.id, step))
        return menu

    def neighbour(self, item_id: ItemId, step: int) -> OrderLine | None:
        """The item beside one, in its own section; None at the section's end."""
        row = self.rows.row_of(item_id)
        beside = row + step
        if row < 0 or not 0 <= beside < len(self.rows.lines):
            return None
        other = self.rows.lines[beside]
        return other if other.section == self.rows.lines[row].section else None

    def before_of(self, item_id: ItemId, step: int) -> tuple[bool, ItemId | None]:
        """Whether an item can be moved a place, and before which item it then stands (None: at its section's end)."""
        beside = self.neighbour(item_id, step)
        if beside is None:
            return False, None
        if step < 0:
            return True, beside.id
        after = self.neighbour(beside.id, 1)
        return True, after.id if after is not None else None

    def _turn(self, row: int) -> None:
        if not 0 <= row < len(self.rows.lines) or not self._may_turn:
            return
        line = self.rows.lines[row]
        if line.state is LineState.IN_HAND:
            self.left.emit()
        else:
            self.turn_wanted.emit(line.id)

    def _on_forget(self) -> None:
        self._typed = ""
