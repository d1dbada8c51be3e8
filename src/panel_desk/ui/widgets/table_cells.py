"""How the cells of a table are drawn: plain text, chips and asides, a hairline below, a tint for what is chosen."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
)

from panel_desk.ui.theme.current import icon, px, theme, tokens
from panel_desk.ui.theme.tokens import ROW_HEIGHT, Tokens
from panel_desk.ui.widgets.chips import chip_width, paint_chip
from panel_desk.ui.widgets.table_model import ROW_ROLE, Column
from panel_desk.ui.widgets.words import plain_tip

_PADDING: Final = 10
_GAP: Final = 6
_ICON: Final = 16
_BAR: Final = 3
"""The bar at the left of the chosen row while the table has the keyboard."""


class CellDelegate(QStyledItemDelegate):
    """Draws a cell from its :class:`Column`; ``hovered`` is the row under the pointer."""

    hovered = -1

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one cell."""
        now, box = tokens(), QRect(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        self._paint_ground(painter, box, index, now, chosen=chosen)
        column, row = self._cell(index)
        room = box.adjusted(px(_PADDING), 0, -px(_PADDING), -1)
        room = self._paint_icon(painter, room, column, row)
        tone = column.tone(row) if column.tone else None
        text = str(index.data() or "")
        if tone is not None and text:
            paint_chip(painter, _aligned(room, chip_width(text), column), text, tone)
            room.setLeft(room.left() + chip_width(text) + px(_GAP))
        elif text:
            self._paint_text(painter, room, column, text, now)
        self._paint_aside(painter, room, column, row, text if tone is None else "")
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The room a cell needs."""
        column, row = self._cell(index)
        text = str(index.data() or "")
        metrics = _metrics(strong=column.strong)
        width = chip_width(text) if column.tone and column.tone(row) else metrics.horizontalAdvance(text)
        if column.aside and (aside := column.aside(row)):
            width += px(_GAP) + _metrics(strong=False).horizontalAdvance(aside)
        if column.icon and column.icon(row):
            width += px(_ICON + _GAP)
        return QSize(width + 2 * px(_PADDING) + 2, px(ROW_HEIGHT))

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """Show words whole that the column is too narrow for, where the column has no tip of its own."""
        asked = index.isValid() and event.type() is QEvent.Type.ToolTip
        if not asked or index.data(Qt.ItemDataRole.ToolTipRole):
            return super().helpEvent(event, view, option, index)
        short = self.sizeHint(option, index).width() > option.rect.width() + 2
        model: Any = index.model()
        column, row = self._cell(index)
        QToolTip.showText(event.globalPos(), plain_tip(model.whole_text(row, column)) if short else "", view)
        return True

    def _cell(self, index: QModelIndex | QPersistentModelIndex) -> tuple[Column[Any], Any]:
        model: Any = index.model()
        return model.columns[index.column()], index.data(ROW_ROLE)

    def _paint_ground(
        self, painter: QPainter, box: QRect, index: QModelIndex | QPersistentModelIndex, now: Tokens, *, chosen: bool
    ) -> None:
        ground = now.tint if chosen else now.hover if index.row() == self.hovered else now.surface
        painter.fillRect(box, QColor(ground))
        painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), QColor(now.line))
        first = self._table.horizontalHeader().visualIndex(index.column()) == 0
        if chosen and first and self._table.hasFocus():
            painter.fillRect(QRect(box.left(), box.top(), px(_BAR), box.height() - 1), QColor(now.accent))

    def _paint_icon(self, painter: QPainter, room: QRect, column: Column[Any], row: object) -> QRect:
        told = column.icon(row) if column.icon else None
        if told is None:
            return room
        size = px(_ICON)
        at = QRect(room.left(), room.center().y() - size // 2, size, size)
        icon(told[0], told[1], _ICON).paint(painter, at)
        return room.adjusted(size + px(_GAP), 0, 0, 0)

    def _paint_text(self, painter: QPainter, room: QRect, column: Column[Any], text: str, now: Tokens) -> None:
        ink = now.muted if column.muted else now.text
        if not self._table.isEnabled():
            ink = now.disabled
        painter.setFont(theme().font(strong=column.strong))
        painter.setPen(QColor(ink))
        _draw(painter, room, text, right=column.align_right)

    def _paint_aside(self, painter: QPainter, room: QRect, column: Column[Any], row: object, after: str) -> None:
        aside = column.aside(row) if column.aside else ""
        if not aside:
            return
        taken = _metrics(strong=column.strong).horizontalAdvance(after) + px(_GAP) if after else 0
        painter.setFont(theme().font())
        painter.setPen(QColor(tokens().muted))
        _draw(painter, room.adjusted(taken, 0, 0, 0), aside, right=False)


def _metrics(*, strong: bool) -> QFontMetrics:
    return QFontMetrics(theme().font(strong=strong))


def _aligned(room: QRect, width: int, column: Column[Any]) -> QRectF:
    if column.align_right and width < room.width():
        return QRectF(room.right() + 1 - width, room.y(), width, room.height())
    return QRectF(room)


def _draw(painter: QPainter, room: QRect, text: str, *, right: bool) -> None:
    """One line of plain text, shortened where the room ends."""
    if room.width() <= 0:
        return
    line = " ".join(text.split("\n"))
    shown = painter.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, room.width())
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(room, int(side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), shown)
