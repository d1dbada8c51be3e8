"""The stop-watch page of the manual holds what its script counts in the window."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.journeys.room_desk import NOVEMBERS
from tests.journeys.test_meeting_room_window import SAFES_DAY, opened, room_template  # noqa: F401 - a fixture
from tests.services.desk_builders import ASHA
from tests.ui.conftest import themed  # noqa: F401 - the window's own fixture
from tests.ui.desks import copied
from tools import make_stop_watch

from panel_desk.services.room.captured_lines import record_lines
from panel_desk.ui.workspaces.meeting.page import MeetingPage

BEGINNING = ("/open prior", "/present khan", "/present osei", "/go 7.1")


@pytest.mark.slow
def test_the_page_says_what_the_script_counts(
    themed: QApplication,  # noqa: F811 - pytest's way
    room_template: Path,  # noqa: F811
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    copied(room_template, tmp_path / "desk")
    with opened(tmp_path, qtbot, datetime(2026, 11, 19, 9, 0, tzinfo=UTC)) as held:
        meeting_id = held.meeting(NOVEMBERS).id
        held.clock.set(SAFES_DAY)
        held.do(lambda at: list(record_lines(at.desk.recording, ASHA, meeting_id, BEGINNING)))
        held.enter_room(NOVEMBERS, SAFES_DAY)
        page = held.application.window.findChild(MeetingPage)
        assert page is not None
        counted = make_stop_watch.page_of(list(make_stop_watch.play(held.session, page)))
    assert counted == make_stop_watch.PAGE.read_text(encoding="utf-8")
