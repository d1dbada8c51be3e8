"""The forms: they record what their line would, and close only when it is kept."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QMenu, QToolButton
from pytestqt.qtbot import QtBot
from tests.ui.agendas.agenda_desks import settle
from tests.ui.desks import OpenSession
from tests.ui.meeting.line_rooms import LineRoom, line_room

from panel_desk.services.room.recording import Recording
from panel_desk.ui.messages import Message
from panel_desk.ui.widgets.text_field import TextField
from panel_desk.ui.workspaces.meeting.line.deed_forms import DeedForm


def open_form(room: LineRoom, words: str) -> DeedForm:
    """By its command, as the page's keys do."""
    next(each for each in room.line.commands() if each.words == words).run()
    QApplication.processEvents()
    return form_of(room)


def form_of(room: LineRoom) -> DeedForm:
    return room.findChildren(DeedForm)[0]


def choose(room: LineRoom, words: str) -> None:
    """↓ in the box that has the keyboard, until it shows these words."""
    box = QApplication.focusWidget()
    assert isinstance(box, QComboBox)
    for _each in range(box.count()):
        if not box.currentText().startswith(words):
            room.press(Qt.Key.Key_Down)
    assert box.currentText().startswith(words)


def tab(room: LineRoom) -> None:
    room.press(Qt.Key.Key_Tab)


def fill_action(room: LineRoom, when: str = "18 dec") -> None:
    choose(room, "Police, Imran")
    tab(room)
    room.type("check the red Corsa with ANPR")
    tab(room)
    room.type(when)


def test_an_action_is_recorded_by_keys_alone_and_the_form_teaches_its_line(session: OpenSession, qtbot: QtBot) -> None:
    room = line_room(session, qtbot)
    form = open_form(room, "Action…")
    fill_action(room)
    QApplication.processEvents()
    form.grab()
    line = form.line
    assert line.startswith("/a ")
    room.press(Qt.Key.Key_Return)
    settle(session)
    action = session.reading.actions.of_meeting(room.meeting.id)[0]
    assert (action.owner, action.what) == ("Imran Khan", "check the red Corsa with ANPR")
    assert room.findChildren(DeedForm) == [] or not form_of(room).isVisible()
    assert QApplication.focusWidget() is room.editor


def test_the_line_of_a_form_records_the_same(session: OpenSession, qtbot: QtBot) -> None:
    room = line_room(session, qtbot)
    form = open_form(room, "Action…")
    fill_action(room)
    line = form.line
    room.press(Qt.Key.Key_Return)
    settle(session)
    room.enter(line)
    first, second = session.reading.actions.of_meeting(room.meeting.id)
    assert (first.what, first.owner, first.due_on) == (second.what, second.owner, second.due_on)


def test_an_action_due_before_the_meeting_keeps_the_form_open_with_every_word(
    session: OpenSession, qtbot: QtBot
) -> None:
    room = line_room(session, qtbot)
    form = open_form(room, "Action…")
    fill_action(room, when="27 nov")
    room.press(Qt.Key.Key_Return)
    settle(session)
    assert form.isVisible()
    assert "before the meeting" in form.problem
    assert form.findChildren(TextField)[0].text() == "check the red Corsa with ANPR"
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    editor.clear()
    room.type("18 dec")
    assert form.problem == ""
    room.press(Qt.Key.Key_Return)
    settle(session)
    assert len(session.reading.actions.of_meeting(room.meeting.id)) == 1


@pytest.mark.parametrize(("when", "problem"), [("", "By when?"), ("blue moon", "“blue moon” is no day")])
def test_an_action_without_a_day_records_nothing(session: OpenSession, qtbot: QtBot, when: str, problem: str) -> None:
    room = line_room(session, qtbot)
    form = open_form(room, "Action…")
    fill_action(room, when=when)
    room.press(Qt.Key.Key_Return)
    settle(session)
    assert form.problem.startswith(problem)
    assert session.reading.actions.of_meeting(room.meeting.id) == ()
    form.reject()


def test_esc_lets_typed_words_go_only_when_pressed_twice(session: OpenSession, qtbot: QtBot) -> None:
    room = line_room(session, qtbot)
    form = open_form(room, "Action…")
    fill_action(room)
    room.press(Qt.Key.Key_Escape)
    assert form.isVisible()
    room.press(Qt.Key.Key_Escape)
    assert room.findChildren(DeedForm) == [] or not form_of(room).isVisible()


