"""The deeds inside an item: text, declarations of interest, dissent."""

from __future__ import annotations

import pytest
from tests.unit.builders import (
    ABENA,
    ASHA,
    DANA,
    HEALTH,
    IFE,
    IMRAN,
    JM,
    JOEL,
    MARTA,
    PARK,
    RUTH,
    a_decision_event,
    a_meeting,
    a_person,
    at,
    refused,
    then,
)

from panel_desk.domain.errors import Reason
from panel_desk.domain.events.items import NoteSection
from panel_desk.domain.events.meetings import AttendanceKind, AttendanceRecorded, MemberLeft
from panel_desk.domain.ids import ItemId
from panel_desk.domain.meeting import item_deeds
from panel_desk.domain.meeting.meetings import Meeting, MeetingState
from panel_desk.domain.people import Person

UNKNOWN = ItemId("unknown")


def declared(meeting: Meeting | None = None, person: Person = MARTA) -> Meeting:
    meeting = meeting or a_meeting()
    return then(meeting, item_deeds.declare(meeting, JM, person.id, "knows the family", at(11)))


def out(meeting: Meeting | None = None, person: Person = MARTA) -> Meeting:
    meeting = declared(meeting, person)
    return then(meeting, item_deeds.step_out(meeting, JM, person.id, at(12)))


# Text


@pytest.mark.parametrize("section", list(NoteSection), ids=lambda s: s.value)
def test_each_part_of_an_item_keeps_its_own_text(section: NoteSection) -> None:
    meeting = then(a_meeting(), item_deeds.write(a_meeting(), JM, section, "What was said."))
    assert meeting.item(JM).notes == {section: "What was said."}


def test_a_later_text_replaces_and_an_empty_one_removes() -> None:
    meeting = then(a_meeting(), item_deeds.write(a_meeting(), JM, NoteSection.VOICE, "First."))
    meeting = then(meeting, item_deeds.write(meeting, JM, NoteSection.VOICE, "Second."))
    assert meeting.item(JM).notes == {NoteSection.VOICE: "Second."}
    assert then(meeting, item_deeds.write(meeting, JM, NoteSection.VOICE, " \n")).item(JM).notes == {}


def test_a_text_may_be_very_long_but_not_endless() -> None:
    longest = "x" * item_deeds.LONGEST_NOTE
    assert item_deeds.write(a_meeting(), JM, NoteSection.DISCUSSION, longest).text == longest
    with refused("The text has 100,001 characters; one part of an item holds 100,000."):
        item_deeds.write(a_meeting(), JM, NoteSection.DISCUSSION, longest + "x")


def test_text_for_an_unknown_item_is_not_found() -> None:
    with refused("has no such item", Reason.NOT_FOUND):
        item_deeds.write(a_meeting(), UNKNOWN, NoteSection.DISCUSSION, "Words.")


# Interests


def test_an_interest_is_declared_left_for_and_come_back_from_with_its_times() -> None:
    meeting = out()
    meeting = then(meeting, item_deeds.step_back(meeting, JM, MARTA.id, at(19)))
    (interest,) = meeting.item(JM).interests
    assert (interest.nature, interest.declared_at, interest.out_at, interest.back_at) == (
        "knows the family",
        at(11),
        at(12),
        at(19),
    )
    assert not interest.is_out


def test_the_nature_of_an_interest_is_minuted() -> None:
    with refused("What interest does Marta Lee declare?"):
        item_deeds.declare(a_meeting(), JM, MARTA.id, "  ", at(11))


def test_an_interest_is_declared_once_for_each_item() -> None:
    with refused("Marta Lee has declared an interest in 4.1 already."):
        item_deeds.declare(declared(), JM, MARTA.id, "again", at(12))
    assert item_deeds.declare(declared(), PARK, MARTA.id, "lives there", at(12)).item_id == PARK


def test_two_people_declare_apart() -> None:
    meeting = out(declared(person=IMRAN), MARTA)
    assert [i.is_out for i in meeting.item(JM).interests] == [False, True]


def test_a_stranger_declares_nothing() -> None:
    with refused("not on the list", Reason.NOT_FOUND):
        item_deeds.declare(a_meeting(), JM, RUTH.id, "knows the family", at(11))


def test_only_who_declared_steps_out() -> None:
    with refused("Marta Lee has declared no interest in 4.1. Record the declaration first."):
        item_deeds.step_out(a_meeting(), JM, MARTA.id, at(12))


def test_a_declaration_counts_for_its_own_item_only() -> None:
    with refused("Marta Lee has declared no interest in 5.1."):
        item_deeds.step_out(declared(), PARK, MARTA.id, at(12))


def test_nobody_steps_out_twice() -> None:
    with refused("Marta Lee has stepped out already."):
        item_deeds.step_out(out(), JM, MARTA.id, at(13))


