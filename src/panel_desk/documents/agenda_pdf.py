"""An agenda as a PDF, from its value; the clock beside each item comes from the planned minutes before it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time

from panel_desk.documents import style
from panel_desk.documents.blocks import INITIALS_NOTE, actions, small_print, with_year_if_far
from panel_desk.documents.page import Furniture, footer_line
from panel_desk.documents.rendered import Rendered
from panel_desk.documents.sheet import Sheet, sentence
from panel_desk.documents.tables import Cell, CellLine, Column
from panel_desk.domain.agendas.agenda import Agenda, AgendaItem, NumberedItem, because_words, parts
from panel_desk.domain.agendas.running_order import expected_starts
from panel_desk.domain.calendar import clock, day_month, day_words
from panel_desk.domain.risk import RiskAssessment

_COLUMNS = (Column("From"), Column("Item"), Column("Subject"), Column("Presenter"), Column("Min", right=True))
_FIXED = (44.0, 38.0, 92.0, 32.0)
_WIDTHS = (_FIXED[0], _FIXED[1], style.COLUMN - sum(_FIXED), _FIXED[2], _FIXED[3])


def render_agenda(
    agenda: Agenda, *, made_at: datetime, copy_number: int | None = None, recipient: str = ""
) -> Rendered:
    """The agenda as an accessible archive PDF.

    Args:
        agenda: What to print; a draft while it has not been issued.
        made_at: When it was made, aware; it stands in the file's properties.
        copy_number: Printed in the footer, with the recipient, on a numbered copy.
        recipient: Whose copy it is, in words: ``Police``.
    """
    sheet = Sheet()
    sheet.title(f"{agenda.panel_name}: agenda", agenda.council)
    _head(sheet, agenda)
    _running_order(sheet, agenda)
    sheet.at("Open actions")
    sheet.section("Open actions", _count_overdue(agenda))
    actions(sheet, agenda.actions, agenda.reference, agenda.held_on, state=True, about=True)
    sheet.at("Invited")
    sheet.section("Invited")
    invited = [(sheet.cell(agency), sheet.cell(person)) for agency, person in agenda.invited]
    sheet.table((Column("Agency"), Column("Person")), invited, row_headers=True)
    edition = f"agenda, issue {agenda.issued}" if agenda.issued else "agenda, draft"
    furniture = Furniture(
        marking=agenda.marking,
        footer=footer_line(agenda.reference, edition, copy_number, recipient),
        fictional=agenda.fictional,
        draft=agenda.issued == 0,
    )
    return sheet.rendered(
        furniture,
        title=f"{agenda.panel_name}: agenda, {agenda.reference}",
        author=agenda.council or agenda.panel_name,
        made_at=made_at,
    )


def _head(sheet: Sheet, agenda: Agenda) -> None:
    """Where and when, what is asked of every reader, and whether the time will do."""
    slot = f"{clock(agenda.starts_at)} to {clock(agenda.ends_at)}"
    sheet.facts(
        (label, value)
        for label, value in (
            ("Meeting", f"{agenda.reference}, {day_words(agenda.held_on)}, {slot}"),
            ("Place", agenda.place),
            ("Chair", agenda.chair),
            ("Time", _time_words(agenda)),
        )
        if value
    )
    small_print(sheet, agenda.handling, INITIALS_NOTE, fictional=agenda.fictional)
    over = agenda.total_minutes - agenda.slot_minutes
    if over > 0:
        words = f"The planned items run {over} minutes over the slot."
        sheet.boxed([sheet.line(sheet.bold(words, style.RED), look=style.NOTICE)], style.WARNING_BOX)
    if agenda.safeguarding_note:
        sheet.boxed([sheet.line(sheet.bold(agenda.safeguarding_note, style.RED), look=style.NOTICE)], style.WARNING_BOX)
    if agenda.confidentiality:
        label = sheet.bold("Confidentiality. ")
        sheet.boxed([sheet.line(label, agenda.confidentiality, look=style.NOTICE)], style.DECISION_BOX)


def _time_words(agenda: Agenda) -> str:
    end = clock(_later(agenda.starts_at, agenda.total_minutes))
    return f"{agenda.total_minutes} of {agenda.slot_minutes} minutes planned, to {end}"


def _count_overdue(agenda: Agenda) -> str:
    overdue = sum(line.overdue for line in agenda.actions)
    return f"{overdue} overdue of {len(agenda.actions)}" if agenda.actions else ""


def _running_order(sheet: Sheet, agenda: Agenda) -> None:
    """The sections: fixed items one after another stand in one table, children and concerns under their heading."""
    starts = expected_starts((n.item for section in agenda.sections for n in section.items), agenda.starts_at)
    for part in parts(agenda.sections):
        heading = f"{part.numbers}. {part.title}"
        sheet.at(heading)
        sheet.section(heading, f"{part.minutes} min" if part.minutes else "")
        rows = [_row(sheet, n, agenda, starts[n.item.id]) for section in part.sections for n in section.items]
        sheet.table(_COLUMNS, rows, widths=_WIDTHS)


def _row(sheet: Sheet, numbered: NumberedItem, agenda: Agenda, expected: time) -> tuple[Cell, ...]:
    item = numbered.item
    sheet.at(f"item {numbered.number}")
    return (
        sheet.cell(sheet.run(clock(expected), colour=style.MUTED)),
        sheet.cell(numbered.number),
        tuple(_subject(sheet, item, agenda)),
        sheet.cell(item.presenter),
        sheet.cell(str(item.minutes)),
    )


def _subject(sheet: Sheet, item: AgendaItem, agenda: Agenda) -> Iterator[CellLine]:
    """Who or what the item is about, why it is listed, and what else belongs to it."""
    if item.child is not None:
        yield sheet.line(sheet.bold(item.child.initials), item.child.heading.removeprefix(item.child.initials))
    elif item.concern is not None:
        yield sheet.line(sheet.bold(item.concern.name))
        if item.concern.concern:
            yield sheet.line(sentence(item.concern.concern))
    else:
        yield sheet.line(item.title)
    if item.child is not None and item.child.risk is not None:
        yield _risk(sheet, item.child.risk, agenda)
    if item.because:
        yield sheet.line(because_words(item.because), look=style.CELL_SMALL)
    if item.late_reason:
        late = sheet.bold("Late item: ", style.AMBER)
        yield sheet.line(late, sheet.run(f"{item.late_words}.", colour=style.AMBER), look=style.CELL_SMALL)
    if item.link:
        yield sheet.line(item.link, look=style.CELL_SMALL)


def _risk(sheet: Sheet, risk: RiskAssessment, agenda: Agenda) -> CellLine:
    """``Risk High (SAFE scale), since 29 October``."""
    since = with_year_if_far(day_month(risk.assessed_on), risk.assessed_on, agenda.held_on)
    level = sheet.bold(risk.level, style.TEXT)
    return sheet.line("Risk ", level, f" ({risk.scale}), since {since}", look=style.CELL_SMALL)


def _later(start: time, minutes: int) -> time:
    """The time so many minutes later; past midnight it begins again."""
    hours, left = divmod(start.hour * 60 + start.minute + minutes, 60)
    return time(hours % 24, left)
