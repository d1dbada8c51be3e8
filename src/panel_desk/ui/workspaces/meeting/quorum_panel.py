"""The quorum of the item in hand (F3): who fulfils each group, the override, and what waits for confirmation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from panel_desk.domain.meetings import Meeting
from panel_desk.ui.session import Session
from panel_desk.ui.widgets.dialog import Dialog

if TYPE_CHECKING:
    from panel_desk.ui.workspaces.meeting.room_deeds import RoomDeeds


class QuorumPanel(Dialog):
    """Opened with ``open()``; shows itself anew after every deed."""

    def __init__(self, session: Session, deeds: RoomDeeds, parent: QWidget | None = None) -> None:
        super().__init__("Quorum", parent)
        self._session, self._deeds = session, deeds

    def show_meeting(self, meeting: Meeting) -> None:
        """Show the quorum of the item in hand."""
