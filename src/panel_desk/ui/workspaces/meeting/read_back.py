"""What the item in hand leaves behind, read back in large type before the meeting turns to the next."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from panel_desk.domain.ids import ItemId
from panel_desk.domain.meetings import Meeting
from panel_desk.ui.session import Session


class ReadBack(QFrame):
    """Decisions and actions of one item, and nothing else; Enter goes on, Esc stays."""

    gone_on = Signal()
    stayed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setProperty("role", "popover")
        self.hide()

    def show_item(self, meeting: Meeting, item_id: ItemId) -> bool:
        """Show what was recorded under an item; False, and nothing shown, where there is nothing to read back."""
        del meeting, item_id
        return False
