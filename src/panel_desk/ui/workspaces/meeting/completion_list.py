"""The list above the line: what may stand at the cursor. It never takes the keyboard and never covers the line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from panel_desk.domain.capture.reading_values import Completion


class CompletionList(QFrame):
    """Completions with their words and, muted, what they mean."""

    taken = Signal(object)
    """``Completion``: somebody clicked one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "popover")

    def offer(self, completions: Sequence[Completion], above: QWidget, x: int = 0) -> None:
        """Show these above a widget, from ``x`` of it; none close the list."""

    def step(self, by: int) -> None:
        """Choose the next one down (1) or up (−1)."""

    def chosen(self) -> Completion | None:
        """The chosen one; None where none is."""
        return None
