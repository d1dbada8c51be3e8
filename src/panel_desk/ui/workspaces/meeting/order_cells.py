"""How a line of the running order is drawn: number, who, minutes, and a tick once it is taken."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from panel_desk.ui.theme.current import icon, px, theme, tokens
from panel_desk.ui.theme.tokens import BODY, SMALL
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.workspaces.meeting.presenter import LineState, OrderLine

LINE_HEIGHT: Final = 32
_NUMBER, _EDGE, _TIGHT, _MARK, _ICON, _SMALL_ICON = 36, 12, 6, 3, 16, 13
_NARROW, _WIDE = 120, 216
"""Below the first width there is room for a number and initials only; from the second on, for the minutes used too."""
_MARK_ICONS: Final = {"deferred": "clock", "no outcome": "circle-alert", "late": "plus"}
_Index = QModelIndex | QPersistentModelIndex


class OrderDelegate(QStyledItemDelegate):
    """Draws an ``OrderLine``."""

    def __init__(self, of: QListView) -> None:
        super().__init__(of)
        self._list = of

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """One row."""
        del option, index
        return QSize(0, px(LINE_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """The line in hand stands on the tint with a mark at its left; the keyboard's has a ring."""
        line = index.data(Qt.ItemDataRole.UserRole + 1)
        if not isinstance(line, OrderLine):
            return
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        self._ground(painter, rect, line, state)
        self._words(painter, rect, line)
        painter.restore()

    def _ground(self, painter: QPainter, rect: QRect, line: OrderLine, state: QStyle.StateFlag) -> None:
        now = tokens()
        if line.state is LineState.IN_HAND:
            painter.fillRect(rect, QColor(now.tint))
            painter.fillRect(QRect(rect.left(), rect.top(), px(_MARK), rect.height()), QColor(now.accent))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(now.hover))
        if state & QStyle.StateFlag.State_Selected and self._list.hasFocus():
            painter.setPen(QColor(now.accent))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
            painter.drawRect(rect.adjusted(2, 2, -3, -3))

    def _words(self, painter: QPainter, rect: QRect, line: OrderLine) -> None:
        now = tokens()
        in_hand, taken = line.state is LineState.IN_HAND, line.state is LineState.TAKEN
        narrow = rect.width() < px(_NARROW)
        edge = px(_TIGHT if narrow else _EDGE)
        inside = rect.adjusted(edge, 0, -edge, 0)
        painter.setFont(theme().font(BODY, strong=in_hand))
        painter.setPen(QColor(now.accent if in_hand else now.muted))
        aligned = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(inside, int(aligned), line.number)
        number = QFontMetrics(painter.font()).horizontalAdvance(f"{line.number} ")
        inside.setLeft(inside.left() + (number if narrow else max(px(_NUMBER), number)))
        inside.setRight(self._right(painter, inside, line, narrow=narrow))
        painter.setFont(theme().font(BODY, strong=in_hand))
        painter.setPen(QColor(now.accent if in_hand else now.muted if taken else now.text))
        shown = painter.fontMetrics().elidedText(line.who, Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, int(aligned), shown)

    def _right(self, painter: QPainter, inside: QRect, line: OrderLine, *, narrow: bool) -> int:
        """Draw what stands at the right, and say how far the words may go."""
        now, right = tokens(), inside.right()
        name, tone = sign_of(line)
        if name:
            wanted = _SMALL_ICON if narrow else _ICON
            size = px(wanted)
            right -= size
            at = QPoint(right, inside.center().y() - size // 2 + 1)
            icon(name, tone, wanted).paint(painter, QRect(at, QSize(size, size)))
            right -= px(3 if narrow else 6)
        taken = line.state is LineState.TAKEN
        if line.minutes and not narrow and (not taken or inside.width() + px(_NUMBER + 2 * _EDGE) >= px(_WIDE)):
            in_hand = line.state is LineState.IN_HAND
            painter.setFont(theme().font(BODY if not name else SMALL, strong=in_hand))
            painter.setPen(QColor(now.accent if in_hand else now.muted))
            width = painter.fontMetrics().horizontalAdvance(line.minutes)
            box = QRect(right - width, inside.top(), width + 1, inside.height())
            painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), line.minutes)
            right -= width + px(8)
        return right


def sign_of(line: OrderLine) -> tuple[str, Tone]:
    """The icon at the right: what is worth a look before the tick of what is done."""
    late_and_done = line.mark == "late" and line.state is LineState.TAKEN
    if line.mark in _MARK_ICONS and not late_and_done:
        return _MARK_ICONS[line.mark], line.mark_tone
    return ("check", Tone.GREEN) if line.state is LineState.TAKEN else ("", Tone.NEUTRAL)
