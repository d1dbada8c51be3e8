"""A date that is typed as it is written, picked from a calendar, or left out."""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtCore import QDate, QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QCalendarWidget, QDateEdit, QWidget

from panel_desk.ui.widgets.typed_date import Part, date_as_typed

_NO_DATE: Final = QDate(1900, 1, 1)
_SECTIONS: Final = {
    Part.DAY: QDateEdit.Section.DaySection,
    Part.MONTH: QDateEdit.Section.MonthSection,
    Part.YEAR: QDateEdit.Section.YearSection,
}
_STEPS: Final = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}
_ERASES: Final = {Qt.Key.Key_Backspace, Qt.Key.Key_Delete}


class DateField(QDateEdit):
    """A date, typed or picked; ``optional`` ones may be without, and Delete empties them.

    Qt takes what is typed part by part and jumps on by itself, so that of “15/1/2027” the month would be lost.
    """

    def __init__(self, *, optional: bool = False) -> None:
        super().__init__()
        self._typed = ""
        self._before = date.min
        self._begins_with = Part.DAY
        self.setCalendarPopup(True)
        self.setDisplayFormat("d MMM yyyy")
        self.setMinimumDate(_NO_DATE)
        if optional:
            self.setSpecialValueText("no date")
            # Where there is no date, the calendar would open in 1900.
            self.calendarWidget().installEventFilter(self)

    def value(self) -> date | None:
        """The date shown, or None."""
        shown = self.date()
        return None if self._is_none(shown) else date(shown.year(), shown.month(), shown.day())

    def set_value(self, value: date | None) -> None:
        """Show another date."""
        self._typed = ""
        self.setDate(_NO_DATE if value is None else QDate(value.year, value.month, value.day))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll."""
        event.ignore()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's name
        """Where there is no date there are no parts of it to go through: Qt would never leave the words instead."""
        self._typed = ""
        if self._is_none(self.date()):
            return QWidget.focusNextPrevChild(self, next)
        return super().focusNextPrevChild(next)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What is typed afterwards begins anew."""
        self._typed = ""
        super().focusOutEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """What is typed afterwards begins anew."""
        self._typed = ""
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take what is typed for a date as it is written; the rest is Qt's."""
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier in {
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.ShiftModifier,
        }
        if event.matches(QKeySequence.StandardKey.Paste):
            self._typed, self._before, self._begins_with = "", self._start(), Part.DAY
            self._take(QGuiApplication.clipboard().text().strip())
        elif plain and event.key() in _ERASES:
            self._erase()
        elif plain and event.text().isprintable() and event.text():
            if not self._typed:
                self._before, self._begins_with = self._start(), self._part()
            self._take(self._typed + event.text())
        else:
            self._typed = ""
            if event.key() in _STEPS and self.value() is None:
                self.set_value(self._start())
                return
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Open the calendar at this month where there is no date."""
        if event.type() is QEvent.Type.Show and isinstance(watched, QCalendarWidget) and self.value() is None:
            watched.showToday()
        return super().eventFilter(watched, event)

    def _take(self, typed: str) -> None:
        """Show what is meant so far; what cannot be meant changes nothing."""
        meant = date_as_typed(typed, self._begins_with, self._before)
        if meant is None:
            return
        day, part = meant
        self.set_value(day)
        self._typed = typed
        self.setSelectedSection(_SECTIONS[part])

    def _erase(self) -> None:
        """Take the last thing typed back; where nothing was typed, be without a date where that may be."""
        if self._typed:
            left = self._typed[:-1]
            self.set_value(self._before)
            self._take(left)
        elif self.specialValueText():
            self.set_value(None)

    def _start(self) -> date:
        """What stays of a date until it is typed."""
        return self.value() or date.today()  # noqa: DTZ011 - where the month and the year begin that are not typed

    def _part(self) -> Part:
        """The part where one types."""
        if self.value() is None:
            return Part.DAY
        return next((part for part, section in _SECTIONS.items() if section is self.currentSection()), Part.DAY)

    def _is_none(self, shown: QDate) -> bool:
        return bool(self.specialValueText()) and shown == self.minimumDate()
