"""Hands on a keyboard and nothing else: what is typed goes to whatever has the focus."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot


class Keyboard:
    """Types into one window."""

    def __init__(self, window: QWidget, qtbot: QtBot) -> None:
        self._window = window
        qtbot.addWidget(window)
        window.resize(1280, 800)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is window)

    @property
    def focus(self) -> QWidget:
        """Where a key goes now."""
        focused = QApplication.focusWidget()
        assert focused is not None, "nothing has the focus"
        assert focused.accessibleName(), f"{focused} has no name for those who hear the screen"
        return focused

    @property
    def name(self) -> str:
        """What is spoken of where one is."""
        return self.focus.accessibleName()

    def type(self, text: str) -> None:
        """Letters."""
        QTest.keyClicks(self.focus, text)

    def press(self, key: Qt.Key, times: int = 1) -> None:
        """One key."""
        for _ in range(times):
            QTest.keyClick(QApplication.focusWidget() or self._window, key)

    def tab_to(self, name: str) -> None:
        """Along the tab order, as far as something of that name."""
        seen = []
        while self.name != name:
            seen.append(self.name)
            assert len(seen) < 40, f"{name} is not reached: {seen}"
            self.press(Qt.Key.Key_Tab)
