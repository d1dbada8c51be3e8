"""The verdict with its questions, one under the other; the card's edge has the verdict's tone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from panel_desk.ui.theme.current import set_icon
from panel_desk.ui.theme.measures import spaced
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.card import Card, Divider
from panel_desk.ui.widgets.words import Words, WordsRole
from panel_desk.ui.workspaces.verify.presenter import CheckedFile
from panel_desk.ui.workspaces.verify.wording import QuestionView


class QuestionRow(QWidget):
    """One question: icon, answer, the sentence, and a line for each thing that it counts."""

    def __init__(self, view: QuestionView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = view
        mark = QLabel()
        set_icon(mark, view.icon, view.tone, 20)
        column = spaced(QVBoxLayout(), spacing=2)
        column.addWidget(Words(view.title, WordsRole.STRONG, wrap=True))
        if view.detail:
            column.addWidget(Words(view.detail, WordsRole.MUTED, wrap=True, selectable=True))
        for line in view.lines:
            tone = Tone.RED if view.tone is Tone.RED else None
            column.addWidget(
                Words(line, WordsRole.BODY if tone else WordsRole.MUTED, wrap=True, selectable=True, tone=tone)
            )
        row = spaced(QHBoxLayout(self), (16, 10, 16, 10), 16)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        self.setAccessibleName(" ".join((f"{view.title}.", view.detail, *view.lines)))


class VerdictCard(Card):
    """Everything that was found in one file."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padded=False, parent=parent)
        self._title = Words("", WordsRole.HEADING, wrap=True, selectable=True)
        self._sentence = Words("", WordsRole.BODY, wrap=True, selectable=True)
        self._mark = QLabel()
        head = spaced(QHBoxLayout(), (16, 14, 16, 14), 16)
        words = spaced(QVBoxLayout(), spacing=4)
        words.addWidget(self._title)
        words.addWidget(self._sentence)
        head.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        self.body.addLayout(head)
        self._rows = spaced(QVBoxLayout(), spacing=0)
        self.body.addLayout(self._rows)

    def show_file(self, checked: CheckedFile) -> None:
        """Show another file."""
        verdict = checked.verdict
        self.set_tone(verdict.tone)
        set_icon(self._mark, verdict.icon, verdict.tone, 28)
        self._title.set_text(verdict.title)
        self._title.set_tone(verdict.tone)
        self._sentence.set_text(verdict.sentence)
        self.setAccessibleName(f"{verdict.title}. {verdict.sentence}")
        self._clear()
        for view in checked.questions:
            self._rows.addWidget(Divider())
            self._rows.addWidget(QuestionRow(view))
        for copy in checked.copies:
            self._rows.addWidget(Divider())
            row = spaced(QHBoxLayout(), (16, 12, 16, 12), 16)
            mark = QLabel()
            set_icon(mark, "files", Tone.NEUTRAL, 20)
            row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(Words(copy, WordsRole.MUTED, wrap=True, selectable=True), 1)
            holder = QWidget()
            holder.setLayout(row)
            self._rows.addWidget(holder)

    def rows(self) -> tuple[QuestionRow, ...]:
        """The questions as they are shown."""
        return tuple(self.findChildren(QuestionRow))

    def _clear(self) -> None:
        while (taken := self._rows.takeAt(0)) is not None:
            widget = taken.widget()
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()
