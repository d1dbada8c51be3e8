"""No export names a child, on the agenda or not, nor a professional where none may be; and each says to read it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.services.desk_builders import ASHA, NOVEMBER, PROFILE_HEADINGS, TestDesk, a_list
from tests.services.strategy_builders import child_id, did, minutes_of, objective, outreach, place, say, told

from panel_desk.domain.figures.reporting_year import reporting_year
from panel_desk.domain.minutes.editions import EditionKind
from panel_desk.domain.names.hiding import READ_IT, texts_in
from panel_desk.domain.strategy.feedback import FeedbackAnswer
from panel_desk.ui.workspaces.voice.presenter import VoicePresenter, copied_text

KIM = ("104101", "Archer", "Kim", "12/03/2011", "CCE", "High", "Ife Bello")
YEAR = reporting_year("2026-27")
WRITTEN = (
    "Robin Young's house",
    "Zoë O'Brien’s",
    "_Robin Young_",
    "Amy Li",
    "Robin Smith",
    "ROBIN YOUNGS",
    "Zed hit me",
)


def row(local_id: str, surname: str, forename: str, alias: str = "") -> tuple[str, ...]:
    return (local_id, surname, forename, alias, "12/03/2011", "CCE", "High", "Ife Bello")


def with_others(at: TestDesk) -> None:
    """Children whom no agenda has."""
    headings = ("Person ID", "Surname", "Forename", "Alias", "DOB", "Type", "Risk", "Social worker")
    rows = (
        row("104101", "Archer", "Kim"),
        row("104102", "Young", "Robin", "Zed"),
        row("104103", "Li", "Amy"),
        row("104104", "O'Brien", "Zoë"),
        row("104105", "Smith-Jones", "Robin"),
        row("104106", "Bell", "Wren"),
    )
    at.bring(a_list(headings, *rows), "others.csv")


@pytest.fixture
def desk(at: TestDesk) -> TestDesk:
    at.bring(a_list(PROFILE_HEADINGS, KIM))
    return at


def names_in(value: object) -> list[str]:
    text = "\n".join(texts_in(value))
    return [name for name in ("Robin", "ROBIN", "Young", "Zed", "Zoë", "Brien", "Amy", "Smith") if name in text]


@pytest.mark.parametrize("written", WRITTEN)
def test_no_export_names_a_child_who_is_on_no_agenda(desk: TestDesk, written: str) -> None:
    meeting = desk.opened()
    with_others(desk)
    say(desk, f"I go to {written}", child_id=child_id(desk, "104101"), at_meeting=meeting)
    desk.close(meeting)
    for kind, about in ((EditionKind.CHILD, "104101"), (EditionKind.INITIALS, "")):
        assert names_in(desk.desk.editions.prepare(meeting, kind, about).document) == []
    desk.desk.action_plan.set_objective(ASHA, objective(title=f"Follow {written}"))
    concern = place(desk, concern=f"Near {written}")
    desk.desk.places.set_intervention(ASHA, outreach(concern, f"Walk past {written}"))
    desk_of = desk.desk
    for outside in (
        desk_of.voice.outside(YEAR),
        desk_of.action_plan.outside(NOVEMBER),
        desk_of.places.outside(NOVEMBER),
    ):
        assert names_in(outside) == []


def test_what_is_copied_names_nobody_and_says_to_read_it(desk: TestDesk) -> None:
    with_others(desk)
    say(desk, "Robin Young hits me, Kim Archer", child_id=child_id(desk, "104101"))
    text = copied_text(VoicePresenter(desk.desk).outside(YEAR, NOVEMBER))
    assert "R.Y. hits me, K.A." in text
    assert READ_IT in text


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".pdf"])
def test_what_leaves_of_voice_and_plan_is_made_with_the_note(desk: TestDesk, tmp_path: Path, ending: str) -> None:
    say(desk, child_id=child_id(desk, "104101"))
    assert desk.desk.voice.outside(YEAR).notes == desk.desk.action_plan.outside(NOVEMBER).notes == (READ_IT,)
    desk.desk.voice.export(ASHA, tmp_path / f"voice{ending}", YEAR, "Scrutiny")
    assert (tmp_path / f"voice{ending}").stat().st_size > 0


def test_no_pseudonym_is_a_childs_name_and_none_is_renamed(desk: TestDesk) -> None:
    with_others(desk)
    concern = place(desk)
    for local_id in ("104101", "104102", "104106"):
        desk.desk.places.link(ASHA, concern, local_id, "seen there")
    for _ in range(20):
        (outside,) = desk.desk.places.outside(NOVEMBER).places
        assert len(set(outside.children)) == 3
        assert not {"Wren", "Robin"} & set(outside.children)


def test_a_place_called_after_a_child_beside_it_goes_under_the_pseudonym(desk: TestDesk) -> None:
    flat = place(desk, "Archer flat", concern="Seen at the Archer flat; Kim and K.A. stay there")
    desk.desk.places.link(ASHA, flat, "104101", "lives there")
    outside = desk.desk.places.outside(NOVEMBER)
    (line,) = outside.places
    (bird,) = line.children
    assert line.name == f"{bird} flat"
    assert line.concern == f"Seen at the {bird} flat; {bird} and {bird} stay there"
    assert any("name of 1 place" in note for note in outside.notes)


def test_the_initials_edition_names_no_professional_of_the_voices(desk: TestDesk) -> None:
    said = say(desk, child_id=child_id(desk, "104101"), gathered_by="Wendy Stone")
    one = did("One worker named: Wendy Stone")
    desk.desk.voice.answer(ASHA, said, FeedbackAnswer(did=one.did, did_on=one.did_on, by="Peter Frost"))
    other = say(desk, child_id=child_id(desk, "104101"), gathered_by="the school")
    desk.desk.voice.answer(ASHA, other, did())
    meeting = desk.closed()
    assert "Wendy Stone" in "\n".join(texts_in(minutes_of(desk, meeting)))
    left = "\n".join(texts_in(desk.desk.editions.prepare(meeting, EditionKind.INITIALS).document))
    assert not any(name in left for name in ("Stone", "Wendy", "Frost"))
    assert "a professional" in left
    assert "by the school" in left
    assert "Police: One worker was named" in left


def test_an_extract_keeps_a_professional_who_has_a_childs_surname(desk: TestDesk) -> None:
    with_others(desk)
    say(desk, child_id=child_id(desk, "104101"), gathered_by="Ruth Bell")
    meeting = desk.closed()
    left = "\n".join(texts_in(desk.desk.editions.prepare(meeting, EditionKind.CHILD, "104101").document))
    assert "by Ruth Bell" in left


def test_an_extract_leaves_out_what_was_withdrawn_since_and_says_so(desk: TestDesk) -> None:
    wrong = say(desk, "Words of another child", child_id=child_id(desk, "104101"))
    say(desk, "My own words", child_id=child_id(desk, "104101"))
    meeting = desk.closed()
    desk.desk.voice.withdraw(ASHA, wrong, "for the wrong child")
    extract = desk.desk.editions.prepare(meeting, EditionKind.CHILD, "104101")
    left = "\n".join(texts_in(extract.document))
    assert "My own words" in left
    assert "Words of another child" not in left
    assert extract.left_out[0] == "1 thing said that was withdrawn since the meeting."
    assert any("Words of another child" in line for line in told(minutes_of(desk, meeting), "(104101)"))


def test_closed_minutes_keep_the_initials_of_a_child_who_is_renamed_later(desk: TestDesk) -> None:
    meeting = desk.planned()
    say(desk, child_id=child_id(desk, "104101"), at_meeting=meeting)
    (item,) = [i for i in desk.desk.meetings.meeting(meeting).items if i.agenda.child is not None]
    desk.desk.agendas.remove(ASHA, meeting, item.id, "moved away")
    chair = desk.person("Dana Prior").id
    desk.desk.agendas.lock(ASHA, meeting, chair)
    desk.desk.agendas.issued(ASHA, meeting, "0" * 64)
    desk.desk.meetings.open(ASHA, meeting, chair)
    before = "\n".join(texts_in(minutes_of(desk, meeting).sections))
    desk.bring(a_list(PROFILE_HEADINGS, ("104101", "Zebra", *KIM[2:])), "later.csv")
    assert "K.A. (104101)" in before
    assert "\n".join(texts_in(minutes_of(desk, meeting).sections)) == before
