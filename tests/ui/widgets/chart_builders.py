"""Charts for tests of the drawing."""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from panel_desk.domain.figures.charts import ChartData, ChartKind, Series

HIDDEN: Final = "hidden"
"""In place of a figure that a public copy does not give."""
Part = float | str | None


def by_type(**changes: tuple[Part, ...]) -> ChartData:
    """Two years of children by type, or others in place of them."""
    values: dict[str, tuple[Part, ...]] = {"CSE only": (49, 44), "CCE only": (177, 175), "both": (22, 20)}
    return ChartData(
        kind=ChartKind.STACKED_BARS,
        title="Children by type",
        labels=("2021-22", "2022-23"),
        series=tuple(a_series(name, each) for name, each in (values | changes).items()),
        unit="children",
        alternative="248 children, then 239.",
    )


def a_series(name: str, values: tuple[Part, ...]) -> Series:
    """A series, with what is hidden of it."""
    return Series(
        name=name,
        values=tuple(None if isinstance(value, str) else value for value in values),
        hidden=tuple(at for at, value in enumerate(values) if value == HIDDEN),
    )


def drawn_whole() -> ChartData:
    """A year in parts, and one whose public copy gives the whole alone."""
    chart = by_type(**{"CSE only": (49, None), "CCE only": (177, None), "both": (22, None)})
    whole = Series(name="not split up", values=(None, 239), neutral=True)
    return replace(chart, series=(*chart.series, whole))
