"""Who was there is recorded as it was: nobody counted is made absent, no seat is lost, no namesake is guessed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.services.desk_builders import ASHA, refusal
from tests.services.room_builders import InRoom, a_room

from panel_desk.domain.capture.deeds import (
    AttendDeed,
    BackDeed,
    DeclareDeed,
    LeaveDeed,
    NewcomerDeed,
    ReminderReadDeed,
)
from panel_desk.domain.capture.reading import read
from panel_desk.domain.events.meetings import AttendanceKind
from panel_desk.domain.ids import AgencyKey

KIND = AttendanceKind


@pytest.fixture
def room() -> Iterator[InRoom]:
    with a_room() as inside:
        yield inside


@pytest.mark.parametrize("kind", [KIND.APOLOGIES, KIND.ABSENT], ids=lambda kind: kind.value)
def test_who_was_counted_for_a_decision_is_not_made_absent(room: InRoom, kind: AttendanceKind) -> None:
    room.decide()
    deed = AttendDeed(person_id=room.who("Abena Osei"), kind=kind)
    with refusal(match=r"Abena Osei was in the room when 7\.1 was decided"):
        room.press(deed)
    room.press(LeaveDeed(person_id=deed.person_id))
    with refusal(match=r"Abena Osei was in the room when 7\.1 was decided"):
        room.press(deed)


def test_who_left_before_anything_was_decided_may_turn_out_never_to_have_come(room: InRoom) -> None:
    osei = room.who("Abena Osei")
    room.press(LeaveDeed(person_id=osei))
    room.decide()
    room.press(AttendDeed(person_id=osei, kind=KIND.ABSENT))
    assert next(a.kind for a in room.meeting.attendance if a.person.id == osei) is KIND.ABSENT


@pytest.mark.parametrize("kind", [KIND.OBSERVER, KIND.PRESENTER], ids=lambda kind: kind.value)
def test_a_member_in_the_room_keeps_the_seat(room: InRoom, kind: AttendanceKind) -> None:
    deed = AttendDeed(person_id=room.who("Imran Khan"), kind=kind, statement_signed=True)
    with refusal(match="Imran Khan has a seat on the .*, and is in the room"):
        room.press(deed)


def test_the_time_at_which_the_statement_was_read_is_not_written_over(room: InRoom) -> None:
    room.press(ReminderReadDeed())
    read_at = room.meeting.confidentiality_read_at
    with refusal(match=r"was read already, at \d\d:\d\d"):
        room.press(ReminderReadDeed())
    assert room.meeting.confidentiality_read_at == read_at


@pytest.mark.parametrize("stays", [False, True])
def test_an_interest_declared_again_with_another_nature_is_refused_with_the_one_recorded(
    room: InRoom, *, stays: bool
) -> None:
    osei = room.who("Abena Osei")
    room.press(DeclareDeed(person_id=osei, nature="aunt of the child", stays=stays))
    if not stays:
        room.press(BackDeed(person_id=osei))
    with refusal(match="already: “aunt of the child”"):
        room.press(DeclareDeed(person_id=osei, nature="she also runs the clinic"))
    room.press(DeclareDeed(person_id=osei, nature="Aunt of the child."))
    assert room.item.interests[0].is_out


SHAW = NewcomerDeed(name="kim shaw", agency=AgencyKey("housing"), kind=KIND.PRESENTER)


def test_a_namesake_of_the_same_agency_is_the_person_the_desk_knows(room: InRoom) -> None:
    known = room.desk.people.add(ASHA, "Kim Shaw", AgencyKey("housing"), "officer")
    room.press(SHAW)
    assert known.id in [a.person.id for a in room.meeting.attendance]


def test_the_line_calls_nobody_new_whom_the_desk_knows(room: InRoom) -> None:
    line = '/presenter "Kim Shaw" of housing'
    assert "Housing, Kim Shaw (new)" in [chip.words for chip in read(line, room.context).chips]
    room.desk.people.add(ASHA, "Kim Shaw", AgencyKey("housing"), "officer")
    assert "Housing, Kim Shaw" in [chip.words for chip in read(line, room.context).chips]


def test_of_two_namesakes_none_is_guessed_and_no_third_is_made(room: InRoom) -> None:
    for title in ("officer", "manager"):
        room.desk.people.add(ASHA, "Kim Shaw", AgencyKey("housing"), title)
    before = len(room.meeting.attendance)
    with refusal(match="The desk knows 2 people called kim shaw"):
        room.press(SHAW)
    assert len(room.meeting.attendance) == before
