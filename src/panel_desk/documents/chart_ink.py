"""What charts are drawn with: shades that part in grey print too, words, numbers, and a scale of round steps."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reportlab.graphics.shapes import Line, Rect, String
from reportlab.lib.colors import Color, HexColor

from panel_desk.documents import style
from panel_desk.documents.tagging.figures import EmbeddedDrawing
from panel_desk.documents.tagging.typeface import REGULAR, SEMIBOLD, fit, width
from panel_desk.domain.figures.charts import ChartData, ChartKind, Series
from panel_desk.domain.figures.suppression import MARK

LABEL_SIZE = 8.4
"""Of the words along an axis and in the key."""
OUTLINE = 0.5
KEY_HEIGHT = 18.0
_KEY_BOX = 9.0
_KEY_GAP = 18.0
_WHITE = HexColor("#FFFFFF")
UNKNOWN = "–"
_LARGEST = 1e12
"""No count of children is larger; a number beyond it is not drawn."""


class Shade(NamedTuple):
    """How one series looks: its ground, and the ink of the numbers on it."""

    ground: Color
    ink: Color
    line: Color
    """Of its line on white paper: dark enough on its own."""
    dash: tuple[float, ...] = ()
    """Of its line; empty: unbroken."""


SHADES = (
    Shade(HexColor("#0B6468"), _WHITE, HexColor("#0B6468")),
    Shade(HexColor("#F2C25B"), style.TEXT, HexColor("#8A5A00"), (5, 2.5)),
    Shade(HexColor("#7D9BD1"), style.TEXT, HexColor("#1C5596"), (1.6, 1.8)),
    Shade(HexColor("#E7ECEC"), style.TEXT, HexColor("#3F4C4F"), (8, 2.5, 1.5, 2.5)),
    Shade(HexColor("#46284F"), _WHITE, HexColor("#46284F"), (11, 4)),
    Shade(HexColor("#C98A7D"), style.TEXT, HexColor("#8E3F2F"), (3, 1.5)),
)
"""Neighbours differ by at least twenty steps of lightness, so that they part in grey; each has a dark outline."""


NEUTRAL = Shade(HexColor("#B5BFC1"), style.TEXT, HexColor("#3F4C4F"))
"""Of what was not split up."""


def shade(place: int, *, neutral: bool = False) -> Shade:
    """The look of the series at this place."""
    return NEUTRAL if neutral else SHADES[place % len(SHADES)]


def finite(values: Sequence[float | None], wanted: int) -> tuple[float | None, ...]:
    """As many values as there are labels; what cannot be drawn is None."""
    sound = [
        value if value is not None and math.isfinite(value) and abs(value) <= _LARGEST else None
        for value in values[:wanted]
    ]
    return (*sound, *[None] * (wanted - len(sound)))


def number_words(value: float, unit: str) -> str:
    """``1,234``, ``12.5``, ``52 %``, ``−3``."""
    words = f"{abs(value):,.1f}".removesuffix(".0")
    percent = "\u00a0%" if unit == "%" else ""
    return f"{'−' if value < 0 and words != '0' else ''}{words}{percent}"


class Scale(NamedTuple):
    """The values of an axis: from and to in round numbers, and the steps between."""

    low: float
    high: float
    step: float

    @property
    def steps(self) -> Iterator[float]:
        """Every round number on the axis."""
        count = round((self.high - self.low) / self.step)
        return (self.low + place * self.step for place in range(count + 1))

    def share(self, value: float) -> float:
        """How far along the axis a value lies, from 0 to 1."""
        return (value - self.low) / (self.high - self.low)


def scale_of(values: Sequence[float], *, steps: int = 4) -> Scale:
    """An axis that holds these values and 0; a count of children has no halves."""
    low, high = min(0.0, *values), max(0.0, *values)
    if low == high:
        high = 1.0
    rough = (high - low) / steps
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(size * power for size in (1, 2, 2.5, 5, 10) if size * power >= rough * (1 - 1e-9))
    if all(value == int(value) for value in values):
        step = max(1.0, math.ceil(step))
    return Scale(math.floor(low / step) * step, math.ceil(high / step - 1e-9) * step, step)


def reach_of(values: Sequence[float]) -> Scale:
    """An axis without round numbers, which bars fill: their numbers stand on them."""
    low, high = min(0.0, *values), max(0.0, *values)
    if low == high:
        high = 1.0
    return Scale(low, high, high - low)


def words(
    drawing: EmbeddedDrawing,
    x: float,
    y: float,
    text: str,
    *,
    anchor: str = "start",
    bold: bool = False,
    ink: Color = style.TEXT,
    size: float = LABEL_SIZE,
) -> None:
    """One line of text; ``y`` is its foot."""
    if text:
        font = SEMIBOLD if bold else REGULAR
        drawing.add(String(x, y, text, fontName=font, fontSize=size, fillColor=ink, textAnchor=anchor))


def text_width(text: str, *, bold: bool = False, size: float = LABEL_SIZE) -> float:
    """How wide a line of it is, in points."""
    return width(text, SEMIBOLD if bold else REGULAR, size)


def cut(text: str, available: float) -> str:
    """One line, cut with … so that it fits."""
    return fit(text, REGULAR, LABEL_SIZE, available)


class Box(NamedTuple):
    """Where a piece of a bar lies on the drawing."""

    left: float
    foot: float
    across: float
    high: float

    @property
    def middle(self) -> float:
        """Halfway from left to right."""
        return self.left + self.across / 2


def bar(drawing: EmbeddedDrawing, box: Box, look: Shade) -> None:
    """A piece of a bar with its outline."""
    drawing.add(Rect(*box, fillColor=look.ground, strokeColor=style.TEXT, strokeWidth=OUTLINE))


def rule(drawing: EmbeddedDrawing, x1: float, y1: float, x2: float, y2: float, *, dark: bool = False) -> None:
    """A line of the frame: dark for the foot of bars, pale for a round number."""
    ink = style.TEXT if dark else style.LINE
    drawing.add(Line(x1, y1, x2, y2, strokeColor=ink, strokeWidth=0.7 if dark else 0.5))


def key_rows(chart: ChartData, across: float) -> list[list[tuple[Shade, str]]]:
    """The looks and names of the series in rows that fit; none where there is only one series."""
    if len(chart.series) < 2:
        return []
    rows: list[list[tuple[Shade, str]]] = [[]]
    used = 0.0
    for place, series in enumerate(chart.series):
        name = cut(series.name, across * 0.6)
        wide = _KEY_BOX + 5 + text_width(name) + _KEY_GAP
        if rows[-1] and used + wide > across:
            rows.append([])
            used = 0.0
        rows[-1].append((shade(place, neutral=series.neutral), name))
        used += wide
    return rows


def key(drawing: EmbeddedDrawing, rows: Sequence[Sequence[tuple[Shade, str]]], top: float) -> None:
    """The key above the bars, in the order of the series."""
    for number, row in enumerate(rows):
        x, y = 0.0, top - KEY_HEIGHT * (number + 1) + 6
        for look, name in row:
            bar(drawing, Box(x, y - 1, _KEY_BOX, _KEY_BOX), look)
            words(drawing, x + _KEY_BOX + 5, y, name)
            x += _KEY_BOX + 5 + text_width(name) + _KEY_GAP


def tops(chart: ChartData) -> list[float]:
    """How far the bars of a chart reach: each number, or where they stand on one another each sum."""
    if chart.kind is ChartKind.BARS:
        return [value for series in chart.series for value in series.values if value is not None] or [0.0]
    places = range(len(chart.labels))
    return [sum(max(series.values[place] or 0.0, 0.0) for series in chart.series) for place in places] or [0.0]


def numbers(chart: ChartData) -> list[str]:
    """Every number that stands on a chart of bars, in words."""
    known = [value for series in chart.series for value in series.values if value is not None]
    sums = tops(chart) if chart.kind is ChartKind.STACKED_BARS else []
    return [number_words(value, chart.unit) for value in (*known, *sums)] or [""]


def said(series: Series, place: int, unit: str) -> str:
    """A number in words; ``c`` where a public copy hides it, a dash where nobody knows it."""
    value = series.values[place]
    if value is not None:
        return number_words(value, unit)
    return MARK if place in series.hidden else UNKNOWN


def whole(chart: ChartData, place: int) -> str:
    """What the pieces of a bar add up to, those not known left out; ``c`` where one of them is hidden."""
    if any(place in series.hidden for series in chart.series):
        return MARK
    known = [value for series in chart.series if (value := series.values[place]) is not None]
    return number_words(sum(known), chart.unit) if known else UNKNOWN
