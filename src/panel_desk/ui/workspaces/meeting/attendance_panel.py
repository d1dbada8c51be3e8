"""Who is in the room: one line each, and one key for every change."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from panel_desk.domain.meetings import Meeting
from panel_desk.ui.session import Session

if TYPE_CHECKING:
    from panel_desk.ui.workspaces.meeting.room_deeds import RoomDeeds


class AttendancePanel(QWidget):
    """The right side of the room."""

    def __init__(self, session: Session, deeds: RoomDeeds, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._deeds = session, deeds

    def show_meeting(self, meeting: Meeting, now: datetime) -> None:
        """Show who is where now; the line in hand stays in hand."""

    def focus_list(self) -> None:
        """Give the list the keyboard (F2)."""
