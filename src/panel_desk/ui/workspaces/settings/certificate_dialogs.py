"""What is asked when certificates are made and withdrawn."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from msgspec import Struct
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QWidget

from panel_desk.domain.ids import PanelKey
from panel_desk.domain.people import Person
from panel_desk.services.certificates import LONGEST
from panel_desk.services.desk import Desk
from panel_desk.ui.widgets.dialog import Dialog
from panel_desk.ui.widgets.fields import Form, choice, date_edit, line_edit, tick
from panel_desk.ui.widgets.flow import flow_row
from panel_desk.ui.widgets.words import Words, WordsRole
from panel_desk.ui.workspaces.settings.presenter import CertificateLine

SHORTEST = 8
_REASONS = (
    ("replaced", "A newer certificate takes its place"),
    ("left", "The person no longer signs"),
    ("key-lost", "The key or its passphrase may be known to others"),
)


def passphrase_problem(passphrase: str, again: str | None = None) -> str:
    """Why a new passphrase will not do; empty where it will."""
    if len(passphrase.strip()) < SHORTEST:
        return f"A passphrase has at least {SHORTEST} characters; four or five unrelated words are good."
    return "The two are not the same." if again is not None and again != passphrase else ""


class PassphraseDialog(Dialog):
    """Asks for a passphrase; a new one twice."""

    def __init__(
        self, title: str, will: str, on_passphrase: Callable[[str], None], parent: QWidget, *, twice: bool = False
    ) -> None:
        super().__init__(title, parent, width=520)
        self._on_passphrase = on_passphrase
        self.add_words(will)
        form = Form()
        self.passphrase = line_edit(secret=True)
        self.field = form.add("Passphrase of the root", self.passphrase)
        self.again = line_edit(secret=True) if twice else None
        if self.again is not None:
            form.add("The same again", self.again)
        self.body.addWidget(form)
        self.add_button("Cancel")
        self.add_button("Make", self._on_make, primary=True)

    def _on_make(self) -> None:
        again = self.again.text() if self.again is not None else None
        problem = passphrase_problem(self.passphrase.text(), again) if self.again is not None else ""
        self.field.set_problem(problem)
        if problem:
            return
        passphrase = self.passphrase.text()
        self.accept()
        self._on_passphrase(passphrase)


class Issue(Struct, frozen=True, kw_only=True):
    """A certificate that is asked for."""

    person: Person
    roles: tuple[str, ...]
    panels: tuple[PanelKey, ...]
    """None for every panel."""
    valid_to: date
    root_passphrase: str
    passphrase: str

    def __repr__(self) -> str:
        """Without the passphrases."""
        return f"Issue({self.person.id})"


class IssueDialog(Dialog):
    """A person, their roles, panels and a passphrase of their own, typed by themselves."""

    def __init__(
        self,
        desk: Desk,
        on_issue: Callable[[Issue], None],
        parent: QWidget,
        *,
        today: date,
    ) -> None:
        super().__init__("Issue a certificate", parent, width=600)
        self._on_issue = on_issue
        self._people = {person.id: person for person in desk.people.everyone()}
        panels = desk.people.panels()
        approving = {agency: panel.agency_name(agency) for panel in panels for agency in panel.approvals}
        roles = {"chair": "Chair", "deputy": "Deputy"}
        roles |= {f"approver:{agency}": f"Approves for {name}" for agency, name in approving.items()}
        form = Form()
        self.person = choice([(key, f"{one.name} · {one.title or one.agency}") for key, one in self._people.items()])
        form.add("For whom", self.person)
        self.until = date_edit(today + LONGEST)
        self._today = today
        self.until_field = form.add("Until", self.until, "The last day on which they may sign; two years at most")
        self.roles = {role: tick(words, on=role == "chair") for role, words in roles.items()}
        form.add_widget(Words("Signs as", WordsRole.STRONG))
        form.add_widget(flow_row(*self.roles.values(), spacing=16))
        self.panels: dict[PanelKey, QCheckBox] = {panel.key: tick(panel.name, on=True) for panel in panels}
        form.add_widget(Words("Of", WordsRole.STRONG))
        form.add_widget(flow_row(*self.panels.values(), spacing=16))
        self.passphrase, self.again = line_edit(secret=True), line_edit(secret=True)
        hint = "Typed by the person who will sign, and asked for at each signature"
        self.field = form.add("Their own passphrase", self.passphrase, hint)
        form.add("The same again", self.again)
        self.root = line_edit(secret=True)
        self.root_field = form.add("Passphrase of the root", self.root)
        self.body.addWidget(form)
        self.add_button("Cancel")
        self.add_button("Issue", self._on_press, primary=True)

    def _on_press(self) -> None:
        person = self._people.get(self.person.currentData())
        roles = [role for role, box in self.roles.items() if box.isChecked()]
        problem = "Choose a role to sign in." if not roles else ""
        self.field.set_problem(problem or passphrase_problem(self.passphrase.text(), self.again.text()))
        self.root_field.set_problem("" if self.root.text() else "The root’s passphrase is needed.")
        until = self.until.value()
        right = until is not None and self._today <= until <= self._today + LONGEST
        self.until_field.set_problem("" if right else "Not before today, and within two years.")
        if person is None or not roles or not self.root.text() or until is None or not right:
            return
        if passphrase_problem(self.passphrase.text(), self.again.text()):
            return
        panels = [key for key, box in self.panels.items() if box.isChecked()]
        # None for every panel the desk has or will have.
        chosen = [] if len(panels) == len(self.panels) else panels
        self.accept()
        self._on_issue(
            Issue(
                person=person,
                roles=tuple(roles),
                panels=tuple(chosen),
                valid_to=until,
                root_passphrase=self.root.text(),
                passphrase=self.passphrase.text(),
            )
        )


class WithdrawDialog(Dialog):
    """Why a certificate no longer counts."""

    def __init__(
        self, line: CertificateLine, on_withdraw: Callable[[CertificateLine, str], None], parent: QWidget
    ) -> None:
        super().__init__(f"Withdraw the certificate of {line.name}?", parent, width=560)
        self._line = line
        self._on_withdraw = on_withdraw
        self.add_words(
            "From now on nothing can be signed with it. Minutes signed before stay genuine, unless the key was lost: "
            "then earlier signatures can no longer be told from forged ones. It cannot be taken back."
        )
        self.reason = choice(_REASONS, "replaced")
        form = Form()
        form.add("Why", self.reason)
        self.body.addWidget(form)
        self.add_button("Cancel")
        self.add_button("Withdraw", self._on_press, danger=True)

    def _on_press(self) -> None:
        self.accept()
        self._on_withdraw(self._line, self.reason.currentData())


class FingerprintDialog(Dialog):
    """A fingerprint in large type, to be read aloud."""

    def __init__(self, fingerprint: str, parent: QWidget, *, of: str = "the council’s root") -> None:
        super().__init__(f"Fingerprint of {of}", parent, width=560)
        self.add_words(
            "Read it aloud, on the telephone or in the room, to whoever imports the trust file. Never send it by the "
            "same way as the file."
        )
        shown = Words(grouped(fingerprint), WordsRole.LARGE, wrap=True, selectable=True)
        shown.setAccessibleName("Fingerprint")
        self.body.addWidget(shown)
        self.add_button("Copy", lambda: QGuiApplication.clipboard().setText(grouped(fingerprint)), icon="copy")
        self.add_button("Close", primary=True)


def grouped(fingerprint: str) -> str:
    """A fingerprint in groups of four, as it is read aloud."""
    plain = "".join(c for c in fingerprint.upper() if c.isalnum())
    return " ".join(plain[at : at + 4] for at in range(0, len(plain), 4))
