"""The lock screen: what opens a desk, what keeps it closed, and that nothing typed stays."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from tests.services.desk_folders import OPENS
from tests.ui.desks import OpenSession, copied
from tests.ui.doors.keys import Keyboard

from panel_desk.services.desk import Desk
from panel_desk.ui.messages import Message
from panel_desk.ui.session import Around
from panel_desk.ui.shell.unlock import Unlock

Key = Qt.Key
WITHIN = 20_000


class Locked:
    """The door of a desk with hands on the keyboard."""

    def __init__(self, around: Around, folder: Path, qtbot: QtBot) -> None:
        self.around = around
        self.qtbot = qtbot
        self.folder = folder
        self.door = Unlock(around, folder)
        self.keys = Keyboard(self.door, qtbot)
        self.opened: list[Desk] = []
        self.said: list[Message] = []
        self.door.opened.connect(self.opened.append)
        around.messages.said.connect(self.said.append)

    def words(self) -> str:
        return " ".join(label.text() for label in self.door.findChildren(QLabel) if label.isVisible())

    def wait_opened(self) -> Desk:
        self.qtbot.waitUntil(lambda: bool(self.opened), timeout=WITHIN)
        return self.opened[-1]

    def wait_for_words(self, words: str) -> None:
        self.qtbot.waitUntil(lambda: words in self.words(), timeout=WITHIN)

    def close(self) -> None:
        for desk in self.opened:
            self.around.tasks.wait_for(desk.close)


@pytest.fixture
def locked(around: Around, furnished_template: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Locked]:
    made = Locked(around, copied(furnished_template, tmp_path / "locked" / "desk"), qtbot)
    yield made
    made.close()


def test_the_passphrase_opens_the_desk_by_keyboard_alone(locked: Locked) -> None:
    assert locked.keys.name == "Passphrase"
    locked.keys.type(OPENS)
    locked.keys.press(Key.Key_Return)
    desk = locked.wait_opened()
    assert desk.book.vault.folder == locked.folder
    assert locked.around.preferences.value.recent_desks == (str(locked.folder),)
    assert locked.door.form.secret.text() == "", "nothing typed stays"


def test_a_wrong_passphrase_says_so_and_is_chosen_whole_to_be_typed_anew(locked: Locked) -> None:
    locked.keys.type("nonsense")
    locked.keys.press(Key.Key_Return)
    locked.wait_for_words("That passphrase does not open this desk")
    assert locked.opened == []
    locked.keys.type(OPENS)
    locked.keys.press(Key.Key_Return)
    locked.wait_opened()


def test_nothing_typed_opens_nothing(locked: Locked) -> None:
    assert not locked.door.next_button.isEnabled()
    locked.keys.press(Key.Key_Return)
    assert not locked.around.tasks.busy


def test_a_desk_in_use_names_who_holds_it(locked: Locked, session: OpenSession) -> None:
    folder = session.reading.book.vault.folder
    assert folder is not None
    locked.door.choose(folder)
    locked.keys.type(OPENS)
    locked.keys.press(Key.Key_Return)
    locked.wait_for_words("already open: process")


def test_a_damaged_desk_says_restore(locked: Locked) -> None:
    (locked.folder / "vault.db").write_bytes(b"\x00" * 40_000)
    locked.keys.type(OPENS)
    locked.keys.press(Key.Key_Return)
    locked.wait_for_words("Restore the latest backup")
    assert locked.opened == []


def test_a_folder_without_a_desk_asks_for_nothing_and_says_why(locked: Locked, tmp_path: Path) -> None:
    locked.door.choose(tmp_path / "stick" / "desk")
    assert "There is no desk in" in locked.words()
    assert not locked.door.form.secret.isEnabled()


def test_the_folder_above_a_desk_will_do(locked: Locked) -> None:
    locked.door.choose(locked.folder.parent)
    locked.keys.type(OPENS)
    locked.keys.press(Key.Key_Return)
    assert locked.wait_opened().book.vault.folder == locked.folder


def test_desks_opened_lately_are_offered_while_they_are_there(
    locked: Locked, furnished_template: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    other = copied(furnished_template, tmp_path / "other" / "desk")
    gone = tmp_path / "gone"
    locked.around.preferences.change(recent_desks=(str(gone), str(other), str(locked.folder)))
    locked.door.choose(locked.folder)
    folders = locked.door.form._folders
    assert [folders.itemText(at) for at in range(folders.count())] == [str(locked.folder), str(other)]
    folders.setCurrentIndex(1)
    locked.keys.type(OPENS)
    locked.keys.press(Key.Key_Return)
    assert locked.wait_opened().book.vault.folder == other


def test_the_recovery_kit_opens_it_and_asks_for_a_new_passphrase(
    around: Around, demo_template: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    phrase = (demo_template / "recovery-kit.txt").read_text(encoding="utf-8").split()[-1]
    locked = Locked(around, copied(demo_template / "desk", tmp_path / "locked"), qtbot)
    locked.keys.tab_to("Use the recovery kit")
    locked.keys.press(Key.Key_Return)
    assert locked.keys.name == "Phrase of the recovery kit"
    locked.keys.type("7KQF")
    locked.keys.press(Key.Key_Return)
    locked.wait_for_words("That phrase does not open this desk")
    locked.keys.type(phrase.lower())
    locked.keys.press(Key.Key_Return)
    locked.wait_opened()
    assert [message.remedy for message in locked.said] == ["Set a new passphrase in the settings."]
    locked.close()


def test_a_new_desk_can_be_wanted_instead(locked: Locked) -> None:
    locked.keys.tab_to("Make a new desk…")
    with locked.qtbot.waitSignal(locked.door.other_wanted):
        locked.keys.press(Key.Key_Return)


def test_without_a_keyring_slot_the_keyring_is_neither_offered_nor_asked(locked: Locked) -> None:
    locked.door.try_keyring()
    assert not locked.around.tasks.busy
    assert "keyring" not in locked.words()


def test_caps_lock_is_told_by_what_it_does_to_letters(locked: Locked) -> None:
    QTest.keyClick(locked.keys.focus, Key.Key_A, Qt.KeyboardModifier.NoModifier)
    assert "Caps Lock" not in locked.words()
    QTest.sendKeyEvent(QTest.KeyAction.Click, locked.keys.focus, Key.Key_A, "A", Qt.KeyboardModifier.NoModifier)
    assert "Caps Lock is on." in locked.words()
    QTest.sendKeyEvent(QTest.KeyAction.Click, locked.keys.focus, Key.Key_B, "B", Qt.KeyboardModifier.ShiftModifier)
    assert "Caps Lock" not in locked.words()


def test_what_is_typed_is_hidden_until_it_is_shown_and_cannot_be_copied(locked: Locked) -> None:
    locked.keys.type(OPENS)
    editor = locked.door.form.secret.editor
    assert editor.displayText() == "●" * len(OPENS)
    editor.selectAll()
    editor.copy()
    assert QGuiApplication.clipboard().text() != OPENS
    locked.keys.tab_to("Show what is typed")
    locked.keys.press(Key.Key_Space)
    assert editor.displayText() == OPENS
    locked.door.form.ask_for(kit=False)
    assert editor.displayText() == ""


def test_a_desk_whose_keys_are_gone_says_so(locked: Locked) -> None:
    (locked.folder / "keys.json").unlink()
    locked.door.choose(locked.folder)
    assert "key file is missing" in locked.words()


def test_a_desk_that_vanishes_while_its_door_stands_is_a_sentence(locked: Locked) -> None:
    shutil.rmtree(locked.folder)
    locked.keys.type(OPENS)
    locked.keys.press(Key.Key_Return)
    locked.wait_for_words("There is no desk in")
