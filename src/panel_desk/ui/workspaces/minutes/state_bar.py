"""How far the minutes have come: a mark for each state with who and when, the one in force standing out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from panel_desk.ui.theme.current import px, set_icon
from panel_desk.ui.theme.measures import spaced
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.card import Card, Divider
from panel_desk.ui.widgets.words import Words, WordsRole
from panel_desk.ui.workspaces.minutes.views import StateMark

_LEAST = 176
"""What a mark needs in pixels at 100 %; narrower, they go to lines of their own."""


class StateBar(Card):
    """Draft, circulated, approved, signed, agencies."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padded=False, parent=parent)
        self._grid = spaced(QGridLayout(), (4, 4, 4, 4), 0)
        self.body.addLayout(self._grid)
        self._marks: tuple[StateMark, ...] = ()
        self._shown: list[_Mark] = []
        self._columns = 0

    def show_marks(self, marks: Sequence[StateMark]) -> None:
        """Show other marks; nothing moves where they are the same."""
        if tuple(marks) == self._marks:
            return
        self._marks = tuple(marks)
        for old in self._shown:
            self._grid.removeWidget(old)
            old.setParent(None)
            old.deleteLater()
        # Where everything is reached, nothing is under way any more.
        ended = all(mark.reached for mark in marks)
        self._shown = [_Mark(mark, under_way=mark.current and not ended) for mark in marks]
        self._columns = 0
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many beside each other as there is room for."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        count = len(self._shown)
        columns = max(1, min(count, self.width() // px(_LEAST)))
        # Two lines of three and two read better than four and one.
        columns = -(-count // -(-count // columns)) if count else 0
        if columns == self._columns:
            return
        self._columns = columns
        for place, mark in enumerate(self._shown):
            row, column = divmod(place, columns)
            self._grid.addWidget(mark, row, column)
            mark.divider.setVisible(column > 0)
        for column in range(count):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)


class _Mark(QWidget):
    def __init__(self, mark: StateMark, parent: QWidget | None = None, *, under_way: bool) -> None:
        super().__init__(parent)
        said = "reached" if mark.reached else "not yet"
        self.setAccessibleName(f"{mark.title}: {said}. {mark.detail}")
        self.divider = Divider(upright=True)
        icon = QLabel()
        name = "circle-dot" if under_way else "circle-check" if mark.reached else "circle"
        set_icon(icon, name, Tone.ACCENT if under_way else mark.tone, 20)
        words = spaced(QVBoxLayout(), (0, 6, 0, 6), 0)
        words.addWidget(Words(mark.title, WordsRole.STRONG if mark.reached else WordsRole.MUTED, elide=True))
        words.addWidget(Words(mark.detail, WordsRole.SMALL, elide=True))
        row = spaced(QHBoxLayout(self), (0, 0, 10, 0), 10)
        row.addWidget(self.divider)
        row.addSpacing(2)
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(words, 1)
