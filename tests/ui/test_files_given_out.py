"""What is said once a file that leaves the desk is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from tests.ui.desks import OpenSession

from panel_desk.ui.sending import say_saved


@pytest.mark.parametrize(("ending", "offered"), [("pdf", "Look and print"), ("xlsx", "Open"), ("csv", "Open")])
def test_a_saved_file_can_be_looked_at_or_opened(
    session: OpenSession, qtbot: QtBot, tmp_path: Path, ending: str, offered: str
) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    say_saved(session, page, tmp_path / f"pathway.{ending}")
    said = session.opened.said[-1]
    assert getattr(said, "sentence", "").startswith(f"pathway.{ending} is saved in ")
    assert getattr(said, "offer", ("",))[0] == offered
