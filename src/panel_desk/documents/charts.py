"""Charts of a report, drawn so that they survive black-and-white print; the numbers stand on them.

One chart is one figure with a text alternative; one with many labels is cut into several, so that each fits on a page.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from panel_desk.documents.chart_ink import finite
from panel_desk.documents.line_charts import lines
from panel_desk.documents.lying_bars import LyingBars
from panel_desk.documents.tagging.elements import Element
from panel_desk.documents.tagging.figures import EmbeddedDrawing, TaggedDrawing
from panel_desk.documents.upright_bars import UprightBars, fits_upright
from panel_desk.domain.figures.charts import ChartData, ChartKind, Series

MOST_LABELS = 24
"""Of bars that lie across: more of them go into another figure."""


def figures(chart: ChartData, parent: Element, across: float, *, prepared: Callable[[str], str]) -> list[TaggedDrawing]:
    """The chart as figures of the document.

    Args:
        chart: What to draw; where every number is 0 or none, nothing is drawn.
        parent: The element the figures belong to.
        across: The width of the text, in points.
        prepared: Makes text ready for the page.
    """
    ready = _ready(chart, prepared)
    if not any(value for series in ready.series for value in series.values):
        return []
    alternative = prepared(chart.alternative) or ready.title
    made: list[TaggedDrawing] = []
    for number, part in enumerate(_parts(ready, across)):
        words = alternative if not number else f"{ready.title}, continued from the figure before."
        element = Element("Figure", parent, alternative=words)
        made.append(TaggedDrawing(_drawn(part, across), element))
    return made


def _drawn(chart: ChartData, across: float) -> EmbeddedDrawing:
    if chart.kind is ChartKind.LINES:
        return lines(chart, across)
    bars = UprightBars(chart, across) if fits_upright(chart, across) else LyingBars(chart, across)
    return bars.drawn()


def _parts(chart: ChartData, across: float) -> list[ChartData]:
    """The chart, or where it lies across and has many labels, its parts."""
    if chart.kind is ChartKind.LINES or fits_upright(chart, across):
        return [chart]
    bars = len(chart.series) if chart.kind is ChartKind.BARS else 1
    most = max(1, MOST_LABELS // bars)
    return [
        replace(
            chart,
            labels=chart.labels[begin : begin + most],
            series=tuple(_piece(each, begin, begin + most) for each in chart.series),
        )
        for begin in range(0, len(chart.labels), most)
    ]


def _piece(series: Series, begin: int, end: int) -> Series:
    hidden = tuple(place - begin for place in series.hidden if begin <= place < end)
    return replace(series, values=series.values[begin:end], hidden=hidden)


def _ready(chart: ChartData, prepared: Callable[[str], str]) -> ChartData:
    """Words made ready for the page on one line, numbers that can be drawn, as many of them as labels."""
    labels = tuple(_line(prepared(label)) for label in chart.labels)
    return replace(
        chart,
        title=_line(prepared(chart.title)),
        unit=_line(prepared(chart.unit)),
        labels=labels,
        series=tuple(
            replace(each, name=_line(prepared(each.name)), values=finite(each.values, len(labels)))
            for each in chart.series
        ),
    )


def _line(text: str) -> str:
    return " ".join(text.split())
