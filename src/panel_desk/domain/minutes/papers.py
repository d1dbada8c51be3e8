"""What every paper between the meetings has in common: how it is headed, marked and handled."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct


class PaperHead(Struct, frozen=True, kw_only=True):
    """How a paper is headed, marked and handled, whatever it reports."""

    made_at: datetime
    """Aware. Stands in the head and in the file’s properties."""
    council: str = ""
    recipient: str = ""
    marking: str = "OFFICIAL-SENSITIVE"
    """A public copy prints none, whatever stands here."""
    handling: str = ""
    fictional: bool = False
