"""Where the chips and sentences of the line stand: beside it where there is room, else above."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QWidget

from panel_desk.domain.capture.reading_values import CaptureChip
from panel_desk.ui.theme.current import px
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.workspaces.meeting.line.line_aside import LineAside

_WIDE: Final = 900
"""From this width on the chips stand beside the line; below, above it."""
_SHARE: Final = 0.34
"""Of the width, beside the line."""


class LineAsides:
    """Two places and one of them in use. The line keeps its width while chips come and go.

    Args:
        hint: What stands muted at the right end where there is room.
    """

    def __init__(self, hint: str) -> None:
        self.above, self.beside = LineAside(), LineAside(beside=True)
        self._hint = hint
        self._height = 0
        self._wide = True
        self._is_above = False

    def show_chips(self, chips: Sequence[CaptureChip]) -> None:
        """Show what Enter will record."""
        for aside in (self.above, self.beside):
            aside.show_chips(chips)
        self._arrange()

    def say(self, sentence: str, tone: Tone = Tone.NEUTRAL) -> None:
        """Say something instead; no words show nothing."""
        for aside in (self.above, self.beside):
            aside.show_sentence(sentence, tone)
        self._arrange()

    def fit(self, width: int, height: int) -> None:
        """Have room beside a line of this least height, of a whole that is this wide."""
        self._wide, self._height = width >= px(_WIDE), height
        self.beside.setFixedWidth(max(round(width * _SHARE), 1))
        for aside in (self.beside, self.above):
            aside.set_hint(self._hint if self._wide is (aside is self.beside) else "")
        self._arrange()

    def topmost(self, line: QWidget) -> QWidget:
        """What a list stands above: the line, or its chips where they are above it."""
        return line if self.above.isHidden() else self.above

    def _arrange(self) -> None:
        """Once above, they stay there until the line is empty: nothing jumps while somebody types."""
        if self.beside.is_blank():
            self._is_above = False
        elif not self.beside.fits(self.beside.width(), self._height):
            self._is_above = True
        above = self._is_above or not self._wide
        self.above.setHidden(not above)
        self.beside.setHidden(not self._wide)
        if self._wide and above:
            self.beside.show_sentence("")
