"""Bars of a chart, upright or lying: where each stands, and how it is painted with its figure."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from panel_desk.domain.figures.charts import ChartData, ChartKind
from panel_desk.ui.theme.current import px
from panel_desk.ui.widgets.chart_look import Look, Mark, look_of
from panel_desk.ui.widgets.chart_words import figure_words, short_words, whole_words

_SLOT, _BAR, _LEAST_BAR = 200, 72, 10
_ROW, _ROW_GAP, _STACK_ROW = 20, 14, 24
_MOST_LINES: Final = 2
_LABEL_SHARE: Final = 0.38


def is_stacked(chart: ChartData) -> bool:
    """Whether the parts of a label lie upon each other."""
    return chart.kind is ChartKind.STACKED_BARS


def stands(chart: ChartData, look: Look, width: float) -> bool:
    """Whether upright bars of this width have room for their labels and figures; else they lie."""
    slot = _slot(chart, width)
    bar = _bar(chart, slot)
    if bar < px(_LEAST_BAR):
        return False
    if any(
        len(lines) > _MOST_LINES or max(map(look.width, lines)) > slot - px(6) for lines in _labels(chart, look, slot)
    ):
        return False
    widest = max((look.width(whole_words(chart, at)) for at in range(len(chart.labels))), default=0.0)
    if is_stacked(chart):
        return widest <= slot
    figures = (short_words(value, chart.unit) for series in chart.series for value in series.values)
    return max(map(look.width, figures), default=0.0) <= bar + px(2)


class UprightBars:
    """Bars that stand: labels below, figures above, and on the parts of a stack where they fit."""

    def __init__(self, chart: ChartData, look: Look, room: QRectF) -> None:
        self._chart, self._look = chart, look
        self._slot = _slot(chart, room.width())
        self._width = _bar(chart, self._slot)
        self._words = _labels(chart, look, self._slot)
        lines = max(map(len, self._words), default=1)
        self._plot = room.adjusted(0, look.line_height + px(6), 0, -(lines * look.line_height + px(10)))
        highest = max(_extents(chart), default=0.0)
        self._scale = self._plot.height() / highest if highest > 0 else 0.0
        self.marks = tuple(self._place())

    def paint(self, painter: QPainter) -> None:
        """The line they stand on, the bars, their figures and labels."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        for mark in self.marks:
            if mark.box.height() > 0:
                self._look.fill(painter, mark.box, look_of(self._chart, mark.series))
        self._paint_seams(painter)
        painter.setPen(QPen(self._look.line, 1))
        painter.drawLine(self._plot.bottomLeft(), self._plot.bottomRight())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for mark in self.marks:
            self._paint_figure(painter, mark)
        for at, lines in enumerate(self._words):
            self._paint_label(painter, at, lines)

    def _place(self) -> list[Mark]:
        marks = []
        for at in range(len(self._chart.labels)):
            left, y = self._left(at), self._plot.bottom()
            for number, series in enumerate(self._chart.series):
                height = round((series.values[at] or 0) * self._scale)
                if is_stacked(self._chart):
                    marks.append(Mark(at, number, QRectF(left, y - height, self._width, height)))
                    y -= height
                else:
                    box = QRectF(left + number * self._width, y - height, self._width - px(2), height)
                    marks.append(Mark(at, number, box))
        return marks

    def _left(self, label: int) -> float:
        together = self._width * (1 if is_stacked(self._chart) else len(self._chart.series))
        return round(self._plot.left() + label * self._slot + (self._slot - together) / 2)

    def _paint_seams(self, painter: QPainter) -> None:
        """A hairline of the ground between the parts of a stack."""
        if not is_stacked(self._chart):
            return
        painter.setPen(QPen(self._look.surface, max(px(2), 1)))
        for mark in self.marks:
            if mark.series and mark.box.height() > 0:
                painter.drawLine(mark.box.bottomLeft(), mark.box.bottomRight())

    def _paint_figure(self, painter: QPainter, mark: Mark) -> None:
        look, chart = self._look, self._chart
        value = chart.series[mark.series].values[mark.label]
        words = figure_words(chart, mark.label, mark.series)
        above = look.line_height + px(4)
        if not is_stacked(chart):
            box = QRectF(mark.box.left(), mark.box.top() - above, mark.box.width(), above)
            look.say(
                painter, box, words, strong=len(chart.series) == 1, colour=None if value is not None else look.muted
            )
            return
        # Figures have no letters that reach below the line.
        fits = mark.box.height() >= look.metrics.capHeight() + px(5) and look.width(words) <= mark.box.width() - px(4)
        if value and fits and not look.is_hatched(look_of(chart, mark.series)):
            look.say(painter, mark.box, words, colour=look.surface)
        if mark.series == len(chart.series) - 1:
            box = QRectF(mark.box.left(), mark.box.top() - above, mark.box.width(), above)
            look.say(painter, box, whole_words(chart, mark.label), strong=True)

    def _paint_label(self, painter: QPainter, at: int, lines: list[str]) -> None:
        y = self._plot.bottom() + px(6)
        for line in lines:
            box = QRectF(self._plot.left() + at * self._slot, y, self._slot, self._look.line_height)
            self._look.say(painter, box, line, colour=self._look.muted)
            y += self._look.line_height


