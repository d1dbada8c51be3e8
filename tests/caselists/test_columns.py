"""Which column is taken for which field."""

from __future__ import annotations

import pytest
from tests.caselists.builders import A_ROW, AN_EPISODE, MISSING, PROFILE, a_csv, a_workbook, checked, the_row

from panel_desk.caselists.aliases import load_alias_tables
from panel_desk.caselists.columns import How, match_columns, source_signature
from panel_desk.caselists.header import unique_headings
from panel_desk.domain.children.cases import ListKind
from panel_desk.domain.errors import DeskError

TABLES = {table.kind: table for table in load_alias_tables()}


def _field(heading: str, kind: ListKind = ListKind.PROFILE) -> str:
    (column,) = match_columns([heading], [""], TABLES[kind], remembered={})
    return column.field


@pytest.mark.parametrize(
    "heading",
    [
        "DIM_PERSON_ID",
        "SUBJECT_COMPOUND_ID",
        "SUBJECTID",
        "Child Unique ID",
        "CHILD",
        "miss_person_id",
        "Case Number",
        "Person ID",
        "Mosaic ID",
        "LCS ID",
        "LCS ID ",
        "lcs_id",
        "Azeus ID",
        "ChildUniqueID",
        "Liquidlogic ID",
    ],
)
def test_every_vendors_number_of_the_child_is_the_local_id(heading: str) -> None:
    assert _field(heading) == "local_id"
    assert _field(heading, ListKind.MISSING) == "local_id"


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("START_DTTM", "started_at"),
        ("started_on", "started_at"),
        ("start_date", "started_at"),
        ("DATECHILDLASTSEEN", "started_at"),
        ("MIS_START", "started_at"),
        ("miss_missing_episode_start_date", "started_at"),
        ("END_DTTM", "ended_at"),
        ("completed_on", "ended_at"),
        ("end_date", "ended_at"),
        ("FOUNDREPORTDATE", "ended_at"),
        ("MIS_END", "ended_at"),
        ("MISSING_STATUS", "kind"),
        ("missing_category", "kind"),
        ("ABSENCETYPE", "kind"),
        ("MISSING", "kind"),
        ("Child Absent or Missing", "kind"),
        ("RETURN_INTERVIEW_OFFERED", "interview_offered"),
        ("Child Offered Return Interview", "interview_offered"),
        ("HASARETURNHOMEINTERVIEWBEENOFFERED", "interview_offered"),
        ("miss_missing_rhi_accepted", "interview_accepted"),
        ("RETURN_INTERVIEW_DATE", "interview_at"),
    ],
)
def test_every_vendors_episode_columns_are_known(heading: str, field: str) -> None:
    assert _field(heading, ListKind.MISSING) == field


@pytest.mark.parametrize(
    "heading",
    [
        "Worker phone",
        "Worker email",
        "Team manager",
        "Worker 2",
        "Sender",
        "Region",
        "Parent name",
        "Risk date",
        "School phone",
        "Date of death",
        "Type of school",
        "Previous surname",
        "Reason for closure",
        "Sibling names",
        "GP name",
        "Start date of plan",
    ],
)
def test_a_column_near_a_known_one_is_not_taken_for_it(heading: str) -> None:
    assert _field(heading) == ""


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Date of brith", "born_on"),
        ("Surnmae", "surname"),
        ("Social wroker", "worker"),
        ("Ethnicty", "ethnicity"),
        ("Gendre", "sex"),
    ],
)
def test_a_misspelt_heading_is_recognised_by_likeness_and_says_so(heading: str, field: str) -> None:
    (column,) = match_columns([heading], [""], TABLES[ListKind.PROFILE], remembered={})
    assert (column.field, column.how) == (field, How.LIKENESS)
    assert column.why.startswith("like “")


def test_of_two_columns_for_one_field_the_fuller_wins_and_the_other_is_told() -> None:
    columns = match_columns(["Person ID", "LCS ID"], ["", ""], TABLES[ListKind.PROFILE], remembered={}, filled=[2, 9])
    assert [c.field for c in columns] == ["", "local_id"]
    assert columns[0].why == "“LCS ID” already gives local id"


def test_a_person_can_change_what_a_column_means() -> None:
    untrusted = a_csv((*PROFILE, "Ref"), (*A_ROW, "998"))
    preview = checked(untrusted, remembered={"LCS ID": "", "Ref": "local_id"})
    assert the_row(preview).facts.local_id == "998"
    assert {c.heading: c.field for c in preview.columns}["LCS ID"] == ""


def test_a_choice_that_is_no_field_is_not_used_and_told() -> None:
    (column,) = match_columns(["Ref"], [""], TABLES[ListKind.PROFILE], remembered={"Ref": "nonsense"})
    assert column.field == ""
    assert "no field" in column.why


