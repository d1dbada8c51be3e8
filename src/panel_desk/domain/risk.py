"""Risk as a named scale and a level on it; there is no national scale, and none is ever turned into another."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from panel_desk.domain.errors import refused


class RiskScale(Struct, frozen=True, kw_only=True):
    """A council's own scale; the order of its levels serves sorting only."""

    name: str
    levels: tuple[str, ...]
    """From lowest to highest, as they are printed: ``("None", "Standard", "Medium", "High")``."""

    def ordinal(self, level: str) -> int:
        """The place of a level on the scale, 0 lowest; -1 where it is not on it."""
        folded = level.strip().casefold()
        return next((i for i, known in enumerate(self.levels) if known.casefold() == folded), -1)

    def level(self, words: str) -> str:
        """The level as the scale writes it.

        Raises:
            DeskError: where the words are no level of this scale.
        """
        place = self.ordinal(words)
        if place < 0:
            known = ", ".join(self.levels)
            raise refused(f"“{words}” is not a level of the {self.name}.", f"Its levels are: {known}.")
        return self.levels[place]


class RiskAssessment(Struct, frozen=True, kw_only=True):
    """A level, on which scale, when and by whom it was assessed."""

    scale: str
    level: str
    assessed_on: date
    by: str
    """The panel or the assessor, in words."""
