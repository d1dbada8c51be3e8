"""A layout made empty, to be filled anew."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QLayout

Laid = TypeVar("Laid", bound=QLayout)


def emptied(layout: Laid) -> Laid:
    """The layout without its parts: they are out of sight at once and deleted when their events are over."""
    while (taken := layout.takeAt(0)) is not None:
        widget = taken.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
    return layout
