"""What this computer offers the desk, as sentences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtGui import QGuiApplication

from panel_desk.services.examining import ComputerFinding, examine_computer
from panel_desk.ui.places import Command
from panel_desk.ui.tasks import Progress
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.buttons import button
from panel_desk.ui.widgets.sentence_row import SentenceList, SentenceRow
from panel_desk.ui.workspaces.settings.group import Group

_SENTENCES = {
    "Python": "Python runs Panel Desk",
    "System": "The computer’s system",
    "Fonts": "The typeface is there",
    "Keyring": "The keyring of this computer",
    "Usual desk folder": "Where desks usually lie",
}


class ComputerGroup(Group):
    """Looked at when the group is opened, and again on asking."""

    key: ClassVar[str] = "computer"
    words: ClassVar[str] = "This computer"
    sentence: ClassVar[str] = "What Panel Desk finds here: its parts, the keyring, folders and fonts. No name, no case."
    icon: ClassVar[str] = "monitor"
    of_record: ClassVar[bool] = False
    findings: tuple[ComputerFinding, ...]

    def refresh(self) -> None:
        """Look once; looking again is asked for."""
        if not self.findings:
            self.look()

    def commands(self) -> Sequence[Command]:
        """Looking again, copying."""
        return (
            Command(words="Look at this computer again", run=self.look),
            Command(words="Copy what was found about this computer", run=self.copy),
        )

    def look(self) -> None:
        """Look at everything that needs no vault, beside the window."""

        def looked(progress: Progress) -> list[ComputerFinding]:
            progress.tell("Looking at this computer")
            return examine_computer()

        self.session.draw("", looked, done=self.show_findings)

    def show_findings(self, findings: Sequence[ComputerFinding]) -> None:
        """What is wrong first."""
        self.findings = tuple(sorted(findings, key=lambda one: one.well))
        parts = [one for one in self.findings if one.well and one.what not in _SENTENCES]
        rows = [_row(one) for one in self.findings if one not in parts]
        listed = " · ".join(f"{one.what} {one.found}" for one in parts)
        self._list.set_rows([*rows, SentenceRow("circle-check", "Every part is there", listed, tone=Tone.GREEN)])

    def copy(self) -> None:
        """Everything found, for whoever looks after the computer."""
        lines = (f"{one.what}: {one.found} {one.remedy}".rstrip() for one in self.findings)
        QGuiApplication.clipboard().setText("\n".join(lines))
        self.session.messages.say("What was found is copied.")

    def _build(self) -> None:
        self.findings = ()
        self._add_head(button("Copy", self.copy, icon="copy"), button("Look again", self.look, icon="refresh-cw"))
        self._list = SentenceList()
        self.column.addWidget(self._list)
        self.column.addStretch(1)


def _row(finding: ComputerFinding) -> SentenceRow:
    icon, tone = ("circle-check", Tone.GREEN) if finding.well else ("circle-alert", Tone.RED)
    return SentenceRow(
        icon,
        _SENTENCES.get(finding.what, finding.what) if finding.well else finding.what,
        f"{finding.found} {finding.remedy}".strip(),
        tone=tone,
    )
