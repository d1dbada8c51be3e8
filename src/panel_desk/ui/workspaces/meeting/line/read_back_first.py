"""Whether and how the item in hand is read back before the meeting turns to another."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from panel_desk.domain.capture.deeds import CapturedDeed, NextDeed, TurnDeed
from panel_desk.domain.meeting import sitting
from panel_desk.ui.session import Session
from panel_desk.ui.workspaces.meeting.line.read_back import ReadBack

if TYPE_CHECKING:
    from panel_desk.ui.workspaces.meeting.room_deeds import RoomDeeds


class ReadBackFirst(QObject):
    """Shows the strip over the page, above ``line``, unless who is at the desk has turned it off.

    Args:
        session: The desk.
        deeds: The room's way into the record.
        line: Which the strip must not cover.
        host: What it lies over, asked when the first item is read back.
    """

    gone_on = Signal()
    stayed = Signal()
    typed = Signal(object)
    """``QKeyEvent``: somebody types on for the line."""

    def __init__(self, session: Session, deeds: RoomDeeds, line: QWidget, host: Callable[[], QWidget]) -> None:
        super().__init__(line)
        self._session, self._deeds, self._line, self._host = session, deeds, line, host
        self._strip: ReadBack | None = None
        self._deed: CapturedDeed | None = None
        """What waits for the answer."""

    @property
    def is_open(self) -> bool:
        """Whether an item is being read back."""
        return self._strip is not None and self._strip.isVisible()

    def asks(self, deed: CapturedDeed) -> bool:
        """Read back the item that a deed leaves; False where there is none, or nothing to read."""
        meeting = self._deeds.meeting()
        here = meeting.current
        if here is None or not self._session.preferences.value.read_back:
            return False
        if isinstance(deed, TurnDeed) and deed.item_id == here:
            return False
        undecided = isinstance(deed, NextDeed) and any(item.id == here for item in sitting.undecided(meeting))
        stop = sitting.no_outcome(meeting, here).remedy if undecided else ""
        self._deed = deed
        return self._made().show_item(meeting, here, above=self._line, stop=stop)

    def takes(self, deed: CapturedDeed) -> bool:
        """What a key asks for while an item is read back: the same again is the answer, anything else stays first."""
        if not self.is_open:
            return False
        same = deed == self._deed
        self.answer(goes_on=same)
        return same

    def answer(self, *, goes_on: bool) -> bool:
        """Answer for who has the keyboard elsewhere; False where nothing is being read back."""
        if self._strip is None or not self._strip.isVisible():
            return False
        self._strip.answer(goes_on=goes_on)
        return True

    def show_again(self) -> None:
        """The record has changed: read back what stands in it now; without anything to read the meeting stays."""
        if self._strip is None or not self._strip.isVisible() or self._deed is None:
            return
        if self._strip.item_id != self._deeds.meeting().current or not self.asks(self._deed):
            self.answer(goes_on=False)

    def place(self) -> None:
        """The line has another place."""
        if self._strip is not None:
            self._strip.place()

    def _made(self) -> ReadBack:
        if self._strip is None:
            self._strip = ReadBack(self._session, self._host())
            self._strip.gone_on.connect(self.gone_on)
            self._strip.stayed.connect(self.stayed)
            self._strip.typed.connect(self.typed)
        return self._strip
