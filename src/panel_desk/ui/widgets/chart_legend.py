"""The legend of a chart: a swatch and the words of each series, at the right or above."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from panel_desk.domain.figures.charts import ChartData, ChartKind
from panel_desk.ui.theme.current import px
from panel_desk.ui.widgets.chart_look import SWATCH, Look, look_of

_ROW, _GAP, _BETWEEN = 24, 8, 20
_WIDE = 460
"""A chart at least so wide has its legend at the right."""


class Legend:
    """Where the words of a chart's series stand, and what room they leave for the drawing."""

    def __init__(self, chart: ChartData, look: Look, box: QRectF, *, lying: bool) -> None:
        self._look = look
        self._lines = chart.kind is ChartKind.LINES
        self._places: list[tuple[QRectF, int, str]] = []
        self.room = QRectF(box)
        """What is left for the drawing."""
        named = [(look_of(chart, at), series.name) for at, series in enumerate(chart.series)]
        if len(named) < 2:
            return
        if chart.kind is ChartKind.STACKED_BARS and not lying:
            # As they lie upon each other.
            named.reverse()
        if beside(chart, look, box.width(), lying=lying):
            self._put_beside(named, box)
        else:
            self._put_above(named, box)

    def paint(self, painter: QPainter) -> None:
        """Draw it."""
        for box, series, name in self._places:
            swatch = QRectF(box.left(), box.center().y() - px(SWATCH) / 2, px(SWATCH), px(SWATCH))
            if self._lines:
                painter.setPen(QPen(self._look.colour(series), px(2)))
                middle = swatch.center()
                painter.drawLine(
                    QPointF(swatch.left() - px(2), middle.y()), QPointF(swatch.right() + px(2), middle.y())
                )
                self._look.mark_point(painter, middle, series)
            else:
                self._look.fill(painter, swatch, series)
            words = box.adjusted(px(SWATCH) + px(_GAP), 0, 0, 0)
            shown = self._look.metrics.elidedText(name, Qt.TextElideMode.ElideRight, words.width() + 1)
            self._look.say(painter, words, shown, align=Qt.AlignmentFlag.AlignLeft)

    def _put_beside(self, named: list[tuple[int, str]], box: QRectF) -> None:
        width = min(max(_entry_width(self._look, name) for _at, name in named), box.width() * 0.36)
        left = box.right() - width
        self.room = box.adjusted(0, 0, -width - px(_BETWEEN), 0)
        top = box.top() + px(12)
        for row, (at, name) in enumerate(named):
            self._places.append((QRectF(left, top + row * px(_ROW), width, px(_ROW)), at, name))

    def _put_above(self, named: list[tuple[int, str]], box: QRectF) -> None:
        y = box.top()
        for line in _rows(named, self._look, box.width()):
            x = box.left()
            for at, name in line:
                width = min(_entry_width(self._look, name), box.width())
                self._places.append((QRectF(x, y, width, px(_ROW)), at, name))
                x += width + px(_BETWEEN)
            y += px(_ROW)
        self.room = box.adjusted(0, y - box.top() + px(4), 0, 0)


def beside(chart: ChartData, look: Look, width: float, *, lying: bool) -> bool:
    """Whether the legend stands at the right: there is room for it, and the bars stand upright."""
    if lying or width < px(_WIDE) or len(chart.series) < 2:
        return False
    return max(_entry_width(look, series.name) for series in chart.series) <= width * 0.3


def width_left(chart: ChartData, look: Look, width: float) -> float:
    """How wide the drawing of an upright chart may be."""
    if not beside(chart, look, width, lying=False):
        return width
    return width - max(_entry_width(look, series.name) for series in chart.series) - px(_BETWEEN)


def height_above(chart: ChartData, look: Look, width: float, *, lying: bool) -> float:
    """How high the legend is where it stands above."""
    if len(chart.series) < 2 or beside(chart, look, width, lying=lying):
        return 0.0
    named = [(at, series.name) for at, series in enumerate(chart.series)]
    return len(_rows(named, look, width)) * px(_ROW) + px(4)


def _rows(named: list[tuple[int, str]], look: Look, width: float) -> list[list[tuple[int, str]]]:
    rows: list[list[tuple[int, str]]] = []
    taken = 0.0
    for at, name in named:
        wide = _entry_width(look, name)
        if not rows or taken + wide > width:
            rows.append([])
            taken = 0.0
        rows[-1].append((at, name))
        taken += wide + px(_BETWEEN)
    return rows


def _entry_width(look: Look, name: str) -> float:
    return px(SWATCH) + px(_GAP) + look.width(name) + 2
