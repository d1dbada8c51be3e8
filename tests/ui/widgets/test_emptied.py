"""A layout that is filled anew."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from panel_desk.ui.widgets.emptied import emptied


def test_what_stood_in_a_layout_is_out_of_sight_at_once_and_gone_soon(themed: QApplication, qtbot: QtBot) -> None:
    place = QWidget()
    qtbot.addWidget(place)
    column, old = QVBoxLayout(place), QLabel("before")
    column.addWidget(old)
    column.addStretch(1)
    place.show()
    assert emptied(column) is column
    assert (column.count(), old.isVisible()) == (0, False)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not shiboken6.isValid(old)
