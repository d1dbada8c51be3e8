"""One feedback beside the list: the words themselves, what changed because of them, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from panel_desk.domain.strategy.feedback_told import FeedbackLine
from panel_desk.ui.theme.measures import measured, spaced
from panel_desk.ui.widgets.buttons import button, link, name_button
from panel_desk.ui.widgets.card import Card, Divider
from panel_desk.ui.widgets.chips import Chip
from panel_desk.ui.widgets.flow import flow_row
from panel_desk.ui.widgets.scroll import scrolled
from panel_desk.ui.widgets.words import Words, WordsRole
from panel_desk.ui.workspaces.voice.presenter import tone_of

_LEAST = 300
_NOTHING_YET = "Nothing is recorded as done because of it yet."


class DetailPanel(Card):
    """Tells everything of one; buttons only where they may be used."""

    answer_wanted = Signal()
    correction_wanted = Signal()
    withdrawal_wanted = Signal()
    answer_withdrawal_wanted = Signal()
    child_wanted = Signal()
    meeting_wanted = Signal()

    def __init__(self, *, may_record: bool, parent: QWidget | None = None) -> None:
        super().__init__(padded=False, parent=parent)
        self._may_record = may_record
        measured(self, min_width=_LEAST)
        inside = QWidget()
        self._column = spaced(QVBoxLayout(inside), (15, 15, 15, 15), 10)
        self._build()
        self.body.addWidget(scrolled(inside, "The chosen feedback"), 1)

    @property
    def withdraw_answer(self) -> QWidget:
        """The way to withdraw an answer; shown where one stands."""
        return self._withdraw_answer

    @property
    def gone(self) -> str:
        """What is told as withdrawn."""
        return self._withdrawn.text()

    @property
    def nowhere(self) -> str:
        """Why no minutes will tell it."""
        return self._nowhere.text()

    @property
    def changes(self) -> str:
        """What is told as changed."""
        return self._changes.text()

    def show_line(self, line: FeedbackLine, about: str) -> None:
        """Show one; ``about`` says of whom, as the screen may."""
        self._who.set_text(f"{line.speaker_words} · {about}")
        self._state.set(line.state_words if not line.withdrawn else "withdrawn", tone_of(line))
        self._said.set_text(line.said.strip())
        self._how.set_text(f"Gathered {line.how_words}")
        self._nowhere.set_text(line.told_nowhere)
        self._nowhere.setVisible(bool(line.told_nowhere))
        self._changes.set_text("\n\n".join(answer.words for answer in line.answers) or _NOTHING_YET)
        self._changes.set_role(WordsRole.BODY if line.answers else WordsRole.MUTED)
        gone = [*line.withdrawn_answers, *([f"Withdrawn: {line.withdrawn}"] if line.withdrawn else [])]
        self._withdrawn.set_text("\n\n".join(gone))
        self._withdrawn.setVisible(bool(gone))
        name_button(self._answer, "Another answer…" if line.answers else "Answer…")
        standing = self._may_record and not line.withdrawn
        for made in (self._answer, self._correct, self._withdraw):
            made.setVisible(standing)
        self._withdraw_answer.setVisible(standing and bool(line.answers))
        self._child.setVisible(line.child_id is not None)
        self._meeting.setVisible(bool(line.meeting_id))

    def _build(self) -> None:
        self._who = Words("", WordsRole.SUBHEADING, wrap=True)
        self._state = Chip("", parent=self)
        self._said = Words("", WordsRole.LARGE, wrap=True)
        self._how = Words("", WordsRole.MUTED, wrap=True)
        self._nowhere = Words("", WordsRole.PROBLEM, wrap=True)
        self._changes = Words("", wrap=True)
        self._withdrawn = Words("", WordsRole.MUTED, wrap=True)
        self._answer = button("Answer…", self.answer_wanted.emit, icon="message-square", primary=True)
        self._correct = button("Put right…", self.correction_wanted.emit)
        self._withdraw = button("Withdraw…", self.withdrawal_wanted.emit)
        self._withdraw_answer = link("Withdraw an answer…", self.answer_withdrawal_wanted.emit)
        self._child = link("Open the child", self.child_wanted.emit)
        self._meeting = link("Open the minutes", self.meeting_wanted.emit)
        told = (
            self._who,
            flow_row(self._state),
            self._said,
            self._how,
            self._nowhere,
            Divider(),
            Words("WHAT CHANGED", WordsRole.SECTION),
            self._changes,
            self._withdrawn,
            flow_row(self._answer, self._correct, self._withdraw),
            flow_row(self._withdraw_answer, self._child, self._meeting, spacing=16),
        )
        for part in told:
            self._column.addWidget(part)
        self._column.addStretch(1)
