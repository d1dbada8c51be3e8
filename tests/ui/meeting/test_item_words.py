"""The words of an item: plain, one field for each part, paragraphs that become actions, wording that is flagged."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QImage, QTextCharFormat
from pytestqt.qtbot import QtBot
from tests.services.desk_builders import POLICE
from tests.ui.desks import OpenSession
from tests.ui.meeting.item_rooms import ItemRoom, item_room, settle

from panel_desk.domain.capture.deeds import ActionDeed, DecisionDeed, NextDeed, SayDeed, UndoDeed
from panel_desk.domain.events.items import NoteSection
from panel_desk.domain.meeting.item_deeds import LONGEST_NOTE
from panel_desk.ui.workspaces.meeting.item.words_field import MEASURE, WordsField

CONTROL = Qt.KeyboardModifier.ControlModifier
WAVE = QTextCharFormat.UnderlineStyle.WaveUnderline
DUE = date(2026, 12, 22)
DEFER = DecisionDeed(outcome="defer", reason="the worker is away")


def pasted(field: WordsField, html: str = "", text: str = "") -> None:
    data = QMimeData()
    if html:
        data.setHtml(html)
    data.setText(text)
    field.insertFromMimeData(data)


def underlined(field: WordsField) -> list[str]:
    found: list[str] = []
    block = field.document().begin()
    while block.isValid():
        units = block.text().encode("utf-16-le")
        waves = [run for run in block.layout().formats() if run.format.underlineStyle() is WAVE]
        found += [units[2 * run.start : 2 * (run.start + run.length)].decode("utf-16-le") for run in waves]
        block = block.next()
    return found


def test_a_paste_from_a_web_page_is_words_alone(session: OpenSession, qtbot: QtBot) -> None:
    room = item_room(session, qtbot)
    pasted(room.field, "<b style='font-size:40px'>Seen</b> <img src='x.png'> twice", "Seen  twice")
    assert room.text == "Seen  twice"
    assert not room.field.textCursor().charFormat().font().bold()


def test_a_picture_is_not_taken_and_nothing_is_said(session: OpenSession, qtbot: QtBot) -> None:
    room = item_room(session, qtbot)
    data = QMimeData()
    data.setImageData(QImage(8, 8, QImage.Format.Format_RGB32))
    assert not room.field.canInsertFromMimeData(data)
    room.field.insertFromMimeData(data)
    assert room.text == ""
    assert session.opened.said == []


def test_ten_thousand_characters_emoji_and_right_to_left_words_are_kept_as_they_are(
    session: OpenSession, qtbot: QtBot
) -> None:
    room = item_room(session, qtbot)
    words = ("He said 👍🏽 and שלום عليكم. " * 400)[:10_000]
    pasted(room.field, text=words)
    assert room.text == words
    qtbot.waitUntil(lambda: room.kept_text() == words)
    assert room.field.place() == len(words)


def test_characters_that_nobody_sees_are_left_out_of_a_paste(session: OpenSession, qtbot: QtBot) -> None:
    room = item_room(session, qtbot)
    pasted(room.field, text="a\x00b\x07c\u202ed\r\ne\tf")
    assert room.text == "abcd\ne\tf"


def test_letters_that_are_joined_or_kept_apart_stay_so_in_a_paste(session: OpenSession, qtbot: QtBot) -> None:
    room = item_room(session, qtbot)
    words = "👨\u200d👩\u200d👧 می\u200cخواهم بمانم"
    pasted(room.field, text=words)
    assert room.text == words


def test_every_enter_begins_a_line_of_the_same_height(session: OpenSession, qtbot: QtBot) -> None:
    room = item_room(session, qtbot)
    room.type("\n\na\n\n\nb")
    assert room.text == "\n\na\n\n\nb"
    formats = {room.field.document().findBlockByNumber(at).blockFormat().lineHeight() for at in range(6)}
    assert len(formats) == 1
    assert formats != {0.0}


def test_a_childs_voice_is_so_called_under_a_childs_item_alone(session: OpenSession, qtbot: QtBot) -> None:
    room = item_room(session, qtbot)
    tabs, child = room.pane.words_pane.tabs, room.item.id
    for item_id, words in ((room.meeting.items[0].id, "Voice of young people"), (child, "Voice of the child")):
        room.show_other(item_id)
        room.pane.turn_to_section(NoteSection.VOICE)
        assert (tabs.tabText(tabs.currentIndex()), room.field.accessibleName()) == (words, words)


def test_each_part_has_its_own_undo(session: OpenSession, qtbot: QtBot) -> None:
    room = item_room(session, qtbot)
    room.type("one")
    room.pane.turn_to_section(NoteSection.ANALYSIS)
    room.type("two")
    room.field.undo()
    assert room.text == ""
    room.pane.turn_to_section(NoteSection.DISCUSSION)
    assert room.text == "one"
    room.field.undo()
    assert room.text == ""


def test_a_part_that_holds_words_has_a_dot_and_says_so(session: OpenSession, qtbot: QtBot) -> None:
    room = item_room(session, qtbot)
    room.type("x")
    tabs = room.pane.words_pane.tabs
    here = room.pane.sections().index(NoteSection.DISCUSSION)
    assert tabs.tabText(here) == "Discussion •"
    assert tabs.accessibleTabName(here) == "Discussion, holds words"
    room.press(Qt.Key.Key_Backspace)
    assert tabs.tabText(here) == "Discussion"


def test_control_tab_turns_to_the_next_part_and_keeps_the_keyboard_in_the_words(
    session: OpenSession, qtbot: QtBot
) -> None:
    room = item_room(session, qtbot)
    room.press(Qt.Key.Key_Tab, CONTROL)
    assert room.pane.section is NoteSection.VOICE
    assert room.field.hasFocus()


def test_a_paragraph_becomes_an_action_and_goes_from_the_text(session: OpenSession, qtbot: QtBot) -> None:
    room = item_room(session, qtbot)
    room.type("Kept words.\n\nCheck the red car\n\nMore.")
    room.field.set_place(18)
    room.press(Qt.Key.Key_Return, CONTROL)
    assert room.line == "/a Check the red car"
    room.enter(ActionDeed(what="check the red car", agency=POLICE, due_on=DUE))
    assert room.text == "Kept words.\n\nMore."
    assert session.reading.actions.of_meeting(room.meeting_id)[0].what == "check the red car"


def test_some_words_of_a_paragraph_become_an_action_and_stay(session: OpenSession, qtbot: QtBot) -> None:
    room = item_room(session, qtbot)
    room.type("Check the car and more")
    room.field.set_place(0)
    for _ in range(13):
        room.press(Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    room.press(Qt.Key.Key_Return, CONTROL)
    assert room.line == "/a Check the car"
    room.enter(ActionDeed(what="Check the car", agency=POLICE, due_on=DUE))
    assert room.text == "Check the car and more"


def test_a_line_that_was_cleared_takes_no_paragraph_with_it(session: OpenSession, qtbot: QtBot) -> None:
    room = item_room(session, qtbot)
    room.type("Check the red car")
    room.press(Qt.Key.Key_Return, CONTROL)
    room.put_into_line("")
    room.enter(ActionDeed(what="Check the red car", agency=POLICE, due_on=DUE))
    assert room.text == "Check the red car"


def test_a_note_from_the_line_comes_into_the_words_below_what_is_typed(session: OpenSession, qtbot: QtBot) -> None:
    room = item_room(session, qtbot)
    room.type("Typed.")
    room.enter(SayDeed(section=NoteSection.DISCUSSION, text="Said."))
    assert room.text == "Typed.\n\nSaid."
    assert room.field.place() == len("Typed.")


def test_undoing_a_note_takes_it_from_the_words_and_leaves_what_was_typed(session: OpenSession, qtbot: QtBot) -> None:
    room = item_room(session, qtbot)
    room.enter(SayDeed(section=NoteSection.DISCUSSION, text="Said."))
    room.field.moveCursor(room.field.textCursor().MoveOperation.End)
    room.type("\n\nTyped.")
    room.enter(UndoDeed())
    assert room.text.strip() == "Typed."


def test_undo_in_the_words_takes_back_typing_and_never_what_was_recorded(session: OpenSession, qtbot: QtBot) -> None:
    room = item_room(session, qtbot)
    room.enter(SayDeed(section=NoteSection.DISCUSSION, text="Said."))
    room.field.moveCursor(room.field.textCursor().MoveOperation.End)
    room.type(" Typed.")
    for _ in range(3):
        room.field.undo()
    assert room.text == "Said."


def test_the_next_item_opens_with_its_own_words_and_the_last_ones_are_recorded(
    session: OpenSession, qtbot: QtBot
) -> None:
    room = item_room(session, qtbot)
    first = room.item.id
    room.enter(DEFER)
    room.type("About the first.")
    room.enter(NextDeed())
    assert room.text == ""
    assert room.meeting.item(first).notes == {NoteSection.DISCUSSION: "About the first."}


def test_words_typed_while_the_meeting_turns_stay_with_their_item(session: OpenSession, qtbot: QtBot) -> None:
    room = item_room(session, qtbot)
    first = room.item.id
    room.enter(DEFER)
    room.type("About the first")
    room.deeds.enter(NextDeed())
    room.type(" and this.")
    settle(session)
    room.enter(SayDeed(section=NoteSection.DISCUSSION, text="Of the second."))
    assert room.meeting.item(first).notes == {NoteSection.DISCUSSION: "About the first and this."}


def test_wording_that_blames_is_underlined_where_it_stands_behind_an_emoji(session: OpenSession, qtbot: QtBot) -> None:
    room = item_room(session, qtbot)
    room.type("😀 She is putting herself at risk.")
    assert underlined(room.field) == ["putting herself at risk"]


def test_a_long_paragraph_is_checked_when_the_hand_rests(session: OpenSession, qtbot: QtBot) -> None:
    room = item_room(session, qtbot)
    pasted(room.field, text="She went home. " * 200 + "She is putting herself at risk.")
    assert underlined(room.field) == []
    qtbot.waitUntil(lambda: underlined(room.field) == ["putting herself at risk"])


def test_that_a_part_is_nearly_full_is_said_before_it_is(session: OpenSession, qtbot: QtBot) -> None:
    room = item_room(session, qtbot)
    left = room.pane.words_pane.room_left
    assert not left.isVisible()
    room.field.setPlainText("x" * (LONGEST_NOTE - 50))
    assert left.isVisible()
    assert left.text().startswith("50 characters are left")


def test_lines_are_no_longer_than_an_eye_follows_back(session: OpenSession, qtbot: QtBot) -> None:
    room = item_room(session, qtbot)
    room.resize(1700, 800)
    room.type("word " * 120)
    layout = room.field.document().begin().layout()
    assert layout.lineCount() > 1
    assert max(layout.lineAt(at).naturalTextWidth() for at in range(layout.lineCount())) <= MEASURE


def test_a_standing_item_has_one_part_and_a_child_five(session: OpenSession, qtbot: QtBot) -> None:
    room = item_room(session, qtbot)
    assert room.pane.sections() == tuple(NoteSection)
    room.show_other(room.meeting.items[0].id)
    assert room.pane.sections() == (NoteSection.DISCUSSION,)


def test_words_recorded_elsewhere_come_in_beside_what_is_typed(session: OpenSession, qtbot: QtBot) -> None:
    room: ItemRoom = item_room(session, qtbot)
    room.type("Mine.")
    actor, meeting_id, item_id = session.actor, room.meeting_id, room.item.id
    session.do(lambda desk: desk.meetings.write(actor, meeting_id, item_id, NoteSection.ANALYSIS, "Theirs."))
    settle(session)
    assert room.pane.words_pane.texts()[NoteSection.ANALYSIS] == "Theirs."
    assert room.text == "Mine."
