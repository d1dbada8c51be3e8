"""The end of the meeting: what is left to look at, what will be made, and what was made."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from panel_desk.domain.ids import MeetingId
from panel_desk.ui.session import Session
from panel_desk.ui.widgets.dialog import Dialog
from panel_desk.ui.workspaces.meeting.room_deeds import RoomDeeds


class ClosingDialog(Dialog):
    """Opened with ``open()``; it stays open with the summary after the press."""

    item_wanted = Signal(object)
    """``ItemId``: somebody pressed a check that leads to an item; the room turns to it and the dialog is gone."""
    attendance_wanted = Signal()
    """A check that leads to the attendance (F2)."""
    line_wanted = Signal(str)
    """Words to put into the capture line, such as ``/read``."""
    closed = Signal(object)
    """``Closed``: the meeting is closed and its papers are made."""

    def __init__(
        self, session: Session, deeds: RoomDeeds, meeting_id: MeetingId, parent: QWidget | None = None
    ) -> None:
        super().__init__("Close the meeting", parent, width=720)
        self._session, self._deeds, self._meeting_id = session, deeds, meeting_id
