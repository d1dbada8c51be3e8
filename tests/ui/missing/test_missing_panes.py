"""What the panes of the Missing page do when they come into sight, and what their keys say where they do nothing."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea
from pytestqt.qtbot import QtBot
from tests.ui.desks import OpenSession
from tests.ui.missing.missing_desk import LATE, MOST, UNKNOWN, crossed, episodes, keep

from panel_desk.domain.missing.interviews import InterviewState
from panel_desk.domain.missing.pathway_rules import PathwayLine
from panel_desk.ui.messages import Message
from panel_desk.ui.widgets.deed_dialog import DeedDialog
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


def on_the_pathway(page: MissingPage, following: OpenSession, qtbot: QtBot) -> PathwayLine:
    """The stay of the child who goes missing most."""
    with qtbot.waitSignal(following.record_changed):
        following.do(
            lambda desk: desk.pathway.enter(following.actor, MOST, "Ife Bello", "Four episodes", on=following.today)
        )
    page.panes.show_tab(PATHWAY, focus=True)
    stay: PathwayLine = page.panes.pathway.table.shown_rows()[0]
    return stay


def test_a_form_grows_with_what_it_says_is_missing(page: MissingPage, following: OpenSession, qtbot: QtBot) -> None:
    dialog = page.following_deeds.leave(on_the_pathway(page, following, qtbot))
    dialog.record()
    area = dialog.findChild(QScrollArea)
    assert area is not None
    qtbot.wait(50)
    assert area.verticalScrollBar().maximum() == 0
    dialog.reject()


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


@pytest.mark.parametrize(
    ("pressed", "sentence"),
    [
        (Qt.Key.Key_R, "The child came back on Wed 18 Nov 2026, 03:42: there is no return to record."),
        (Qt.Key.Key_C, "A list tells this episode, so it is put right there."),
    ],
)
def test_a_key_that_does_nothing_says_why(
    page: MissingPage, following: OpenSession, pressed: Qt.Key, sentence: str
) -> None:
    page.panes.show_tab(EPISODES, focus=True)
    page.panes.episodes.table.choose(lambda e: e.local_id == LATE)
    QTest.keyClick(page.panes.episodes.table, pressed)
    said = following.opened.said[-1]
    assert isinstance(said, Message)
    assert said.sentence == sentence
    assert not [d for d in page.findChildren(DeedDialog) if d.isVisible()]


@pytest.mark.parametrize("pressed", [Qt.Key.Key_P, Qt.Key.Key_A, Qt.Key.Key_Return])
def test_of_a_number_that_nobody_has_the_match_queue_is_named(
    page: MissingPage, following: OpenSession, pressed: Qt.Key
) -> None:
    page.panes.show_tab(CROSS, focus=True)
    page.panes.cross.show_child(UNKNOWN)
    QTest.keyClick(page.panes.cross.table, pressed)
    said = following.opened.said[-1]
    assert isinstance(said, Message)
    assert said.sentence == "The desk knows no child of this number."


def test_of_a_stay_that_ended_nothing_is_recorded(page: MissingPage, following: OpenSession, qtbot: QtBot) -> None:
    stay = on_the_pathway(page, following, qtbot)
    with qtbot.waitSignal(following.record_changed):
        following.do(lambda desk: desk.pathway.leave(following.actor, stay.id, following.today, "The plan holds"))
    page.panes.pathway.show_child(MOST)
    QTest.keyClick(page.panes.pathway.table, Qt.Key.Key_C)
    said = following.opened.said[-1]
    assert isinstance(said, Message)
    assert said.sentence.endswith("nothing is recorded of that stay any more.")


def test_there_is_one_button_to_export_a_tab(page: MissingPage) -> None:
    page.panes.show_tab(OVERSIGHT)
    exports = [b for b in page.findChildren(QPushButton) if b.isVisible() and "xport" in b.text()]
    assert len(exports) == 1


def test_what_an_interview_lacks_has_the_keyboard(page: MissingPage) -> None:
    line = episodes(page, LATE)[0]
    dialog = page.episode_deeds.interview(line, None, (line,))
    dialog.choose_state(InterviewState.NOT_OFFERED)
    dialog.record()
    assert dialog.focusWidget() is dialog.decided_by
    dialog.decided_by.setText("R. Castellan, team manager")
    dialog.record()
    assert dialog.focusWidget() is dialog.reason
    dialog.reject()
