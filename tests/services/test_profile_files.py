"""A profile that leaves the desk: workbook, CSV, report; the public copy without what only the desk may see."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from tests.documents.reading import text_of
from tests.services.desk_builders import ASHA, TestDesk, refusal
from tests.services.profile_lists import SEPTEMBER, YEAR, on, table, the_list

from panel_desk.documents.rendered import Rendered
from panel_desk.domain.figures.published import PublishedYear
from panel_desk.domain.figures.reporting_year import parse_period
from panel_desk.domain.figures.scrutiny_report import SupportingDocument
from panel_desk.domain.ids import PersonId
from panel_desk.services.figures.profile_files import profile_report
from panel_desk.vault.queries import profile as queries


@pytest.fixture
def with_few(at: TestDesk) -> TestDesk:
    """40 and 3 and 20 children, with a published year before."""
    on(at, SEPTEMBER, the_list(40, 3, 20))
    at.desk.profiling.set_published_year(ASHA, PublishedYear(year="2024-25", children=70, source="Report"))
    return at


def test_a_workbook_has_a_sheet_a_table_with_numbers_as_numbers(with_few: TestDesk, tmp_path: Path) -> None:
    path = tmp_path / "profile.xlsx"
    profile = with_few.desk.profiling.profile(YEAR)
    with_few.desk.profiling.export(ASHA, profile, path, "Scrutiny committee")
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == [one.title for one in profile.tables]
    rows = [[cell.value for cell in row] for row in book["Exploitation profile"].iter_rows()]
    assert rows[0][0] == "OFFICIAL-SENSITIVE"
    assert rows[2] == ["Children", "2024-25", "2025-26", "share (%)", "change (%)"]
    assert ["All children", 70, 63, 100, -10] in rows
    assert any("A child counts in a period" in str(row[0]) for row in rows)


def test_a_csv_has_a_line_a_number(with_few: TestDesk, tmp_path: Path) -> None:
    path = tmp_path / "profile.csv"
    with_few.desk.profiling.export(ASHA, with_few.desk.profiling.profile(YEAR), path, "Scrutiny committee")
    lines = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
    assert lines[2] == ["Table", "Line", "Column", "Number", "In words", "Unit"]
    assert ["Exploitation profile", "All children", "2025-26", "63", "63", ""] in lines
    assert ["Exploitation profile", "All children", "change", "-10.0", "−10.0 %", "%"] in lines


def test_the_report_for_scrutiny_tells_the_figures_and_bears_its_marking(with_few: TestDesk, tmp_path: Path) -> None:
    path = tmp_path / "profile.pdf"
    with_few.desk.profiling.export(ASHA, with_few.desk.profiling.profile(YEAR), path, "Scrutiny committee")
    text = text_of(Rendered(pdf_bytes=path.read_bytes(), pages=1, missing_glyphs=()))
    assert "63 children were experiencing" in " ".join(text.split())
    assert "OFFICIAL-SENSITIVE" in text
    assert "Scrutiny committee" in text


@pytest.mark.parametrize("ending", ["xlsx", "csv", "pdf"])
def test_a_public_file_has_no_marking_and_never_tells_why_a_figure_is_hidden(
    with_few: TestDesk, tmp_path: Path, ending: str
) -> None:
    path = tmp_path / f"profile.{ending}"
    public = with_few.desk.profiling.public(with_few.desk.profiling.profile(YEAR))
    with_few.desk.profiling.export(ASHA, public, path, "The public")
    text = everything_in(path)
    assert "OFFICIAL-SENSITIVE" not in text
    assert "cannot be worked out" not in text
    assert "are not published" not in text
    assert "public copy" in text


def everything_in(path: Path) -> str:
    if path.suffix == ".csv":
        return path.read_text(encoding="utf-8-sig")
    if path.suffix == ".pdf":
        return text_of(Rendered(pdf_bytes=path.read_bytes(), pages=1, missing_glyphs=()))
    cells = (cell.value for sheet in openpyxl.load_workbook(path) for row in sheet.iter_rows() for cell in row)
    return " ".join(str(value) for value in cells if value is not None)


def test_every_export_is_entered_with_its_recipient(with_few: TestDesk, tmp_path: Path) -> None:
    profile = with_few.desk.profiling.profile(YEAR)
    with_few.desk.profiling.export(ASHA, profile, tmp_path / "a.csv", " Scrutiny committee ")
    (made,) = with_few.desk.exporting.made()
    assert (made.what, made.title, made.recipient) == ("profile", "Exploitation profile 2025-26", "Scrutiny committee")
    assert queries.public_copies(with_few.desk.book.db) == ()


def test_what_a_published_copy_hid_stays_hidden_when_the_count_grows(with_few: TestDesk, tmp_path: Path) -> None:
    public = with_few.desk.profiling.public(with_few.desk.profiling.profile(YEAR))
    with_few.desk.profiling.export(ASHA, public, tmp_path / "a.csv", "The public")
    (copy,) = queries.public_copies(with_few.desk.book.db)
    assert copy.title == "Exploitation profile 2025-26, public copy"
    assert copy.hidden == frozenset(public.hidden_figures)
    on(with_few, date(2025, 10, 1), the_list(40, 30, 20))
    later = with_few.desk.profiling.public(with_few.desk.profiling.profile(YEAR))
    row = next(row for row in table(later, "exploitation").rows if row.label == "CCE only")
    assert [cell.words for cell in row.cells[1:3]] == ["c", "c"]
    assert "earlier public copy" in row.cells[1].why


def test_a_public_copy_that_was_only_looked_at_binds_nobody(with_few: TestDesk) -> None:
    with_few.desk.profiling.public(with_few.desk.profiling.profile(YEAR))
    assert queries.public_copies(with_few.desk.book.db) == ()


@pytest.mark.parametrize(
    ("name", "recipient"), [("a.csv", " "), ("a.docx", "The public"), ("gone/a.csv", "The public")]
)
def test_a_file_that_cannot_be_written_leaves_nothing_in_the_record(
    with_few: TestDesk, tmp_path: Path, name: str, recipient: str
) -> None:
    public = with_few.desk.profiling.public(with_few.desk.profiling.profile(YEAR))
    before = with_few.desk.book.head().seq
    with pytest.raises(Exception, match=r"\w"):
        with_few.desk.profiling.export(ASHA, public, tmp_path / name, recipient)
    assert with_few.desk.book.head().seq == before
    assert with_few.desk.exporting.made() == ()
    assert not (tmp_path / name).exists()


def test_a_copy_of_days_that_overlap_with_one_that_went_out_is_cautioned(with_few: TestDesk, tmp_path: Path) -> None:
    quarter = with_few.desk.profiling.public(with_few.desk.profiling.profile(parse_period("Q2 2025-26")))
    with_few.desk.profiling.export(ASHA, quarter, tmp_path / "a.csv", "The public")
    year = with_few.desk.profiling.public(with_few.desk.profiling.profile(YEAR))
    assert "overlap with these went out already (July to September 2025)" in year.caution
    other = with_few.desk.profiling.public(with_few.desk.profiling.profile(parse_period("Q3 2025-26")))
    assert "went out already" not in other.caution


def test_a_report_lists_what_lies_behind_it_or_what_is_chosen(with_few: TestDesk, tmp_path: Path) -> None:
    profile = with_few.desk.profiling.profile(YEAR)
    assert [one.title for one in with_few.desk.profiling.supporting(profile)] == ["Figures of 2024-25 as published"]
    chosen = (SupportingDocument(title="Strategy 2024 to 2027"),)
    with_few.desk.profiling.export(ASHA, profile, tmp_path / "a.pdf", "Scrutiny", supporting=chosen)
    text = everything_in(tmp_path / "a.pdf")
    assert "Strategy 2024 to 2027" in text
    assert "Figures of 2024-25" not in text


def test_a_core_member_exports_no_profile(with_few: TestDesk, tmp_path: Path) -> None:
    khan = PersonId(with_few.person("Abena Osei").id)
    with refusal():
        with_few.desk.profiling.export(khan, with_few.desk.profiling.profile(YEAR), tmp_path / "a.csv", "Me")
    assert not (tmp_path / "a.csv").exists()


def test_the_json_of_a_public_copy_tells_neither_numbers_nor_reasons(with_few: TestDesk) -> None:
    public = with_few.desk.profiling.public(with_few.desk.profiling.profile(YEAR))
    told = profile_report(public)
    assert told["public"] is True
    assert "why" not in str(told)
    assert "Figure(" not in str(told)
    full = profile_report(with_few.desk.profiling.profile(YEAR))
    assert full["tables"][0]["rows"][0]["cells"][1] == {"words": "40", "number": 40, "unit": ""}  # type: ignore[index]
