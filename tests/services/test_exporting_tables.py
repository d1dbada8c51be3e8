"""Tables that leave the desk: nothing in them is a formula, they are whole or not there, and each is entered."""

from __future__ import annotations

import csv
import io
import stat
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet
from tests.services.desk_builders import ASHA, TestDesk, refusal

from panel_desk.domain.errors import Reason
from panel_desk.services.exporting import Cell, export_table, guarded

HEADINGS = ("Reference", "What", "Due", "Days late")
ROWS: tuple[tuple[Cell, ...], ...] = (
    ("SAFE-2026-10/04", "School attendance plan", date(2026, 11, 10), 12),
    ("SAFE-2026-10/05", "Café “Zoë”, then home\r\nby bus", None, -3.5),
)
FORMULAS = (
    "=1+1",
    "+44 20 7946 0000",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "  =cmd|'/c calc'!A0",
    "＝1+1",
    "＋1",
    "\u00a0=1",
    "\u200b=1",
    "\ufeff=1",
    "\r=1",
    "﹢1",
)


def export(path: Path, rows: tuple[tuple[Cell, ...], ...] = ROWS, marking: str = "OFFICIAL-SENSITIVE") -> Path:
    export_table(path, HEADINGS, rows, title="Actions, 22 November 2026", marking=marking)
    return path


def lines(path: Path) -> list[list[str]]:
    """What a reader of CSV makes of the file."""
    return list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def sheet(path: Path) -> Worksheet:
    """The workbook's one sheet, with formulas shown as such."""
    (found,) = openpyxl.load_workbook(path).worksheets
    return found


def test_a_csv_begins_with_its_marking_and_title(tmp_path: Path) -> None:
    found = lines(export(tmp_path / "actions.csv"))
    assert found[:3] == [["OFFICIAL-SENSITIVE"], ["Actions, 22 November 2026"], list(HEADINGS)]
    assert found[3:] == [
        ["SAFE-2026-10/04", "School attendance plan", "2026-11-10", "12"],
        ["SAFE-2026-10/05", "Café “Zoë”, then home\r\nby bus", "", "-3.5"],
    ]


def test_figures_without_a_marking_have_no_line_for_one(tmp_path: Path) -> None:
    assert lines(export(tmp_path / "public.csv", marking=""))[0] == ["Actions, 22 November 2026"]


def test_excel_reads_the_csv_as_utf_8(tmp_path: Path) -> None:
    assert export(tmp_path / "actions.CSV").read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("text", FORMULAS)
def test_what_a_spreadsheet_would_take_for_a_formula_is_text(tmp_path: Path, text: str) -> None:
    assert guarded(text) == f"'{text}"
    found = lines(export(tmp_path / "a.csv", ((text, text, None, None),)))[3]
    assert found == [f"'{text}", f"'{text}", "", ""]


