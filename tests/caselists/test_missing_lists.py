"""Missing lists as councils and the police send them: other numbers, other zones, times that cannot be."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from tests.caselists.builders import a_csv, checked

from panel_desk.caselists.known import KnownToDesk
from panel_desk.caselists.preview import ImportPreview
from panel_desk.domain.children.cases import ChildFacts, EpisodeRow, ListKind

HEADINGS = (
    "Person ID", "NHS number", "UPN", "DOB", "Name", "Missing from", "Returned", "Missing or absent", "RHI date",
    "RHI provider",
)  # fmt: skip
NHS, UPN = "943 476 5870", "B801200005001"


def a_list(known: KnownToDesk | None = None, **cells: str) -> ImportPreview:
    """A missing list of one row; cells by heading, with underscores for spaces."""
    usual = {
        "Person_ID": "104200",
        "Missing_from": "03/09/2026 19:20",
        "Returned": "05/09/2026 21:20",
        "Missing_or_absent": "Missing",
        **cells,
    }
    row = [usual.get(heading.replace(" ", "_"), "") for heading in HEADINGS]
    return checked(a_csv(HEADINGS, row), "missing.csv", known=known or KnownToDesk())


def the_row(preview: ImportPreview) -> EpisodeRow:
    (row,) = preview.case_rows
    assert isinstance(row, EpisodeRow)
    return row


def whys(preview: ImportPreview) -> list[str]:
    return [problem.why for problem in preview.problems]


def test_numbers_name_and_provider_of_a_missing_list_are_read() -> None:
    preview = a_list(
        NHS_number=NHS, UPN=UPN.lower(), DOB="03/05/2011", Name="Adeyemi, Amara", RHI_provider="Safe Steps"
    )
    row = the_row(preview)
    assert preview.kind is ListKind.MISSING
    assert (row.nhs_number, row.upn, row.born_on) == ("9434765870", UPN, date(2011, 5, 3))
    assert (row.surname, row.forenames, row.interview_provider) == ("Adeyemi", "Amara", "Safe Steps")


@pytest.mark.parametrize(
    ("cells", "kept_under", "why"),
    [
        (
            {"NHS_number": NHS},
            "NHS 9434765870",
            "no local ID: kept under the NHS number until the child is found by it",
        ),
        (
            {"UPN": UPN, "DOB": "03/05/2011"},
            f"UPN {UPN}",
            "no local ID: kept under the UPN until the child is found by it",
        ),
    ],
)
def test_a_row_without_a_local_id_is_kept_under_another_number_and_says_so(
    cells: dict[str, Any], kept_under: str, why: str
) -> None:
    preview = a_list(Person_ID="", **cells)
    assert the_row(preview).local_id == kept_under
    assert [(r.row, r.column, r.became, r.why) for r in preview.repairs if r.column == "Person ID"] == [
        (2, "Person ID", kept_under, why)
    ]
    assert preview.counts.repaired == 1


@pytest.mark.parametrize("cells", [{}, {"UPN": UPN}, {"Name": "Adeyemi, Amara", "DOB": "03/05/2011"}])
def test_a_row_that_names_no_child_is_not_usable(cells: dict[str, Any]) -> None:
    assert whys(a_list(Person_ID="", **cells)) == [
        "no local ID, NHS number, or UPN with date of birth, and a child is never matched by name alone"
    ]


def test_a_list_without_a_column_of_local_ids_is_read_by_nhs_number() -> None:
    rows = (("NHS no", "Missing from", "Returned"), (NHS, "03/09/2026 19:20", "05/09/2026 21:20"))
    preview = checked(a_csv(*rows), "missing.csv", kind=ListKind.MISSING)
    assert the_row(preview).local_id == "NHS 9434765870"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2026-09-03T20:20:00+02:00", "2026-09-03 19:20"),
        ("2026-09-03T18:20:00Z", "2026-09-03 19:20"),
        ("2026-09-03T18:20:00+00:00", "2026-09-03 19:20"),
        ("03/09/2026 20:20 +0200", "2026-09-03 19:20"),
        ("3 September 2026 20:20 +02:00", "2026-09-03 19:20"),
        ("3 September 2026 18:20 UTC", "2026-09-03 19:20"),
        ("3 September 2026 18:20 GMT", "2026-09-03 19:20"),
        ("3 September 2026 19:20 BST", "2026-09-03 19:20"),
        ("2026-09-04T00:30:00+02:00", "2026-09-03 23:30"),
    ],
)
def test_a_time_with_a_zone_becomes_englands_clock_time_and_says_so(written: str, read: str) -> None:
    preview = a_list(Missing_from=written)
    assert the_row(preview).started_at == datetime.fromisoformat(read)
    changed = not written.endswith("BST")
    told = any("England's clock time" in r.why for r in preview.repairs if r.column == "Missing from")
    assert told is changed


@pytest.mark.parametrize("written", ["2026-01-15T19:20:00Z", "2026-01-15T19:20:00+00:00"])
def test_in_winter_utc_is_englands_time_and_no_repair_is_told(written: str) -> None:
    preview = a_list(Missing_from=written, Returned="2026-01-16T07:20:00Z")
    assert the_row(preview).started_at == datetime(2026, 1, 15, 19, 20)  # noqa: DTZ001 - England's wall clock
    assert not any("clock time" in r.why for r in preview.repairs)


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"Missing_from": ""}, "no start, and an episode without one cannot be counted"),
        ({"Returned": "02/09/2026 21:20"}, "ends before it starts"),
        ({"Returned": "03/12/2026 21:20"}, "ends on 03/12/2026, which is in the future"),
        ({"Missing_from": "03/12/2026", "Returned": ""}, "starts on 03/12/2026, which is in the future"),
        ({"DOB": "04/09/2026"}, "starts before the child was born"),
    ],
)
def test_an_episode_that_cannot_be_is_not_usable(cells: dict[str, Any], why: str) -> None:
    preview = a_list(**cells)
    assert (preview.counts.rejected, whys(preview)) == (1, [why])


@pytest.mark.parametrize(
    ("began", "ended", "expected"),
    [
        ("01/08/2025 12:00", "05/09/2026 12:00", []),
        ("01/08/2025 12:00", "05/09/2026 12:01", ["lasts more than 400 days; an earlier return may be missing"]),
    ],
)
def test_an_episode_of_more_than_400_days_is_kept_and_warned_of(began: str, ended: str, expected: list[str]) -> None:
    preview = a_list(Missing_from=began, Returned=ended)
    assert (preview.counts.accepted, whys(preview)) == (1, expected)


def test_the_second_of_two_equal_times_in_october_is_after_the_first() -> None:
    preview = a_list(Missing_from="25/10/2026 01:50", Returned="25/10/2026 01:10")
    assert (preview.counts.accepted, whys(preview)) == (1, [])


def test_an_interview_on_a_day_alone_is_known_as_such() -> None:
    row = the_row(a_list(RHI_date="07/09/2026"))
    assert (row.interview_at, row.interview_time_known) == (datetime(2026, 9, 7), False)  # noqa: DTZ001 - wall clock


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2026-08-01 22:10 BST", "2026-08-01 22:10"),
        ("2026-08-01T22:10:00 (BST)", "2026-08-01 22:10"),
        ("2026-07-03 22:10:00 UTC", "2026-07-03 23:10"),
        ("Thu 2026-06-04 22:10", "2026-06-04 22:10"),
        ("Thursday, 04/06/2026 22:10", "2026-06-04 22:10"),
        ("Thu 04/06/2026 10.10pm GMT", "2026-06-04 23:10"),
        ("Thu 4 June 2026 22:10", "2026-06-04 22:10"),
    ],
)
def test_a_weekday_or_the_name_of_a_zone_never_turns_day_and_month(written: str, read: str) -> None:
    row = the_row(a_list(Missing_from=written))
    assert (row.started_at, row.start_time_known) == (datetime.fromisoformat(read), True)


@pytest.mark.parametrize("written", ["2026-08-01 22:10 CEST", "1 August 2026 22:10 CEST", "01/08/2026 22:10 EST"])
def test_a_time_in_a_zone_that_is_not_known_is_refused(written: str) -> None:
    assert whys(a_list(Missing_from=written)) == [f"“{written}” is told in a time zone that the desk does not know"]


@pytest.mark.parametrize("written", ["2026-08-01 22h10", "2026-08-01 22:10:00 hrs"])
def test_what_follows_a_date_that_begins_with_the_year_is_not_guessed_at(written: str) -> None:
    assert the_row(a_list(RHI_date=written)).interview_at is None


@pytest.mark.parametrize(
    "cells",
    [
        {"NHS_number": "9.43E+09"},
        {"NHS_number": "Pending"},
        {"NHS_number": "0000000000"},
        {"UPN": "UN1", "DOB": "03/05/2011"},
        {"UPN": "PENDING", "DOB": "03/05/2011"},
    ],
)
def test_what_stands_in_the_place_of_a_number_names_no_child(cells: dict[str, Any]) -> None:
    preview = a_list(Person_ID="", **cells)
    assert preview.counts.rejected == 1
    assert any("never matched by name alone" in why for why in whys(preview))


def children_of(*rows: tuple[str, str]) -> list[tuple[str, str, str]]:
    """Number kept under, NHS number and row's name, of lines without local IDs: date of birth and name of each."""
    lines = [
        ("", NHS, "", born, name, f"0{n}/09/2026 19:20", "", "Missing", "", "")
        for n, (born, name) in enumerate(rows, 1)
    ]
    preview = checked(a_csv(HEADINGS, *lines), "missing.csv")
    return [(row.local_id, row.nhs_number, row.surname) for row in preview.case_rows if isinstance(row, EpisodeRow)]


