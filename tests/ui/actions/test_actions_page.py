"""The Actions page in a window: filtered by typing, followed by keys, refused without losing a word."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.ui.desks import OpenSession, copied, session_on
from tests.ui.looking import picture, shown

from panel_desk.domain.events.actions import ActionStatus
from panel_desk.domain.people import Role
from panel_desk.services.demo.demonstration import PASSPHRASE
from panel_desk.ui.messages import Message, Question
from panel_desk.ui.places import PageKey, Place
from panel_desk.ui.workspaces.actions.chase_dialog import ChaseDialog
from panel_desk.ui.workspaces.actions.page import ActionsPage
from panel_desk.ui.workspaces.actions.printed_list import PrintedList

ENTER = Qt.Key.Key_Return


@pytest.fixture
def page(demo_session: OpenSession, qtbot: QtBot) -> ActionsPage:
    """The demonstration's actions, in sight."""
    return opened(demo_session, qtbot)


def opened(session: OpenSession, qtbot: QtBot) -> ActionsPage:
    made = ActionsPage(session)
    session.record_changed.connect(made.refresh)
    made.resize(1180, 760)
    shown(qtbot, made)
    made.refresh()
    return made


@pytest.fixture
def member(themed: QApplication, demo_template: Path, tmp_path: Path) -> Iterator[OpenSession]:
    """Abena Osei of health at the desk."""
    desk = copied(demo_template / "desk", tmp_path / "desk")
    with session_on(desk, tmp_path, secret=PASSPHRASE, name="Abena Osei", role=Role.CORE_MEMBER) as made:
        yield made


def references(page: ActionsPage) -> list[str]:
    return [f.action.reference for f in page.table.shown_rows()]


def choose_first(page: ActionsPage) -> str:
    page.table.choose(lambda _row: True)
    return str(page.table.chosen().action.reference)


def type_words(qtbot: QtBot, page: ActionsPage, words: str) -> None:
    """Type, and wait for the frame in which it is answered."""
    with qtbot.waitSignal(page.field.typed):
        QTest.keyClicks(page.field, words)


def test_the_page_begins_with_all_that_is_open(page: ActionsPage) -> None:
    assert page.chips.chosen() == "open"
    assert all(f.action.status.is_open for f in page.table.shown_rows())
    assert len(references(page)) > 20
    picture(page, "actions")


def test_typing_filters_and_escape_shows_all_again(page: ActionsPage, qtbot: QtBot) -> None:
    everything = references(page)
    type_words(qtbot, page, "police overdue")
    assert {f.action.agency_name for f in page.table.shown_rows()} == {"Police"}
    assert all(f.days_late for f in page.table.shown_rows())
    assert page.reading_words.endswith(": with Police, overdue")
    with qtbot.waitSignal(page.field.typed):
        QTest.keyClick(page.field, Qt.Key.Key_Escape)
    assert references(page) == everything


def test_what_is_not_understood_is_told_below_the_field(page: ActionsPage, qtbot: QtBot) -> None:
    type_words(qtbot, page, "owned:khan")
    assert page.reading_words.startswith("“owned:” is nothing an action has.")


def test_words_are_offered_and_taken_while_typing(page: ActionsPage, qtbot: QtBot) -> None:
    type_words(qtbot, page, "overdue ow")
    assert page.field.offered[0].startswith("owner:")
    page.field.take(0)
    assert page.field.text() == "overdue owner:"
    assert page.field.offered[0] == "Abena Osei"


def test_an_offer_is_worked_by_keys(page: ActionsPage, qtbot: QtBot) -> None:
    page.field.setFocus()
    type_words(qtbot, page, "status:n")
    offer = page.field.offer
    assert offer.isVisible()
    QTest.keyClick(offer, Qt.Key.Key_Down)
    QTest.keyClick(offer, Qt.Key.Key_Down)
    QTest.keyClick(offer, Qt.Key.Key_Return)
    assert page.field.text() == 'status:"not possible" '
    assert page.field.hasFocus()
    assert not offer.isVisible()


def test_escape_closes_the_offer_before_it_clears(page: ActionsPage, qtbot: QtBot) -> None:
    page.field.setFocus()
    type_words(qtbot, page, "ow")
    QTest.keyClick(page.field.offer, Qt.Key.Key_Escape)
    assert (page.field.text(), page.field.offer.isVisible()) == ("ow", False)


