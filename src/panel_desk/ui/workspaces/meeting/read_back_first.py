"""Whether and how the item in hand is read back before the meeting turns to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from panel_desk.domain import sitting
from panel_desk.domain.capture.deeds import CapturedDeed, NextDeed, TurnDeed
from panel_desk.ui.session import Session
from panel_desk.ui.workspaces.meeting.read_back import ReadBack

if TYPE_CHECKING:
    from panel_desk.ui.workspaces.meeting.room_deeds import RoomDeeds


class ReadBackFirst:
    """Shows the strip over ``host``, above ``line``, unless who is at the desk has turned it off."""

    def __init__(self, session: Session, deeds: RoomDeeds, line: QWidget, host: QWidget) -> None:
        self._session, self._deeds, self._line = session, deeds, line
        self.strip = ReadBack(session, host)

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
        return self.strip.show_item(meeting, here, above=self._line, stop=stop)

    def answer(self, *, goes_on: bool) -> bool:
        """Answer for who has the keyboard elsewhere; False where nothing is being read back."""
        if not self.strip.isVisible():
            return False
        self.strip.answer(goes_on=goes_on)
        return True
