"""A meeting in session with the capture line at the foot of an empty room, and keys typed into it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.agendas.agenda_desks import settle
from tests.ui.desks import OpenSession
from tests.ui.looking import picture, shown
from tests.ui.meeting.people_desks import do, opened

from panel_desk.domain.ids import MeetingId
from panel_desk.domain.meeting.meetings import Item, Meeting
from panel_desk.services.desk import Desk
from panel_desk.ui.workspaces.meeting.line.capture_line import CaptureLine
from panel_desk.ui.workspaces.meeting.line.completion_list import CompletionList
from panel_desk.ui.workspaces.meeting.line.line_aside import LineAside
from panel_desk.ui.workspaces.meeting.line.line_editor import LineEditor
from panel_desk.ui.workspaces.meeting.line.read_back import ReadBack
from panel_desk.ui.workspaces.meeting.room_deeds import RoomDeeds

SIZE = (1100, 700)


class LineRoom(QWidget):
    """What the line finds around it."""

    def __init__(self, session: OpenSession, meeting_id: MeetingId) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.session = session
        self.deeds = RoomDeeds(session, self)
        self.deeds.turn_to_meeting(meeting_id)
        self.line = CaptureLine(session, self.deeds)
        self.said: list[str] = []
        self.deeds.recorded.connect(lambda recorded: self.said.append(recorded.said))
        session.record_changed.connect(self.line.show_context)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addStretch(1)
        column.addWidget(self.line)
        self.resize(*SIZE)

    @property
    def editor(self) -> LineEditor:
        """Where the words stand."""
        return self.line.findChildren(LineEditor)[0]

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
    def chips(self) -> list[str]:
        """What the chips in sight say."""
        return [chip.words for aside in self._asides() for chip in aside.chips]

    @property
    def sentence(self) -> str:
        """The sentence in sight."""
        return next((aside.sentence for aside in self._asides() if aside.sentence), "")

    @property
    def tone(self) -> str:
        """Of the sentence in sight."""
        return next((aside.tone.value for aside in self._asides() if aside.sentence), "")

    @property
    def offers(self) -> CompletionList:
        """The list above the line, whether in sight or not."""
        return self.findChildren(CompletionList)[0]

    @property
    def read_back(self) -> ReadBack:
        """The strip, whether in sight or not."""
        return self.findChildren(ReadBack)[0]

    def type(self, text: str) -> None:
        """Key by key, to whoever has the keyboard."""
        for letter in text:
            QTest.keyClicks(self._keyboard(), letter)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """One key, to whoever has the keyboard."""
        QTest.keyClick(self._keyboard(), key, modifier)

    def enter(self, text: str) -> None:
        """Type a line, press Enter, and wait until it is dealt with."""
        self.type(text)
        self.press(Qt.Key.Key_Return)
        settle(self.session)

    def look(self, name: str) -> None:
        """A picture, laid out."""
        QApplication.processEvents()
        picture(self, name)

    def _asides(self) -> list[LineAside]:
        return [aside for aside in self.line.findChildren(LineAside) if aside.isVisible()]

    def _keyboard(self) -> QWidget:
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget


def sitting(session: OpenSession) -> MeetingId:
    """A meeting in session on 17 December, everybody there, at its first child."""
    meeting_id = opened(session, "Dana Prior", "Imran Khan", "Abena Osei", "Marta Lee")

    def turn(desk: Desk) -> None:
        first = next(item for item in desk.meetings.meeting(meeting_id).items if item.needs_outcome)
        desk.meetings.turn_to(session.actor, meeting_id, first.id)

    do(session, turn)
    return meeting_id


def line_room(session: OpenSession, qtbot: QtBot, size: tuple[int, int] = SIZE) -> LineRoom:
    """A room with its line, shown, and the keyboard in the line."""
    room = LineRoom(session, sitting(session))
    room.resize(*size)
    shown(qtbot, room)
    room.line.focus_line()
    return room
