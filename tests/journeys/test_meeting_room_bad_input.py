"""What goes wrong at the keyboard of the meeting room: refused in a sentence, nothing recorded, nothing lost."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.journeys.room_desk import NOVEMBERS
from tests.journeys.room_script import read_script
from tests.journeys.room_window import CONTROL
from tests.journeys.test_meeting_room_window import SAFES_DAY, Held, opened, room_template  # noqa: F401 - a fixture
from tests.ui.conftest import themed  # noqa: F401 - the window's own fixture
from tests.ui.desks import copied

from panel_desk.domain.events.items import NoteSection
from panel_desk.domain.meeting.meetings import Item, MeetingState

LONG = "<p>He said <b>“I am fine”</b> &amp; left.</p>" * 400


def in_hand(held: Held) -> Item:
    """The item in hand."""
    meeting = held.meeting(NOVEMBERS)
    assert meeting.current is not None
    return meeting.item(meeting.current)


@pytest.mark.slow
def test_whatever_is_wrong_is_told_and_leaves_the_record_as_it_was(
    themed: QApplication,  # noqa: F811 - pytest's way
    room_template: Path,  # noqa: F811
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    copied(room_template, tmp_path / "desk")
    with opened(tmp_path, qtbot, datetime(2026, 11, 19, 9, 0, tzinfo=UTC)) as held:
        held.enter_room(NOVEMBERS, SAFES_DAY)
        held.play("bad-input")
        item = in_hand(held)
        assert item.decisions == ()
        assert held.session.reading.actions.of_meeting(held.meeting(NOVEMBERS).id) == ()
        said = item.notes[NoteSection.DISCUSSION]
        assert said == "قالت إنها بخير 👩‍👧 and “she smiled” – 100 %\n\n/slash begins these words"


@pytest.mark.slow
def test_html_is_pasted_as_plain_words_and_undo_goes_no_further_than_the_meeting(
    themed: QApplication,  # noqa: F811
    room_template: Path,  # noqa: F811
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    copied(room_template, tmp_path / "desk")
    with opened(tmp_path, qtbot, datetime(2026, 11, 19, 9, 0, tzinfo=UTC)) as held:
        held.enter_room(NOVEMBERS, SAFES_DAY)
        held.typing.play(read_script("bad-input")[:3])
        copy = QMimeData()
        copy.setHtml(LONG)
        copy.setText("He said “I am fine” & left.\n" * 400)
        QApplication.clipboard().setMimeData(copy)
        held.typing.to_words()
        held.keys.key(Qt.Key.Key_V, CONTROL)
        held.typing.to_line()
        held.keys.type("/go 7.2")
        held.keys.key(Qt.Key.Key_Return)
        held.keys.settled()
        held.keys.key(Qt.Key.Key_Return)
        held.keys.settled()
        held.keys.until(lambda: held.meeting(NOVEMBERS).item(in_hand(held).id).started_at is not None)
        texts = [note for item in held.meeting(NOVEMBERS).items for note in item.notes.values()]
        assert [text.count("He said “I am fine” & left.") for text in texts] == [400]
        for _ in range(12):
            held.typing.to_line()
            held.keys.key(Qt.Key.Key_Z, CONTROL)
            held.keys.settled()
        assert held.meeting(NOVEMBERS).state in (MeetingState.IN_SESSION, MeetingState.AGENDA_ISSUED)
