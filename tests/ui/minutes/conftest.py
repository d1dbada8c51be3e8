"""A desk whose October minutes are a draft and whose November meeting is in session, on the window's threads."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.services.desk_builders import ASHA, ENGLAND, NOVEMBER, HeldClock, TestDesk, a_profile, child
from tests.services.desk_folders import OPENS, a_desk_in
from tests.services.signing_keys import Keys, make_keys, plant
from tests.ui.desks import OpenSession, session_on

from panel_desk.domain.events.items import NoteSection
from panel_desk.services.desk import Desk
from panel_desk.ui.workspaces.minutes.page import MinutesPage

OCTOBERS = "SAFE-2026-10"


@pytest.fixture(scope="session")
def signing_keys() -> Keys:
    """Slow: once for a run."""
    return make_keys()


@pytest.fixture(scope="session")
def drafted_template(tmp_path_factory: pytest.TempPathFactory, signing_keys: Keys) -> Path:
    """October closed and drafted, with words to look at again; November in session."""
    folder = a_desk_in(tmp_path_factory.mktemp("drafted") / "desk")
    clock = HeldClock(datetime(2026, 10, 1, 9, 0, tzinfo=ENGLAND))
    with Desk.open(folder, OPENS, clock=clock) as desk:
        at = TestDesk(desk, clock)
        plant(at, signing_keys)
        at.bring(a_profile(child("104101", surname="Archer"), child("104102", surname="Youngblood")))
        meeting_id = at.opened()
        item = at.cases(meeting_id)[0]
        said = "K.A. is putting herself at risk. Seen with Kim Youngblood."
        desk.meetings.write(ASHA, meeting_id, item.id, NoteSection.DISCUSSION, said)
        at.ask(meeting_id, "Visit the bakery")
        at.close(meeting_id)
        desk.minutes.draft(ASHA, meeting_id)
        at.opened(held_on=NOVEMBER)
    return folder


@pytest.fixture
def drafted(themed: QApplication, drafted_template: Path, tmp_path: Path) -> Iterator[OpenSession]:
    """A session on a copy of that desk."""
    folder = Path(shutil.copytree(drafted_template, tmp_path / "desk"))
    with session_on(folder, tmp_path) as session:
        yield session


@pytest.fixture
def page(drafted: OpenSession, qtbot: QtBot) -> MinutesPage:
    """The Minutes page, refreshed as the shell would."""
    made = MinutesPage(drafted)
    drafted.record_changed.connect(made.refresh)
    qtbot.addWidget(made)
    made.refresh()
    return made
