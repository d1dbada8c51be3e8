"""A dialog with a form whose needed fields say below themselves what is missing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from panel_desk.ui.widgets.dialog import Dialog
from panel_desk.ui.widgets.fields import Form, LabelledField


class Asking(Dialog):
    """A form whose needed fields say below themselves what is missing."""

    def __init__(self, title: str, parent: QWidget, yes: str) -> None:
        super().__init__(title, parent)
        self.form = Form()
        self.body.addWidget(self.form)
        self._needed: list[tuple[LabelledField, Callable[[], str], str]] = []
        self._yes = yes

    def need(self, field: LabelledField, text: Callable[[], str], sentence: str) -> None:
        """A field that must not be empty, and what it says if it is."""
        self._needed.append((field, text, sentence))

    def finish(self) -> None:
        """The buttons, after all fields."""
        self.add_button("Cancel")
        self.add_button(self._yes, self._on_yes, primary=True)

    def hand_over(self) -> None:
        """Give what was filled in to who asked."""
        raise NotImplementedError

    def _on_yes(self) -> None:
        empty = [field for field, text, sentence in self._needed if _say(field, "" if text().strip() else sentence)]
        if empty:
            empty[0].editor.setFocus()
            return
        self.hand_over()
        self.accept()


def _say(field: LabelledField, sentence: str) -> bool:
    field.set_problem(sentence)
    return bool(sentence)
