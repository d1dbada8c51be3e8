"""The frame of the small dialogs here: what is filled in is handed over, and stays where it is refused."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton, QWidget

from panel_desk.domain.errors import DeskError
from panel_desk.ui.widgets.dialog import Dialog
from panel_desk.ui.widgets.fields import Form
from panel_desk.ui.widgets.words import Words, WordsRole


class DeedDialog(Dialog):
    """A form, Cancel, and one button that does the deed. The page closes it once the deed is kept."""

    given = Signal(object)
    """What was filled in, of the dialog’s own kind."""

    def __init__(self, title: str, deed: str, parent: QWidget | None = None, *, width: int = 520) -> None:
        super().__init__(title, parent, width=width)
        self.form = Form()
        self.body.addWidget(self.form)
        self._problem = Words("", WordsRole.PROBLEM, wrap=True)
        self._problem.hide()
        self.build()
        self.body.addWidget(self._problem)
        self.body.addStretch(1)
        self.add_button("Cancel")
        self.deed_button = self.add_button(deed, self.record, primary=True)

    def build(self) -> None:
        """Put the fields into the form."""
        raise NotImplementedError

    def value(self) -> object | None:
        """What is filled in; None where something is missing, which the fields then say."""
        raise NotImplementedError

    def record(self) -> None:
        """Hand over what is filled in, once."""
        value = self.value()
        if value is None:
            self.fit()
            return
        self.show_problem(None)
        self.deed_button.setEnabled(False)
        self.given.emit(value)

    def show_problem(self, error: DeskError | None) -> None:
        """Say why it was refused; what was filled in stays. None takes the words back."""
        self._problem.set_text("" if error is None else " ".join(p for p in (error.sentence, error.remedy) if p))
        self._problem.setVisible(error is not None)
        self.deed_button.setEnabled(True)
        self.fit()

    @property
    def problem(self) -> str:
        """Why it was refused."""
        return self._problem.text()

    def fit(self) -> None:
        """Be high enough for what is shown now."""
        layout = self.layout()
        if layout is not None and self.isVisible():
            layout.activate()
            needed = layout.totalHeightForWidth(self.width()) if layout.hasHeightForWidth() else self.height()
            self.resize(self.width(), min(needed, self.screen().availableSize().height()))

    def showEvent(self, event: QShowEvent) -> None:
        """Just high enough at first."""
        super().showEvent(event)
        self.fit()

    def add_beside(self, words: str, on: Callable[[], None], *, left: bool = False) -> QPushButton:
        """Another button: before the deed’s, or at the left end."""
        made = self.add_button(words, on)
        self._buttons.removeWidget(made)
        self._buttons.insertWidget(0 if left else self._buttons.indexOf(self.deed_button), made)
        return made
