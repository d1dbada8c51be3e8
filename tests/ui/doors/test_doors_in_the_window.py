"""Doors as they stand in the window: the keyboard is where typing begins, and a lock leaves nothing but the door."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.desks import OpenSession, copied
from tests.ui.doors.keys import Keyboard
from tests.ui.looking import picture

from panel_desk.ui.session import Around
from panel_desk.ui.shell.door import Door, Step
from panel_desk.ui.shell.first_run import FirstRun
from panel_desk.ui.shell.unlock import Unlock
from panel_desk.ui.shell.who import ChooseWho
from panel_desk.ui.shell.window import MainWindow


@pytest.fixture
def window(around: Around, qtbot: QtBot) -> MainWindow:
    made = MainWindow(around.messages)
    qtbot.addWidget(made)
    made.show_content(QWidget())
    return made


def put_in(window: MainWindow, door: Door, qtbot: QtBot) -> Keyboard:
    """As the application does: the door is made first, and stands in the window after."""
    keys = Keyboard(window, qtbot)
    window.show_content(door)
    return keys


def test_the_passphrase_has_the_keyboard_when_the_desk_is_locked(
    window: MainWindow, around: Around, furnished_template: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    door = Unlock(around, copied(furnished_template, tmp_path / "locked"))
    keys = put_in(window, door, qtbot)
    picture(window, "door-unlock")
    assert keys.name == "Passphrase"


def test_the_lock_screen_names_no_child_and_no_person(
    window: MainWindow, demo_session: OpenSession, qtbot: QtBot
) -> None:
    folder = demo_session.reading.book.vault.folder
    assert folder is not None
    door = Unlock(demo_session.around, folder)
    put_in(window, door, qtbot)
    words = " ".join(label.text() for label in window.findChildren(QLabel))
    people = [person.name for person in demo_session.reading.people.everyone()]
    assert not [name for name in people if name in words]
    assert "Fictional Borough" not in words


def test_the_first_run_begins_at_a_new_desk(window: MainWindow, around: Around, qtbot: QtBot) -> None:
    keys = put_in(window, FirstRun(around), qtbot)
    assert keys.name == "New desk"


def test_whoever_was_here_last_has_the_keyboard(window: MainWindow, session: OpenSession, qtbot: QtBot) -> None:
    dana = session.reading.people.named("Dana Prior")
    keys = put_in(window, ChooseWho(session.reading, dana.id), qtbot)
    assert keys.name == "Dana Prior, Chair of MACE and SAFE"


def test_a_step_that_is_not_ready_goes_no_further(window: MainWindow, qtbot: QtBot) -> None:
    class Unready(Step):
        title = "Wait"

        def is_ready(self) -> bool:
            return False

    door = Door()
    gone: list[bool] = []
    door.next_wanted.connect(lambda: gone.append(True))
    keys = put_in(window, door, qtbot)
    door.show_step(Unready(door))
    keys.press(Qt.Key.Key_Return)
    assert not door.next_button.isEnabled()
    assert gone == []
