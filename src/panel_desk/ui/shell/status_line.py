"""The line at the foot: when something was kept last."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from panel_desk.domain.calendar import ENGLAND, date_words
from panel_desk.ui.theme.current import restyle, set_icon
from panel_desk.ui.theme.measures import spaced
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.words import Words, WordsRole


class StatusLine(QFrame):
    """Says that what was typed is safe."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        restyle(self, role="status bar")
        row = spaced(QHBoxLayout(self), (28, 2, 28, 4), 6)
        self._icon = QLabel()
        self._words = Words("", WordsRole.SMALL)
        row.addStretch()
        row.addWidget(self._icon)
        row.addWidget(self._words)

    def show_saved(self, at: datetime, today: date | None = None) -> None:
        """Something was kept; on an earlier day than today the day is told instead of the second."""
        set_icon(self._icon, "check", Tone.GREEN, size=14)
        local = at.astimezone(ENGLAND)
        earlier = today is not None and local.date() != today
        self._words.set_text(f"Saved on {date_words(local.date())}" if earlier else f"Saved {local:%H:%M:%S}")
