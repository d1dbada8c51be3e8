"""Stopping the meeting for today: why, and until when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from panel_desk.domain.meetings import Meeting
from panel_desk.ui.session import Session
from panel_desk.ui.widgets.dialog import Dialog

if TYPE_CHECKING:
    from panel_desk.ui.workspaces.meeting.room_deeds import RoomDeeds


class AdjournDialog(Dialog):
    """Asks the reason and the day; opened with ``open()``."""

    def __init__(self, session: Session, deeds: RoomDeeds, meeting: Meeting, parent: QWidget | None = None) -> None:
        super().__init__("Adjourn the meeting", parent)
        self._session, self._deeds, self._meeting = session, deeds, meeting


class ResumeBanner(QWidget):
    """While the meeting is adjourned: since when and why, and [Resume]. Hidden otherwise."""

    def __init__(self, session: Session, deeds: RoomDeeds, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._deeds = session, deeds

    def show_meeting(self, meeting: Meeting) -> None:
        """Show or hide it."""
