"""A field in which one of many is found by typing a part of its words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

_SHOWN = 10


class PickField(QLineEdit):
    """Type a part of what is shown, and take one; the last word alone of one line is enough where no other has it."""

    def __init__(
        self, choices: Sequence[tuple[str, str]], placeholder: str, *, name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._by_words = {words: value for value, words in choices}
        self._by_last: dict[str, list[str]] = {}
        for value, words in choices:
            self._by_last.setdefault(words.split()[-1], []).append(value)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name or placeholder)
        completer = QCompleter(list(self._by_words), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(_SHOWN)
        if (popup := completer.popup()) is not None:
            popup.setAccessibleName(name or placeholder)
        self.setCompleter(completer)

    def choose(self, value: str) -> None:
        """Begin with one; one that is not among the choices empties the field."""
        self.setText(next((words for words, each in self._by_words.items() if each == value), ""))

    def value(self) -> str:
        """Of the one that is meant; empty where nothing, or nothing known, is typed."""
        typed = self.text().strip()
        if typed in self._by_words:
            return self._by_words[typed]
        alone = self._by_last.get(typed, [])
        return alone[0] if len(alone) == 1 else ""
