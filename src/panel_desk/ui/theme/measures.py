"""Lengths that follow the text size: given once at 100 %, kept on the widget, measured again when the size changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final, TypeVar

from PySide6.QtWidgets import QApplication, QLayout, QWidget

_SPACES, _LENGTHS = "spaces100", "lengths100"
_THEME: Final = "panel desk theme"

_SETTERS: Final[dict[str, Callable[[QWidget, int], None]]] = {
    "width": QWidget.setFixedWidth,
    "height": QWidget.setFixedHeight,
    "min_width": QWidget.setMinimumWidth,
    "min_height": QWidget.setMinimumHeight,
    "max_width": QWidget.setMaximumWidth,
}

L = TypeVar("L", bound=QLayout)
W = TypeVar("W", bound=QWidget)


def spaced(layout: L, margins: tuple[int, int, int, int] = (0, 0, 0, 0), spacing: int = 8) -> L:
    """Give a layout its margins (left, top, right, bottom) and its spacing, in pixels at 100 %."""
    layout.setProperty(_SPACES, [*margins, spacing])
    _space(layout, _percent())
    return layout


def measured(widget: W, **lengths: int) -> W:
    """Set ``width``, ``height``, ``min_width``, ``min_height`` or ``max_width`` of a widget, in pixels at 100 %."""
    if unknown := lengths.keys() - _SETTERS.keys():
        raise ValueError(f"no such length: {', '.join(sorted(unknown))}")
    kept = widget.property(_LENGTHS) or {}
    widget.setProperty(_LENGTHS, {**kept, **lengths})
    _measure(widget, _percent())
    return widget


def measure_again(windows: Iterable[QWidget], percent: int) -> None:
    """Measure everything in these windows at a new text size."""
    for window in windows:
        for layout in window.findChildren(QLayout):
            if isinstance(layout, QLayout):
                _space(layout, percent)
        for widget in (window, *window.findChildren(QWidget)):
            _measure(widget, percent)


def _percent() -> int:
    application = QApplication.instance()
    found = vars(application).get(_THEME) if application is not None else None
    return int(getattr(found, "text_percent", 100))


def _space(layout: QLayout, percent: int) -> None:
    spaces = layout.property(_SPACES)
    if spaces is None:
        return
    left, top, right, bottom, spacing = (round(int(each) * percent / 100) for each in spaces)
    layout.setContentsMargins(left, top, right, bottom)
    layout.setSpacing(spacing)


def _measure(widget: QWidget, percent: int) -> None:
    for name, length in (widget.property(_LENGTHS) or {}).items():
        _SETTERS[name](widget, round(int(length) * percent / 100))