def test_two_children_with_one_nhs_number_are_kept_apart_by_their_births() -> None:
    assert children_of(("03/05/2011", "Adeyemi, Amara"), ("04/06/2012", "Hill, Ana"), ("", "Hill, Ana")) == [
        ("NHS 9434765870, born 03/05/2011", "9434765870", "Adeyemi"),
        ("NHS 9434765870, born 04/06/2012", "9434765870", "Hill"),
        ("NHS 9434765870, A.H.", "", "Hill"),
    ]


def test_two_names_without_births_under_one_nhs_number_are_joined_to_nobody() -> None:
    assert children_of(("", "Adeyemi, Amara"), ("", "Hill, Ana")) == [
        ("NHS 9434765870, A.A.", "", "Adeyemi"),
        ("NHS 9434765870, A.H.", "", "Hill"),
    ]


def test_one_child_who_is_spelled_otherwise_or_not_named_stays_one() -> None:
    found = children_of(("03/05/2011", "Adeyemi, Amara"), ("03/05/2011", "Adeyemi, Amarah"), ("", ""))
    assert {number for number, _, _ in found} == {"NHS 9434765870"}


def known_as(local_id: str) -> KnownToDesk:
    facts = ChildFacts(
        local_id=local_id, surname="Adeyemi", forenames="Amara", born_on=date(2011, 5, 3), nhs_number="9434765870"
    )
    return KnownToDesk(children=(facts,))


