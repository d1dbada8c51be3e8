"""An answer that was recorded by mistake: which, and why; what was said stands."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from panel_desk.domain.errors import DeskError
from panel_desk.domain.strategy.feedback_told import FeedbackLine
from panel_desk.ui.widgets.dialog import Dialog
from panel_desk.ui.widgets.fields import Form, choice
from panel_desk.ui.widgets.text_field import FlagsOf, TextField
from panel_desk.ui.widgets.words import Words, WordsRole


class WithdrawAnswerDialog(Dialog):
    """Asks which answer is withdrawn, the last one first, and why."""

    def __init__(
        self,
        line: FeedbackLine,
        on_kept: Callable[[int, str, WithdrawAnswerDialog], None],
        *,
        flags: FlagsOf,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Withdraw an answer", parent, width=560)
        self._on_kept = on_kept
        self.add_words(line.said.strip())
        self.add_words(
            "What was said stands. The answer stays to be seen with the reason, and counts no more."
        ).set_role(WordsRole.MUTED)
        form = Form()
        self.body.addWidget(form)
        answers = list(reversed(line.answers))
        self.answer = choice([(one.number, one.words) for one in answers], answers[0].number, name="Which answer")
        form.add("Which answer", self.answer)
        self.reason = TextField(flags, name="Why is it withdrawn", lines=3)
        self._reason = form.add("Why is it withdrawn", self.reason)
        self._problem = Words("", WordsRole.PROBLEM, wrap=True)
        self._problem.hide()
        self.body.addWidget(self._problem)
        self.add_button("Cancel")
        self.add_button("Withdraw", self._on_accepted, primary=True)
        self.reason.setFocus()

    @property
    def problem(self) -> str:
        """Why it was not kept."""
        return self._problem.text()

    def show_refusal(self, error: DeskError) -> None:
        """The form stays with its words; the sentence is added."""
        self._problem.set_text(str(error))
        self._problem.show()

    def _on_accepted(self) -> None:
        reason = self.reason.text().strip()
        self._reason.set_problem("" if reason else "Give a reason: the answer stays to be seen with it.")
        if reason:
            self._on_kept(self.answer.currentData(), reason, self)
        else:
            self.reason.setFocus()
