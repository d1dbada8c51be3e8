"""Typed words are safe from what is pressed elsewhere: in a file of lines, in another room, or under another item."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from tests.services.desk_builders import ASHA, TestDesk, a_profile, child, refusal
from tests.services.room_builders import MACE, VOICE, D, InRoom, a_room, enter, filled

from panel_desk.domain.capture.deeds import LateDeed, RedoDeed, SayDeed, TurnDeed, UndoDeed
from panel_desk.domain.ids import ItemId
from panel_desk.services.room.captured_lines import record_lines
from panel_desk.services.room.typed_words import RoomWords


@pytest.fixture
def room() -> Iterator[InRoom]:
    with a_room() as inside:
        yield inside


def recorded(room: InRoom, *lines: str) -> None:
    list(record_lines(room.desk.recording, ASHA, room.meeting_id, lines))


# A file of lines


def test_a_file_of_lines_records_the_words_kept_by_the_room(room: InRoom) -> None:
    room.keep(room.typed("Kim came."))
    recorded(room, "/read")
    assert room.note() == "Kim came."


def test_a_file_of_lines_that_goes_on_records_them_under_the_item_that_is_left(room: InRoom) -> None:
    room.keep(room.typed("Kim came.", VOICE))
    first = room.current
    recorded(room, "/defer because the school is closed", "/n")
    assert room.note(VOICE, first) == "Kim came."


def test_a_file_of_lines_leaves_the_line_that_stands_half_typed_in_the_room(room: InRoom) -> None:
    room.keep(room.typed("Kim came.", VOICE, line="/a police: ca", cursor=4))
    recorded(room, "/read")
    assert room.kept() == RoomWords(item_id=room.current, section=VOICE, cursor=4, line="/a police: ca")


def test_a_file_of_lines_writes_into_the_part_it_has_turned_to(room: InRoom) -> None:
    recorded(room, "/v", "I like the coach.")
    assert room.note(VOICE) == "I like the coach."


# Another room


def two_rooms(at: TestDesk) -> tuple[InRoom, InRoom]:
    """SAFE's, and MACE's, where the last deed was to leave an item with words typed under it."""
    filled(at)
    here = enter(at)
    there = InRoom(at, at.opened(MACE, date(2026, 11, 19)))
    there.turn(0)
    left = there.current
    other = next(item.id for item in there.meeting.items if item.id != left)
    there.press(TurnDeed(item_id=other), there.typed("Said at the MACE"))
    assert there.note(item_id=left) == "Said at the MACE"
    return here, there


def test_one_room_takes_nothing_back_of_another(at: TestDesk) -> None:
    here, there = two_rooms(at)
    before = there.meeting
    with refusal(match="at MACE-2026-11, not here"):
        here.press(UndoDeed(), here.typed("SAFE words"))
    assert there.meeting == before
    there.press(UndoDeed())
    assert [list(of.values()) for of in at.desk.typed_words.unrecorded(there.meeting_id).values()] == [
        ["Said at the MACE"]
    ]


def test_one_room_brings_nothing_back_of_another(at: TestDesk) -> None:
    here, there = two_rooms(at)
    there.press(UndoDeed())
    with refusal(match="at MACE-2026-11, not here"):
        here.press(RedoDeed())
    there.press(RedoDeed())
    assert "Said at the MACE" in [text for item in there.meeting.items for text in item.notes.values()]


# An item that is gone


def late_item(room: InRoom) -> ItemId:
    """Brought late, with words kept under it."""
    room.at.bring(a_profile(*(child(number) for number in ("101", "102", "103", "109"))), "late.csv")
    room.press(LateDeed(local_id="109", reason="missing since Monday"))
    return next(i.id for i in room.meeting.items if i.agenda.child is not None and i.agenda.child.local_id == "109")


def test_words_under_a_late_item_outlive_its_undo_and_come_back_with_it(room: InRoom) -> None:
    late = late_item(room)
    room.keep(RoomWords(item_id=late, texts={D: "Seen at the station"}))
    room.press(UndoDeed())
    room.press(SayDeed(section=D, text="Of another."), RoomWords(item_id=room.current))
    assert room.desk.typed_words.unrecorded(room.meeting_id) == {late: {D: "Seen at the station"}}
    room.press(UndoDeed())
    room.press(RedoDeed())
    assert room.desk.typed_words.unrecorded(room.meeting_id) == {late: {D: "Seen at the station"}}
