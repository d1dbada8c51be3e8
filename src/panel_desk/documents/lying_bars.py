"""Bars that lie under one another where labels are long or many; each number stands at the end of its bar."""

from __future__ import annotations

from panel_desk.documents.chart_ink import (
    KEY_HEIGHT,
    Box,
    bar,
    cut,
    key,
    key_rows,
    number_words,
    numbers,
    reach_of,
    rule,
    said,
    shade,
    text_width,
    tops,
    whole,
    words,
)
from panel_desk.documents.tagging.figures import EmbeddedDrawing
from panel_desk.domain.figures.charts import ChartData, ChartKind
from panel_desk.domain.figures.suppression import MARK

_BAR = 11.5
_STACK = 15.0
"""The height of a bar of pieces, which has numbers in it."""
_BETWEEN = 7.0
_LABELS_SHARE = 0.36


class LyingBars:
    """One chart of lying bars."""

    def __init__(self, chart: ChartData, across: float) -> None:
        self._chart = chart
        self._stacked = chart.kind is ChartKind.STACKED_BARS
        self._bars = 1 if self._stacked else max(len(chart.series), 1)
        self._row = (_STACK if self._stacked else self._bars * _BAR) + _BETWEEN
        self._rows = key_rows(chart, across)
        self._labels = [cut(label, across * _LABELS_SHARE) for label in chart.labels]
        self._begin = max((text_width(label) for label in self._labels), default=0.0) + 10
        widest = max(text_width(each, bold=True) for each in (*numbers(chart), MARK))
        self._plot = across - self._begin - widest - 8
        self._scale = reach_of(tops(chart))
        self._zero = self._begin + self._scale.share(0) * self._plot
        high = len(self._rows) * KEY_HEIGHT + len(chart.labels) * self._row + 4
        self._drawing = EmbeddedDrawing(across, high)

    def drawn(self) -> EmbeddedDrawing:
        """The key, and for each label its bars."""
        drawing = self._drawing
        key(drawing, self._rows, drawing.height)
        top = drawing.height - len(self._rows) * KEY_HEIGHT
        for place, label in enumerate(self._labels):
            middle = top - (place + 0.5) * self._row
            words(drawing, self._begin - 8, middle - 3, label, anchor="end")
            if self._stacked:
                self._pieces(place, middle)
            else:
                self._group(place, middle)
        rule(drawing, self._zero, 2, self._zero, top, dark=True)
        return drawing

    def _group(self, place: int, middle: float) -> None:
        for number, series in enumerate(self._chart.series):
            value = series.values[place]
            foot = middle + (self._bars / 2 - number - 1) * _BAR
            long = self._long(value or 0.0)
            if value:
                box = Box(self._zero + min(long, 0.0), foot + 0.75, abs(long), _BAR - 1.5)
                bar(self._drawing, box, shade(number, neutral=series.neutral))
            shown = said(series, place, self._chart.unit)
            words(self._drawing, self._zero + max(long, 0.0) + 5, foot + 3, shown, bold=True)

    def _pieces(self, place: int, middle: float) -> None:
        """Pieces after one another; one too short for its number has none: the table below has it."""
        right = self._zero
        for number, series in enumerate(self._chart.series):
            value = series.values[place]
            if not value or value < 0:
                continue
            box = Box(right, middle - _STACK / 2, self._long(value), _STACK)
            look = shade(number, neutral=series.neutral)
            bar(self._drawing, box, look)
            shown = number_words(value, self._chart.unit)
            if text_width(shown) + 3 <= box.across:
                words(self._drawing, box.middle, middle - 3, shown, anchor="middle", ink=look.ink)
            right += box.across
        words(self._drawing, right + 5, middle - 3, whole(self._chart, place), bold=True)

    def _long(self, value: float) -> float:
        """How long its bar is; to the left of 0 less than nothing."""
        return (self._scale.share(value) - self._scale.share(0)) * self._plot
