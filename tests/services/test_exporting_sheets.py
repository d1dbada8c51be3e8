"""Workbooks of several tables: a sheet each, with names a sheet can have, and never a formula."""

from __future__ import annotations

import io

import openpyxl
import pytest

from panel_desk.services.exporting import SheetOf, sheets_bytes


def a_sheet(name: str, *rows: tuple[str | int, ...]) -> SheetOf:
    return SheetOf(name=name, title=f"About {name}", headings=("What", "How many"), rows=rows, notes=("A note.",))


def opened(*sheets: SheetOf, marking: str = "OFFICIAL-SENSITIVE") -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(sheets_bytes(sheets, title="Both", marking=marking)))


def test_each_table_has_a_sheet_with_its_marking_title_headings_lines_and_notes() -> None:
    book = opened(a_sheet("First", ("a", 1), ("b", 2)), a_sheet("Second"))
    assert book.sheetnames == ["First", "Second"]
    assert [[cell.value for cell in row] for row in book["First"].iter_rows()] == [
        ["OFFICIAL-SENSITIVE", None],
        ["About First", None],
        ["What", "How many"],
        ["a", 1],
        ["b", 2],
        [None, None],
        ["A note.", None],
    ]
    assert "OFFICIAL-SENSITIVE" in str(book["Second"].oddHeader)


@pytest.mark.parametrize(
    ("name", "tab"),
    [
        ("CSE/CCE: [all]?", "CSE CCE   all"),
        ("'quoted'", "quoted"),
        ("x" * 40, "x" * 31),
        ("///", "Table"),
        ("", "Table"),
    ],
)
def test_a_tab_has_a_name_that_a_sheet_can_have(name: str, tab: str) -> None:
    assert opened(a_sheet(name)).sheetnames == [tab]


def test_nothing_in_a_sheet_is_taken_for_a_formula() -> None:
    sheet = opened(a_sheet("One", ("=1+1", 3)))["One"]
    assert (sheet["A4"].value, sheet["A4"].data_type) == ("=1+1", "s")


def test_without_a_marking_no_page_bears_one() -> None:
    sheet = opened(a_sheet("One", ("a", 1)), marking="")["One"]
    assert sheet["A1"].value == "About One"
    assert "OFFICIAL" not in str(sheet.oddHeader)
