"""The finder's list: its rows as a model, and how headings and rows are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from panel_desk.ui.shell.finder_rows import FinderRow
from panel_desk.ui.theme.current import icon, px, theme, tokens
from panel_desk.ui.theme.tokens import BODY, ROW_HEIGHT, SMALL
from panel_desk.ui.theme.tones import Tone

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_PADDING: Final = 12
_ICON: Final = 16
_HEADING_HEIGHT: Final = 28


class FinderModel(QAbstractListModel):
    """Headings and what can be chosen below them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[FinderRow, ...] = ()

    def set_rows(self, rows: Sequence[FinderRow]) -> None:
        """Offer these instead."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    @property
    def rows(self) -> tuple[FinderRow, ...]:
        """In the order on screen, headings included."""
        return self._rows

    def step(self, start: int, by: int) -> int:
        """The next row up or down that is no heading, going round; -1 where there is none."""
        count = len(self._rows)
        for distance in range(1, count + 1):
            at = (start + by * distance) % count
            if not self._rows[at].is_heading:
                return at
        return -1

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many, headings included."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's kind of answer
        """Plain words; all of them for those who hear the screen."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(row)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A heading cannot be chosen."""
        if index.isValid() and self._rows[index.row()].is_heading:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class FinderList(QListView):
    """Draws the rows; the keyboard stays in the field above it."""

    def __init__(self, model: FinderModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(_RowDelegate(self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setAccessibleName("What was found")

    def height_needed(self) -> int:
        """For all rows."""
        model = self.model()
        return sum(self.sizeHintForRow(row) for row in range(model.rowCount())) + px(8)


class _Dress:
    """What every row is drawn with, made once for the theme in force."""

    def __init__(self) -> None:
        now = tokens()
        self.small, self.heading = theme().font(SMALL), theme().font(SMALL, strong=True)
        self.plain, self.strong = theme().font(BODY), theme().font(BODY, strong=True)
        self.small_metrics, self.plain_metrics = QFontMetrics(self.small), QFontMetrics(self.plain)
        self.strong_metrics = QFontMetrics(self.strong)
        self.text, self.muted = QColor(now.text), QColor(now.muted)
        self.tint, self.accent = QColor(now.tint), QColor(now.accent)
        self.padding, self.icon, self.gap = px(_PADDING), px(_ICON), px(10)


class _RowDelegate(QStyledItemDelegate):
    """One line each: an icon, the words, muted details, and the keys at the right."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._dressed: _Dress | None = None
        theme().changed.connect(self._on_theme_changed)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Headings are lower than rows."""
        del option
        return QSize(px(200), px(_HEADING_HEIGHT if _row(index).is_heading else ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one."""
        if self._dressed is None:
            self._dressed = _Dress()
        row, dress, room = _row(index), self._dressed, QRect(option.rect)
        if row.is_heading:
            painter.setFont(dress.heading)
            painter.setPen(dress.muted)
            painter.drawText(room.adjusted(dress.padding, px(6), -dress.padding, 0), _MIDDLE, row.words)
        else:
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            self._paint_row(painter, room, row, dress, chosen=chosen)

    def _on_theme_changed(self) -> None:
        self._dressed = None

    def _paint_row(self, painter: QPainter, room: QRect, row: FinderRow, dress: _Dress, *, chosen: bool) -> None:
        if chosen:
            painter.fillRect(room, dress.tint)
            painter.fillRect(room.left(), room.top(), px(3), room.height(), dress.accent)
        left = room.left() + dress.padding
        at = QRect(left, room.center().y() - dress.icon // 2, dress.icon, dress.icon)
        icon(row.icon, Tone.ACCENT if chosen else Tone.NEUTRAL, _ICON).paint(painter, at)
        left += dress.icon + dress.gap
        right = _paint_keys(painter, room, row, dress)
        words = QRect(left, room.top(), right - left, room.height())
        left += _paint_words(painter, words, row.words, dress.strong, dress.strong_metrics, dress.text) + dress.gap
        if row.detail and left < right:
            details = QRect(left, room.top(), right - left, room.height())
            _paint_words(painter, details, row.detail, dress.plain, dress.plain_metrics, dress.muted)


def spoken(row: FinderRow) -> str:
    """``Child: J.M. · 104233, 15 years``."""
    if row.is_heading:
        return row.words
    words = ", ".join(part for part in (row.words, row.detail, row.keys) if part)
    return f"{row.kind.capitalize()}: {words}" if row.kind else words


def _row(index: Index) -> FinderRow:
    model = index.model()
    if not isinstance(model, FinderModel):
        raise TypeError("the finder's rows come from its own model")
    return model.rows[index.row()]


def _paint_keys(painter: QPainter, room: QRect, row: FinderRow, dress: _Dress) -> int:
    """The keys at the right; where the room for words ends comes back."""
    end = room.right() - dress.padding
    if not row.keys:
        return end
    painter.setFont(dress.small)
    painter.setPen(dress.muted)
    keys = row.keys.replace("+", " ")
    end -= dress.small_metrics.horizontalAdvance(keys)
    painter.drawText(QRect(end, room.top(), room.right() - end, room.height()), _MIDDLE, keys)
    return end - dress.padding


def _paint_words(  # noqa: PLR0917 - one line's facts
    painter: QPainter, room: QRect, words: str, font: QFont, metrics: QFontMetrics, ink: QColor
) -> int:
    """One shortened line; how wide it is comes back."""
    shown = metrics.elidedText(" ".join(words.split()), Qt.TextElideMode.ElideRight, room.width())
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(room, _MIDDLE, shown)
    return metrics.horizontalAdvance(shown)


_MIDDLE: Final = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
