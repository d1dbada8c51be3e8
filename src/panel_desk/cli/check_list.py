"""``panel-desk check-list``: the preview of a case list, in words or as JSON; nothing is written."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from panel_desk.cli.progress import working
from panel_desk.cli.saying import say, say_json
from panel_desk.domain.calendar import ENGLAND
from panel_desk.domain.errors import DeskError, Reason
from panel_desk.services.checking import ImportPreview, check_file
from panel_desk.services.files import file_label

_SHOWN = 40


@click.command("check-list")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--sheet", help="Of a workbook; otherwise the sheet that looks most like a case list.")
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
def command(file: Path, sheet: str | None, as_json: bool) -> int:
    """Show what a case list holds: columns, repairs, problems. Nothing is written.

    Exit code 0 where any row is usable, 1 where none is.

    Example: panel-desk check-list exploitation-profile.xlsx
    """
    with working(f"Reading {file_label(file)}"):
        preview = check_file(file, today=datetime.now(ENGLAND).date(), sheet=sheet)
    if as_json:
        say_json(preview.report())
    else:
        say(in_words(preview))
    if preview.counts.accepted == 0:
        raise DeskError(f"No row of {file_label(file)} can be used.", reason=Reason.BAD_FILE)
    return 0


def in_words(preview: ImportPreview) -> list[str]:
    """The preview as a person reads it."""
    lines = [f"{preview.file_name}: {preview.sentence}", "", "Columns"]
    lines += [f"  {column.heading}  →  {column.label or 'not used'}" for column in preview.columns]
    lines += _block(
        "Repaired", [f"row {r.row}, {r.column}: “{r.read}” became “{r.became}” ({r.why})" for r in preview.repairs]
    )
    lines += _block("Look at", [f"row {p.row}, {p.column or 'the row'}: {p.why}" for p in preview.problems])
    lines += _block("Same child, twin or sibling?", [alert.sentence for alert in preview.alerts])
    lines += _block("Left out", [f"rows {s.first_row}–{s.last_row}: {s.why}" for s in preview.skipped])
    lines += _block("Notes", list(preview.notes))
    return lines


def _block(title: str, lines: list[str]) -> list[str]:
    if not lines:
        return []
    more = [f"  … and {len(lines) - _SHOWN} more; --json shows all"] if len(lines) > _SHOWN else []
    return ["", title, *(f"  {line}" for line in lines[:_SHOWN]), *more]
