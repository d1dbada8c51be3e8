"""The list above the line: what may stand at the cursor. It never takes the keyboard and never covers the line."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from panel_desk.domain.capture.commands import COMMANDS
from panel_desk.domain.capture.reading_values import Completion
from panel_desk.ui.theme.current import colour, px, theme, tokens
from panel_desk.ui.theme.measures import spaced
from panel_desk.ui.theme.tokens import BODY, RADIUS
from panel_desk.ui.workspaces.meeting.announcing import announce

_MOST_ROWS: Final = 9
_ROW: Final = 30
_SIDE: Final = 12
_EDGE: Final = 4
_GAP: Final = 24
_OFF_THE_LINE: Final = 6
_EXAMPLES: Final = MappingProxyType({f"/{command.word}": command.example for command in COMMANDS})
_Index = QModelIndex | QPersistentModelIndex


class CompletionList(QFrame):
    """Completions with their words and, muted, what they mean; ``host`` is what it may lie over."""

    taken = Signal(object)
    """``Completion``: somebody clicked one."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self.setProperty("role", "popover")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._model = _Completions(self)
        self._list = QListView()
        self._list.setAccessibleName("What may stand here")
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setModel(self._model)
        self._list.setItemDelegate(_Columns(self._list))
        self._list.setUniformItemSizes(True)
        self._list.setMouseTracking(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setProperty("role", "completions")
        self._list.clicked.connect(self._on_clicked)
        spaced(QVBoxLayout(self), (_EDGE, _EDGE, _EDGE, _EDGE)).addWidget(self._list)
        self.hide()

    @property
    def offered(self) -> tuple[Completion, ...]:
        """What is in the list, whether in sight or not."""
        return self._model.completions

    def offer(self, completions: Sequence[Completion], above: QWidget) -> None:
        """Show these above a widget, as wide as they need and it allows; none close the list."""
        offered = tuple(completions)
        if not offered:
            self.close_list()
            return
        if offered != self._model.completions:
            self._model.set_completions(offered)
            self._list.setCurrentIndex(QModelIndex())
            self._list.scrollToTop()
        self._place(above)
        if not self.isVisible():
            self.show()
            self.raise_()

    def close_list(self) -> None:
        """Show nothing, and have nothing chosen."""
        self.hide()
        if self._model.completions:
            self._model.set_completions(())

    def step(self, by: int) -> None:
        """Choose the next one down (1) or up (−1); past the end nothing is chosen, and then the other end."""
        places = len(self._model.completions) + 1
        row = self._list.currentIndex().row()
        row = (row + 1 + by) % places - 1
        self._list.setCurrentIndex(self._model.index(row) if row >= 0 else QModelIndex())
        chosen = self.chosen()
        if chosen is not None:
            words = f"{chosen.words}, {chosen.aside}" if chosen.aside else chosen.words
            announce(self._list, words)

    def chosen(self) -> Completion | None:
        """The chosen one; None where none is."""
        row = self._list.currentIndex().row()
        return self._model.completions[row] if 0 <= row < len(self._model.completions) else None

    def first(self) -> Completion | None:
        """The one at the top."""
        return next(iter(self._model.completions), None)

    def _place(self, above: QWidget) -> None:
        corner = above.mapTo(self._host, QPoint(0, 0))
        rows = len(self._model.completions)
        high = min(rows, _MOST_ROWS) * px(_ROW) + px(2 * _EDGE) + 2
        high = min(high, max(corner.y() - px(2 * _OFF_THE_LINE), px(_ROW)))
        columns = [each for each in self._model.columns if each]
        wide = sum(columns) + px(_GAP) * (len(columns) - 1) + px(2 * _SIDE + 2 * _EDGE)
        wide = min(wide + (px(2 * _SIDE) if rows > _MOST_ROWS else 0) + 2, above.width())
        self.setGeometry(corner.x(), corner.y() - px(_OFF_THE_LINE) - high, max(wide, px(240)), high)

    def _on_clicked(self, index: QModelIndex) -> None:
        self.taken.emit(self._model.completions[index.row()])


class _Completions(QAbstractListModel):
    """The completions as Qt asks for them."""

    def __init__(self, parent: CompletionList) -> None:
        super().__init__(parent)
        self.completions: tuple[Completion, ...] = ()
        self.columns = (0, 0, 0)
        """How wide the words, what they mean and the examples are."""

    def set_completions(self, completions: tuple[Completion, ...]) -> None:
        """Show others."""
        self.beginResetModel()
        self.completions = completions
        self.columns = self._measure()
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.completions)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not 0 <= index.row() < len(self.completions):
            return None
        one = self.completions[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return one.words
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{one.words}, {one.aside}" if one.aside else one.words
        return None

    def _measure(self) -> tuple[int, int, int]:
        strong, plain = QFontMetrics(theme().font(BODY, strong=True)), QFontMetrics(theme().font())
        # Qt draws a little wider than it measures at some text sizes; a shortened word would be the price.
        return (
            max((strong.horizontalAdvance(each.words) + px(3) for each in self.completions), default=0),
            max((plain.horizontalAdvance(each.aside) + px(3) for each in self.completions), default=0),
            max((plain.horizontalAdvance(_example(each)) for each in self.completions), default=0),
        )


class _Columns(QStyledItemDelegate):
    """Draws the words and, muted, what they mean and an example of how a command is typed."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """One row."""
        del option, index
        return QSize(px(100), px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """One completion."""
        model = index.model()
        if not isinstance(model, _Completions):
            return
        rect, state = option.rect, option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(tokens().tint if chosen else tokens().hover))
            painter.drawRoundedRect(rect, px(RADIUS) - 2, px(RADIUS) - 2)
        one = model.completions[index.row()]
        inside = rect.adjusted(px(_SIDE), 0, -px(_SIDE), 0)
        words, aside, _example_width = model.columns
        words = min(words, inside.width() * 2 // 3)
        _write(painter, inside.adjusted(0, 0, words - inside.width(), 0), one.words, strong=True)
        rest = inside.adjusted(words + px(_GAP), 0, 0, 0)
        _write(painter, rest, one.aside, strong=False)
        _write(painter, rest.adjusted(aside + px(_GAP), 0, 0, 0), _example(one), strong=False)
        painter.restore()


def _example(one: Completion) -> str:
    """How a command is typed; nothing for what is none."""
    return _EXAMPLES.get(one.words, "")


def _write(painter: QPainter, box: QRect, words: str, *, strong: bool) -> None:
    if box.width() < px(_SIDE) or not words:
        return
    painter.setFont(theme().font(BODY, strong=strong))
    painter.setPen(colour(tokens().text if strong else tokens().muted))
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), shown)
