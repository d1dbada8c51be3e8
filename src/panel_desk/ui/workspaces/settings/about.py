"""What Panel Desk is made of: its version, and whose work is inside under which licence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit

from panel_desk.services.licences import Licence, licences, version_words
from panel_desk.ui.places import Command
from panel_desk.ui.theme.measures import measured
from panel_desk.ui.widgets.buttons import button
from panel_desk.ui.widgets.card import Card
from panel_desk.ui.widgets.dialog import Dialog
from panel_desk.ui.widgets.table import Column, Table, TableModel
from panel_desk.ui.widgets.words import Words, WordsRole
from panel_desk.ui.workspaces.settings.group import Group

_COLUMNS = (
    Column[Licence](title="Part", text=lambda one: one.name, strong=True, width=200),
    Column[Licence](title="Version", text=lambda one: one.version, width=120),
    Column[Licence](title="Licence", text=lambda one: one.licence, stretch=True),
)


class AboutGroup(Group):
    """Version, licence, and what came from others."""

    key: ClassVar[str] = "about"
    words: ClassVar[str] = "About"
    sentence: ClassVar[str] = (
        "Panel Desk sits beside safeguarding procedures and never replaces them. Immediate risk to a child: call the "
        "police or the MASH now."
    )
    icon: ClassVar[str] = "info"
    of_record: ClassVar[bool] = False

    def commands(self) -> Sequence[Command]:
        """Copying the version."""
        return (Command(words="Copy the version of Panel Desk", run=self.copy),)

    def copy(self) -> None:
        """For whoever helps."""
        QGuiApplication.clipboard().setText(version_words())
        self.session.messages.say("The version is copied.")

    def _build(self) -> None:
        self._add_head(button("Copy the version", self.copy, icon="copy"))
        card = Card()
        card.body.addWidget(Words(version_words(), WordsRole.SUBHEADING, selectable=True))
        own = "Free software under the MIT licence. Nothing you type leaves this computer."
        card.body.addWidget(Words(own, wrap=True))
        self.column.addWidget(card)
        model = TableModel[Licence](_COLUMNS, licences(), key=lambda one: one.name)
        self.table = Table(model, name="Work of others")
        measured(self.table, min_height=320)
        self.table.row_opened.connect(lambda one: LicenceDialog(one, self).open())
        self.column.addWidget(Words("Work of others inside · Enter shows the licence", WordsRole.MUTED))
        self.column.addWidget(self.table, 1)


class LicenceDialog(Dialog):
    """The words of one licence."""

    def __init__(self, licence: Licence, parent: AboutGroup) -> None:
        super().__init__(f"{licence.name}: {licence.licence}", parent, width=680)
        text = QPlainTextEdit(licence.text or "The words of this licence are not in the package.")
        text.setReadOnly(True)
        text.setAccessibleName(f"Licence of {licence.name}")
        measured(text, min_height=360)
        self.body.addWidget(text)
        self.add_button("Close", primary=True)
