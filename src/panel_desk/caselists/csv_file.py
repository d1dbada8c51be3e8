"""Reads delimited text in any encoding and with any delimiter that real exports use."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from collections.abc import Mapping

from panel_desk.caselists.detect import bad_file
from panel_desk.caselists.grid import MAX_COLUMNS, MAX_ROWS, Cell, Grid, Sheet

ENCODINGS: Mapping[str, str] = {
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16 (big-endian)",
    "utf-32": "UTF-32",
    "cp1252": "Windows-1252",
}
"""Encodings a person may choose, and how they are called."""

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DELIMITERS = (",", ";", "\t", "|")
_SENTINEL = "\x01end\x01"
"""Appended to see whether a quotation mark is still open at the end; the character cannot be typed."""


def read_csv(untrusted_bytes: bytes, *, encoding: str | None = None) -> Grid:
    """The rows of a text file, each cell a string.

    Args:
        untrusted_bytes: The file.
        encoding: A key of ``ENCODINGS`` where a person chose one; otherwise byte order mark, then NULs as in UTF-16,
            then strict UTF-8, then Windows-1252.

    Raises:
        DeskError: ``BAD_FILE`` where the bytes are no text, a quotation mark is never closed, or a cell is too long.
    """
    text, used, notes = _decoded(untrusted_bytes, encoding)
    _refuse_binary(text)
    lines = text.split("\n", 1)
    hint = lines[0].strip().lower()
    if hint in {f"sep={d}" for d in _DELIMITERS} or hint == "sep=":
        delimiter = lines[0].rstrip("\r\n")[4:5] or "\t"
    else:
        delimiter = _delimiter(text)
    rows, quoting_notes = _rows(text, delimiter)
    if len(rows) > MAX_ROWS or max(map(len, rows), default=0) > MAX_COLUMNS:
        raise bad_file(f"The file has more than {MAX_ROWS:,} rows or {MAX_COLUMNS} columns, which no case list has.")
    if whole := _whole_lines_quoted(rows):
        delimiter = _delimiter(whole)
        rows, _ = _rows(whole, delimiter)
        quoting_notes = ["Each line was quoted as a whole; the lines were divided into cells."]
    notes += quoting_notes
    sheet = Sheet(name="", rows=rows)
    return Grid(sheets=(sheet,), encoding=ENCODINGS[used], delimiter=delimiter, notes=tuple(notes))


def _whole_lines_quoted(rows: list[list[Cell]]) -> str:
    """The text of a file that was exported twice, so that every line is one quoted cell; empty for any other file."""
    if len(rows) < 2 or any(len(row) > 1 for row in rows):
        return ""
    lines = [str(row[0]) if row else "" for row in rows]
    divided = sum(1 for line in lines if any(d in line for d in _DELIMITERS))
    return "\r\n".join(lines) if divided > len(lines) / 2 and not any("\n" in line for line in lines) else ""


def _decoded(untrusted_bytes: bytes, encoding: str | None) -> tuple[str, str, list[str]]:
    bom, used = next(((bom, name) for bom, name in _BOMS if untrusted_bytes.startswith(bom)), (b"", ""))
    used = encoding or used or _utf16_by_nuls(untrusted_bytes) or "utf-8"
    if used not in ENCODINGS:
        raise bad_file("The encoding chosen for this file is not one the desk reads.")
    body = untrusted_bytes if used == "utf-32" else untrusted_bytes.removeprefix(bom)
    try:
        return body.decode(used), used, []
    except UnicodeDecodeError:
        if used == "utf-8" and not encoding and not bom:
            return _windows_1252(body)
        text = body.decode(used, errors="replace")
        return text, used, [_lost(text, used)]


def _windows_1252(body: bytes) -> tuple[str, str, list[str]]:
    """Windows-1252, as Excel's plain CSV; its five unused bytes become � and are reported."""
    text = body.decode("cp1252", errors="replace")
    return text, "cp1252", [_lost(text, "cp1252")] if "�" in text else []


def _lost(text: str, encoding: str) -> str:
    count = text.count("�")
    what = "1 character is not valid" if count == 1 else f"{count:,} characters are not valid"
    return f"{what} {ENCODINGS[encoding]}; shown as �."


def _utf16_by_nuls(untrusted_bytes: bytes) -> str:
    """UTF-16 without a byte order mark: mostly Latin text has a NUL in every other byte."""
    start = untrusted_bytes[:4096]
    pairs = len(start) // 2
    if not pairs:
        return ""
    if start[1::2].count(0) > pairs * 0.6 and start[0::2].count(0) < pairs * 0.1:
        return "utf-16-le"
    if start[0::2].count(0) > pairs * 0.6 and start[1::2].count(0) < pairs * 0.1:
        return "utf-16-be"
    return ""


def _refuse_binary(text: str) -> None:
    start = text[:20_000]
    controls = sum(1 for letter in start if letter < " " and letter not in "\t\r\n\f\v")
    if controls > 8 + len(start) // 40:
        raise bad_file("The file is neither a workbook nor text, so it cannot be read as a case list.")


def _delimiter(text: str) -> str:
    """The delimiter under which most lines have the same number of cells, and more than one."""
    start = text[:40_000]
    return max(_DELIMITERS, key=lambda d: _consistency(start, d))


def _consistency(start: str, delimiter: str) -> tuple[float, int]:
    try:
        widths = [len(row) for row in csv.reader(io.StringIO(start, newline=""), delimiter=delimiter) if row]
    except csv.Error:
        return (0.0, 0)
    wide = Counter(width for width in widths[:200] if width > 1)
    if not wide:
        return (0.0, 0)
    width, times = max(wide.items(), key=lambda item: item[0] * item[1])
    return (times * min(width, 12) / min(len(widths), 200), width)


def _rows(text: str, delimiter: str) -> tuple[list[list[Cell]], list[str]]:
    try:
        return _parsed(text, delimiter, strict=True), []
    except csv.Error as error:
        if "field larger" in str(error):
            raise bad_file(
                f"A cell holds more than {csv.field_size_limit():,} characters. Is a quotation mark never closed?",
                "Look for a stray quotation mark in the file, and export it again.",
            ) from error
    try:
        rows = _parsed(f"{text}\r\n{_SENTINEL}", delimiter, strict=False)
    except csv.Error as error:
        raise bad_file("The file cannot be divided into rows and cells.") from error
    if rows[-1] != [_SENTINEL]:
        raise bad_file(
            f"A quotation mark in row {len(rows):,} is never closed, so where that row ends cannot be known.",
            "Correct the quotation mark in the file, or export it again.",
        )
    rows.pop()
    if rows and not rows[-1]:
        rows.pop()
    return rows, [_quoting_note(rows)]


def _quoting_note(rows: list[list[Cell]]) -> str:
    """Where quotation marks stand that the file does not quote as it should."""
    where = [f"{number:,}" for number, row in enumerate(rows, start=1) if any('"' in str(cell) for cell in row)]
    told = ", ".join(where[:20]) + (f" and {len(where) - 20:,} more" if len(where) > 20 else "")
    at = f" (row {told})" if len(where) == 1 else f" (rows {told})" if where else ""
    return f"Quotation marks stand inside cells that are not quoted as they should be; check those texts{at}."


def _parsed(text: str, delimiter: str, *, strict: bool) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    rows.extend(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict))  # type: ignore[arg-type]
    return rows
