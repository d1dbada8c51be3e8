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
from PySide6.QtGui import QColor, QContextMenuEvent, QKeyEvent, QKeySequence, QPainter, QResizeEvent, QTextLayout
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
from panel_desk.ui.workspaces.meeting.item.item_view import Run
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
        self._measured: dict[str | int, int] = {}
        """Worked out for the rows as they are, the text size and the width: heights by row, the rest by name."""
        self._measured_at = 0
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(self))
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.activated.connect(lambda index: self.row_opened.emit(self._model.held[index.row()]))
        self._laid_out: dict[tuple[tuple[Run, ...], int], tuple[QTextLayout, float]] = {}
        """The words of rows in sight by the room they have: a row that stays is not broken into lines again."""
        theme().changed.connect(self._on_theme_changed)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these; the row that was chosen stays chosen, and the place of the bar."""
        now = tuple(rows)
        if now == self._model.held:
            return
        chosen, bar = self.chosen(), self.verticalScrollBar().value()
        new = self._new_row(now)
        at = self.currentIndex().row()
        self._measured.clear()
        self._model.show_rows(now)
        words = {row.runs for row in now}
        self._laid_out = {asked: found for asked, found in self._laid_out.items() if asked[0] in words}
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
        heights = self.once("heights", lambda: sum(map(self.row_height, range(len(self._model.held)))))
        return heights + 2 * self.frameWidth()

    def row_height(self, at: int) -> int:
        """What one row needs at this width."""
        return self.once(at, lambda: self._row_height(self._model.held[at]))

    def row_width(self) -> int:
        """Of every row, with room for the bar."""
        return self.once("width", self._row_width)

    def words_begin(self, row: Row) -> int:
        """How far from the left the words of a row stand: those beside chips begin in one place."""
        inset = self.once("inset", lambda: px(self.inset))
        return inset + (self.once("chips", self._chips_width) if row.chip else 0)

    def once(self, what: str | int, work_out: Callable[[], int]) -> int:
        """A layout asks many times for what changes only with the rows, the text size and the width."""
        if self._measured_at != self.width():
            self._measured_at = self.width()
            self._forget_measures()
        if what not in self._measured:
            self._measured[what] = work_out()
        return self._measured[what]

    def words_of(self, row: Row) -> tuple[QTextLayout, float]:
        """The words of a row broken into lines, and their height."""
        room = self.row_width() - self.words_begin(row) - px(8)
        asked = (row.runs, room)
        if asked not in self._laid_out:
            self._laid_out[asked] = laid_out(row.runs, room)
        return self._laid_out[asked]

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

    def _on_theme_changed(self) -> None:
        self._forget_measures()
        self.doItemsLayout()

    def _forget_measures(self) -> None:
        self._measured.clear()
        self._laid_out.clear()

    def _row_height(self, row: Row) -> int:
        return round(max(self.words_of(row)[1] + 2 * px(_AIR), px(29)) + 0.5)

    def _row_width(self) -> int:
        bar = self.verticalScrollBar().sizeHint().width()
        return max(self.width() - bar - 2 * self.frameWidth(), px(120))

    def _chips_width(self) -> int:
        widest = max((chip_width(row.chip) for row in self._model.held), default=0)
        return min(widest, px(_CHIP_ROOM)) + px(10)


class _Delegate(QStyledItemDelegate):
    def __init__(self, view: ChipRows) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option
        return QSize(self._view.row_width(), self._view.row_height(index.row()))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, room = _row_of(index), QRect(option.rect)
        here = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if here and self._view.hasFocus():
            painter.fillRect(room, QColor(tokens().tint))
            painter.fillRect(QRect(room.left(), room.top(), px(3), room.height()), QColor(tokens().accent))
        layout, height = self._view.words_of(row)
        first = layout.lineAt(0).height() if layout.lineCount() else 0.0
        top = room.top() + (room.height() - height) / 2
        if row.chip:
            box = QRectF(room.left() + px(self._view.inset), top - (px(22) - first) / 2, px(_CHIP_ROOM), px(22))
            paint_chip(painter, box, row.chip, row.tone)
        layout.draw(painter, QPointF(room.left() + self._view.words_begin(row), top))
        painter.restore()


def _row_of(index: Index) -> Row:
    model = index.model()
    if not isinstance(model, _Model):
        raise TypeError("the delegate belongs to its own list")
    row: Row = model.held[index.row()]
    return row
