"""Lines over time: each in its own dash and mark, named with its last number where it ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from reportlab.graphics.shapes import Circle, Polygon, PolyLine, Rect

from panel_desk.documents import style
from panel_desk.documents.chart_ink import (
    LABEL_SIZE,
    Scale,
    Shade,
    cut,
    number_words,
    rule,
    said,
    scale_of,
    shade,
    text_width,
    words,
)
from panel_desk.documents.tagging.figures import EmbeddedDrawing
from panel_desk.domain.figures.charts import ChartData, Series
from panel_desk.domain.figures.suppression import MARK

_PLOT_HEIGHT = 132.0
_ABOVE = 8.0
_FOOT = 17.0
_NAMES_SHARE = 0.34
_BETWEEN_NAMES = 10.5
_MARK = 2.3
_FEW = 14
"""Of a single line with no more points than this, every point has its number."""


class _Plot(NamedTuple):
    """Where on the drawing the lines are."""

    left: float
    across: float
    foot: float
    points: int
    scale: Scale

    def x(self, place: int) -> float:
        return self.left + self.across * ((place + 0.5) / self.points)

    def y(self, value: float) -> float:
        return self.foot + self.scale.share(value) * _PLOT_HEIGHT


class _Ending(NamedTuple):
    """The name of a line, at the height where it ends."""

    y: float
    place: int
    said: str


def lines(chart: ChartData, across: float) -> EmbeddedDrawing:
    """Lines over labels that follow one another, broken where a number is not given; ``c`` where it is hidden."""
    names = [cut(_ending(series, chart.unit), across * _NAMES_SHARE) for series in chart.series]
    right = max((text_width(name, bold=True) for name in names), default=0.0) + 14
    scale = scale_of([value for series in chart.series for value in series.values if value is not None])
    left = max(text_width(number_words(step, chart.unit)) for step in scale.steps) + 8
    foot = max(_FOOT, len(names) * _BETWEEN_NAMES - _PLOT_HEIGHT)
    plot = _Plot(left, across - left - right, foot, len(chart.labels), scale)
    drawing = EmbeddedDrawing(across, foot + _PLOT_HEIGHT + _ABOVE)
    _frame(drawing, chart, plot)
    for place in sorted({place for series in chart.series for place in series.hidden if place < plot.points}):
        words(drawing, plot.x(place), plot.foot + 4, MARK, anchor="middle")
    for place, series in enumerate(chart.series):
        _line(drawing, series.values, place, plot)
        if len(chart.series) == 1 and len(chart.labels) <= _FEW:
            _numbers(drawing, series.values, chart.unit, plot)
    endings = [
        _Ending(_last_height(series, plot), place, name)
        for place, (series, name) in enumerate(zip(chart.series, names, strict=True))
    ]
    _name_lines(drawing, endings, plot)
    return drawing


def _frame(drawing: EmbeddedDrawing, chart: ChartData, plot: _Plot) -> None:
    """Round numbers on the left, and as many labels below as there is room for."""
    for step in plot.scale.steps:
        rule(drawing, plot.left, plot.y(step), plot.left + plot.across, plot.y(step), dark=step == 0)
        shown = number_words(step, chart.unit)
        words(drawing, plot.left - 6, plot.y(step) - 3, shown, anchor="end", ink=style.MUTED)
    slot = plot.across / plot.points
    widest = max(text_width(label) for label in chart.labels) + 6
    every = max(1, -int(-widest // slot))
    # Counted from the end: the newest label always stands.
    for place in range(plot.points - 1, -1, -every):
        label = cut(chart.labels[place], plot.across)
        words(drawing, plot.x(place), plot.foot - 13, label, anchor="middle", ink=style.MUTED)


def _line(drawing: EmbeddedDrawing, values: Sequence[float | None], number: int, plot: _Plot) -> None:
    """The pieces of one line, broken where nothing is known, with a mark at each point."""
    piece: list[float] = []
    for place, value in enumerate((*values, None)):
        if value is not None:
            piece += [plot.x(place), plot.y(value)]
            continue
        if len(piece) > 2:
            _stroke(drawing, piece, shade(number))
        for x, y in zip(piece[::2], piece[1::2], strict=True):
            _mark(drawing, x, y, number)
        piece = []


def _stroke(drawing: EmbeddedDrawing, points: list[float], look: Shade) -> None:
    dash = list(look.dash) or None
    drawing.add(PolyLine(points, strokeColor=look.line, strokeWidth=1.5, strokeDashArray=dash, strokeLineJoin=1))


def _mark(drawing: EmbeddedDrawing, x: float, y: float, number: int) -> None:
    """The sign of a line at a point: dot, square, triangle or diamond."""
    look = shade(number)
    inked = {"fillColor": look.ground, "strokeColor": style.TEXT, "strokeWidth": 0.6}
    r = _MARK
    match number % 4:
        case 0:
            drawing.add(Circle(x, y, r + 0.3, **inked))
        case 1:
            drawing.add(Rect(x - r, y - r, 2 * r, 2 * r, **inked))
        case 2:
            drawing.add(Polygon([x - r - 0.8, y - r, x + r + 0.8, y - r, x, y + r + 1], **inked))
        case _:
            drawing.add(Polygon([x - r - 1, y, x, y - r - 1, x + r + 1, y, x, y + r + 1], **inked))


def _numbers(drawing: EmbeddedDrawing, values: Sequence[float | None], unit: str, plot: _Plot) -> None:
    """The number above each point of a single line, but the last: that stands with its name."""
    for place, value in enumerate(values[:-1]):
        if value is not None:
            words(drawing, plot.x(place), plot.y(value) + 5, number_words(value, unit), anchor="middle")


def _ending(series: Series, unit: str) -> str:
    """``within 72 hours 52 %``: the name, and the last number that is known."""
    known = [place for place, value in enumerate(series.values) if value is not None]
    return f"{series.name} {said(series, known[-1] if known else len(series.values) - 1, unit)}".strip()


def _last_height(series: Series, plot: _Plot) -> float:
    known = [value for value in series.values if value is not None]
    return plot.y(known[-1]) if known else plot.foot


def _name_lines(drawing: EmbeddedDrawing, endings: Sequence[_Ending], plot: _Plot) -> None:
    """Names to the right of the ends, moved apart where lines end close to one another."""
    ordered = sorted(endings, key=lambda ending: (ending.y, -ending.place))
    heights: list[float] = []
    for ending in ordered:
        lowest = heights[-1] + _BETWEEN_NAMES if heights else LABEL_SIZE / 2 - 2
        heights.append(max(ending.y, lowest))
    over = (heights[-1] if heights else 0.0) - (plot.foot + _PLOT_HEIGHT)
    for place in range(len(heights) - 1, -1, -1):
        if over <= 0:
            break
        ceiling = heights[place + 1] - _BETWEEN_NAMES if place + 1 < len(heights) else plot.foot + _PLOT_HEIGHT
        heights[place] = min(heights[place], ceiling)
    right = plot.left + plot.across
    for ending, y in zip(ordered, heights, strict=True):
        _mark(drawing, right + 4, y, ending.place)
        words(drawing, right + 11, y - 3, ending.said, bold=True)
