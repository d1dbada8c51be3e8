"""The Missing page on a desk with episodes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.services.desk_builders import TestDesk, a_desk
from tests.ui.desks import OpenSession, copied, session_on
from tests.ui.looking import shown
from tests.ui.missing.missing_desk import furnished_with_episodes

from panel_desk.ui.workspaces.missing.page import MissingPage
from panel_desk.ui.workspaces.missing.panes import CROSS


@pytest.fixture
def at() -> Iterator[TestDesk]:
    """A desk in memory with its panels and people; nothing has been imported."""
    with a_desk() as desk:
        yield desk


@pytest.fixture(scope="session")
def episodes_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The desk that every test copies."""
    return furnished_with_episodes(tmp_path_factory.mktemp("episodes"))


@pytest.fixture
def following(themed: QApplication, episodes_template: Path, tmp_path: Path) -> Iterator[OpenSession]:
    """Asha Rahman at a desk with missing episodes."""
    with session_on(copied(episodes_template, tmp_path / "desk"), tmp_path) as opened:
        yield opened


@pytest.fixture
def page(following: OpenSession, qtbot: QtBot) -> MissingPage:
    """The page, in sight."""
    made = MissingPage(following)
    following.record_changed.connect(made.refresh)
    made.resize(1180, 900)
    shown(qtbot, made)
    made.refresh()
    # The tab that an earlier test left is remembered by the application.
    made.panes.show_tab(CROSS)
    return made
