"""What leaves the desk of the plan, the places and the voices: no name, pseudonyms that nobody can trace, an entry."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.services.desk_builders import ASHA, TestDesk, refusal
from tests.services.strategy_builders import OBJECTIVE, a_plan, did, outreach, place, rating, say, with_children

from panel_desk.domain.children.cases import ConcernKind
from panel_desk.domain.figures.reporting_year import reporting_year
from panel_desk.domain.names.hiding import texts_in
from panel_desk.domain.strategy.action_plan import Rating

TODAY = date(2026, 10, 1)


@pytest.fixture
def desk(at: TestDesk) -> TestDesk:
    with_children(at)
    a_plan(at)
    at.desk.voice.answer(ASHA, say(at, "Kim Archer wants one worker."), did())
    wharf, park = place(at), place(at, "Hope Park", concern="Kim Archer was met here")
    for concern_id in (wharf, park):
        at.desk.places.link(ASHA, concern_id, "101", "seen there")
    at.desk.places.link(ASHA, park, "102", "lives beside it")
    at.desk.places.set_intervention(ASHA, outreach(wharf, "Walk with Kim Archer’s group"))
    return at


def export(desk: TestDesk, what: str, path: Path, recipient: str = "Scrutiny committee") -> None:
    match what:
        case "plan":
            desk.desk.action_plan.export(ASHA, path, recipient)
        case "places":
            desk.desk.places.export(ASHA, path, recipient)
        case _:
            desk.desk.voice.export(ASHA, path, reporting_year("2026-27"), recipient)


@pytest.mark.parametrize("what", ["plan", "places", "voice"])
@pytest.mark.parametrize(("ending", "begins"), [(".pdf", b"%PDF"), (".xlsx", b"PK"), (".csv", b"\xef\xbb\xbf")])
def test_each_leaves_as_a_file_and_is_entered(
    desk: TestDesk, tmp_path: Path, what: str, ending: str, begins: bytes
) -> None:
    path = tmp_path / f"paper{ending}"
    export(desk, what, path)
    assert path.read_bytes().startswith(begins)
    (entered,) = desk.desk.exporting.made()
    assert (entered.recipient, entered.rows) == ("Scrutiny committee", 2 if what == "places" else 1)


@pytest.mark.parametrize("what", ["plan", "places", "voice"])
def test_nothing_leaves_without_a_recipient_or_under_another_ending(desk: TestDesk, tmp_path: Path, what: str) -> None:
    with refusal(match="Who is to have this"):
        export(desk, what, tmp_path / "paper.pdf", " ")
    with refusal(match=r"none of \.pdf, \.xlsx and \.csv"):
        export(desk, what, tmp_path / "paper.docx")
    assert list(tmp_path.iterdir()) == []
    assert desk.desk.exporting.made() == ()


@pytest.mark.parametrize("what", ["plan", "places", "voice"])
def test_no_childs_name_is_in_a_table_that_leaves(desk: TestDesk, tmp_path: Path, what: str) -> None:
    desk.desk.action_plan.rate(ASHA, OBJECTIVE, rating(Rating.GREEN, "Kim Archer is safe"))
    export(desk, what, tmp_path / "paper.csv")
    text = (tmp_path / "paper.csv").read_text(encoding="utf-8-sig")
    assert "Archer" not in text
    assert "Kim" not in text


def test_a_child_has_one_pseudonym_within_an_export_and_no_local_id(desk: TestDesk) -> None:
    outside = desk.desk.places.outside(TODAY)
    wharf, park = sorted(outside.places, key=lambda p: len(p.children))
    assert len(wharf.children) == 1
    assert set(wharf.children) < set(park.children)
    assert not {"101", "102", "K.A."} & set(" ".join(texts_in(outside)).split())
    assert wharf.children[0] in park.concern
    assert wharf.interventions[0].what == f"Walk with {wharf.children[0]}’s group"


def test_another_export_gives_other_pseudonyms(desk: TestDesk) -> None:
    made = {desk.desk.places.outside(TODAY).places[0].children for _ in range(12)}
    assert len(made) > 1


def test_persons_of_concern_never_leave_with_the_places(desk: TestDesk) -> None:
    place(desk, "Tom Nox (adult)", ConcernKind.PERSON)
    place(desk, "Weir", concern="Tom Nox parks there, Nox alone")
    outside = desk.desk.places.outside(TODAY)
    assert "Nox" not in " ".join(texts_in(outside))
    assert any("[a person of concern]" in p.concern for p in outside.places)
    assert any("1 person of concern" in note for note in outside.notes)


def test_a_place_called_after_a_child_leaves_under_the_pseudonym(desk: TestDesk) -> None:
    place(desk, "Kim Archer")
    assert "Archer" not in " ".join(texts_in(desk.desk.places.outside(TODAY)))


def test_a_street_keeps_its_name_though_a_child_is_called_like_it(desk: TestDesk) -> None:
    place(desk, "Archer Street", concern="cars at Archer Street")
    shown = next(p for p in desk.desk.places.outside(TODAY).places if p.name == "Archer Street")
    assert shown.concern == "cars at Archer Street"
