"""Has everything around a part that grows move at once."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def make_room(widget: QWidget) -> None:
    """Lay out what is around a widget now: a frame in which it hangs out of the window would be seen."""
    around = None if widget.isWindow() else widget.parentWidget()
    while around is not None:
        layout = around.layout()
        if layout is not None:
            layout.activate()
        around = None if around.isWindow() else around.parentWidget()
