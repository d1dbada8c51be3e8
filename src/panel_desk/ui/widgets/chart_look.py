"""Colours, patterns and letters of a chart, made from a scheme's tokens."""

from __future__ import annotations

from typing import Final

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from panel_desk.domain.figures.charts import ChartData
from panel_desk.ui.theme.current import px, theme
from panel_desk.ui.theme.tokens import SMALL, Tokens
from panel_desk.ui.theme.tones import Tone

_TONES: Final = (Tone.ACCENT, Tone.INFO, Tone.AMBER, Tone.NEUTRAL, Tone.GREEN, Tone.RED)
_PATTERNS: Final = (Qt.BrushStyle.SolidPattern, Qt.BrushStyle.BDiagPattern, Qt.BrushStyle.DiagCrossPattern)
"""A seventh series has the first one's colour, hatched."""
_SHAPES: Final = 4
SWATCH: Final = 12
_NEUTRAL: Final = len(_TONES) + _TONES.index(Tone.NEUTRAL)
"""Grey, hatched."""


class Mark(Struct, frozen=True):
    """Where one figure of a chart is drawn."""

    label: int
    series: int
    box: QRectF


def look_of(chart: ChartData, series: int) -> int:
    """By which number a series is looked up: what is not split up is no part beside the others, and hatched."""
    return _NEUTRAL if chart.series[series].neutral else series


class Look:
    """One scheme's colours and fonts for charts, at the text size in force."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self.small, self.strong = theme().font(SMALL), theme().font(SMALL, strong=True)
        self.metrics, self.strong_metrics = QFontMetricsF(self.small), QFontMetricsF(self.strong)
        self.text, self.muted = QColor(tokens.text), QColor(tokens.muted)
        self.surface, self.line = QColor(tokens.surface), QColor(tokens.line)
        self.accent = QColor(tokens.accent)

    @property
    def line_height(self) -> float:
        """Of small words."""
        return self.metrics.height()

    def colour(self, series: int) -> QColor:
        """A series' colour."""
        return QColor(self.tokens.ink(_TONES[series % len(_TONES)]).text)

    def is_hatched(self, series: int) -> bool:
        """Whether words would not read on it."""
        return series >= len(_TONES)

    def brush(self, series: int) -> QBrush:
        """What a series' bars are filled with."""
        return QBrush(self.colour(series), _PATTERNS[min(series // len(_TONES), len(_PATTERNS) - 1)])

    def fill(self, painter: QPainter, box: QRectF, series: int) -> None:
        """Fill a bar; a hatched one gets an edge."""
        painter.fillRect(box, self.surface)
        painter.fillRect(box, self.brush(series))
        if self.is_hatched(series):
            painter.setPen(QPen(self.colour(series), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))

    def mark_point(self, painter: QPainter, at: QPointF, series: int) -> None:
        """A point of a line: each series has its shape, so that colour is never alone."""
        radius = float(px(4))
        painter.setPen(QPen(self.surface, px(1)))
        painter.setBrush(self.colour(series))
        shape = series % _SHAPES
        if shape == 0:
            painter.drawEllipse(at, radius, radius)
            return
        corners = {
            1: ((-1, -1), (1, -1), (1, 1), (-1, 1)),
            2: ((0, -1.3), (1.3, 0.9), (-1.3, 0.9)),
            3: ((0, -1.4), (1.4, 0), (0, 1.4), (-1.4, 0)),
        }[shape]
        painter.drawPolygon(QPolygonF([QPointF(at.x() + x * radius, at.y() + y * radius) for x, y in corners]))

    def say(
        self,
        painter: QPainter,
        box: QRectF,
        words: str,
        *,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignHCenter,
        strong: bool = False,
        colour: QColor | None = None,
    ) -> None:
        """One line of small words in the middle of a box's height; it may reach past its sides."""
        painter.setFont(self.strong if strong else self.small)
        painter.setPen(colour or self.text)
        flags = int(align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip | Qt.TextFlag.TextSingleLine)
        painter.drawText(box, flags, words)

    def width(self, words: str, *, strong: bool = False) -> float:
        """How wide small words are."""
        return (self.strong_metrics if strong else self.metrics).horizontalAdvance(words)

    def wrapped(self, words: str, width: float) -> list[str]:
        """Words in lines that fit a width; a single word longer than it has a line of its own."""
        lines: list[str] = []
        for word in words.split():
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and self.width(longer) <= width:
                lines[-1] = longer
            else:
                lines.append(word)
        return lines