def test_down_goes_from_the_field_to_the_table(page: ActionsPage, qtbot: QtBot) -> None:
    page.field.setFocus()
    QTest.keyClick(page.field, Qt.Key.Key_Down)
    assert page.table.hasFocus()
    assert page.table.chosen() is not None


def test_a_letter_begins_news_and_enter_records_it(page: ActionsPage, demo_session: OpenSession, qtbot: QtBot) -> None:
    reference, following = references(page)[:2]
    choose_first(page)
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_C)
    assert page.panel.news.reason.hasFocus()
    QTest.keyClicks(page.panel.news.reason, "The referral was sent")
    with qtbot.waitSignal(demo_session.record_changed):
        QTest.keyClick(page.panel.news.reason, ENTER)
    action = demo_session.reading.actions.by_reference(reference)
    assert (action.status, action.status_reason) == (ActionStatus.COMPLETE, "The referral was sent")
    assert reference not in references(page)
    qtbot.waitUntil(page.table.hasFocus)
    assert page.table.chosen().action.reference == following


def test_refused_news_leaves_the_screen_as_it_was(page: ActionsPage, demo_session: OpenSession, qtbot: QtBot) -> None:
    reference = choose_first(page)
    before = references(page)
    page.give_news(ActionStatus.NOT_DONE)
    page.panel.news.record()
    qtbot.waitUntil(
        lambda: "No action leaves the log without a reason" in page.panel.news.reason.accessibleDescription()
    )
    assert page.panel.news.isVisible()
    assert references(page) == before
    assert demo_session.reading.actions.by_reference(reference).status.is_open


def test_escape_leaves_a_form_and_goes_back_to_the_table(page: ActionsPage, qtbot: QtBot) -> None:
    choose_first(page)
    page.give_news(ActionStatus.NOT_DONE)
    QTest.keyClick(page.panel.news.reason, Qt.Key.Key_Escape)
    assert page.panel.news.isHidden()
    assert page.table.hasFocus()


def test_a_transferred_action_names_what_takes_its_place(
    page: ActionsPage, demo_session: OpenSession, qtbot: QtBot
) -> None:
    reference = choose_first(page)
    page.give_news(ActionStatus.TRANSFERRED)
    with qtbot.waitSignal(demo_session.record_changed):
        page.panel.news.recorded.emit(ActionStatus.TRANSFERRED, "Health has it now", "MACE-2026-11/02")
    assert demo_session.reading.actions.by_reference(reference).successor == "MACE-2026-11/02"


def test_more_time_is_given_with_a_reason(page: ActionsPage, demo_session: OpenSession, qtbot: QtBot) -> None:
    reference = choose_first(page)
    page.more_time()
    page.panel.suggest_day(date(2026, 12, 4))
    page.panel.time.reason.setText("The officer is ill")
    with qtbot.waitSignal(demo_session.record_changed):
        page.panel.time.record()
    assert demo_session.reading.actions.by_reference(reference).due_on == date(2026, 12, 4)
    assert page.table.chosen().action.reference == reference


def test_an_open_form_survives_a_change_of_the_record(page: ActionsPage) -> None:
    choose_first(page)
    page.give_news(ActionStatus.COMPLETE)
    page.panel.news.reason.setText("half a sent")
    page.refresh()
    assert page.panel.news.isVisible()
    assert page.panel.news.reason.text() == "half a sent"


def test_an_undone_status_comes_back_to_the_table(page: ActionsPage, demo_session: OpenSession, qtbot: QtBot) -> None:
    reference = choose_first(page)
    page.give_news(ActionStatus.COMPLETE)
    page.panel.news.reason.setText("sent")
    with qtbot.waitSignal(demo_session.record_changed):
        page.panel.news.record()
    with qtbot.waitSignal(demo_session.record_changed):
        demo_session.undo()
    assert reference in references(page)


def test_drafts_are_saved_and_the_history_says_so(
    page: ActionsPage, demo_session: OpenSession, qtbot: QtBot, tmp_path: Path
) -> None:
    page.open(Place(PageKey.ACTIONS, what="chase"))
    dialog = page.findChild(ChaseDialog)
    assert dialog is not None
    assert "Dear Imran Khan," in dialog.text
    dialog.owners.item(1).setCheckState(Qt.CheckState.Unchecked)
    chosen = dialog.chosen()
    assert len(chosen) == dialog.owners.count() - 1
    picture(dialog, "actions chase")
    folder = tmp_path / "drafts"
    folder.mkdir()
    with qtbot.waitSignal(demo_session.record_changed):
        page.save_drafts(chosen, folder)
    dialog.reject()
    assert len(list(folder.glob("*.eml"))) == len(chosen)
    page.table.choose(lambda f: f.action.owner == "Imran Khan")
    assert page.table.chosen().chased_on == date(2026, 11, 22)


