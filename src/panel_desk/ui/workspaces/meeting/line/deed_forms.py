"""Small forms for who prefers them to the line; below each stands the line that would have been typed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget

from panel_desk.domain.calendar import day_words
from panel_desk.domain.capture.context import CaptureContext
from panel_desk.domain.capture.deeds import ActionDeed, CapturedDeed, DecisionDeed
from panel_desk.domain.capture.due import read_due
from panel_desk.domain.capture.lines import line_of
from panel_desk.domain.capture.reading import read
from panel_desk.domain.capture.reading_values import Reading
from panel_desk.domain.capture.typed import Lack
from panel_desk.domain.errors import DeskError
from panel_desk.domain.ids import AgencyKey, PersonId
from panel_desk.domain.panels import Outcome
from panel_desk.ui.session import Session
from panel_desk.ui.widgets.dialog import Dialog
from panel_desk.ui.widgets.fields import LabelledField, choice, line_edit
from panel_desk.ui.widgets.text_field import TextField
from panel_desk.ui.widgets.words import Words, WordsRole
from panel_desk.ui.workspaces.meeting.line.line_aside import LineAside
from panel_desk.ui.workspaces.meeting.line.line_editor import LineEditor

if TYPE_CHECKING:
    from panel_desk.ui.workspaces.meeting.room_deeds import RoomDeeds

_DAYS = "fri · 3d · 2w · 12 dec · next panel"


class DeedForm(Dialog):
    """What every form has: the line, its chips, and a button that records. It stays open until the deed is kept."""

    def __init__(self, title: str, session: Session, deeds: RoomDeeds, parent: QWidget, *, yes: str) -> None:
        super().__init__(title, parent, width=560)
        self._session, self._deeds = session, deeds
        self._at = deeds.context()
        self._warned = False
        self._build_fields()
        self._line = LineEditor(lambda _event: False)
        self._line.setReadOnly(True)
        self._line.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.body.addWidget(LabelledField("The same in the line", self._line))
        self._chips = LineAside()
        self.body.addWidget(self._chips)
        self._problem = Words("", WordsRole.PROBLEM, wrap=True)
        self._problem.hide()
        self.body.addWidget(self._problem)
        self.add_button("Cancel")
        self._yes = self.add_button(yes, self._on_yes, primary=True, icon="check")
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self._yes.click)
        self._show()

    @property
    def line(self) -> str:
        """The line that would have been typed."""
        return self._line.text()

    @property
    def problem(self) -> str:
        """What is told to be missing or refused."""
        return self._problem.text() if not self._problem.isHidden() else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc lets typed words go only when it is pressed twice."""
        if event.key() == Qt.Key.Key_Escape and not self._warned and self._has_words():
            self._warned = True
            self._tell("What you typed is not recorded yet. Esc once more lets it go.")
            return
        super().keyPressEvent(event)

    # What each form says

    def _build_fields(self) -> None:
        """Put the fields into the body."""
        raise NotImplementedError

    def _filled(self) -> tuple[str, CapturedDeed | None, str]:
        """The line as far as it goes, its deed, and what is missing where there is none."""
        raise NotImplementedError

    def _has_words(self) -> bool:
        """Whether something would be lost."""
        raise NotImplementedError

    # Inside

    def _understood(self) -> tuple[str, Reading]:
        """The line, read as if it had been typed: a form records exactly what its line would."""
        line, deed, missing = self._filled()
        if deed is None:
            return line, Reading(missing=missing)
        line = line_of(deed, self._at)
        return line, read(line, self._at)

    def _show(self) -> None:
        line, reading = self._understood()
        self._line.set_text(line)
        if reading.deed is not None:
            self._chips.show_chips(reading.chips)
        else:
            self._chips.show_sentence(reading.missing)

    def _on_changed(self) -> None:
        self._warned = False
        self._problem.hide()
        self._show()

    def _on_yes(self) -> None:
        # What was recorded since the form was opened counts.
        self._at = self._deeds.context()
        _line, reading = self._understood()
        if reading.deed is None:
            self._tell(reading.missing)
            return
        self._yes.setEnabled(False)
        self._deeds.enter(
            reading.deed, done=lambda _recorded: self.accept(), failed=self._on_failed, stopped=self._on_stopped
        )

    def _on_failed(self, error: DeskError) -> None:
        self._yes.setEnabled(True)
        self._tell(str(error))

    def _on_stopped(self) -> None:
        self._yes.setEnabled(True)
        self._tell("Something went wrong here; nothing was recorded. Your words stand here still.")

    def _tell(self, sentence: str) -> None:
        self._problem.set_text(sentence)
        self._problem.show()
        self.adjustSize()

    def _words_field(self, placeholder: str) -> TextField:
        field = TextField(self._session.reading.language.flags, placeholder=placeholder, lines=2)
        field.textChanged.connect(self._on_changed)
        return field


class ActionDialog(DeedForm):
    """Who does what by when (Ctrl+Shift+A)."""

    def __init__(self, session: Session, deeds: RoomDeeds, parent: QWidget) -> None:
        super().__init__("Action", session, deeds, parent, yes="Record the action")
        self._who.setFocus()

    def _build_fields(self) -> None:
        self._who = choice([(None, "Choose…"), *_whos(self._at)], name="Who")
        self._who.currentIndexChanged.connect(lambda _place: self._on_changed())
        self._what = self._words_field("What is to be done")
        self._when = DayField(self._at)
        self._when.editor.textChanged.connect(lambda _text: self._on_changed())
        self.body.addWidget(LabelledField("Who", self._who))
        self.body.addWidget(LabelledField("What", self._what))
        self.body.addWidget(self._when)

    def _filled(self) -> tuple[str, CapturedDeed | None, str]:
        who, what, due = self._who.currentData(), _one_line(self._what.text()), self._when.day()
        name = self._who.currentText().split(",")[0].casefold() if who else "…"
        line = f"/a {name}: {what or '…'} by {self._when.text() or '…'}"
        if who is None:
            return line, None, "Who is asked?"
        if not what:
            return line, None, "What is to be done?"
        if not isinstance(due, date):
            return line, None, due or f"By when? {_DAYS}"
        agency, person = who
        owner = PersonId(person) if person else None
        return line, ActionDeed(what=what, agency=AgencyKey(agency), due_on=due, owner_id=owner), ""

    def _has_words(self) -> bool:
        return bool(self._what.text().strip())


