"""A day and, where it is known, a time of England's clock: one field of a form."""

from __future__ import annotations

from datetime import date, datetime, time

from msgspec import Struct
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from panel_desk.domain.calendar import clock, day_words
from panel_desk.domain.missing.clock_text import read_time
from panel_desk.ui.theme.current import restyle
from panel_desk.ui.theme.measures import measured, spaced
from panel_desk.ui.widgets.fields import date_edit, line_edit
from panel_desk.ui.widgets.words import Words, WordsRole

_NOT_A_TIME = "That is no time of day: type 14:20 or 2.20pm, or leave it empty where only the day is known."


class Moment(Struct, frozen=True):
    """What was filled in: England's wall clock without a zone; 00:00 where only the day is known."""

    at: datetime
    time_known: bool = True


class MomentField(QWidget):
    """A label, the day, and beside it the time to be typed; below it what is understood, or the problem."""

    def __init__(
        self,
        label: str,
        value: Moment | None = None,
        *,
        optional: bool = False,
        needs_time: bool = False,
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._needs_time, self._hint, self._problem = needs_time, hint, ""
        self.day = date_edit(value.at.date() if value else None, optional=optional, name=f"{label}, the day")
        self.time = line_edit(placeholder="14:20", most=12, name=f"{label}, the time")
        measured(self.time, width=96)
        self._below = Words("", WordsRole.SMALL, wrap=True)
        row = spaced(QHBoxLayout(), spacing=8)
        row.addWidget(self.day, 1)
        row.addWidget(self.time)
        column = spaced(QVBoxLayout(self), spacing=4)
        title = Words(label, WordsRole.STRONG)
        title.setBuddy(self.day)
        column.addWidget(title)
        column.addLayout(row)
        column.addWidget(self._below)
        self.setFocusProxy(self.day)
        self.day.dateChanged.connect(lambda _day: self._tell())
        self.time.textChanged.connect(lambda _text: self._tell())
        if value is not None:
            self.set_value(value)
        self._tell()

    def set_value(self, value: Moment | None) -> None:
        """Show another moment."""
        self.day.set_value(value.at.date() if value else None)
        self.time.setText(clock(value.at) if value and value.time_known else "")

    def value(self) -> Moment | None:
        """What is filled in; None without a day, or where the time cannot be read (``refuse_unfit`` says so)."""
        day, at = self.day.value(), read_time(self.time.text())
        if day is None or (at is None and self.time.text().strip()):
            return None
        return Moment(datetime.combine(day, at or time(0)), at is not None)

    def is_unfit(self, *, needed: bool = False) -> bool:
        """Whether it cannot be taken as it is filled in; then the sentence below says why.

        Args:
            needed: Whether there must be a day at all.
        """
        sentence = ""
        if self.time.text().strip() and read_time(self.time.text()) is None:
            sentence = _NOT_A_TIME
        elif self.day.value() is None and (needed or self.time.text().strip()):
            sentence = "On which day?"
        elif self._needs_time and self.day.value() is not None and not self.time.text().strip():
            sentence = "At what time, about? A time is needed here."
        self.set_problem(sentence)
        return bool(sentence)

    def set_problem(self, sentence: str) -> None:
        """Say what is wrong with it; nothing takes it back."""
        self._problem = sentence
        self._tell(keep=True)

    def _tell(self, *, keep: bool = False) -> None:
        if not keep:
            self._problem = ""
        told = self._problem or self._understood() or self._hint
        self._below.set_text(told)
        self._below.set_role(WordsRole.PROBLEM if self._problem else WordsRole.SMALL)
        self._below.setHidden(not told)
        for editor in (self.day, self.time):
            editor.setAccessibleDescription(told)
            restyle(editor, problem=bool(self._problem))

    def _understood(self) -> str:
        """``Thursday 19 November 2026, 14:20``; for who typed ``2.20pm`` or chose the day from the calendar."""
        day = self.day.value()
        if day is None:
            return ""
        at = read_time(self.time.text())
        if at is not None:
            return f"{day_words(day)}, {clock(at)}"
        return day_words(day) if self._needs_time or self.time.text().strip() else f"{day_words(day)}, time not known"

    def focus(self) -> None:
        """Put the keyboard on the day."""
        self.day.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @staticmethod
    def of(at: datetime | None, *, time_known: bool = True) -> Moment | None:
        """A moment as the record holds it."""
        return Moment(at, time_known) if at is not None else None

    @staticmethod
    def on(day: date) -> Moment:
        """A day whose time is not known."""
        return Moment(datetime.combine(day, time(0)), time_known=False)
