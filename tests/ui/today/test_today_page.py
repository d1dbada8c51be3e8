"""The Today page in a window: one button for each sentence, keys that go along them, and the backup."""

from __future__ import annotations

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
from panel_desk.services.safekeeping import newest
from panel_desk.ui.places import PageKey, Place
from panel_desk.ui.widgets.empty import EmptyState
from panel_desk.ui.widgets.sentence_row import SentenceRow
from panel_desk.ui.workspaces.today.page import TodayPage


def opened(session: OpenSession, qtbot: QtBot) -> TodayPage:
    page = TodayPage(session)
    session.record_changed.connect(page.refresh)
    page.resize(1084, 732)
    shown(qtbot, page)
    page.refresh()
    return page


@pytest.fixture
def page(demo_session: OpenSession, qtbot: QtBot) -> TodayPage:
    """The demonstration's Today."""
    return opened(demo_session, qtbot)


def row(page: TodayPage, begins: str) -> SentenceRow:
    """The row whose sentence begins so."""
    rows = [r for r in page.findChildren(SentenceRow) if not r.isHidden()]
    return next(r for r in rows if r.accessibleName().startswith(begins))


def test_what_is_due_stands_under_its_heading(page: TodayPage) -> None:
    sentences = {r.accessibleName() for r in page.findChildren(SentenceRow)}
    assert "Minutes of MACE 5 November are 3 days late" in sentences
    assert "Send decisions and actions of MACE 5 November" in sentences
    assert any("actions are overdue" in words for words in sentences)
    picture(page, "today")


def test_a_rows_button_goes_where_it_is_done(page: TodayPage, demo_session: OpenSession) -> None:
    late = row(page, "13 actions are overdue")
    QTest.keyClick(late.stop(), Qt.Key.Key_Return)
    assert demo_session.opened.gone == [Place(PageKey.ACTIONS, "", "chase")]


def test_arrow_keys_go_along_the_sentences(page: TodayPage) -> None:
    rows = page.findChildren(SentenceRow)
    rows[0].stop().setFocus()
    QTest.keyClick(rows[0].stop(), Qt.Key.Key_Down)
    assert rows[1].stop().hasFocus()
    QTest.keyClick(rows[1].stop(), Qt.Key.Key_Up)
    assert rows[0].stop().hasFocus()


def test_what_has_not_changed_is_not_made_anew(page: TodayPage) -> None:
    before = page.findChildren(SentenceRow)
    before[2].stop().setFocus()
    page.refresh()
    assert page.findChildren(SentenceRow) == before
    assert before[2].stop().hasFocus()


def test_a_backup_is_made_off_the_window_and_told(page: TodayPage, demo_session: OpenSession, qtbot: QtBot) -> None:
    with qtbot.waitSignal(demo_session.messages.said, timeout=20_000):
        page.back_up()
    made = newest(demo_session.preferences.backup_folder)
    assert made.manifest.verified
    assert "There is no verified backup yet" not in {
        r.accessibleName() for r in page.findChildren(SentenceRow) if not r.isHidden()
    }


def test_a_backup_that_cannot_be_made_leaves_the_page(page: TodayPage, demo_session: OpenSession, qtbot: QtBot) -> None:
    demo_session.preferences.paths.backups.write_text("a file where the folder should be")
    before = [r.accessibleName() for r in page.findChildren(SentenceRow)]
    with qtbot.waitSignal(demo_session.messages.said, timeout=20_000) as said:
        page.back_up()
    assert said.args[0].sentence == "The disk did not take or give the backup."
    assert [r.accessibleName() for r in page.findChildren(SentenceRow)] == before


def test_the_keyboard_stays_where_it_was_when_the_record_changes(
    page: TodayPage, demo_session: OpenSession, qtbot: QtBot
) -> None:
    row(page, "Minutes of MACE").stop().setFocus()
    reference = demo_session.reading.actions.followed(demo_session.today)[0].action.reference
    with qtbot.waitSignal(demo_session.record_changed):
        demo_session.do(
            lambda desk: desk.actions.set_status(
                demo_session.actor, reference, ActionStatus.COMPLETE, on=demo_session.today, reason="done"
            )
        )
    assert row(page, "12 actions are overdue").isVisible()
    assert row(page, "Minutes of MACE").stop().hasFocus()


def test_who_has_nothing_to_do_is_told_so(
    themed: QApplication, demo_template: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    desk = copied(demo_template / "desk", tmp_path / "desk")
    with session_on(desk, tmp_path, secret=PASSPHRASE, name="Marta Lee", role=Role.READER) as session:
        page = opened(session, qtbot)
        empty = page.findChild(EmptyState)
        assert empty is not None
        assert empty.isVisible()
        assert page.findChildren(SentenceRow) == []


def test_everything_due_can_be_found_as_a_command(page: TodayPage) -> None:
    words = [command.words for command in page.commands()]
    assert words[0] == "Back up now"
    assert any(w.startswith("Chase owners: ") for w in words)
