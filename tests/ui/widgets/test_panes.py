"""A stack asks for the room of what is in sight."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from panel_desk.ui.widgets.panes import Panes
from panel_desk.ui.widgets.words import Words


def _pane(text: str, least: int) -> QWidget:
    made = QWidget()
    made.setMinimumHeight(least)
    QVBoxLayout(made).addWidget(Words(text, wrap=True))
    return made


def _panes(qtbot: QtBot) -> Panes:
    panes = Panes()
    panes.addWidget(_pane("short", 40))
    panes.addWidget(_pane("long words " * 80, 2000))
    qtbot.addWidget(panes)
    return panes


def test_a_pane_out_of_sight_asks_for_no_room(themed: QApplication, qtbot: QtBot) -> None:
    panes = _panes(qtbot)
    assert panes.minimumSizeHint().height() < 100
    assert panes.sizeHint().height() < 100
    holder = QWidget()
    qtbot.addWidget(holder)
    column = QVBoxLayout(holder)
    column.addWidget(panes)
    assert column.minimumSize().height() < 140
    assert not column.hasHeightForWidth()


def test_the_pane_in_sight_gets_its_room(themed: QApplication, qtbot: QtBot) -> None:
    panes = _panes(qtbot)
    panes.setCurrentIndex(1)
    assert panes.minimumSizeHint().height() >= 2000
