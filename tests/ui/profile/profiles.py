"""Small profiles for tests of the page."""

from __future__ import annotations

from panel_desk.domain.figures.charts import ChartData, ChartKind, Series
from panel_desk.domain.figures.profile import HiddenCell, Profile, ProfileCell, ProfileRow, ProfileTable, PublicProfile
from panel_desk.domain.figures.reporting_year import Period, reporting_year

YEAR = reporting_year("2022-23")


def hidden(why: str = "Counts of 1 to 5 children are not published.") -> ProfileCell:
    return ProfileCell(words="c", why=why)


def a_row(label: str, *cells: int | ProfileCell) -> ProfileRow:
    told = (cell if isinstance(cell, ProfileCell) else ProfileCell(words=str(cell), number=cell) for cell in cells)
    return ProfileRow(label=label, cells=tuple(told))


def a_table(key: str, *rows: ProfileRow, charted: bool = False) -> ProfileTable:
    labels = tuple(row.label for row in rows)
    values = tuple(row.cells[0].number for row in rows)
    chart = ChartData(
        kind=ChartKind.BARS,
        title=key.capitalize(),
        labels=labels,
        series=(Series(name="2022-23", values=values),),
        alternative="In words.",
    )
    return ProfileTable(
        key=key,
        title=key.capitalize(),
        headings=(key.capitalize(), "2022-23"),
        rows=rows,
        note="Each once.",
        sentence=f"What {key} says.",
        chart=chart if charted else None,
    )


def a_profile(*tables: ProfileTable, sentences: tuple[str, ...] = ("One.",), period: Period = YEAR) -> Profile:
    return Profile(
        title="Exploitation profile",
        period=period,
        compared=None,
        tables=tables,
        sentences=sentences,
        note="Who counts.",
        years=("2022-23",),
    )


def a_public_copy(*tables: ProfileTable) -> PublicProfile:
    kept = tuple(
        HiddenCell(table=table.title, row=row.label, heading=heading, why=cell.why)
        for table in tables
        for row in table.rows
        for heading, cell in zip(table.headings[1:], row.cells, strict=False)
        if cell.why
    )
    return PublicProfile(
        title="Exploitation profile",
        period=YEAR,
        compared=None,
        tables=tables,
        sentences=("One.",),
        note="Who counts.",
        years=("2022-23",),
        hidden=kept,
    )
