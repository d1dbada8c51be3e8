"""The keyboard on the Minutes page goes to what is in sight."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.ui.looking import shown
from tests.ui.minutes.conftest import OCTOBERS

from panel_desk.ui.places import PageKey, Place
from panel_desk.ui.workspaces.minutes.page import MinutesPage


def test_coming_back_while_copies_are_in_sight_the_keyboard_is_in_sight_too(page: MinutesPage, qtbot: QtBot) -> None:
    page.open(Place(PageKey.MINUTES, OCTOBERS))
    shown(qtbot, page)
    page.detail.show_panel("copies")
    page.setFocus()
    held = QApplication.focusWidget()
    assert held is not None
    assert held.isVisible()
