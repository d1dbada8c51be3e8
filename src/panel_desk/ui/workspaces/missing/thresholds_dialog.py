"""Who goes missing most, in four numbers and with what they name, and after which episodes an interview is due."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from panel_desk.domain.errors import DeskError
from panel_desk.domain.missing.thresholds import Thresholds
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.deed_dialog import DeedDialog
from panel_desk.ui.widgets.fields import LabelledField, spin, tick
from panel_desk.ui.widgets.words import Words, WordsRole

_SETTLED = 250
"""Milliseconds after the last change until its effect is reckoned."""


class ThresholdsDialog(DeedDialog[Thresholds]):
    """Hands over ``Thresholds`` to be kept; ``trying`` those for one run alone."""

    trying = Signal(object)

    def __init__(
        self,
        now: Thresholds,
        effect: Callable[[Thresholds], str],
        *,
        may_set: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Who goes missing most", "Keep for this desk", parent, width=560)
        self._effect = effect
        self._build(now)
        self.add_beside("Try them once", self._on_try)
        self.deed_button.setVisible(may_set)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLED)
        self._settle.timeout.connect(self.tell)
        for editor in (self.episodes, self.days, self.top, self.hours):
            editor.valueChanged.connect(lambda _value: self._settle.start())
        self.after_absence.toggled.connect(lambda _on: self._settle.start())
        self.tell()

    def _build(self, now: Thresholds) -> None:
        self.about("Any one of these is enough. Who is missing now always counts.")
        self.episodes = spin(now.episodes, 0, 1000)
        self.days = spin(now.days, 0, 3660)
        self.top = spin(now.top, 0, 10_000)
        self.hours = spin(now.longer_than_hours, 0, 24 * 366)
        self.form.add_row(
            [_field("At least so many episodes", self.episodes), _field("Within so many days", self.days)]
        )
        self.form.add_row(
            [
                _field("The children with the most episodes", self.top),
                _field("An episode longer than hours", self.hours),
            ]
        )
        self.after_absence = tick(
            "A return interview is due after absences too",
            on=now.interviews_after_absence,
            tip="Else after missing episodes alone: absent ones then have no 72 hours, and are not in the measures.",
        )
        self.form.add_widget(self.after_absence)
        self._told = Words("", wrap=True)
        self.form.add_widget(self._told)
        again = Thresholds()
        self.form.add_widget(
            Words(
                f"Usual: {again.episodes} in {again.days} days, the {again.top} with the most, "
                f"longer than {again.longer_than_hours} hours; an interview after every episode.",
                WordsRole.SMALL,
                wrap=True,
            )
        )

    def value(self) -> Thresholds:
        """What is set."""
        return Thresholds(
            episodes=self.episodes.value(),
            days=self.days.value(),
            top=self.top.value(),
            longer_than_hours=self.hours.value(),
            interviews_after_absence=self.after_absence.isChecked(),
        )

    @property
    def told(self) -> str:
        """What the numbers would name."""
        return self._told.text()

    def tell(self) -> None:
        """Say what the numbers would name, or why they cannot be."""
        try:
            words, fits = self._effect(self.value()), True
        except DeskError as error:
            words, fits = " ".join(part for part in (error.sentence, error.remedy) if part), False
        self._told.set_text(words)
        self._told.set_role(WordsRole.STRONG if fits else WordsRole.PROBLEM)
        self._told.set_tone(None if fits else Tone.RED)
        self.deed_button.setEnabled(fits)
        self.fit()

    def _on_try(self) -> None:
        self.trying.emit(self.value())


def _field(label: str, editor: QWidget) -> LabelledField:
    return LabelledField(label, editor)
