"""What belongs to a table and stands beside the tabs: its search field and the button that begins something."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from panel_desk.ui.theme.measures import spaced


def tools_row(*widgets: QWidget) -> QWidget:
    """Widgets at the right, as wide as they like."""
    made = QWidget()
    row = spaced(QHBoxLayout(made), spacing=12)
    row.addStretch(1)
    for widget in widgets:
        row.addWidget(widget)
    return made
