"""The list above the line: it is chosen from by keys or mouse, and never takes the keyboard or covers the line."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView
from pytestqt.qtbot import QtBot
from tests.ui.agendas.agenda_desks import settle
from tests.ui.desks import OpenSession
from tests.ui.meeting.line_rooms import LineRoom, line_room

from panel_desk.domain.capture.context import CaptureContext
from panel_desk.domain.capture.reading_values import Completion, Reading
from panel_desk.ui.workspaces.meeting.line import capture_line

WHO = (
    Completion(start=3, end=4, text="police", words="Police", aside="the agency as a whole"),
    Completion(start=3, end=4, text="police khan", words="Imran Khan", aside="Police, detective sergeant"),
    Completion(start=3, end=4, text="probation", words="Probation"),
)


@pytest.fixture
def room(session: OpenSession, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> LineRoom:
    """A line that offers three agencies after ``/a p`` and nothing anywhere else."""

    def reads(line: str, at: CaptureContext, *, cursor: int | None = None) -> Reading:
        del at, cursor
        return Reading(missing="Who is asked?", completions=WHO if line == "/a p" else ())

    monkeypatch.setattr(capture_line, "read", reads)
    return line_room(session, qtbot)


def test_the_list_shows_above_the_line_and_leaves_the_keyboard_there(room: LineRoom) -> None:
    room.type("/a p")
    room.look("offers")
    offers, editor = room.offers, room.editor
    assert offers.isVisible()
    assert QApplication.focusWidget() is editor
    line = QRect(editor.mapTo(room, QPoint(0, 0)), editor.size())
    assert not offers.geometry().intersects(line)
    assert room.rect().contains(offers.geometry())


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Tab])
def test_a_chosen_one_is_taken_by_enter_or_tab_and_nothing_recorded(room: LineRoom, key: Qt.Key) -> None:
    before = room.meeting
    room.type("/a p")
    room.press(Qt.Key.Key_Down)
    room.press(Qt.Key.Key_Down)
    room.look("chosen")
    room.press(key)
    assert room.editor.text() == "/a police khan"
    assert room.editor.cursor_letter() == len("/a police khan")
    assert not room.offers.isVisible()
    assert room.meeting == before


def test_enter_with_nothing_chosen_is_an_enter(room: LineRoom) -> None:
    room.type("/a p")
    room.press(Qt.Key.Key_Return)
    assert room.editor.text() == "/a p"
    assert (room.sentence, room.tone) == ("Who is asked?", "amber")


def test_tab_with_nothing_chosen_takes_the_first(room: LineRoom) -> None:
    room.type("/a p")
    room.press(Qt.Key.Key_Tab)
    assert room.editor.text() == "/a police"


def test_arrows_go_round_through_nothing_chosen(room: LineRoom) -> None:
    room.type("/a p")
    seen = []
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up):
        room.press(key)
        chosen = room.offers.chosen()
        seen.append(chosen.words if chosen else None)
    assert seen == ["Probation", "Imran Khan", "Police", None]


def test_esc_closes_the_list_and_leaves_the_words(room: LineRoom) -> None:
    room.type("/a p")
    room.press(Qt.Key.Key_Escape)
    assert not room.offers.isVisible()
    assert room.editor.text() == "/a p"
    room.press(Qt.Key.Key_Escape)
    assert room.editor.text() == ""


def test_a_click_takes_one_and_the_keyboard_stays_in_the_line(room: LineRoom) -> None:
    room.type("/a p")
    rows = room.offers.findChildren(QListView)[0]
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=rows.visualRect(rows.model().index(1, 0)).center())
    assert room.editor.text() == "/a police khan"
    assert QApplication.focusWidget() is room.editor


def test_the_list_goes_when_the_line_loses_the_keyboard(room: LineRoom) -> None:
    room.type("/a p")
    room.editor.clearFocus()
    assert not room.offers.isVisible()


def test_the_list_keeps_off_a_line_that_grows(room: LineRoom) -> None:
    room.type("/a p")
    room.offers.offer(WHO * 20, above=room.editor)
    room.resize(700, 300)
    settle(room.session)
    room.look("many-offers")
    top = room.editor.mapTo(room, QPoint(0, 0)).y()
    assert room.offers.geometry().bottom() < top
    assert room.offers.geometry().top() >= 0


def test_what_stands_in_the_line_already_is_not_offered_alone(
    session: OpenSession, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def reads(line: str, at: CaptureContext, *, cursor: int | None = None) -> Reading:
        del at, cursor
        offered = Completion(start=0, end=len(line), text="/next", words="/next")
        return Reading(missing="?", completions=(offered,) if line else ())

    monkeypatch.setattr(capture_line, "read", reads)
    room = line_room(session, qtbot)
    room.type("/nex")
    assert room.offers.isVisible()
    room.type("t")
    assert not room.offers.isVisible()


def test_a_slash_lists_the_commands_with_what_they_do_and_an_example(session: OpenSession, qtbot: QtBot) -> None:
    room = line_room(session, qtbot)
    room.type("/")
    offered = {each.words: each.aside for each in room.offers.offered}
    assert {"/a", "/d", "/defer", "/n"} <= offered.keys()
    assert all(offered.values())
    room.look("commands")


def test_an_agency_and_its_people_are_offered_and_taken(session: OpenSession, qtbot: QtBot) -> None:
    room = line_room(session, qtbot)
    room.type("/a pol")
    assert "Imran Khan" in [each.words for each in room.offers.offered]
    while (chosen := room.offers.chosen()) is None or chosen.words != "Imran Khan":
        room.press(Qt.Key.Key_Down)
    room.press(Qt.Key.Key_Tab)
    room.enter(" call the school by 18 dec")
    assert [action.owner for action in session.reading.actions.of_meeting(room.meeting.id)] == ["Imran Khan"]
