"""What a chart says: its figures in words, the steps of its scale, and its table for the clipboard; no Qt here."""

from __future__ import annotations

import math
from typing import Final

from panel_desk.domain.figures.charts import ChartData, ChartKind

NOT_KNOWN: Final = "not known"
HIDDEN: Final = "c"
"""What stands for a figure that a public copy does not give."""
_NOT_PARTED: Final = "not shown apart"
"""What is said of a part of a bar that is drawn whole: the table may have it all the same."""
_STEPS: Final = (1, 2, 2.5, 5, 10)
_MOST_TICKS: Final = 5
_WHOLE: Final = 1e-9


def value_words(value: float | None, unit: str = "", missing: str = NOT_KNOWN) -> str:
    """A figure as it stands on a bar, with its unit where one is wanted: ``1,204``, ``73.2 %``, ``12 children``."""
    if value is None:
        return missing
    rounded = round(value, 1)
    figure = f"{round(value):,}" if abs(rounded - round(rounded)) < _WHOLE else f"{rounded:,.1f}"
    return f"{figure} {unit}" if unit else figure.replace("-", "−")


def short_words(value: float | None, unit: str, missing: str = "–") -> str:
    """A figure where the unit is told elsewhere; a per cent sign stays with its number."""
    return value_words(value, "%" if unit == "%" else "", missing)


def figure_words(chart: ChartData, label: int, series: int) -> str:
    """What stands on the drawing for one figure: ``175``, ``73.2 %``, ``c`` where it is hidden, ``–`` where none is."""
    missing = HIDDEN if label in chart.series[series].hidden else "–"
    return short_words(chart.series[series].values[label], chart.unit, missing)


def whole_of(chart: ChartData, label: int) -> float | None:
    """What the parts over a label add up to; None where there are none, or where one of them is hidden."""
    known = [value for series in chart.series if (value := series.values[label]) is not None]
    return None if not known or any(label in series.hidden for series in chart.series) else sum(known)


def whole_words(chart: ChartData, label: int) -> str:
    """What stands on a stack: the whole, or what is known of it and that something is hidden; else nothing."""
    whole = whole_of(chart, label)
    if whole is not None:
        return short_words(whole, chart.unit)
    if not any(label in series.hidden for series in chart.series):
        return "–"
    known = sum(series.values[label] or 0 for series in chart.series)
    return f"{value_words(known)} + {HIDDEN}" if known else HIDDEN


def point_words(chart: ChartData, label: int, series: int) -> str:
    """One figure as it is spoken: ``2022-23, CCE only: 175 children, 73.2 % of 239``."""
    value = chart.series[series].values[label]
    name = f", {chart.series[series].name}" if len(chart.series) > 1 else ""
    stacked = chart.kind is ChartKind.STACKED_BARS and len(chart.series) > 1
    missing = _NOT_PARTED if stacked and whole_words(chart, label) != "–" else NOT_KNOWN
    missing = "c, hidden in the public copy" if label in chart.series[series].hidden else missing
    words = f"{chart.labels[label]}{name}: {value_words(value, chart.unit, missing)}"
    whole = whole_of(chart, label) if stacked else None
    if value is not None and whole:
        words += f", {value / whole * 100:.1f} % of {value_words(whole)}"
    return words


def ticks(highest: float) -> tuple[float, ...]:
    """The steps of a scale from 0 to at least ``highest``: 1, 2, 2.5 or 5 times a power of ten, whole where it can be.

    At least two of them, so that a line at 0 has a scale too.
    """
    least = max(highest, 1.0) / (_MOST_TICKS - 1)
    power = 10.0 ** math.floor(math.log10(least))
    step = next(each * power for each in _STEPS if each * power >= least - _WHOLE)
    step = max(step, 1.0) if highest >= _MOST_TICKS - 1 or highest <= 1 else step
    count = max(1, math.ceil(highest / step - _WHOLE))
    return tuple(step * at for at in range(count + 1))


def table_text(chart: ChartData) -> str:
    """The chart as tab-separated lines, with its title and unit above: what a spreadsheet takes."""
    lines = [[chart.unit, *(series.name or chart.title for series in chart.series)]]
    for at, label in enumerate(chart.labels):
        figures = [_plain(series.values[at], at in series.hidden) for series in chart.series]
        lines.append([label, *figures])
    return "\n".join([chart.title, *("\t".join(" ".join(cell.split()) for cell in line) for line in lines)])


def _plain(value: float | None, is_hidden: bool) -> str:
    """A figure without signs of thousands, which a spreadsheet would read as text."""
    if value is None:
        return HIDDEN if is_hidden else ""
    return str(int(value)) if value == int(value) else f"{value:.1f}"
