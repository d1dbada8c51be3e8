"""Panel Desk without a desk: minutes are read, and there is a way to a desk that can be seen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from tests.ui.looking import shown

from panel_desk.ui.messages import Message
from panel_desk.ui.places import PageKey, Place
from panel_desk.ui.session import Around
from panel_desk.ui.shell.desk_view import DeskView


@pytest.fixture
def reading(around: Around, qtbot: QtBot) -> DeskView:
    """Verify alone."""
    view = DeskView(around, None)
    view.resize(1280, 800)
    shown(qtbot, view)
    view.go(Place(PageKey.VERIFY))
    return view


def test_who_only_reads_finds_the_way_to_a_desk(reading: DeskView, qtbot: QtBot) -> None:
    (way,) = [b for b in reading.findChildren(QPushButton) if b.text() == "Open or make a desk"]
    assert way.isVisible()
    with qtbot.waitSignal(reading.new_desk_wanted):
        way.click()


def drop(view: DeskView, address: str) -> None:
    carried = QMimeData()
    carried.setUrls([QUrl(address)])
    copied, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    view.dropEvent(QDropEvent(QPointF(5, 5), copied, carried, left, Qt.KeyboardModifier.NoModifier))


@pytest.mark.parametrize("address", ["https://example.org/minutes.pdf", "smb://share/minutes.pdf"])
def test_what_is_no_file_here_is_answered_and_never_fetched(
    reading: DeskView, around: Around, qtbot: QtBot, address: str
) -> None:
    with qtbot.waitSignal(around.messages.said) as said:
        drop(reading, address)
    assert isinstance(said.args[0], Message)
    assert said.args[0].sentence == "That is no file on this computer."
    assert not around.tasks.busy
