"""The item in hand: its facts, the words that are typed, and what is recorded of it so far."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from panel_desk.domain.events.items import NoteSection
from panel_desk.domain.ids import ItemId
from panel_desk.domain.meetings import Meeting
from panel_desk.ui.session import Session
from panel_desk.ui.workspaces.meeting.room_deeds import RoomDeeds

if TYPE_CHECKING:
    from panel_desk.services.typed_words import RoomWords


class ItemPane(QWidget):
    """Shows one item of the meeting in sight. What is typed here is on the disk within 300 ms of the last key."""

    section_changed = Signal(object)
    """``NoteSection``: what is typed goes to another part now."""
    line_wanted = Signal(str)
    """Words to put into the capture line, such as ``/done 03 because ``; it takes the keyboard."""

    def __init__(self, session: Session, deeds: RoomDeeds, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._deeds = deeds
        self.line_words: Callable[[], str] = str
        """The capture line's own words, kept together with those of the editor; the room sets it."""

    @property
    def section(self) -> NoteSection:
        """The part in hand."""
        return NoteSection.DISCUSSION

    def show_item(self, meeting: Meeting, item_id: ItemId | None, now: datetime) -> None:
        """Show an item as it stands; the same one keeps its cursor, its scroll and its undo."""

    def tick(self, now: datetime) -> None:
        """A second has gone by."""

    def words(self) -> RoomWords | None:
        """What stands in the editor and in the line now; None while no item is shown."""
        return None

    def turn_to_section(self, section: NoteSection) -> None:
        """Type into another part from now on."""

    def focus_words(self) -> None:
        """Give the keyboard to the words."""

    def line_changed(self) -> None:
        """Something was typed into the capture line: it is kept too."""

    def keep_now(self) -> None:
        """Keep what is typed at once, without waiting for the next moment."""

    def unkept(self) -> str:
        """What would be lost if the desk were closed now, as a sentence; empty where nothing would."""
        return ""