@pytest.mark.parametrize(("nhs", "read"), [("9434765919", "0104200"), ("9434765870", "104200"), ("Pending", "104200")])
def test_another_nhs_number_keeps_a_number_with_other_zeros_apart(nhs: str, read: str) -> None:
    preview = a_list(known=known_as("104200"), Person_ID="0104200", NHS_number=nhs)
    assert the_row(preview).local_id == read


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"NHS_number": "9434765919"}, "NHS number"),
        ({"DOB": "01/07/2012"}, "date of birth"),
        (
            {"NHS_number": "9434765919", "DOB": "01/07/2012", "Name": "Hill, Ana"},
            "NHS number and date of birth and name",
        ),
    ],
)
def test_a_line_that_tells_another_child_under_a_number_is_warned_of(cells: dict[str, Any], words: str) -> None:
    preview = a_list(known=known_as("104200"), **cells)
    assert whys(preview) == [f"104200 has another {words} on the desk; is it the child?"]


def test_a_line_that_tells_the_child_as_the_desk_does_is_not_warned_of() -> None:
    alike = {"NHS_number": NHS, "DOB": "03/05/2011", "Name": "Adeyemi, Amarah"}
    assert whys(a_list(known=known_as("104200"), **alike)) == []


def start_of(**cells: str) -> tuple[datetime, bool]:
    """When the only episode of a list with these columns starts, and whether the time is known."""
    headings = [heading.replace("_", " ") for heading in cells]
    rows = (("Person ID", *headings, "Missing or absent"), ("104200", *cells.values(), "Missing"))
    row = the_row(checked(a_csv(*rows), "missing.csv", kind=ListKind.MISSING))
    return row.started_at, row.start_time_known


