"""The one line at the foot of the room: what is typed shows as chips, and Enter records exactly that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from panel_desk.domain.capture.deeds import CapturedDeed
from panel_desk.ui.places import Command
from panel_desk.ui.session import Session

if TYPE_CHECKING:
    from panel_desk.ui.workspaces.meeting.room_deeds import RoomDeeds


class CaptureLine(QWidget):
    """The line, its chips, the completion list above it and the read-back before the next item."""

    words_changed = Signal()
    """What stands in the line is to be kept."""
    section_wanted = Signal(object)
    """``NoteSection``: what is typed goes there from now on; the item's pane turns its tab."""

    def __init__(self, session: Session, deeds: RoomDeeds, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._deeds = session, deeds

    def show_context(self) -> None:
        """Read the line again: the item, the people or the meeting's state have changed."""

    def text(self) -> str:
        """What would be lost if the window died now: the line, after what is still on its way into the record."""
        return ""

    def set_text(self, text: str) -> None:
        """Put words into the line, with the cursor at their end."""

    def focus_line(self) -> None:
        """Give the line the keyboard."""

    def enter(self, deed: CapturedDeed) -> None:
        """Record a deed as if its line had been typed; turning to an item reads back the one in hand first."""

    def commands(self) -> tuple[Command, ...]:
        """The forms, for the page's commands: Action…, Decision…, Defer…."""
        return ()