def test_who_has_left_the_meeting_does_not_step_out() -> None:
    meeting = then(declared(), MemberLeft(person_id=MARTA.id, at=at(12)))
    with refused("Marta Lee is not in the room."):
        item_deeds.step_out(meeting, JM, MARTA.id, at(13))


def test_nobody_steps_out_before_declaring() -> None:
    with refused("Nobody steps out before declaring the interest."):
        item_deeds.step_out(declared(), JM, MARTA.id, at(10))


def test_only_who_stepped_out_steps_back() -> None:
    with refused("Marta Lee has not stepped out."):
        item_deeds.step_back(declared(), JM, MARTA.id, at(13))


def test_nobody_steps_back_twice() -> None:
    back = then(out(), item_deeds.step_back(out(), JM, MARTA.id, at(19)))
    with refused("Marta Lee has not stepped out."):
        item_deeds.step_back(back, JM, MARTA.id, at(20))


def test_nobody_comes_back_before_stepping_out() -> None:
    with refused("Nobody comes back before stepping out."):
        item_deeds.step_back(out(), JM, MARTA.id, at(11))


def test_who_came_back_may_step_out_again() -> None:
    back = then(out(), item_deeds.step_back(out(), JM, MARTA.id, at(19)))
    again = then(back, item_deeds.step_out(back, JM, MARTA.id, at(20)))
    assert [i.is_out for i in again.item(JM).interests] == [True]


# Dissent


def decided(meeting: Meeting | None = None) -> Meeting:
    return then(meeting or a_meeting(), a_decision_event(JM))


def test_a_member_dissents_from_what_was_decided() -> None:
    meeting = then(decided(), item_deeds.dissent(decided(), JM, MARTA.id, " it is too soon "))
    assert [(d.person_id, d.words) for d in meeting.item(JM).dissent] == [(MARTA.id, "it is too soon")]


def test_there_is_no_dissent_before_a_decision() -> None:
    with refused("Nothing has been decided on 4.1 yet. Record the decision first."):
        item_deeds.dissent(a_meeting(), JM, MARTA.id, "it is too soon")


def test_dissent_is_minuted_in_words() -> None:
    with refused("What does Marta Lee hold instead?"):
        item_deeds.dissent(decided(), JM, MARTA.id, "  ")


@pytest.mark.parametrize(
    ("person", "kind"),
    [(IFE, AttendanceKind.PRESENTER), (JOEL, AttendanceKind.OBSERVER), (ASHA, AttendanceKind.PRESENT)],
    ids=["presenter", "observer", "administrator"],
)
def test_only_members_dissent(person: Person, kind: AttendanceKind) -> None:
    attending = AttendanceRecorded(person=person, kind=kind, at=at(1), statement_signed=True)
    with refused(f"{person.name} did not attend SAFE-2026-11 as a member"):
        item_deeds.dissent(decided(then(a_meeting(), attending)), JM, person.id, "it is too soon")


def test_a_member_who_sent_apologies_does_not_dissent() -> None:
    excused = AttendanceRecorded(person=MARTA, kind=AttendanceKind.APOLOGIES, at=at(1))
    with refused("did not attend SAFE-2026-11 as a member"):
        item_deeds.dissent(decided(then(a_meeting(), excused)), JM, MARTA.id, "it is too soon")


def test_a_substitute_dissents_for_the_agency() -> None:
    nurse = a_person("Substitute Nurse", HEALTH)
    sits = AttendanceRecorded(person=nurse, kind=AttendanceKind.SUBSTITUTE, at=at(1), substitute_for=ABENA.id)
    meeting = decided(then(a_meeting(room=(DANA,)), sits))
    assert item_deeds.dissent(meeting, JM, nurse.id, "it is too soon").person_id == nurse.id


def test_who_stepped_out_of_the_item_does_not_dissent_from_it() -> None:
    with refused("Marta Lee stepped out of 4.1"):
        item_deeds.dissent(decided(out()), JM, MARTA.id, "it is too soon")


def test_who_left_after_the_decision_may_still_have_dissented() -> None:
    meeting = then(decided(), MemberLeft(person_id=MARTA.id, at=at(30)))
    assert item_deeds.dissent(meeting, JM, MARTA.id, "it is too soon").words == "it is too soon"


def test_text_may_be_corrected_while_the_chair_reads_the_draft() -> None:
    draft = a_meeting(MeetingState.DRAFT)
    corrected = then(draft, item_deeds.write(draft, JM, NoteSection.ANALYSIS, "Corrected."))
    assert (corrected.state, corrected.item(JM).notes[NoteSection.ANALYSIS]) == (MeetingState.DRAFT, "Corrected.")
