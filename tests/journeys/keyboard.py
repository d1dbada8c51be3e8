"""The window worked by keys alone, as somebody without a mouse works it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from panel_desk.ui.app import PanelDesk

_MOST_TABS = 120
SLOW = 60_000
"""Milliseconds that nobody waits for unless something is broken."""


class Keyboard:
    """Keys go to whatever has the focus; a control that Tab does not reach is not reached here either."""

    def __init__(self, application: PanelDesk, qtbot: QtBot) -> None:
        self._application = application
        self._qtbot = qtbot

    @property
    def focus(self) -> QWidget:
        """Where the keys go now."""
        self._qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        found = QApplication.focusWidget()
        assert found is not None
        return found

    def type(self, text: str) -> None:
        """Letter by letter; what no key of a plain keyboard gives comes as a compose key sends it."""
        for letter in text:
            if letter.isascii():
                QTest.keyClicks(self.focus, letter)
            else:
                for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                    QApplication.sendEvent(self.focus, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """One key, through the window, so that shortcuts hear it first."""
        window = self.focus.window().windowHandle()
        QTest.keyClick(window, key, modifier)

    def to(self, name: str) -> QWidget:
        """Tab until a control of that name, or of one that begins with it and goes on, has the focus."""
        passed = []
        for _ in range(_MOST_TABS):
            if _is_named(self.focus, name):
                return self.focus
            passed.append(_names(self.focus)[0])
            self.key(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab does not reach “{name}”; it passes {list(dict.fromkeys(passed))}")

    def press(self, name: str) -> None:
        """Tab to a button, wait until it can be pressed, and press it."""
        self.until(lambda: any(b.isEnabled() and b.isVisible() for b in _buttons(name)))

        self.to(name)
        self.key(Qt.Key.Key_Space)

    def until(self, holds: Callable[[], bool]) -> None:
        """Wait for something to have happened."""
        self._qtbot.waitUntil(holds, timeout=SLOW)

    def settled(self) -> None:
        """Wait until nothing is under way."""
        session = self._application.session
        assert session is not None
        self.until(lambda: not session.tasks.busy)


def _names(widget: QWidget) -> tuple[str, str]:
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return widget.accessibleName() or type(widget).__name__, text


def _is_named(widget: QWidget, name: str) -> bool:
    return any(each == name or each.startswith(f"{name} ") for each in _names(widget))


def _buttons(name: str) -> list[QAbstractButton]:
    windows = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
    return [b for w in windows for b in w.findChildren(QAbstractButton) if _is_named(b, name)]
