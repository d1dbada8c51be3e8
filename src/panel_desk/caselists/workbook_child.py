"""Reads one workbook in a process of its own, under limits of memory and time: run by path, never imported.

A workbook comes in on standard input, its sheets go out on standard output as MessagePack. Where the reader aborts,
only this process ends. It stands alone: it imports nothing of the application.
"""

from __future__ import annotations

import html
import io
import re
import sys
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import python_calamine as calamine

MEMORY = 2 << 30
SECONDS = 60
ROWS, COLUMNS, CELLS, GAP = 200_000, 512, 6_000_000, 5_000
UNSAVED = "(formula without a saved result)"
"""What a formula's cell reads as where the program that wrote the workbook never calculated it."""
_ERROR = re.compile(
    rb'<c\s(?=[^>]*t="e")[^>]*?r="([A-Z]{1,3})([0-9]{1,7})"[^>]*>(?:(?!</c>).)*?<v>([^<]{1,30})</v>', re.DOTALL
)
_UNSAVED = re.compile(
    rb'<c\s(?![^>]*t="str")[^>]*?r="([A-Z]{1,3})([0-9]{1,7})"[^>]*>\s*<f(?:\s[^>]*)?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>|</c>)'
)
_SHEET, _RELATION = re.compile(rb"<(?:\w+:)?sheet\s[^>]*>"), re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
_ATTRIBUTE = re.compile(rb'(?:\w+:)?(\w+)="([^"]*)"')


def _limit() -> None:
    """Memory, processor time and core dumps; Windows has no such limits, there only the parent's timeout holds."""
    try:
        import resource  # noqa: PLC0415  (not on Windows)
    except ImportError:
        return
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def _plain(cell: object) -> object:  # noqa: PLR0911  (one line for each type of cell)
    """A cell as the parent expects it: nothing, text, a float, or a tagged date."""
    if cell == "" or isinstance(cell, str | float):
        return cell or None if isinstance(cell, str) else cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, datetime):
        return [1, cell]
    if isinstance(cell, date):
        return [0, cell]
    if isinstance(cell, time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(cell)
    return float(cell) if isinstance(cell, int) else None


def _rows(sheet: calamine.CalamineSheet) -> tuple[list[list[object]], int, int]:
    """All rows from cell A1 without blank ends; the row where reading stopped; how many rows were too wide.

    A stray cell far below or far right of a list is common in kept spreadsheets: it is left out, and said.
    """
    pad = [None] * (sheet.start[1] if sheet.start else 0)
    rows: list[list[object]] = []
    blank = cells = wide = 0
    for number, row in enumerate(sheet.iter_rows(), start=1):
        kept = [cell or None if type(cell) is str else cell if type(cell) is float else _plain(cell) for cell in row]
        kept = [*pad, *kept] if pad else kept
        while kept and kept[-1] is None:
            kept.pop()
        if not kept:
            blank += 1
            continue
        if blank > GAP:
            return rows, number, wide
        if len(kept) > COLUMNS:
            wide += 1
            del kept[COLUMNS:]
        rows.extend([] for _ in range(blank))
        blank = 0
        rows.append(kept)
        cells += len(kept)
        if len(rows) > ROWS or cells > CELLS:
            raise OverflowError
    return rows, 0, wide


def _attributes(tag: bytes) -> dict[str, str]:
    return {
        key.decode().lower(): html.unescape(value.decode("utf-8", "replace")) for key, value in _ATTRIBUTE.findall(tag)
    }


def _parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Sheet name → part of an .xlsx container."""
    relations = map(_attributes, _RELATION.findall(archive.read("xl/_rels/workbook.xml.rels")))
    targets = {r.get("id", ""): r.get("target", "") for r in relations}
    sheets = map(_attributes, _SHEET.findall(archive.read("xl/workbook.xml")))
    return {s.get("name", ""): f"xl/{targets.get(s.get('id', ''), '').removeprefix('/xl/')}" for s in sheets}


def _not_calculated(part: bytes) -> Iterator[tuple[int, int, str]]:
    """Cells that the reader gives as empty although something stands in them: row and column from 0, and what."""
    found = [*_ERROR.findall(part)] if b't="e"' in part else []
    found += [(*at, b"") for at in _UNSAVED.findall(part)] if b"<f" in part else []
    for letters, number, error in found:
        column = 0
        for letter in letters:
            column = column * 26 + letter - 64
        yield int(number) - 1, column - 1, html.unescape(error.decode("utf-8", "replace")) if error else UNSAVED


def _mark(workbook: bytes, sheets: list[list[object]]) -> None:
    """Writes errors (``#N/A``) and formulas that were never calculated into the cells, so that they can be told."""
    try:
        with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
            parts = _parts(archive) if "xl/workbook.xml" in archive.namelist() else {}
            for name, rows, *_ in sheets:
                part = archive.read(parts[str(name)]) if str(name) in parts else b""
                for row, column, what in _not_calculated(part):
                    if isinstance(rows, list) and row < min(len(rows) + 50, ROWS) and column < COLUMNS:
                        _put(rows, row, column, what)
    except (zipfile.BadZipFile, zlib.error, KeyError, OSError, ValueError, EOFError, NotImplementedError, RuntimeError):
        return


def _put(rows: list[list[object]], row: int, column: int, what: str) -> None:
    rows.extend([] for _ in range(row + 1 - len(rows)))
    cells = rows[row]
    cells.extend([None] * (column + 1 - len(cells)))
    if cells[column] is None:
        cells[column] = what


def _read(wanted: str) -> dict[str, object]:
    import python_calamine as calamine  # noqa: PLC0415  (after the limits are set)

    try:
        workbook = sys.stdin.buffer.read()
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(workbook))
        work = [m for m in book.sheets_metadata if m.typ == calamine.SheetTypeEnum.WorkSheet]
        visible = [m.name for m in work if m.visible == calamine.SheetVisibleEnum.Visible]
        names = [wanted] if wanted else visible
        sheets: list[list[object]] = []
        for name in names:
            sheet = book.get_sheet_by_name(name)
            merged = [[*first, *last] for first, last in (sheet.merged_cell_ranges or [])[:5000]]
            rows, cut, wide = _rows(sheet)
            sheets.append([name, rows, merged, cut, wide])
        if workbook.startswith(b"PK"):
            _mark(workbook, sheets)
    except calamine.PasswordError:
        return {"failed": "password"}
    except calamine.WorksheetNotFound:
        return {"failed": "sheet"}
    except (calamine.CalamineError, ValueError, OSError):
        return {"failed": "damaged"}
    except OverflowError:
        return {"failed": "large"}
    return {"sheets": sheets, "visible": visible, "hidden": [m.name for m in work if m.name not in visible]}


def main() -> None:
    """Read standard input, write standard output; the one argument names a sheet, or is empty for all visible ones."""
    _limit()
    import msgspec  # noqa: PLC0415  (after the limits are set)

    sys.stdout.buffer.write(msgspec.msgpack.encode(_read(sys.argv[1])))


if __name__ == "__main__":
    main()
