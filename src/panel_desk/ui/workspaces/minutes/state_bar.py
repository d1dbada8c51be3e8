"""How far the minutes have come: a mark for each state with who and when, the one in force standing out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from panel_desk.ui.theme.current import set_icon
from panel_desk.ui.theme.measures import spaced
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.card import Card, Divider
from panel_desk.ui.widgets.words import Words, WordsRole
from panel_desk.ui.workspaces.minutes.views import StateMark


class StateBar(Card):
    """Draft, circulated, approved, signed, agencies."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padded=False, parent=parent)
        self._row = spaced(QHBoxLayout(), (4, 4, 4, 4), 0)
        self.body.addLayout(self._row)
        self._marks: tuple[StateMark, ...] = ()

    def show_marks(self, marks: Sequence[StateMark]) -> None:
        """Show other marks; nothing moves where they are the same."""
        if tuple(marks) == self._marks:
            return
        self._marks = tuple(marks)
        while (taken := self._row.takeAt(0)) is not None:
            widget = taken.widget()
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()
        for place, mark in enumerate(marks):
            if place:
                self._row.addWidget(Divider(upright=True))
            self._row.addWidget(_Mark(mark), 1)


class _Mark(QWidget):
    def __init__(self, mark: StateMark, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        said = "reached" if mark.reached else "not yet"
        self.setAccessibleName(f"{mark.title}: {said}. {mark.detail}")
        icon = QLabel()
        name = "circle-dot" if mark.current else "circle-check" if mark.reached else "circle"
        set_icon(icon, name, Tone.ACCENT if mark.current else mark.tone, 20)
        words = spaced(QVBoxLayout(), spacing=0)
        title = Words(mark.title, WordsRole.STRONG if mark.reached else WordsRole.MUTED, elide=True)
        words.addWidget(title)
        words.addWidget(Words(mark.detail, WordsRole.SMALL, elide=True))
        row = spaced(QHBoxLayout(self), (10, 6, 10, 6), 10)
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(words, 1)
