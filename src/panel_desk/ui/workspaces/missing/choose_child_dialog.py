"""Asks for a child before what is to be done with it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from panel_desk.ui.workspaces.missing.child_field import ChildField
from panel_desk.ui.workspaces.missing.deed_dialog import DeedDialog


class ChooseChildDialog(DeedDialog):
    """Hands over a local ID."""

    def __init__(self, title: str, child: ChildField, parent: QWidget | None = None) -> None:
        self.child = child
        super().__init__(title, "Go on", parent)

    def build(self) -> None:
        """Which child."""
        self._field = self.form.add("Child", self.child)

    def value(self) -> str | None:
        """The child’s local ID."""
        known = self.child.is_known()
        self._field.set_problem("" if known else "Choose a child whom the desk knows.")
        return self.child.local_id() if known else None
