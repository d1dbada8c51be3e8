"""Who may sign: the council's root, a certificate for each signer, and the trust file that readers import."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from PySide6.QtWidgets import QHBoxLayout

from panel_desk.domain.errors import DeskError
from panel_desk.services.desk import Desk
from panel_desk.services.exporting import write_whole
from panel_desk.ui.places import Command
from panel_desk.ui.tasks import Progress
from panel_desk.ui.theme.measures import measured, spaced
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.buttons import button, name_button
from panel_desk.ui.widgets.card import Card
from panel_desk.ui.widgets.empty import EmptyState
from panel_desk.ui.widgets.file_dialogs import ask_save
from panel_desk.ui.widgets.table import Column, Table, TableModel
from panel_desk.ui.widgets.words import Words, WordsRole
from panel_desk.ui.workspaces.settings.certificate_dialogs import (
    FingerprintDialog,
    Issue,
    IssueDialog,
    PassphraseDialog,
    WithdrawDialog,
)
from panel_desk.ui.workspaces.settings.group import Group
from panel_desk.ui.workspaces.settings.presenter import CertificateLine, SettingsPresenter

_COLUMNS = (
    Column[CertificateLine](title="Name", text=lambda line: line.name, strong=True, width=140),
    Column[CertificateLine](title="Signs as", text=lambda line: line.roles, stretch=True),
    Column[CertificateLine](title="Of", text=lambda line: line.panels, width=110),
    Column[CertificateLine](title="Until", text=lambda line: line.until_words, sort=lambda line: line.until, width=110),
    Column[CertificateLine](title="State", text=lambda line: line.state, tone=lambda line: line.tone, width=150),
    Column[CertificateLine](title="Fingerprint", text=lambda line: line.fingerprint, muted=True, width=130),
)


class CertificatesGroup(Group):
    """The root once, then one certificate for each signer."""

    key: ClassVar[str] = "certificates"
    words: ClassVar[str] = "Certificates"
    sentence: ClassVar[str] = (
        "Minutes are signed with a certificate that names the person and the role. Members import the trust file "
        "once, and check the root’s fingerprint with somebody they know."
    )
    icon: ClassVar[str] = "badge-check"

    def refresh(self) -> None:
        """Read root and certificates again."""
        has_root = self.session.reading.certificates.has_root()
        self._model.set_rows(self._presenter.certificates(self.session.today))
        self._root.set_text(
            "The council’s root is made. It signs certificates and the trust file, under a passphrase of its own."
            if has_root
            else "The council has no root yet. It is made once, and everybody who signs gets a certificate from it."
        )
        name_button(self._root_button, "Read the fingerprint…" if has_root else "Make the root…")
        self._warning.set_text(self._presenter.expiry_warning(self.session.today))
        self._warning.setVisible(bool(self._warning.text()))
        self._issue.setEnabled(has_root and self.may_change)
        self._trust.setEnabled(has_root and self.may_change)
        self._root_button.setEnabled(self.may_change or has_root)

    def commands(self) -> Sequence[Command]:
        """Issuing, withdrawing, giving the trust file."""
        has_root = self.session.reading.certificates.has_root()
        may = self.may_change
        return (
            Command(words="Make the council’s signing root", run=self.make_root, enabled=may and not has_root),
            Command(words="Issue a certificate", run=self.issue, shortcut="Ctrl+N", enabled=may and has_root),
            Command(words="Save the trust file", run=self.make_trust, enabled=may and has_root),
        )

    def make_root(self) -> None:
        """Ask for the root's passphrase, twice, and make it; it takes a few seconds."""
        council = self.session.reading.people.council()[0]
        PassphraseDialog(
            "Make the council’s signing root",
            f"The root of {council} is made once and stays in this desk. Its passphrase is asked for whenever a "
            "certificate or a trust file is made. Keep it where the council keeps such things: it cannot be recovered.",
            self._on_root_passphrase,
            self,
            twice=True,
        ).open()

    def issue(self) -> None:
        """Ask whom, as what, for which panels."""
        IssueDialog(self.session.reading, self._on_issue, self, today=self.session.today).open()

    def withdraw(self, line: CertificateLine) -> None:
        """Ask why, and withdraw from now on."""
        if line.may_withdraw and self.may_change:
            WithdrawDialog(line, self._on_withdraw, self).open()

    def make_trust(self) -> None:
        """Ask for the root's passphrase, make a fresh trust file and save it."""
        PassphraseDialog(
            "Make a trust file",
            "It says whom to believe from now on: the root, every certificate and every withdrawal. Send it to all "
            "who read minutes.",
            self._on_trust_passphrase,
            self,
        ).open()

    def _build(self) -> None:
        self._presenter = SettingsPresenter(self.session.reading)
        self._trust = button("Save the trust file…", self.make_trust, icon="download")
        self._withdraw = button("Withdraw…", self._withdraw_chosen)
        self._issue = button("Issue a certificate…", self.issue, icon="plus", primary=True, tip="Ctrl+N")
        self._withdraw.setEnabled(self.may_change)
        self._add_head(self._trust, self._withdraw, self._issue)
        card = Card()
        row = spaced(QHBoxLayout(), spacing=12)
        self._root = Words("", wrap=True)
        self._root_button = button("Make the root…", self._on_root_button, icon="key-round")
        row.addWidget(self._root, 1)
        row.addWidget(self._root_button)
        card.body.addLayout(row)
        self.column.addWidget(card)
        self._warning = Words("", WordsRole.STRONG, wrap=True, tone=Tone.AMBER)
        self.column.addWidget(self._warning)
        self._model = TableModel[CertificateLine](_COLUMNS)
        empty = EmptyState("badge-check", "Nobody can sign yet. Make the root first, then issue a certificate.")
        self.table = Table(self._model, name="Certificates", empty=empty)
        self.table.row_opened.connect(self._on_opened)
        if self.may_change:
            self.table.add_row_action("Withdraw…", self.withdraw, shortcut="Del")
        self.column.addWidget(measured(self.table, min_height=200), 1)

    def _on_root_button(self) -> None:
        if not self.session.reading.certificates.has_root():
            self.make_root()
            return
        fingerprint = self.session.reading.certificates.root_fingerprint()
        if fingerprint:
            self._show_fingerprint(fingerprint)
        else:
            self.session.messages.say("The fingerprint stands in the trust file.", remedy="Save the trust file first.")

    def _on_root_passphrase(self, passphrase: str) -> None:
        def make(desk: Desk, progress: Progress) -> str:
            progress.tell("Making the council’s signing root")
            council = desk.people.council()[0]
            fingerprint = desk.certificates.found_root(council, passphrase)
            desk.certificates.trust_file(passphrase)
            return fingerprint

        self.session.work("Making the signing root", make, done=self._on_root)

    def _on_root(self, fingerprint: str) -> None:
        self.session.messages.say("The council’s signing root is made.", tone=Tone.GREEN)
        self.refresh()
        self._show_fingerprint(fingerprint)

    def _show_fingerprint(self, fingerprint: str) -> None:
        FingerprintDialog(fingerprint, self).open()

    def _on_issue(self, issue: Issue) -> None:
        actor = self.session.actor

        def make(desk: Desk, progress: Progress) -> str:
            progress.tell(f"Making a certificate for {issue.person.name}")
            desk.certificates.issue(
                actor,
                issue.person,
                roles=issue.roles,
                panels=issue.panels,
                root_passphrase=issue.root_passphrase,
                passphrase=issue.passphrase,
                valid_to=issue.valid_to,
            )
            desk.certificates.trust_file(issue.root_passphrase)
            return issue.person.name

        self.session.work("Making a certificate", make, done=self._on_issued)

    def _on_issued(self, name: str) -> None:
        self.session.messages.say(
            f"{name} can sign now.",
            remedy="Save the trust file and send it to all who read minutes.",
            tone=Tone.GREEN,
            offer=("Save the trust file…", self._save_trust),
        )
        self.refresh()

    def _on_withdraw(self, line: CertificateLine, reason: str) -> None:
        actor = self.session.actor
        self.session.do(
            lambda desk: desk.certificates.revoke(actor, line.fingerprint, reason),
            said=f"The certificate of {line.name} is withdrawn. Send everybody a new trust file.",
        )

    def _on_trust_passphrase(self, passphrase: str) -> None:
        self.session.work(
            "Making a trust file",
            lambda desk, _progress: desk.certificates.trust_file(passphrase),
            done=lambda _content: self._save_trust(),
        )

    def _save_trust(self) -> None:
        ask_save(self, "Save the trust file", "trust.paneltrust", self.write_trust, kinds="Trust file (*.paneltrust)")

    def write_trust(self, path: Path) -> None:
        """Write the trust file made last."""
        content = self.session.reading.certificates.latest_trust()
        if content is None:
            return
        try:
            write_whole(path, content)
        except DeskError as error:
            self.session.messages.say_error(error)
            return
        self.session.messages.say(f"The trust file is saved as {path.name}.", tone=Tone.GREEN)

    def _withdraw_chosen(self) -> None:
        line = self.table.chosen()
        if line is not None:
            self.withdraw(line)

    def _on_opened(self, line: CertificateLine) -> None:
        FingerprintDialog(line.fingerprint, self, of=f"the certificate of {line.name}").open()
