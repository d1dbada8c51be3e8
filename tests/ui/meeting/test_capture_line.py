"""The capture line: what is typed is shown as chips, recorded by Enter, and never lost."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QInputMethodEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.ui.agendas.agenda_desks import settle
from tests.ui.desks import OpenSession
from tests.ui.meeting.line_rooms import LineRoom, line_room

from panel_desk.domain.events.items import NoteSection
from panel_desk.services.room.recording import Recording
from panel_desk.ui.messages import Message
from panel_desk.ui.workspaces.meeting.line.line_aside import LineAside

REFUSED = "/back osei"
"""A deed, and a rule says no: nobody has stepped out."""


def test_plain_text_is_recorded_and_the_line_is_empty_again(session: OpenSession, qtbot: QtBot) -> None:
    room = line_room(session, qtbot)
    room.look("empty")
    room.enter("Police report two sightings.")
    assert room.item.notes[NoteSection.DISCUSSION] == "Police report two sightings."
    assert room.line.text() == ""
    room.look("kept")


def test_chips_show_what_enter_will_record(session: OpenSession, qtbot: QtBot) -> None:
    room = line_room(session, qtbot)
    room.type("/a police khan: check the red Corsa with ANPR by 18 dec")
    room.look("chips")
    assert room.chips[0] == "Action"
    room.press(Qt.Key.Key_Return)


def test_the_words_stay_until_they_are_kept_and_a_second_enter_records_nothing_twice(
    session: OpenSession, qtbot: QtBot
) -> None:
    room = line_room(session, qtbot)
    room.type("Once only.")
    room.press(Qt.Key.Key_Return)
    room.press(Qt.Key.Key_Return)
    assert room.editor.text() == "Once only."
    settle(session)
    assert room.editor.text() == ""
    assert room.item.notes[NoteSection.DISCUSSION] == "Once only."


def test_keys_typed_while_a_line_is_on_its_way_begin_the_next_line(session: OpenSession, qtbot: QtBot) -> None:
    room = line_room(session, qtbot)
    room.type("First.")
    room.press(Qt.Key.Key_Return)
    room.type("Second")
    assert room.editor.text() == "Second"
    settle(session)
    assert room.editor.text() == "Second"
    assert room.item.notes[NoteSection.DISCUSSION] == "First."


def test_lines_entered_faster_than_they_are_kept_are_all_recorded_in_order(session: OpenSession, qtbot: QtBot) -> None:
    room = line_room(session, qtbot)
    lines = [f"Line {number}." for number in range(8)]
    for line in lines:
        room.type(line)
        room.press(Qt.Key.Key_Return)
    settle(session)
    assert room.item.notes[NoteSection.DISCUSSION].split() == " ".join(lines).split()
    assert room.line.text() == ""


def test_a_line_that_lacks_something_says_so_muted_and_in_amber_after_enter(session: OpenSession, qtbot: QtBot) -> None:
    room = line_room(session, qtbot)
    room.type("/a police khan: check the red Corsa")
    muted, before = room.tone, room.meeting
    room.press(Qt.Key.Key_Return)
    settle(session)
    assert (muted, room.tone) == ("neutral", "amber")
    assert room.sentence
    assert room.line.text() == "/a police khan: check the red Corsa"
    assert room.meeting == before


def test_a_refusal_is_told_at_the_line_and_the_words_stay(session: OpenSession, qtbot: QtBot) -> None:
    room = line_room(session, qtbot)
    room.enter(REFUSED)
    room.look("refused")
    assert room.tone == "red"
    assert room.sentence == "Abena Osei has declared no interest in 6.1. Record the declaration first."
    assert (room.editor.text(), room.line.text()) == (REFUSED, REFUSED)
    assert room.said == []


def test_after_a_refusal_what_was_entered_behind_it_waits_and_comes_back(session: OpenSession, qtbot: QtBot) -> None:
    room = line_room(session, qtbot)
    for line in (REFUSED, "Second."):
        room.type(line)
        room.press(Qt.Key.Key_Return)
    settle(session)
    assert room.line.text() == f"{REFUSED}\nSecond."
    assert "1 more line waits" in room.sentence
    room.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    room.enter("First.")
    assert room.editor.text() == "Second."
    room.enter("")
    assert room.item.notes[NoteSection.DISCUSSION].split() == ["First.", "Second."]


def test_a_refusal_never_tears_the_line_that_is_being_typed(session: OpenSession, qtbot: QtBot) -> None:
    room = line_room(session, qtbot)
    for line in (REFUSED, "Second."):
        room.type(line)
        room.press(Qt.Key.Key_Return)
    room.type("The mother sa")
    settle(session)
    room.type("id so.")
    assert room.line.text() == f"The mother said so.\n{REFUSED}\nSecond."
    message = session.opened.said[-1]
    assert isinstance(message, Message)
    assert REFUSED in message.sentence
    room.press(Qt.Key.Key_Up)
    assert room.editor.text() == REFUSED
    room.press(Qt.Key.Key_Down)
    room.press(Qt.Key.Key_Return)
    settle(session)
    assert room.item.notes[NoteSection.DISCUSSION] == "The mother said so."
    assert room.editor.text() == REFUSED


def test_a_fault_of_ours_gives_the_line_back_and_the_next_one_is_recorded(
    session: OpenSession, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = line_room(session, qtbot)
    with monkeypatch.context() as broken, qtbot.captureExceptions() as faults:
        broken.setattr(Recording, "record", faulty)
        room.enter("The aunt takes him in.")
    assert len(faults) == 1
    assert (room.editor.text(), room.line.text()) == ("The aunt takes him in.", "The aunt takes him in.")
    assert room.sentence == "Something went wrong here; the line was not recorded."
    room.enter("")
    assert room.item.notes[NoteSection.DISCUSSION] == "The aunt takes him in."


def faulty(*_args: object, **_more: object) -> None:
    """A bug of ours."""
    raise RuntimeError("a bug")


def test_what_was_recorded_is_confirmed_in_green_and_told_to_screen_readers(session: OpenSession, qtbot: QtBot) -> None:
    room = line_room(session, qtbot)
    room.enter("/a police khan: check the red Corsa by 18 dec")
    assert room.tone == "green"
    assert room.sentence == room.said[-1]
    assert room.editor.accessibleDescription() == room.said[-1]
    room.type("N")
    assert room.tone != "green"


def test_ctrl_z_takes_back_the_last_deed_in_an_empty_line_and_typing_in_a_filled_one(
    session: OpenSession, qtbot: QtBot
) -> None:
    room = line_room(session, qtbot)
    room.enter("Recorded.")
    room.type("Typed")
    room.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert room.editor.text() == ""
    assert room.item.notes[NoteSection.DISCUSSION] == "Recorded."
    room.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle(session)
    assert NoteSection.DISCUSSION not in room.item.notes


@pytest.mark.parametrize(
    ("key", "modifiers"),
    [
        (Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier),
    ],
)
def test_redo_brings_back_typing_first_and_else_the_deed(
    session: OpenSession, qtbot: QtBot, key: Qt.Key, modifiers: Qt.KeyboardModifier
) -> None:
    room = line_room(session, qtbot)
    room.enter("Recorded.")
    room.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle(session)
    assert NoteSection.DISCUSSION not in room.item.notes
    room.press(key, modifiers)
    settle(session)
    assert room.item.notes[NoteSection.DISCUSSION] == "Recorded."
    room.type("Typed")
    room.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    room.press(key, modifiers)
    assert room.editor.text() == "Typed"


def test_esc_empties_the_line_and_ctrl_z_brings_the_words_back(session: OpenSession, qtbot: QtBot) -> None:
    room = line_room(session, qtbot)
    room.enter("Recorded.")
    room.type("Half a sentence")
    room.press(Qt.Key.Key_Escape)
    assert room.editor.text() == ""
    room.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle(session)
    assert room.editor.text() == "Half a sentence"
    assert room.item.notes[NoteSection.DISCUSSION] == "Recorded."


def test_arrow_up_brings_earlier_lines_back_and_down_what_was_being_typed(session: OpenSession, qtbot: QtBot) -> None:
    room = line_room(session, qtbot)
    room.enter("First.")
    room.enter("Second.")
    room.type("Thi")
    shown = []
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Down):
        room.press(key)
        shown.append(room.editor.text())
    assert shown == ["Second.", "First.", "First.", "Second.", "Thi"]


def test_another_meeting_begins_with_an_empty_line_and_no_history(session: OpenSession, qtbot: QtBot) -> None:
    room = line_room(session, qtbot)
    room.enter("First.")
    room.type("Half")
    room.deeds.turn_to_meeting(None)
    room.press(Qt.Key.Key_Up)
    assert room.editor.text() == ""


def test_words_that_were_kept_come_back_line_by_line(session: OpenSession, qtbot: QtBot) -> None:
    room = line_room(session, qtbot)
    room.line.set_text("/a police: call the school\nSecond line")
    assert room.editor.text() == "/a police: call the school"
    assert room.line.text() == "/a police: call the school\nSecond line"


def test_a_part_of_the_item_is_turned_to_and_nothing_recorded(session: OpenSession, qtbot: QtBot) -> None:
    room = line_room(session, qtbot)
    before = room.meeting
    with qtbot.waitSignal(room.line.section_wanted) as wanted:
        room.type("/v")
        room.press(Qt.Key.Key_Return)
    settle(session)
    assert wanted.args == [NoteSection.VOICE]
    assert (room.line.text(), room.meeting) == ("", before)


@pytest.mark.parametrize(
    "text", ["Mother said: “نعم، أريد شخصًا واحدًا”.", "She drew a 🙂 and a 👨‍👩‍👧 on it.", "日本語と中文"]
)
def test_every_script_is_recorded_as_it_was_typed(session: OpenSession, qtbot: QtBot, text: str) -> None:
    room = line_room(session, qtbot)
    room.editor.insertPlainText(text)
    room.look(f"script-{ord(text[0])}-{len(text)}")
    room.press(Qt.Key.Key_Return)
    settle(session)
    assert room.item.notes[NoteSection.DISCUSSION] == text


def test_what_an_input_method_composes_is_read_when_it_is_committed(session: OpenSession, qtbot: QtBot) -> None:
    room = line_room(session, qtbot)
    QApplication.sendEvent(room.editor, QInputMethodEvent("にほ", []))
    assert room.chips == []
    committed = QInputMethodEvent()
    committed.setCommitString("日本")
    QApplication.sendEvent(room.editor, committed)
    assert room.editor.text() == "日本"
    assert room.chips != []


def paste(room: LineRoom, text: str = "", html: str = "") -> None:
    held = QMimeData()
    if text:
        held.setText(text)
    if html:
        held.setHtml(html)
    QApplication.clipboard().setMimeData(held)
    room.press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def test_pasted_paragraphs_are_recorded_as_paragraphs_in_one_deed(session: OpenSession, qtbot: QtBot) -> None:
    room = line_room(session, qtbot)
    paste(room, "One.\r\n\r\n  Two. \nThree.\n")
    assert room.editor.text() == "One.\nTwo.\nThree."
    room.look("pasted")
    room.press(Qt.Key.Key_Return)
    settle(session)
    assert [each for each in room.item.notes[NoteSection.DISCUSSION].split("\n") if each] == ["One.", "Two.", "Three."]
    assert len(room.said) == 1


def test_pasted_markup_is_plain_text(session: OpenSession, qtbot: QtBot) -> None:
    room = line_room(session, qtbot)
    paste(room, html="<p><b>Bold</b> &amp; <i>slanted</i></p><script>alert(1)</script>")
    assert room.editor.text() == "Bold & slanted"


def test_a_command_pasted_over_two_lines_is_one_line(session: OpenSession, qtbot: QtBot) -> None:
    room = line_room(session, qtbot)
    paste(room, "/a police khan: check the car\nby 18 dec")
    assert room.editor.text() == "/a police khan: check the car by 18 dec"
    assert room.chips[0] == "Action"


def test_ten_thousand_characters_fit_and_more_are_refused_whole(session: OpenSession, qtbot: QtBot) -> None:
    room = line_room(session, qtbot)
    paste(room, "x" * 10_001)
    assert room.editor.text() == ""
    assert "10,001 characters do not fit" in room.sentence
    paste(room, "word " * 1_999 + "words")
    room.press(Qt.Key.Key_Return)
    settle(session)
    assert len(room.item.notes[NoteSection.DISCUSSION]) == 10_000


def test_a_long_sentence_grows_the_line_to_four_rows_and_no_more(session: OpenSession, qtbot: QtBot) -> None:
    room = line_room(session, qtbot)
    one = room.editor.height()
    room.type("A sentence that is longer than one row of the line, and goes on until it has to break in two or more.")
    two = room.editor.height()
    room.look("two-rows")
    paste(room, "More of it. " * 100)
    room.look("four-rows")
    assert one < two < room.editor.height() <= 4 * one
    room.press(Qt.Key.Key_Escape)
    assert room.editor.height() == one


def test_the_line_keeps_its_width_while_chips_come_and_go(session: OpenSession, qtbot: QtBot) -> None:
    room = line_room(session, qtbot)
    widths = set()
    for letter in "/a police khan: check the car by 18 dec":
        room.type(letter)
        widths.add((room.editor.width(), room.editor.height()))
    assert len(widths) == 1


def test_in_a_narrow_room_the_chips_stand_above_the_line(session: OpenSession, qtbot: QtBot) -> None:
    room = line_room(session, qtbot, (640, 600))
    room.type("/a police khan: check the red Corsa by 18 dec")
    room.look("narrow")
    aside = next(each for each in room.line.findChildren(LineAside) if each.isVisible())
    assert aside.geometry().bottom() < room.editor.geometry().top()
    assert room.chips[0] == "Action"


def test_ctrl_k_is_left_to_the_window_and_deletes_nothing(session: OpenSession, qtbot: QtBot) -> None:
    room = line_room(session, qtbot)
    found: list[bool] = []
    QShortcut(QKeySequence("Ctrl+K"), room).activated.connect(lambda: found.append(True))
    room.type("Words")
    room.press(Qt.Key.Key_Home)
    room.press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert (room.editor.text(), found) == ("Words", [True])


def test_chips_that_need_two_rows_have_them_and_give_them_back(session: OpenSession, qtbot: QtBot) -> None:
    room = line_room(session, qtbot, (640, 600))
    above = next(each for each in room.line.findChildren(LineAside) if each.isVisible())
    one = above.height()
    room.type("/d step-down held by Alex Morgan of the early help service review 14 jan because the plan has worked")
    room.look("narrow-two-rows")
    assert above.height() == above.heightForWidth(above.width()) > one
    room.press(Qt.Key.Key_Return)
    settle(session)
    assert above.height() == one
