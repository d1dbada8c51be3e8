"""What happened to one child, day by day: a list that draws only what is in sight, so that its length costs nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QKeyEvent, QKeySequence, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from panel_desk.domain.calendar import date_words
from panel_desk.domain.children.child_timeline import TimelineEntry, TimelineKind
from panel_desk.ui.theme.current import icon, px, theme, tokens
from panel_desk.ui.theme.tokens import BODY, SMALL
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.words import plain_tip

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_ICONS: Final = {
    TimelineKind.REFERRAL: "inbox",
    TimelineKind.LISTED: "list-ordered",
    TimelineKind.DECISION: "gavel",
    TimelineKind.DEFERRED: "hourglass",
    TimelineKind.MISSING: "clock",
    TimelineKind.ACTION: "check-check",
    TimelineKind.VOICE: "quote",
}
_PADDING, _GAP, _ICON, _DATE = 12, 10, 16, 92
_MOST_LINES: Final = 3


class TimelineModel(QAbstractListModel):
    """Entries, the newest first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entries: tuple[TimelineEntry, ...] = ()

    def set_entries(self, entries: Sequence[TimelineEntry]) -> None:
        """Show these instead."""
        self.beginResetModel()
        self.entries = tuple(entries)
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many."""
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's kind of answer
        """Plain words; whole in the tooltip and for those who hear the screen."""
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return entry_words(entry)
        return plain_tip(entry.detail) if role == Qt.ItemDataRole.ToolTipRole and entry.detail else None


class TimelineList(QListView):
    """↑ and ↓ go along, Enter opens the meeting or the action, Ctrl+C copies."""

    entry_opened = Signal(object)
    """A ``TimelineEntry`` that has a meeting or an action."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = TimelineModel(self)
        self.setModel(self._model)
        self.setItemDelegate(_EntryDelegate(self))
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setAccessibleName("What happened, newest first")
        self.doubleClicked.connect(lambda index: self._open(index.row()))

    @property
    def entries(self) -> tuple[TimelineEntry, ...]:
        """What is shown, from the top."""
        return self._model.entries

    def set_entries(self, entries: Sequence[TimelineEntry]) -> None:
        """Show these; the place stays where they are the same."""
        if tuple(entries) != self._model.entries:
            self._model.set_entries(entries)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Ctrl+C."""
        row = self.currentIndex().row()
        if event.matches(QKeySequence.StandardKey.Copy) and row >= 0:
            QGuiApplication.clipboard().setText(entry_words(self.entries[row]))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(row)
        else:
            super().keyPressEvent(event)

    def _open(self, row: int) -> None:
        if 0 <= row < len(self.entries) and (self.entries[row].meeting_id or self.entries[row].action):
            self.entry_opened.emit(self.entries[row])


class _EntryDelegate(QStyledItemDelegate):
    """The day at the left, an icon, what happened, and the details below in muted words."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as its words need at the width of the list."""
        del option
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QListView) else px(400)
        title, detail = _lines(_entry(index), _text_width(width))
        lines = _height(theme().font(BODY, strong=True), len(title)) + _height(theme().font(BODY), len(detail))
        return QSize(width, lines + 2 * px(8) + 1)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one."""
        entry, now = _entry(index), tokens()
        room: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen:
            painter.fillRect(room, QColor(now.tint))
            if option.state & QStyle.StateFlag.State_HasFocus:
                painter.fillRect(QRect(room.left(), room.top(), px(3), room.height() - 1), QColor(now.accent))
        painter.fillRect(QRect(room.left(), room.bottom(), room.width(), 1), QColor(now.line))
        self._paint_margin(painter, room, entry)
        title, detail = _lines(entry, _text_width(room.width()))
        left, top = room.left() + px(_PADDING + _DATE + _ICON + _GAP), room.top() + px(8)
        top = _draw(painter, title, theme().font(BODY, strong=True), now.text, left, top)
        _draw(painter, detail, theme().font(BODY), now.muted, left, top)
        painter.restore()

    def _paint_margin(self, painter: QPainter, room: QRect, entry: TimelineEntry) -> None:
        now = tokens()
        font = theme().font(BODY, strong=True)
        line = _height(font, 1)
        top = room.top() + px(8)
        painter.setFont(theme().font(SMALL))
        painter.setPen(QColor(now.muted))
        day = _short(entry)
        painter.drawText(
            QRect(room.left() + px(_PADDING), top, px(_DATE), line), int(Qt.AlignmentFlag.AlignVCenter), day
        )
        tone = _tone(entry)
        at = QRect(room.left() + px(_PADDING + _DATE - 8), top + (line - px(_ICON)) // 2, px(_ICON), px(_ICON))
        icon(_ICONS[entry.kind], tone, _ICON).paint(painter, at)


def entry_words(entry: TimelineEntry) -> str:
    """``5 November 2026: MACE panel AGREED … – because …``."""
    return f"{date_words(entry.on)}: {entry.title}" + (f" – {entry.detail}" if entry.detail else "")


def _short(entry: TimelineEntry) -> str:
    day, month, year = date_words(entry.on).split()
    return f"{day} {month[:3]} {year}"


def _tone(entry: TimelineEntry) -> Tone:
    if entry.open:
        return Tone.RED if entry.kind is TimelineKind.MISSING else Tone.INFO
    return Tone.ACCENT if entry.kind is TimelineKind.DECISION else Tone.NEUTRAL


def _entry(index: Index) -> TimelineEntry:
    model = index.model()
    if not isinstance(model, TimelineModel):
        raise TypeError("the timeline's entries come from its own model")
    return model.entries[index.row()]


def _text_width(width: int) -> int:
    return max(width - px(_PADDING + _DATE + _ICON + _GAP) - px(_PADDING), px(80))


def _lines(entry: TimelineEntry, width: int) -> tuple[list[str], list[str]]:
    title = _wrapped(entry.title, theme().font(BODY, strong=True), width)
    return title, _wrapped(entry.detail, theme().font(BODY), width) if entry.detail else []


def _wrapped(text: str, font: QFont, width: int) -> list[str]:
    """The first lines of a text at a width, the last of them shortened where there is more."""
    line_words = " ".join(text.split())
    layout = QTextLayout(line_words, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    starts: list[int] = []
    while len(starts) <= _MOST_LINES:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        starts.append(line.textStart())
    layout.endLayout()
    # Qt counts in halves of UTF-16, Python in characters: an emoji is two of the one and one of the other.
    units = line_words.encode("utf-16-le", "replace")
    ends = [*starts[1:], len(units) // 2]
    lines = [units[2 * start : 2 * end].decode("utf-16-le").rstrip() for start, end in zip(starts, ends, strict=True)]
    if len(lines) > _MOST_LINES:
        lines = [*lines[: _MOST_LINES - 1], f"{lines[_MOST_LINES - 1].rstrip('.,;')} …"]
    return lines


def _height(font: QFont, lines: int) -> int:
    return round(font.pixelSize() * 1.4) * lines


def _draw(painter: QPainter, lines: list[str], font: QFont, ink: str, left: int, top: int) -> int:  # noqa: PLR0917 - one line's facts
    """Draw lines from a place on; where the next may begin comes back."""
    painter.setFont(font)
    painter.setPen(QColor(ink))
    step = _height(font, 1)
    metrics = painter.fontMetrics()
    for number, words in enumerate(lines):
        baseline = top + number * step + (step + metrics.ascent() - metrics.descent()) / 2
        painter.drawText(QPointF(left, baseline), words)
    return top + step * len(lines)
