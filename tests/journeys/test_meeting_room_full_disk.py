"""The disk fills up in the middle of a sentence: the words stay, that is said, and they are kept once there is room."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.journeys.test_meeting_room_crash import in_session
from tests.journeys.test_meeting_room_window import Held, opened
from tests.services.desk_folders import OPENS
from tests.ui.conftest import themed  # noqa: F401 - the window's own fixture
from tests.vault.mounts import a_small_disk, fill

from panel_desk.domain.events.items import NoteSection
from panel_desk.services.desk import Desk
from panel_desk.ui.places import PageKey, Place
from panel_desk.ui.widgets.words import Words
from panel_desk.ui.workspaces.meeting.item.item_pane import ItemPane
from panel_desk.vault.ballast import BALLAST_FILE

BEFORE, DURING = "The school has seen the child", " at the station twice this week."


@pytest.fixture
def stick(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own with room for a desk in session."""
    with a_small_disk(tmp_path / "stick", 60) as disk:
        yield in_session(disk)


def said(held: Held) -> str:
    """Everything that the item's pane says in words."""
    pane = held.application.window.findChild(ItemPane)
    assert pane is not None
    return " ".join(words.text() for words in pane.findChildren(Words) if words.isVisible())


def typed(held: Held) -> str:
    """What stands in the discussion."""
    pane = held.application.window.findChild(ItemPane)
    assert pane is not None
    words = pane.words()
    assert words is not None
    return words.texts[NoteSection.DISCUSSION]


@pytest.mark.slow
def test_words_typed_onto_a_full_disk_stay_are_told_and_are_kept_once_there_is_room(
    themed: QApplication,  # noqa: F811 - pytest's way
    stick: Path,
    qtbot: QtBot,
) -> None:
    with opened(stick, qtbot, datetime(2026, 11, 19, 10, 30, tzinfo=UTC)) as held:
        held.session.go(Place(PageKey.MEETING, held.meeting("SAFE-2026-11").id))
        held.keys.settled()
        held.typing.to_words()
        held.keys.type(BEFORE)
        held.keys.until(lambda: "kept" in said(held))
        (stick / "desk" / BALLAST_FILE).unlink(missing_ok=True)
        fill(stick)
        held.keys.type(DURING)
        held.keys.until(lambda: "Not kept since" in said(held))
        assert typed(held) == BEFORE + DURING
        assert "disk" in said(held)
        held.keys.key(Qt.Key.Key_Exclam)
        (stick / "filler").unlink()
        held.keys.until(lambda: "Not kept since" not in said(held))
        held.keys.settled()
    with Desk.open(stick / "desk", OPENS, clock=lambda: datetime(2026, 11, 19, 11, tzinfo=UTC)) as desk:
        kept = desk.typed_words.kept(desk.meetings.by_reference("SAFE-2026-11").id)
        assert kept is not None
        assert kept.texts[NoteSection.DISCUSSION].startswith(BEFORE + DURING)
