"""A field in which one of many is found by typing a part of its words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QWidget

_SHOWN = 10
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_OTHER_KEYS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class PickField(QLineEdit):
    """Type a part of what is shown, and take one; the last word alone of one line is enough where no other has it.

    Enter takes what is offered and goes on; of several it goes to the first.
    """

    taken = Signal()
    """One was taken with Enter; the keyboard is in the next field."""

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
        self._offered = QListView()
        completer.setPopup(self._offered)
        self._offered.setAccessibleName(name or placeholder)
        self.setCompleter(completer)
        self._offered.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter takes what is offered: Qt would only close the list where nothing in it is chosen."""
        pressed = event if watched is self._offered and event.type() is QEvent.Type.KeyPress else None
        if isinstance(pressed, QKeyEvent) and pressed.key() in _ENTER and not pressed.modifiers() & _OTHER_KEYS:
            self._take()
            return True
        return super().eventFilter(watched, event)

    def choose(self, value: str) -> None:
        """Begin with one; what is typed at once is another. One that is not among the choices empties the field."""
        self.setText(next((words for words, each in self._by_words.items() if each == value), ""))
        self.selectAll()

    def value(self) -> str:
        """Of the one that is meant; empty where nothing, or nothing known, is typed."""
        typed = self.text().strip()
        if typed in self._by_words:
            return self._by_words[typed]
        alone = self._by_last.get(typed, [])
        return alone[0] if len(alone) == 1 else ""

    def offers(self) -> bool:
        """Whether some line has what is typed."""
        typed = self.text().strip().casefold()
        return any(typed in words.casefold() for words in self._by_words)

    def _take(self) -> None:
        model, chosen = self._offered.model(), self._offered.currentIndex()
        first = model.index(0, 0, QModelIndex())
        if not chosen.isValid() and model.rowCount(QModelIndex()) > 1:
            self._offered.setCurrentIndex(first)
            return
        self.setText(str((chosen if chosen.isValid() else first).data()))
        self._offered.hide()
        self.focusNextChild()
        self.taken.emit()
