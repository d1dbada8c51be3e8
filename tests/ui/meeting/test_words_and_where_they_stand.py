"""Words typed in the room, and where they stand after whatever else happens: never gone, never in another meeting."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from tests.ui.agendas.agenda_desks import settle
from tests.ui.desks import OpenSession
from tests.ui.meeting.item_rooms import vault_folder
from tests.ui.meeting.people_desks import case_items, do, issued, meeting_of, opened
from tests.ui.meeting.test_room_page import sitting

from panel_desk.domain.capture.deeds import DecisionDeed, ReminderReadDeed, SayDeed, TurnDeed
from panel_desk.domain.events.items import NoteSection
from panel_desk.domain.ids import ItemId, MeetingId
from panel_desk.domain.meeting.meetings import MeetingState
from panel_desk.ui.places import PageKey, Place
from panel_desk.ui.workspaces.meeting.closing_dialog import ClosingDialog

_WORDS = "The mother says he is home."
_LINE = "/a police: see the father"


class Room:
    """A meeting at its first child, and another that sits too."""

    def __init__(self, session: OpenSession, qtbot: QtBot, other: MeetingId) -> None:
        self.session, self.other, self.qtbot = session, other, qtbot
        self.window, self.here = sitting(session, qtbot, item=0)
        self.turn(self.here)

    def turn(self, meeting_id: MeetingId) -> None:
        self.window.page.open(Place(PageKey.MEETING, meeting_id))
        settle(self.session)

    def hold_the_desk(self, seconds: float = 0.4) -> None:
        """A job of another page is on the desk's thread."""
        self.session.do(lambda _desk: time.sleep(seconds))

    def type_words(self, text: str = _WORDS) -> None:
        QTest.keyClicks(self.window.page.room.item.words_pane.field, text)

    def type_line(self, text: str = _LINE) -> None:
        QTest.keyClicks(self.window.page.room.line._editor, text)

    def enter_line(self, text: str) -> None:
        self.type_line(text)
        QTest.keyClick(self.window.page.room.line._editor, Qt.Key.Key_Return)

    def wait(self) -> None:
        """Until what was typed is kept."""
        settle(self.session)
        self.qtbot.waitUntil(lambda: not self.window.page.room.item.keeping.pending)
        settle(self.session)

    @property
    def shown(self) -> str:
        return self.window.page.room.item.words_pane.texts()[NoteSection.DISCUSSION]

    @property
    def line(self) -> str:
        return self.window.page.room.line.text()

    def on_disk(self, meeting_id: MeetingId) -> str:
        """What the record or a draft holds under the first child."""
        here = ItemId(case_items(meeting_of(self.session, meeting_id))[0])
        item = meeting_of(self.session, meeting_id).item(here)
        drafts = self.session.reading.typed_words.unrecorded(meeting_id).get(here, {})
        return {**item.notes, **drafts}.get(NoteSection.DISCUSSION, "")

    def line_on_disk(self, meeting_id: MeetingId) -> str:
        kept = self.session.reading.typed_words.kept(meeting_id)
        return kept.line if kept is not None else ""


@pytest.fixture
def room(session: OpenSession, qtbot: QtBot) -> Room:
    other = opened(session)
    first = ItemId(case_items(meeting_of(session, other))[0])
    do(session, lambda desk: desk.meetings.turn_to(session.actor, other, first))
    return Room(session, qtbot, other)


# The paths


def _turn_away_and_back(room: Room) -> None:
    room.turn(room.other)
    assert (room.shown, room.line) == ("", "")
    room.turn(room.here)


def _turn_away_and_back_while_the_desk_is_busy(room: Room) -> None:
    room.hold_the_desk()
    page = room.window.page
    page.open(Place(PageKey.MEETING, room.other))
    assert (room.shown, room.line) == ("", "")
    page.open(Place(PageKey.MEETING, room.here))


def _undo_on_another_page(room: Room) -> None:
    room.window.page.deeds.enter(ReminderReadDeed())
    room.wait()
    room.window.view.go(Place(PageKey.CHILDREN))
    room.session.undo()
    settle(room.session)
    room.window.view.go(Place(PageKey.MEETING))


def _refused_with_a_kept_one_behind(room: Room) -> None:
    room.hold_the_desk()
    room.window.page.deeds.enter(TurnDeed(item_id=ItemId("gone")), failed=lambda _error: None)
    room.window.page.deeds.enter(ReminderReadDeed())


