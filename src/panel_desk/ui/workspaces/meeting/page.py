"""The Meeting page: before the opening, the room in session, and where to go after the end."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from panel_desk.domain.ids import MeetingId
from panel_desk.ui.page import Page
from panel_desk.ui.places import PageKey, Place
from panel_desk.ui.session import Session
from panel_desk.ui.theme.measures import spaced
from panel_desk.ui.widgets.page_header import PageHeader
from panel_desk.ui.workspaces.meeting.room_deeds import RoomDeeds
from panel_desk.ui.workspaces.meeting.room_pane import RoomPane


class MeetingPage(Page):
    """Shows one meeting of a panel as it is held."""

    key: ClassVar[PageKey] = PageKey.MEETING
    title: ClassVar[str] = "Meeting"
    icon: ClassVar[str] = "presentation"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.deeds = RoomDeeds(session, self)
        column = spaced(QVBoxLayout(self), spacing=0)
        column.addWidget(PageHeader("Meeting"))
        self._room = RoomPane(session, self.deeds)
        column.addWidget(self._room)

    def refresh(self) -> None:
        """Show the meeting as it stands."""
        if self.deeds.has_meeting:
            self._room.refresh(self._session.now)

    def open(self, place: Place) -> None:
        """Go to a meeting."""
        self.deeds.turn_to_meeting(MeetingId(place.id))
        self.refresh()
