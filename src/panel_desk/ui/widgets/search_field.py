"""A field that filters while one types."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from panel_desk.ui.theme.current import icon
from panel_desk.ui.theme.measures import measured
from panel_desk.ui.theme.tones import Tone

_FRAME: Final = 16
"""Milliseconds: what is typed within one frame is told once."""


class SearchField(QLineEdit):
    """What is typed is told once a frame; Esc clears; ↓ goes to what is searched."""

    typed = Signal(str)

    def __init__(self, placeholder: str, *, goes_to: QWidget | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self._goes_to = goes_to
        self._told = ""
        self._wait = QTimer(self, singleShot=True, interval=_FRAME)
        self._wait.timeout.connect(self._tell)
        self._mark = QAction(self)
        self._mark.setIcon(icon("search", Tone.NEUTRAL))
        self.addAction(self._mark, QLineEdit.ActionPosition.LeadingPosition)
        self.textChanged.connect(lambda _text: self._wait.start())
        measured(self, min_width=240)

    def set_goes_to(self, widget: QWidget) -> None:
        """Where ↓ and Enter go."""
        self._goes_to = widget

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc clears, ↓ and Enter go on."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._goes_to is not None:
            self._wait.stop()
            self._tell()
            self._goes_to.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            super().keyPressEvent(event)

    def _tell(self) -> None:
        if self.text() != self._told:
            self._told = self.text()
            self.typed.emit(self._told)
