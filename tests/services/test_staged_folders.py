"""A folder that appears whole or not at all, and what a power failure left of one."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.services.desk_builders import ASHA
from tests.services.room_builders import InRoom, a_room

from panel_desk.domain.capture.deeds import TurnDeed
from panel_desk.services.staged_folder import staged_folder

NAME = "SAFE-2026-11"


def left_behind(inside: Path, name: str = NAME) -> object:
    """What the power going in the middle leaves; it is there for as long as the answer is held."""
    begun = staged_folder(inside, name)
    made = begun.__enter__()
    (made.staged / "minutes.pdf").write_bytes(b"%PDF-")
    return begun


def names(inside: Path) -> list[str]:
    return sorted(path.name for path in inside.iterdir())


def test_what_was_left_unfinished_goes_with_the_next_press(tmp_path: Path) -> None:
    held = left_behind(tmp_path)
    assert len(names(tmp_path)) == 1
    with staged_folder(tmp_path, NAME) as made:
        (made.staged / "minutes.pdf").write_bytes(b"%PDF-1.7")
        made.put_in_place()
    assert names(tmp_path) == [NAME]
    assert (tmp_path / NAME / "minutes.pdf").read_bytes() == b"%PDF-1.7"
    assert held


@pytest.mark.parametrize("name", [f".{NAME}-my_notes", f".{NAME}b.unfinished-abcd1234", NAME, f"{NAME}.unfinished-a"])
def test_nothing_else_is_swept_away(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    (tmp_path / name / "notes.txt").write_text("mine", encoding="utf-8")
    with staged_folder(tmp_path, NAME):
        pass
    assert names(tmp_path) == [name]


def test_a_closing_leaves_one_folder_where_an_earlier_one_was_cut_off(tmp_path: Path) -> None:
    held = left_behind(tmp_path)
    with a_room() as room:
        decided(room)
        closing = room.desk.closing
        closing.close(ASHA, room.meeting_id, tmp_path, closing.proposed(room.meeting_id))
    assert names(tmp_path) == [NAME]
    assert held


def decided(room: InRoom) -> None:
    for item_id in room.cases:
        if room.meeting.current != item_id:
            room.press(TurnDeed(item_id=item_id))
        room.decide()
