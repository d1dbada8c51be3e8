"""The report to scrutiny: what a period says, in sentences, charts and tables; and the copy that anybody may read."""

from __future__ import annotations

from msgspec.structs import replace

from panel_desk.documents import style
from panel_desk.documents.paper import begun, dense_cell, finished, unbroken
from panel_desk.documents.rendered import Rendered
from panel_desk.documents.sheet import Sheet, sentence
from panel_desk.documents.tables import Cell, Column
from panel_desk.domain.calendar import count_words
from panel_desk.domain.figures.profile import LineKind, ProfileRow, ProfileTable, PublicProfile
from panel_desk.domain.figures.scrutiny_report import ScrutinyReport
from panel_desk.domain.figures.suppression import MARK

_MOST_ORDINARY = 6
"""A table of more columns prints in small type."""
_SUPPORTING = (
    "These lie behind the figures. They are held by the panels’ administrator and are not part of this report."
)


def render_scrutiny_report(report: ScrutinyReport) -> Rendered:
    """The report: title, sentences, every table after its chart, what is counted, and what lies behind it.

    A public copy bears no marking and names no recipient; a figure that it does not give is a ``c``, in tables and
    charts alike, and a note says so.
    """
    profile = report.profile
    public = report.is_public
    head = replace(report.head, marking="", recipient="", handling="") if public else report.head
    title = f"{profile.title}: public copy" if public else f"{profile.title}: report to scrutiny"
    facts = [("Period", profile.period.dates), ("Compared with", profile.compared.dates if profile.compared else "")]
    sheet = begun(title, head, facts)
    if isinstance(profile, PublicProfile):
        sheet.boxed([sheet.line(_hidden_words(profile), look=style.NOTICE)], style.DECISION_BOX)
    _say(sheet, profile.sentences)
    for table in profile.tables:
        with sheet.together():
            _part(sheet, table, profile.sentences)
    if profile.note:
        sheet.at("what is counted")
        with sheet.together():
            sheet.section("What is counted")
            sheet.text(sentence(profile.note))
    _supporting(sheet, report)
    return finished(sheet, title, head, "public copy" if public else "report to scrutiny")


def _say(sheet: Sheet, sentences: tuple[str, ...]) -> None:
    """What the period says; the first sentence in bold."""
    sheet.at("sentences")
    if sentences:
        first, *others = sentences
        sheet.text(sheet.bold(sentence(unbroken(first))), *(f" {sentence(unbroken(each))}" for each in others))


def _part(sheet: Sheet, table: ProfileTable, said: tuple[str, ...]) -> None:
    """One table: its heading, its sentence unless it has been read already, its chart, its rows, what is counted."""
    sheet.at(table.title)
    sheet.section(table.title)
    if table.sentence and (table.sentence not in said or not table.rows):
        sheet.lead(sentence(unbroken(table.sentence)))
    if table.chart is not None:
        sheet.figure(table.chart)
    dense = len(table.headings) > _MOST_ORDINARY
    sheet.numbers(
        table.headings,
        [_row(sheet, row, dense=dense) for row in table.rows],
        totals=[place for place, row in enumerate(table.rows) if row.kind is LineKind.TOTAL and place],
        dense=dense,
        note=sentence(unbroken(table.note)),
    )


def _row(sheet: Sheet, row: ProfileRow, *, dense: bool) -> list[Cell]:
    """A total in bold, a subtotal muted, as on the page of the window."""
    texts = [row.label, *(cell.words for cell in row.cells)]
    bold = row.kind is LineKind.TOTAL
    if dense:
        return [dense_cell(sheet, text, bold=bold) for text in texts]
    colour = style.MUTED if row.kind is LineKind.SUBTOTAL else None
    return [
        sheet.cell(sheet.bold(unbroken(text)) if bold else sheet.run(unbroken(text), colour=colour)) for text in texts
    ]


def _hidden_words(profile: PublicProfile) -> str:
    """That figures are not given, and how many; never which of them are small."""
    if not profile.hidden:
        return "No figure of this copy had to be hidden: none is from 1 to 5."
    return (
        f"{MARK} stands where a figure is not given: it is from 1 to 5, or another could be worked out from it. "
        f"{count_words(len(profile.hidden), 'cell')} of the tables {'says' if len(profile.hidden) == 1 else 'say'} so."
    )


def _supporting(sheet: Sheet, report: ScrutinyReport) -> None:
    """What lies behind the report; of a public copy too, by title alone."""
    if not report.supporting:
        return
    sheet.at("supporting documents")
    sheet.section("Supporting documents")
    sheet.lead(_SUPPORTING)
    rows = [(sheet.cell(each.title), sheet.cell(each.what or "–")) for each in report.supporting]
    sheet.table((Column("Document"), Column("What it is")), rows, row_headers=True)
