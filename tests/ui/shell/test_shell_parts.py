"""Parts of the frame: what is said and asked, what is under way, faults of ours, and a second start."""

from __future__ import annotations

import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.desks import OpenSession

from panel_desk.services.faults import fault_report
from panel_desk.ui.messages import Message, Question
from panel_desk.ui.session import Around
from panel_desk.ui.shell.crash_dialog import CrashDialog, Faults
from panel_desk.ui.shell.message_bar import MessageBar
from panel_desk.ui.shell.one_instance import FirstInstance, hand_over, socket_name
from panel_desk.ui.shell.progress_panel import ProgressPanel
from panel_desk.ui.shell.questions import QuestionDialog
from panel_desk.ui.shell.window import MainWindow
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.text_field import TextField


@pytest.fixture
def bar(themed: QApplication, qtbot: QtBot) -> MessageBar:
    made = MessageBar()
    qtbot.addWidget(made)
    return made


def _said(sentence: str, tone: Tone = Tone.INFO) -> Message:
    return Message(sentence=sentence, tone=tone)


def test_the_newest_message_shows_at_once_and_the_warning_it_covers_comes_back(bar: MessageBar) -> None:
    bar.say(_said("The disk is full.", Tone.RED))
    bar.say(_said("Saved."))
    assert bar.shown is not None
    assert bar.shown.sentence == "Saved."
    bar.dismiss()
    assert bar.shown.sentence == "The disk is full."
    bar.dismiss()
    assert bar.isHidden()


def test_a_warning_that_follows_news_stays(bar: MessageBar) -> None:
    bar.say(_said("Saved."))
    bar.say(_said("The disk is full.", Tone.RED))
    assert not bar.findChildren(QTimer)[0].isActive()


def test_a_warning_told_again_is_dismissed_once(bar: MessageBar) -> None:
    bar.say(_said("The disk is full.", Tone.RED))
    bar.say(_said("The file is empty.", Tone.RED))
    bar.say(_said("The disk is full.", Tone.RED))
    bar.dismiss()
    assert bar.shown is not None
    assert bar.shown.sentence == "The file is empty."
    bar.dismiss()
    assert bar.isHidden()


def test_the_same_warning_twice_is_dismissed_once(bar: MessageBar) -> None:
    bar.say(_said("The disk is full.", Tone.RED))
    bar.say(_said("The disk is full.", Tone.RED))
    bar.dismiss()
    assert bar.isHidden()


def test_what_is_offered_is_done_once_and_the_message_goes(bar: MessageBar, qtbot: QtBot) -> None:
    done: list[bool] = []
    bar.say(Message(sentence="Added.", offer=("Undo", lambda: done.append(True))))
    offer = next(b for b in bar.findChildren(QPushButton) if b.text() == "Undo")
    qtbot.mouseClick(offer, Qt.MouseButton.LeftButton)
    assert done == [True]
    assert bar.shown is None


def test_a_lock_leaves_nothing_that_was_said(bar: MessageBar) -> None:
    bar.say(_said("J.M. is off the agenda.", Tone.AMBER))
    bar.say(_said("Another."))
    bar.forget()
    assert bar.shown is None
    assert not bar.history


