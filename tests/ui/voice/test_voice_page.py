"""The Voice page in a window: found, recorded, answered, withdrawn, and given out as “you said, we did”."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot
from tests.services.strategy_sections import without_sections
from tests.ui.desks import OpenSession, copied, session_on
from tests.ui.looking import picture, shown

from panel_desk.domain.ids import FeedbackId, PanelKey
from panel_desk.domain.names.hiding import READ_IT
from panel_desk.domain.people import Role
from panel_desk.domain.strategy.feedback import Gathered, Speaker
from panel_desk.services.demo.demonstration import PASSPHRASE
from panel_desk.ui.messages import Message, Question
from panel_desk.ui.places import PageKey, Place
from panel_desk.ui.widgets.pdf_dialog import PdfDialog
from panel_desk.ui.workspaces.voice.answer_dialog import AnswerDialog
from panel_desk.ui.workspaces.voice.feedback_dialog import FeedbackDialog
from panel_desk.ui.workspaces.voice.page import VoicePage
from panel_desk.ui.workspaces.voice.presenter import WAITING, WITHDRAWN
from panel_desk.ui.workspaces.voice.withdraw_answer_dialog import WithdrawAnswerDialog

D = TypeVar("D", bound=QDialog)
_CHILD = "200442"


@pytest.fixture
def page(demo_session: OpenSession, qtbot: QtBot) -> VoicePage:
    """What was said in the demonstration, in sight."""
    return opened(demo_session, qtbot)


def opened(session: OpenSession, qtbot: QtBot) -> VoicePage:
    made = VoicePage(session)
    session.record_changed.connect(made.refresh)
    made.resize(1084, 740)
    shown(qtbot, made)
    made.refresh()
    return made


def dialog_of(page: VoicePage, kind: type[D]) -> D:
    return next(each for each in page.findChildren(kind) if each.isVisible())


def done(session: OpenSession, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not session.tasks.busy, timeout=10_000)


def choose_waiting(page: VoicePage) -> str:
    page.pane.table.choose(lambda line: not line.answered)
    line = page.pane.chosen()
    assert line is not None
    return str(line.id)


def test_the_page_begins_with_all_that_was_said(page: VoicePage) -> None:
    rows = page.pane.table.shown_rows()
    assert len(rows) > 3
    assert [row.said_on for row in rows] == sorted((row.said_on for row in rows), reverse=True)
    picture(page, "voice")


def test_typing_finds_and_a_chip_narrows(page: VoicePage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.pane.field.typed):
        QTest.keyClicks(page.pane.field, _CHILD)
    assert {row.local_id for row in page.pane.table.shown_rows()} == {_CHILD}
    with qtbot.waitSignal(page.pane.field.typed):
        QTest.keyClick(page.pane.field, Qt.Key.Key_Escape)
    page.pane.chips.choose(WAITING)
    assert not any(row.answered for row in page.pane.table.shown_rows())


def test_the_chosen_one_is_told_whole_beside_the_list(page: VoicePage) -> None:
    page.pane.table.choose(lambda line: line.answered)
    line = page.pane.chosen()
    assert line is not None
    assert page.pane.detail.isVisible()
    assert line.answers[0].words in page.pane.detail.changes


def test_a_letter_begins_an_answer_and_it_is_recorded(page: VoicePage, demo_session: OpenSession, qtbot: QtBot) -> None:
    feedback_id = choose_waiting(page)
    page.pane.table.setFocus()
    QTest.keyClick(page.pane.table, Qt.Key.Key_A)
    dialog = dialog_of(page, AnswerDialog)
    QTest.keyClicks(dialog.did, "One worker hears it.")
    dialog.by.setText("Police")
    dialog.told.setChecked(True)
    with qtbot.waitSignal(demo_session.record_changed):
        dialog.record()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    line = page.pane.chosen()
    assert line is not None
    assert (line.id, line.state_words) == (feedback_id, "answered, and told")


def test_an_answer_says_at_its_fields_what_is_missing(page: VoicePage) -> None:
    choose_waiting(page)
    page.answer()
    dialog = dialog_of(page, AnswerDialog)
    dialog.record()
    assert dialog.isVisible()
    assert "Who did it" in dialog.by.accessibleDescription()
    dialog.reject()


def test_an_answer_before_it_was_said_is_refused_and_the_form_stays(
    page: VoicePage, demo_session: OpenSession, qtbot: QtBot
) -> None:
    choose_waiting(page)
    page.answer()
    dialog = dialog_of(page, AnswerDialog)
    dialog.did.set_text("One worker hears it.")
    dialog.by.setText("Police")
    dialog.did_on.set_value(demo_session.today.replace(year=2025))
    dialog.record()
    qtbot.waitUntil(lambda: "before it was said" in dialog.problem)
    assert dialog.did.text() == "One worker hears it."
    dialog.reject()


def test_feedback_is_recorded_for_a_child_found_by_local_id(
    page: VoicePage, demo_session: OpenSession, qtbot: QtBot
) -> None:
    page.record()
    dialog = dialog_of(page, FeedbackDialog)
    dialog.child.setText(_CHILD)
    dialog.said.set_text("I want to sit in the front.")
    dialog.gathered.setCurrentIndex(dialog.gathered.findData(Gathered.IN_WRITING))
    with qtbot.waitSignal(demo_session.record_changed):
        dialog.record()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    line = page.pane.chosen()
    assert line is not None
    assert (line.said, line.local_id, line.gathered) == ("I want to sit in the front.", _CHILD, Gathered.IN_WRITING)


def test_a_group_says_nothing_about_one_child(page: VoicePage) -> None:
    page.record()
    dialog = dialog_of(page, FeedbackDialog)
    dialog.speaker.setCurrentIndex(dialog.speaker.findData(Speaker.YOUNG_PEOPLE))
    dialog.said.set_text("Tell us before you meet.")
    filled_in = dialog.value()
    assert not dialog.child.isVisible()
    assert filled_in is not None
    assert filled_in.child_id is None
    dialog.reject()


def test_without_words_or_child_nothing_is_recorded(page: VoicePage) -> None:
    page.record()
    dialog = dialog_of(page, FeedbackDialog)
    dialog.child.setText("nobody")
    dialog.record()
    assert dialog.isVisible()
    assert "What was said?" in dialog.said.accessibleDescription()
    assert dialog.child.accessibleDescription() == "Which child is this about?"
    dialog.reject()


def test_an_entry_is_put_right_and_keeps_its_child(page: VoicePage, demo_session: OpenSession, qtbot: QtBot) -> None:
    page.pane.table.choose(lambda line: line.local_id == _CHILD)
    page.correct()
    dialog = dialog_of(page, FeedbackDialog)
    assert dialog.child.isReadOnly()
    dialog.said.set_text("Once, to one person.")
    with qtbot.waitSignal(demo_session.record_changed):
        dialog.record()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    line = page.pane.chosen()
    assert line is not None
    assert (line.said, line.local_id) == ("Once, to one person.", _CHILD)


def test_withdrawing_asks_why_and_keeps_it_to_be_seen(page: VoicePage, demo_session: OpenSession, qtbot: QtBot) -> None:
    feedback_id = choose_waiting(page)
    page.withdraw()
    asked = demo_session.opened.asked[-1]
    assert isinstance(asked, Question)
    assert asked.on_words is not None
    with qtbot.waitSignal(demo_session.record_changed):
        asked.on_words("Entered twice.")
    done(demo_session, qtbot)
    assert feedback_id not in [row.id for row in page.pane.table.shown_rows()]
    page.pane.chips.choose(WITHDRAWN)
    assert [row.id for row in page.pane.table.shown_rows()] == [feedback_id]


def test_an_answer_is_withdrawn_and_what_was_said_stands(
    page: VoicePage, demo_session: OpenSession, qtbot: QtBot
) -> None:
    page.pane.table.choose(lambda line: line.answered)
    line = page.pane.chosen()
    assert line is not None
    assert page.pane.detail.withdraw_answer.isVisible()
    page.withdraw_answer()
    dialog = dialog_of(page, WithdrawAnswerDialog)
    picture(dialog, "voice withdraw answer")
    assert dialog.answer.accessibleDescription() == line.answers[-1].did
    dialog.record()
    assert dialog.isVisible(), "without a reason"
    dialog.reason.set_text("Of another child.")
    with qtbot.waitSignal(demo_session.record_changed):
        dialog.record()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    page.pane.go_to(line.id)
    left = page.pane.chosen()
    assert left is not None
    assert len(left.answers) == len(line.answers) - 1
    assert page.pane.detail.gone == f"{line.answers[-1].words} Withdrawn: Of another child."
    QCoreApplication.processEvents()
    picture(page, "voice answer withdrawn")


def test_nothing_is_offered_to_withdraw_where_nobody_answered(page: VoicePage) -> None:
    choose_waiting(page)
    assert not page.pane.detail.withdraw_answer.isVisible()
    page.withdraw_answer()
    assert not any(each.isVisible() for each in page.findChildren(WithdrawAnswerDialog))


def test_an_entry_that_is_put_right_keeps_its_panel(page: VoicePage, demo_session: OpenSession) -> None:
    line = next(each for each in page.pane.table.shown_rows() if each.panel and not each.meeting_id)
    page.pane.go_to(line.id)
    page.correct()
    dialog = dialog_of(page, FeedbackDialog)
    filled_in = dialog.value()
    assert filled_in is not None
    assert (filled_in.panel, filled_in.at_meeting) == (line.panel, None)
    dialog.reject()


def test_you_said_we_did_stands_in_pairs(page: VoicePage) -> None:
    page.tabs.setCurrentIndex(1)
    assert len(page.told.pairs()) == len(page.pane.table.shown_rows())
    assert "were said" in page.told.sentence
    picture(page, "voice told")


def test_a_period_in_which_nothing_was_said_is_a_sentence(page: VoicePage) -> None:
    page.tabs.setCurrentIndex(1)
    page.told.bar._part.setCurrentIndex(page.told.bar._part.findData(1))
    assert page.told.sentence == "Nothing has been recorded as said in this period."
    assert page.told.pairs() == []


def test_it_is_copied_with_initials_alone(page: VoicePage) -> None:
    page.copy()
    text = QGuiApplication.clipboard().text()
    assert text.startswith("You said, we did: 2026-27")
    assert not any(line.name in text for line in page.pane.table.shown_rows() if line.name)
    assert text.endswith(READ_IT)


def test_the_pdf_is_entered_for_its_reader_and_can_be_looked_at(
    page: VoicePage, demo_session: OpenSession, qtbot: QtBot, tmp_path: Path
) -> None:
    page.sending.write(page.outgoing(), "Young people’s forum", tmp_path / "told.pdf")
    done(demo_session, qtbot)
    assert demo_session.reading.exporting.made()[0].recipient == "Young people’s forum"
    said = demo_session.opened.said[-1]
    assert isinstance(said, Message)
    assert said.offer is not None
    said.offer[1]()
    dialog = dialog_of(page, PdfDialog)
    qtbot.waitUntil(lambda: dialog.pages > 0)
    dialog.reject()


def test_a_place_adds_for_a_child_or_shows_one(page: VoicePage) -> None:
    line = page.pane.table.shown_rows()[-1]
    page.open(Place(PageKey.VOICE, str(line.id)))
    assert page.pane.chosen() == line
    child = next(row for row in page.pane.table.shown_rows() if row.local_id == _CHILD)
    page.open(Place(PageKey.VOICE, str(child.child_id), "add"))
    dialog = dialog_of(page, FeedbackDialog)
    assert dialog.child.value() == str(child.child_id)
    dialog.reject()


def test_names_stand_only_while_they_are_asked_for(page: VoicePage, demo_session: OpenSession) -> None:
    page.pane.table.choose(lambda line: line.local_id == _CHILD)
    line = page.pane.chosen()
    assert line is not None
    assert line.name not in page.pane.detail._who.text()
    demo_session.names.hold(held=True)
    assert line.name in page.pane.detail._who.text()
    demo_session.names.hold(held=False)


def test_a_new_desk_offers_the_first_entry(session: OpenSession, qtbot: QtBot) -> None:
    page = opened(session, qtbot)
    assert page.pane.table.shown_rows() == ()
    page.pane._empty.focus_button()
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Space)
    dialog_of(page, FeedbackDialog).reject()
    picture(page, "voice empty")


@pytest.fixture
def member(themed: QApplication, demo_template: Path, tmp_path: Path) -> Iterator[OpenSession]:
    """Abena Osei of health at the desk."""
    desk = copied(demo_template / "desk", tmp_path / "desk")
    with session_on(desk, tmp_path, secret=PASSPHRASE, name="Abena Osei", role=Role.READER) as made:
        yield made


def test_who_may_not_record_reads_all_the_same(member: OpenSession, qtbot: QtBot) -> None:
    page = opened(member, qtbot)
    assert page.pane.table.shown_rows()
    page.pane.table.choose(lambda _line: True)
    page.answer()
    assert not page.findChildren(AnswerDialog)
    assert not page.pane.detail._answer.isVisible()


def test_a_form_closed_while_it_is_kept_is_kept_all_the_same(
    page: VoicePage, demo_session: OpenSession, qtbot: QtBot
) -> None:
    choose_waiting(page)
    page.answer()
    dialog = dialog_of(page, AnswerDialog)
    dialog.did.set_text("One worker hears it.")
    dialog.by.setText("Police")
    with qtbot.waitSignal(demo_session.record_changed):
        dialog.record()
        dialog.reject()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    done(demo_session, qtbot)
    line = page.pane.chosen()
    assert line is not None
    assert line.answered


def test_what_a_group_says_where_nobody_hears_it_is_said_in_the_form_and_beside_it(
    page: VoicePage, demo_session: OpenSession, qtbot: QtBot
) -> None:
    def older() -> None:
        desk, actor = demo_session._desk, demo_session.actor
        without_sections(desk, actor)
        desk.meetings.plan(
            actor, PanelKey("MACE"), date(2026, 12, 3), starts_at=time(10), ends_at=time(12), place="Room 6"
        )

    demo_session.tasks.wait_for(older)
    demo_session.reading.refresh()
    page.record()
    dialog = dialog_of(page, FeedbackDialog)
    assert "No minutes" not in dialog.meeting.accessibleDescription()
    dialog.speaker.setCurrentIndex(dialog.speaker.findData(Speaker.YOUNG_PEOPLE))
    assert "No minutes will tell this" in dialog.meeting.accessibleDescription()
    picture(dialog, "voice nobody hears it")
    dialog.meeting.setCurrentIndex(1)
    assert "No minutes" not in dialog.meeting.accessibleDescription()
    dialog.meeting.setCurrentIndex(0)
    dialog.said.set_text("The bus stop is dark.")
    with qtbot.waitSignal(demo_session.record_changed):
        dialog.record()
    qtbot.waitUntil(lambda: page.pane.chosen() is not None)
    assert "hold “voice”" in page.pane.detail.nowhere


def test_a_key_on_what_was_withdrawn_says_why_nothing_happens(
    page: VoicePage, demo_session: OpenSession, qtbot: QtBot
) -> None:
    feedback_id, actor = choose_waiting(page), demo_session.actor
    with qtbot.waitSignal(demo_session.record_changed):
        demo_session.do(lambda desk: desk.voice.withdraw(actor, FeedbackId(feedback_id), "twice"))
    page.pane.go_to(feedback_id)
    for key in (Qt.Key.Key_A, Qt.Key.Key_R, Qt.Key.Key_W):
        QTest.keyClick(page.pane.table, key)
        said = demo_session.opened.said[-1]
        assert isinstance(said, Message)
        assert said.sentence.startswith("It was withdrawn")
    assert not any(each.isVisible() for each in page.findChildren(QDialog))
