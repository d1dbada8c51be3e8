"""The clipboard after something was copied: cleared in time, and only while it is still ours."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.journeys.x_display import x_display

from panel_desk.ui.shell.copied_text import STAYS_MS, CopiedText

ROOT = Path(__file__).parents[3]
OTHER_PROGRAM = """
import sys
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from panel_desk.ui.shell.copied_text import CopiedText
application = QGuiApplication([])
if sys.argv[1] == "other":
    application.clipboard().setText("theirs")
    print("copied", flush=True)
    QTest.qWait(60_000)
copied = CopiedText(stays_ms=1_000)
application.clipboard().setText("K.A.")
print("copied", flush=True)
sys.stdin.readline()
QTest.qWait(1_500)
copied.forget()
QTest.qWait(100)
print(application.clipboard().text() or "nothing", flush=True)
"""


def test_what_is_copied_is_taken_away_in_time(qapp: QApplication, qtbot: QtBot) -> None:
    copied = CopiedText(qapp, stays_ms=20)
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("K.A. · 104101")
    assert clipboard.text()
    qtbot.waitUntil(lambda: not clipboard.text())
    copied.deleteLater()


def test_half_a_minute_is_the_time() -> None:
    assert STAYS_MS == 30_000


@pytest.mark.slow
@pytest.mark.parametrize(("another", "left"), [(False, "nothing"), (True, "theirs")])
def test_what_another_program_copied_since_stays(tmp_path: Path, *, another: bool, left: str) -> None:
    with x_display() as display:
        environment = {**os.environ, "QT_QPA_PLATFORM": "xcb", "DISPLAY": display}
        start = [sys.executable, "-c", OTHER_PROGRAM]
        with subprocess.Popen(
            [*start, "ours"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
            text=True,
        ) as ours:
            assert ours.stdout is not None
            assert ours.stdout.readline() == "copied\n"
            theirs = None
            if another:
                theirs = subprocess.Popen([*start, "other"], stdout=subprocess.PIPE, env=environment, text=True)
                assert theirs.stdout is not None
                assert theirs.stdout.readline() == "copied\n"
            told, _errors = ours.communicate("go on\n", timeout=30)
            if theirs is not None:
                theirs.kill()
                theirs.communicate()
    assert told == f"{left}\n"


def test_a_copied_picture_is_taken_away_in_time(qapp: QApplication, qtbot: QtBot) -> None:
    watcher = CopiedText(stays_ms=20)
    chart = QImage(4, 4, QImage.Format.Format_RGB32)
    chart.fill(0)
    QGuiApplication.clipboard().setImage(chart)
    assert not QGuiApplication.clipboard().image().isNull()
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().image().isNull())
    watcher.deleteLater()
