"""Things to fill in: a label above each, a hint or the problem below, and forms that stack them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from panel_desk.ui.theme.current import px, restyle
from panel_desk.ui.theme.measures import measured, spaced
from panel_desk.ui.widgets.date_field import DateField
from panel_desk.ui.widgets.words import Words, WordsRole, set_tip


class _Choice(QComboBox):
    """A choice that the wheel does not change by accident while the page is scrolled."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll."""
        event.ignore()


class _Number(QSpinBox):
    """A number that the wheel does not change by accident."""

    def __init__(self) -> None:
        super().__init__()
        self._make_room()

    def changeEvent(self, event: QEvent) -> None:
        """Room before the number at the text size in force; a stylesheet cannot give it."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._make_room()

    def _make_room(self) -> None:
        self.lineEdit().setTextMargins(px(6), 0, 0, 0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll."""
        event.ignore()


def line_edit(
    text: str = "", *, placeholder: str = "", secret: bool = False, most: int = 0, name: str = ""
) -> QLineEdit:
    """One line to type; ``secret`` hides it, ``most`` is the most letters it takes."""
    made = QLineEdit()
    if most:
        made.setMaxLength(most)
    made.setText(text)
    made.setPlaceholderText(placeholder)
    made.setAccessibleName(name or placeholder)
    if secret:
        made.setEchoMode(QLineEdit.EchoMode.Password)
    return made


def date_edit(value: date | None = None, *, optional: bool = False, name: str = "") -> DateField:
    """A date; ``optional`` shows “no date” below the first one."""
    made = DateField(optional=optional)
    made.set_value(value if value is not None or optional else date(2000, 1, 1))
    made.setAccessibleName(name)
    measured(made, min_width=140)
    return made


def choice(choices: Iterable[tuple[Any, str]], chosen: object = None, *, name: str = "") -> QComboBox:
    """One of several: (value, words) pairs; the value is the current data."""
    made = _Choice()
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    set_choices(made, choices, chosen)
    made.setAccessibleName(name)
    return made


def set_choices(of: QComboBox, choices: Iterable[tuple[Any, str]], chosen: object = None) -> None:
    """Offer other choices, without telling that anything was chosen."""
    blocked = of.blockSignals(True)
    of.clear()
    for at, (value, words) in enumerate(choices):
        of.addItem(words, value)
        if value == chosen:
            of.setCurrentIndex(at)
    of.blockSignals(blocked)


def spin(value: int = 0, low: int = 0, high: int = 999, *, suffix: str = "", name: str = "") -> QSpinBox:
    """A whole number between two others."""
    made = _Number()
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    made.setRange(low, high)
    made.setSuffix(suffix)
    made.setValue(value)
    made.setAccessibleName(name)
    return made


def tick(words: str, *, on: bool = False, tip: str = "") -> QCheckBox:
    """A box to tick, with its words; an ampersand is shown, not taken for a key."""
    made = QCheckBox(words.replace("&", "&&"))
    made.setAccessibleName(words)
    made.setChecked(on)
    set_tip(made, tip)
    return made


def radio(words: str, *, on: bool = False, tip: str = "") -> QRadioButton:
    """One of several to choose, with its words."""
    made = QRadioButton(words.replace("&", "&&"))
    made.setAccessibleName(words)
    made.setChecked(on)
    set_tip(made, tip)
    return made


class LabelledField(QWidget):
    """A label above an editor, a hint below it; the hint gives way to the problem while there is one."""

    def __init__(self, label: str, editor: QWidget, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor = editor
        self._hint = hint
        self._label = Words(label, WordsRole.STRONG)
        self._label.setBuddy(editor)
        self._below = Words(hint, WordsRole.SMALL, wrap=True)
        editor.setAccessibleName(label)
        column = spaced(QVBoxLayout(self), spacing=4)
        column.addWidget(self._label)
        column.addWidget(editor)
        column.addWidget(self._below)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, editor.sizePolicy().verticalPolicy())
        self.set_problem("")

    def set_problem(self, sentence: str) -> None:
        """Say what is wrong with what was filled in; nothing takes it back."""
        self._below.set_text(sentence or self._hint)
        self._below.set_role(WordsRole.PROBLEM if sentence else WordsRole.SMALL)
        self._below.setHidden(not (sentence or self._hint))
        self.editor.setAccessibleDescription(sentence or self._hint)
        restyle(self.editor, problem=bool(sentence))

    def set_label(self, label: str) -> None:
        """Show other words above the editor, which is called by them."""
        self._label.set_text(label)
        self.editor.setAccessibleName(label)

    def set_hint(self, sentence: str) -> None:
        """Say something else below the editor."""
        self._hint = sentence
        self.set_problem("")


class Form(QWidget):
    """Fields under each other, in the order in which they are filled in."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = spaced(QVBoxLayout(self), spacing=16)

    def add(self, label: str, editor: QWidget, hint: str = "") -> LabelledField:
        """Put a field at the end."""
        field = LabelledField(label, editor, hint)
        self._column.addWidget(field)
        return field

    def add_row(self, fields: Sequence[QWidget]) -> None:
        """Put fields (or other widgets) beside each other."""
        row = spaced(QHBoxLayout(), spacing=16)
        for field in fields:
            row.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(row)

    def add_widget(self, widget: QWidget) -> None:
        """Put anything else at the end."""
        self._column.addWidget(widget)