def test_lists_with_the_same_headings_share_a_signature() -> None:
    assert source_signature(["LCS ID ", "D.O.B"]) == source_signature(["lcs_id", "DOB"])
    assert source_signature(["LCS ID"]) != source_signature(["LCS ID", "DOB"])


def test_repeated_headings_are_numbered_and_empty_ones_get_their_letter() -> None:
    assert unique_headings(["Date", "Date", "", ""], [1, 1, 1, 0]) == ["Date", "Date (2)", "(column C)", ""]


def test_unknown_columns_are_reported() -> None:
    preview = checked(a_csv((*PROFILE, "Shoe size"), (*A_ROW, "42")))
    assert "Columns not used: “Shoe size”." in preview.notes
    assert preview.report()["columns"]["Shoe size"] == ""  # type: ignore[index]


def test_banners_above_the_headings_are_reported_and_the_rows_keep_their_numbers() -> None:
    preview = checked(a_csv(["Exploitation profile"], ["Run 16/11/2026"], [], PROFILE, A_ROW))
    assert preview.header_rows == (4, 4)
    assert [(s.first_row, s.read) for s in preview.skipped] == [(1, "Exploitation profile"), (2, "Run 16/11/2026")]
    assert preview.lines[0].row == 5


def test_a_heading_over_two_lines_is_put_together() -> None:
    above = ("Child", "", "Date of", "", "Level of", "")
    below = ("LCS ID", "Name", "birth", "Gender", "risk", "Type(s)")
    preview = checked(a_csv(above, below, ("1", "A, B", "03/05/2011", "F", "High", "CSE")))
    row = the_row(preview)
    assert (row.facts.born_on is not None, row.risk) == (True, "High")
    assert preview.header_rows == (1, 2)


@pytest.mark.parametrize(
    ("rows", "kind"),
    [
        ((PROFILE, A_ROW), ListKind.PROFILE),
        ((MISSING, AN_EPISODE), ListKind.MISSING),
        (
            (("CHILD", "DOB", "MISSING", "MIS_START", "MIS_END"), ("1", "01/01/2011", "M", "01/02/2026", "")),
            ListKind.MISSING,
        ),
        (
            (("LCS ID", "Name", "Referral date", "Source agency", "Reason for referral"), ("1", "A, B", "", "", "")),
            ListKind.REFERRALS,
        ),
        ((("Kind", "Name", "Concern", "Lead agency"), ("Location", "Park", "x", "Police")), ListKind.CONCERNS),
    ],
)
def test_the_kind_of_list_is_told_from_its_headings(rows: tuple[tuple[str, ...], ...], kind: ListKind) -> None:
    assert checked(a_csv(*rows)).kind is kind


def test_a_person_can_choose_the_kind() -> None:
    assert checked(a_csv(PROFILE, A_ROW), kind=ListKind.REFERRALS).kind is ListKind.REFERRALS


def test_hidden_sheets_are_named_and_not_read() -> None:
    preview = checked(a_workbook(PROFILE, A_ROW, hidden=["lookups"]), "list.xlsx")
    assert preview.sheets == ("List",)
    assert "Hidden sheets were not read: “lookups”." in preview.notes


def test_a_sheet_that_is_not_there_is_refused_by_name() -> None:
    with pytest.raises(DeskError, match="no sheet called “Nope”"):
        checked(a_workbook(PROFILE, A_ROW), "list.xlsx", sheet="Nope")


def test_a_yes_no_column_for_one_type_adds_that_type() -> None:
    preview = checked(a_csv(("LCS ID", "Name", "CSE", "CCE", "County lines"), ("1", "A, B", "Y", "No", "Yes")))
    assert [t.value for t in the_row(preview).types] == ["cse", "county-lines"]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Risk (H/M/L)", "risk"),
        ("DOB (dd/mm/yyyy)", "born_on"),
        ("UPN (if known)", "upn"),
        ("Gender [M/F]", "sex"),
        ("Worker (phone)", ""),
        ("School (previous)", ""),
    ],
)
def test_a_hint_in_brackets_is_no_part_of_the_heading_but_another_word_is(heading: str, field: str) -> None:
    assert _field(heading) == field


def test_a_mark_in_a_column_for_one_type_says_yes() -> None:
    preview = checked(a_csv(("LCS ID", "Name", "CSE", "CCE"), ("1", "A, B", "x", "")))
    assert [t.value for t in the_row(preview).types] == ["cse"]
    assert preview.repairs[0].why == "a mark says yes"


def test_rows_without_headings_are_refused_and_never_guessed() -> None:
    rows = [("104200", "Adeyemi", "03/05/2011", "CSE", "Online"), ("104203", "Bright", "03/05/2012", "CCE", "Online")]
    with pytest.raises(DeskError, match="headings"):
        checked(a_csv(*rows))
