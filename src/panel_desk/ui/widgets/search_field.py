"""A field that filters while one types."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from panel_desk.ui.theme.current import icon, px
from panel_desk.ui.theme.measures import measured
from panel_desk.ui.theme.tones import Tone

_ICON: Final = 16
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
        self.textChanged.connect(lambda _text: self._wait.start())
        self._make_room()
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

    def changeEvent(self, event: QEvent) -> None:
        """Room for the icon at the text size in force."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._make_room()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The field, and the icon in it."""
        super().paintEvent(event)
        size = px(_ICON)
        painter = QPainter(self)
        icon("search", Tone.NEUTRAL, _ICON).paint(painter, px(8), (self.height() - size) // 2, size, size)
        painter.end()

    def _make_room(self) -> None:
        self.setTextMargins(px(_ICON + 6), 0, 0, 0)

    def _tell(self) -> None:
        if self.text() != self._told:
            self._told = self.text()
            self.typed.emit(self._told)
