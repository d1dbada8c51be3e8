"""How the cells of a table are drawn: plain text, chips and asides, a hairline below, a tint for what is chosen."""

from __future__ import annotations

from collections.abc import Sequence
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
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.chips import chip_width, paint_chip
from panel_desk.ui.widgets.table_model import Column
from panel_desk.ui.widgets.words import plain_tip

_PADDING: Final = 10
_GAP: Final = 6
_ICON: Final = 16
_KEPT_TEXTS: Final = 4096
_BAR: Final = 3
"""The bar at the left of the chosen row while the table has the keyboard."""


class _Dress:
    """Fonts, colours and lengths of the theme in force, made once: a screen has hundreds of cells."""

    def __init__(self) -> None:
        now: Tokens = tokens()
        self.plain, self.strong = theme().font(), theme().font(strong=True)
        self.plain_metrics, self.strong_metrics = QFontMetrics(self.plain), QFontMetrics(self.strong)
        self.padding, self.gap, self.bar = px(_PADDING), px(_GAP), px(_BAR)
        self.surface, self.line, self.tint = QColor(now.surface), QColor(now.line), QColor(now.tint)
        self.hover, self.accent = QColor(now.hover), QColor(now.accent)
        self.text, self.muted, self.disabled = QColor(now.text), QColor(now.muted), QColor(now.disabled)
        self._shortened: dict[tuple[str, int, bool], tuple[str, int]] = {}

    def shortened(self, text: str, room: int, *, strong: bool) -> tuple[str, int]:
        """One line of a text as it fits into a room, and how wide that is; the last few thousand are kept."""
        key = (text, room, strong)
        known = self._shortened.get(key)
        if known is None:
            metrics = self.strong_metrics if strong else self.plain_metrics
            line = " ".join(text.split("\n"))
            shown, width = line, metrics.horizontalAdvance(line)
            if width > room:
                shown = metrics.elidedText(line, Qt.TextElideMode.ElideRight, room)
                width = metrics.horizontalAdvance(shown)
            if len(self._shortened) >= _KEPT_TEXTS:
                self._shortened.clear()
            known = self._shortened[key] = (shown, width)
        return known


