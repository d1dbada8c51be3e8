"""Feedback in the minutes: under the child's own item, in the voice section, told once, never lost in an edition."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace
from tests.services.desk_builders import ASHA, DECEMBER, MACE, NOVEMBER, OCTOBER, SAFE, TestDesk, refusal
from tests.services.strategy_builders import (
    FIRST_OF_OCTOBER,
    child_id,
    did,
    feedback,
    minutes_of,
    of_a_group,
    say,
    told,
    with_children,
)

from panel_desk.domain.minutes.editions import EditionKind
from panel_desk.domain.minutes.minutes_record import record_of
from panel_desk.domain.names.hiding import texts_in
from panel_desk.domain.strategy.feedback import Speaker
from panel_desk.services.editions import Prepared

VOICE = "Voice of young people"


@pytest.fixture
def desk(at: TestDesk) -> TestDesk:
    return with_children(at)


def texts(prepared: Prepared) -> str:
    return "\n".join(texts_in(prepared.document))


def test_what_a_child_said_stands_under_the_childs_item_with_what_changed(desk: TestDesk) -> None:
    said = say(desk, gathered_by="Ruth Bell")
    desk.desk.voice.answer(ASHA, said, did(told=True))
    minutes = minutes_of(desk, desk.closed())
    assert told(minutes, "(101)") == [
        "The child in a return interview by Ruth Bell, 30 September 2026. “I want one worker.”",
        "What changed. 1 October 2026, Police: One worker was named. The child has been told.",
    ]
    assert told(minutes, "(102)") == []


def test_what_nobody_answered_says_so(desk: TestDesk) -> None:
    say(desk)
    assert told(minutes_of(desk, desk.closed()), "(101)")[1] == "What changed. Nothing is recorded as done yet."


def test_each_thing_is_told_once_and_again_when_it_was_answered(desk: TestDesk) -> None:
    said = say(desk)
    first = desk.closed(SAFE, OCTOBER)
    second = desk.closed(SAFE, NOVEMBER)
    assert len(told(minutes_of(desk, first), "(101)")) == 2
    assert told(minutes_of(desk, second), "(101)") == []
    desk.desk.voice.answer(ASHA, said, did(on=NOVEMBER))
    third = desk.opened(SAFE, DECEMBER)
    assert len(told(minutes_of(desk, third), "(101)")) == 2
    assert told(minutes_of(desk, second), "(101)") == []


def test_what_waited_for_a_meeting_that_hears_of_the_child_is_not_lost_by_meetings_without_the_child(
    desk: TestDesk,
) -> None:
    first = desk.opened(SAFE, OCTOBER)
    own = next(i for i in desk.cases(first) if i.agenda.child and i.agenda.child.local_id == "101")
    desk.decide(first, own, review_on=date(2027, 2, 1))
    desk.close(first)
    say(desk)
    second = desk.closed(SAFE, NOVEMBER)
    assert told(minutes_of(desk, second), "(101)") == []
    later = desk.opened(SAFE, date(2027, 2, 18))
    assert len(told(minutes_of(desk, later), "(101)")) == 2


def test_news_after_the_meeting_change_nothing_in_its_minutes(desk: TestDesk) -> None:
    said = say(desk)
    meeting_id = desk.closed()
    before = minutes_of(desk, meeting_id).sections
    desk.desk.voice.answer(ASHA, said, did(on=OCTOBER))
    desk.desk.voice.record(ASHA, replace(feedback(desk, "Something else"), id=said))
    desk.desk.voice.withdraw(ASHA, said, "taken back")
    assert told(minutes_of(desk, meeting_id), "(101)")[0].endswith("“I want one worker.”")
    assert minutes_of(desk, meeting_id).sections == before


def test_what_was_withdrawn_before_the_meeting_is_not_told(desk: TestDesk) -> None:
    said = say(desk)
    desk.desk.voice.withdraw(ASHA, said, "recorded for the wrong child")
    assert told(minutes_of(desk, desk.closed()), "(101)") == []


def test_feedback_for_another_panel_is_not_told_here(desk: TestDesk) -> None:
    say(desk, panel=MACE)
    assert told(minutes_of(desk, desk.closed(SAFE)), "(101)") == []


def test_what_young_people_said_stands_in_maces_voice_section(desk: TestDesk) -> None:
    said = desk.desk.voice
    one = of_a_group(desk)
    said.record(ASHA, one)
    said.answer(ASHA, one.id, did("The light was repaired"))
    assert told(minutes_of(desk, desk.closed(MACE)), VOICE) == [
        "Young people in a group, 30 September 2026. “The bus stop is dark.”",
        "What changed. 1 October 2026, Police: The light was repaired.",
    ]


def test_without_a_voice_section_what_was_said_of_the_meeting_stands_in_its_last_section(desk: TestDesk) -> None:
    meeting_id = desk.planned(SAFE)
    desk.desk.voice.record(ASHA, of_a_group(desk, at_meeting=meeting_id))
    desk.desk.meetings.meeting(meeting_id)
    desk.desk.agendas.lock(ASHA, meeting_id, desk.person("Dana Prior").id)
    desk.desk.agendas.issued(ASHA, meeting_id, "0" * 64)
    desk.clock.set(OCTOBER)
    desk.desk.meetings.open(ASHA, meeting_id, desk.person("Dana Prior").id)
    last = minutes_of(desk, meeting_id).sections[-1].title
    assert len(told(minutes_of(desk, meeting_id), last)) == 2


def test_minutes_without_feedback_say_nothing_of_it(desk: TestDesk) -> None:
    record = record_of(minutes_of(desk, desk.closed(MACE))).decode()
    assert "What changed" not in record
    assert '"plan"' not in record


def test_the_record_inside_the_pdf_holds_every_word(desk: TestDesk) -> None:
    say(desk)
    record = record_of(minutes_of(desk, desk.closed())).decode()
    assert "“I want one worker.”" in record


def test_the_initials_edition_keeps_every_word_and_no_name(desk: TestDesk) -> None:
    say(desk, "I told Kim Archer, number 101, that I want one worker.", gathered_by="Imran Khan")
    meeting_id = desk.closed()
    shown = texts(desk.desk.editions.prepare(meeting_id, EditionKind.INITIALS))
    assert "“I told K.A., number" in shown
    assert "that I want one worker.”" in shown
    assert "Archer" not in shown
    assert "Imran Khan" not in shown
    assert "What changed." in shown


def test_the_initials_edition_has_no_local_id_in_feedback(desk: TestDesk) -> None:
    desk.bring(b"Person ID,Surname,Forename,DOB,Type\r\n104233,Moss,Jo,12/03/2011,CCE\r\n", "more.csv")
    say(desk, "They call me 104233 there.", child_id=child_id(desk, "104233"))
    shown = texts(desk.desk.editions.prepare(desk.closed(), EditionKind.INITIALS))
    assert "They call me J.M. there." in shown
    assert "104233" not in shown


def test_a_childs_extract_has_the_childs_own_feedback_alone(desk: TestDesk) -> None:
    say(desk, "I want one worker.")
    say(desk, "I am afraid of the wharf.", child_id=child_id(desk, "102"))
    desk.desk.voice.record(ASHA, of_a_group(desk))
    shown = texts(desk.desk.editions.prepare(desk.closed(), EditionKind.CHILD, "101"))
    assert "I want one worker." in shown
    assert "wharf" not in shown
    assert "bus stop" not in shown


def test_feedback_of_a_child_who_is_not_on_the_agenda_is_refused_for_that_meeting(desk: TestDesk) -> None:
    meeting_id = desk.planned(MACE)
    with refusal(match="not on the agenda"):
        say(desk, at_meeting=meeting_id)


def test_feedback_stays_with_a_meeting_that_was_closed_on_it(desk: TestDesk) -> None:
    meeting_id = desk.planned(SAFE)
    one = feedback(desk, at_meeting=meeting_id)
    desk.desk.voice.record(ASHA, one)
    desk.desk.agendas.lock(ASHA, meeting_id, desk.person("Dana Prior").id)
    desk.desk.agendas.issued(ASHA, meeting_id, "0" * 64)
    desk.clock.set(OCTOBER)
    desk.desk.meetings.open(ASHA, meeting_id, desk.person("Dana Prior").id)
    for name in ("Imran Khan", "Abena Osei", "Dana Prior"):
        desk.desk.meetings.attend(ASHA, meeting_id, desk.person(name))
    desk.close(meeting_id)
    with refusal(match="told"):
        desk.desk.voice.record(ASHA, replace(one, at_meeting=None))


def test_an_undo_is_refused_once_minutes_may_tell_of_it(desk: TestDesk) -> None:
    meeting_id = desk.opened()
    for item in desk.cases(meeting_id):
        desk.decide(meeting_id, item)
    deed = desk.desk.voice.record(ASHA, feedback(desk, said_on=FIRST_OF_OCTOBER, speaker=Speaker.FAMILY))
    desk.desk.meetings.close(ASHA, meeting_id)
    with refusal(match="closed since"):
        desk.desk.voice.undo(ASHA, deed)
