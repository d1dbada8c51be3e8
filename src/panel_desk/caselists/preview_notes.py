"""Says of a checked list what no single row says: its encoding, its other sheets, its unused columns."""

from __future__ import annotations

from panel_desk.caselists.grid import MAX_COLUMNS, Grid, column_letter
from panel_desk.caselists.header import Header, is_annex_a
from panel_desk.caselists.rows import ReadList
from panel_desk.domain.children.cases import ListKind


def notes_of(grid: Grid, header: Header, read: ReadList) -> tuple[str, ...]:
    """How the file was read, what of it was not, and what a person should ask: a sentence each."""
    notes = [*grid.notes, *read.notes]
    if grid.encoding and grid.encoding != "UTF-8":
        notes.append(f"The text was read as {grid.encoding}.")
    if grid.hidden_sheets:
        names = ", ".join(f"“{name}”" for name in grid.hidden_sheets)
        notes.append(f"Hidden sheets were not read: {names}.")
    if is_annex_a(grid.sheets):
        notes.append("The workbook is Ofsted's Annex A; its list 8, children in care, was read.")
    sheet = header.sheet
    if sheet.cut_at_row:
        notes.append(f"Row {sheet.cut_at_row:,} and below lie far under the list and were not read.")
    if sheet.cut_columns:
        notes.append(f"{sheet.cut_columns} rows have cells right of column {column_letter(MAX_COLUMNS - 1)}; not read.")
    notes += _other_sheets(grid, header)
    if not read.lines:
        notes.append("There are no cases below the headings.")
    notes += _columns_told(header, read)
    return tuple(notes)


def _other_sheets(grid: Grid, header: Header) -> list[str]:
    notes = []
    if header.rivals:
        names = ", ".join(f"“{name}”" for name in header.rivals)
        alike = "looks like a case list too" if len(header.rivals) == 1 else "look like case lists too"
        notes.append(
            f"Only the sheet “{header.sheet.name}” was read; {names} {alike}. Choose another to read it instead."
        )
    others = [s.name for s in grid.sheets if s is not header.sheet and s.rows and s.name not in header.rivals]
    if others:
        notes.append("Other sheets were not read: " + ", ".join(f"“{name}”" for name in others) + ".")
    return notes


def _columns_told(header: Header, read: ReadList) -> list[str]:
    notes = []
    if header.table.kind is ListKind.MISSING and "kind" not in read.columns:
        notes.append("No column says whether an episode is missing or absent; all were taken as missing.")
    if header.table.kind is ListKind.PROFILE and not {"types", "risk", "missing_episodes"} & read.fields:
        notes.append("No column gives a type of exploitation or a risk. Is this an exploitation profile?")
    unused = [c.heading for c in header.columns if c.heading and not c.field]
    if unused:
        more = f" and {len(unused) - 60} more" if len(unused) > 60 else ""
        notes.append("Columns not used: " + ", ".join(f"“{heading}”" for heading in unused[:60]) + f"{more}.")
    return notes
