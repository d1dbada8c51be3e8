"""What is typed is on the disk within moments, while one types too; where it cannot be, the words stay in sight."""

from __future__ import annotations

import threading

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.ui.desks import OpenSession
from tests.ui.meeting.item_rooms import ItemRoom, item_room, settle, vault_folder

from panel_desk.domain.capture.deeds import SayDeed
from panel_desk.domain.events.items import NoteSection
from panel_desk.ui.workspaces.meeting.item.item_pane import ItemPane

_MOST_KEYS = 600


def test_typed_words_come_onto_the_disk_by_themselves(session: OpenSession, qtbot: QtBot) -> None:
    room = item_room(session, qtbot)
    room.type("Seen at the station.")
    qtbot.waitUntil(lambda: room.kept_text() == "Seen at the station.")
    assert room.item.notes == {}
    assert session.opened.said == []


def test_a_hand_that_never_rests_is_kept_while_it_types(session: OpenSession, qtbot: QtBot) -> None:
    room = item_room(session, qtbot)
    for _ in range(_MOST_KEYS):
        room.type("a")
        qtbot.wait(5)
        if room.kept_text():
            break
    assert room.kept_text()
    assert len(room.text) < _MOST_KEYS


def test_keepings_do_not_queue_up_behind_a_long_job(session: OpenSession, qtbot: QtBot) -> None:
    room = item_room(session, qtbot)
    goes_on, told = threading.Event(), []
    room.pane.keeping.told.connect(lambda: told.append(room.pane.keeping.kept_words))
    session.work("A long job", lambda _desk, _progress: goes_on.wait(10), done=lambda _: None)
    for word in ("one ", "two ", "three ", "four "):
        room.type(word)
        qtbot.wait(150)
    goes_on.set()
    qtbot.waitUntil(lambda: room.kept_text() == "one two three four ")
    settle(session)
    assert len(told) <= 2


def test_when_it_was_kept_is_shown(session: OpenSession, qtbot: QtBot) -> None:
    room = item_room(session, qtbot)
    room.type("a")
    qtbot.waitUntil(lambda: room.pane.keeping.kept_words.startswith("kept 10:4"))


def test_where_the_disk_is_gone_the_words_stay_and_it_is_said_until_they_are_kept_again(
    session: OpenSession, qtbot: QtBot
) -> None:
    room = item_room(session, qtbot)
    room.type("before ")
    qtbot.waitUntil(lambda: room.kept_text() == "before ")
    folder = vault_folder(session)
    away = folder.rename(folder.with_name("away"))
    room.type("after")
    qtbot.waitUntil(lambda: bool(room.pane.keeping.problem))
    assert room.pane.keeping.problem.startswith("Not kept since 10:4")
    assert "no longer where it was opened" in room.pane.keeping.problem
    assert room.text == "before after"
    assert room.pane.unkept()
    away.rename(folder)
    qtbot.waitUntil(lambda: not room.pane.keeping.problem)
    assert room.kept_text() == "before after"
    assert room.pane.unkept() == ""


def test_words_typed_while_the_disk_is_gone_are_kept_with_the_rest(session: OpenSession, qtbot: QtBot) -> None:
    room = item_room(session, qtbot)
    folder = vault_folder(session)
    away = folder.rename(folder.with_name("away"))
    room.type("one ")
    qtbot.waitUntil(lambda: bool(room.pane.keeping.problem))
    room.type("two")
    away.rename(folder)
    qtbot.waitUntil(lambda: room.kept_text() == "one two")


def test_locking_keeps_what_was_typed_the_moment_before(session: OpenSession, qtbot: QtBot) -> None:
    room = item_room(session, qtbot)
    room.type("the last word")
    session.end()
    while session.tasks.busy:
        QApplication.processEvents()
    assert room.kept_text() == "the last word"


def test_another_page_coming_into_sight_keeps_at_once(session: OpenSession, qtbot: QtBot) -> None:
    room = item_room(session, qtbot)
    room.type("unfinished")
    room.hide()
    settle(session)
    assert room.kept_text() == "unfinished"


def test_a_room_opened_again_stands_where_it_was(session: OpenSession, qtbot: QtBot) -> None:
    room = item_room(session, qtbot)
    room.type("Discussed.")
    room.pane.turn_to_section(NoteSection.VOICE)
    room.type("“I want to go home”")
    room.field.set_place(3)
    qtbot.waitUntil(lambda: room.kept.cursor == 3 and room.kept.section is NoteSection.VOICE)
    again = ItemRoom(session, room.meeting_id)
    qtbot.addWidget(again)
    assert again.pane.section is NoteSection.VOICE
    assert (again.text, again.field.place()) == ("“I want to go home”", 3)
    assert again.pane.words_pane.texts()[NoteSection.DISCUSSION] == "Discussed."


def test_the_words_of_the_line_are_kept_too(session: OpenSession, qtbot: QtBot) -> None:
    room = item_room(session, qtbot)
    room.put_into_line("/a police khan: che")
    qtbot.waitUntil(lambda: room.kept.line == "/a police khan: che")


def test_what_is_typed_while_a_deed_is_under_way_is_in_the_text_with_it(session: OpenSession, qtbot: QtBot) -> None:
    room = item_room(session, qtbot)
    room.type("Typed first")
    room.deeds.enter(SayDeed(section=NoteSection.DISCUSSION, text="Said in the line"))
    room.type(" and after")
    settle(session)
    assert room.text == "Typed first and after\n\nSaid in the line"
    qtbot.waitUntil(lambda: room.kept_text() == room.text)


def test_two_deeds_at_once_lose_neither_words_nor_deeds(session: OpenSession, qtbot: QtBot) -> None:
    room = item_room(session, qtbot)
    room.type("Typed")
    for words in ("One", "Two"):
        room.deeds.enter(SayDeed(section=NoteSection.DISCUSSION, text=words))
    settle(session)
    assert room.text == "Typed\n\nOne\n\nTwo"
    assert room.item.notes[NoteSection.DISCUSSION] == room.text


def test_a_pane_without_an_item_keeps_the_line(session: OpenSession, qtbot: QtBot) -> None:
    room = item_room(session, qtbot)
    pane = ItemPane(session, room.deeds)
    qtbot.addWidget(pane)
    pane.line_words = lambda: "/open da"
    pane.show_item(room.meeting, None, session.now)
    pane.line_changed()
    qtbot.waitUntil(lambda: room.kept.line == "/open da")
