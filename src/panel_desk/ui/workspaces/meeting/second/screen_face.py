"""What is painted on the second screen: three lines on a dark ground, as large as the window allows."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from panel_desk.ui.theme.fonts import font
from panel_desk.ui.theme.tokens import DARK
from panel_desk.ui.workspaces.meeting.second.second_screen_presenter import ScreenView

_WIDTH, _HEIGHT = 1280, 800
"""The size at which the steps of type below are given."""
_PLACE, _NAME, _LINE, _COUNCIL = 28, 112, 40, 28
_PLACE_AT, _NAME_AT, _LINE_AT = -112, 0, 108
"""Middles of the lines, from the middle of the window."""
_MOST_OF_WIDTH: Final = 0.9


class ScreenFace(QWidget):
    """Holds one ``ScreenView`` or nothing, and knows nothing else: no desk, no meeting, no editor."""

    def __init__(self, council: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._council = council
        self._view: ScreenView | None = None
        self.setAccessibleName("Second screen: pseudonym and time only")
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    @property
    def view(self) -> ScreenView | None:
        """What it shows; None: the council's calm blank."""
        return self._view

    def show_view(self, view: ScreenView | None) -> None:
        """Show something else; None: nothing but the council's name."""
        if view != self._view:
            self._view = view
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Always dark, whatever the operator's window is: a projector in a dim room must not dazzle."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        painter.fillRect(self.rect(), QColor(DARK.bg))
        if self._view is None:
            self._write(painter, self._council, _COUNCIL, 0, DARK.disabled)
        else:
            self._write(painter, self._view.place, _PLACE, _PLACE_AT, DARK.muted, strong=True)
            self._write(painter, self._view.name, _NAME, _NAME_AT, DARK.text, strong=True)
            self._write(painter, self._view.line, _LINE, _LINE_AT, DARK.muted)
        painter.end()

    def _write(
        self, painter: QPainter, words: str, size: int, middle: int, colour: str, *, strong: bool = False
    ) -> None:
        if not words:
            return
        scale = min(self.width() / _WIDTH, self.height() / _HEIGHT)
        drawn = font(max(1, round(size * scale)), strong=strong)
        widest = self.width() * _MOST_OF_WIDTH
        wide = QFontMetricsF(drawn).horizontalAdvance(words)
        if wide > widest:
            drawn.setPixelSize(max(1, int(drawn.pixelSize() * widest / wide)))
        painter.setFont(drawn)
        painter.setPen(QColor(colour))
        centre = self.height() / 2 + middle * scale
        high = QFontMetricsF(drawn).height()
        painter.drawText(QRectF(0, centre - high / 2, self.width(), high), Qt.AlignmentFlag.AlignCenter, words)
