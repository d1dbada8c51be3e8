"""What every page of the window is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from panel_desk.ui.places import Command, PageKey, Place


class Page(QWidget):
    """One page. The shell makes it when it is first gone to, and calls ``refresh`` while it is in sight."""

    commands_changed = Signal()
    """Other deeds can be done here now: their keys are made live anew."""
    room_changed = Signal()
    """Whether the page wants the whole window has changed."""

    key: ClassVar[PageKey]
    title: ClassVar[str]
    """As in the rail."""
    icon: ClassVar[str]
    """Its line icon’s name."""

    @property
    def wants_room(self) -> bool:
        """Whether everything around the page makes itself small now: a panel sits, and looks at nothing else."""
        return False

    def refresh(self) -> None:
        """Read again and show; selection, scroll and focus stay."""

    def open(self, place: Place) -> None:
        """Go to something on this page."""

    def commands(self) -> Sequence[Command]:
        """What can be done here, for Ctrl+K and ``?``; their keys are live while the page is in sight."""
        return ()

    def take_files(self, paths: Sequence[Path]) -> bool:
        """Take files that were dropped; whether they belong here."""
        del paths
        return False

    def leave(self) -> bool:
        """Whether another page may be gone to; it asks by itself where something would be lost."""
        return True

    def take_back(self) -> bool:
        """Take back the last deed in the page's own way; False: as everywhere else."""
        return False

    def bring_back(self) -> bool:
        """Bring back what was taken back last, in the page's own way; False: as everywhere else."""
        return False

    def unkept(self) -> str:
        """What would be lost if the window were closed now, as a sentence; empty where nothing would."""
        return ""
