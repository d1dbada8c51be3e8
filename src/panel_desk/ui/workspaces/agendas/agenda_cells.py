"""How the lines of the agenda are drawn, and the editors of presenter and minutes."""

from __future__ import annotations

from typing import Final, cast

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QCompleter,
    QLineEdit,
    QSpinBox,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from panel_desk.ui.theme.current import px, theme, tokens
from panel_desk.ui.theme.tokens import SMALL, Tokens
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.chips import chip_width, paint_chip
from panel_desk.ui.widgets.fields import line_edit, spin
from panel_desk.ui.workspaces.agendas.model import ROW, AgendaColumn
from panel_desk.ui.workspaces.agendas.view_values import AgendaRow

Index = QModelIndex | QPersistentModelIndex
_PADDING: Final = 8
_BAR: Final = 3
_LONGEST_PRESENTER: Final = 200
_LONGEST_ITEM: Final = 24 * 60


class AgendaDelegate(QStyledItemDelegate):
    """Draws headings across the whole line and items cell by cell."""

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self._view = view
        self.presenters: tuple[str, ...] = ()
        """Offered while a presenter is typed."""
        self.current_row = -1

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        row, column = cast("AgendaRow", index.data(ROW)), AgendaColumn(index.column())
        box = QRect(option.rect)
        painter.save()
        if row.is_item:
            self._paint_item(painter, option, box, row, column)
        else:
            _paint_heading(painter, box, str(index.data() or ""), column)
        painter.restore()

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A number for the minutes, a line with names to choose from for the presenter."""
        row = cast("AgendaRow", index.data(ROW))
        what = row.who or row.title
        if index.column() == AgendaColumn.MINUTES:
            number = spin(row.minutes, 1, _LONGEST_ITEM, name=f"Minutes for {what}")
            number.setParent(parent)
            number.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
            number.setAlignment(Qt.AlignmentFlag.AlignRight)
            return number
        line = line_edit(row.presenter, most=_LONGEST_PRESENTER, name=f"Presenter of {what}")
        line.setParent(parent)
        completer = QCompleter(list(self.presenters), line)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        line.setCompleter(completer)
        return line

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Begin with what stands there, chosen whole."""
        value = index.data(Qt.ItemDataRole.EditRole)
        if isinstance(editor, QSpinBox):
            editor.setValue(int(value))
            editor.selectAll()
        elif isinstance(editor, QLineEdit):
            editor.setText(str(value))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hand on what was typed."""
        if isinstance(editor, QSpinBox):
            editor.interpretText()
            model.setData(index, editor.value())
        elif isinstance(editor, QLineEdit):
            model.setData(index, editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        """As large as its cell, and never less than it needs."""
        box = QRect(option.rect)
        box.setHeight(max(box.height(), editor.sizeHint().height()))
        if isinstance(editor, QSpinBox):
            box.setLeft(box.right() - max(box.width(), px(64)))
        editor.setGeometry(box)

    def _paint_item(
        self, painter: QPainter, option: QStyleOptionViewItem, box: QRect, row: AgendaRow, column: AgendaColumn
    ) -> None:
        now = tokens()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.fillRect(box, QColor(now.tint if chosen else now.hover if over else now.surface))
        if chosen and column is AgendaColumn.NUMBER and self._view.hasFocus():
            painter.fillRect(QRect(box.left(), box.top(), px(_BAR), box.height()), QColor(now.accent))
        if self._is_focused(option, column):
            painter.setPen(QColor(now.accent))
            painter.drawRoundedRect(box.adjusted(1, 1, -2, -2), px(4), px(4))
        room = box.adjusted(px(_PADDING), 0, -px(_PADDING), 0)
        if row.late and column is (AgendaColumn.SUBJECT if row.who else AgendaColumn.WHO):
            wide = chip_width("Late")
            paint_chip(painter, room.toRectF(), "Late", Tone.AMBER)
            room.setLeft(room.left() + wide + px(6))
        self._paint_text(painter, room, row, column, now)

    def _is_focused(self, option: QStyleOptionViewItem, column: AgendaColumn) -> bool:
        """A ring round the cell that F2 would edit."""
        editable = column in (AgendaColumn.PRESENTER, AgendaColumn.MINUTES)
        return editable and bool(option.state & QStyle.StateFlag.State_HasFocus)

    def _paint_text(self, painter: QPainter, room: QRect, row: AgendaRow, column: AgendaColumn, now: Tokens) -> None:
        ink, strong, text = now.text, False, row.title
        if column is AgendaColumn.NUMBER:
            ink, text = now.muted, row.number
        elif column is AgendaColumn.WHO:
            # A line about nobody has its subject across both columns.
            strong, text = bool(row.who), row.who or row.title
        elif column is AgendaColumn.PRESENTER:
            ink, text = (now.muted, row.presenter) if row.presenter else (now.amber.text, "no presenter")
        elif column is AgendaColumn.MINUTES:
            text = row.minutes_words
        painter.setFont(theme().font(strong=strong))
        painter.setPen(QColor(ink))
        _draw(painter, room, text, right=column is AgendaColumn.MINUTES)


def _paint_heading(painter: QPainter, box: QRect, text: str, column: AgendaColumn) -> None:
    """``6  New referrals`` above a hairline, its minutes at the right."""
    now = tokens()
    painter.fillRect(box, QColor(now.surface))
    painter.setFont(theme().font(SMALL, strong=True))
    painter.setPen(QColor(now.muted))
    room = box.adjusted(px(_PADDING), px(6), -px(_PADDING), 0)
    _draw(painter, room, text, right=column is AgendaColumn.PRESENTER)


def _draw(painter: QPainter, room: QRect, text: str, *, right: bool) -> None:
    """One line of plain text, shortened where the room ends."""
    if room.width() <= 0:
        return
    shown = painter.fontMetrics().elidedText(text.replace("\n", " "), Qt.TextElideMode.ElideRight, room.width())
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(room, int(side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), shown)
