"""Single cells: what was repaired, and why."""

from __future__ import annotations

import io

import pytest
import xlsxwriter
from tests.caselists.builders import A_ROW, PROFILE, a_csv, a_profile, a_workbook, checked, the_row, with_column

from panel_desk.caselists.findings import Weight, shortened
from panel_desk.domain.children.cases import ExploitationType

CSE, CCE, GANGS = ExploitationType.CSE, ExploitationType.CCE, ExploitationType.GANGS
LINES, ONLINE = ExploitationType.COUNTY_LINES, ExploitationType.ONLINE


def test_a_clean_row_is_taken_as_it_is() -> None:
    preview = a_profile()
    assert preview.repairs == ()
    assert preview.problems == ()
    assert preview.lines[0].state == "as it is"


@pytest.mark.parametrize(
    ("read", "became"),
    [("1761444.0", "1761444"), ("1761444.00", "1761444"), ("'0104311", "0104311"), ("104\u00a0311", "104 311")],
)
def test_a_mangled_local_id_is_repaired(read: str, became: str) -> None:
    preview = a_profile(LCS_ID=read)
    assert the_row(preview).facts.local_id == became
    (repair,) = preview.repairs
    assert (repair.row, repair.column, repair.read, repair.became) == (2, "LCS ID", read, became)
    assert repair.why


@pytest.mark.parametrize("local_id", ["0104311", "LAC-17/b", "104200"])
def test_a_local_id_is_text_with_its_leading_zeros(local_id: str) -> None:
    preview = a_profile(LCS_ID=local_id)
    assert the_row(preview).facts.local_id == local_id
    assert preview.repairs == ()


def test_a_number_cell_of_a_workbook_is_no_repair() -> None:
    preview = checked(a_workbook(PROFILE, (104200, *A_ROW[1:])), "list.xlsx")
    assert the_row(preview).facts.local_id == "104200"
    assert preview.repairs == ()


@pytest.mark.parametrize("read", ["1.76E+06", "x" * 50, "", "  ", "#N/A", "not recorded"])
def test_a_lost_local_id_rejects_the_row_with_its_reason(read: str) -> None:
    preview = a_profile(LCS_ID=read)
    assert preview.counts.rejected == 1
    assert preview.problems[0].weight is Weight.REJECTS
    assert preview.problems[0].column == "LCS ID"
    assert preview.repairs == ()


@pytest.mark.parametrize("read", [104200.5, -3])
def test_a_number_that_is_no_whole_number_is_no_local_id(read: float) -> None:
    assert checked(a_workbook(PROFILE, (read, *A_ROW[1:])), "list.xlsx").counts.rejected == 1


@pytest.mark.parametrize("read", ["#N/A", "-", "Not recorded", "NULL", "n/a", "TBC", "–", "(blank)", "#REF!"])
def test_words_for_nothing_are_taken_as_empty_and_listed(read: str) -> None:
    preview = with_column("School", read)
    assert the_row(preview).facts.school == ""
    assert [(r.read, r.became) for r in preview.repairs] == [(read, "")]


@pytest.mark.parametrize(
    ("read", "became", "why"),
    [
        ("Northfield\u00a0College", "Northfield College", "non-breaking space"),
        ("North\u202efield", "Northfield", "invisible"),
        ("North\x07field", "Northfield", "control"),
        ("Cafe\u0301 School", "Café School", "accents"),
        ("Northfield   College", "Northfield College", "spaces"),
        ("St Aldhelm’s", "St Aldhelm's", "apostrophe"),
    ],
)
def test_invisible_trouble_in_text_is_repaired(read: str, became: str, why: str) -> None:
    preview = with_column("School", read)
    assert the_row(preview).facts.school == became
    assert why in preview.repairs[0].why


def test_outer_spaces_are_trimmed_without_a_word() -> None:
    preview = with_column("School", "  Northfield College  ")
    assert the_row(preview).facts.school == "Northfield College"
    assert preview.repairs == ()


@pytest.mark.parametrize(
    "read", ["<img src='/etc/passwd'>", "😀 ok", "مرحبا", "AT&T; <b>", "‘quoted’ – £300", "one\ntwo"]
)
def test_free_text_is_kept_to_the_letter(read: str) -> None:
    preview = a_profile(**{"Reason_/_update": read})
    assert the_row(preview).reason == read
    assert preview.repairs == ()


@pytest.mark.parametrize("read", ["=HYPERLINK(1)", "@SUM(A1)"])
def test_what_looks_like_a_formula_is_kept_as_text_with_a_warning(read: str) -> None:
    preview = a_profile(**{"Reason_/_update": read})
    assert the_row(preview).reason == read
    assert preview.lines[0].state == "usable, warned"


def test_a_text_beyond_the_limit_is_left_out_and_the_row_kept() -> None:
    preview = a_profile(**{"Reason_/_update": "x" * 100_000})
    assert the_row(preview).reason == ""
    assert "100,000 characters" in preview.problems[0].why
    assert preview.problems[0].weight is Weight.WARNS


