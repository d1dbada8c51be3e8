"""A dialog with a form that stays, with what was filled in, until the deed it asks for is kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from panel_desk.domain.errors import DeskError
from panel_desk.ui.theme.current import px
from panel_desk.ui.theme.measures import spaced
from panel_desk.ui.widgets.dialog import Dialog
from panel_desk.ui.widgets.fields import Form, LabelledField
from panel_desk.ui.widgets.scroll import scrolled
from panel_desk.ui.widgets.tab_order import next_stop
from panel_desk.ui.widgets.words import Words, WordsRole

V = TypeVar("V")
_MARGIN = 48
"""Of the screen’s height: the window’s own frame."""


class DeedDialog(Dialog, Generic[V]):
    """A form, Cancel, and one button that hands over what is filled in; ``ui.asking.ask`` opens it and does the deed.

    Needed fields say below themselves what is missing, and why it was refused stands above the buttons.
    """

    given = Signal(object)
    """What was filled in: a ``V``."""

    def __init__(self, title: str, deed: str, parent: QWidget | None = None, *, width: int = 520) -> None:
        super().__init__(title, parent, width=width)
        self.form = Form()
        self._content = QWidget()
        self._column = spaced(QVBoxLayout(self._content), spacing=12)
        self._column.addWidget(self.form)
        # What room is left over stands below the fields, not between them.
        self._column.addStretch(1)
        self._area = scrolled(self._content, title)
        self.body.addWidget(self._area, 1)
        self._problem = Words("", WordsRole.PROBLEM, wrap=True)
        self._problem.hide()
        self.body.addWidget(self._problem)
        self.add_button("Cancel")
        self.deed_button = self.add_button(deed, self.record, primary=True)
        self._needed: list[tuple[LabelledField, Callable[[], str], str]] = []

    def about(self, text: str, role: WordsRole = WordsRole.MUTED) -> None:
        """Say above the fields what it is about, below what was said there before."""
        self._column.insertWidget(self._column.indexOf(self.form), Words(text, role, wrap=True))

    def need(self, field: LabelledField, text: Callable[[], str], sentence: str) -> None:
        """A field that must not be empty, and what it says if it is."""
        self._needed.append((field, text, sentence))

    def add_beside(self, words: str, on: Callable[[], None], *, left: bool = False) -> None:
        """Another button: before the deed’s, or at the left end."""
        made = self.add_button(words, on)
        self._buttons.removeWidget(made)
        self._buttons.insertWidget(0 if left else self._buttons.indexOf(self.deed_button), made)

    def value(self) -> V | None:
        """What is filled in, where no needed field is empty; None where something else is wrong, and said."""
        raise NotImplementedError

    def record(self) -> None:
        """Hand over what is filled in, once; or say what is missing."""
        empty = [field for field, text, sentence in self._needed if _say(field, "" if text().strip() else sentence)]
        value = None if empty else self.value()
        if empty:
            empty[0].editor.setFocus()
        if value is None:
            self.fit()
            return
        self.show_problem(None)
        self.deed_button.setEnabled(False)
        self.given.emit(value)

    @property
    def problem(self) -> str:
        """Why it was refused."""
        return self._problem.text()

    def show_problem(self, error: DeskError | None) -> None:
        """Say why it was refused, or take that back: the form stays, and may be handed over again."""
        self._problem.set_text(str(error) if error is not None else "")
        self._problem.setVisible(error is not None)
        self.deed_button.setEnabled(True)
        self.fit()

    def fit(self) -> None:
        """Be just high enough for what is shown now, as far as the screen goes; what is left of the fields scrolls."""
        layout, inside = self.layout(), self._column
        if layout is None or not self.isVisible():
            return
        # From the inside out: what has just been said is reckoned with only once its own layout has been.
        for part in (*reversed(self._content.findChildren(QWidget)), self._content, self):
            if (own := part.layout()) is not None:
                own.activate()
        around = self.height() - self._area.height()
        wanted = max(inside.totalHeightForWidth(self._area.viewport().width()), inside.totalMinimumSize().height())
        self.resize(self.width(), min(around + wanted, self.screen().availableSize().height() - px(_MARGIN)))

    def showEvent(self, event: QShowEvent) -> None:
        """Just high enough at first, and ready to be filled in."""
        super().showEvent(event)
        self.fit()
        focused = self.focusWidget()
        if focused is None or not self._content.isAncestorOf(focused):
            first = next_stop(self._content, None, forward=True)
            if first is not None:
                first.setFocus()


def _say(field: LabelledField, sentence: str) -> bool:
    field.set_problem(sentence)
    return bool(sentence)
