"""Whole jobs through the real window: a list becomes an issued agenda, a draft becomes verified minutes, and a member
reads with a PDF and a trust file alone."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from tests.journeys.keyboard import Keyboard
from tests.journeys.x_display import x_display
from tests.services.desk_folders import OPENS
from tests.ui.conftest import demo_template, furnished_template, themed  # noqa: F401 - the window's own fixtures
from tests.ui.desks import copied

from panel_desk.domain.meetings import MeetingState
from panel_desk.services.demonstration import PASSPHRASE
from panel_desk.services.preferences import preferences_of
from panel_desk.ui.app import PanelDesk

ROOT = Path(__file__).parents[2]
CONTROL = Qt.KeyboardModifier.ControlModifier


@contextmanager
def opened(root: Path, qtbot: QtBot, passphrase: str) -> Iterator[tuple[PanelDesk, Keyboard]]:
    """Panel Desk, started, unlocked by typing, with Asha Rahman at it."""
    application = PanelDesk(preferences_of(root))
    application.start()
    keys = Keyboard(application, qtbot)
    try:
        application.window.activateWindow()
        keys.until(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
        keys.type(passphrase)
        keys.press("Open")
        keys.until(lambda: application.window.content is not None and "Who" in type(application.window.content).__name__)
        keys.until(lambda: QApplication.focusWidget() is not None)
        keys.key(Qt.Key.Key_Return)
        keys.until(lambda: application.session is not None)
        yield application, keys
    finally:
        application.window.close()


@pytest.mark.slow
def test_a_list_that_is_dropped_becomes_an_issued_agenda(
    themed: QApplication,  # noqa: F811 - pytest's way
    furnished_template: Path,  # noqa: F811
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    copied(furnished_template, tmp_path / "desk")
    (out := tmp_path / "out").mkdir()
    with opened(tmp_path, qtbot, OPENS) as (application, keys):
        session = application.session
        assert session is not None
        application.open_files([ROOT / "tests/caselists/samples/exploitation-profile-2026-10.xlsx"])
        keys.press("Add to the desk")
        keys.settled()
        keys.until(lambda: session.reading.children.count() > 0)
        keys.key(Qt.Key.Key_4, CONTROL)
        keys.press("Plan a meeting")
        keys.press("Plan the meeting")
        keys.settled()
        keys.press("Build the agenda")
        keys.settled()
        keys.press("Lock and issue")
        keys.to("Folder")
        keys.key(Qt.Key.Key_A, CONTROL)
        keys.type(str(out))
        keys.press("Lock and issue")
        keys.settled()
        (line,) = session.reading.planning.all()
        assert session.reading.meetings.meeting(line.id).state is MeetingState.AGENDA_ISSUED
    assert sorted(path.suffix for path in out.iterdir()) == [".eml", ".ics", ".pdf"]
