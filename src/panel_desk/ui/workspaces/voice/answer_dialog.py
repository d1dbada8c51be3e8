"""What was done because of something that was said: “we did”."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QWidget

from panel_desk.domain.strategy.feedback import FeedbackAnswer
from panel_desk.domain.strategy.feedback_told import FeedbackLine
from panel_desk.ui.widgets.deed_dialog import DeedDialog
from panel_desk.ui.widgets.fields import LabelledField, date_edit, line_edit, tick
from panel_desk.ui.widgets.text_field import FlagsOf, TextField
from panel_desk.ui.widgets.words import WordsRole


class AnswerDialog(DeedDialog[FeedbackAnswer]):
    """Asks what changed, who did it and when, and whether those who said it have been told."""

    def __init__(
        self, line: FeedbackLine, today: date, agencies: Sequence[str], *, flags: FlagsOf, parent: QWidget | None = None
    ) -> None:
        super().__init__("What changed because of it", "Record", parent, width=560)
        self._today = today
        self.about(line.said.strip(), WordsRole.BODY)
        self.about(f"{line.speaker_words}, {line.how_words}")
        self.did = TextField(flags, name="What was done", lines=4)
        did = self.form.add("What was done", self.did)
        self.by = line_edit(most=120)
        completer = QCompleter(list(agencies), self.by)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        if (popup := completer.popup()) is not None:
            popup.setAccessibleName("Agencies")
        self.by.setCompleter(completer)
        by = LabelledField("By which agency or person", self.by)
        self.did_on = date_edit(today)
        self.form.add_row([by, LabelledField("On", self.did_on)])
        self.told = tick(f"{line.speaker_words} {_have(line)} been told")
        self.form.add_widget(self.told)
        self.need(did, self.did.text, "What changed because of it?")
        self.need(by, self.by.text, "Who did it: an agency, or a person?")
        self.did.setFocus()

    def value(self) -> FeedbackAnswer:
        """The answer."""
        return FeedbackAnswer(
            did=self.did.text().strip(),
            did_on=self.did_on.value() or self._today,
            by=self.by.text().strip(),
            told_back=self.told.isChecked(),
        )


def _have(line: FeedbackLine) -> str:
    return "has" if line.child_id else "have"
