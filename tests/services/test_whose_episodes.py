"""Whose a missing episode is: by local ID, a person’s answer, NHS number, or UPN and date of birth; never by name."""

from __future__ import annotations

import pytest
from tests.services.desk_builders import ASHA, TestDesk, child, refusal
from tests.services.desk_builders import a_profile as profile_of
from tests.services.missing_builders import (
    NHS,
    OTHER_NHS,
    UPN,
    a_missing_list,
    entered,
    line,
    lines,
    numbered,
    on_the_day,
    told,
)

from panel_desk.domain.errors import Reason


@pytest.fixture
def day(at: TestDesk) -> TestDesk:
    return on_the_day(at)


def owners(at: TestDesk) -> list[tuple[str, str]]:
    return [(found.local_id, found.matched) for found in lines(at)]


def test_a_number_that_a_child_has_is_that_childs(day: TestDesk) -> None:
    day.bring(a_missing_list(told("101")))
    found = line(day)
    assert (found.initials, found.local_id, found.matched, found.name) == ("K.A.", "101", "", "Kim Archer")


@pytest.mark.parametrize(
    ("cells", "owner", "how"),
    [
        ({"NHS_number": NHS}, "201", "by NHS number"),
        ({"UPN": UPN, "DOB": "12/03/2011"}, "201", "by UPN and date of birth"),
        ({"UPN": UPN, "DOB": "13/03/2011"}, "P77", "no child of the desk found"),
        ({"UPN": UPN}, "P77", "no child of the desk found"),
        ({"NHS_number": OTHER_NHS, "UPN": UPN, "DOB": "12/03/2011"}, "P77", "no child of the desk found"),
        ({"Surname": "Archer", "Forename": "Kim", "DOB": "12/03/2011"}, "P77", "no child of the desk found"),
        ({}, "P77", "no child of the desk found"),
    ],
    ids=["NHS", "UPN and DOB", "other DOB", "UPN alone", "another NHS number", "name", "nothing"],
)
def test_another_number_is_joined_by_nhs_or_upn_and_birth_and_never_by_name(
    day: TestDesk, cells: dict[str, str], owner: str, how: str
) -> None:
    day.bring(numbered(("201", NHS, UPN, "12/03/2011")))
    day.bring(a_missing_list(told("P77", **cells)))
    assert owners(day) == [(owner, how)]


def test_a_number_that_two_children_have_finds_neither(day: TestDesk) -> None:
    day.bring(numbered(("201", NHS, "", "12/03/2011"), ("202", NHS, "", "01/01/2012")))
    day.bring(a_missing_list(told("P77", NHS_number=NHS)))
    assert owners(day) == [("P77", "no child of the desk found")]


def test_lists_that_contradict_each_other_about_a_number_find_nobody(day: TestDesk) -> None:
    day.bring(numbered(("201", NHS, "", "12/03/2011"), ("202", OTHER_NHS, "", "01/01/2012")))
    rows = (told("P77", NHS_number=NHS), told("P77", "2026-11-01 20:00", "2026-11-02 08:00", NHS_number=OTHER_NHS))
    day.bring(a_missing_list(*rows))
    assert owners(day) == [("P77", "no child of the desk found")] * 2


def test_a_row_without_a_local_id_is_kept_under_the_nhs_number_and_found_when_the_child_is(day: TestDesk) -> None:
    day.bring(a_missing_list(told("", NHS_number=NHS)))
    assert owners(day) == [(f"NHS {NHS}", "no child of the desk found")]
    day.bring(numbered(("201", NHS, "", "12/03/2011")))
    assert owners(day) == [("201", "by NHS number")]


def test_a_persons_answer_outweighs_the_numbers_and_can_be_taken_back(day: TestDesk) -> None:
    day.bring(numbered(("201", NHS, "", "12/03/2011")))
    day.bring(a_missing_list(told("P77", NHS_number=NHS)))
    deed = day.desk.missing.match(ASHA, "P77", "101", "The police number was confirmed by phone")
    assert owners(day) == [("101", "P77 was matched by a person")]
    day.desk.missing.match(ASHA, "P77", "", "A child of another council")
    assert owners(day) == [("P77", "a person said: no child of the desk")]
    assert line(day).raised == ()
    day.desk.book.undo(ASHA, deed)
    assert owners(day) == [("P77", "a person said: no child of the desk")]


def test_a_list_that_names_the_number_makes_it_that_childs_until_it_is_taken_back(day: TestDesk) -> None:
    day.bring(a_missing_list(told("103")))
    assert line(day).child_id is None
    deed = day.bring(profile_of(child("101"), child("102"), child("103", surname="Field")))
    assert owners(day) == [("103", "")]
    day.desk.importing.undo(ASHA, deed)
    assert owners(day) == [("103", "no child of the desk found")]


@pytest.mark.parametrize(
    ("source", "local_id", "reason", "refused"),
    [
        ("P77", "101", "  ", Reason.NOT_ALLOWED),
        ("P77", "999", "Confirmed", Reason.NOT_FOUND),
        ("P78", "101", "Confirmed", Reason.NOT_FOUND),
        ("102", "101", "Confirmed", Reason.NOT_ALLOWED),
    ],
)
def test_an_answer_needs_a_reason_a_known_child_and_an_unknown_number(
    day: TestDesk, source: str, local_id: str, reason: str, refused: Reason
) -> None:
    day.bring(a_missing_list(told("P77")))
    with refusal(refused):
        day.desk.missing.match(ASHA, source, local_id, reason)


@pytest.mark.parametrize(
    ("names", "initials", "crossed"),
    [((("Field", "Robin"),), "R.F.", "R.F."), ((("Field", "Robin"), ("Hart", "Max")), "", "?.?."), ((), "", "?.?.")],
    ids=["one child", "two children", "no name"],
)
def test_whom_no_list_of_children_knows_has_the_initials_that_the_episodes_give(
    day: TestDesk, names: tuple[tuple[str, str], ...], initials: str, crossed: str
) -> None:
    named = names or (("", ""),)
    rows = (
        told("P77", f"2026-11-1{n} 20:00", "", Surname=surname, Forename=forename)
        for n, (surname, forename) in enumerate(named)
    )
    day.bring(a_missing_list(*rows))
    assert {one.initials for one in day.desk.missing.raised(day.clock())} == {initials}
    (found,) = day.desk.cross_referencing.run(day.clock()).lines
    assert (found.local_id, found.initials) == ("P77", crossed)


def test_an_episode_entered_under_a_number_nobody_has_waits_to_be_matched(day: TestDesk) -> None:
    entered(day, local_id="P77", surname="Field", forenames="Robin")
    entered(day, "2026-11-14 20:00", "2026-11-14 23:00", local_id="102")
    (waiting,) = day.desk.cross_referencing.run(day.clock()).queue
    assert (waiting.source_id, waiting.initials, waiting.episodes) == ("P77", "R.F.", 1)
    day.desk.missing.match(ASHA, "P77", "101", "Confirmed by phone")
    assert day.desk.cross_referencing.run(day.clock()).queue == ()