@pytest.mark.parametrize("text", ["", "SAFE-2026-10/04", "a = b", "−3.6 %", "– none", "'=1", "3-4"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert guarded(text) == text


@given(st.text())
def test_no_text_leaves_with_a_formula_in_front(text: str) -> None:
    shown = guarded(text)
    assert shown.lstrip()[:1] not in ("=", "+", "-", "@")
    assert shown in (text, f"'{text}")


def test_headings_and_title_are_guarded_too(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    export_table(path, ("=1+1",), (), title="@title", marking="-marking")
    assert lines(path) == [["'-marking"], ["'@title"], ["'=1+1"]]


def test_a_workbook_keeps_numbers_dates_and_text_apart(tmp_path: Path) -> None:
    found = sheet(export(tmp_path / "actions.xlsx"))
    assert [c.value for c in found[3]] == list(HEADINGS)
    assert [str(c.value) for c in found[4]] == [
        "SAFE-2026-10/04",
        "School attendance plan",
        "2026-11-10 00:00:00",
        "12",
    ]
    assert isinstance(found["D4"].value, int)
    assert found["C4"].number_format == "dd/mm/yyyy"
    assert found["C5"].value is None


def test_the_workbooks_marking_is_on_top_and_on_every_printed_page(tmp_path: Path) -> None:
    found = sheet(export(tmp_path / "actions.xlsx"))
    assert found["A1"].value == "OFFICIAL-SENSITIVE"
    assert found.oddHeader is not None
    assert (found.oddHeader.center.text, found.freeze_panes) == ("OFFICIAL-SENSITIVE", "A4")


@pytest.mark.parametrize("text", [*FORMULAS, "https://example.org", "12", "{=1}"])
def test_a_workbooks_text_is_written_as_text(tmp_path: Path, text: str) -> None:
    path = export(tmp_path / "a.xlsx", ((text, text, None, None),))
    with zipfile.ZipFile(path) as packed:
        assert b"<f>" not in packed.read("xl/worksheets/sheet1.xml")
        assert b"hyperlink" not in packed.read("xl/worksheets/sheet1.xml")
    assert sheet(path)["A4"].data_type == "s"


def test_times_are_told_as_englands_clock_shows_them(tmp_path: Path) -> None:
    rows = (("a", "b", datetime(2026, 7, 1, 9, 30, tzinfo=UTC), 0),)
    assert lines(export(tmp_path / "a.csv", rows))[3][2] == "2026-07-01 10:30"
    assert sheet(export(tmp_path / "a.xlsx", rows))["C4"].value.isoformat() == "2026-07-01T10:30:00"


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
def test_half_a_character_does_not_stop_an_export(tmp_path: Path, name: str) -> None:
    assert export(tmp_path / name, (("\ud83d", "x", None, 1),)).exists()


@pytest.mark.parametrize("name", ["actions", "actions.ods", "actions.csv.txt"])
def test_another_ending_is_refused(tmp_path: Path, name: str) -> None:
    with refusal(match="ends neither in .csv nor in .xlsx"):
        export(tmp_path / name)


def test_a_cell_that_a_workbook_cannot_hold_is_refused_and_not_cut(tmp_path: Path) -> None:
    rows = (("a", "x" * 32_768, None, 1),)
    with refusal(match="more text than a workbook can"):
        export(tmp_path / "a.xlsx", rows)
    assert list(tmp_path.iterdir()) == []
    assert len(lines(export(tmp_path / "a.csv", rows))[3][1]) == 32_768


def test_a_file_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    with refusal(Reason.STORAGE, match="could not be written"):
        export(tmp_path / "no such folder" / "a.csv")


def test_an_export_is_for_its_maker_only(tmp_path: Path) -> None:
    assert stat.S_IMODE(export(tmp_path / "a.csv").stat().st_mode) == 0o600


def enter(at: TestDesk, path: Path, recipient: str = "Imran Khan") -> None:
    at.desk.exporting.table(ASHA, path, HEADINGS, ROWS, title="Actions", marking="OFFICIAL", recipient=recipient)


def test_an_export_is_entered_with_its_recipient(at: TestDesk, tmp_path: Path) -> None:
    enter(at, tmp_path / "a.csv")
    (row,) = at.desk.exporting.made()
    assert (row.what, row.title, row.recipient, row.rows, row.made_by) == ("table", "Actions", "Imran Khan", 2, ASHA)
    assert len(row.sha256) == 64


def test_an_export_that_fails_is_not_entered(at: TestDesk, tmp_path: Path) -> None:
    with refusal(Reason.STORAGE):
        enter(at, tmp_path / "no such folder" / "a.csv")
    assert at.desk.exporting.made() == ()


def test_an_export_without_a_recipient_is_refused(at: TestDesk, tmp_path: Path) -> None:
    with refusal(match="Who is to have this table"):
        enter(at, tmp_path / "a.csv", recipient=" ")
    assert list(tmp_path.iterdir()) == []


def test_the_register_survives_a_rebuild(at: TestDesk, tmp_path: Path) -> None:
    enter(at, tmp_path / "a.xlsx")
    assert at.desk.auditing.audit().is_whole
