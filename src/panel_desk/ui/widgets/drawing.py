"""Small charts of one child: a level over time as steps, and a year of missing episodes as a strip.

Each says in words what it draws, and stands beside a table that holds the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from msgspec import Struct
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from panel_desk.domain.calendar import day_month
from panel_desk.ui.theme.current import px, theme, tokens
from panel_desk.ui.theme.tokens import SMALL
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.words import plain_tip

_LEVEL_HEIGHT: Final = 28
_POINT: Final = 4
_STRIP_HEIGHT: Final = 72
_TRACK: Final = 28
_LEAST_BAR: Final = 4
_REACH: Final = 4
"""So many pixels beside a mark still count as on it."""


class Step(Struct, frozen=True, kw_only=True):
    """A level from a day on."""

    on: date
    level: int
    """Its place among the chart's levels, 0 lowest."""
    words: str
    """For the tooltip."""


class Bar(Struct, frozen=True, kw_only=True):
    """Something that lasted from one day to another; drawn the lower the less it weighs."""

    begins: date
    ends: date
    tone: Tone
    whole: bool = True
    """The full height of the track; else half of it."""
    open: bool = False
    """Still going on."""
    words: str = ""


class _Chart(QWidget):
    """A drawing over a span of days, with month names below."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self._since = self._until = date.min
        self._marks: list[tuple[QRectF, str]] = []
        theme().changed.connect(self._on_theme_changed)

    def _show_span(self, since: date, until: date, description: str) -> None:
        self._since, self._until = since, max(until, since + timedelta(days=1))
        self.setAccessibleDescription(description)
        self.updateGeometry()
        self.update()

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()

    def event(self, event: QEvent) -> bool:
        """What lies under the pointer, in words."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            at = QPointF(event.pos())
            reach = px(_REACH)
            words = [said for box, said in self._marks if box.adjusted(-reach, -reach, reach, reach).contains(at)]
            QToolTip.showText(event.globalPos(), plain_tip("\n".join(words)), self)
            return True
        return super().event(event)

    def _x(self, on: date, room: QRectF) -> float:
        whole = (self._until - self._since).days
        return room.left() + room.width() * min(max((on - self._since).days / whole, 0.0), 1.0)

    def _paint_months(self, painter: QPainter, room: QRectF) -> None:
        """Month names under the room, as many as have room; January is told as its year."""
        now = tokens()
        free_from = 0.0
        for first, words in _month_words(self._since, self._until):
            x = self._x(first, room)
            painter.setPen(QPen(QColor(now.line), 1))
            painter.drawLine(QPointF(x, room.bottom()), QPointF(x, room.bottom() + px(4)))
            is_year = words.isdigit()
            painter.setFont(theme().font(SMALL, strong=is_year))
            metrics = painter.fontMetrics()
            end = x + metrics.horizontalAdvance(words)
            if x >= free_from and end <= self.width():
                painter.setPen(QColor(now.text if is_year else now.muted))
                painter.drawText(QPointF(x, room.bottom() + px(6) + metrics.ascent()), words)
                free_from = end + px(10)


