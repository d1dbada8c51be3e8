"""A period that is chosen: a reporting year, a quarter of it, or any two dates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from panel_desk.domain.errors import DeskError
from panel_desk.domain.figures.reporting_year import (
    Period,
    between,
    parse_period,
    reporting_year,
    year_around,
    year_of,
)
from panel_desk.ui.theme.measures import spaced
from panel_desk.ui.widgets.fields import choice, date_edit, set_choices
from panel_desk.ui.widgets.flow import flow_row
from panel_desk.ui.widgets.words import Words, WordsRole

_DATES: Final = "two dates"
_WHOLE: Final = 0
_PARTS: Final = (
    (_WHOLE, "Whole year"),
    (1, "April to June"),
    (2, "July to September"),
    (3, "October to December"),
    (4, "January to March"),
)
_TYPED: Final = 400
"""Milliseconds after the last change of a date until it counts: a date is typed in three steps."""


class PeriodBar(QWidget):
    """Chooses the period; ``period_chosen`` tells of another one, and what is none is said below."""

    period_chosen = Signal(object)

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._period = year_around(today)
        self._by_dates = False
        self._build()
        self.set_years(())

    @property
    def period(self) -> Period:
        """The period chosen last."""
        return self._period

    @property
    def problem(self) -> str:
        """Why what stands in the fields is no period."""
        return self._problem.text()

    def set_aside(self, words: str) -> None:
        """Say something beside the choices."""
        self._aside.set_text(words)
        self._aside.setVisible(bool(words))

    def set_years(self, years: Sequence[str]) -> None:
        """Offer these years, this one always, and any two dates."""
        this = year_of(self._today)
        known = sorted({this, *years, self._label()} - {_DATES}, reverse=True)
        words = [(year, f"{year} so far" if year == this else year) for year in known]
        set_choices(self._year, [*words, (_DATES, "Any two dates")], self._label())
        self._show_fields()

    def choose(self, period: Period) -> None:
        """Show another period, and tell."""
        self._take(period)
        self.set_years([self._year.itemData(at) for at in range(self._year.count())])
        self.period_chosen.emit(period)

    def _build(self) -> None:
        self._year = choice([], name="Reporting year")
        self._part = choice(_PARTS, _WHOLE, name="Part of the year")
        self._from = date_edit(self._period.starts_on, name="From")
        self._until = date_edit(min(self._today, self._period.ends_on), name="Until, that day included")
        self._to = Words("to", WordsRole.MUTED)
        self._problem = Words("", WordsRole.PROBLEM, wrap=True)
        self._problem.hide()
        self._aside = Words("", WordsRole.MUTED)
        row = flow_row(self._year, self._part, self._from, self._to, self._until, self._aside, spacing=12)
        column = spaced(QVBoxLayout(self), spacing=4)
        column.addWidget(row)
        column.addWidget(self._problem)
        self._typed = QTimer(self, singleShot=True, interval=_TYPED)
        self._typed.timeout.connect(self._on_chosen)
        self._year.currentIndexChanged.connect(lambda _at: self._on_year())
        self._part.currentIndexChanged.connect(lambda _at: self._on_chosen())
        self._from.dateChanged.connect(lambda _day: self._typed.start())
        self._until.dateChanged.connect(lambda _day: self._typed.start())

    def _on_year(self) -> None:
        self._by_dates = self._year.currentData() == _DATES
        if self._by_dates:
            self._set_dates(self._period)
        self._show_fields()
        self._on_chosen()

    def _on_chosen(self) -> None:
        try:
            period = self._read()
        except DeskError as error:
            self._problem.set_text(str(error))
            self._problem.show()
            return
        self._problem.hide()
        self._problem.set_text("")
        if period != self._period:
            self._period = period
            self.period_chosen.emit(period)

    def _read(self) -> Period:
        year, part = self._year.currentData(), self._part.currentData()
        if year == _DATES:
            return between(self._from.value() or self._today, self._until.value() or self._today)
        return reporting_year(year) if part == _WHOLE else parse_period(f"Q{part} {year}")

    def _take(self, period: Period) -> None:
        self._period, self._by_dates = period, False
        quarter = next((q for q, _w in _PARTS if q and parse_period(f"Q{q} {year_of(period.starts_on)}") == period), 0)
        self._part.blockSignals(True)
        self._part.setCurrentIndex(self._part.findData(quarter))
        self._part.blockSignals(False)
        self._set_dates(period)
        self._problem.hide()

    def _set_dates(self, period: Period) -> None:
        for field, day in ((self._from, period.starts_on), (self._until, period.ends_on)):
            field.blockSignals(True)
            field.set_value(day)
            field.blockSignals(False)

    def _label(self) -> str:
        """The entry of the years that the period is under."""
        year = year_of(self._period.starts_on)
        of_year = [reporting_year(year), *(parse_period(f"Q{q} {year}") for q, _words in _PARTS if q)]
        return year if self._period in of_year and not self._by_dates else _DATES

    def _show_fields(self) -> None:
        by_dates = self._year.currentData() == _DATES
        self._part.setVisible(not by_dates)
        for widget in (self._from, self._to, self._until):
            widget.setVisible(by_dates)
