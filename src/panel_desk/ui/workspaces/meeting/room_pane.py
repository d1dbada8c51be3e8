"""The room while the meeting sits: running order, the item in hand, the people, and the one line below."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QVBoxLayout, QWidget

from panel_desk.ui.session import Session
from panel_desk.ui.theme.measures import spaced
from panel_desk.ui.widgets.words import Words
from panel_desk.ui.workspaces.meeting.room_deeds import RoomDeeds


class RoomPane(QWidget):
    """Puts the parts of the room together."""

    def __init__(self, session: Session, deeds: RoomDeeds, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._deeds = deeds
        self._column = spaced(QVBoxLayout(self), spacing=0)
        self._reference = Words("")
        self._column.addWidget(self._reference)

    def refresh(self, now: datetime) -> None:
        """Show the meeting as it stands."""
        del now
        self._reference.set_text(self._deeds.meeting().reference)
