"""Asks what has to be confirmed or given in words; says what will happen before it does."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from panel_desk.ui.messages import Question
from panel_desk.ui.widgets.dialog import Dialog
from panel_desk.ui.widgets.text_field import FlagsOf, TextField

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class QuestionDialog(Dialog):
    """One question. Escape is always no; nothing happens until the button that names the deed is pressed."""

    def __init__(self, question: Question, parent: QWidget, flags: FlagsOf | None = None) -> None:
        super().__init__(question.question, parent)
        self._question = question
        self._flags = flags
        self._editor = self._make_editor() if question.on_words is not None else None
        if question.will:
            self.add_words(question.will)
        if self._editor is not None:
            self.body.addWidget(self._editor)
            # Room that is left over is not a taller field, which would ask for more than is wanted.
            self.body.addStretch(0 if question.multiline else 1)
        self.add_button("Cancel")
        self._yes = self.add_button(question.yes, self._go_on, primary=not question.danger, danger=question.danger)
        self._on_words_changed()
        if self._editor is not None:
            self._editor.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes on, where one line is asked for."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in _ENTER:
            self._yes.click()
            return True
        return super().eventFilter(watched, event)

    def _make_editor(self) -> QLineEdit | TextField:
        question = self._question
        if question.secret:
            line = QLineEdit(question.start)
            line.setAccessibleName(question.question)
            line.setEchoMode(QLineEdit.EchoMode.Password)
            line.textChanged.connect(self._on_words_changed)
            return line
        # What is given as a reason is kept and printed: its wording is looked at as everywhere.
        field = TextField(self._flags, name=question.question, lines=5 if question.multiline else 1)
        field.set_text(question.start)
        field.textChanged.connect(self._on_words_changed)
        if not question.multiline:
            field.installEventFilter(self)
            field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        return field

    def _words(self) -> str:
        editor = self._editor
        if editor is None:
            return ""
        return editor.text()

    def _on_words_changed(self) -> None:
        if self._editor is not None and hasattr(self, "_yes"):
            self._yes.setEnabled(bool(self._words().strip()))

    def _go_on(self) -> None:
        words, question = self._words(), self._question
        self.accept()
        if question.on_words is not None:
            # A passphrase is taken to the letter; anything else without the spaces around it.
            question.on_words(words if question.secret else words.strip())
        elif question.on_yes is not None:
            question.on_yes()
