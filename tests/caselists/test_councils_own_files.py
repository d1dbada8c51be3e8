"""Files as councils keep and export them: trackers, vendor reports, police lists, workbooks by month."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import openpyxl
import pytest
import xlsxwriter
from tests.caselists.builders import A_ROW, PROFILE, a_csv, a_workbook, checked, the_row, with_column

from panel_desk.caselists.header import month_of
from panel_desk.caselists.preview import ImportPreview
from panel_desk.domain.children.cases import EpisodeRow, ListKind, ProfileRow
from panel_desk.domain.errors import DeskError

HEAD = ("LCS ID", "Name", "DOB", "Type", "Risk")
CHILD = ("104200", "Adeyemi, Amara", "03/05/2011", "CSE", "High")
OTHER = ("104201", "Kerr, Bo", "31/12/2010", "CCE", "Low")


def _saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _by_month(*names: str) -> bytes:
    book = openpyxl.Workbook()
    for name in names:
        sheet = book.create_sheet(name)
        for row in (HEAD, CHILD, OTHER):
            sheet.append(row)
    book.remove(book.worksheets[0])
    return _saved(book)


def _replaced(workbook: bytes, was: bytes, becomes: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(was, becomes))
    return out.getvalue()


def _types(cell: str) -> list[str]:
    return [t.value for t in the_row(checked(a_csv(HEAD, (*CHILD[:3], cell, "High")))).types]


def _value(preview: ImportPreview, heading: str) -> str:
    return next(r.became for r in preview.repairs if r.column == heading)


@pytest.mark.parametrize(
    ("cell", "types"),
    [
        ("CSE (online)", ["cse", "online"]),
        ("Child Sexual Exploitation (CSE)", ["cse"]),
        ("CCE (county lines)", ["cce", "county-lines"]),
        ("Online CSE", ["online", "cse"]),
        ("CSE CCE Missing", ["cse", "cce", "missing"]),
        ("C.S.E.", ["cse"]),
        ("1. CSE", ["cse"]),
        ("24A Child criminal exploitation", ["cce"]),
        ("Gang involvement", ["gangs"]),
        ("Forced labour", ["trafficking"]),
    ],
)
def test_types_are_found_however_they_are_worded(cell: str, types: list[str]) -> None:
    assert _types(cell) == types


def test_a_bracket_that_is_no_type_is_kept_with_the_reason() -> None:
    row = the_row(checked(a_csv(HEAD, (*CHILD[:3], "County Lines (cuckooing)", "High"))))
    assert [t.value for t in row.types] == ["county-lines"]
    assert "cuckooing" in row.reason


@pytest.mark.parametrize(
    ("cell", "risk"),
    [
        ("3 - High", "High"),
        ("3-High", "High"),
        ("High (3)", "High"),
        ("Level 2: Medium", "Medium"),
        ("CAT2", "Category 2"),
        ("A", "Amber"),
        ("Medium/High", "Medium/High"),
        ("3", "3"),
    ],
)
def test_a_risk_with_its_number_is_the_risk(cell: str, risk: str) -> None:
    assert the_row(checked(a_csv(HEAD, (*CHILD[:4], cell)))).risk == risk


@pytest.mark.parametrize(
    ("cell", "said"),
    [("Yes - by letter", True), ("y (phone)", True), ("No - refused", False), ("1 - Yes", True), ("Not yet", False)],
)
def test_yes_or_no_with_a_remark_is_read_and_told(cell: str, said: bool) -> None:
    preview = with_column("RHI offered", cell)
    assert the_row(preview).interview_offered is said
    assert _value(preview, "RHI offered") == ("Yes" if said else "No")


@pytest.mark.parametrize("cell", ["Pending", "Attempted", "x", "Norwich"])
def test_what_is_neither_yes_nor_no_is_left_empty_and_warned_of(cell: str) -> None:
    preview = with_column("RHI offered", cell)
    assert the_row(preview).interview_offered is None
    assert any("neither yes nor no" in p.why for p in preview.problems)


@pytest.mark.parametrize(
    ("cell", "local_id"),
    [("104,202", "104202"), ("１０４２０２", "104202"), ('="0104202"', "0104202"), ("104 208", "104 208")],
)
def test_a_childs_number_loses_only_what_a_spreadsheet_added(cell: str, local_id: str) -> None:
    assert the_row(checked(a_csv(HEAD, (cell, *CHILD[1:])))).facts.local_id == local_id


def test_words_in_place_of_a_childs_number_reject_the_row() -> None:
    preview = checked(a_csv(HEAD, CHILD, ("See notes", *OTHER[1:])))
    assert [(p.row, p.why) for p in preview.problems] == [(3, "“See notes” is no child's number")]


@pytest.mark.parametrize("cell", ["104217;104218", "104217 & 104218", "=104217"])
def test_a_doubtful_number_of_a_child_is_warned_of(cell: str) -> None:
    assert [p.column for p in checked(a_csv(HEAD, (cell, *CHILD[1:]))).problems] == ["LCS ID"]


@pytest.mark.parametrize("cell", ["03052011", "3052011", "20110503", "3\\5\\2011"])
def test_dates_without_slashes_are_read(cell: str) -> None:
    assert the_row(checked(a_csv(HEAD, (*CHILD[:2], cell, *CHILD[3:])))).facts.born_on == date(2011, 5, 3)


@pytest.mark.parametrize(("cell", "became"), [("15.6", "15"), ("15 yrs", "15"), ("14 years old", "14")])
def test_an_age_is_in_completed_years(cell: str, became: str) -> None:
    assert _value(with_column("Age", cell), "Age") == became


def test_a_heading_that_gives_the_order_of_names_is_believed() -> None:
    preview = checked(
        a_csv(("LCS ID", "Child's name (Surname, First)", "DOB", "Type", "Risk"), (*CHILD[:1], "Kerr Bo", *CHILD[2:]))
    )
    assert the_row(preview).facts.name == "Bo Kerr"


def test_headings_repeated_under_each_team_are_no_cases() -> None:
    preview = checked(a_csv(HEAD, CHILD, ("Team: LAC 2",), HEAD, OTHER))
    assert (preview.counts.rows, preview.counts.accepted) == (2, 2)
    assert "the headings again" in [s.why for s in preview.skipped]


@pytest.mark.parametrize(
    "row",
    [
        ("North total", "2", "", "", "", ""),
        ("Count of South", "1", "", "", "", ""),
        ("Grand Total", "2", "2", "2", "2", "2"),
        ("Subtotal", "", "1", "", "1", "1"),
    ],
)
def test_totals_between_and_below_the_cases_are_no_cases(row: tuple[str, ...]) -> None:
    preview = checked(a_csv(("Team", *HEAD), ("North", *CHILD), row, ("South", *OTHER)))
    assert preview.counts.rows == 2
    assert [s.why for s in preview.skipped] == ["a line of totals"]


@pytest.mark.parametrize("row", [("Produced by:", "Asha Rahman", "", "", ""), ("Date run", "22/11/2026", "", "", "")])
def test_a_footer_of_two_cells_is_no_case(row: tuple[str, ...]) -> None:
    assert [s.why for s in checked(a_csv(HEAD, CHILD, row)).skipped] == ["a remark, not a case"]


def test_start_and_end_alone_are_no_missing_episodes() -> None:
    rows = [("Person ID", "Person name", "Date of birth", "Classification", "Start date", "End date")]
    preview = checked(a_csv(*rows, ("104200", "Adeyemi, Amara", "03/05/2011", "CSE", "01/09/2026", "")))
    assert preview.kind is ListKind.PROFILE
    assert [t.value for t in the_row(preview).types] == ["cse"]


def test_start_and_end_are_missing_episodes_where_the_file_is_called_so() -> None:
    untrusted = a_csv(("Person ID", "Start date", "End date"), ("104200", "01/09/2026", ""))
    assert checked(untrusted, "missing episodes.csv").kind is ListKind.MISSING
    with pytest.raises(DeskError, match="headings"):
        checked(untrusted, "export.csv")


def test_a_status_that_says_nothing_of_missing_or_absent_rejects_no_row() -> None:
    head = ("Occurrence No", "Local Authority ID", "Date/Time Reported", "Date/Time Found", "Status")
    preview = checked(a_csv(head, ("44", "104201", "03-NOV-2026 22:10", "04-NOV-2026 06:00", "Closed")))
    (row,) = preview.case_rows
    assert isinstance(row, EpisodeRow)
    assert {c.heading: c.why for c in preview.columns}["Status"] == "says nothing of missing or absent"


def test_times_in_columns_of_their_own_are_read() -> None:
    head = ("CHILDID", "ABSENCETYPE", "DATECHILDLASTSEEN", "TIMECHILDLASTSEEN", "FOUNDREPORTDATE", "FOUNDREPORTTIME")
    (row,) = checked(a_csv(head, ("77", "MISSING", "03/09/2026", "7pm", "04/09/2026", "0.25"))).case_rows
    assert isinstance(row, EpisodeRow)
    assert (f"{row.started_at:%H:%M}", f"{row.ended_at:%H:%M}") == ("19:00", "06:00")


def test_headings_over_three_lines_are_put_together() -> None:
    lines = [
        ("Exploitation tracker", "", "", "", "", "", ""),
        ("Child", "", "", "Risk", "", "Referral", ""),
        ("LCS", "", "", "Exploitation", "", "", ""),
        ("ID", "Name", "DOB", "Type", "Level", "Date", "Notes"),
    ]
    preview = checked(a_csv(*lines, (*CHILD, "01/09/2026", "x")))
    row = the_row(preview)
    assert (row.risk, row.referred_on) == ("High", date(2026, 9, 1))
    assert preview.header_rows == (2, 4)


@pytest.mark.parametrize(
    ("names", "read"),
    [
        (("Oct 26", "Nov 26"), "Nov 26"),
        (("November 2026", "October 2026"), "November 2026"),
        (("January", "February", "April"), "February"),
        (("North", "South"), "North"),
    ],
)
def test_of_sheets_by_month_the_latest_is_read_and_the_others_are_told(names: tuple[str, ...], read: str) -> None:
    preview = checked(_by_month(*names), "tracker.xlsx")
    assert preview.sheet == read
    assert any("too. Choose another" in note for note in preview.notes)


def test_a_sheet_not_named_by_a_month_has_none() -> None:
    assert [month_of(name) for name in ("List", "Summary", "Marketing 2", "Decisions")] == [0, 0, 0, 0]


def test_a_hidden_sheet_is_named_where_no_other_holds_a_list() -> None:
    with pytest.raises(DeskError) as refused:
        checked(a_workbook(("Welcome to the tracker",), hidden=["Data"]), "list.xlsx")
    assert "“Data”" in (refused.value.remedy or "")


def test_errors_and_formulas_never_calculated_are_told_cell_by_cell() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (HEAD, ("104200", '=CONCATENATE("A", "B")', "03/05/2011", "CSE", "High")):
        sheet.append(row)
    preview = checked(_saved(book), "list.xlsx")
    assert [(r.row, r.column, r.read) for r in preview.repairs] == [(2, "Name", "(formula without a saved result)")]


def test_a_formula_that_shows_an_error_is_told_and_an_empty_result_is_not() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEAD)
        sheet.write_row(1, 0, CHILD[:3])
        sheet.write_formula(1, 3, '=""', None, "")
        sheet.write_formula(1, 4, "=1/0", None, "#DIV/0!")
    as_excel_saves_it = _replaced(out.getvalue(), b'<c r="D2"><f>', b'<c r="D2" t="str"><f>')
    preview = checked(as_excel_saves_it, "list.xlsx")
    assert [(r.column, r.read) for r in preview.repairs] == [("Risk", "#DIV/0!")]


def test_a_file_whose_lines_are_each_one_quoted_cell_is_divided() -> None:
    text = a_csv(HEAD, CHILD).decode().splitlines()
    preview = checked("\r\n".join('"' + line.replace('"', '""') + '"' for line in text).encode())
    assert preview.counts.accepted == 1
    assert any("quoted as a whole" in note for note in preview.notes)


def test_stray_quotation_marks_are_told_with_their_rows() -> None:
    preview = checked(a_csv(PROFILE, A_ROW) + b'104203,Bright "Billy" Hamza,04/07/2012,"F"x,CSE,High,,\r\n')
    assert any("(row 3)" in note for note in preview.notes)


def test_a_list_without_cases_or_without_types_says_so() -> None:
    assert "There are no cases below the headings." in checked(a_csv(HEAD)).notes
    preview = checked(a_csv(("LCS ID", "Name", "DOB"), CHILD[:3]))
    assert isinstance(preview.case_rows[0], ProfileRow)
    assert any("Is this an exploitation profile?" in note for note in preview.notes)


def test_a_web_page_in_utf_16_is_a_web_page() -> None:
    with pytest.raises(DeskError, match="web page"):
        checked(b"\xff\xfe" + "\n <div><table><tr><td>LCS ID".encode("utf-16-le"), "list.xls")


def test_the_previous_risk_is_never_taken_for_the_risk() -> None:
    preview = checked(
        a_csv((*HEAD[:4], "Previous risk level", "Risk level"), (*CHILD, ""), (*OTHER[:4], "High", "Low"))
    )
    assert [row.risk for row in preview.case_rows if isinstance(row, ProfileRow)] == ["", "Low"]