class CellDelegate(QStyledItemDelegate):
    """Draws a cell from its :class:`Column`; ``hovered`` is the row under the pointer."""

    hovered = -1

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table
        self._dressed: _Dress | None = None
        theme().changed.connect(self._on_theme_changed)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one cell: what does not change from cell to cell is asked for once, because a scroll draws thousands."""
        dress = self._dressed
        if dress is None:
            dress = self._dressed = _Dress()
        box = option.rect
        self._paint_ground(painter, box, option, index, dress)
        column, row = self._cell(index)
        left, right = box.left() + dress.padding, box.right() + 1 - dress.padding
        if column.chips is not None:
            _paint_chips(painter, QRect(left, box.top(), right - left, box.height() - 1), column.chips(row), dress.gap)
            return
        if column.icon is not None:
            left = self._paint_icon(painter, box, left, column, row)
        tone = column.tone(row) if column.tone is not None else None
        text = column.text(row)
        if tone is not None and text:
            room = QRect(left, box.top(), right - left, box.height() - 1)
            paint_chip(painter, _aligned(room, chip_width(text), column), text, tone)
            left += chip_width(text) + dress.gap
        elif text:
            ink = dress.muted if column.muted else dress.text
            left += dress.gap + self._paint_text(painter, box, left, right, text, column, ink)
        aside = column.aside(row) if column.aside is not None else ""
        if aside:
            self._paint_text(painter, box, left, right, aside, _ASIDE, dress.muted)

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The room a cell needs."""
        column, row = self._cell(index)
        text = str(index.data() or "")
        metrics = _metrics(strong=column.strong)
        if column.chips is not None:
            width = _chips_width(column.chips(row), px(_GAP))
            return QSize(width + 2 * px(_PADDING) + 2, px(ROW_HEIGHT))
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

    def _on_theme_changed(self) -> None:
        self._dressed = None

    def _cell(self, index: QModelIndex | QPersistentModelIndex) -> tuple[Column[Any], Any]:
        model: Any = index.model()
        return model.columns[index.column()], model.row(index.row())

    def _paint_ground(
        self,
        painter: QPainter,
        box: QRect,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
        dress: _Dress,
    ) -> None:
        chosen = option.state & QStyle.StateFlag.State_Selected
        if chosen:
            painter.fillRect(box, dress.tint)
            first = self._table.horizontalHeader().visualIndex(index.column()) == 0
            if first and self._table.hasFocus():
                painter.fillRect(box.left(), box.top(), dress.bar, box.height() - 1, dress.accent)
        else:
            painter.fillRect(box, dress.hover if index.row() == self.hovered else dress.surface)
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, dress.line)

    def _paint_icon(self, painter: QPainter, box: QRect, left: int, column: Column[Any], row: object) -> int:
        """Draw the icon; where the words may begin comes back."""
        told = column.icon(row) if column.icon else None
        if told is None:
            return left
        size = px(_ICON)
        at = QRect(left, box.center().y() - size // 2, size, size)
        icon(told[0], told[1], _ICON).paint(painter, at)
        return left + size + px(_GAP)

    def _paint_text(  # noqa: PLR0917 - one line's facts
        self, painter: QPainter, box: QRect, left: int, right: int, text: str, column: Column[Any], ink: QColor
    ) -> int:
        """One line of plain text, shortened where the room ends; how wide it is comes back."""
        dress = self._dressed
        if dress is None or right <= left:
            return 0
        strong = column.strong
        shown, width = dress.shortened(text, right - left, strong=strong)
        metrics = dress.strong_metrics if strong else dress.plain_metrics
        painter.setFont(dress.strong if strong else dress.plain)
        painter.setPen(ink if self._table.isEnabled() else dress.disabled)
        baseline = box.top() + (box.height() - 1 + metrics.ascent() - metrics.descent()) // 2
        painter.drawText(max(left, right - width) if column.align_right else left, baseline, shown)
        return width


_ASIDE: Final[Column[Any]] = Column(title="", text=str)
"""Plain, at the left."""


def _chips_width(chips: Sequence[tuple[str, Tone]], gap: int) -> int:
    return sum(chip_width(words) for words, _tone in chips) + gap * max(len(chips) - 1, 0)


def _paint_chips(painter: QPainter, room: QRect, chips: Sequence[tuple[str, Tone]], gap: int) -> None:
    """Chips from the left; those that find no room are counted at the end, so that none is lost unseen."""
    shown = list(chips)
    while len(shown) > 1 and _chips_width([*shown, *_more(chips, shown)], gap) > room.width():
        shown.pop()
    more = _more(chips, shown)
    # The last chip gives way to the count after it.
    end = room.right() + 1 - (_chips_width(more, gap) + gap if more else 0)
    left = room.left()
    for words, tone in shown:
        width = min(chip_width(words), max(end - left, 0))
        paint_chip(painter, QRectF(left, room.top(), width, room.height()), words, tone)
        left += width + gap
    for words, tone in more:
        paint_chip(painter, QRectF(left, room.top(), chip_width(words), room.height()), words, tone)


def _more(chips: Sequence[tuple[str, Tone]], shown: Sequence[tuple[str, Tone]]) -> list[tuple[str, Tone]]:
    left = len(chips) - len(shown)
    return [(f"+{left}", Tone.NEUTRAL)] if left else []


def _metrics(*, strong: bool) -> QFontMetrics:
    return QFontMetrics(theme().font(strong=strong))


def _aligned(room: QRect, width: int, column: Column[Any]) -> QRectF:
    if column.align_right and width < room.width():
        return QRectF(room.right() + 1 - width, room.y(), width, room.height())
    return QRectF(room)
