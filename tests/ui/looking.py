"""Pictures of widgets for people who change how the window looks, and colours counted for tests."""

from __future__ import annotations

import os
import re
from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot


def shown(qtbot: QtBot, widget: QWidget) -> None:
    """Show a widget and wait until it has the keyboard; it goes when the test ends."""
    qtbot.addWidget(widget)
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()


def picture(widget: QWidget, name: str) -> None:
    """Save what a widget shows into the folder that PANEL_DESK_PICTURES names; does nothing without it."""
    folder = os.environ.get("PANEL_DESK_PICTURES")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        widget.grab().save(str(Path(folder) / f"{re.sub(r'[^A-Za-z0-9-]+', '-', name)}.png"))


def pixels_of(image: QImage, colour: str) -> int:
    """How many pixels of exactly this colour."""
    wanted = bytes.fromhex(colour.removeprefix("#"))
    rgb = image.convertToFormat(QImage.Format.Format_RGB888)
    held, line = bytes(memoryview(rgb.constBits())), rgb.bytesPerLine()
    rows = (held[y * line : y * line + rgb.width() * 3] for y in range(rgb.height()))
    return sum(row[at : at + 3] == wanted for row in rows if wanted in row for at in range(0, len(row), 3))


def luminance(colour: str) -> float:
    """Relative luminance of ``#rrggbb`` (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast between two colours, 1 to 21 (WCAG 2.2)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
