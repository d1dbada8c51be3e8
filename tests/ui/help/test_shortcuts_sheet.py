"""The sheet of shortcuts shows the live commands, is searched, and does what a line says."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.ui.looking import shown

from panel_desk.ui.places import Command
from panel_desk.ui.shell.shortcuts_sheet import ShortcutsSheet, keys_of


class Done:
    """What was run."""

    def __init__(self) -> None:
        self.words: list[str] = []

    def command(self, words: str, shortcut: str, *, enabled: bool = True) -> Command:
        return Command(words=words, shortcut=shortcut, enabled=enabled, run=lambda: self.words.append(words))


@pytest.fixture
def done() -> Done:
    return Done()


@pytest.fixture
def sheet(themed: QApplication, qtbot: QtBot, done: Done) -> ShortcutsSheet:
    made = ShortcutsSheet(
        [
            done.command("Lock", "Ctrl+L"),
            done.command("Plan a meeting", "Ctrl+N"),
            done.command("Cannot now", "Ctrl+M", enabled=False),
            done.command("Without keys", ""),
        ]
    )
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    shown(qtbot, made)
    return made


def words(sheet: ShortcutsSheet) -> list[str]:
    return [command.words for command in sheet.shown()]


def test_every_command_with_keys_is_listed_and_no_other(sheet: ShortcutsSheet) -> None:
    assert words(sheet) == ["Lock", "Plan a meeting", "Cannot now"]


@pytest.mark.parametrize(("typed", "found"), [("plan", ["Plan a meeting"]), ("ctrl+l", ["Lock"]), ("zebra", [])])
def test_words_and_keys_are_searched(sheet: ShortcutsSheet, typed: str, found: list[str]) -> None:
    sheet._on_typed(typed)
    assert words(sheet) == found


def test_enter_does_what_the_line_says_and_closes_the_sheet(sheet: ShortcutsSheet, done: Done) -> None:
    sheet.table.choose(lambda command: command.words == "Plan a meeting")
    QTest.keyClick(sheet.table, Qt.Key.Key_Return)
    assert done.words == ["Plan a meeting"]
    assert not sheet.isVisible()


def test_what_cannot_be_done_now_is_not_done(sheet: ShortcutsSheet, done: Done) -> None:
    sheet.table.choose(lambda command: command.words == "Cannot now")
    QTest.keyClick(sheet.table, Qt.Key.Key_Return)
    assert done.words == []


def test_keys_are_written_as_this_computer_writes_them(done: Done) -> None:
    assert keys_of(done.command("Lock", "Ctrl+L")) in ("Ctrl+L", "⌘L")
