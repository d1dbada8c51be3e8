"""A desk in memory for the presenter, and the page on a furnished desk."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot
from tests.services.desk_builders import TestDesk, a_desk
from tests.ui.desks import OpenSession

from panel_desk.ui.workspaces.case_lists.page import CaseListsPage


@pytest.fixture
def at() -> Iterator[TestDesk]:
    """A desk in memory with its panels and people; nothing has been imported."""
    with a_desk() as desk:
        yield desk


@pytest.fixture
def page(session: OpenSession, qtbot: QtBot) -> Iterator[CaseListsPage]:
    """The page as the shell shows it: read again whenever something was kept."""
    made = CaseListsPage(session)
    made.resize(1084, 740)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    session.record_changed.connect(made.refresh)
    yield made
    # Not left to pytest-qt, which would take the page away while a list is still being read.
    session.record_changed.disconnect(made.refresh)
    qtbot.waitUntil(lambda: not made.is_busy, timeout=20_000)
    made.cancel()
    qtbot.waitUntil(lambda: not session.tasks.busy, timeout=20_000)
    made.close()
    made.deleteLater()
