"""Profiles with charts, over as many years as wanted, with valid defaults. The last year is the published one."""

from __future__ import annotations

from datetime import date
from typing import Any

from msgspec.structs import replace
from tests.documents.builders import HANDLING, MADE_AT

from panel_desk.domain.figures.charts import ChartData, ChartKind, Series
from panel_desk.domain.figures.profile import (
    HiddenCell,
    LineKind,
    Profile,
    ProfileCell,
    ProfileRow,
    ProfileTable,
    PublicProfile,
)
from panel_desk.domain.figures.reporting_year import Period, reporting_year
from panel_desk.domain.figures.scrutiny_report import ScrutinyReport, SupportingDocument
from panel_desk.domain.minutes.papers import PaperHead

CSE = (31, 38, 40, 45, 52, 47, 36, 41, 49, 44)
CCE = (98, 110, 121, 134, 150, 139, 120, 166, 177, 175)
BOTH = (9, 11, 12, 14, 17, 15, 12, 19, 22, 20)
TEAMS = ("Adolescent team North", "Adolescent team South", "Children in care", "Assessment", "Youth justice")
TYPES = (
    "Child sexual exploitation",
    "Child criminal exploitation",
    "County lines",
    "Financial exploitation",
    "Gangs and serious youth violence",
    "Trafficking and modern slavery",
    "Online",
    "Group-based child sexual exploitation",
    "Harmful sexual behaviour",
    "Teenage relationship abuse",
    "Radicalisation",
    "Missing",
)


def a_head(**changes: Any) -> PaperHead:  # noqa: ANN401 - any field
    """Of a paper for the scrutiny committee."""
    head = PaperHead(
        made_at=MADE_AT, council="Fictional Borough Council", recipient="Scrutiny committee", handling=HANDLING
    )
    return replace(head, **changes)


def years(count: int) -> tuple[str, ...]:
    """The labels of so many years, the last 2025-26."""
    return tuple(f"{first}-{(first + 1) % 100:02}" for first in range(2026 - count, 2026))


def share(part: float, of: float) -> ProfileCell:
    """A percentage."""
    return ProfileCell(words=f"{100 * part / of:.1f} %", number=round(100 * part / of, 1), unit="%") if of else empty()


def count(number: int) -> ProfileCell:
    """A count."""
    return ProfileCell(words=f"{number:,}", number=number)


def empty() -> ProfileCell:
    """Nothing to say."""
    return ProfileCell(words="–")


def exploitation() -> ProfileTable:
    """239 = 44 + 175 + 20, against 248."""
    rows = [("CSE only", 49, 44), ("CCE only", 177, 175), ("Both", 22, 20)]
    lines = [(label, before, now, LineKind.COUNT) for label, before, now in rows]
    lines += [("All", 248, 239, LineKind.TOTAL), ("any CSE", 71, 64, LineKind.SUBTOTAL)]
    lines.append(("any CCE", 199, 195, LineKind.SUBTOTAL))
    return ProfileTable(
        key="exploitation",
        title="Exploitation profile",
        headings=("Category", "2024-25", "2025-26", "Share", "Change"),
        rows=tuple(
            ProfileRow(
                label=label,
                cells=(
                    count(before),
                    count(now),
                    share(now, 239),
                    ProfileCell(words=f"{100 * (now - before) / before:+.1f} %".replace("-", "−")),
                ),
                kind=kind,
            )
            for label, before, now, kind in lines
        ),
        note="A child counts once in a year, in one category; any CSE and any CCE overlap",
        sentence="239 children were experiencing or at risk of exploitation, 9 fewer than the year before (−3.6 %).",
    )


def over_years(number: int) -> ProfileTable:
    """The profile of so many years, stacked."""
    labels = years(number)
    series = tuple(
        Series(name=name, values=tuple(float(value) for value in values[-number:]))
        for name, values in (("CCE only", CCE), ("CSE only", CSE), ("Both", BOTH))
    )
    rows = []
    for place, label in enumerate(labels):
        parts = [int(each.values[place] or 0) for each in series]
        cells = [cell for part in parts for cell in (count(part), share(part, sum(parts)))]
        rows.append(ProfileRow(label=label, cells=(*cells, count(sum(parts)))))
    said = ". ".join(f"{row.label}: {row.cells[-1].words} children" for row in rows)
    return ProfileTable(
        key="years",
        title="Year on year",
        headings=("Year", "CCE only", "%", "CSE only", "%", "Both", "%", "All"),
        rows=tuple(rows),
        note="Years before 2024-25 as they were published",
        sentence="Nearly three in four were at risk of criminal exploitation.",
        chart=ChartData(
            kind=ChartKind.STACKED_BARS,
            title="Children by category and year",
            labels=labels,
            series=series,
            unit="children",
            alternative=f"Stacked bars, one a year, of children by category. {said}.",
        ),
    )