@pytest.mark.parametrize(
    "order",
    [
        ("Date_Reported", "Time_Reported", "Date_Last_Seen", "Time_Last_Seen"),
        ("Date_Reported", "Date_Last_Seen", "Time_Last_Seen", "Time_Reported"),
    ],
)
def test_a_time_is_taken_with_the_date_of_the_same_event(order: tuple[str, ...]) -> None:
    cells = {
        "Date_Reported": "04/09/2026", "Time_Reported": "01:15",
        "Date_Last_Seen": "03/09/2026", "Time_Last_Seen": "22:40",
    }  # fmt: skip
    assert start_of(**{heading: cells[heading] for heading in order}) == (datetime(2026, 9, 4, 1, 15), True)  # noqa: DTZ001 - wall clock


def test_the_time_of_another_event_is_left_out() -> None:
    found = start_of(Date_Last_Seen="03/09/2026", Time_Reported="01:15")
    assert found == (datetime(2026, 9, 3), False)  # noqa: DTZ001 - wall clock
    plain = start_of(Date_missing="03/09/2026", Time_Reported="01:15")
    assert plain == (datetime(2026, 9, 3, 1, 15), True)  # noqa: DTZ001 - wall clock


def test_the_time_of_an_interview_in_its_own_column_is_read() -> None:
    headings = (*HEADINGS[:-1], "RHI time")
    row = ("104200", "", "", "", "", "03/09/2026 19:20", "05/09/2026 21:20", "Missing", "07/09/2026", "14:30")
    found = the_row(checked(a_csv(headings, row), "missing.csv"))
    assert (found.interview_at, found.interview_time_known) == (datetime(2026, 9, 7, 14, 30), True)  # noqa: DTZ001 - wall clock


@pytest.mark.parametrize("written", ["03/09/2026 24:00", "2026-09-03T24:00:00"])
def test_the_end_of_a_day_is_the_next_midnight(written: str) -> None:
    preview = a_list(Missing_from=written)
    row = the_row(preview)
    assert (row.started_at, row.start_time_known) == (datetime(2026, 9, 4), True)  # noqa: DTZ001 - wall clock
    assert any("24:00 is the next midnight" in r.why for r in preview.repairs)
    own = start_of(Date_missing="03/09/2026", Time_missing="24:00")
    assert own == (datetime(2026, 9, 4), True)  # noqa: DTZ001 - wall clock


def test_american_dates_of_one_column_make_those_of_the_other_doubtful() -> None:
    preview = a_list(Missing_from="08/09/2026 19:20", Returned="08/13/2026 21:20")
    assert any("other dates of this list are month first" in why for why in whys(preview))


def test_an_episode_that_starts_after_the_18th_birthday_is_kept_and_said() -> None:
    preview = a_list(DOB="03/09/2008")
    assert (preview.counts.accepted, whys(preview)) == (1, ["starts on or after the 18th birthday, 03/09/2026"])
    assert whys(a_list(DOB="04/09/2008")) == []
