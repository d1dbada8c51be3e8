"""A question of one line under a list: what an interest is, when information was sent; the list stays in sight."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from panel_desk.ui.theme.measures import spaced
from panel_desk.ui.widgets.fields import line_edit
from panel_desk.ui.widgets.words import Words, WordsRole

Answer = Callable[[str], str]
"""Is handed what was typed; gives the sentence that says why it will not do, or nothing."""


class InlineAsk(QFrame):
    """Enter answers, Esc does not; what was typed stays until the answer will do."""

    closed = Signal()
    """Answered or left: the keyboard goes back to where it was."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._answer: Answer | None = None
        self._question = Words("", WordsRole.STRONG, wrap=True)
        self.editor = line_edit()
        self._below = Words("", WordsRole.SMALL, wrap=True)
        self._hint = ""
        column = spaced(QVBoxLayout(self), (12, 8, 12, 8), 4)
        column.addWidget(self._question)
        column.addWidget(self.editor)
        column.addWidget(self._below)
        self.editor.installEventFilter(self)
        self.editor.textEdited.connect(lambda _text: self._say(self._hint))
        self.hide()

    @property
    def asks(self) -> str:
        """The question in sight; empty while there is none."""
        return "" if self.isHidden() else self._question.text()

    @property
    def says(self) -> str:
        """The line below the editor."""
        return self._below.text()

    def ask(self, question: str, hint: str, answer: Answer, *, start: str = "") -> None:
        """Ask; the keyboard goes to the line."""
        self._answer, self._hint = answer, hint
        self._question.set_text(question)
        self.editor.setText(start)
        self.editor.setAccessibleName(question)
        self._say(hint)
        self.show()
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_asking(self) -> None:
        """Ask nothing any more."""
        if not self.isHidden():
            self._answer = None
            self.hide()
            self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and Esc."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._on_enter()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.close_asking()
                return True
        return super().eventFilter(watched, event)

    def _on_enter(self) -> None:
        if self._answer is None:
            return
        problem = self._answer(self.editor.text().strip())
        if problem:
            self._say(problem, problem=True)
        else:
            self.close_asking()

    def _say(self, words: str, *, problem: bool = False) -> None:
        self._below.set_text(words)
        self._below.set_role(WordsRole.PROBLEM if problem else WordsRole.SMALL)
        self._below.setVisible(bool(words))
        self.editor.setAccessibleDescription(words)
