"""Ctrl+K in a window: typed into, gone along, opened, and never a name that is not shown."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.desks import OpenSession
from tests.ui.looking import shown

from panel_desk.ui.places import Command, PageKey
from panel_desk.ui.shell.finder import Finder
from panel_desk.ui.shell.finder_list import FinderList, spoken

KIRAN = "200130"


class Held:
    """A window with a field of its own and the finder over it."""

    def __init__(self, session: OpenSession, qtbot: QtBot) -> None:
        self.session = session
        self.ran: list[str] = []
        self.window = QWidget()
        self.window.resize(1084, 740)
        self.own = QLineEdit()
        QVBoxLayout(self.window).addWidget(self.own)
        commands = (
            Command(words="Lock", run=lambda: self.ran.append("lock"), shortcut="Ctrl+L"),
            Command(words="Go to Actions", run=lambda: self.ran.append("actions"), shortcut="Ctrl+7"),
        )
        self.finder = Finder(session, lambda: commands, self.window)
        shown(qtbot, self.window)
        self.own.setFocus()

    def words(self) -> list[str]:
        return [row.words for row in self.finder.rows if not row.is_heading]


@pytest.fixture
def held(demo_session: OpenSession, qtbot: QtBot) -> Held:
    return Held(demo_session, qtbot)


def press(qtbot: QtBot, held: Held, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(held.finder.field, key)


def test_it_opens_with_the_keyboard_in_its_field_and_offers_what_can_be_done(held: Held) -> None:
    assert not held.finder.isVisible()
    held.finder.open_finder()
    assert held.finder.isVisible()
    assert held.finder.field.hasFocus()
    assert held.words() == ["Lock", "Go to Actions"]


def test_enter_opens_the_first_thing_found_and_closes_it(held: Held, qtbot: QtBot) -> None:
    held.finder.open_finder()
    QTest.keyClicks(held.finder.field, KIRAN)
    press(qtbot, held, Qt.Key.Key_Return)
    assert not held.finder.isVisible()
    (place,) = held.session.opened.gone
    assert (place.page, place.id) == (PageKey.CHILDREN, held.session.reading.children.id_of(KIRAN))


def test_arrow_keys_go_round_and_pass_over_headings(held: Held, qtbot: QtBot) -> None:
    held.finder.open_finder()
    chosen = []
    for _ in range(3):
        row = held.finder.chosen()
        assert row is not None
        assert not row.is_heading
        chosen.append(row.words)
        press(qtbot, held, Qt.Key.Key_Down)
    assert chosen == ["Lock", "Go to Actions", "Lock"]
    press(qtbot, held, Qt.Key.Key_Up, Qt.Key.Key_Up)
    press(qtbot, held, Qt.Key.Key_Return)
    assert held.ran == ["actions"]


def test_a_command_is_run_after_it_has_closed(held: Held, qtbot: QtBot) -> None:
    held.finder.open_finder()
    QTest.keyClicks(held.finder.field, "loc")
    press(qtbot, held, Qt.Key.Key_Return)
    assert held.ran == ["lock"]
    assert not held.finder.isVisible()


def test_esc_closes_it_and_gives_the_keyboard_back(held: Held, qtbot: QtBot) -> None:
    held.finder.open_finder()
    QTest.keyClicks(held.finder.field, "abc")
    press(qtbot, held, Qt.Key.Key_Escape)
    assert not held.finder.isVisible()
    assert held.own.hasFocus()
    held.finder.open_finder()
    assert held.finder.field.text() == ""


def test_a_click_beside_it_closes_it_and_one_on_a_row_opens_that(held: Held, qtbot: QtBot) -> None:
    held.finder.open_finder()
    QTest.mouseClick(held.finder, Qt.MouseButton.LeftButton, pos=QPoint(5, 700))
    assert not held.finder.isVisible()
    held.finder.open_finder()
    found = held.finder.findChild(FinderList)
    assert found is not None
    at = found.visualRect(found.model().index(1, 0)).center()
    QTest.mouseClick(found.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert held.ran == ["lock"]


def test_tab_does_not_leave_it(held: Held, qtbot: QtBot) -> None:
    held.finder.open_finder()
    press(qtbot, held, Qt.Key.Key_Tab)
    assert held.finder.field.hasFocus()


def test_no_name_is_shown_until_names_are_and_then_at_once(held: Held, qtbot: QtBot) -> None:
    held.finder.open_finder()
    QTest.keyClicks(held.finder.field, "anand")
    assert held.words() == [f"K.A. · {KIRAN}"]
    held.session.names.show(shown=True)
    assert held.words() == [f"Kiran Anand · {KIRAN}"]
    held.session.names.hide()
    assert held.words() == [f"K.A. · {KIRAN}"]
    assert not any("Anand" in f"{row.words} {row.detail}" for row in held.finder.rows)


def test_what_is_chosen_is_heard(held: Held, qtbot: QtBot) -> None:
    held.finder.open_finder()
    QTest.keyClicks(held.finder.field, KIRAN)
    assert held.finder.field.accessibleDescription() == f"Child: K.A. · {KIRAN}, 13 years · CCE"
    assert spoken(held.finder.rows[0]) == "Children"


def test_nothing_found_is_a_sentence_and_enter_does_nothing(held: Held, qtbot: QtBot) -> None:
    held.finder.open_finder()
    QTest.keyClicks(held.finder.field, "zzzzzz")
    press(qtbot, held, Qt.Key.Key_Return, Qt.Key.Key_Down)
    assert held.finder.isVisible()
    assert held.session.opened.gone == []


@pytest.mark.parametrize("size", [(960, 600), (1920, 1080), (400, 300)])
def test_it_stays_inside_the_window_whatever_its_size(held: Held, qtbot: QtBot, size: tuple[int, int]) -> None:
    held.finder.open_finder()
    QTest.keyClicks(held.finder.field, "a")
    held.window.resize(*size)
    panel = held.finder.field.parentWidget()
    assert panel is not None
    assert held.finder.rect() == held.window.rect()
    assert held.finder.rect().contains(panel.geometry())
    held.finder.grab()
