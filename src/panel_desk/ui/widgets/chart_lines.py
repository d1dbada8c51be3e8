"""Lines of a chart over labels that follow one another in time."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from panel_desk.domain.figures.charts import ChartData
from panel_desk.ui.theme.current import px
from panel_desk.ui.widgets.chart_look import Look, Mark
from panel_desk.ui.widgets.chart_words import figure_words, short_words, ticks, value_words

_POINT = 6


class Lines:
    """One line a series with a shape for its points; a scale at the left, a gap where a figure is not known."""

    def __init__(self, chart: ChartData, look: Look, room: QRectF) -> None:
        self._chart, self._look = chart, look
        known = [value for series in chart.series for value in series.values if value is not None]
        self._ticks = ticks(max(known, default=0.0))
        unit = "%" if chart.unit == "%" else ""
        self._scale_words = [value_words(tick, unit) for tick in self._ticks]
        left = max(map(look.width, self._scale_words)) + px(10)
        ends = max((look.width(short_words(value, chart.unit), strong=True) for value in known), default=0.0) + px(12)
        self._plot = room.adjusted(left, look.line_height, -ends, -(look.line_height + px(12)))
        self.marks = tuple(self._place())

    def paint(self, painter: QPainter) -> None:
        """Scale, labels, lines, points and figures."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_scale(painter)
        self._paint_labels(painter)
        for number in range(len(self._chart.series)):
            self._paint_line(painter, number)
        self._paint_figures(painter)

    def _x(self, label: int) -> float:
        count = len(self._chart.labels)
        inset = min(px(12), self._plot.width() / 4)
        room = self._plot.width() - 2 * inset
        return self._plot.left() + inset + (room * label / (count - 1) if count > 1 else room / 2)

    def _y(self, value: float | None) -> float:
        return self._plot.bottom() - self._plot.height() * (value or 0.0) / self._ticks[-1]

    def _place(self) -> list[Mark]:
        size = px(_POINT)
        marks = []
        for at in range(len(self._chart.labels)):
            for number, series in enumerate(self._chart.series):
                middle = QPointF(self._x(at), self._y(series.values[at]))
                marks.append(Mark(at, number, QRectF(middle.x() - size, middle.y() - size, 2 * size, 2 * size)))
        return marks

    def _paint_scale(self, painter: QPainter) -> None:
        look = self._look
        for tick, words in zip(self._ticks, self._scale_words, strict=True):
            y = round(self._y(tick)) + 0.5
            painter.setPen(QPen(look.line, 1))
            painter.drawLine(QPointF(self._plot.left(), y), QPointF(self._plot.right(), y))
            box = QRectF(0, y - look.line_height / 2, self._plot.left() - px(8), look.line_height)
            look.say(painter, box, words, align=Qt.AlignmentFlag.AlignRight, colour=look.muted)

    def _paint_labels(self, painter: QPainter) -> None:
        """As many labels as have room, the last always."""
        look = self._look
        y = self._plot.bottom() + px(6)
        free_until = float("inf")
        for at in reversed(range(len(self._chart.labels))):
            words = self._chart.labels[at]
            width = look.width(words)
            middle = max(self._x(at), width / 2)
            if middle + width / 2 > free_until:
                continue
            free_until = middle - width / 2 - px(10)
            box = QRectF(middle - width / 2, y, width, look.line_height)
            look.say(painter, box, words, colour=look.muted)

    def _paint_line(self, painter: QPainter, number: int) -> None:
        values = self._chart.series[number].values
        before: QPointF | None = None
        points = []
        painter.setPen(QPen(self._look.colour(number), px(2)))
        for at, value in enumerate(values):
            point = None if value is None else QPointF(self._x(at), self._y(value))
            if before is not None and point is not None:
                painter.drawLine(before, point)
            if point is not None:
                points.append(point)
            before = point
        for point in points:
            self._look.mark_point(painter, point, number)

    def _paint_figures(self, painter: QPainter) -> None:
        """Of one line every figure that has room, of several the last of each; all others are told by walking."""
        series = self._chart.series
        if len(series) == 1:
            self._paint_all(painter)
            return
        height = self._look.line_height
        ends = [(self._y(each.values[-1]), number) for number, each in enumerate(series) if each.values[-1] is not None]
        free_from = float("-inf")
        for y, number in sorted(ends):
            # Lines that end close together have their figures under each other.
            top = max(y - height / 2, free_from)
            free_from = top + height
            box = QRectF(self._x(len(self._chart.labels) - 1) + px(10), top, 1, height)
            words = short_words(series[number].values[-1], self._chart.unit)
            left = Qt.AlignmentFlag.AlignLeft
            self._look.say(painter, box, words, align=left, strong=True, colour=self._look.colour(number))

    def _paint_all(self, painter: QPainter) -> None:
        free_from = float("-inf")
        for at, value in enumerate(self._chart.series[0].values):
            words = figure_words(self._chart, at, 0)
            width, middle = self._look.width(words, strong=True), self._x(at)
            if middle - width / 2 < free_from:
                continue
            free_from = middle + width / 2 + px(4)
            y = self._y(value) - self._look.line_height - px(6)
            box = QRectF(middle - width / 2, y, width, self._look.line_height)
            painter.fillRect(box.adjusted(-1, px(2), 1, -px(2)), self._look.surface)
            known = value is not None
            self._look.say(painter, box, words, strong=known, colour=None if known else self._look.muted)