def _typed_on_behind_a_deed(room: Room) -> None:
    room.hold_the_desk()
    room.window.page.deeds.enter(ReminderReadDeed())


def _a_fault_of_ours(room: Room) -> None:
    def broken(*_given: object, **_named: object) -> None:
        raise ZeroDivisionError

    recording = room.session._desk.recording
    kept, recording.record = recording.record, broken  # type: ignore[method-assign,assignment]
    with room.qtbot.captureExceptions():
        room.window.page.deeds.enter(ReminderReadDeed())
        settle(room.session)
    recording.record = kept  # type: ignore[method-assign]


PATHS = [
    _turn_away_and_back,
    _turn_away_and_back_while_the_desk_is_busy,
    _undo_on_another_page,
    _refused_with_a_kept_one_behind,
    _typed_on_behind_a_deed,
    _a_fault_of_ours,
]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("waits", [True, False], ids=["kept", "not kept yet"])
def test_words_and_line_stand_where_they_were_typed(room: Room, path: Callable[[Room], None], *, waits: bool) -> None:
    room.type_words()
    room.type_line()
    if waits:
        room.wait()
    path(room)
    room.type_words(" x")
    room.wait()
    assert (room.shown, room.line) == (f"{_WORDS} x", _LINE)
    assert (room.on_disk(room.here), room.line_on_disk(room.here)) == (f"{_WORDS} x", _LINE)
    assert (room.on_disk(room.other), room.line_on_disk(room.other)) == ("", "")


def test_words_whose_recording_is_undone_on_another_page_stand_in_the_editor(room: Room) -> None:
    deeds, view = room.window.page.deeds, room.window.view
    deeds.enter(ReminderReadDeed())
    settle(room.session)
    room.type_words()
    deeds.enter(SayDeed(section=NoteSection.VOICE, text="I like the coach."))
    room.wait()
    view.go(Place(PageKey.CHILDREN))
    for _ in range(2):
        room.session.undo()
        settle(room.session)
    view.go(Place(PageKey.MEETING))
    room.type_words(" x")
    room.wait()
    assert room.shown == room.on_disk(room.here) == f"{_WORDS} x"


def test_a_line_left_for_a_meeting_that_is_not_open_yet_stands_there_on_coming_back(
    session: OpenSession, qtbot: QtBot
) -> None:
    room = Room(session, qtbot, issued(session))
    room.type_line()
    room.turn(room.other)
    room.turn(room.here)
    room.wait()
    assert (room.line, room.line_on_disk(room.here)) == (_LINE, _LINE)


def test_a_half_line_is_on_the_disk_while_something_else_is_recorded(room: Room) -> None:
    room.type_line()
    room.wait()
    seen: list[str] = []
    room.window.page.deeds.recorded.connect(lambda _recorded: seen.append(room.line_on_disk(room.here)))
    room.window.page.deeds.enter(ReminderReadDeed())
    settle(room.session)
    assert seen == [_LINE]


# Lines that were entered


def test_lines_entered_before_the_turn_are_recorded_where_they_were_entered_or_wait_there(room: Room) -> None:
    room.hold_the_desk()
    room.enter_line("First.")
    room.enter_line("Second.")
    room.turn(room.other)
    room.wait()
    assert (room.on_disk(room.here), room.line_on_disk(room.here)) == ("First.", "Second.")
    assert (room.on_disk(room.other), room.line, room.shown) == ("", "", "")
    room.turn(room.here)
    assert room.line == "Second."


def test_a_line_refused_after_the_turn_goes_back_to_its_meeting_and_is_told(room: Room) -> None:
    room.hold_the_desk()
    room.enter_line("/back osei")
    room.turn(room.other)
    room.wait()
    assert (room.line, room.line_on_disk(room.here)) == ("", "/back osei")
    told = str(room.session.opened.said[-1])
    assert meeting_of(room.session, room.here).reference in told
    assert "/back osei" in told
    room.turn(room.here)
    assert room.line == "/back osei"


def test_a_line_refused_after_coming_back_stands_in_the_line_again(room: Room) -> None:
    room.hold_the_desk()
    room.enter_line("/back osei")
    page = room.window.page
    page.open(Place(PageKey.MEETING, room.other))
    page.open(Place(PageKey.MEETING, room.here))
    room.wait()
    assert (room.line, room.line_on_disk(room.here)) == ("/back osei", "/back osei")


