"""Loads the meeting room's modules while the window rests, one at a time: who goes there does not wait for them."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from typing import Final

from PySide6.QtCore import QObject, QTimer

_AFTER: Final = 1_500
"""Milliseconds until the first: the window itself is painted before."""
_BETWEEN: Final = 40
"""Milliseconds between two; each takes a few, so that a key in between hardly waits."""
_PACKAGES: Final = ("panel_desk.domain.capture", "panel_desk.ui.workspaces.meeting")
"""Half a second of loading on an old machine, and the only page that somebody may open with a panel waiting."""


class Loading(QObject):
    """Begins by itself, and ends with the last module or with its parent."""

    def __init__(self, parent: QObject, *, after: int = _AFTER) -> None:
        super().__init__(parent)
        self._waiting: list[str] | None = None
        self._timer = QTimer(self, interval=after)
        self._timer.timeout.connect(self._on_rest)
        self._timer.start()

    @property
    def ended(self) -> bool:
        """Whether nothing is left to load."""
        return not self._timer.isActive()

    def _on_rest(self) -> None:
        if self._waiting is None:
            self._waiting = [name for package in _PACKAGES for name in _modules_of(package)]
            self._timer.setInterval(_BETWEEN)
        if self._waiting:
            import_module(self._waiting.pop(0))
        else:
            self._timer.stop()


def _modules_of(package: str) -> list[str]:
    return [f"{package}.{found.name}" for found in pkgutil.iter_modules(import_module(package).__path__)]