class DecisionDialog(DeedForm):
    """What the panel decides on the item in hand, and why (Ctrl+Shift+D); or that it defers it."""

    def __init__(self, session: Session, deeds: RoomDeeds, parent: QWidget, *, defers: bool = False) -> None:
        self._defers = defers
        title, yes = ("Defer the item", "Defer") if defers else ("Decision", "Record the decision")
        super().__init__(title, session, deeds, parent, yes=yes)
        (self._reason if defers else self._outcome).setFocus()

    def _build_fields(self) -> None:
        outcomes = [each for each in self._at.outcomes if each.defers is self._defers]
        first = [] if self._defers else [(None, "Choose…")]
        self._outcome = choice([*first, *((each.key, _sentence(each)) for each in outcomes)])
        self._outcome.currentIndexChanged.connect(lambda _place: self._on_outcome())
        self._reason = self._words_field("Completes “because …”")
        self._review = DayField(self._at, "Review")
        self._review.editor.textChanged.connect(lambda _text: self._on_changed())
        levels = self._at.risk_scale.levels if self._at.risk_scale is not None else ()
        self._level = choice([("", "Choose…"), *((each, each) for each in levels)])
        self._level.currentIndexChanged.connect(lambda _place: self._on_changed())
        self._holder = line_edit(placeholder="The worker or team")
        self._holder.textChanged.connect(lambda _text: self._on_changed())
        self._level_field = LabelledField("Risk", self._level)
        self._holder_field = LabelledField("Held by", self._holder)
        self._outcome_field = LabelledField("Outcome", self._outcome)
        for field in (self._outcome_field, self._level_field, LabelledField("Because", self._reason)):
            self.body.addWidget(field)
        for field in (self._review, self._holder_field):
            self.body.addWidget(field)
        self._show_wanted()

    def _on_outcome(self) -> None:
        self._show_wanted()
        self._on_changed()
        self.adjustSize()

    def _show_wanted(self) -> None:
        """Only what the outcome asks for."""
        chosen = self._chosen()
        self._outcome_field.setHidden(self._defers and self._outcome.count() == 1)
        self._level_field.setHidden(chosen is None or not chosen.needs_level)
        self._holder_field.setHidden(chosen is None or not chosen.needs_holder)
        self._review.setHidden(chosen is None or chosen.closes or chosen.defers)

    def _chosen(self) -> Outcome | None:
        return next((each for each in self._at.outcomes if each.key == self._outcome.currentData()), None)

    def _filled(self) -> tuple[str, CapturedDeed | None, str]:
        chosen, reason = self._chosen(), _one_line(self._reason.text())
        line = f"/d {chosen.key if chosen else '…'} because {reason or '…'}"
        if chosen is None:
            return line, None, "Which outcome?"
        if not reason:
            return line, None, "Why? The reason is printed in the minutes."
        review = self._review.day() if not self._review.isHidden() else None
        if isinstance(review, str) and (review or chosen.needs_review):
            return line, None, review or f"When does the panel look again? {_DAYS}"
        deed = DecisionDeed(
            outcome=chosen.key,
            reason=reason,
            review_on=review if isinstance(review, date) else None,
            level=str(self._level.currentData() or "") if chosen.needs_level else "",
            held_by=_one_line(self._holder.text()) if chosen.needs_holder else "",
        )
        return line, deed, ""

    def _has_words(self) -> bool:
        return bool(self._reason.text().strip())


class DayField(LabelledField):
    """A day in the words of the line; below it stands which day they mean."""

    editor: QLineEdit

    def __init__(self, at: CaptureContext, label: str = "By when") -> None:
        self._at = at
        super().__init__(label, line_edit(), _DAYS)
        self.editor.textChanged.connect(lambda _text: self._tell())

    def text(self) -> str:
        """As typed."""
        return self.editor.text().strip()

    def day(self) -> date | str:
        """The day, or why there is none; nothing where nothing was typed."""
        if not self.text():
            return ""
        found = read_due(self.text(), self._at)
        if isinstance(found, date):
            return found
        return found.sentence if isinstance(found, Lack) else f"“{self.text()}” is no day: {_DAYS}."

    def _tell(self) -> None:
        day = self.day()
        self.set_hint(day_words(day) if isinstance(day, date) else _DAYS)


def _whos(at: CaptureContext) -> list[tuple[tuple[str, str], str]]:
    """Each agency, and after it its people who are known to the meeting, the invited first."""
    found: list[tuple[tuple[str, str], str]] = []
    for key, words in at.agencies:
        found.append(((key, ""), words))
        found += [((key, each.id), f"{words}, {each.name}") for each in at.people if each.agency == key]
    return found


def _sentence(outcome: Outcome) -> str:
    """``Continue with the plan``: the outcome's words as a choice."""
    words = outcome.words.removeprefix("to ")
    return words[:1].upper() + words[1:]


def _one_line(text: str) -> str:
    return " ".join(text.split())
