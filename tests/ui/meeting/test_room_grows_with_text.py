"""The text is made larger while the panel sits: the parts change their places, and nothing falls over."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from panel_desk.ui.theme.current import apply_theme
from panel_desk.ui.theme.measures import spaced
from panel_desk.ui.workspaces.meeting.room_split import RoomSplit


def test_the_people_become_a_drawer_when_the_text_is_made_larger(themed: QApplication, qtbot: QtBot) -> None:
    holder = QWidget()
    split = RoomSplit(QLabel("order"), QLabel("item"), QLabel("people"))
    spaced(QVBoxLayout(holder), spacing=0).addWidget(split)
    qtbot.addWidget(holder)
    holder.resize(1200, 700)
    holder.show()
    qtbot.waitExposed(holder)
    assert not split.folded
    apply_theme(themed, "light", 200)
    qtbot.waitUntil(lambda: split.folded)
    apply_theme(themed, "light", 100)
    holder.resize(1201, 700)
    qtbot.waitUntil(lambda: not split.folded)
