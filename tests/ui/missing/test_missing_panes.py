"""What the panes of the Missing page do when they come into sight, and what their keys say where they do nothing."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.ui.desks import OpenSession
from tests.ui.missing.missing_desk import LATE, MOST, crossed, keep

from panel_desk.ui.widgets.moment_field import Moment
from panel_desk.ui.widgets.table import Table
from panel_desk.ui.workspaces.missing.page import MissingPage
from panel_desk.ui.workspaces.missing.panes import CROSS, EPISODES, OVERSIGHT, PATHWAY, QUEUE
from panel_desk.ui.workspaces.missing.pathway_dialogs import EntryDialog


def record_an_episode(page: MissingPage, following: OpenSession, qtbot: QtBot) -> None:
    """One more of the child who goes missing most."""
    dialog = page.episode_deeds.record(MOST)
    dialog.started.set_value(Moment(datetime(2026, 11, 21, 21, 15)))  # noqa: DTZ001 - England's wall clock
    keep(qtbot, following, dialog)


def test_a_number_that_nobody_has_is_said_to_wait(page: MissingPage) -> None:
    dialog = page.episode_deeds.record()
    QTest.keyClicks(dialog.child, "1042")
    assert not dialog.child.accessibleDescription()
    dialog.child.setText("5551234")
    assert dialog.child.accessibleDescription().startswith("No child of the desk has this number")
    dialog.reject()


def test_enter_on_an_offered_child_asks_for_the_owner(page: MissingPage) -> None:
    dialog = page.following_deeds.enter_anybody()
    QTest.keyClicks(dialog.child, LATE)
    offered = QApplication.activePopupWidget()
    assert offered is not None
    QTest.keyClick(offered, Qt.Key.Key_Return)
    entry = next(d for d in page.findChildren(EntryDialog) if d.isVisible())
    assert entry.windowTitle() == f"Put K.O. · {LATE} on the enhanced pathway"
    entry.reject()


def test_what_is_out_of_sight_is_shown_when_it_comes_into_sight(
    page: MissingPage, following: OpenSession, qtbot: QtBot
) -> None:
    episodes = page.panes.episodes.table
    with qtbot.assertNotEmitted(episodes.rows.modelReset):
        record_an_episode(page, following, qtbot)
    page.panes.show_tab(EPISODES)
    assert any(line.local_id == MOST and line.is_open for line in episodes.shown_rows())


def test_a_page_that_says_the_same_as_before_is_left_as_it_is(page: MissingPage, qtbot: QtBot) -> None:
    for tab in (CROSS, OVERSIGHT, PATHWAY, QUEUE):
        page.panes.show_tab(tab)
        page._asked = None
        model = page.panes._panes[tab].findChildren(Table)[0].rows
        with qtbot.assertNotEmitted(model.modelReset), qtbot.assertNotEmitted(page.commands_changed):
            page.refresh()


def test_the_match_queue_exports_the_cross_reference_as_it_stands_now(
    page: MissingPage, following: OpenSession, qtbot: QtBot
) -> None:
    before = crossed(page, MOST).days_365
    page.panes.show_tab(QUEUE)
    record_an_episode(page, following, qtbot)
    assert page.outgoing() is not None
    assert crossed(page, MOST).days_365 == before + 1
