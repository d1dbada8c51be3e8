"""What was copied from the desk does not stay on the clipboard: half a minute, and not beyond a lock."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

STAYS_MS: Final = 30_000
_ALONE: Final = ("offscreen", "minimal")
"""Platforms without other programs, which do not know whose the clipboard is."""


class CopiedText(QObject):
    """Watches the clipboard. What another program put there since is never touched."""

    def __init__(self, parent: QObject | None = None, stays_ms: int = STAYS_MS) -> None:
        super().__init__(parent)
        self._clipboard = QGuiApplication.clipboard()
        self._timer = QTimer(self, singleShot=True, interval=stays_ms)
        self._timer.timeout.connect(self.forget)
        self._clipboard.dataChanged.connect(self._on_changed)

    def forget(self) -> None:
        """Take away what is still ours: what was copied, and on X11 what is marked for the middle button."""
        self._timer.stop()
        if self._is_ours(QClipboard.Mode.Clipboard):
            self._clipboard.clear(QClipboard.Mode.Clipboard)
        if self._clipboard.supportsSelection() and self._is_ours(QClipboard.Mode.Selection):
            self._clipboard.clear(QClipboard.Mode.Selection)

    def _on_changed(self) -> None:
        if self._is_ours(QClipboard.Mode.Clipboard) and (
            self._clipboard.text() or not self._clipboard.image().isNull()
        ):
            self._timer.start()
        else:
            self._timer.stop()

    def _is_ours(self, mode: QClipboard.Mode) -> bool:
        if QGuiApplication.platformName() in _ALONE:
            return True
        return self._clipboard.ownsSelection() if mode is QClipboard.Mode.Selection else self._clipboard.ownsClipboard()
