"""The tab key goes through a page as it is read, in whatever order its parts were made."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QButtonGroup,
    QCalendarWidget,
    QComboBox,
    QGridLayout,
    QLayout,
    QSplitter,
    QStackedWidget,
    QWidget,
)

_WHOLE = (QAbstractSpinBox, QComboBox, QCalendarWidget)
"""What is inside these is in Qt's own order."""


def next_stop(root: QWidget, current: QWidget | None, *, forward: bool) -> QWidget | None:
    """Where the tab key goes from a widget: left to right, then down, then round again; None where nothing stops."""
    stops = [each for each in as_read(root) if _stops(each)]
    if not stops:
        return None
    at = next((place for place, each in enumerate(stops) if _holds(each, current)), -1 if forward else 0)
    return stops[(at + (1 if forward else -1)) % len(stops)]


def _stops(widget: QWidget) -> bool:
    takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and widget.isEnabled()
    return bool(takes) and not is_reached_by_arrows(widget)


def _holds(stop: QWidget, current: QWidget | None) -> bool:
    return current is not None and (stop is current or (isinstance(stop, _WHOLE) and stop.isAncestorOf(current)))


def is_reached_by_arrows(widget: QWidget) -> bool:
    """One of several of which one is chosen: the tab key stops at the chosen one, arrow keys go to the others."""
    if not isinstance(widget, QAbstractButton) or not widget.isCheckable() or widget.isChecked():
        return False
    group: QButtonGroup | None = widget.group()
    if group is not None:
        return group.exclusive() and group.checkedButton() is not None
    return widget.autoExclusive()


def as_read(widget: QWidget) -> Iterator[QWidget]:
    """A widget and everything in it, in reading order."""
    yield widget
    if isinstance(widget, _WHOLE):
        return
    parts = list(_parts(widget))
    for other in widget.children():
        if isinstance(other, QWidget) and not other.isWindow() and other not in parts:
            parts.append(other)
    for part in parts:
        yield from as_read(part)


def _parts(widget: QWidget) -> Iterator[QWidget]:
    if isinstance(widget, QSplitter | QStackedWidget):
        parts = [widget.widget(at) for at in range(widget.count())]
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