class LyingBars:
    """Bars that lie, under each other: labels at the left, figures at the end."""

    def __init__(self, chart: ChartData, look: Look, room: QRectF) -> None:
        self._chart, self._look = chart, look
        widest = max(map(look.width, chart.labels), default=0.0)
        self._labels = min(widest, room.width() * _LABEL_SHARE)
        self._rows = _row_height(chart)
        figures = [whole_words(chart, at) for at in range(len(chart.labels))]
        if not is_stacked(chart):
            figures = [short_words(v, chart.unit) for series in chart.series for v in series.values]
        ends = max((look.width(words, strong=True) for words in figures), default=0.0) + px(10)
        self._plot = room.adjusted(self._labels + px(12), 0, -ends, 0)
        highest = max(_extents(chart), default=0.0)
        self._scale = max(self._plot.width(), 0.0) / highest if highest > 0 else 0.0
        self.marks = tuple(self._place())

    def paint(self, painter: QPainter) -> None:
        """The line they begin at, the bars, their figures and labels."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        for mark in self.marks:
            if mark.box.width() > 0:
                self._look.fill(painter, mark.box, look_of(self._chart, mark.series))
                self._paint_seam(painter, mark)
        painter.setPen(QPen(self._look.line, 1))
        bottom = self._plot.top() + len(self._chart.labels) * self._rows
        painter.drawLine(self._plot.topLeft(), QPointF(self._plot.left(), bottom))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for mark in self.marks:
            self._paint_figure(painter, mark)
        for at in range(len(self._chart.labels)):
            self._paint_label(painter, at)

    def _place(self) -> list[Mark]:
        marks = []
        for at in range(len(self._chart.labels)):
            x, y = self._plot.left(), self._plot.top() + at * self._rows + px(_ROW_GAP) / 2
            for number, series in enumerate(self._chart.series):
                width = round((series.values[at] or 0) * self._scale)
                if is_stacked(self._chart):
                    marks.append(Mark(at, number, QRectF(x, y, width, px(_STACK_ROW))))
                    x += width
                else:
                    marks.append(Mark(at, number, QRectF(x, y + number * px(_ROW), width, px(_ROW) - px(2))))
        return marks

    def _paint_seam(self, painter: QPainter, mark: Mark) -> None:
        if is_stacked(self._chart) and mark.series:
            painter.setPen(QPen(self._look.surface, max(px(2), 1)))
            painter.drawLine(mark.box.topLeft(), mark.box.bottomLeft())

    def _paint_figure(self, painter: QPainter, mark: Mark) -> None:
        look, chart = self._look, self._chart
        value = chart.series[mark.series].values[mark.label]
        words = figure_words(chart, mark.label, mark.series)
        after = QRectF(mark.box.right() + px(6), mark.box.top(), px(1), mark.box.height())
        left = Qt.AlignmentFlag.AlignLeft
        if not is_stacked(chart):
            look.say(painter, after, words, align=left, colour=None if value is not None else look.muted)
            return
        if value and look.width(words) <= mark.box.width() - px(4) and not look.is_hatched(look_of(chart, mark.series)):
            look.say(painter, mark.box, words, colour=look.surface)
        if mark.series == len(chart.series) - 1:
            look.say(painter, after, whole_words(chart, mark.label), align=left, strong=True)

    def _paint_label(self, painter: QPainter, at: int) -> None:
        """In two lines where it is long, and shortened only where these are too few."""
        look = self._look
        lines = look.wrapped(self._chart.labels[at], self._labels + 1)
        if len(lines) > _MOST_LINES:
            lines = [*lines[: _MOST_LINES - 1], " ".join(lines[_MOST_LINES - 1 :])]
        y = self._plot.top() + (at + 0.5) * self._rows - len(lines) * look.line_height / 2
        right = self._plot.left() - px(10)
        for line in lines:
            words = look.metrics.elidedText(line, Qt.TextElideMode.ElideRight, self._labels + 1)
            room = QRectF(right - self._labels, y, self._labels, look.line_height)
            look.say(painter, room, words, align=Qt.AlignmentFlag.AlignRight, colour=look.muted)
            y += look.line_height


def lying_height(chart: ChartData) -> float:
    """How high the bars of a chart are when they lie."""
    return len(chart.labels) * _row_height(chart)


def _row_height(chart: ChartData) -> float:
    bars = px(_STACK_ROW) if is_stacked(chart) else len(chart.series) * px(_ROW)
    return float(bars + px(_ROW_GAP))


def _slot(chart: ChartData, width: float) -> float:
    return min(width / max(len(chart.labels), 1), px(_SLOT))


def _bar(chart: ChartData, slot: float) -> float:
    """How wide a bar is, whole pixels."""
    if is_stacked(chart):
        return float(int(min(px(_BAR), slot * 0.66)))
    return float(int(min(px(_BAR), slot * 0.84 / max(len(chart.series), 1))))


def _labels(chart: ChartData, look: Look, slot: float) -> list[list[str]]:
    return [look.wrapped(label, slot - px(6)) for label in chart.labels]


def _extents(chart: ChartData) -> list[float]:
    """How far each bar, or each stack of what is known, reaches."""
    if is_stacked(chart):
        return [sum(series.values[at] or 0 for series in chart.series) for at in range(len(chart.labels))]
    return [value for series in chart.series for value in series.values if value is not None]
