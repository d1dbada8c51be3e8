"""Stopping the meeting for now, with the reason and the day it goes on, and going on again."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from panel_desk.domain.calendar import clock, day_words, england_day
from panel_desk.domain.capture.deeds import AdjournDeed, ResumeDeed
from panel_desk.domain.capture.due import read_due
from panel_desk.domain.capture.typed import Lack
from panel_desk.domain.errors import DeskError
from panel_desk.domain.meeting.meetings import Meeting, MeetingState
from panel_desk.ui.session import Session
from panel_desk.ui.theme.current import set_icon
from panel_desk.ui.theme.measures import spaced
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.buttons import button
from panel_desk.ui.widgets.dialog import Dialog
from panel_desk.ui.widgets.fields import Form, line_edit
from panel_desk.ui.widgets.words import Words, WordsRole
from panel_desk.ui.workspaces.meeting.room_deeds import RoomDeeds

_LONGEST = 500


class AdjournDialog(Dialog):
    """Asks the reason and the day; opened with ``open()``. Typing in the words or the line is kept as it is."""

    def __init__(self, session: Session, deeds: RoomDeeds, parent: QWidget | None = None) -> None:
        super().__init__("Adjourn the meeting", parent)
        self._session, self._deeds = session, deeds
        self.add_words("The clock stops, and what was typed is kept. The meeting goes on when it is resumed.")
        form = Form()
        self.body.addWidget(form)
        self.reason = line_edit(most=_LONGEST)
        self._reason_field = form.add("Why", self.reason, "The reason is minuted.")
        self.until = line_edit()
        self._until_field = form.add("Until", self.until, "A day: tomorrow, thu, 3 dec. Nothing: later today.")
        self.until.textEdited.connect(lambda _text: self._show_day())
        self.add_button("Cancel")
        self.add_button("Adjourn", self._on_adjourn, primary=True)
        self.reason.setFocus()

    def _day(self) -> date | Lack | None:
        typed = self.until.text().strip()
        if not typed:
            return None
        found = read_due(typed, self._deeds.context())
        return found if found is not None else Lack(f"“{typed}” is no day. Type one as 3 dec.")

    def _show_day(self) -> None:
        day = self._day()
        if isinstance(day, Lack):
            self._until_field.set_hint("A day: tomorrow, thu, 3 dec. Nothing: later today.")
        elif day is not None:
            self._until_field.set_hint(day_words(day))

    def _on_adjourn(self) -> None:
        day = self._day()
        if isinstance(day, Lack):
            self._until_field.set_problem(day.sentence)
            self.until.setFocus()
            return
        deed = AdjournDeed(reason=self.reason.text().strip(), resumes_on=day)
        self._deeds.enter(deed, done=lambda _recorded: self.accept(), failed=self._refused)

    def _refused(self, error: DeskError) -> None:
        self._reason_field.set_problem(str(error))
        self.reason.setFocus()


class ResumeBanner(QFrame):
    """While the meeting is adjourned: since when and why, and [Resume]. Hidden otherwise."""

    def __init__(self, session: Session, deeds: RoomDeeds, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._deeds = session, deeds
        self.setProperty("role", "message")
        self.setProperty("tone", Tone.AMBER.value)
        mark = QLabel()
        set_icon(mark, "pause", Tone.AMBER, 20)
        self._words = Words("", WordsRole.STRONG, wrap=True)
        self._detail = Words("", wrap=True)
        self.resume = button("Resume the meeting", self._on_resume, icon="play", primary=True)
        words = spaced(QVBoxLayout(), spacing=0)
        words.addWidget(self._words)
        words.addWidget(self._detail)
        row = spaced(QHBoxLayout(self), (16, 8, 16, 8), 12)
        row.addWidget(mark)
        row.addLayout(words, 1)
        row.addWidget(self.resume, 0, Qt.AlignmentFlag.AlignVCenter)
        self.hide()

    @property
    def says(self) -> str:
        """The sentence in sight."""
        return f"{self._words.text()} {self._detail.text()}".strip()

    def show_meeting(self, meeting: Meeting) -> None:
        """Show or hide it."""
        words, detail = adjourned_words(meeting, self._session.today)
        self._words.set_text(words)
        self._detail.set_text(detail)
        self._detail.setVisible(bool(detail))
        self.setVisible(bool(words))

    def _on_resume(self) -> None:
        self._deeds.enter(ResumeDeed())


def adjourned_words(meeting: Meeting, today: date) -> tuple[str, str]:
    """Since when and until when, and why; nothing while the meeting sits. Another day is said with its date."""
    if meeting.state is not MeetingState.ADJOURNED or not meeting.adjournments:
        return "", ""
    stopped, _resumed, reason = meeting.adjournments[-1]
    day = england_day(stopped)
    since = f"at {clock(stopped)}" if day == today else f"on {day_words(day)} at {clock(stopped)}"
    until = meeting.resumes_on
    goes_on = ""
    if until is not None:
        goes_on = ", to go on today" if until == today else f", to go on on {day_words(until)}"
    return f"Adjourned {since}{goes_on}", f"{reason[:1].upper()}{reason[1:].rstrip('.')}."
