"""Backups: where they go, one now, and whether the newest would restore."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from PySide6.QtWidgets import QFileDialog

from panel_desk.domain.calendar import ENGLAND, count_words, date_words
from panel_desk.domain.errors import DeskError
from panel_desk.services.desk import Desk
from panel_desk.services.safekeeping import Backup, Rehearsal, backups_in, make_backup, newest, rehearse
from panel_desk.ui.places import Command
from panel_desk.ui.tasks import Progress
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.buttons import button
from panel_desk.ui.widgets.card import Card
from panel_desk.ui.widgets.sentence_row import SentenceList, SentenceRow
from panel_desk.ui.widgets.words import Words
from panel_desk.ui.workspaces.settings.group import Group

_RESTORING = (
    "To restore, copy the folder of backups to the computer. In a terminal, type:",
    "panel-desk backup --into FOLDER-OF-BACKUPS --restore-to NEW-FOLDER",
    "The desk’s passphrase of that day opens it. Then open the new folder as a desk; nothing is restored over a desk.",
)


def backup_sentence(found: Sequence[Backup]) -> tuple[str, str, Tone]:
    """What there is, in a sentence with a detail and a tone."""
    if not found:
        return "There is no backup yet", "A disk that fails today takes the record with it.", Tone.RED
    last = found[-1].manifest
    when = last.made_at.astimezone(ENGLAND)
    detail = f"{count_words(len(found), 'backup')} kept: 7 daily, 4 weekly and 12 monthly ones at most."
    return f"The newest backup is of {date_words(when.date())}, {when:%H:%M}", detail, Tone.GREEN


class BackupsGroup(Group):
    """A backup now, a rehearsal of the newest, and what to do on the day it is needed."""

    key: ClassVar[str] = "backups"
    words: ClassVar[str] = "Backups"
    sentence: ClassVar[str] = (
        "A backup is encrypted as the desk is, made whole or not at all, and looked through as it is made. Keep the "
        "folder on another disk, or on the council’s own storage."
    )
    icon: ClassVar[str] = "database-backup"
    of_record: ClassVar[bool] = False

    def refresh(self) -> None:
        """Look into the folder again."""
        folder = self.session.preferences.backup_folder
        self._folder.set_text(str(folder))
        try:
            found = backups_in(folder)
        except DeskError as error:
            self._show(str(error), "", Tone.RED)
            return
        sentence, detail, tone = backup_sentence(found)
        self._show(sentence, detail, tone)
        self._rehearse.setEnabled(bool(found))

    def commands(self) -> Sequence[Command]:
        """Making and rehearsing."""
        return (
            Command(words="Back up now", run=self.back_up, shortcut="Ctrl+Shift+B"),
            Command(words="Rehearse restoring the newest backup", run=self.ask_rehearsal),
            Command(words="Choose the folder of backups", run=self.choose_folder),
        )

    def back_up(self) -> None:
        """Make a backup into the folder."""
        folder = self.session.preferences.backup_folder

        def make(desk: Desk, progress: Progress) -> Backup:
            progress.tell("Copying and checking the record")
            return make_backup(desk, folder)

        self.session.work("Backing up", make, done=self._on_made)

    def ask_rehearsal(self) -> None:
        """Ask for the passphrase, and try the newest backup in a private folder."""
        self.session.messages.ask_words(
            "Rehearse restoring the newest backup?",
            will="It is restored into a private folder, looked through, and taken away again. The desk’s passphrase "
            "opens it.",
            yes="Rehearse",
            secret=True,
            on_words=self._rehearse_with,
        )

    def choose_folder(self) -> None:
        """Ask for another folder."""
        asked = QFileDialog(self, "Choose the folder of backups", str(self.session.preferences.backup_folder))
        asked.setFileMode(QFileDialog.FileMode.Directory)
        asked.setOption(QFileDialog.Option.ShowDirsOnly)
        asked.fileSelected.connect(lambda name: self.use_folder(Path(name)))
        asked.open()

    def use_folder(self, folder: Path) -> None:
        """Back up into another folder from now on."""
        try:
            self.session.preferences.change(backup_folder=str(folder))
        except DeskError as error:
            self.session.messages.say_error(error)
        self.refresh()

    def _build(self) -> None:
        self._rehearse = button("Rehearse restoring…", self.ask_rehearsal, icon="history")
        self._add_head(
            self._rehearse, button("Back up now", self.back_up, icon="archive", primary=True, tip="Ctrl+Shift+B")
        )
        self._list = SentenceList()
        self.column.addWidget(self._list)
        where = Card("Where backups go")
        self._folder = Words("", selectable=True, wrap=True)
        where.body.addWidget(self._folder)
        where.body.addWidget(button("Choose another folder…", self.choose_folder, icon="folder-open"))
        self.column.addWidget(where)
        restoring = Card("On the day you need one")
        for line in _RESTORING:
            restoring.body.addWidget(Words(line, wrap=True, selectable=True))
        self.column.addWidget(restoring)
        self.column.addStretch(1)

    def _show(self, sentence: str, detail: str, tone: Tone) -> None:
        icon = "circle-check" if tone is Tone.GREEN else "circle-alert"
        self._list.set_rows([SentenceRow(icon, sentence, detail, tone=tone)])

    def _rehearse_with(self, passphrase: str) -> None:
        folder = self.session.preferences.backup_folder

        def tried(progress: Progress) -> Rehearsal:
            progress.tell("Restoring into a private folder")
            return rehearse(newest(folder), passphrase)

        self.session.draw("Rehearsing a restore", tried, done=self._on_rehearsed)

    def _on_made(self, made: Backup) -> None:
        self.session.messages.say(f"The backup {made.folder.name} is made and was looked through.", tone=Tone.GREEN)
        self.refresh()

    def _on_rehearsed(self, rehearsal: Rehearsal) -> None:
        words = " ".join(rehearsal.sentences)
        if rehearsal.would_restore:
            self.session.messages.say(f"The newest backup would restore. {words}", tone=Tone.GREEN)
        else:
            self.session.messages.say(
                f"The newest backup would not restore. {words}", remedy="Make a new one now.", tone=Tone.RED
            )
