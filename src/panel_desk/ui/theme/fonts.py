"""Source Sans 3, the family of the window and of the PDFs, loaded from the shipped files."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QFont, QFontDatabase

from panel_desk.shipped import shipped
from panel_desk.ui.theme import tokens

FAMILY: Final = "Source Sans 3"
_FILES: Final = ("SourceSans3-Regular.ttf", "SourceSans3-SemiBold.ttf", "SourceSans3-Italic.ttf")


def load_fonts() -> None:
    """Make the family known to Qt; asked again, it does nothing."""
    if FAMILY in QFontDatabase.families():
        return
    for name in _FILES:
        QFontDatabase.addApplicationFont(str(shipped("fonts", name)))


def font(size: int = tokens.BODY, *, strong: bool = False, text_percent: int = 100) -> QFont:
    """The family at a step of the type scale, for painters and for the application."""
    made = QFont(FAMILY)
    made.setPixelSize(round(size * text_percent / 100))
    made.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    return made
