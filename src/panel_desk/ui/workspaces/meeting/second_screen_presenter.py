"""What the second screen shows: item number, pseudonym and time; it has no field that could hold anything else."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from panel_desk.domain.meetings import Meeting


class ScreenView(Struct, frozen=True, kw_only=True):
    """Three lines for everybody's eyes."""

    place: str
    """``Item 8 of 14``."""
    name: str
    """``Heron``; of a fixed item the title that the panel's definition gives its section."""
    line: str
    """``10:42 · next: Wren, about 10:52``."""


def screen_view(meeting: Meeting, now: datetime) -> ScreenView:
    """The screen at one moment."""
    raise NotImplementedError
