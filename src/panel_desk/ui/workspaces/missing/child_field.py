"""A field in which a child is found by initials, local ID or name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from panel_desk.ui.names import Names
from panel_desk.ui.workspaces.missing.view_values import KnownChild

_SHOWN = 10


class ChildField(QLineEdit):
    """Type a part of what is shown, and take one; a local ID alone is enough."""

    def __init__(self, children: Sequence[KnownChild], names: Names, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._by_words = {names.of(c.initials, c.local_id, c.name): c.local_id for c in children}
        self._ids = {c.local_id for c in children}
        self.setPlaceholderText("Initials or local ID")
        completer = QCompleter(list(self._by_words), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(_SHOWN)
        offered = completer.popup()
        if offered is not None:
            offered.setAccessibleName("Children")
        self.setCompleter(completer)

    def choose(self, local_id: str) -> None:
        """Begin with a child; what is typed at once is another one."""
        self.setText(next((words for words, known in self._by_words.items() if known == local_id), local_id))
        self.selectAll()

    def local_id(self) -> str:
        """Of the child that is meant; what was typed itself where the desk knows nobody of it (``is_known``)."""
        typed = self.text().strip()
        return self._by_words.get(typed, typed)

    def is_known(self) -> bool:
        """Whether the desk knows the child."""
        return self.local_id() in self._ids