def test_a_paragraph_whose_line_was_not_put_is_taken_away_by_no_other_action(room: Room) -> None:
    room.type_words("The police see the father")
    room.type_line("/a police: see the father by 22 dec")
    room.window.page.room.item.words_pane.field.setFocus()
    QTest.keyClick(room.window.page.room.item.words_pane.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(room.window.page.room.line._editor, Qt.Key.Key_Return)
    room.wait()
    assert room.shown == room.on_disk(room.here) == "The police see the father"


# The disk and faults


def test_while_the_disk_is_gone_the_room_stays_at_its_meeting_and_says_why(room: Room) -> None:
    folder, item = vault_folder(room.session), room.window.page.room.item
    away = folder.rename(folder.with_name("away"))
    room.type_words()
    room.qtbot.waitUntil(lambda: bool(item.unkept()))
    room.window.page._turn_to(room.other)
    assert (room.window.page.deeds.meeting_id, room.shown) == (room.here, _WORDS)
    assert "stays at this meeting" in str(room.session.opened.said[-1])
    away.rename(folder)
    room.wait()
    assert (room.on_disk(room.here), room.window.page.unkept()) == (_WORDS, "")


def test_words_that_left_the_screen_as_the_disk_went_are_kept_when_it_is_back(room: Room) -> None:
    folder = vault_folder(room.session)
    room.type_words()
    away = folder.rename(folder.with_name("away"))
    room.window.page._turn_to(room.other)
    room.qtbot.waitUntil(lambda: bool(room.window.page.unkept()))
    away.rename(folder)
    room.wait()
    assert (room.on_disk(room.here), room.on_disk(room.other)) == (_WORDS, "")


def test_a_fault_while_keeping_is_told_and_the_words_are_pending_until_they_are_kept(room: Room) -> None:
    def broken(*_given: object) -> None:
        raise ZeroDivisionError

    keeping, words = room.window.page.room.item.keeping, room.session._desk.typed_words
    kept, words.keep = words.keep, broken  # type: ignore[method-assign,assignment]
    with room.qtbot.captureExceptions():
        room.type_words()
        room.qtbot.waitUntil(lambda: bool(keeping.unkept))
    words.keep = kept  # type: ignore[method-assign]
    assert keeping.pending
    room.wait()
    assert (room.on_disk(room.here), keeping.unkept) == (_WORDS, "")


# The end


@pytest.fixture
def decided(room: Room) -> Room:
    """Nothing stands in the way of the end."""
    first = meeting_of(room.session, room.here).current
    for item_id in reversed(case_items(meeting_of(room.session, room.here))):
        if meeting_of(room.session, room.here).current != item_id:
            room.window.page.deeds.enter(TurnDeed(item_id=ItemId(item_id)))
        room.window.page.deeds.enter(DecisionDeed(outcome="defer", reason="the worker is away"))
        settle(room.session)
    assert meeting_of(room.session, room.here).current == first
    return room


def _closing(room: Room, folder: Path) -> ClosingDialog:
    room.window.page.close_meeting()
    dialog = room.window.page.window().findChildren(ClosingDialog)[-1]
    dialog.folder.setText(str(folder))
    return dialog


def _close(room: Room, dialog: ClosingDialog) -> None:
    dialog._on_pressed()
    settle(room.session)
    assert meeting_of(room.session, room.here).state is MeetingState.DRAFT
    dialog.accept()


def test_closing_behind_a_deed_under_way_takes_nothing_away(decided: Room, tmp_path: Path) -> None:
    decided.type_words()
    decided.wait()
    decided.hold_the_desk(2)
    decided.enter_line("Said in the line.")
    _close(decided, _closing(decided, tmp_path))
    meeting = meeting_of(decided.session, decided.here)
    recorded = meeting.item(ItemId(case_items(meeting)[0])).notes
    assert recorded == {NoteSection.DISCUSSION: f"{_WORDS}\n\nSaid in the line."}


def test_a_half_line_is_told_before_the_end_and_waits_behind_it(decided: Room, tmp_path: Path) -> None:
    decided.type_line()
    dialog = _closing(decided, tmp_path)
    row = next(row for row in dialog._view.rows if _LINE in row.sentence)
    assert row.button == "Go to the line"
    dialog._lead(row)
    assert (decided.line, decided.window.has_keyboard(decided.window.page.room.line)) == (_LINE, True)
    _close(decided, _closing(decided, tmp_path))
    assert decided.line_on_disk(decided.here) == _LINE
