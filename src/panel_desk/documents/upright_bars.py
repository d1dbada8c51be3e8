"""Bars that stand, on or beside one another; every number stands on its bar or beside its piece."""

from __future__ import annotations

from panel_desk.documents import style
from panel_desk.documents.chart_ink import (
    KEY_HEIGHT,
    LABEL_SIZE,
    Box,
    bar,
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

_PLOT_HEIGHT = 128.0
_WIDEST_BAR = 44.0
_ABOVE = 13.0
"""Room above the highest bar for its number."""
_LINE = 10.0
_LEAST_INSIDE = 9.5
"""A piece lower than this has its number beside it."""
_BETWEEN_LABELS = 4.0
_FEWEST_LABELS = 4
"""Fewer bars lie: they fill the width and save height."""
_FEWEST_SINGLE = 9
"""The same of bars that stand alone, each with a name and one number."""
_MOST_LABELS = 14


def fits_upright(chart: ChartData, across: float) -> bool:
    """Whether there are enough bars to stand, every label under its bar in two lines and every number on its bar."""
    alone = chart.kind is ChartKind.BARS and len(chart.series) == 1
    if not (_FEWEST_SINGLE if alone else _FEWEST_LABELS) <= len(chart.labels) <= _MOST_LABELS:
        return False
    if any(value is not None and value < 0 for series in chart.series for value in series.values):
        return False
    slot = across / len(chart.labels)
    for label in chart.labels:
        rows = _folded(label, slot - _BETWEEN_LABELS)
        if len(rows) > 2 or max(map(text_width, rows)) > slot - _BETWEEN_LABELS:
            return False
    wide = _bar_width(chart, slot)
    widest = max(text_width(each, bold=True) for each in numbers(chart))
    if chart.kind is ChartKind.BARS:
        return widest + 1 <= wide
    return widest + 2 <= wide and slot - wide >= widest + 6


class UprightBars:
    """One chart of standing bars."""

    def __init__(self, chart: ChartData, across: float) -> None:
        self._chart = chart
        self._slot = across / len(chart.labels)
        self._scale = reach_of(tops(chart))
        self._rows = key_rows(chart, across)
        self._folded = [_folded(label, self._slot - _BETWEEN_LABELS) for label in chart.labels]
        self._foot = max(map(len, self._folded)) * _LINE + 6
        self._drawing = EmbeddedDrawing(across, self._foot + _PLOT_HEIGHT + _ABOVE + len(self._rows) * KEY_HEIGHT)

    def drawn(self) -> EmbeddedDrawing:
        """The key, the bars, and the labels below them."""
        drawing = self._drawing
        key(drawing, self._rows, drawing.height)
        rule(drawing, 0, self._foot, drawing.width, self._foot, dark=True)
        for place, rows in enumerate(self._folded):
            middle = (place + 0.5) * self._slot
            for number, line in enumerate(rows):
                words(drawing, middle, self._foot - 11 - number * _LINE, line, anchor="middle", ink=style.MUTED)
            if self._chart.kind is ChartKind.STACKED_BARS:
                self._stack(place, middle)
            else:
                self._group(place, middle)
        return drawing

    def _stack(self, place: int, middle: float) -> None:
        """Pieces on one another; a low one has its number to the right of the bar, the whole stands on top."""
        wide = _bar_width(self._chart, self._slot)
        top, beside = self._foot, self._foot - LABEL_SIZE
        for number, series in enumerate(self._chart.series):
            value = series.values[place]
            if not value:
                continue
            box = Box(middle - wide / 2, top, wide, self._high(value))
            look = shade(number, neutral=series.neutral)
            bar(self._drawing, box, look)
            shown = number_words(value, self._chart.unit)
            if box.high >= _LEAST_INSIDE:
                words(self._drawing, middle, top + box.high / 2 - 3, shown, anchor="middle", ink=look.ink)
            else:
                beside = max(top + box.high / 2 - 3, beside + LABEL_SIZE)
                words(self._drawing, box.left + wide + 3, beside, shown)
            top += box.high
        words(self._drawing, middle, top + 4, whole(self._chart, place), anchor="middle", bold=True)

    def _group(self, place: int, middle: float) -> None:
        """The bars of one label, side by side."""
        wide = _bar_width(self._chart, self._slot)
        left = middle - wide * len(self._chart.series) / 2
        for number, series in enumerate(self._chart.series):
            value = series.values[place]
            box = Box(left + wide * number + 0.5, self._foot, wide - 1, self._high(value or 0.0))
            if value:
                bar(self._drawing, box, shade(number, neutral=series.neutral))
            shown = said(series, place, self._chart.unit)
            words(self._drawing, box.middle, self._foot + box.high + 4, shown, anchor="middle", bold=True)

    def _high(self, value: float) -> float:
        return self._scale.share(value) * _PLOT_HEIGHT


def _bar_width(chart: ChartData, slot: float) -> float:
    """Of one bar, in the room its label has."""
    if chart.kind is ChartKind.STACKED_BARS:
        return min(_WIDEST_BAR, slot * 0.52)
    return min(_WIDEST_BAR, slot * 0.84 / max(len(chart.series), 1))


def _folded(label: str, available: float) -> list[str]:
    """The label in lines no wider than that, where its words allow."""
    rows: list[str] = []
    for word in label.split():
        joined = f"{rows[-1]} {word}" if rows else word
        if rows and text_width(joined) <= available:
            rows[-1] = joined
        else:
            rows.append(word)
    return rows or [""]
