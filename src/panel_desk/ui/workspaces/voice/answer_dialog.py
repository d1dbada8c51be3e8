"""What was done because of something that was said: “we did”."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QWidget

from panel_desk.domain.errors import DeskError
from panel_desk.domain.strategy.feedback import FeedbackAnswer
from panel_desk.domain.strategy.feedback_told import FeedbackLine
from panel_desk.ui.widgets.dialog import Dialog
from panel_desk.ui.widgets.fields import Form, LabelledField, date_edit, line_edit, tick
from panel_desk.ui.widgets.text_field import FlagsOf, TextField
from panel_desk.ui.widgets.words import Words, WordsRole


class AnswerDialog(Dialog):
    """Asks what changed, who did it and when, and whether those who said it have been told."""

    def __init__(
        self,
        line: FeedbackLine,
        today: date,
        agencies: Sequence[str],
        on_kept: Callable[[FeedbackAnswer, AnswerDialog], None],
        *,
        flags: FlagsOf,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("What changed because of it", parent, width=560)
        self._on_kept = on_kept
        self._today = today
        self.add_words(line.said.strip())
        self.add_words(f"{line.speaker_words}, {line.how_words}").set_role(WordsRole.MUTED)
        form = Form()
        self.body.addWidget(form)
        self.did = TextField(flags, name="What was done", lines=4)
        self._did = form.add("What was done", self.did)
        self.by = line_edit(most=120)
        completer = QCompleter(list(agencies), self.by)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        if (popup := completer.popup()) is not None:
            popup.setAccessibleName("Agencies")
        self.by.setCompleter(completer)
        self._by = LabelledField("By which agency or person", self.by)
        self.did_on = date_edit(today)
        form.add_row([self._by, LabelledField("On", self.did_on)])
        self.told = tick(f"{line.speaker_words} {_have(line)} been told")
        form.add_widget(self.told)
        self._problem = Words("", WordsRole.PROBLEM, wrap=True)
        self._problem.hide()
        self.body.addWidget(self._problem)
        self.add_button("Cancel")
        self.add_button("Record", self._on_accepted, primary=True)
        self.did.setFocus()

    @property
    def problem(self) -> str:
        """Why it was not kept."""
        return self._problem.text()

    def show_refusal(self, error: DeskError) -> None:
        """The form stays with its words; the sentence is added."""
        self._problem.set_text(str(error))
        self._problem.show()

    def filled_in(self) -> FeedbackAnswer | None:
        """What is filled in, or None where something is missing; the field then says what."""
        did, by = self.did.text().strip(), self.by.text().strip()
        self._did.set_problem("" if did else "What changed because of it?")
        self._by.set_problem("" if by else "Who did it: an agency, or a person?")
        if not did or not by:
            (self.by if did else self.did).setFocus()
            return None
        return FeedbackAnswer(
            did=did, did_on=self.did_on.value() or self._today, by=by, told_back=self.told.isChecked()
        )

    def _on_accepted(self) -> None:
        answer = self.filled_in()
        if answer is not None:
            self._on_kept(answer, self)


def _have(line: FeedbackLine) -> str:
    return "has" if line.child_id else "have"
