"""Small forms for who prefers them to the line; below each stands the line that would have been typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from panel_desk.ui.session import Session
from panel_desk.ui.widgets.dialog import Dialog

if TYPE_CHECKING:
    from panel_desk.ui.workspaces.meeting.room_deeds import RoomDeeds


class ActionDialog(Dialog):
    """Who does what by when (Ctrl+Shift+A)."""

    def __init__(self, session: Session, deeds: RoomDeeds, parent: QWidget) -> None:
        super().__init__("An action", parent)
        self._session, self._deeds = session, deeds


class DecisionDialog(Dialog):
    """What the panel decides on the item in hand, and why (Ctrl+Shift+D)."""

    def __init__(self, session: Session, deeds: RoomDeeds, parent: QWidget, *, defers: bool = False) -> None:
        super().__init__("Defer the item" if defers else "A decision", parent)
        self._session, self._deeds = session, deeds
