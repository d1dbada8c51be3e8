"""Asks for a child before what is to be done with it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from panel_desk.ui.widgets.deed_dialog import DeedDialog
from panel_desk.ui.widgets.pick_field import PickField

UNKNOWN = "Choose a child whom the desk knows."


class ChooseChildDialog(DeedDialog[str]):
    """Hands over a local ID."""

    def __init__(self, title: str, child: PickField, parent: QWidget | None = None) -> None:
        super().__init__(title, "Go on", parent)
        self.child = child
        self.need(self.form.add("Child", child), child.value, UNKNOWN)
        child.taken.connect(self.record)

    def value(self) -> str:
        """The child’s local ID."""
        return self.child.value()
