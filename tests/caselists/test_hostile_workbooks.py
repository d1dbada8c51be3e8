"""Workbooks that lie, hide or explode, made here so that none is kept."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable

import pytest
import xlsxwriter
import xlwt
from tests.caselists.builders import A_ROW, PROFILE, a_workbook, checked

from panel_desk.caselists.detect import FileFormat, detect_format
from panel_desk.caselists.workbook import in_words
from panel_desk.domain.errors import DeskError, Reason

_NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_SHEET = "xl/worksheets/sheet1.xml"


def _with_part(untrusted: bytes, name: str, content: bytes) -> bytes:
    """The workbook with one part replaced or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(untrusted)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return out.getvalue()


def _giant(dimension: str = '<dimension ref="A1:XFD1048576"/>', furthest: str = "XFD1048576") -> bytes:
    cell = f'<c r="{furthest}"><v>1</v></c>'
    body = f'<worksheet {_NS}>{dimension}<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576">{cell}'
    return _with_part(a_workbook(PROFILE, A_ROW), _SHEET, f"{body}</row></sheetData></worksheet>".encode())


def _lying_size(untrusted: bytes) -> bytes:
    """The directory claims that the sheet unpacks to 1,000 bytes; it unpacks to 80 MB."""
    lying = bytearray(_with_part(untrusted, _SHEET, b"A" * (80 << 20)))
    at = lying.find(b"PK\x01\x02")
    while at != -1:
        (length,) = struct.unpack("<H", lying[at + 28 : at + 30])
        if lying[at + 46 : at + 46 + length].endswith(b"sheet1.xml"):
            lying[at + 24 : at + 28] = struct.pack("<I", 1000)
        at = lying.find(b"PK\x01\x02", at + 4)
    return bytes(lying)


def _ole(*streams: str) -> bytes:
    """The container of old Excel files, with the names of its streams."""
    names = b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in streams)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + names + b"\0" * 2048


def _plain() -> bytes:
    return a_workbook(PROFILE, A_ROW)


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (_giant, "claims 17 billion cells"),
        (lambda: _giant(""), "claims 17 billion cells"),
        (lambda: _giant("", "GR1048576"), "claims 210 million cells"),
        (lambda: _with_part(_plain(), _SHEET, b"A" * (50 << 20)), "would unpack to 50 MB"),
        (lambda: _lying_size(_plain()), "cannot be read"),
        (lambda: _with_part(_plain(), "xl/vbaProject.bin", b"x"), "macros"),
        (
            lambda: _with_part(_plain(), "xl/workbook.bin", b"x").replace(b"workbook.xml", b"workbook.xxx"),
            "binary format",
        ),
        (lambda: _ole("Root Entry", "EncryptionInfo", "EncryptedPackage"), "password"),
        (lambda: _ole("Root Entry", "Workbook", "_VBA_PROJECT_CUR"), "macros"),
        (lambda: _ole("Root Entry", "Workbook"), "cannot be read"),
        (lambda: _ole("Root Entry", "WordDocument"), "not an Excel workbook"),
        (lambda: _plain()[: len(_plain()) // 2], "damaged"),
        (lambda: _with_part(_plain(), _SHEET, b"<worksheet><sheetData><row>"), "damaged|headings|cannot be read"),
        (lambda: _with_part(_plain(), "xl/workbook.xml", b"\0\0\0"), "damaged|no visible sheet|cannot be read"),
        (a_workbook, "no line of the file|headings"),
    ],
)
def test_a_hostile_workbook_is_refused_with_a_sentence(make: Callable[[], bytes], sentence: str) -> None:
    with pytest.raises(DeskError, match=f"(?i){sentence}") as refused:
        checked(make(), "list.xlsx")
    assert refused.value.reason is Reason.BAD_FILE


def test_an_encrypted_opendocument_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        new.writestr("content.xml", b"sealed")
        new.writestr("META-INF/manifest.xml", b"<manifest:encryption-data/>")
    with pytest.raises(DeskError, match="password"):
        checked(out.getvalue(), "list.ods")


def test_an_opendocument_with_macros_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        new.writestr("content.xml", b"<x/>")
        new.writestr("Basic/Standard/Module1.xml", b"<x/>")
    with pytest.raises(DeskError, match="macros"):
        checked(out.getvalue(), "list.ods")


def test_a_zip_that_is_no_workbook_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        new.writestr("word/document.xml", b"<x/>")
    with pytest.raises(DeskError, match="not a workbook"):
        detect_format(out.getvalue())


def test_an_archive_of_thousands_of_parts_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        for number in range(2100):
            new.writestr(f"xl/{number}", b"")
    with pytest.raises(DeskError, match="2,100 parts"):
        detect_format(out.getvalue())


def test_an_entity_bomb_in_a_sheet_ends_in_a_sentence_or_rows() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    sheet = (
        bomb + f'<worksheet {_NS}><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row>'.encode()
    )
    with pytest.raises(DeskError):
        checked(_with_part(_plain(), _SHEET, sheet + b"</sheetData></worksheet>"), "list.xlsx")


def test_a_sheet_of_too_many_rows_is_refused() -> None:
    rows = b"<row><c><v>1</v></c></row>" * 200_050
    sheet = f"<worksheet {_NS}><sheetData>".encode() + rows + b"</sheetData></worksheet>"
    with pytest.raises(DeskError, match="200,000 rows"):
        checked(_with_part(_plain(), _SHEET, sheet), "list.xlsx")


def test_an_old_excel_file_is_read() -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Profile")
    for row, cells in enumerate((PROFILE, A_ROW)):
        for column, cell in enumerate(cells):
            sheet.write(row, column, cell)
    out = io.BytesIO()
    book.save(out)
    assert detect_format(out.getvalue()) is FileFormat.XLS
    assert checked(out.getvalue(), "list.xls").counts.accepted == 1


@pytest.mark.parametrize(("count", "words"), [(17_179_869_184, "17 billion"), (25_400_000, "25 million")])
def test_large_numbers_are_said_in_words(count: int, words: str) -> None:
    assert in_words(count) == words


@pytest.mark.parametrize(
    ("row", "column", "note"),
    [
        (30_000, 0, "Row 30,001 and below lie far under the list and were not read."),
        (1, 600, "1 rows have cells right"),
    ],
)
def test_a_stray_cell_far_away_is_left_out_and_said(row: int, column: int, note: str) -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet("List")
    sheet.write_row(0, 0, PROFILE)
    sheet.write_row(1, 0, A_ROW)
    sheet.write(row, column, "stray")
    book.close()
    preview = checked(out.getvalue(), "list.xlsx")
    assert preview.counts.rows == 1
    assert any(said.startswith(note) for said in preview.notes)
