"""An answer that was recorded by mistake: which, and why; what was said stands."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from panel_desk.domain.calendar import date_words
from panel_desk.domain.strategy.feedback_told import FeedbackLine
from panel_desk.ui.widgets.deed_dialog import DeedDialog
from panel_desk.ui.widgets.fields import choice
from panel_desk.ui.widgets.text_field import FlagsOf, TextField
from panel_desk.ui.widgets.words import WordsRole


class WithdrawAnswerDialog(DeedDialog[tuple[int, str]]):
    """Asks which answer is withdrawn, the last one first, and why: hands over its number and the reason."""

    def __init__(self, line: FeedbackLine, *, flags: FlagsOf, parent: QWidget | None = None) -> None:
        super().__init__("Withdraw an answer", "Withdraw", parent, width=560)
        self.about(line.said.strip(), WordsRole.BODY)
        self.about("What was said stands. The answer stays to be seen with the reason, and counts no more.")
        self._answers = {one.number: one for one in reversed(line.answers)}
        told = [(one.number, f"{date_words(one.did_on)}, {one.by}") for one in self._answers.values()]
        self.answer = choice(told, name="Which answer")
        self._which = self.form.add("Which answer", self.answer)
        self.answer.currentIndexChanged.connect(lambda _at: self._show_answer())
        self._show_answer()
        self.reason = TextField(flags, name="Why is it withdrawn", lines=3)
        reason = self.form.add("Why is it withdrawn", self.reason)
        self.need(reason, self.reason.text, "Give a reason: the answer stays to be seen with it.")
        self.reason.setFocus()

    def value(self) -> tuple[int, str]:
        """The answer’s number, and the reason."""
        return self.answer.currentData(), self.reason.text().strip()

    def _show_answer(self) -> None:
        """The chosen one in its words."""
        self._which.set_hint(self._answers[self.answer.currentData()].did)
