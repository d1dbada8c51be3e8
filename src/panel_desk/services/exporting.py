"""Tables that leave the desk as CSV or XLSX: plain values, never a formula, whole or not at all, and entered."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Final

from msgspec import Struct

from panel_desk.domain.calendar import ENGLAND
from panel_desk.domain.errors import DeskError, Reason, refused
from panel_desk.domain.events.minutes import ExportMade
from panel_desk.domain.ids import AgencyKey, PersonId
from panel_desk.services.book import Book
from panel_desk.services.files import file_label
from panel_desk.vault.atomic_file import write_atomically
from panel_desk.vault.queries import exports
from panel_desk.vault.queries.exports import ExportRow

# XlsxWriter is imported where it is used: only a workbook needs it.

Cell = str | int | float | date | None
"""What stands in one cell; None is an empty one. A ``datetime`` is written as England's clock shows it."""

_BEGINS_FORMULA = ("=", "+", "-", "@")
_MOST_ROWS, _MOST_COLUMNS, _LONGEST_TEXT = 1_048_576, 16_384, 32_767
"""What a worksheet holds."""
_LONGEST_SHEET_NAME = 31
_WIDEST = 60
_SEVERAL: Final = AgencyKey("")


class SheetOf(Struct, frozen=True, kw_only=True):
    """One table of a workbook."""

    name: str
    """On the sheet's tab."""
    title: str
    """Above the table."""
    headings: tuple[str, ...]
    rows: tuple[Sequence[Cell], ...]
    notes: tuple[str, ...] = ()
    """Beneath the table, a line each."""


class Exporting:
    """Writes tables to files and enters each in the register with its recipient (every export is logged)."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def table(
        self,
        actor: PersonId,
        path: Path,
        headings: Sequence[str],
        rows: Iterable[Sequence[Cell]],
        *,
        title: str,
        marking: str,
        recipient: str,
        agency: AgencyKey = _SEVERAL,
    ) -> None:
        """Write a table (see ``export_table``) and enter it: both, or neither.

        Raises:
            DeskError: without a recipient, or where the file cannot be written.
        """
        if not recipient.strip():
            raise refused("Who is to have this table?", "Every export is entered with its recipient.")
        kept = list(rows)
        content = table_bytes(path, headings, kept, title=title, marking=marking)
        self.file(actor, path, content, what="table", title=title, recipient=recipient, rows=len(kept), agency=agency)

    def file(
        self,
        actor: PersonId,
        path: Path,
        content: bytes,
        *,
        what: str,
        title: str,
        recipient: str,
        rows: int = 0,
        agency: AgencyKey = _SEVERAL,
    ) -> None:
        """Write a file that somebody else made, and enter it: both, or neither."""
        event = ExportMade(
            what=what,
            title=title,
            recipient=recipient.strip(),
            sha256=hashlib.sha256(content).hexdigest(),
            at=self._book.now(),
            rows=rows,
            agency=agency,
        )
        with self._book.vault.write():
            self._book.record(actor, ("desk", event))
            # Last in the transaction: a file that cannot be written leaves no line in the register.
            write_whole(path, content)

    def made(self) -> tuple[ExportRow, ...]:
        """The register of what left the desk outside a meeting, the newest first."""
        return exports.exports(self._book.db)


def export_table(
    path: Path, headings: Sequence[str], rows: Iterable[Sequence[Cell]], *, title: str, marking: str
) -> None:
    """Write a table to a file, whole or not at all; entering it is the caller's, or ``Exporting.table`` does both.

    Args:
        path: Ends in ``.csv`` or ``.xlsx``, which decides the format; a file of that name is replaced.
        headings: One for each column.
        rows: As many cells as headings in each. Text stays text: nothing in it is ever taken for a formula.
        title: What the table is, above it.
        marking: The protective marking, first in the file and on every printed page; empty for public figures.

    Raises:
        DeskError: for another ending, a table too large for a worksheet, or where the disk does not take the file.
    """
    write_whole(path, table_bytes(path, headings, rows, title=title, marking=marking))


def table_bytes(
    path: Path, headings: Sequence[str], rows: Iterable[Sequence[Cell]], *, title: str, marking: str
) -> bytes:
    """The file that ``export_table`` writes."""
    making = {".csv": _csv, ".xlsx": _workbook}.get(path.suffix.lower())
    if making is None:
        raise refused(
            f"{file_label(path)} ends neither in .csv nor in .xlsx.", "Give the file one of these two endings."
        )
    return making(headings, rows, title, marking)


def write_whole(path: Path, content: bytes) -> None:
    """Put a file in place in one step; readable by its owner only.

    Raises:
        DeskError: where the disk does not take it; a file of that name is then as it was.
    """
    try:
        write_atomically(path, content)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "its name cannot be used"
        raise DeskError(
            f"{file_label(path)} could not be written: {why}.",
            reason=Reason.STORAGE,
            remedy="Choose another folder, or close the file if another program has it open.",
        ) from error


def guarded(text: str) -> str:
    """Text as a CSV field: with an apostrophe before what a spreadsheet would take for a formula.

    Spaces and invisible characters before it are looked through, and full-width signs (``＝``) count as plain ones.
    """
    if text[:1] in ("\t", "\r", "\n"):
        return f"'{text}"
    first = next((c for c in text if not _unseen(c)), "")
    return f"'{text}" if unicodedata.normalize("NFKC", first).startswith(_BEGINS_FORMULA) else text


def _unseen(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) in ("Cc", "Cf")


def _whole(text: str) -> str:
    """Text that can be kept: half a character from outside becomes a question mark."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _heading(title: str, marking: str) -> list[str]:
    return [_whole(line) for line in (marking, title) if line]


