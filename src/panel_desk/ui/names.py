"""How children appear: initials and local ID, or the name while it is asked for."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class Names(QObject):
    """Whether names are shown now. They go back to initials when the desk is locked, or a second screen is on."""

    changed = Signal(bool)
    held_back = Signal()
    """Names were asked for while they are covered."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kept = False
        self._held = False
        self._covered = False

    @property
    def shown(self) -> bool:
        """Whether names stand in the place of initials."""
        return self._kept or self._held

    def of(self, initials: str, local_id: str, name: str = "") -> str:
        """A child as the screen may show it: ``J.M. · 104233``."""
        return f"{name if self.shown and name else initials} · {local_id}"

    def show(self, *, shown: bool) -> None:
        """Show names until told otherwise."""
        self._set(kept=shown, held=self._held)

    def hold(self, *, held: bool) -> None:
        """Show names while Alt is held."""
        self._set(kept=self._kept, held=held)

    def hide(self) -> None:
        """Initials again: the desk is locked."""
        self._set(kept=False, held=False)

    def cover(self, *, covered: bool) -> None:
        """Initials alone, whatever is pressed, while others see a screen of this desk; initials after it too."""
        self._covered = covered
        self._set(kept=False, held=False)

    def _set(self, *, kept: bool, held: bool) -> None:
        before = self.shown
        if self._covered and kept:
            self.held_back.emit()
            # Whoever shows the choice as made shows it as it is again.
            self.changed.emit(False)
        if self._covered:
            kept = held = False
        self._kept, self._held = kept, held
        if self.shown != before:
            self.changed.emit(self.shown)
