"""How the blocks of minutes print, whichever document they stand in: decisions, actions, attendance."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from panel_desk.documents import style
from panel_desk.documents.sheet import Sheet, sentence
from panel_desk.documents.tables import Cell, CellLine, Column
from panel_desk.documents.tagging.flowables import Run
from panel_desk.documents.tagging.typeface import ITALIC
from panel_desk.domain.agendas.agenda import ActionLine
from panel_desk.domain.calendar import short_day
from panel_desk.domain.minutes.minutes import AttendanceTable, PlanTable, Resolved

INITIALS_NOTE = "Children are shown by initials and local number."
FICTIONAL_NOTE = "Fictional example: no child, person or council in it is real."

_HALF_A_YEAR = 183


def small_print(sheet: Sheet, *notes: str, fictional: bool) -> None:
    """How the document is to be handled: one small paragraph; no note is printed twice."""
    said = ""
    for note in (*notes, FICTIONAL_NOTE if fictional else ""):
        if note and note not in said:
            said = f"{said} {note}".strip()
    sheet.text(said, look=style.SMALL)


def with_year_if_far(words: str, day: date, near: date) -> str:
    """The words of a day, with its year where it lies more than half a year from the document's day."""
    return words if abs((day - near).days) <= _HALF_A_YEAR else f"{words} {day.year}"


def decision(sheet: Sheet, resolved: Resolved) -> None:
    """A decision in its tinted box: what was agreed in bold, why, and what follows from it."""
    outcome, why = _parted(resolved.words)
    runs = [sheet.bold(f"The panel {resolved.verb} {outcome}"), sheet.run(why)]
    runs += [sheet.run(f" {sentence(words)}") for words in (resolved.risk, resolved.held_by) if words]
    if resolved.review:
        runs.append(sheet.bold(f" {sentence(resolved.review)}"))
    lines = [CellLine(tuple(runs), style.DECISION)]
    lines += [sheet.line(sentence(view), look=style.DECISION) for view in resolved.dissent]
    if resolved.standing:
        lines.append(sheet.line(sheet.run(resolved.standing, ITALIC), look=style.DECISION))
    sheet.boxed(lines, style.DECISION_BOX)


def _parted(words: str) -> tuple[str, str]:
    """The outcome and, from its “because” on, the reason."""
    for mark in (", because ", " because "):
        place = words.find(mark)
        if place > 0:
            return words[:place], words[place:]
    return words, ""


def attendance(sheet: Sheet, table: AttendanceTable) -> None:
    """Who was there, for whom, and how long."""
    rows = [
        (sheet.cell(line.name), sheet.cell(line.agency_and_role), sheet.cell(line.attendance)) for line in table.lines
    ]
    sheet.table((Column("Name"), Column("Agency and role"), Column("Attendance")), rows)


def plan(sheet: Sheet, table: PlanTable) -> None:
    """The action plan: each objective, who owns it, and how it and its milestones stand, in words."""
    columns = (
        Column("Objective", weight=1.6),
        Column("Owner"),
        Column("Due", tight=True),
        Column("How it stands", weight=2.4),
    )
    rows: list[list[Cell]] = []
    for line in table.lines:
        owner = [sheet.line(line.owner)]
        if line.agency and line.agency != line.owner:
            owner.append(sheet.line(line.agency, look=style.CELL_SMALL))
        why = sheet.run(f": {sentence(line.why)}") if line.why else sheet.run(".")
        stands = [sheet.line(sheet.bold(line.rating), why)]
        stands += [sheet.line(sentence(milestone), look=style.CELL_SMALL) for milestone in line.milestones]
        objective = sheet.cell(sheet.bold(f"{line.number}\u00a0 "), line.title)
        rows.append([objective, tuple(owner), sheet.cell(line.due), tuple(stands)])
    sheet.table(columns, rows, row_headers=True, parted=True)


def actions(sheet: Sheet, lines: Sequence[ActionLine], reference: str, near: date, *, state: bool, about: bool) -> None:
    """Actions as a table.

    Args:
        sheet: The document.
        lines: The actions, in the order in which they print.
        reference: The meeting's: actions of the same panel and year print without them, ``11/07``.
        near: The document's day; due dates far from it print with their year.
        state: Whether there is a column for how each action stands.
        about: Whether each says which child or place it is about.
    """
    columns = [Column("Action", tight=True), Column("What", weight=2), Column("Owner"), Column("Due", tight=True)]
    if state:
        columns.append(Column("State", weight=1.3))
    rows: list[list[Cell]] = []
    for line in lines:
        what = [sheet.line(line.what)]
        if about and line.about:
            what.append(sheet.line(line.about, look=style.CELL_SMALL))
        due = with_year_if_far(short_day(line.due_on), line.due_on, near) if line.due_on else "No date"
        row = [sheet.cell(_short(line.reference, reference)), tuple(what), sheet.cell(line.owner), sheet.cell(due)]
        rows.append([*row, sheet.cell(*_state(sheet, line))] if state else row)
    sheet.table(columns, rows, row_headers=True)


def _short(action: str, meeting: str) -> str:
    """``11/07`` for ``SAFE-2026-11/07`` in the documents of ``SAFE-2026-12``."""
    series, dash, _ = meeting.rpartition("-")
    return action.removeprefix(series + dash) if dash else action


def _state(sheet: Sheet, line: ActionLine) -> list[Run]:
    """The status in words, red when overdue; with a reason it prints bold, the reason after it."""
    if line.overdue:
        runs = [sheet.bold(line.status, style.RED)]
    elif line.reason:
        runs = [sheet.bold(sentence(line.status))]
    else:
        runs = [sheet.run(line.status)]
    if line.reason:
        runs.append(sheet.run(f" {line.reason}" if not line.overdue else f". {line.reason}"))
    return runs