def by_type(values: tuple[float | None, ...] = (64, 195, 88, 12, 41, 9, 57, 7, 16, 22, 2, 101)) -> ProfileTable:
    """Twelve types with long names."""
    rows = tuple(
        ProfileRow(label=name, cells=(count(int(value)), share(value, 239)) if value is not None else (hidden(),) * 2)
        for name, value in zip(TYPES, values, strict=True)
    )
    return ProfileTable(
        key="types",
        title="Types of exploitation",
        headings=("Type", "Children", "Share"),
        rows=rows,
        note="A child of several types stands at each of them; the lines do not add up",
        chart=ChartData(
            kind=ChartKind.BARS,
            title="Children by type",
            labels=TYPES,
            series=(Series(name="children", values=values, hidden=tuple(n for n in range(12) if values[n] is None)),),
            unit="children",
            alternative="Bars of children by type; child criminal exploitation is the longest with 195.",
        ),
    )


def hidden() -> ProfileCell:
    """A cell that a public copy does not give."""
    return ProfileCell(words="c", why="It is from 1 to 5.")


def by_month() -> ProfileTable:
    """Four measures over twelve months."""
    labels = ("Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar")
    measures = {
        "offered": (88, 90, 91, 87, 93, 94, 92, 95, 96, 94, 91, 97),
        "accepted": (60, 58, 66, 61, 70, 72, 69, 71, 68, 70, 66, 73),
        "completed": (55, 54, 60, 57, 66, 70, 66, 68, 63, 66, 61, 70),
        "within 72 hours": (40, 44, 47, 45, None, 52, 51, 55, 49, 54, 50, 58),
    }
    series = tuple(Series(name=name, values=values) for name, values in measures.items())
    rows = tuple(
        ProfileRow(
            label=label,
            cells=tuple(
                ProfileCell(words=f"{each.values[place]} %") if each.values[place] is not None else empty()
                for each in series
            ),
        )
        for place, label in enumerate(labels)
    )
    return ProfileTable(
        key="interviews",
        title="Return interviews by month",
        headings=("Month", *measures),
        rows=rows,
        note="Out of the episodes that ended in a return",
        chart=ChartData(
            kind=ChartKind.LINES,
            title="Return interviews by month",
            labels=labels,
            series=series,
            unit="%",
            alternative="Four lines over twelve months: offered lies highest, within 72 hours lowest; both rise.",
        ),
    )


def by_team() -> ProfileTable:
    """Two years side by side."""
    before, now = (31, 44, 60, 28, 12), (29, 47, 66, 19, 14)
    return ProfileTable(
        key="teams",
        title="Missing episodes by team",
        headings=("Team", "2024-25", "2025-26"),
        rows=tuple(
            ProfileRow(label=team, cells=(count(b), count(n))) for team, b, n in zip(TEAMS, before, now, strict=True)
        ),
        note="Episodes that began in the year",
        chart=ChartData(
            kind=ChartKind.BARS,
            title="Episodes by team",
            labels=TEAMS,
            series=(Series(name="2024-25", values=before), Series(name="2025-26", values=now)),
            unit="episodes",
            alternative="Bars of two years by team; children in care have most, 60 and 66.",
        ),
    )


def an_empty_table() -> ProfileTable:
    """A table of a period without data."""
    return ProfileTable(
        key="nrm",
        title="National Referral Mechanism",
        headings=("State", "Children"),
        rows=(),
        note="Referrals made in the year",
        sentence="No referral was made in this period.",
    )


def a_profile(number_of_years: int = 3, **changes: Any) -> Profile:  # noqa: ANN401 - any field
    """Everything that the report can show."""
    tables = (exploitation(), over_years(number_of_years), by_type(), by_month(), by_team(), an_empty_table())
    profile = Profile(
        title="Exploitation profile 2025-26",
        period=reporting_year("2025-26"),
        compared=reporting_year("2024-25"),
        tables=tables,
        sentences=tuple(table.sentence for table in tables[:2]),
        note="Children whom a panel discussed in the year, and children whom a list says are at risk",
        years=tuple(reversed(years(number_of_years))),
    )
    return replace(profile, **changes)


def a_public_profile(**changes: Any) -> PublicProfile:  # noqa: ANN401 - any field
    """The same with two types hidden."""
    full = a_profile()
    values = (64, 195, 88, 12, 41, 9, 57, 7, 16, 22, None, None)
    profile = PublicProfile(
        title=full.title,
        period=full.period,
        compared=full.compared,
        tables=(*full.tables[:2], by_type(values), *full.tables[3:]),
        sentences=full.sentences,
        note=full.note,
        years=full.years,
        hidden=tuple(
            HiddenCell(table="Types of exploitation", row=row, heading="Children", why="It is from 1 to 5.")
            for row in TYPES[-2:]
        ),
        caution="Never printed: for who publishes.",
    )
    return replace(profile, **changes)


def a_report(**changes: Any) -> ScrutinyReport:  # noqa: ANN401 - any field
    """The full report."""
    report = ScrutinyReport(
        head=a_head(),
        profile=a_profile(),
        supporting=(
            SupportingDocument(title="SAFE-2026-11, minutes", what="Approved 12 November 2026"),
            SupportingDocument(title="Report to scrutiny, 12 September 2025", what="Figures of 2024-25 as published"),
        ),
    )
    return replace(report, **changes)


def a_period(starts_on: date = date(2026, 4, 1), ends_on: date = date(2026, 11, 22)) -> Period:
    """Not a whole year."""
    return Period(starts_on=starts_on, ends_on=ends_on, words="1 April to 22 November 2026")
