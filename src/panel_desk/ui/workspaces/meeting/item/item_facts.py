"""The head of the item in hand: who or what it is, why it is listed, what was decided and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from panel_desk.ui.theme.measures import measured, spaced
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.chips import Chip
from panel_desk.ui.widgets.flow import flow_row
from panel_desk.ui.widgets.words import Words, WordsRole, set_tip
from panel_desk.ui.workspaces.meeting.item.item_view import FactLine, FactsView
from panel_desk.ui.workspaces.meeting.toned_words import TonedWords

_LABEL: Final = 88


def _lowered(words: Words) -> QWidget:
    """At the height of the letters of a title beside it."""
    box = QWidget()
    spaced(QVBoxLayout(box), (0, 10, 0, 0), 0).addWidget(words)
    return box


class ItemHead(QWidget):
    """Initials large, facts beside them, the time at the right, and a line for each thing worth knowing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = FactsView(title="")
        self._title = Words("", WordsRole.TITLE)
        self._beside = Words("", WordsRole.LARGE)
        self._chip = Chip()
        self._time = Words("", WordsRole.MUTED)
        self._time_tone: Tone | None = None
        self._labels: list[Words] = []
        self._words: list[TonedWords] = []
        top = spaced(QHBoxLayout(), spacing=12)
        top.addWidget(flow_row(self._title, self._beside, self._chip, spacing=12), 1)
        top.addWidget(_lowered(self._time), 0, Qt.AlignmentFlag.AlignTop)
        self._grid = spaced(QGridLayout(), (0, 0, 0, 0), 4)
        self._grid.setColumnStretch(1, 1)
        column = spaced(QVBoxLayout(self), (0, 0, 0, 0), 8)
        column.addLayout(top)
        column.addLayout(self._grid)

    @property
    def title(self) -> str:
        """The initials, the name while it is asked for, or what the item is called."""
        return self._title.text()

    def show_facts(self, view: FactsView) -> None:
        """Show the head of an item."""
        if view == self._shown:
            return
        self._shown = view
        self._title.set_text(view.title)
        self._beside.set_text(view.beside)
        self._beside.setVisible(bool(view.beside))
        self._chip.set(view.chip, view.chip_tone)
        set_tip(self._chip, view.chip_tip)
        self._show_lines(view.lines)

    def show_time(self, words: str, tone: Tone | None) -> None:
        """Show the time on the item."""
        if words != self._time.text():
            self._time.set_text(words)
        if tone is not self._time_tone:
            self._time_tone = tone
            self._time.set_tone(tone)

    def _show_lines(self, lines: Sequence[FactLine]) -> None:
        while len(self._labels) < len(lines):
            row = len(self._labels)
            label, words = measured(Words("", WordsRole.MUTED), min_width=_LABEL), TonedWords()
            self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(words, row, 1)
            self._labels.append(label)
            self._words.append(words)
        for at, (label, words) in enumerate(zip(self._labels, self._words, strict=True)):
            line = lines[at] if at < len(lines) else FactLine("", ())
            label.set_text(line.label)
            words.set_runs(line.runs)
            label.setVisible(bool(line.label) and at < len(lines))
            words.setVisible(at < len(lines))
