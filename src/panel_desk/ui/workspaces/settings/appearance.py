"""How the window looks on this computer, and when it locks by itself."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from panel_desk.domain.errors import DeskError
from panel_desk.ui.theme.current import Scheme, apply_theme
from panel_desk.ui.theme.measures import measured
from panel_desk.ui.widgets.card import Card
from panel_desk.ui.widgets.fields import Form, radio, spin
from panel_desk.ui.widgets.flow import flow_row
from panel_desk.ui.widgets.words import Words, WordsRole
from panel_desk.ui.workspaces.settings.group import Group

SCHEMES: tuple[tuple[Scheme, str], ...] = (
    ("system", "As the computer"),
    ("light", "Light"),
    ("dark", "Dark"),
)
_STEP = 10
_PAUSE = 250
"""Milliseconds: a size that is being turned through is put on once it rests."""


class AppearanceGroup(Group):
    """Each choice is put on at once."""

    key: ClassVar[str] = "appearance"
    words: ClassVar[str] = "Appearance and lock"
    sentence: ClassVar[str] = "For you on this computer. Nothing here changes the record or the documents."
    icon: ClassVar[str] = "contrast"
    of_record: ClassVar[bool] = False

    def refresh(self) -> None:
        """Show what is in force."""
        now = self.session.preferences.value
        for scheme, choice in self.schemes.items():
            choice.blockSignals(True)
            choice.setChecked(scheme == now.theme)
            choice.blockSignals(False)
        for number, value in ((self.text_size, now.text_percent), (self.minutes, now.lock_minutes)):
            number.blockSignals(True)
            number.setValue(value)
            number.blockSignals(False)

    def _build(self) -> None:
        self._add_head()
        looks = Card("Appearance")
        form = Form()
        form.add_widget(Words("Colours", WordsRole.STRONG))
        self.schemes = {scheme: radio(words) for scheme, words in SCHEMES}
        form.add_widget(flow_row(*self.schemes.values(), spacing=20))
        self.text_size = spin(100, 100, 200, suffix=" %")
        self.text_size.setSingleStep(_STEP)
        measured(self.text_size, max_width=160)
        form.add("Size of text", self.text_size, "From 100 to 200 per cent; everything grows with it")
        looks.body.addWidget(form)
        lock = Card("Lock")
        self.minutes = spin(10, 1, 60, suffix=" minutes")
        measured(self.minutes, max_width=160)
        locking = Form()
        locking.add(
            "Lock after",
            self.minutes,
            "Without a key or a click. The desk also locks with the screen, and at once with Ctrl+L.",
        )
        lock.body.addWidget(locking)
        self.column.addWidget(looks)
        self.column.addWidget(lock)
        self.column.addStretch(1)
        self._rest = QTimer(self, singleShot=True, interval=_PAUSE)
        self._rest.timeout.connect(self._put_on)
        for scheme, choice in self.schemes.items():
            choice.clicked.connect(lambda _on=False, scheme=scheme: self._keep(theme=scheme))
        self.text_size.valueChanged.connect(lambda value: self._keep(text_percent=value))
        self.minutes.valueChanged.connect(lambda value: self._keep(lock_minutes=value))

    def _keep(self, **fields: object) -> None:
        try:
            self.session.preferences.change(**fields)
        except DeskError as error:
            self.session.messages.say_error(error)
        if "lock_minutes" not in fields:
            self._rest.start()

    def _put_on(self) -> None:
        now = self.session.preferences.value
        application = QApplication.instance()
        scheme: Scheme = next((key for key, _words in SCHEMES if key == now.theme), "system")
        if isinstance(application, QApplication):
            apply_theme(application, scheme, now.text_percent)
