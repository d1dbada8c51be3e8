"""Charts made from the cells of a profile's tables, so that a chart shows what its table shows and nothing more."""

from __future__ import annotations

from msgspec.structs import replace

from panel_desk.domain.figures.charts import ChartData, ChartKind, Series
from panel_desk.domain.figures.profile import ChartPlan, ProfileCell, ProfileTable
from panel_desk.domain.figures.profile_counting import NOT_SPLIT

_Named = list[tuple[str, list[ProfileCell]]]
"""Series or labels, each with its cells."""
_NOT_DRAWN = ProfileCell(words="")
_KINDS = {ChartKind.STACKED_BARS: "Stacked bars", ChartKind.BARS: "Bars", ChartKind.LINES: "Lines"}


def with_chart(table: ProfileTable) -> ProfileTable:
    """The table with the chart that its plan asks for; without one where it has no numbers."""
    source = table if table.drawn_from is None else replace(table.drawn_from, title=table.title)
    plan = source.chart_plan
    if plan is None or not table.rows:
        return replace(table, chart=None)
    chart = _drawn(source, plan)
    return replace(table, chart=None if chart.is_empty else chart)


def _drawn(table: ProfileTable, plan: ChartPlan) -> ChartData:
    across = [
        (_heading(table, column), [table.rows[row].cells[column] for row in plan.rows]) for column in plan.columns
    ]
    down = [(table.rows[row].label, [table.rows[row].cells[column] for column in plan.columns]) for row in plan.rows]
    series, labels = (down, across) if plan.rows_are_series else (across, down)
    if plan.kind is ChartKind.STACKED_BARS:
        series = _undivided(series, _wholes(table, plan))
        plan = plan if len(series) > 1 else replace(plan, kind=ChartKind.BARS)
    return ChartData(
        kind=plan.kind,
        title=table.title,
        labels=tuple(label for label, _ in labels),
        series=tuple(
            Series(
                name=name,
                values=tuple(cell.number for cell in cells),
                hidden=tuple(place for place, cell in enumerate(cells) if cell.why),
                neutral=name == NOT_SPLIT,
            )
            for name, cells in series
        ),
        unit=plan.unit,
        alternative=_told(table.title, plan, [label for label, _ in labels], series),
    )


def _wholes(table: ProfileTable, plan: ChartPlan) -> list[ProfileCell]:
    """What the pieces of each bar add up to, as the table prints it."""
    if plan.whole is None:
        return [_NOT_DRAWN] * len(plan.columns if plan.rows_are_series else plan.rows)
    if plan.rows_are_series:
        return [table.rows[plan.whole].cells[column] for column in plan.columns]
    return [table.rows[row].cells[plan.whole] for row in plan.rows]


def _undivided(series: _Named, wholes: list[ProfileCell]) -> _Named:
    """The series, but a bar of which a piece is hidden is drawn as its whole, in one piece, or not at all.

    Drawn from the pieces that are left it would be shorter than it is; with the rest filled up, that rest would be a
    length that stands in no table. So every length that is drawn is a number that is printed.
    """
    hidden = {at: cell for _, cells in series for at, cell in enumerate(cells) if cell.why}
    if not hidden:
        return series
    rest = dict(series).get(NOT_SPLIT, [_NOT_DRAWN] * len(wholes))
    bars = [
        whole if at in hidden and whole.number is not None else hidden.get(at, cell)
        for at, (whole, cell) in enumerate(zip(wholes, rest, strict=True))
    ]
    drawn_whole = _has_number(bars)
    pieces = [
        (
            name,
            [_NOT_DRAWN if at in hidden and (drawn_whole or not cell.why) else cell for at, cell in enumerate(cells)],
        )
        for name, cells in series
        if name != NOT_SPLIT
    ]
    if not drawn_whole:
        return pieces
    return [*(pieces if any(_has_number(cells) for _, cells in pieces) else []), (NOT_SPLIT, bars)]


def _has_number(cells: list[ProfileCell]) -> bool:
    return any(cell.number is not None for cell in cells)


def _heading(table: ProfileTable, column: int) -> str:
    """Of a share, what it is a share of: the heading before it."""
    heading = table.headings[column + 1]
    return table.headings[column] if heading == "share" else heading.removesuffix(": share")


def _told(title: str, plan: ChartPlan, labels: list[str], series: list[tuple[str, list[ProfileCell]]]) -> str:
    """Every number of the chart, label by label."""
    parts = []
    for place, label in enumerate(labels):
        there = [(name, cells[place]) for name, cells in series]
        if plan.kind is ChartKind.STACKED_BARS:
            # Of a bar, what it is made of: a total that was not split up has no parts, and a split one no other total.
            there = [(name, cell) for name, cell in there if cell.why or cell.number is not None] or there
        alone = len(series) == 1 or (len(there) == 1 and there[0][1].why)
        said = [_words(cell) if alone else f"{name} {_words(cell)}" for name, cell in there]
        parts.append(f"{label}: {', '.join(said)}")
    unit = "shares in per cent" if plan.unit == "%" else plan.unit
    return f"{title}. {_KINDS[plan.kind]} of {unit}. {'; '.join(parts)}."


def _words(cell: ProfileCell) -> str:
    if cell.why:
        return "not published"
    return cell.words if cell.number is not None else "not known"
