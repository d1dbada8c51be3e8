"""The report to scrutiny over ten years, tagged and with its charts, against the same tables through bare renderers.

Bare reportlab lays out the same rows and bars without tags, alternative texts or embedded fonts; typst sets the same
rows, tagged, without any chart.
"""

from __future__ import annotations

import io
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
from msgspec.structs import replace
from reportlab.graphics.charts.barcharts import VerticalBarChart
from reportlab.graphics.shapes import Drawing
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table
from tests.documents.profile_builders import a_profile, a_report

from bench.measuring import Comparison, run, summed_up
from bench.other_renderers import as_typst_tables
from panel_desk.documents.profile_pdf import render_scrutiny_report
from panel_desk.domain.figures.charts import ChartData
from panel_desk.domain.figures.profile import ProfileTable
from panel_desk.domain.figures.scrutiny_report import ScrutinyReport

YEARS = 10
PAIRS = 5
LONGEST = 1.0
"""Seconds the issue allows."""


def compare_all() -> Iterator[Comparison]:
    """In the desk's own process, then as a process of its own with everything it has to load."""
    report = ten_years()
    yield _timed(
        "ten-year profile with charts as PDF, in the desk",
        lambda: render_scrutiny_report(report),
        lambda: _bare(report),
        "bare reportlab, the same tables and bars without tags",
        _size(report),
    )
    with tempfile.TemporaryDirectory() as folder:
        source, markup, out = Path(folder, "report.json"), Path(folder, "report.typ"), str(Path(folder, "out.pdf"))
        source.write_bytes(msgspec.json.encode((report.head, report.profile)))
        markup.write_text(as_typst_tables(report.profile.title, _rows(report)), encoding="utf-8")
        once = [sys.executable, "-m", "bench.render_once"]
        yield _timed(
            "ten-year profile with charts as PDF, a whole process",
            lambda: run([*once, "profile", str(source), out]),
            lambda: run([*once, "typst", str(markup), out]),
            "typst, the same tables without charts",
        )


def ten_years() -> ScrutinyReport:
    """As many tables and charts as a desk has, over ten years."""
    profile = a_profile(YEARS)
    return a_report(profile=replace(profile, tables=profile.tables * 2))


def _timed(
    bench: str, ours: Callable[[], object], other: Callable[[], object], against: str, note: str = ""
) -> Comparison:
    """Both in turn; the slowest of ours is what has to keep the limit."""
    ours()
    other()
    timed = [(_seconds(ours), _seconds(other)) for _ in range(PAIRS)]
    slowest = max(own for own, _ in timed)
    told = "; ".join(part for part in (f"slowest {slowest:.2f} s", note) if part)
    line = summed_up(bench, timed, against=against, at_most=LONGEST, note=told)
    return replace(line, aim=f"under {LONGEST:g} s, whatever the ratio", met=slowest < LONGEST)


def _seconds(work: Callable[[], object]) -> float:
    """Seconds of this process's and its children's own work, whatever else the machine does."""
    began = os.times()
    work()
    ended = os.times()
    return sum(after - before for after, before in zip(ended[:4], began[:4], strict=True))


def _size(report: ScrutinyReport) -> str:
    rendered = render_scrutiny_report(report)
    tables = report.profile.tables
    charts = sum(table.chart is not None for table in tables)
    return f"{len(tables)} tables, {charts} charts, {rendered.pages} pages, {len(rendered.pdf_bytes) // 1024} KiB"


def _rows(report: ScrutinyReport) -> list[tuple[str, list[tuple[str, ...]]]]:
    return [(table.title, _cells(table)) for table in report.profile.tables]


def _cells(table: ProfileTable) -> list[tuple[str, ...]]:
    return [table.headings, *((row.label, *(cell.words for cell in row.cells)) for row in table.rows)]


def _bare(report: ScrutinyReport) -> bytes:
    """The same headings, bars and rows with what reportlab ships."""
    out = io.BytesIO()
    styles = getSampleStyleSheet()
    story: list[object] = [Paragraph(report.profile.title, styles["Title"])]
    for table in report.profile.tables:
        story.append(Paragraph(table.title, styles["Heading2"]))
        if table.chart is not None:
            story.append(_bars(table.chart))
        story.append(Table([list(row) for row in _cells(table)], repeatRows=1))
    SimpleDocTemplate(out).build(story)
    return out.getvalue()


def _bars(chart: ChartData) -> Drawing:
    drawing = Drawing(450, 170)
    bars = VerticalBarChart()
    bars.width, bars.height = 430, 140
    bars.data = [[value or 0 for value in series.values] for series in chart.series]
    bars.categoryAxis.categoryNames = list(chart.labels)
    drawing.add(bars)
    return drawing
