"""The pool as a list: two lines each, the reason as a chip; carried by mouse, put on by Enter or Insert."""

from __future__ import annotations

from typing import Final, cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from panel_desk.ui.theme.current import icon, px, theme, tokens
from panel_desk.ui.theme.tokens import BODY, SMALL
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.chips import chip_width, paint_chip
from panel_desk.ui.workspaces.agendas.model import ROW, PoolModel
from panel_desk.ui.workspaces.agendas.view_values import PoolRow

_HEIGHT: Final = 56
_PADDING: Final = 12
_GRIP: Final = 16
_BAR: Final = 3
_LEAST_SOURCE: Final = 48


class _PoolDelegate(QStyledItemDelegate):
    """Draws a line of the pool."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Grip, who, facts and chip; below, where it came from."""
        row = cast("PoolRow", index.data(ROW))
        box = QRect(option.rect)
        painter.save()
        self._paint_ground(painter, option, box)
        inner = box.adjusted(px(_PADDING), 0, -px(_PADDING), 0)
        can_carry = bool(index.flags() & Qt.ItemFlag.ItemIsDragEnabled)
        if can_carry:
            grip = px(_GRIP)
            at = QRect(inner.left() - px(2), box.center().y() - grip // 2, grip, grip)
            icon("grip-vertical", Tone.NEUTRAL, _GRIP).paint(painter, at)
        inner.setLeft(inner.left() + px(_GRIP + 6))
        upper = QRect(inner.left(), box.top() + px(7), inner.width(), px(21))
        lower = QRect(inner.left(), box.top() + px(29), inner.width(), px(20))
        self._paint_upper(painter, upper, row)
        self._paint_lower(painter, lower, row)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Two lines."""
        return QSize(px(200), px(_HEIGHT))

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, box: QRect) -> None:
        now = tokens()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.fillRect(box, QColor(now.tint if chosen else now.hover if over else now.surface))
        painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), QColor(now.line))
        if bool(option.state & QStyle.StateFlag.State_HasFocus):
            painter.fillRect(QRect(box.left(), box.top(), px(_BAR), box.height() - 1), QColor(now.accent))

    def _paint_upper(self, painter: QPainter, room: QRect, row: PoolRow) -> None:
        chip = f"{row.chip} +{row.more}" if row.more else row.chip
        who = QFontMetrics(theme().font(strong=True)).horizontalAdvance(row.who)
        # Who it is comes first; where there is no room for both, the chip is shortened.
        wide = min(chip_width(chip), max(room.width() - who - px(8), room.width() // 3))
        paint_chip(painter, QRectF(room.right() + 1 - wide, room.top(), wide, room.height()), chip, row.tone)
        left = QRect(room.left(), room.top(), room.width() - wide - px(8), room.height())
        _draw(painter, left, row.who, QColor(tokens().text), strong=True)

    def _paint_lower(self, painter: QPainter, room: QRect, row: PoolRow) -> None:
        """Facts first; what room they leave is for the source, at the right."""
        used = _draw(painter, room, row.facts, QColor(tokens().muted)) if row.facts else 0
        left = QRect(room.left() + used + px(12), room.top(), room.width() - used - px(12), room.height())
        if not row.facts:
            left = room
        font = theme().font(SMALL)
        wide = min(QFontMetrics(font).horizontalAdvance(row.source) + 1, left.width())
        if row.facts:
            left.setLeft(left.right() + 1 - wide)
        if left.width() >= px(_LEAST_SOURCE):
            _draw(painter, left, row.source, QColor(tokens().muted), SMALL)


def _draw(painter: QPainter, room: QRect, text: str, ink: QColor, size: int = BODY, *, strong: bool = False) -> int:
    """One line of plain text, shortened where the room ends; its width."""
    font = theme().font(size, strong=strong)
    metrics = QFontMetrics(font)
    painter.setFont(font)
    painter.setPen(ink)
    shown = metrics.elidedText(" ".join(text.split()), Qt.TextElideMode.ElideRight, max(room.width(), 0))
    painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), shown)
    return metrics.horizontalAdvance(shown)


class PoolList(QListView):
    """The list itself; several lines can be chosen and put on at once."""

    put_on_asked = Signal()
    """Enter, Insert or a double click."""

    def __init__(self, model: PoolModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pool = model
        model.setParent(self)
        self.setModel(model)
        self.setItemDelegate(_PoolDelegate(self))
        self.setAccessibleName("Proposed")
        self.setAccessibleDescription("Enter or Insert puts what is chosen on the agenda.")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        model.modelAboutToBeReset.connect(self._on_rows_leaving)
        model.modelReset.connect(self._on_rows_shown)
        self._kept: tuple[tuple[str, ...], int, int] = ((), -1, 0)

    def chosen(self) -> tuple[str, ...]:
        """The keys of the chosen lines."""
        return self._pool.keys_at([index.row() for index in self.selectedIndexes()])

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Coming by keyboard, choose the first line, so that Enter does something."""
        super().focusInEvent(event)
        if event.reason() is not Qt.FocusReason.MouseFocusReason and not self.selectedIndexes() and self._pool.rows:
            self.setCurrentIndex(self._pool.index(max(self.currentIndex().row(), 0)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Insert put on."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Insert) and self.selectedIndexes():
            self.put_on_asked.emit()
            event.accept()
            return
        super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click puts on."""
        if self.indexAt(event.position().toPoint()).isValid():
            self.put_on_asked.emit()

    def _on_rows_leaving(self) -> None:
        self._kept = (self.chosen(), self.currentIndex().row(), self.verticalScrollBar().value())

    def _on_rows_shown(self) -> None:
        """Keep the choice; where it has gone to the agenda, the keyboard goes to the line now in its place."""
        keys, at, scrolled = self._kept
        places = [place for place, row in enumerate(self._pool.rows) if row.key in keys]
        if not places and at >= 0 and self._pool.rows:
            places = [min(at, len(self._pool.rows) - 1)]
        for place in places:
            index = self._pool.index(place)
            self.selectionModel().select(index, self.selectionModel().SelectionFlag.Select)
            self.selectionModel().setCurrentIndex(index, self.selectionModel().SelectionFlag.NoUpdate)
        self.verticalScrollBar().setValue(scrolled)
