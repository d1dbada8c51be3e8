"""The read-back: what the item in hand leaves behind, before the meeting turns to the next."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.ui.agendas.agenda_desks import settle
from tests.ui.desks import OpenSession
from tests.ui.meeting.line_rooms import LineRoom, line_room

from panel_desk.domain.capture.deeds import NextDeed, TurnDeed, UndoDeed
from panel_desk.ui.workspaces.meeting.line.read_back import ReadBack
from panel_desk.ui.workspaces.meeting.line.read_back_words import UNDECIDED, read_back


def recorded(room: LineRoom) -> None:
    """A decision and an action under the first child."""
    room.enter("/d step-up review 7 jan because two name it")
    room.enter("/a police khan: share the two nominals by 18 dec")
    room.enter("/a education: start the attendance plan by 8 jan")


def next_item(room: LineRoom) -> None:
    room.type("/n")
    room.press(Qt.Key.Key_Return)
    settle(room.session)


def test_decisions_and_actions_are_read_back_before_the_next_item(session: OpenSession, qtbot: QtBot) -> None:
    room = line_room(session, qtbot)
    recorded(room)
    here = room.meeting.current
    next_item(room)
    room.look("read-back")
    assert room.read_back.words[1:] == (
        "We agreed to step the case up to MACE, because two name it; review 7 January 2027.",
        "Police, Imran Khan: share the two nominals by Friday 18 December.",
        "Education: start the attendance plan by Friday 8 January 2027.",
    )
    assert room.meeting.current == here


def test_enter_goes_on_to_the_next_item(session: OpenSession, qtbot: QtBot) -> None:
    room = line_room(session, qtbot)
    recorded(room)
    here = room.meeting.current
    next_item(room)
    room.press(Qt.Key.Key_Return)
    settle(session)
    assert room.meeting.current != here
    assert not room.read_back.isVisible()
    assert QApplication.focusWidget() is room.editor
    assert room.line.text() == ""


def test_esc_stays_and_the_line_is_ready(session: OpenSession, qtbot: QtBot) -> None:
    room = line_room(session, qtbot)
    recorded(room)
    here = room.meeting.current
    next_item(room)
    room.press(Qt.Key.Key_Escape)
    settle(session)
    assert room.meeting.current == here
    assert QApplication.focusWidget() is room.editor
    room.enter("One thing more.")
    assert "One thing more." in room.item.notes.values()


def test_staying_puts_what_was_entered_behind_it_into_the_line(session: OpenSession, qtbot: QtBot) -> None:
    room = line_room(session, qtbot)
    recorded(room)
    for line in ("Said.", "/n", "For the next item.", "And this."):
        room.type(line)
        room.press(Qt.Key.Key_Return)
    settle(session)
    room.press(Qt.Key.Key_Escape)
    assert room.editor.text() == "For the next item."
    assert room.line.text() == "For the next item.\nAnd this."
    assert "1 more line waits" in room.sentence


def test_an_undo_while_an_item_is_read_back_stays_there_and_takes_back(session: OpenSession, qtbot: QtBot) -> None:
    room = line_room(session, qtbot)
    recorded(room)
    here = room.meeting.current
    next_item(room)
    room.line.enter(UndoDeed())
    settle(session)
    assert room.meeting.current == here
    assert not room.read_back.isVisible()
    assert len(session.reading.actions.of_meeting(room.meeting.id)) == 1


def test_what_was_taken_back_elsewhere_is_no_longer_read_back(session: OpenSession, qtbot: QtBot) -> None:
    room = line_room(session, qtbot)
    recorded(room)
    next_item(room)
    session.undo()
    settle(session)
    assert room.read_back.isVisible()
    assert room.read_back.words[2:] == ("Police, Imran Khan: share the two nominals by Friday 18 December.",)


def test_the_key_for_the_next_item_pressed_twice_goes_on_by_one(session: OpenSession, qtbot: QtBot) -> None:
    room = line_room(session, qtbot)
    recorded(room)
    items = [item.id for item in room.meeting.items]
    at = items.index(room.item.id)
    room.line.enter(NextDeed())
    assert room.read_back.isVisible()
    room.line.enter(NextDeed())
    settle(session)
    assert items.index(room.item.id) == at + 1


def test_another_item_wanted_while_one_is_read_back_takes_the_place_of_the_first(
    session: OpenSession, qtbot: QtBot
) -> None:
    room = line_room(session, qtbot)
    recorded(room)
    room.line.enter(NextDeed())
    last = room.meeting.items[-1].id
    room.line.enter(TurnDeed(item_id=last))
    assert room.read_back.isVisible()
    room.press(Qt.Key.Key_Return)
    settle(session)
    assert room.meeting.current == last


def test_an_item_without_an_outcome_says_so_in_amber(session: OpenSession, qtbot: QtBot) -> None:
    room = line_room(session, qtbot)
    next_item(room)
    room.look("undecided")
    assert room.read_back.words[1:] == (UNDECIDED,)
    view = read_back(room.meeting, room.item.id, ())
    assert [line.tone.value for line in view.lines if line.tone] == ["amber"]


def test_nothing_of_another_item_is_read_back(session: OpenSession, qtbot: QtBot) -> None:
    room = line_room(session, qtbot)
    recorded(room)
    next_item(room)
    room.press(Qt.Key.Key_Return)
    settle(session)
    next_item(room)
    assert room.read_back.words[1:] == (UNDECIDED,)


def test_a_standing_item_with_no_record_is_not_read_back(session: OpenSession, qtbot: QtBot) -> None:
    room = line_room(session, qtbot)
    room.line.enter(TurnDeed(item_id=room.meeting.items[0].id))
    room.press(Qt.Key.Key_Return)
    settle(session)
    assert room.meeting.current == room.meeting.items[0].id
    room.line.enter(NextDeed())
    settle(session)
    assert room.meeting.current == room.meeting.items[1].id


def test_words_typed_while_it_is_read_back_go_to_the_line(session: OpenSession, qtbot: QtBot) -> None:
    room = line_room(session, qtbot)
    recorded(room)
    next_item(room)
    room.type("Mother is")
    room.press(Qt.Key.Key_Return)
    settle(session)
    assert room.editor.text() == "Mother is"


def test_it_can_be_turned_off(session: OpenSession, qtbot: QtBot) -> None:
    room = line_room(session, qtbot)
    session.preferences.change(read_back=False)
    recorded(room)
    here = room.meeting.current
    next_item(room)
    assert room.meeting.current != here
    assert not any(strip.isVisible() for strip in room.findChildren(ReadBack))


def test_a_long_record_scrolls_above_the_line(session: OpenSession, qtbot: QtBot) -> None:
    room = line_room(session, qtbot)
    for number in range(12):
        room.enter(f"/a police: look into the place that was named, number {number} of the list, by 18 dec")
    next_item(room)
    room.look("long-read-back")
    strip = room.read_back.geometry()
    assert strip.top() >= 0
    assert strip.bottom() < room.line.geometry().top() + 1


def test_enter_stays_too_where_the_next_item_must_wait_for_an_outcome(session: OpenSession, qtbot: QtBot) -> None:
    room = line_room(session, qtbot)
    here = room.meeting.current
    next_item(room)
    room.press(Qt.Key.Key_Return)
    settle(session)
    assert room.meeting.current == here
    assert room.line.text() == ""
    assert room.said == []


def test_an_undecided_item_is_left_by_turning_to_another_by_its_number(session: OpenSession, qtbot: QtBot) -> None:
    room = line_room(session, qtbot)
    other = next(item for item in room.meeting.items if item.needs_outcome and item.id != room.meeting.current)
    room.enter(f"/go {room.meeting.number(other.id)}")
    assert room.read_back.words[1:] == (UNDECIDED,)
    room.press(Qt.Key.Key_Return)
    settle(session)
    assert room.meeting.current == other.id


def test_the_strip_is_answered_from_the_line_too(session: OpenSession, qtbot: QtBot) -> None:
    room = line_room(session, qtbot)
    recorded(room)
    here = room.meeting.current
    next_item(room)
    room.line.focus_line()
    room.press(Qt.Key.Key_Escape)
    assert not room.read_back.isVisible()
    next_item(room)
    room.line.focus_line()
    room.press(Qt.Key.Key_Return)
    settle(session)
    assert room.meeting.current != here


def test_the_strip_moves_with_the_line(session: OpenSession, qtbot: QtBot) -> None:
    room = line_room(session, qtbot)
    recorded(room)
    next_item(room)
    room.resize(800, 500)
    settle(session)
    strip = room.read_back.geometry()
    assert (strip.width(), strip.bottom() + 1) == (room.line.width(), room.line.geometry().top())