def test_drafts_that_cannot_be_saved_leave_the_dialog(
    page: ActionsPage, demo_session: OpenSession, qtbot: QtBot, tmp_path: Path
) -> None:
    page.chase()
    dialog = page.findChild(ChaseDialog)
    assert dialog is not None
    with qtbot.waitSignal(demo_session.messages.said) as said:
        page.save_drafts(dialog.chosen(), tmp_path / "gone")
    assert isinstance(said.args[0], Message)
    assert said.args[0].sentence == "The folder for the drafts is not there."
    assert dialog.isVisible()
    dialog.reject()


def test_an_export_asks_for_its_recipient_and_is_entered(
    page: ActionsPage, demo_session: OpenSession, qtbot: QtBot, tmp_path: Path
) -> None:
    page.export()
    question = demo_session.opened.asked[-1]
    assert isinstance(question, Question)
    assert question.question == "Who is to have this table?"
    path = tmp_path / "actions.csv"
    with qtbot.waitSignal(demo_session.record_changed):
        page.write_table("Dana Prior", path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbfOFFICIAL-SENSITIVE")
    assert demo_session.reading.exporting.made()[0].recipient == "Dana Prior"


def test_a_printed_list_is_shown_as_it_prints(page: ActionsPage, demo_session: OpenSession, qtbot: QtBot) -> None:
    page.print_list()
    question = demo_session.opened.asked[-1]
    assert isinstance(question, Question)
    assert question.on_words is not None
    question.on_words("Dana Prior")
    qtbot.waitUntil(lambda: page.findChild(PrintedList) is not None)
    dialog = page.findChild(PrintedList)
    assert dialog is not None
    assert dialog.pages >= 2
    picture(dialog, "actions printed")
    dialog.reject()


@pytest.mark.parametrize(("what", "chip"), [("overdue", "overdue"), ("soon", "soon")])
def test_a_place_opens_with_its_filter(page: ActionsPage, what: str, chip: str) -> None:
    page.open(Place(PageKey.ACTIONS, what=what))
    assert page.chips.chosen() == chip


def test_a_place_opens_one_action_whatever_was_filtered(page: ActionsPage) -> None:
    page.field.setText("nothing like it")
    page.open(Place(PageKey.ACTIONS, "SAFE-2026-10/05"))
    assert page.table.chosen().action.reference == "SAFE-2026-10/05"


def test_a_member_follows_the_own_agency_and_takes_its_list(member: OpenSession, qtbot: QtBot, tmp_path: Path) -> None:
    page = opened(member, qtbot)
    page.chips.choose("all")
    assert {f.action.agency_name for f in page.table.shown_rows()} == {"Health"}
    enabled = {command.words for command in page.commands() if command.enabled}
    assert {words for words in enabled if words.startswith(("Chase", "Export", "Print"))} == {
        "Export these actions…",
        "Print these actions…",
    }
    with qtbot.waitSignal(member.record_changed):
        page.write_table("Abena Osei", tmp_path / "actions.csv")


def test_a_member_is_told_why_more_time_is_not_theirs(member: OpenSession, qtbot: QtBot) -> None:
    page = opened(member, qtbot)
    choose_first(page)
    page.more_time()
    said = member.opened.said[-1]
    assert isinstance(said, Message)
    assert "more time" in said.sentence
    assert page.panel.time.isHidden()


def test_names_show_only_while_they_are_asked_for(page: ActionsPage, demo_session: OpenSession) -> None:
    about = page.table.rows.columns[4].text
    choose_first(page)
    row = page.table.chosen()
    before = about(row)
    demo_session.names.show(shown=True)
    assert about(row) != before
    demo_session.names.hide()
    assert about(row) == before


def test_rows_are_copied_with_their_titles(page: ActionsPage, qtbot: QtBot) -> None:
    reference = choose_first(page)
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QApplication.clipboard().text().splitlines()
    assert lines[0].startswith("Action\tWhat\tOwner")
    assert lines[1].startswith(reference)
