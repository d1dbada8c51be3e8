"""Lucide's line icons (ISC), coloured from the tokens when loaded, crisp on ordinary and on dense screens."""

from __future__ import annotations

from functools import cache
from typing import Final

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from panel_desk.shipped import shipped

_STROKE: Final = 'stroke-width="1.75"'
"""A little thinner than Lucide's own 2, to sit beside text of 14 px."""
_DENSITIES: Final = (1.0, 2.0)


@cache
def svg(name: str) -> str:
    """The drawing of an icon, by its Lucide name; an unknown name is a bug and raises ``FileNotFoundError``."""
    return shipped("icons", f"{name}.svg").read_text(encoding="utf-8").replace('stroke-width="2"', _STROKE)


def pixmap(name: str, colour: str, size: int, density: float) -> QPixmap:
    """An icon drawn in one colour at ``size`` logical pixels."""
    drawn = QPixmap(QSize(size, size) * density)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    QSvgRenderer(QByteArray(svg(name).replace("currentColor", colour).encode())).render(painter)
    painter.end()
    drawn.setDevicePixelRatio(density)
    return drawn


def draw_icon(name: str, colour: str, size: int, disabled_colour: str) -> QIcon:
    """An icon with its drawings for every density, and its greyed ones."""
    made = QIcon()
    for density in _DENSITIES:
        made.addPixmap(pixmap(name, colour, size, density))
        made.addPixmap(pixmap(name, disabled_colour, size, density), QIcon.Mode.Disabled)
    return made
