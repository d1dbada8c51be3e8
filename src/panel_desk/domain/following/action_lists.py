"""A list of actions across meetings as it prints: whose, as of which day, and each line as everywhere else."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from panel_desk.domain.agendas.agenda import ActionLine


class ActionList(Struct, frozen=True, kw_only=True):
    """Actions chosen on the screen, for one reader."""

    title: str
    """``Actions: with Police, overdue``."""
    recipient: str
    marking: str
    handling: str
    lines: tuple[ActionLine, ...]
    made_at: datetime
    council: str = ""
    fictional: bool = False

    @property
    def overdue(self) -> int:
        """How many of them are overdue."""
        return sum(line.overdue for line in self.lines)