def test_a_long_text_within_the_limit_is_kept_whole() -> None:
    assert len(the_row(a_profile(**{"Reason_/_update": "x" * 30_000})).reason) == 30_000


@pytest.mark.parametrize(
    ("read", "became"),
    [("M", "Male"), ("f", "Female"), ("1", "Male"), ("2", "Female"), ("b) Female", "Female"), ("FEMALE", "Female")],
)
def test_sex_is_read_from_codes(read: str, became: str) -> None:
    preview = a_profile(Gender=read)
    assert the_row(preview).facts.sex == became
    assert preview.repairs[0].became == became


def test_a_sex_the_desk_does_not_know_is_kept_as_the_source_words_it() -> None:
    assert the_row(a_profile(Gender="Non-binary")).facts.sex == "Non-binary"


@pytest.mark.parametrize(
    ("read", "became"),
    [
        ("HIGH ", "High"),
        ("med", "Medium"),
        ("High risk", "High"),
        ("M", "Medium"),
        ("Cat 2", "Category 2"),
        ("Very worried", "Very worried"),
    ],
)
def test_risk_words_are_written_one_way(read: str, became: str) -> None:
    assert the_row(a_profile(Risk_level=read)).risk == became


def test_a_risk_of_none_is_a_level_and_not_an_empty_cell() -> None:
    assert the_row(a_profile(Risk_level="None")).risk == "None"


@pytest.mark.parametrize(
    ("read", "types"),
    [
        ("CSE", (CSE,)),
        ("CCE; CSE", (CCE, CSE)),
        ("CSE/CCE", (CSE, CCE)),
        ("CSE\nOnline", (CSE, ONLINE)),
        ("SYV/Gangs; CCE", (GANGS, CCE)),
        ("CCE / County lines", (CCE, LINES)),
        ("cce", (CCE,)),
        ("Child Criminal Exploitation", (CCE,)),
        ("11A; 24A", (CSE, CCE)),
        ("a) CSE", (CSE,)),
        ("CSE & CCE", (CSE, CCE)),
        ("CSE and online", (CSE, ONLINE)),
        ("CCE - County lines", (CCE, LINES)),
        ("at risk of CSE", (CSE,)),
        ("Trafficking & modern slavery", (ExploitationType.TRAFFICKING,)),
        ("CSE, CSE", (CSE,)),
        ("", ()),
        ("None", ()),
    ],
)
def test_types_are_read_however_they_are_listed(read: str, types: tuple[ExploitationType, ...]) -> None:
    assert the_row(a_profile(**{"Type(s)": read})).types == types


def test_a_type_the_desk_does_not_know_is_kept_with_the_reason_and_warned_of() -> None:
    preview = a_profile(**{"Type(s)": "CSE; Cuckooing"})
    row = the_row(preview)
    assert (row.types, row.reason) == ((CSE,), "Review due [Type as listed: Cuckooing]")
    assert "Cuckooing" in preview.problems[0].why


@pytest.mark.parametrize(
    ("read", "surname", "forenames"),
    [
        ("ADEYEMI, Amara", "Adeyemi", "Amara"),
        ("O'CONNOR, Iwan", "O'Connor", "Iwan"),
        ("O’Connor, Iwan", "O'Connor", "Iwan"),
        ("OWUSU-MENSAH, Xavi", "Owusu-Mensah", "Xavi"),
        ("MacRae, Zofia", "MacRae", "Zofia"),
        ("MCDONALD, Ann", "McDonald", "Ann"),
        ("VAN DER BERG, LENA", "van der Berg", "Lena"),
        ("Amara Adeyemi", "Adeyemi", "Amara"),
        ("Lena van der Berg", "van der Berg", "Lena"),
        ("Amara ADEYEMI", "Adeyemi", "Amara"),
        ("ADEYEMI Amara", "Adeyemi", "Amara"),
        ("Mary Ann Smith", "Smith", "Mary Ann"),
        ("DĄBROWSKI, Vera", "Dąbrowski", "Vera"),
        ("Miss Amara Adeyemi", "Adeyemi", "Amara"),
        ("ST.JOHN, Jun", "St.John", "Jun"),
        ("DE-SOUZA, Cerys", "de-Souza", "Cerys"),
        ("Amara", "Amara", ""),
        ("李, 小龍", "李", "小龍"),
    ],
)
def test_names_in_one_column_are_taken_apart(read: str, surname: str, forenames: str) -> None:
    preview = a_profile(Name=read)
    facts = the_row(preview).facts
    assert (facts.surname, facts.forenames) == (surname, forenames)
    assert preview.repairs or read == f"{surname}, {forenames}"


@pytest.mark.parametrize("read", ["Amara", "Adeyemi, Amara, Jr", "?ahin, Grace"])
def test_a_doubtful_name_is_warned_of(read: str) -> None:
    assert a_profile(Name=read).lines[0].state == "usable, warned"


