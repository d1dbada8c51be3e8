"""A dialog with a form that stays, with its words, until what it asks for is kept."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from panel_desk.domain.errors import DeskError
from panel_desk.services.desk import Desk
from panel_desk.ui.session import Session
from panel_desk.ui.widgets.dialog import Dialog
from panel_desk.ui.widgets.fields import Form, LabelledField
from panel_desk.ui.widgets.words import Words, WordsRole


class Asking(Dialog):
    """A form: needed fields say below themselves what is missing, and a refusal is said at its foot."""

    def __init__(self, title: str, parent: QWidget, yes: str) -> None:
        super().__init__(title, parent)
        self.form = Form()
        self.body.addWidget(self.form)
        self._needed: list[tuple[LabelledField, Callable[[], str], str]] = []
        self._yes = yes

    def showEvent(self, event: QShowEvent) -> None:
        """Just high enough at first."""
        super().showEvent(event)
        layout = self.layout()
        if layout is not None and layout.hasHeightForWidth():
            needed = layout.totalHeightForWidth(self.width())
            self.resize(self.width(), min(needed, self.screen().availableSize().height()))

    def about(self, text: str) -> None:
        """Say above the fields what it is about."""
        self.body.insertWidget(0, Words(text, WordsRole.MUTED, wrap=True))

    def need(self, field: LabelledField, text: Callable[[], str], sentence: str) -> None:
        """A field that must not be empty, and what it says if it is."""
        self._needed.append((field, text, sentence))

    def finish(self) -> None:
        """The buttons, after all fields; above them stands why it was refused."""
        self._problem = Words("", WordsRole.PROBLEM, wrap=True)
        self._problem.hide()
        self.body.addWidget(self._problem)
        # What room is left over stands below the fields, not between them.
        self.body.addStretch(1)
        self.add_button("Cancel")
        self.add_button(self._yes, self._on_yes, primary=True)

    @property
    def problem(self) -> str:
        """Why it was not kept."""
        return self._problem.text()

    def show_refusal(self, error: DeskError) -> None:
        """The form stays with its words; the sentence is added."""
        self._problem.set_text(str(error))
        self._problem.show()

    def hand_over(self) -> None:
        """Give what was filled in, and the dialog, to who asked: it closes once that is kept."""
        raise NotImplementedError

    def _on_yes(self) -> None:
        empty = [field for field, text, sentence in self._needed if _say(field, "" if text().strip() else sentence)]
        if empty:
            empty[0].editor.setFocus()
            return
        self._problem.hide()
        self.hand_over()


def _say(field: LabelledField, sentence: str) -> bool:
    field.set_problem(sentence)
    return bool(sentence)


def do_from(
    session: Session,
    deed: Callable[[Desk], object],
    said: str,
    dialog: Asking | None,
    then: Callable[[], None] | None = None,
) -> None:
    """Do a deed.

    Args:
        session: Whose desk.
        deed: What is done.
        said: The sentence once it is kept.
        dialog: Where it was asked for: closes once it is kept, else says why it was refused.
        then: What follows once it is kept.
    """

    def kept(_done: object) -> None:
        if dialog is not None and isValid(dialog):
            dialog.accept()
        if then is not None:
            then()

    def refused(error: DeskError) -> None:
        if dialog is not None and isValid(dialog):
            dialog.show_refusal(error)
        else:
            session.messages.say_error(error)

    session.do(deed, said=said, done=kept, failed=refused)
