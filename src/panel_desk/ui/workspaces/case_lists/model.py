"""The rows of a checked list as a Qt model, their cells drawn as what was read, struck through, and what it became."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from panel_desk.ui.theme.current import px, theme, tokens
from panel_desk.ui.theme.tokens import ROW_HEIGHT
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.table import Column, Table, TableModel
from panel_desk.ui.widgets.table_cells import CellDelegate
from panel_desk.ui.workspaces.case_lists.presenter import (
    CellLook,
    Cells,
    GoneLine,
    Line,
    standing_of,
    state_of,
)

WHY: Final = 3
"""The place of the column with the reason, which is in sight where rows are not usable."""
FIRST_CELL: Final = 4
"""The place of the list's own first column."""
_PADDING, _GAP = 10, 5


class ListModel(TableModel[Line]):
    """The rows in sight; ``cells`` tells what stands in them."""

    def __init__(self, cells: Cells, rows: Sequence[Line], parent: QWidget | None = None) -> None:
        self.cells = cells
        super().__init__([*_own_columns(cells), *_list_columns(cells)], rows, key=lambda line: line.row, parent=parent)

    def look(self, index: QModelIndex | QPersistentModelIndex) -> CellLook:
        """A cell of the list's own columns."""
        return self.cells.cell(self.row(index.row()), index.column() - FIRST_CELL)


def _own_columns(cells: Cells) -> list[Column[Line]]:
    return [
        Column(
            title="Row",
            text=lambda line: "" if isinstance(line, GoneLine) else f"{line.row:,}",
            sort=lambda line: line.row,
            align_right=True,
            muted=True,
            width=56,
        ),
        Column(
            title="State",
            text=lambda line: state_of(line)[0],
            tone=lambda line: state_of(line)[1],
            tip=cells.reason,
            width=128,
        ),
        Column(title="Desk", text=lambda line: standing_of(line)[0], tone=lambda line: standing_of(line)[1], width=94),
        Column(title="Why", text=cells.reason, tip=cells.reason, width=300, stretch=True),
    ]


def _list_columns(cells: Cells) -> list[Column[Line]]:
    return [
        Column(
            title=column.label[:1].upper() + column.label[1:],
            text=_text_of(cells, place),
            sort=_order_of(column.field),
            # A column that may hold chips is not shrunk: a list is read sideways rather than cut short.
            tone=_no_chip,
            tip=_tip_of(cells, place, column.heading),
        )
        for place, column in enumerate(cells.columns)
    ]


def _no_chip(_line: Line) -> Tone | None:
    return None


def _text_of(cells: Cells, place: int) -> Callable[[Line], str]:
    return lambda line: cells.cell(line, place).text


def _tip_of(cells: Cells, place: int, heading: str) -> Callable[[Line], str]:
    def tip(line: Line) -> str:
        look = cells.cell(line, place)
        read = f" “{look.was}” became “{look.text}”." if look.was else f" {look.text}" if look.text else ""
        return f"{heading}:{read} {look.why[:1].upper()}{look.why[1:]}".strip()

    return tip


def _order_of(field: str) -> Callable[[Line], str]:
    """By what a cell became, dates by the calendar; quick enough for 50,000 rows."""
    name = {"name": "surname"}.get(field, field)

    def order(line: Line) -> str:
        if isinstance(line, GoneLine) or line.value is None:
            return ""
        facts = getattr(line.value, "facts", None)
        value = getattr(line.value, name, None) if facts is None or not hasattr(facts, name) else getattr(facts, name)
        return value.isoformat() if isinstance(value, date) else str(value or "").casefold()

    return order


class _ListCells(CellDelegate):
    """Draws repaired, wrong and changed cells on their tint."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one cell."""
        model: Any = index.model()
        look = model.look(index) if index.column() >= FIRST_CELL else None
        if look is None or look.tone is None:
            super().paint(painter, option, index)
            return
        painter.save()
        self._paint_marked(painter, QRect(option.rect), look, look.tone, chosen=_is_chosen(option))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The room a cell needs, with what was read before what it became."""
        model: Any = index.model()
        look = model.look(index) if index.column() >= FIRST_CELL else None
        if look is None or look.tone is None:
            return super().sizeHint(option, index)
        width = QFontMetrics(theme().font(strong=True)).horizontalAdvance(look.text)
        if look.was:
            width += QFontMetrics(theme().font()).horizontalAdvance(look.was) + px(_GAP)
        return QSize(width + 2 * px(_PADDING) + 2, px(ROW_HEIGHT))

    def _paint_marked(self, painter: QPainter, box: QRect, look: CellLook, tone: Tone, *, chosen: bool) -> None:
        now = tokens()
        ink = now.ink(tone)
        painter.fillRect(box, QColor(ink.on))
        painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), QColor(now.accent if chosen else now.line))
        room = box.adjusted(px(_PADDING), 0, -px(_PADDING), -1)
        painter.setPen(QColor(ink.text))
        if look.was:
            room.setLeft(room.left() + _draw(painter, room, look.was, _struck(theme().font())) + px(_GAP))
        _draw(painter, room, look.text, theme().font(strong=True))


def _is_chosen(option: QStyleOptionViewItem) -> bool:
    return bool(option.state & QStyle.StateFlag.State_Selected)


def _struck(font: QFont) -> QFont:
    made = QFont(font)
    made.setStrikeOut(True)
    return made


def _draw(painter: QPainter, room: QRect, text: str, font: QFont) -> int:
    """One line of plain text, shortened where the room ends; how wide it is."""
    if room.width() <= 0:
        return 0
    painter.setFont(font)
    shown = painter.fontMetrics().elidedText(" ".join(text.split("\n")), Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)
    return painter.fontMetrics().horizontalAdvance(shown)


class ListTable(Table):
    """The rows of one checked list."""

    def __init__(self, model: ListModel, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(model, name=name, cells=_ListCells, parent=parent)

    def show_why(self, *, shown: bool) -> None:
        """Show or hide the column with the reasons."""
        self.setColumnHidden(WHY, not shown)