def test_after_a_fault_of_ours_the_form_can_be_pressed_again(
    session: OpenSession, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = line_room(session, qtbot)
    form = open_form(room, "Action…")
    fill_action(room)
    with monkeypatch.context() as broken, qtbot.captureExceptions() as faults:
        broken.setattr(Recording, "record", faulty)
        room.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        settle(session)
    assert len(faults) == 1
    assert form.problem.startswith("Something went wrong here; nothing was recorded.")
    room.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(session)
    assert len(session.reading.actions.of_meeting(room.meeting.id)) == 1


def faulty(*_args: object, **_more: object) -> None:
    """A bug of ours."""
    raise RuntimeError("a bug")


def test_a_decision_asks_for_what_its_outcome_needs(session: OpenSession, qtbot: QtBot) -> None:
    room = line_room(session, qtbot)
    form = open_form(room, "Decision…")
    choose(room, "Step the case down")
    tab(room)
    room.type("the plan has worked")
    tab(room)
    room.type("14 jan")
    tab(room)
    room.type("A. Morgan, early help")
    QApplication.processEvents()
    form.grab()
    room.press(Qt.Key.Key_Return)
    settle(session)
    decision = room.item.decisions[0].decision
    assert (decision.outcome, decision.held_by) == ("step-down", "A. Morgan, early help")
    assert decision.reason == "the plan has worked"


def test_a_decision_that_a_rule_refuses_keeps_the_form_open_with_every_word(session: OpenSession, qtbot: QtBot) -> None:
    room = line_room(session, qtbot)
    room.enter("/d risk-raised risk high review 7 jan because she was seen in Hull")
    form = open_form(room, "Decision…")
    choose(room, "Close the case")
    tab(room)
    room.type("the family asks for it")
    tab(room)
    room.type("Early help")
    room.press(Qt.Key.Key_Return)
    settle(session)
    assert form.isVisible()
    assert "raised" in form.problem
    assert form.findChildren(TextField)[0].text() == "the family asks for it"
    assert len(room.item.decisions) == 1
    form.reject()


def test_an_item_is_deferred_with_a_reason_alone(session: OpenSession, qtbot: QtBot) -> None:
    room = line_room(session, qtbot)
    open_form(room, "Defer…")
    room.type("the worker is ill")
    room.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(session)
    assert [made.decision.outcome for made in room.item.decisions] == ["defer"]


@pytest.mark.parametrize(("key", "title"), [(Qt.Key.Key_A, "Action"), (Qt.Key.Key_D, "Decision")])
def test_the_keys_of_the_forms_work_from_the_line(session: OpenSession, qtbot: QtBot, key: Qt.Key, title: str) -> None:
    room = line_room(session, qtbot)
    for command in room.line.commands():
        # As the shell makes the commands of a page live.
        if command.shortcut:
            QShortcut(QKeySequence(command.shortcut), room).activated.connect(command.run)
    room.type("Half a sentence")
    room.press(key, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert form_of(room).windowTitle() == title
    form_of(room).reject()
    assert room.editor.text() == "Half a sentence"


def test_the_read_back_is_turned_off_and_on_from_the_menu_at_the_line(session: OpenSession, qtbot: QtBot) -> None:
    room = line_room(session, qtbot)
    button = room.line.findChildren(QToolButton)[0]
    seen = []
    for _each in range(2):
        QTimer.singleShot(0, lambda: last_of_menu(button.menu()))
        QTest.keyClick(button, Qt.Key.Key_Space)
        seen.append(session.preferences.value.read_back)
    assert seen == [False, True]


def last_of_menu(menu: QMenu) -> None:
    """↑ from nothing chosen is the last, and Enter presses it."""
    QTest.keyClick(menu, Qt.Key.Key_Up)
    QTest.keyClick(menu, Qt.Key.Key_Return)


def test_a_decision_form_does_not_open_under_a_standing_item(session: OpenSession, qtbot: QtBot) -> None:
    room = line_room(session, qtbot)
    session.preferences.change(read_back=False)
    room.enter("/go 1")
    next(each for each in room.line.commands() if each.words == "Decision…").run()
    assert room.findChildren(DeedForm) == []
    said = session.opened.said[-1]
    assert isinstance(said, Message)
    assert said.sentence == "This item is only noted."
