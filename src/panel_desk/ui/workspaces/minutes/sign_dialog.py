"""Signing: whose certificate it is, and the signer's own passphrase, typed now and kept nowhere."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QSizePolicy, QWidget

from panel_desk.domain.errors import DeskError
from panel_desk.ui.theme.measures import spaced
from panel_desk.ui.widgets.card import Card
from panel_desk.ui.widgets.dialog import Dialog
from panel_desk.ui.widgets.fields import LabelledField, choice, line_edit
from panel_desk.ui.widgets.words import Words, WordsRole
from panel_desk.ui.workspaces.minutes.signers import SignerView


class SignDialog(Dialog):
    """Stays open until the signature is made: a wrong passphrase is told here, and everything stays as it was."""

    wanted = Signal(object, str)
    """Who signs, and the passphrase."""

    def __init__(self, reference: str, signers: Sequence[SignerView], parent: QWidget) -> None:
        super().__init__(f"Sign the minutes of {reference}", parent, width=560)
        self._signers = tuple(signers)
        self._busy = False
        self._certificate = Card("Certificate")
        self._lines = spaced(QFormLayout(), spacing=6)
        self._certificate.body.addLayout(self._lines)
        self._certificate.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._who = choice([(place, signer.label) for place, signer in enumerate(signers)], 0)
        self._who.currentIndexChanged.connect(lambda _place: self._show_signer())
        who = LabelledField("Signs as", self._who)
        who.setVisible(len(self._signers) > 1)
        self.body.addWidget(who)
        self._about = self.add_words("")
        self.body.addWidget(self._certificate)
        self._secret = line_edit(secret=True, name="Passphrase of the certificate")
        self._secret_field = LabelledField("Passphrase", self._secret, "Typed by the signer, at this computer.")
        self._secret.textEdited.connect(lambda _text: self._secret_field.set_problem(""))
        self.body.addWidget(self._secret_field)
        self.body.addStretch(1)
        self.add_button("Cancel")
        self._yes = self.add_button("Sign", self._on_yes, primary=True, icon="signature")
        self._show_signer()
        self._secret.setFocus()

    @property
    def problem(self) -> str:
        """What stands in the way, as the dialog says it; empty where nothing does."""
        return self._problem

    def type(self, passphrase: str) -> None:
        """Type the passphrase."""
        self._secret.setText(passphrase)

    def sign(self) -> None:
        """Press the button."""
        self._on_yes()

    def failed(self, error: DeskError) -> None:
        """The signature was not made; the dialog says why, and another try may follow."""
        self._set_busy(busy=False)
        self._say(f"{error.sentence} {error.remedy}".strip())
        self._secret.setFocus()

    def signed(self) -> None:
        """It is done."""
        self._set_busy(busy=False)
        self.accept()

    def stopped(self) -> None:
        """The work was cancelled."""
        self._set_busy(busy=False)

    def reject(self) -> None:
        """Not while a signature is being made."""
        if not self._busy:
            super().reject()

    def _signer(self) -> SignerView:
        return self._signers[max(self._who.currentIndex(), 0)]

    def _show_signer(self) -> None:
        signer = self._signer()
        as_what = f"signs as “{signer.as_what}”" if signer.agency is None else f"approves for {signer.as_what}"
        self._about.set_text(f"{signer.person.name} {as_what}. What is signed is not changed any more.")
        while self._lines.rowCount():
            self._lines.removeRow(0)
        for label, value in signer.certificate:
            self._lines.addRow(Words(label, WordsRole.MUTED), Words(value, wrap=True, selectable=True))
        self._certificate.setVisible(bool(signer.certificate))
        self._yes.setEnabled(not signer.problem)
        self._secret.setEnabled(not signer.problem)
        self._say(signer.problem)

    def _say(self, problem: str) -> None:
        self._problem = problem
        self._secret_field.set_problem(problem)

    def _on_yes(self) -> None:
        passphrase = self._secret.text()
        if self._busy or self._signer().problem:
            return
        if not passphrase:
            self._say("The passphrase of the certificate is needed.")
            return
        self._secret.clear()
        self._say("")
        self._set_busy(busy=True)
        self.wanted.emit(self._signer(), passphrase)

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self._yes.setEnabled(not busy)
        self._yes.setText("Signing…" if busy else "Sign")
        self._secret.setEnabled(not busy)
