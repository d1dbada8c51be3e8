"""How one person's line is drawn: narrow beside the item in hand, wide before the meeting is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from panel_desk.domain.capture.context import Whereabouts
from panel_desk.ui.theme.current import icon, px, theme, tokens
from panel_desk.ui.theme.tokens import BODY, SMALL
from panel_desk.ui.workspaces.meeting.people.attendance_presenter import PersonLine

if TYPE_CHECKING:
    from panel_desk.ui.workspaces.meeting.people.people_list import PeopleList, PeopleModel

Index = QModelIndex | QPersistentModelIndex
_SIDE, _ICON, _GAP, _AIR = 12, 16, 8, 5
_ONE_LINE = int(Qt.TextFlag.TextSingleLine | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_HEADING = 32
_WIDE_FROM = 560
"""Below this a wide line tells the agency under the name."""


class PersonDelegate(QStyledItemDelegate):
    """An icon, the words and, where there is one, the state; nothing is cut off: a line grows instead."""

    def __init__(self, view: PeopleList, *, wide: bool) -> None:
        super().__init__(view)
        self._view = view
        self._wide = wide

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as its words need at the width of the list."""
        del option
        width = self._width()
        heading = px(_HEADING) if _heading(index) else 0
        line = _line(index)
        height = self._wide_height(line, width) if self._wide else self._narrow_height(line, width)
        return QSize(width, height + heading)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one."""
        line, room = _line(index), QRect(option.rect)
        room.setWidth(self._width())
        painter.save()
        heading = _heading(index)
        if heading:
            self._paint_heading(painter, room, heading)
            room.setTop(room.top() + px(_HEADING))
        if option.state & QStyle.StateFlag.State_Selected and (self._view.hasFocus() or self._view.marks):
            painter.fillRect(
                QRect(option.rect.left(), room.top(), option.rect.width(), room.height()), QColor(tokens().tint)
            )
            painter.fillRect(QRect(room.left(), room.top(), px(3), room.height()), QColor(tokens().accent))
        top = room.top() + px(_AIR) + (_line_height() - px(_ICON)) // 2
        icon(line.icon, line.tone, _ICON).paint(painter, QRect(room.left() + px(_SIDE), top, px(_ICON), px(_ICON)))
        if self._wide:
            self._paint_wide(painter, room, line)
        else:
            painter.setFont(theme().font(BODY))
            painter.setPen(QColor(_ink(line)))
            _draw_wrapped(painter, _text_room(room), _narrow_words(line))
        painter.restore()

    def _width(self) -> int:
        """Of a line: room for the bar is left in any case, so that it moves no word when it comes."""
        return self._view.width() - self._view.verticalScrollBar().sizeHint().width() - px(4)

    def _paint_heading(self, painter: QPainter, room: QRect, words: str) -> None:
        painter.setFont(theme().font(SMALL, strong=True))
        painter.setPen(QColor(tokens().muted))
        at = QRect(room.left() + px(_SIDE), room.top() + px(6), room.width() - px(_SIDE), px(_HEADING) - px(6))
        painter.drawText(at, _ONE_LINE, words)

    def _paint_wide(self, painter: QPainter, room: QRect, line: PersonLine) -> None:
        text = _text_room(room)
        beside = room.width() >= px(_WIDE_FROM)
        state = _state_words(line)
        metrics = QFontMetrics(theme().font(BODY))
        states = metrics.horizontalAdvance(state) + px(_GAP)
        first = QRect(text.left(), text.top(), text.width(), _line_height())
        names = min(text.width() * 9 // 20, px(360)) if beside else text.width() - states
        painter.setFont(theme().font(BODY, strong=True))
        painter.setPen(QColor(tokens().muted if line.where is Whereabouts.AWAY else tokens().text))
        _elided(painter, QRect(first.left(), first.top(), names - px(_GAP), first.height()), line.name)
        painter.setFont(theme().font(BODY))
        painter.setPen(QColor(_ink(line) if line.state else tokens().ink(line.tone).text))
        at = QRect(first.right() - states + px(_GAP), first.top(), states, first.height())
        painter.drawText(at, _ONE_LINE, state)
        painter.setPen(QColor(tokens().muted))
        if beside:
            _elided(
                painter,
                QRect(first.left() + names, first.top(), first.width() - names - states, first.height()),
                line.detail,
            )
        else:
            below = QRect(text.left(), text.top() + _line_height(), text.width(), room.height())
            _draw_wrapped(painter, below, line.detail)

    def _narrow_height(self, line: PersonLine, width: int) -> int:
        room = _text_room(QRect(0, 0, width, 10_000))
        return _line_height() * len(_wrapped(_narrow_words(line), room.width())) + 2 * px(_AIR)

    def _wide_height(self, line: PersonLine, width: int) -> int:
        if width >= px(_WIDE_FROM):
            return _line_height() + 2 * px(_AIR + 2)
        room = _text_room(QRect(0, 0, width, 10_000))
        below = _line_height() * len(_wrapped(line.detail, room.width()))
        return _line_height() + below + 2 * px(_AIR + 2)


def _wrapped(words: str, width: int) -> list[tuple[int, int]]:
    """Where each line of a text begins and how long it is, in Qt's units; a word too long for a line is broken."""
    layout = QTextLayout(words, theme().font(BODY))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    found: list[tuple[int, int]] = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        found.append((line.textStart(), line.textLength()))
    layout.endLayout()
    return found or [(0, 0)]


def _draw_wrapped(painter: QPainter, room: QRect, words: str) -> None:
    # Qt counts in halves of UTF-16, Python in characters.
    units, step = words.encode("utf-16-le", "replace"), _line_height()
    for number, (start, length) in enumerate(_wrapped(words, room.width())):
        told = units[2 * start : 2 * (start + length)].decode("utf-16-le", "replace").rstrip()
        painter.drawText(QRect(room.left(), room.top() + number * step, room.width(), step), _ONE_LINE, told)


def _elided(painter: QPainter, room: QRect, words: str) -> None:
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, _ONE_LINE, shown)


def _narrow_words(line: PersonLine) -> str:
    return f"{line.words}, {line.state}" if line.state else line.words


def _state_words(line: PersonLine) -> str:
    return line.state or "present"


def _ink(line: PersonLine) -> str:
    now = tokens()
    return now.text if line.where in (Whereabouts.IN_ROOM, Whereabouts.STEPPED_OUT) else now.muted


def _text_room(room: QRect) -> QRect:
    left = px(_SIDE + _ICON + _GAP)
    return room.adjusted(left, px(_AIR), -px(_SIDE), 0)


def _line_height() -> int:
    return QFontMetrics(theme().font(BODY)).height()


def _model(index: Index) -> PeopleModel:
    return index.model()  # type: ignore[return-value]  # the list shows no other


def _line(index: Index) -> PersonLine:
    return _model(index).lines[index.row()]


def _heading(index: Index) -> str:
    return _model(index).heading(index.row())
