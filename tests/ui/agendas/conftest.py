"""A desk without a window for the presenter, beside the sessions that every screen's tests have."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot
from tests.services.desk_builders import TestDesk, a_desk
from tests.ui.agendas.agenda_desks import a_page, brought, planned
from tests.ui.desks import OpenSession

from panel_desk.domain.ids import MeetingId
from panel_desk.ui.workspaces.agendas.page import AgendasPage


@pytest.fixture
def at() -> Iterator[TestDesk]:
    """A desk in memory with its panels and people."""
    with a_desk() as desk:
        yield desk


@pytest.fixture
def meeting_id(session: OpenSession) -> MeetingId:
    """A meeting of four children, its agenda built."""
    brought(session, "101", "102", "103", "104")
    return planned(session)


@pytest.fixture
def page(session: OpenSession, qtbot: QtBot, meeting_id: MeetingId) -> AgendasPage:
    """The page at that meeting."""
    return a_page(session, qtbot)
