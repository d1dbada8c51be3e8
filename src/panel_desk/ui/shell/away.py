"""Notices that nobody is at the desk: no key for a while, the screen locked, the computer put to sleep."""

from __future__ import annotations

import sys
from typing import Any

from PySide6.QtCore import SLOT, QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QApplication

_ACTIVE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)
_SCREEN_SAVERS = (
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver"),
    ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver", "org.gnome.ScreenSaver"),
)
# Qt's own types say bytes here, and take text alone.
_ON_AWAY: Any = SLOT("on_away(bool)")


class Away(QObject):
    """Says once that the desk has been left; ``watch`` begins anew."""

    left = Signal()

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.left)
        application.focusWindowChanged.connect(self._on_window)
        if sys.platform.startswith("linux"):
            self._listen_on_the_bus()

    @property
    def watching(self) -> bool:
        """Whether the time without a key is counted."""
        return self._timer.isActive()

    def watch(self, minutes: int) -> None:
        """Begin to count."""
        self._timer.start(max(1, minutes) * 60_000)

    def stop(self) -> None:
        """Nobody has to be watched: the desk is locked."""
        self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Every key and click begins the count anew."""
        del watched
        if event.type() in _ACTIVE and self.watching:
            self._timer.start()
        return False

    def _on_window(self, window: QWindow | None) -> None:
        """Watch the window that has the keys; a filter on the application would see every paint of every widget."""
        if window is not None:
            window.installEventFilter(self)

    def _listen_on_the_bus(self) -> None:
        from PySide6.QtDBus import QDBusConnection  # noqa: PLC0415 - on Linux alone

        system = QDBusConnection.systemBus()
        if system.isConnected():
            name, path = "org.freedesktop.login1", "/org/freedesktop/login1"
            system.connect(name, path, f"{name}.Manager", "PrepareForSleep", self, _ON_AWAY)
        session = QDBusConnection.sessionBus()
        if session.isConnected():
            for name, path, interface in _SCREEN_SAVERS:
                session.connect(name, path, interface, "ActiveChanged", self, _ON_AWAY)

    @Slot(bool)
    def on_away(self, away: bool) -> None:
        """The bus says that the screen was locked, or that the computer goes to sleep."""
        if away:
            self.left.emit()
