"""A line for a passphrase: hidden, shown on demand, with a word where capital letters are locked."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from panel_desk.ui.theme.current import restyle, set_icon
from panel_desk.ui.theme.measures import spaced
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.buttons import tool_button
from panel_desk.ui.widgets.words import Words, WordsRole


class SecretEdit(QLineEdit):
    """Hides what is typed; no menu copies it, no suggestion keeps it."""

    caps_lock = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setEchoMode(QLineEdit.EchoMode.Password)
        hints = Qt.InputMethodHint
        self.setInputMethodHints(
            hints.ImhSensitiveData | hints.ImhNoPredictiveText | hints.ImhNoAutoUppercase | hints.ImhHiddenText
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A capital without Shift, or a small letter with it, tells of Caps Lock: Qt does not say so itself."""
        typed = event.text()
        if len(typed) == 1 and typed.isalpha() and typed.upper() != typed.lower():
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.caps_lock.emit(typed.isupper() != shift)
        elif event.key() == Qt.Key.Key_CapsLock:
            self.caps_lock.emit(False)  # the next letter tells
        super().keyPressEvent(event)


class PassphraseField(QWidget):
    """A label, the line, an eye that shows it, and below it a hint, a problem, or that Caps Lock is on."""

    edited = Signal()

    def __init__(self, label: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hint = hint
        self._problem = ""
        self._caps = False
        self.editor = SecretEdit()
        self._label = Words(label, WordsRole.STRONG)
        self._label.setBuddy(self.editor)
        self._below = Words("", WordsRole.SMALL, wrap=True)
        self._eye = tool_button("eye", "Show what is typed", self._toggle)
        self._eye.setCheckable(True)
        self._lay_out()
        self.set_label(label)
        self.editor.textChanged.connect(self._on_edited)
        self.editor.caps_lock.connect(self._on_caps_lock)
        self._say()

    @property
    def problem(self) -> str:
        """What is said to be wrong; empty where nothing is."""
        return self._problem

    def text(self) -> str:
        """What was typed, to the letter."""
        return self.editor.text()

    def set_label(self, label: str) -> None:
        """Ask for something else."""
        self._label.set_text(label)
        self.editor.setAccessibleName(label)

    def set_hint(self, hint: str, tone: Tone | None = None) -> None:
        """Say something below the line, in a tone that the words say too."""
        self._hint = hint
        self._say(tone)

    def set_problem(self, sentence: str) -> None:
        """Say what is wrong."""
        self._problem = sentence
        self._say()

    def forget(self) -> None:
        """Empty the line, also of what could be brought back into it."""
        self.editor.clear()
        self.editor.setModified(False)
        if self._eye.isChecked():
            self._eye.click()

    def _toggle(self) -> None:
        shown = self._eye.isChecked()
        self.editor.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        set_icon(self._eye, "eye-off" if shown else "eye", None, 18)
        self._eye.setAccessibleName("Hide what is typed" if shown else "Show what is typed")

    def _on_edited(self) -> None:
        self._problem = ""
        self._say()
        self.edited.emit()

    def _on_caps_lock(self, locked: bool) -> None:
        self._caps = locked
        self._say()

    def _say(self, tone: Tone | None = None) -> None:
        words = self._problem or ("Caps Lock is on." if self._caps else self._hint)
        self._below.set_text(words)
        self._below.set_role(WordsRole.PROBLEM if self._problem else WordsRole.SMALL)
        self._below.set_tone(None if self._problem else Tone.AMBER if self._caps else tone)
        self._below.setVisible(bool(words))
        self.editor.setAccessibleDescription(words)
        restyle(self.editor, problem=bool(self._problem))

    def _lay_out(self) -> None:
        row = spaced(QHBoxLayout(), spacing=4)
        row.addWidget(self.editor, 1)
        row.addWidget(self._eye)
        column = spaced(QVBoxLayout(self), spacing=4)
        column.addWidget(self._label)
        column.addLayout(row)
        column.addWidget(self._below)
