"""The tab key goes through a page as it is read, in whatever order its parts were made."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCalendarWidget,
    QComboBox,
    QGridLayout,
    QLayout,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QTabWidget,
    QWidget,
)

_WHOLE = (QAbstractSpinBox, QComboBox, QCalendarWidget, QTabWidget)
"""What is inside these is in Qt's own order."""


def order_tabs(root: QWidget) -> None:
    """Let the tab key follow the layouts of a page: left to right, then down."""
    stops = [each for each in as_read(root) if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
    for before, after in pairwise(stops):
        if before.nextInFocusChain() is not after:
            QWidget.setTabOrder(before, after)


def as_read(widget: QWidget) -> Iterator[QWidget]:
    """A widget and everything in it, in reading order."""
    yield widget
    if isinstance(widget, _WHOLE):
        return
    seen: set[int] = set()
    for child in _parts(widget):
        seen.add(id(child))
        yield from as_read(child)
    for other in widget.children():
        if isinstance(other, QWidget) and not other.isWindow() and id(other) not in seen:
            yield from as_read(other)


def _parts(widget: QWidget) -> Iterator[QWidget]:
    if isinstance(widget, QSplitter | QStackedWidget):
        parts = [widget.widget(at) for at in range(widget.count())]
    elif isinstance(widget, QScrollArea):
        parts = [widget.widget()]
    else:
        parts = []
    yield from (part for part in parts if part is not None)
    layout = widget.layout()
    if layout is not None and not isinstance(widget, QSplitter | QStackedWidget):
        yield from _in_layout(layout)


def _in_layout(layout: QLayout) -> Iterator[QWidget]:
    places = list(range(layout.count()))
    if isinstance(layout, QGridLayout):
        grid = layout
        places.sort(key=lambda at: grid.getItemPosition(at)[:2])  # type: ignore[index]  # Qt gives row and column first
    for at in places:
        item = layout.itemAt(at)
        if item is None:
            continue
        inner, part = item.layout(), item.widget()
        if part is not None:
            yield part
        elif inner is not None:
            yield from _in_layout(inner)
