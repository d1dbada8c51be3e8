"""A meeting in session with the pane of the item in hand, and keys typed into it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.agendas.agenda_desks import settle
from tests.ui.desks import OpenSession
from tests.ui.looking import shown
from tests.ui.meeting.line_rooms import sitting
from tests.ui.meeting.people_desks import do

from panel_desk.domain.capture.deeds import CapturedDeed
from panel_desk.domain.events.items import NoteSection
from panel_desk.domain.ids import ItemId, MeetingId
from panel_desk.domain.meeting.meetings import Item, Meeting
from panel_desk.services.room.typed_words import RoomWords
from panel_desk.ui.workspaces.meeting.item.item_pane import ItemPane
from panel_desk.ui.workspaces.meeting.item.words_field import WordsField
from panel_desk.ui.workspaces.meeting.room_deeds import RoomDeeds

SIZE = (900, 700)


class ItemRoom(QWidget):
    """What the pane finds around it: the way into the record, a line that only holds words."""

    def __init__(self, session: OpenSession, meeting_id: MeetingId) -> None:
        super().__init__()
        self.session = session
        self.meeting_id = meeting_id
        self.line = ""
        self.deeds = RoomDeeds(session, self)
        self.deeds.turn_to_meeting(meeting_id)
        self.pane = ItemPane(session, self.deeds)
        self.deeds.words_now = self.pane.words
        self.deeds.section_now = lambda: self.pane.section
        self.pane.line_words = lambda: self.line
        self.pane.line_wanted.connect(self.put_into_line)
        session.record_changed.connect(self.show_again)
        self.shows: ItemId | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pane)
        self.resize(*SIZE)
        self.show_again()

    @property
    def meeting(self) -> Meeting:
        """As it stands."""
        return self.deeds.meeting()

    @property
    def item(self) -> Item:
        """The one in hand."""
        here = self.meeting.current
        assert here is not None
        return self.meeting.item(here)

    @property
    def field(self) -> WordsField:
        """Of the part in hand."""
        return self.pane.words_pane.field

    @property
    def text(self) -> str:
        """In that field."""
        return self.field.text()

    @property
    def kept(self) -> RoomWords:
        """What is on the disk."""
        return self.session.reading.typed_words.kept(self.meeting_id) or RoomWords()

    def kept_text(self, section: NoteSection = NoteSection.DISCUSSION) -> str:
        """Of one part, on the disk."""
        return self.kept.texts.get(section, "")

    def show_again(self) -> None:
        """As the room does after every deed."""
        item_id = self.shows or self.meeting.current
        self.pane.show_item(self.meeting, item_id, self.session.now)

    def show_other(self, item_id: ItemId) -> None:
        """Another item than the one in hand."""
        self.shows = item_id
        self.show_again()

    def put_into_line(self, words: str) -> None:
        """As the capture line would."""
        self.line = words
        self.pane.line_changed()

    def type(self, text: str) -> None:
        """Key by key."""
        for letter in text:
            if letter == "\n":
                QTest.keyClick(self.field, Qt.Key.Key_Return)
            else:
                # QTest itself knows no letters beyond ASCII.
                for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                    QApplication.sendEvent(self.field, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """One key."""
        QTest.keyClick(self.field, key, modifier)

    def enter(self, deed: CapturedDeed) -> None:
        """Record a deed, and wait until the room shows it."""
        self.deeds.enter(deed)
        settle(self.session)


def item_room(session: OpenSession, qtbot: QtBot) -> ItemRoom:
    """At its first child, shown, the keyboard in the words."""
    room = ItemRoom(session, sitting(session))
    shown(qtbot, room)
    room.pane.focus_words()
    return room


def vault_folder(session: OpenSession) -> Path:
    """Where the desk lies."""
    folder = session.reading.book.vault.folder
    assert folder is not None
    return folder


__all__ = ["ItemRoom", "do", "item_room", "settle", "vault_folder"]
