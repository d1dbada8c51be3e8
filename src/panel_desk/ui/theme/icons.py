"""Lucide's line icons (ISC), coloured from the tokens when loaded, crisp on ordinary and on dense screens."""

from __future__ import annotations

from functools import cache
from typing import Final

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from panel_desk.shipped import shipped

_STROKE: Final = 'stroke-width="1.75"'
"""A little thinner than Lucide's own 2, to sit beside text of 14 px."""
_DENSITIES: Final = (1.0, 2.0)


@cache
def svg(name: str) -> str:
    """The drawing of an icon, by its Lucide name; an unknown name is a bug and raises ``FileNotFoundError``."""
    return shipped("icons", f"{name}.svg").read_text(encoding="utf-8").replace('stroke-width="2"', _STROKE)


def pixmap(name: str, colour: str, size: int, density: float, gap: int = 0) -> QPixmap:
    """An icon drawn in one colour at ``size`` logical pixels, with a gap at its right."""
    return _drawn(_renderer(name, colour), size, density, gap)


def draw_icon(name: str, colour: str, size: int, disabled_colour: str, gap: int = 0) -> QIcon:
    """An icon with its drawings for every density, and its greyed ones: read once, and greyed by painting over."""
    made, drawing = QIcon(), _renderer(name, colour)
    for density in _DENSITIES:
        drawn = _drawn(drawing, size, density, gap)
        made.addPixmap(drawn)
        made.addPixmap(_painted_over(drawn, disabled_colour), QIcon.Mode.Disabled)
    return made


def _renderer(name: str, colour: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(svg(name).replace("currentColor", colour).encode()))


def _drawn(drawing: QSvgRenderer, size: int, density: float, gap: int) -> QPixmap:
    drawn = QPixmap(QSize(size + gap, size) * density)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    drawing.render(painter, QRectF(0, 0, size * density, size * density))
    painter.end()
    drawn.setDevicePixelRatio(density)
    return drawn


def _painted_over(drawn: QPixmap, colour: str) -> QPixmap:
    """The same drawing in another colour."""
    made = QPixmap(drawn)
    painter = QPainter(made)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(made.rect(), QColor(colour))
    painter.end()
    return made
