"""The settings page on a furnished desk, shown, with what it says and asks at hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.desks import OpenSession
from tests.ui.looking import shown

from panel_desk.ui.messages import Message, Question
from panel_desk.ui.workspaces.settings.group import Group
from panel_desk.ui.workspaces.settings.page import SettingsPage

D = TypeVar("D", bound=QDialog)


class At:
    """A settings page in a test."""

    def __init__(self, page: SettingsPage, session: OpenSession, qtbot: QtBot) -> None:
        self.page, self.session, self.qtbot = page, session, qtbot

    def group(self, key: str) -> Group:
        """Go to a group."""
        self.page.go_to(key)
        return self.page.group

    def press(self, table: QWidget, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """A key on a table that has the keyboard."""
        table.activateWindow()
        table.setFocus()
        self.until(table.hasFocus)
        QTest.keyClick(table, key, held)

    def dialog(self, kind: type[D]) -> D:
        """The dialog of a kind that is open."""
        return next(one for one in self.page.findChildren(kind) if one.isVisible())

    def said(self) -> list[str]:
        """Every sentence so far."""
        return [one.sentence for one in self.session.opened.said if isinstance(one, Message)]

    def question(self) -> Question:
        """What was asked last."""
        return next(one for one in reversed(self.session.opened.asked) if isinstance(one, Question))

    def until(self, holds: Callable[[], bool]) -> None:
        """Wait until something is so."""
        self.qtbot.waitUntil(holds, timeout=10_000)

    def until_said(self, words: str) -> None:
        """Wait until something is said, whether it pleases or not."""
        self.until(lambda: any(words in sentence for sentence in self.said()))
        self.page.refresh()


@pytest.fixture
def at(session: OpenSession, themed: QApplication, qtbot: QtBot) -> At:
    """The page on a furnished desk."""
    return opened_at(session, qtbot)


@pytest.fixture
def at_demo(demo_session: OpenSession, themed: QApplication, qtbot: QtBot) -> At:
    """The page on the demonstration's desk."""
    return opened_at(demo_session, qtbot)


def opened_at(session: OpenSession, qtbot: QtBot) -> At:
    """The page on any desk."""
    page = SettingsPage(session)
    page.resize(1084, 760)
    shown(qtbot, page)
    session.record_changed.connect(page.refresh)
    return At(page, session, qtbot)