class StepChart(_Chart):
    """A level over time: flat until it is set anew. Levels stand at the left, the highest on top."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._levels: tuple[str, ...] = ()
        self._steps: tuple[Step, ...] = ()

    def show_steps(
        self, levels: Sequence[str], steps: Sequence[Step], *, since: date, until: date, description: str
    ) -> None:
        """Draw these.

        Args:
            levels: In words, the lowest first.
            steps: The first first.
            since: The day at the left edge.
            until: The day at the right edge; the last level holds until then.
            description: What the drawing shows, for those who hear the screen.
        """
        self._levels, self._steps = tuple(levels), tuple(steps)
        self._show_span(since, until, description)

    def sizeHint(self) -> QSize:
        """A line for each level, and one for the months."""
        return QSize(px(280), px(_LEVEL_HEIGHT) * max(len(self._levels), 1) + px(28))

    def minimumSizeHint(self) -> QSize:
        """As high as it needs to be."""
        return QSize(px(200), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Levels, months, the line and its points."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = QFontMetrics(theme().font(SMALL))
        left = max((metrics.horizontalAdvance(level) for level in self._levels), default=0) + px(12)
        height = px(_LEVEL_HEIGHT) * max(len(self._levels), 1)
        room = QRectF(left, px(2), self.width() - left - px(8), height)
        self._paint_levels(painter, room)
        self._paint_months(painter, room)
        self._paint_steps(painter, room)
        painter.end()

    def _y(self, level: int, room: QRectF) -> float:
        return room.bottom() - px(_LEVEL_HEIGHT) * (level + 0.5)

    def _paint_levels(self, painter: QPainter, room: QRectF) -> None:
        now = tokens()
        painter.setFont(theme().font(SMALL))
        last = self._steps[-1].level if self._steps else -1
        for place, level in enumerate(self._levels):
            y = self._y(place, room)
            painter.setPen(QPen(QColor(now.line), 1))
            painter.drawLine(QPointF(room.left(), y), QPointF(room.right(), y))
            painter.setFont(theme().font(SMALL, strong=place == last))
            painter.setPen(QColor(now.text if place == last else now.muted))
            words = QRectF(0, y - px(10), room.left() - px(8), px(20))
            painter.drawText(words, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), level)

    def _paint_steps(self, painter: QPainter, room: QRectF) -> None:
        now = tokens()
        points = [QPointF(self._x(step.on, room), self._y(step.level, room)) for step in self._steps]
        line: list[QPointF] = []
        for point in points:
            if line:
                line.append(QPointF(point.x(), line[-1].y()))
            line.append(point)
        if line:
            line.append(QPointF(room.right(), line[-1].y()))
        painter.setPen(QPen(QColor(now.accent), px(2)))
        painter.drawPolyline(line)
        painter.setPen(QPen(QColor(now.surface), px(2)))
        painter.setBrush(QColor(now.accent))
        radius = px(_POINT) + px(1)
        self._marks = []
        for step, point in zip(self._steps, points, strict=True):
            painter.drawEllipse(point, radius, radius)
            self._marks.append((QRectF(point.x() - radius, point.y() - radius, 2 * radius, 2 * radius), step.words))


class StripChart(_Chart):
    """A span of days as one track; what lasted longer is wider, what weighs less is lower, what goes on has no edge."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._bars: tuple[Bar, ...] = ()
        self._legend: tuple[tuple[str, Tone, bool], ...] = ()

    def show_bars(
        self,
        bars: Sequence[Bar],
        *,
        since: date,
        until: date,
        description: str,
        legend: Sequence[tuple[str, Tone, bool]] = (),
    ) -> None:
        """Draw these.

        Args:
            bars: In any order; what lies outside the span is cut.
            since: The day at the left edge.
            until: The day at the right edge.
            description: What the drawing shows, for those who hear the screen.
            legend: Words, tone, and whether such a bar has the full height.
        """
        self._bars, self._legend = tuple(bars), tuple(legend)
        self._show_span(since, until, description)

    def sizeHint(self) -> QSize:
        """One height."""
        return QSize(px(320), px(_STRIP_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """As high as it needs to be."""
        return QSize(px(200), px(_STRIP_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The legend, the track, months and bars."""
        del event
        now = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_legend(painter)
        room = QRectF(0, px(22), self.width() - 1, px(_TRACK))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(now.line))
        painter.drawRoundedRect(room, px(3), px(3))
        self._paint_months(painter, room)
        self._marks = [self._paint_bar(painter, room, bar) for bar in self._bars if bar.ends >= self._since]
        painter.end()

    def _paint_legend(self, painter: QPainter) -> None:
        x = 0.0
        painter.setFont(theme().font(SMALL))
        for words, tone, whole in self._legend:
            height = px(12) if whole else px(6)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens().ink(tone).text))
            painter.drawRoundedRect(QRectF(x, px(14) - height, px(5), height), px(1), px(1))
            painter.setPen(QColor(tokens().muted))
            painter.drawText(QPointF(x + px(10), px(13)), words)
            x += px(10) + painter.fontMetrics().horizontalAdvance(words) + px(16)

    def _paint_bar(self, painter: QPainter, room: QRectF, bar: Bar) -> tuple[QRectF, str]:
        """Draw one; where it is and what it says come back."""
        left = self._x(bar.begins, room)
        right = room.right() if bar.open else max(self._x(bar.ends, room), left + px(_LEAST_BAR))
        left = min(left, room.right() - px(_LEAST_BAR))
        height = room.height() if bar.whole else room.height() / 2
        box = QRectF(left, room.bottom() - height, right - left, height)
        painter.setPen(QPen(QColor(tokens().surface), 1))
        painter.setBrush(QColor(tokens().ink(bar.tone).text))
        painter.drawRect(box) if bar.open else painter.drawRoundedRect(box, px(1), px(1))
        return box, bar.words


def _month_words(since: date, until: date) -> list[tuple[date, str]]:
    """The first of each month in a span with its name; the year stands in place of January, else with the first."""
    firsts = []
    month = since.replace(day=1)
    while month <= until:
        if month >= since:
            firsts.append(month)
        month = (month + timedelta(days=32)).replace(day=1)
    firsts = firsts or [since]
    told = [
        (first, str(first.year) if first.month == 1 else day_month(first).partition(" ")[2][:3]) for first in firsts
    ]
    if not any(words.isdigit() for _, words in told):
        told[0] = (firsts[0], f"{told[0][1]} {firsts[0].year}")
    return told