def _csv(headings: Sequence[str], rows: Iterable[Sequence[Cell]], title: str, marking: str) -> bytes:
    """UTF-8 with a byte order mark, because Excel reads anything else as Windows-1252."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerows([guarded(line)] for line in _heading(title, marking))
    writer.writerow([guarded(_whole(heading)) for heading in headings])
    for row in rows:
        writer.writerow([_field(cell) for cell in row])
    return file.getvalue().encode("utf-8-sig")


def _field(cell: Cell) -> str | int | float:
    if isinstance(cell, str):
        return guarded(_whole(cell))
    if isinstance(cell, datetime):
        return f"{_local(cell):%Y-%m-%d %H:%M}"
    if isinstance(cell, date):
        return cell.isoformat()
    return "" if cell is None else cell


def _local(at: datetime) -> datetime:
    return at.astimezone(ENGLAND).replace(tzinfo=None) if at.tzinfo else at


def _workbook(headings: Sequence[str], rows: Iterable[Sequence[Cell]], title: str, marking: str) -> bytes:
    sheet = SheetOf(name="Table", title=title, headings=tuple(headings), rows=tuple(rows))
    return sheets_bytes([sheet], title=title, marking=marking)


def sheets_bytes(sheets: Sequence[SheetOf], *, title: str, marking: str) -> bytes:
    """A workbook of several tables, each on a sheet of its own; as in ``export_table`` nothing in it is a formula.

    Args:
        sheets: At least one, under names that differ.
        title: Of the workbook as a whole, in its properties.
        marking: The protective marking, first on each sheet and on every printed page; empty for public figures.

    Raises:
        DeskError: where a table is larger than a worksheet, or a cell holds more text than one can.
    """
    import xlsxwriter  # noqa: PLC0415 - see above

    file = io.BytesIO()
    # Text is written with write_string below; these keep any other way of writing from guessing too.
    plain = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(file, plain) as book:
        book.set_properties({"title": _whole(title), "category": _whole(marking)})
        bold = book.add_format({"bold": True})
        kinds = (book.add_format({"num_format": "dd/mm/yyyy"}), book.add_format({"num_format": "dd/mm/yyyy hh:mm"}))
        for one in sheets:
            _fill(book.add_worksheet(_sheet_name(one.name)), one, marking, bold, kinds)
    return file.getvalue()


def _fill(sheet, one: SheetOf, marking: str, bold: object, kinds: tuple[object, object]) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001 - XlsxWriter has no types
    above = _heading(one.title, marking)
    _refuse_too_large(len(above) + 2 + len(one.rows) + len(one.notes), len(one.headings))
    for line, words in enumerate(above):
        sheet.write_string(line, 0, words, bold)
    for column, heading in enumerate(one.headings):
        sheet.write_string(len(above), column, _whole(heading), bold)
    for line, row in enumerate(one.rows, len(above) + 1):
        for column, cell in enumerate(row):
            _put(sheet, line, column, cell, kinds)
    for line, note in enumerate(one.notes, len(above) + 2 + len(one.rows)):
        sheet.write_string(line, 0, _whole(note))
    _lay_out(sheet, one.headings, one.rows, len(above), _whole(marking))


def _sheet_name(name: str) -> str:
    """Without what a sheet's name cannot hold, and no longer than it may be."""
    return re.sub(r"[\[\]:*?/\\]", " ", _whole(name)).strip("' ")[:_LONGEST_SHEET_NAME] or "Table"


def _put(sheet, line: int, column: int, cell: Cell, kinds: tuple[object, object]) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001 - XlsxWriter has no types
    if isinstance(cell, str):
        if len(cell) > _LONGEST_TEXT:
            raise refused(
                "A cell of this table holds more text than a workbook can.", "Export it as CSV, which has no limit."
            )
        sheet.write_string(line, column, _whole(cell))
    elif isinstance(cell, datetime):
        sheet.write_datetime(line, column, _local(cell), kinds[1])
    elif isinstance(cell, date):
        sheet.write_datetime(line, column, cell, kinds[0])
    elif cell is not None:
        sheet.write_number(line, column, cell)


def _lay_out(  # type: ignore[no-untyped-def]
    sheet,  # noqa: ANN001 - XlsxWriter has no types
    headings: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    above: int,
    marking: str,
) -> None:
    """Columns as wide as their words, headings that stay, and the marking on every printed page."""
    for column, heading in enumerate(headings):
        longest = max((len(str(row[column])) for row in rows if len(row) > column), default=0)
        sheet.set_column(column, column, min(max(len(heading), longest, 8), _WIDEST) + 2)
    sheet.freeze_panes(above + 1, 0)
    if rows and headings:
        sheet.autofilter(above, 0, above + len(rows), len(headings) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.repeat_rows(above)
    sheet.fit_to_pages(1, 0)
    # "&" begins a code of Excel's own in headers and footers.
    printed = marking.replace("&", "&&")[:200]
    if printed:
        sheet.set_header(f"&C{printed}")
    sheet.set_footer(f"&L{printed}&RPage &P of &N" if printed else "&RPage &P of &N")


def _refuse_too_large(rows: int, columns: int) -> None:
    if rows > _MOST_ROWS or columns > _MOST_COLUMNS:
        raise refused(
            "This table is larger than a workbook can hold.", "Export it as CSV, or filter it to fewer lines first."
        )
