"""What leaves the desk of missing children holds no whole NHS number or UPN, and no name that only a list tells."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.services.desk_builders import ASHA, TestDesk
from tests.services.missing_builders import NHS, TODAY, UPN, a_missing_list, on_the_day, told, wall

from panel_desk.domain.figures.reporting_year import parse_period
from panel_desk.domain.missing.pathway import ContactWay, PathwayContact
from panel_desk.domain.names.shortened_numbers import short, shortened
from panel_desk.services.missing.cross_files import cross_as_builtins, pathway_as_builtins

OPEN = ("2026-11-20 20:00", "")


@pytest.fixture
def day(at: TestDesk) -> TestDesk:
    """Two whom no list of children knows, one named by the list of missing ones alone."""
    on_the_day(at)
    at.bring(
        a_missing_list(
            told("", *OPEN, NHS_number=NHS, Surname="Quillfeather", Forename="Ottoline"),
            told("", *OPEN, UPN=UPN, DOB="12/03/2011"),
        )
    )
    return at


def entered(at: TestDesk) -> None:
    """Both on the pathway, with words that somebody typed."""
    for number in (f"NHS {NHS}", f"UPN {UPN}"):
        stay = at.desk.pathway.enter(ASHA, number, "Ife Bello", f"Told as {number}; Ottoline runs off", on=TODAY)
    tried = PathwayContact(
        at=wall("2026-11-22 09:00"), by="Ife Bello", way=ContactWay.CALL, reached=False, words="Quillfeather hung up"
    )
    at.desk.pathway.contact(ASHA, stay, tried)


def leaks(words: str) -> list[str]:
    return [part for part in (NHS, UPN, "943 476 5870", "Ottoline", "Quillfeather") if part in words]


def test_the_cross_reference_leaves_with_short_numbers(day: TestDesk, tmp_path: Path) -> None:
    entered(day)
    crossing = day.desk.cross_referencing
    cross = crossing.run(day.clock())
    assert leaks(repr(cross)), "at the desk the whole number is needed"
    outside = crossing.outside(cross)
    assert leaks(repr(outside)) == leaks(json.dumps(cross_as_builtins(outside))) == []
    assert {one.source_id for one in outside.queue} == {"NHS …5870", "UPN …5001"}
    crossing.export(ASHA, cross, tmp_path / "cross.csv", "SAFE panel")
    assert leaks((tmp_path / "cross.csv").read_text(encoding="utf-8-sig")) == []


def test_the_pathway_leaves_with_short_numbers_and_without_a_name_that_only_a_list_tells(
    day: TestDesk, tmp_path: Path
) -> None:
    entered(day)
    stays = day.desk.pathway.outside(TODAY)
    assert leaks(repr(stays)) == leaks(json.dumps(pathway_as_builtins(stays), default=str)) == []
    assert "Told as NHS …5870; O.Q. runs off" in {stay.reason for stay in stays}
    day.desk.pathway.export(ASHA, tmp_path / "pathway.csv", "Head of Service")
    assert leaks((tmp_path / "pathway.csv").read_text(encoding="utf-8-sig")) == []


def test_the_report_of_missing_children_leaves_with_short_numbers(day: TestDesk) -> None:
    report = day.desk.missing.report(parse_period("2026-27"), now=day.clock())
    assert leaks(repr(report)) == []
    assert {line.local_id for line in report.episodes} == {"NHS …5870", "UPN …5001"}


def test_a_name_of_a_matched_number_is_the_childs_own(day: TestDesk) -> None:
    day.desk.missing.match(ASHA, f"NHS {NHS}", "101", "Confirmed by phone")
    day.desk.pathway.enter(ASHA, "101", "Ife Bello", "Ottoline Quillfeather is what she is called", on=TODAY)
    (stay,) = day.desk.pathway.outside(TODAY)
    assert stay.reason == "O.Q. is what she is called"


@pytest.mark.parametrize(
    ("words", "outside"),
    [
        (f"kept under NHS {NHS} until then", "kept under NHS …5870 until then"),
        ("NHS number 943 476 5870, by phone", "NHS number …5870, by phone"),
        (f"UPN: {UPN}", "UPN …5001"),
        ("matched on local ID 104233, by NHS number", "matched on local ID 104233, by NHS number"),
    ],
)
def test_numbers_in_words_are_short(words: str, outside: str) -> None:
    assert short(words) == outside
    assert shortened((words, ("x", 3, words))) == (outside, ("x", 3, outside))
