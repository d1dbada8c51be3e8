"""What a chart shows, before anybody draws it: the window paints it, the report draws it, each beside its table."""

from __future__ import annotations

from enum import Enum

from msgspec import Struct


class ChartKind(Enum):
    """How the numbers are drawn."""

    STACKED_BARS = "stacked bars"
    """One bar a label, the series on top of one another: they add up to something."""
    BARS = "bars"
    """One group of bars a label, one bar a series."""
    LINES = "lines"
    """One line a series, over labels that follow one another in time."""


class Series(Struct, frozen=True, kw_only=True):
    """The numbers of one colour."""

    name: str
    values: tuple[float | None, ...]
    """One a label; None: not known, or hidden in a public copy: nothing is drawn there."""
    hidden: tuple[int, ...] = ()
    """The places whose number a public copy hides; ``c`` stands there."""
    neutral: bool = False
    """Whether it is no part beside the others but what was not split up: drawn in grey."""


class ChartData(Struct, frozen=True, kw_only=True):
    """One chart."""

    kind: ChartKind
    title: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    """What the numbers count: ``children``, ``episodes``, ``%``, ``days``."""
    alternative: str
    """The whole chart in words, for who does not see it."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not any(value is not None for series in self.series for value in series.values)
