"""The second screen: a calm window on another monitor with pseudonym and time only. It never shows what is typed."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QObject, Signal

from panel_desk.domain.meetings import Meeting
from panel_desk.ui.session import Session


class SecondScreen(QObject):
    """Holds the window on the other monitor while there is one. Not a widget of the room: nothing of it is mirrored."""

    changed = Signal()
    """It came, went, was blanked or shows again: the time line says ``state_words``."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session

    @property
    def showing(self) -> bool:
        """Whether its window is on another monitor now, blank or not."""
        return False

    @property
    def blanked(self) -> bool:
        """Whether it shows the council's calm blank."""
        return False

    def toggle(self) -> None:
        """F8: onto the other monitor, or away from it. With one monitor only it says so."""

    def blank(self) -> None:
        """Shift+F8: blank, or show again."""

    def close(self) -> None:
        """Away from the other monitor: the meeting is left, or the desk is locked."""

    def state_words(self) -> str:
        """``second screen on``, ``second screen blank``; empty while it is off."""
        return ""

    def show_meeting(self, meeting: Meeting | None, now: datetime) -> None:
        """Show a meeting as it stands; None: nothing but the blank."""

    def tick(self, now: datetime) -> None:
        """A second has gone by."""
