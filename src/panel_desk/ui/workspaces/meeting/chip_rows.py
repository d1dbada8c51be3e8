"""A list whose rows begin with a chip and go on in words, as high as they need."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, Generic, Protocol, TypeVar

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QContextMenuEvent, QKeyEvent, QKeySequence, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from panel_desk.ui.theme.current import px, theme, tokens
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.chips import chip_width, paint_chip
from panel_desk.ui.workspaces.meeting.item_view import Run
from panel_desk.ui.workspaces.meeting.toned_words import laid_out

Index = QModelIndex | QPersistentModelIndex
_AIR: Final = 4
_CHIP_ROOM: Final = 132
_ROW: Final = QAbstractItemView.SelectionBehavior.SelectRows


class Row(Protocol):
    """What a list shows."""

    @property
    def key(self) -> str:
        """The same while the row stands."""

    @property
    def chip(self) -> str:
        """What it begins with; none leaves no room for one."""

    @property
    def tone(self) -> Tone:
        """Of the chip."""

    @property
    def runs(self) -> tuple[Run, ...]:
        """Its words."""

    @property
    def plain(self) -> str:
        """All of it, for copying and for those who hear the screen."""


R = TypeVar("R", bound=Row)


class _Model(QAbstractListModel, Generic[R]):
    def __init__(self) -> None:
        super().__init__()
        self.held: tuple[R, ...] = ()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        return 0 if parent.isValid() else len(self.held)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        return self.held[index.row()].plain

    def show_rows(self, rows: tuple[R, ...]) -> None:
        self.beginResetModel()
        self.held = rows
        self.endResetModel()


class ChipRows(QListView):
    """Rows of one kind. Enter opens one, Ctrl+C copies it, the menu key asks for its menu; other keys are told."""

    row_opened = Signal(object)
    menu_wanted = Signal(object, object)
    """The row, and where on the screen."""
    key_pressed = Signal(object, int)
    """The row chosen and a Qt key that the list itself does not know."""

    def __init__(self, name: str, parent: QWidget | None = None, *, follows: bool = False, inset: int = 12) -> None:
        """``follows``: a new row comes into sight, wherever it is; ``inset``: pixels at 100 % before the chips."""
        super().__init__(parent)
        self._follows = follows
        self.inset = inset
        self.setProperty("role", "chip rows")
        self.setAccessibleName(name)
        self._model: _Model[Row] = _Model()
        self._measured: dict[tuple[str, int, int], int] = {}
        """Widths and heights worked out for the rows in sight, by what, text size and width of the list."""
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(self))
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.activated.connect(lambda index: self.row_opened.emit(self._model.held[index.row()]))
        theme().changed.connect(self.doItemsLayout)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these; the row that was chosen stays chosen, and the place of the bar."""
        now = tuple(rows)
        if now == self._model.held:
            return
        chosen, bar = self.chosen(), self.verticalScrollBar().value()
        new = self._new_row(now)
        at = self.currentIndex().row()
        self._model.show_rows(now)
        self._measured.clear()
        place = next((n for n, row in enumerate(now) if chosen is not None and row.key == chosen.key), -1)
        if place < 0 and chosen is not None and now:
            place = min(at, len(now) - 1)
        if place >= 0:
            self.setCurrentIndex(self._model.index(place))
        if new >= 0 and not self.hasFocus():
            self.scrollTo(self._model.index(new))
        else:
            self.verticalScrollBar().setValue(bar)
        self.updateGeometry()

    def _new_row(self, now: tuple[Row, ...]) -> int:
        """The place of the row that was not there before, the last of several; 0 where all are another item's."""
        if not self._follows:
            return -1
        before = {row.key for row in self._model.held}
        new = [place for place, row in enumerate(now) if row.key not in before]
        if len(new) == len(now):
            return min(0, len(now) - 1)
        return new[-1] if new else -1

    def shown_rows(self) -> tuple[Row, ...]:
        """The rows from the top."""
        return self._model.held

    def chosen(self) -> Row | None:
        """The row that the keyboard is on."""
        index = self.currentIndex()
        return self._model.held[index.row()] if index.isValid() and index.row() < len(self._model.held) else None

    def choose(self, key: str) -> None:
        """Go to a row."""
        for at, row in enumerate(self._model.held):
            if row.key == key:
                self.setCurrentIndex(self._model.index(at))

    def full_height(self) -> int:
        """What all rows need at this width."""
        option, rows = QStyleOptionViewItem(), range(len(self._model.held))
        delegate = self.itemDelegate()
        heights = self._once(
            "heights", lambda: sum(delegate.sizeHint(option, self._model.index(at)).height() for at in rows)
        )
        return heights + 2 * self.frameWidth()

    def widest_chip(self) -> int:
        """Of all chips in the list: the words beside them begin in one place."""
        return self._once("chips", lambda: max((chip_width(row.chip) for row in self._model.held), default=0))

    def _once(self, what: str, work_out: Callable[[], int]) -> int:
        """A layout asks many times for what changes only with the rows, the text size and the width."""
        asked = (what, theme().text_percent, self.width())
        if asked not in self._measured:
            self._measured[asked] = work_out()
        return self._measured[asked]

    def sizeHint(self) -> QSize:
        """As high as the rows."""
        return QSize(px(400), max(self.full_height(), px(32)))

    def minimumSizeHint(self) -> QSize:
        """One row; the rest scrolls."""
        return QSize(px(200), px(36))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """↑ and ↓ go along, Ctrl+C copies, letters and Del are for whoever listens."""
        row = self.chosen()
        if event.matches(QKeySequence.StandardKey.Copy) and row is not None:
            QApplication.clipboard().setText(row.plain)
        elif row is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.row_opened.emit(row)
        elif row is not None and not event.modifiers() and (event.key() == Qt.Key.Key_Delete or event.text().isalpha()):
            self.key_pressed.emit(row, event.key())
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Of the row under the pointer, or the chosen one."""
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if index.isValid():
            self.setCurrentIndex(index)
            below = self.viewport().mapToGlobal(self.visualRect(index).bottomLeft())
            self.menu_wanted.emit(self._model.held[index.row()], below if by_key else event.globalPos())

    def focusInEvent(self, event: object) -> None:
        """The keyboard lands on a row, so that it is seen where one is."""
        super().focusInEvent(event)  # type: ignore[arg-type]  # Qt's own event
        if not self.currentIndex().isValid() and self._model.held:
            self.setCurrentIndex(self._model.index(0))
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Rows wrap anew."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()
            self.updateGeometry()


class _Delegate(QStyledItemDelegate):
    def __init__(self, view: ChipRows) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option
        row = _row_of(index)
        height = laid_out(row.runs, self._room(row))[1] + 2 * px(_AIR)
        return QSize(self._width(), round(max(height, px(29)) + 0.5))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, room = _row_of(index), QRect(option.rect)
        here = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if here and self._view.hasFocus():
            painter.fillRect(room, QColor(tokens().tint))
            painter.fillRect(QRect(room.left(), room.top(), px(3), room.height()), QColor(tokens().accent))
        layout, height = laid_out(row.runs, self._room(row))
        first = layout.lineAt(0).height() if layout.lineCount() else 0.0
        top = room.top() + (room.height() - height) / 2
        if row.chip:
            box = QRectF(room.left() + px(self._view.inset), top - (px(22) - first) / 2, px(_CHIP_ROOM), px(22))
            paint_chip(painter, box, row.chip, row.tone)
        layout.draw(painter, QPointF(room.left() + self._left(row), top))
        painter.restore()

    def _width(self) -> int:
        bar = self._view.verticalScrollBar().sizeHint().width()
        return max(self._view.width() - bar - 2 * self._view.frameWidth(), px(120))

    def _left(self, row: Row) -> int:
        if not row.chip:
            return px(self._view.inset)
        return px(self._view.inset) + min(self._view.widest_chip(), px(_CHIP_ROOM)) + px(10)

    def _room(self, row: Row) -> int:
        return self._width() - self._left(row) - px(8)


def _row_of(index: Index) -> Row:
    model = index.model()
    if not isinstance(model, _Model):
        raise TypeError("the delegate belongs to its own list")
    row: Row = model.held[index.row()]
    return row
