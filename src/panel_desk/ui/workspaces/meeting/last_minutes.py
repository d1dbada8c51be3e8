"""The minutes of the panel's last meeting (F4), as they print; what was said of this child then comes first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from panel_desk.domain.ids import ItemId
from panel_desk.domain.meetings import Meeting
from panel_desk.ui.session import Session
from panel_desk.ui.widgets.dialog import Dialog

if TYPE_CHECKING:
    from panel_desk.ui.workspaces.meeting.room_deeds import RoomDeeds


class LastMinutes(Dialog):
    """Opened with ``open()``."""

    def __init__(self, session: Session, deeds: RoomDeeds, parent: QWidget | None = None) -> None:
        super().__init__("Last minutes", parent, width=900)
        self._session, self._deeds = session, deeds

    def show_meeting(self, meeting: Meeting, item_id: ItemId | None) -> None:
        """Show the minutes before this meeting's, for the item in hand."""
