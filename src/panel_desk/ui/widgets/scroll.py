"""A page that is higher than the window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


def scrolled(content: QWidget, name: str = "") -> QScrollArea:
    """Put a widget into an area that scrolls up and down; sideways only where it cannot be narrower."""
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setAccessibleName(name)
    content.setProperty("role", content.property("role") or "ground")
    area.setWidget(content)
    return area
