"""The capture line: what is typed is shown as chips, recorded by Enter, and never lost."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.ui.desks import OpenSession
from tests.ui.looking import picture
from tests.ui.meeting.line_rooms import line_room

from panel_desk.domain.events.items import NoteSection


def test_plain_text_is_recorded_and_the_line_is_empty_again(session: OpenSession, qtbot: QtBot) -> None:
    room = line_room(session, qtbot)
    picture(room, "empty")
    room.enter("Police report two sightings.")
    assert room.item.notes[NoteSection.DISCUSSION] == "Police report two sightings."
    assert room.line.text() == ""
    picture(room, "kept")


def test_chips_show_what_enter_will_record(session: OpenSession, qtbot: QtBot) -> None:
    room = line_room(session, qtbot)
    room.type("/a police khan: check the red Corsa with ANPR by fri")
    picture(room, "chips")
    assert room.chips[0] == "Action"
    room.press(Qt.Key.Key_Return)
