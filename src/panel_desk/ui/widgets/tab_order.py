"""The tab key goes through a page as it is read, in whatever order its parts were made."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QButtonGroup, QCalendarWidget, QComboBox, QWidget

_WHOLE = (QAbstractSpinBox, QComboBox, QCalendarWidget)
"""What is inside these is in Qt's own order."""


def next_stop(root: QWidget, current: QWidget | None, *, forward: bool) -> QWidget | None:
    """Where the tab key goes from a widget: left to right, then down, then round again; None where nothing stops.

    From a page, or anything else that has the keys without being a stop, it goes on to what is read next.
    """
    read = list(as_read(root))
    stops = [place for place, each in enumerate(read) if _stops(each)]
    if not stops:
        return None
    at = next((place for place, each in enumerate(read) if _holds(each, current)), -1 if forward else 0)
    if forward:
        return read[next((place for place in stops if place > at), stops[0])]
    return read[next((place for place in reversed(stops) if place < at), stops[-1])]


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
    """A widget and everything in it that is in sight, in reading order.

    Where things stand decides, and not Qt's layout items: PySide keeps every item it was once asked for, and takes
    another object for it when Qt has deleted it.
    """
    yield widget
    if isinstance(widget, _WHOLE):
        return
    inside = [each for each in widget.children() if isinstance(each, QWidget) and not each.isWindow()]
    for part in _by_rows([each for each in inside if each.isVisible()]):
        yield from as_read(part)


def _by_rows(parts: list[QWidget]) -> Iterator[QWidget]:
    """From the left in each row, and down; what reaches down beside several others is a column before them."""
    waiting = sorted(parts, key=lambda each: each.y())
    while waiting:
        foot = waiting[0].y() + waiting[0].height()
        row = [each for each in waiting if each is waiting[0] or each.y() < foot]
        yield from sorted(row, key=lambda each: (each.x(), each.y()))
        waiting = waiting[len(row) :]
