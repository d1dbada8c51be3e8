"""A second monitor that mirrors the operator’s; ``test_second_screen_monitors`` runs it in a process that has one."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.desks import OpenSession

from panel_desk.ui.workspaces.meeting.second.second_screen import SecondScreen


def test_a_monitor_that_mirrors_the_operators_is_no_second_screen(session: OpenSession, qtbot: QtBot) -> None:
    operator = QWidget()
    qtbot.addWidget(operator)
    operator.show()
    second = SecondScreen(session, operator)
    assert len(QGuiApplication.screens()) == 2
    second.toggle()
    assert not second.showing
    assert [w for w in QApplication.topLevelWidgets() if w.isVisible()] == [operator]
