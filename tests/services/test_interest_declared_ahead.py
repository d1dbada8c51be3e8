"""An interest in an item that is still to come, as members declare it under the second item of every agenda."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.services.room_builders import InRoom, a_room

from panel_desk.domain.capture.deeds import CapturedDeed, TurnDeed
from panel_desk.domain.capture.reading import read
from panel_desk.domain.meeting import quorum
from panel_desk.domain.minutes.attendance_words import out_words


@pytest.fixture
def room() -> Iterator[InRoom]:
    with a_room() as inside:
        yield inside


def line(room: InRoom, typed: str) -> str:
    deed: CapturedDeed | None = read(typed, room.context).deed
    assert deed is not None
    return room.press(deed)


def declared_ahead(room: InRoom) -> str:
    """Health in the second case, while the first is in hand; the number of that."""
    number = room.meeting.number(room.cases[1])
    line(room, f"/declare osei in {number} because she knows the family")
    return number


def test_nobody_goes_before_the_item_comes(room: InRoom) -> None:
    declared_ahead(room)
    (interest,) = room.meeting.item(room.cases[1]).interests
    assert interest.out_at is None
    assert room.item.interests == ()
    assert out_words(room.meeting, interest) == "the item is still to come"
    assert quorum.count(room.meeting, room.current).is_met


def test_they_step_out_with_no_more_words_once_the_item_is_in_hand(room: InRoom) -> None:
    number = declared_ahead(room)
    room.press(TurnDeed(item_id=room.cases[1]))
    assert line(room, "/declare osei")
    (interest,) = room.item.interests
    assert interest.is_out
    assert interest.nature == "she knows the family"
    assert room.meeting.number(room.current) == number


def test_who_does_not_go_stayed(room: InRoom) -> None:
    declared_ahead(room)
    room.press(TurnDeed(item_id=room.cases[1]))
    assert out_words(room.meeting, room.item.interests[0]) == "stayed in the room"
