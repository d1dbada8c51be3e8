"""The frame around the pages: going there and back, keys, files, names, and what a place that has vanished does."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QSpinBox, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.desks import OpenSession

from panel_desk.ui.messages import Message, Question
from panel_desk.ui.places import PageKey, Place
from panel_desk.ui.session import Around
from panel_desk.ui.shell.desk_view import DeskView
from panel_desk.ui.shell.rail import RailButton
from panel_desk.ui.workspaces.children.page import ChildrenPage

RAIL_KEYS = list(PageKey)


@pytest.fixture
def view(demo_session: OpenSession, qtbot: QtBot) -> DeskView:
    made = DeskView(demo_session.around, demo_session)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    qtbot.waitExposed(made)
    made.go(Place(PageKey.TODAY))
    return made


@pytest.mark.parametrize("key", RAIL_KEYS, ids=lambda k: k.value)
def test_every_page_of_the_rail_opens(view: DeskView, demo_session: OpenSession, key: PageKey) -> None:
    view.go(Place(key))
    assert view.page is not None
    assert view.page.key is key
    assert not [said for said in demo_session.opened.said if isinstance(said, Message)]


def test_ctrl_and_a_number_go_along_the_rail(view: DeskView, qtbot: QtBot) -> None:
    view.activateWindow()
    qtbot.waitActive(view)
    QTest.keyClick(view.windowHandle(), Qt.Key.Key_7, Qt.KeyboardModifier.ControlModifier)
    assert view.page is not None
    assert view.page.key is PageKey.ACTIONS


def test_back_goes_where_one_was(view: DeskView) -> None:
    view.go(Place(PageKey.CHILDREN))
    view.go(Place(PageKey.ACTIONS))
    seen = []
    for _ in range(2):
        view.go_back()
        assert view.page is not None
        seen.append(view.page.key)
    assert seen == [PageKey.CHILDREN, PageKey.TODAY]


def test_the_rail_says_how_many_actions_are_overdue(view: DeskView, demo_session: OpenSession) -> None:
    expected = demo_session.reading.today.counts(demo_session.who, demo_session.now).actions
    assert expected > 0
    line = next(b for b in view.findChildren(RailButton) if b.line.key is PageKey.ACTIONS)
    assert line.accessibleName() == f"Actions, {expected} waiting"


def test_the_rail_says_what_waits_on_the_missing_page(view: DeskView, demo_session: OpenSession) -> None:
    found = demo_session.reading.today.counts(demo_session.who, demo_session.now)
    assert (found.missing, found.interviews) == (0, 1)
    line = next(b for b in view.findChildren(RailButton) if b.line.key is PageKey.MISSING)
    assert line.accessibleName() == "Missing, 1 interview past 72 hours of returns in the last 28 days"


def _drop(view: DeskView, *paths: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPointF(QPoint(400, 300)),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    view.dropEvent(event)


def test_a_list_dropped_on_any_page_is_taken_to_case_lists(view: DeskView, tmp_path: Path) -> None:
    file = tmp_path / "profile.csv"
    file.write_text("Person ID,Surname\n1,Archer\n", encoding="utf-8")
    _drop(view, file)
    assert view.page is not None
    assert view.page.key is PageKey.CASE_LISTS


def test_minutes_dropped_on_any_page_are_verified(view: DeskView, demo_template: Path) -> None:
    _drop(view, demo_template / "minutes-SAFE-2026-10.pdf")
    assert view.page is not None
    assert view.page.key is PageKey.VERIFY


def test_names_show_after_show_names_and_go_when_hidden(view: DeskView, demo_session: OpenSession) -> None:
    view.go(Place(PageKey.CHILDREN))
    demo_session.names.show(shown=True)
    assert demo_session.names.of("J.M.", "104233", "Jo Marsh") == "Jo Marsh · 104233"
    demo_session.names.hide()
    assert demo_session.names.of("J.M.", "104233", "Jo Marsh") == "J.M. · 104233"


def test_without_a_desk_only_verify_is_there(around: Around, qtbot: QtBot) -> None:
    view = DeskView(around, None)
    qtbot.addWidget(view)
    view.go(Place(PageKey.VERIFY))
    assert [b.line.key for b in view.findChildren(RailButton)] == [PageKey.VERIFY]
    view.go(Place(PageKey.CHILDREN))
    assert view.page is not None
    assert view.page.key is PageKey.VERIFY


def test_every_shortcut_belongs_to_one_command(view: DeskView) -> None:
    for key in PageKey:
        view.go(Place(key))
        keys = [command.shortcut for command in view.commands() if command.shortcut]
        twice = {k for k in keys if keys.count(k) > 1}
        assert not twice, (key, twice)


def test_every_command_says_what_it_does_and_names_nothing_twice(view: DeskView) -> None:
    for key in PageKey:
        view.go(Place(key))
        words = [command.words for command in view.commands()]
        assert len(words) == len(set(words)), (key, sorted(words))


def test_a_press_on_the_rail_opens_the_page(view: DeskView, qtbot: QtBot) -> None:
    line = next(
        b for b in view.findChildren(QPushButton) if isinstance(b, RailButton) and b.line.key is PageKey.MINUTES
    )
    qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
    assert view.page is not None
    assert view.page.key is PageKey.MINUTES
    assert line.isChecked()


def test_nothing_but_the_view_itself_is_a_window(view: DeskView) -> None:
    assert [w for w in QApplication.topLevelWidgets() if w.isVisible()] == [view]


class _Shown(QObject):
    """Notes every window that is shown, however short."""

    def __init__(self) -> None:
        super().__init__()
        self.windows: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.windows.append(type(watched).__name__)
        return False


@pytest.mark.parametrize("key", RAIL_KEYS, ids=lambda k: k.value)
def test_no_part_of_a_page_flashes_as_a_window_of_its_own(view: DeskView, key: PageKey) -> None:
    shown = _Shown()
    application = QApplication.instance()
    assert application is not None
    application.installEventFilter(shown)
    view.go(Place(key))
    application.removeEventFilter(shown)
    assert shown.windows == []


def test_what_is_not_kept_is_asked_about_before_the_window_closes(view: DeskView, demo_session: OpenSession) -> None:
    closed: list[bool] = []
    assert view.may_end(lambda: closed.append(True))
    view.go(Place(PageKey.SETTINGS, "panels"))
    slot = next(field for field in view.findChildren(QSpinBox) if field.isVisibleTo(view) and field.value() == 150)
    slot.setValue(90)
    assert not view.may_end(lambda: closed.append(True))
    question = demo_session.opened.asked[-1]
    assert isinstance(question, Question)
    assert "are not kept" in question.will
    assert question.on_yes is not None
    question.on_yes()
    assert closed == [True]
    assert view.may_end(lambda: None)


def test_a_page_that_may_not_be_left_keeps_the_way_back(view: DeskView, monkeypatch: pytest.MonkeyPatch) -> None:
    view.go(Place(PageKey.CHILDREN))
    view.go(Place(PageKey.ACTIONS))
    actions = view.page
    assert actions is not None
    monkeypatch.setattr(actions, "leave", lambda: False)
    view.go_back()
    monkeypatch.undo()
    seen = []
    for _ in range(2):
        view.go_back()
        assert view.page is not None
        seen.append(view.page.key)
    assert seen == [PageKey.CHILDREN, PageKey.TODAY]


def test_who_is_sent_to_a_child_has_the_story_in_hand_and_not_the_filter_behind_it(view: DeskView) -> None:
    view.go(Place(PageKey.MISSING))
    view.go(Place(PageKey.CHILDREN, "200221"))
    page = view.page
    assert isinstance(page, ChildrenPage)
    assert page.story.timeline.hasFocus()
    page.show_list()
    page.setFocus()
    assert page.field.hasFocus()
