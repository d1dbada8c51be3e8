"""Before the meeting is opened: who is here, who presides, and whether the quorum will be met."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from panel_desk.domain.meetings import Meeting
from panel_desk.ui.session import Session

if TYPE_CHECKING:
    from panel_desk.ui.workspaces.meeting.room_deeds import RoomDeeds


class OpeningPane(QWidget):
    """The seats of the panel, one key for each change, and [Open the meeting] (Ctrl+Enter)."""

    def __init__(self, session: Session, deeds: RoomDeeds, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._deeds = session, deeds

    def show_meeting(self, meeting: Meeting) -> None:
        """Show a meeting that has not been opened yet; choices made for it are found again."""

    def focus_list(self) -> None:
        """Give the seats the keyboard."""
