"""What the keys mean to the capture line, before they are letters."""

from __future__ import annotations

from enum import Enum, auto
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence


class LineKey(Enum):
    """What a key asks of the line."""

    ENTER = auto()
    UNDO = auto()
    REDO = auto()
    ESCAPE = auto()
    EARLIER = auto()
    LATER = auto()
    TAKE = auto()
    """Tab."""
    NOTHING = auto()
    """Enter with another key: no line break gets into the line by it."""


_KEYPAD, _SHIFT = Qt.KeyboardModifier.KeypadModifier, Qt.KeyboardModifier.ShiftModifier
_CTRL_Y: Final = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_Y)
_BARE: Final = MappingProxyType(
    {
        Qt.Key.Key_Escape: LineKey.ESCAPE,
        Qt.Key.Key_Up: LineKey.EARLIER,
        Qt.Key.Key_Down: LineKey.LATER,
        Qt.Key.Key_Tab: LineKey.TAKE,
    }
)


def key_of(event: QKeyEvent) -> LineKey | None:
    """What a key means; None: the words are typed or moved in as anywhere."""
    key, modifiers = Qt.Key(event.key()), event.modifiers() & ~_KEYPAD
    if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        return LineKey.NOTHING if modifiers & ~_SHIFT else LineKey.ENTER
    if event.matches(QKeySequence.StandardKey.Undo):
        return LineKey.UNDO
    if event.matches(QKeySequence.StandardKey.Redo) or event.keyCombination() == _CTRL_Y:
        return LineKey.REDO
    return None if modifiers else _BARE.get(key)