@pytest.fixture
def window(themed: QApplication, qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def _asked(question: Question, window: QWidget) -> QuestionDialog:
    dialog = QuestionDialog(question, window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    dialog.open()
    return dialog


def test_words_that_are_asked_for_are_given_without_spaces_around(window: QWidget, qtbot: QtBot) -> None:
    given: list[str] = []
    dialog = _asked(Question(question="Why?", will="It is kept.", yes="Re-open", on_words=given.append), window)
    line = dialog.findChild(TextField)
    yes = next(b for b in dialog.findChildren(QPushButton) if b.text() == "Re-open")
    assert not yes.isEnabled()
    qtbot.keyClicks(line, "  a late referral ")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert given == ["a late referral"]


def test_a_question_of_one_line_has_a_field_of_one_line(window: QWidget, qtbot: QtBot) -> None:
    heights = []
    for multiline in (False, True):
        question = Question(question="Who?", will="", yes="Go on", on_words=lambda _w: None, multiline=multiline)
        dialog = _asked(question, window)
        dialog.resize(480, 500)
        qtbot.wait(20)
        field = dialog.findChild(TextField)
        assert field is not None
        heights.append(field.height() / field.fontMetrics().lineSpacing())
        dialog.reject()
    assert heights[0] < 3 < 5 < heights[1]


def test_a_reason_that_blames_the_child_is_flagged_while_it_is_typed(session: OpenSession, qtbot: QtBot) -> None:
    window = MainWindow(session.messages)
    qtbot.addWidget(window)
    window.show()
    session.messages.ask_words("Why is it re-opened?", will="It is kept.", yes="Re-open", on_words=lambda _w: None)
    (field,) = window.findChildren(TextField)
    qtbot.keyClicks(field, "she puts herself at risk")
    qtbot.waitUntil(lambda: bool(field.flags))
    window.close_dialogs()


def test_a_fault_of_ours_shows_its_report_and_lets_one_go_on(window: QWidget, qtbot: QtBot) -> None:
    window.show()
    faults = Faults(lambda: window, lambda: None)
    faults.install()
    try:
        sys.excepthook(ValueError, ValueError("Kim Archer, 104233"), None)
        qtbot.waitUntil(lambda: bool(window.findChildren(CrashDialog)))
    finally:
        faults.remove()
    (dialog,) = window.findChildren(CrashDialog)
    (shown,) = dialog.findChildren(QPlainTextEdit)
    report = shown.toPlainText()
    assert "ValueError" in report
    assert "Archer" not in report
    go_on = next(b for b in dialog.findChildren(QPushButton) if b.text() == "Go on")
    go_on.click()
    assert window.isVisible()


def test_escape_is_always_no(window: QWidget, qtbot: QtBot) -> None:
    done: list[bool] = []
    question = Question(
        question="Cancel it?", will="It goes.", yes="Cancel the meeting", on_yes=lambda: done.append(True)
    )
    dialog = _asked(question, window)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not done
    assert not dialog.isVisible()


def test_a_passphrase_is_taken_to_the_letter_and_not_shown(window: QWidget, qtbot: QtBot) -> None:
    given: list[str] = []
    dialog = _asked(Question(question="Passphrase", will="", yes="Sign", on_words=given.append, secret=True), window)
    line = dialog.findChild(QLineEdit)
    assert line is not None
    assert line.echoMode() is QLineEdit.EchoMode.Password
    qtbot.keyClicks(line, " with spaces ")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert given == [" with spaces "]


def test_long_work_is_shown_with_cancel_and_goes_when_it_ends(around: Around, qtbot: QtBot) -> None:
    panel = ProgressPanel(around.tasks)
    qtbot.addWidget(panel)
    gate = threading.Event()
    around.tasks.on_desk(lambda _p: gate.wait(10), done=lambda _v: None, failed=lambda _e: None, title="Reading a list")
    qtbot.waitUntil(lambda: not panel.isHidden())
    assert [b.accessibleName() for b in panel.findChildren(QPushButton)] == ["Cancel: Reading a list"]
    gate.set()
    qtbot.waitUntil(panel.isHidden)


def test_what_ends_at_once_is_never_shown(around: Around, qtbot: QtBot) -> None:
    panel, ended = ProgressPanel(around.tasks), list[object]()
    qtbot.addWidget(panel)
    around.tasks.on_desk(lambda _p: None, done=ended.append, failed=lambda _e: None, title="Quick")
    qtbot.waitUntil(lambda: bool(ended))
    assert panel.isHidden()


def test_a_second_start_hands_its_files_to_the_first(qtbot: QtBot, tmp_path: Path) -> None:
    name, called = socket_name(tmp_path), list[object]()
    assert not hand_over(name, ())
    first = FirstInstance(name)
    first.called.connect(called.append)
    assert hand_over(name, (tmp_path / "minutes.pdf",))
    qtbot.waitUntil(lambda: bool(called))
    first.close()
    assert called == [(tmp_path / "minutes.pdf",)]


def test_two_people_on_one_computer_do_not_meet(tmp_path: Path) -> None:
    assert socket_name(tmp_path / "asha") != socket_name(tmp_path / "dana")


def test_a_report_of_a_fault_tells_kinds_and_places_and_no_word_of_a_case() -> None:
    try:
        try:
            raise KeyError("Kim Archer was seen with older peers")
        except KeyError as error:
            raise ValueError("Kim Archer, 104233") from error
    except ValueError as error:
        report = fault_report(error, datetime(2026, 11, 22, tzinfo=UTC))
    assert "ValueError" in report
    assert "KeyError" in report
    assert "test_shell_parts.py" in report
    assert "Archer" not in report
    assert "104233" not in report
    assert str(Path.home()) not in report
