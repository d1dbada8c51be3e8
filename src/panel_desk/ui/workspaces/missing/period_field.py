"""The period of the page: one of the usual ones, or what a person writes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from panel_desk.domain.figures.reporting_year import Period
from panel_desk.ui.theme.measures import spaced
from panel_desk.ui.widgets.fields import choice
from panel_desk.ui.workspaces.missing.view_values import PeriodChoice

_OTHER = "Another period…"


class PeriodField(QWidget):
    """A choice of periods; its last line asks for another one."""

    chosen = Signal(object)
    """A ``Period``."""
    other_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices: list[PeriodChoice] = []
        self._at = 0
        self.combo: QComboBox = choice([], name="Period")
        spaced(QHBoxLayout(self)).addWidget(self.combo)
        self.combo.activated.connect(self._on_activated)
        self.setFocusProxy(self.combo)

    def set_choices(self, choices: Sequence[PeriodChoice]) -> None:
        """Offer these; the one chosen stays, by its place."""
        if list(choices) != self._choices[: len(choices)]:
            self._choices[: len(choices)] = choices
            self._show()

    def period(self) -> Period:
        """The chosen one."""
        return self._choices[self._at].period

    def choose(self, period: Period) -> None:
        """Choose a period, usual or not."""
        at = next((at for at, one in enumerate(self._choices) if one.period == period), -1)
        if at < 0:
            self._choices.append(PeriodChoice(words=period.words, period=period))
            at = len(self._choices) - 1
        self._at = at
        self._show()
        self.chosen.emit(period)

    def _show(self) -> None:
        blocked = self.combo.blockSignals(True)
        self.combo.clear()
        for one in self._choices:
            self.combo.addItem(one.words)
        self.combo.addItem(_OTHER)
        self.combo.setCurrentIndex(self._at)
        self.combo.blockSignals(blocked)

    def _on_activated(self, at: int) -> None:
        if at < len(self._choices):
            self._at = at
            self.chosen.emit(self.period())
            return
        self.combo.setCurrentIndex(self._at)
        self.other_wanted.emit()