@pytest.mark.parametrize(("read", "value"), [("14.0", 14), ("14", 14), (" 14 ", 14)])
def test_an_age_may_be_a_float(read: str, value: int) -> None:
    preview = with_column("Age", read)
    assert preview.problems == () if abs(15 - value) <= 1 else preview.problems
    assert [r.became for r in preview.repairs] == (["14"] if "." in read else [])


def test_an_age_that_contradicts_the_date_of_birth_is_warned_of() -> None:
    (problem,) = with_column("Age", "9").problems
    assert problem.why == "age 9 does not fit the date of birth"


@pytest.mark.parametrize(
    ("read", "value", "warned"),
    [
        ("943 476 5870", "9434765870", False),
        ("9434765870", "9434765870", False),
        ("943.476.5870", "9434765870", False),
        ("NHS: 943 476 5870", "9434765870", False),
        ("NHS No. 943-476-5870", "9434765870", False),
        ("9434765870.0", "9434765870", False),
        ("9434765871", "9434765871", True),
        ("12", "12", True),
    ],
)
def test_an_nhs_number_with_a_wrong_check_digit_warns_and_never_rejects(read: str, value: str, warned: bool) -> None:
    preview = with_column("NHS number", read)
    assert the_row(preview).facts.nhs_number == value
    assert bool(preview.problems) is warned


@pytest.mark.parametrize(
    ("read", "value", "warned"),
    [
        ("B801200005001", "B801200005001", False),
        ("b801200005001", "B801200005001", False),
        ("A801200005001", "A801200005001", True),
        ("UN3", "UN3", False),
    ],
)
def test_a_upn_with_a_wrong_check_letter_warns_and_never_rejects(read: str, value: str, warned: bool) -> None:
    preview = with_column("UPN", read)
    assert the_row(preview).facts.upn == value
    assert bool(preview.problems) is warned


@pytest.mark.parametrize(
    ("read", "value"),
    [
        ("Y", True),
        ("NO", False),
        ("a) Yes", True),
        ("b) No", False),
        ("NA", None),
        ("NULL", None),
        ("", None),
        ("Refused", False),
    ],
)
def test_yes_and_no_are_read_from_codes(read: str, value: bool | None) -> None:
    assert the_row(with_column("RHI accepted", read)).interview_accepted is value


def test_an_answer_that_is_neither_yes_nor_no_is_left_empty_and_said() -> None:
    preview = with_column("RHI accepted", "perhaps")
    assert the_row(preview).interview_accepted is None
    assert "neither yes nor no" in preview.problems[0].why


@pytest.mark.parametrize(("read", "value"), [("a) WBRI", "WBRI"), ("White British", "White British")])
def test_the_letters_of_answer_lists_are_removed(read: str, value: str) -> None:
    assert the_row(with_column("Ethnicity", read)).facts.ethnicity == value


def test_findings_show_control_characters_as_pictures() -> None:
    assert shortened("a\x1b[31m") == "a␛[31m"
    assert len(shortened("x" * 999)) == 201


def test_a_cell_merged_over_rows_counts_for_each() -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet("List")
    for index, row in enumerate(
        (PROFILE, A_ROW, ("104203", "Bright, Hamza", "04/07/2012", "Male", "CCE", "", "01/09/2026", ""))
    ):
        sheet.write_row(index, 0, row)
    sheet.merge_range(1, 5, 2, 5, "High")
    book.close()
    preview = checked(out.getvalue(), "list.xlsx")
    assert [row.risk for row in preview.case_rows] == ["High", "High"]  # type: ignore[union-attr]
    assert [(r.row, r.became, r.why) for r in preview.repairs] == [(3, "High", "the cell is merged with row 2")]


def test_a_column_of_both_name_parts_leaves_the_whole_name_unused() -> None:
    preview = checked(a_csv(("LCS ID", "Surname", "Forename", "Name"), ("1", "ADEYEMI", "Amara", "X Y")))
    assert the_row(preview).facts.name == "Amara Adeyemi"
    assert "“Name”" in preview.notes[-1]


@pytest.mark.parametrize(
    ("read", "became"),
    [("MORGAN, Alex", "Alex Morgan"), ("O'DOWD, Fionnuala", "Fionnuala O'Dowd"), ("Duty, Team 2", "Duty, Team 2")],
)
def test_a_worker_is_named_as_an_agenda_prints_presenters(read: str, became: str) -> None:
    preview = with_column("Allocated Worker", read)
    assert the_row(preview).facts.worker == became
    assert [r.became for r in preview.repairs] == ([became] if read != became else [])


@pytest.mark.parametrize("heading", ["NHS number", "UPN"])
def test_a_number_that_a_spreadsheet_rounded_is_lost_and_said_so(heading: str) -> None:
    preview = with_column(heading, "9.43E+09")
    facts = the_row(preview).facts
    assert (facts.nhs_number, facts.upn) == ("", "")
    assert [p.why for p in preview.problems] == [
        "9.43E+09 was rounded by a spreadsheet, so the number is lost; left empty"
    ]
