"""What was entered under a number that nobody had is the child’s whose the number is by now."""

from __future__ import annotations

from datetime import date

import pytest
from tests.services.desk_builders import ASHA, TestDesk, child
from tests.services.desk_builders import a_profile as profile_of
from tests.services.missing_builders import NHS, TODAY, a_missing_list, entered, lines, numbered, on_the_day, told

ADDED = date(2026, 11, 12)


@pytest.fixture
def day(at: TestDesk) -> TestDesk:
    return on_the_day(at)


def owners(at: TestDesk) -> set[tuple[str, str]]:
    return {(found.local_id, found.matched) for found in lines(at)}


def queued(at: TestDesk) -> list[str]:
    return [one.source_id for one in at.desk.cross_referencing.run(at.clock()).queue]


def test_an_entered_episode_is_the_childs_to_whom_an_nhs_number_joins_its_number(day: TestDesk) -> None:
    day.bring(a_missing_list(told("P77", NHS_number=NHS)), "police.csv")
    entered(day, "2026-11-20 20:00", None, local_id="P77")
    assert owners(day) == {("P77", "no child of the desk found")}
    day.bring(numbered(("201", NHS, "", "12/03/2011")))
    assert owners(day) == {("201", "by NHS number")}
    day.desk.missing.match(ASHA, "P77", "", "A child of another council")
    assert owners(day) == {("P77", "a person said: no child of the desk")}


def test_a_stay_on_the_pathway_follows_the_answer_and_keeps_its_number(day: TestDesk) -> None:
    day.bring(a_missing_list(told("900", "2026-11-14 20:00", "2026-11-15 08:00")))
    stay = day.desk.pathway.enter(ASHA, "900", "Ife Bello", "Told by the police", on=ADDED)
    deed = day.desk.missing.match(ASHA, "900", "101", "Confirmed by phone")
    (found,) = day.desk.pathway.register(TODAY)
    assert (found.local_id, found.initials, found.episodes_since) == ("101", "K.A.", 1)
    assert day.desk.pathway.current("101") == stay
    crossed = [line for line in day.desk.cross_referencing.run(day.clock()).lines if line.pathway_id == stay]
    assert [(line.local_id, line.days_30) for line in crossed] == [("101", 1)]
    day.desk.pathway.change(ASHA, stay, owner="Alex Morgan")
    day.desk.book.undo(ASHA, deed)
    (found,) = day.desk.pathway.register(TODAY)
    assert (found.local_id, found.owner) == ("900", "Alex Morgan")


def test_an_answer_to_a_child_whom_no_list_names_any_more_is_asked_again(day: TestDesk) -> None:
    deed = day.bring(profile_of(child("101"), child("102"), child("103", surname="Field")), "later.csv")
    day.bring(a_missing_list(told("900")))
    day.desk.missing.match(ASHA, "900", "103", "Confirmed by phone")
    assert (owners(day), queued(day)) == ({("103", "900 was matched by a person")}, [])
    day.desk.importing.undo(ASHA, deed)
    assert (owners(day), queued(day)) == ({("900", "no child of the desk found")}, ["900"])
