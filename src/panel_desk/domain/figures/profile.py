"""The profile that is reported: tables of numbers and percentages over a period, and the public copy of them."""

from __future__ import annotations

from enum import Enum

from msgspec import Struct

from panel_desk.domain.figures.charts import ChartData, ChartKind
from panel_desk.domain.figures.published import PrintedFigure
from panel_desk.domain.figures.reporting_year import Period
from panel_desk.domain.figures.suppression_figures import Bond, Figure, Table


class ProfileCell(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One cell: its words for a page, its number for a workbook."""

    words: str
    """``44``, ``18.4 %``, ``−3.6 %``, ``c``; empty where there is nothing to say."""
    number: float | None = None
    """None where there is none, or where it is hidden. A percentage is in per cent: 18.4."""
    unit: str = ""
    """Of a number that is not a count: ``%``, ``days``."""
    why: str = ""
    """Why it is hidden in a public copy, as a sentence; empty where it is not."""
    of: tuple[Figure, ...] = ()
    """What it is, or is worked out from: for the public copy; nobody shows it."""


class LineKind(Enum):
    """What a line of a table is."""

    COUNT = "count"
    SUBTOTAL = "subtotal"
    """Of lines above, or beside the total: ``any CSE``."""
    TOTAL = "total"


class ProfileRow(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One line: its label, and as many cells as the table has headings after the first."""

    label: str
    cells: tuple[ProfileCell, ...]
    kind: LineKind = LineKind.COUNT


class ChartPlan(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Which cells of a table its chart shows, so that a public copy's chart shows no more than its table."""

    kind: ChartKind
    unit: str
    columns: tuple[int, ...]
    """Places among the cells of a row."""
    rows: tuple[int, ...]
    rows_are_series: bool = False
    """Each row a colour and each column a label; else the other way."""
    whole: int | None = None
    """The place, where colours are columns among the cells of a row, else among the rows, of what stacked pieces add
    up to; None: it stands nowhere in the table."""


class ProfileTable(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One table, with what it says in a sentence, what is counted in it, and its chart."""

    key: str
    """``exploitation``, ``missing`` …: names the sheet and the place on the page."""
    title: str
    headings: tuple[str, ...]
    """The first is that of the labels."""
    rows: tuple[ProfileRow, ...]
    """None where there is nothing to count; ``sentence`` then says so."""
    note: str
    """What is counted, and how."""
    sentence: str = ""
    """What the table says, or why it is empty."""
    chart: ChartData | None = None
    chart_plan: ChartPlan | None = None
    drawn_from: ProfileTable | None = None
    """What the chart shows where that is more than the table: several years beside its two."""


class HiddenCell(Struct, frozen=True, kw_only=True):
    """A cell that a public copy does not give."""

    table: str
    """The table’s title."""
    row: str
    heading: str
    why: str


class Profile(Struct, frozen=True, kw_only=True):
    """Everything that is reported of one period."""

    title: str
    """``Exploitation profile 2025-26``."""
    period: Period
    compared: Period | None
    """The same days one year earlier; None where nothing is compared."""
    tables: tuple[ProfileTable, ...]
    sentences: tuple[str, ...]
    """What the tables say, the most important first."""
    note: str
    """Who counts in the period; printed beneath the tables."""
    years: tuple[str, ...]
    """The reporting years for which there are figures, the latest first."""
    grids: tuple[Table, ...] = ()
    """The counts behind the tables, with their sums: for the public copy; nobody shows them."""
    bonds: tuple[Bond, ...] = ()
    """What else any reader knows of those counts."""
    given: tuple[Table, ...] = ()
    """The counts of years that are told as they were published: they are public, and a public copy hides none."""
    published: str = ""
    """Where the period itself was published, if the record counts nobody in it and it is told as it was published."""
    standing: str = ""
    """That the period is not over, where it is not; the last of the sentences."""


class PublicProfile(Struct, frozen=True, kw_only=True):
    """The same tables as they may be published."""

    title: str
    period: Period
    compared: Period | None
    tables: tuple[ProfileTable, ...]
    """Hidden cells say ``c``, have no number and say why."""
    sentences: tuple[str, ...]
    note: str
    years: tuple[str, ...]
    hidden: tuple[HiddenCell, ...]
    """Every cell that is hidden, in the order of the tables."""
    hidden_figures: tuple[Figure, ...] = ()
    """For the record of what was published."""
    printed: tuple[PrintedFigure, ...] = ()
    """The same: what it gives."""
    to_be_sure_of: str = ""
    """Why it may not go out without an explicit yes; empty where it may."""
    published: str = ""
    """As of the profile."""
    caution: str = ""
    """For who publishes; never part of what is published."""


AnyProfile = Profile | PublicProfile
"""What a page, a report and a workbook show in the same way."""
