"""How the desk is opened: the passphrase, this computer's keyring, the recovery kit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ClassVar

from panel_desk.domain.errors import DeskError
from panel_desk.services.rekeying import change_passphrase, is_remembered, keep_recovery_kit, new_kit_phrase
from panel_desk.services.unlocking import forget, remember
from panel_desk.ui.places import Command
from panel_desk.ui.tasks import Progress
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.sentence_row import SentenceList, SentenceRow
from panel_desk.ui.widgets.words import Words, WordsRole
from panel_desk.ui.workspaces.settings.group import Group
from panel_desk.ui.workspaces.settings.key_dialogs import ChangeDialog, KitDialog


class KeysGroup(Group):
    """Three ways in, each with what can be done about it."""

    key: ClassVar[str] = "keys"
    words: ClassVar[str] = "Opening the desk"
    sentence: ClassVar[str] = (
        "The record is encrypted. What opens it is a passphrase; on this computer the keyring can do it for you; and "
        "the printed recovery kit opens it when the passphrase is forgotten."
    )
    icon: ClassVar[str] = "key-round"
    of_record: ClassVar[bool] = False

    def refresh(self) -> None:
        """Look at the key file again."""
        try:
            remembered = is_remembered(self._folder())
        except DeskError as error:
            self._list.set_rows([SentenceRow("circle-alert", error.sentence, error.remedy, tone=Tone.RED)])
            return
        self._list.set_rows(self._rows(remembered=remembered))

    def commands(self) -> Sequence[Command]:
        """What can be done about each."""
        return (
            Command(words="Change the desk’s passphrase", run=self.ask_passphrase),
            Command(words="Make a new recovery kit", run=self.ask_kit),
        )

    def ask_passphrase(self) -> None:
        """Ask for the passphrase now and the new one, twice."""
        ChangeDialog(self._change, self).open()

    def ask_kit(self) -> None:
        """Show a new phrase to be written down, and ask for it back."""
        KitDialog(new_kit_phrase(), self._folder(), self.session, self._keep_kit, self).open()

    def ask_remember(self) -> None:
        """Ask for the passphrase, and put the key into the keyring."""
        self.session.messages.ask_words(
            "Let this computer’s keyring open the desk?",
            will="Whoever is logged in as you on this computer opens the desk without the passphrase.",
            yes="Remember",
            secret=True,
            on_words=lambda passphrase: self._work(
                "Remembering the desk", lambda: f"{remember(self._folder(), passphrase)} opens the desk from now on."
            ),
        )

    def ask_forget(self) -> None:
        """Take the desk out of the keyring."""
        self.session.messages.ask(
            "Take the desk out of this computer’s keyring?",
            will="From now on the passphrase is asked for at every start.",
            yes="Take out",
            on_yes=lambda: self._work("Forgetting the desk", self._forgotten),
        )

    def _build(self) -> None:
        self._add_head()
        self._list = SentenceList()
        self.column.addWidget(self._list)
        note = "Backups made before a change still open with what opened the desk on their day."
        self.column.addWidget(Words(note, WordsRole.MUTED, wrap=True))
        self.column.addStretch(1)

    def _rows(self, *, remembered: bool) -> list[SentenceRow]:
        ring = (
            SentenceRow(
                "lock-open",
                "This computer’s keyring opens the desk",
                "At the start nothing is asked for; after a lock it is.",
                button=("Take out…", self.ask_forget),
                tone=Tone.GREEN,
            )
            if remembered
            else SentenceRow(
                "lock",
                "The passphrase is asked for at every start",
                "The computer’s keyring can keep the key instead, under your own login.",
                button=("Remember here…", self.ask_remember),
            )
        )
        return [
            SentenceRow(
                "key-round",
                "The passphrase opens the desk",
                "On any computer, and every backup made since it was set.",
                button=("Change it…", self.ask_passphrase),
            ),
            ring,
            SentenceRow(
                "life-buoy",
                "The recovery kit opens it when the passphrase is forgotten",
                "A new kit takes the place of the printed one, which opens nothing any more.",
                button=("Make a new kit…", self.ask_kit),
            ),
        ]

    def _folder(self) -> Path:
        folder = self.session.reading.book.vault.folder
        return folder if folder is not None else self.session.preferences.desk_folder

    def _change(self, now_opens: str, will_open: str) -> None:
        def change() -> str:
            change_passphrase(self._folder(), now_opens, will_open)
            return "The new passphrase opens the desk from now on."

        self._work("Changing the passphrase", change)

    def _keep_kit(self, now_opens: str, phrase: str, typed: str) -> None:
        def keep() -> str:
            keep_recovery_kit(self._folder(), now_opens, phrase, typed)
            return "The new recovery kit counts from now on. Destroy the one before it."

        self._work("Making a new recovery kit", keep)

    def _forgotten(self) -> str:
        forget(self._folder())
        return "This computer’s keyring no longer opens the desk."

    def _work(self, title: str, job: Callable[[], str]) -> None:
        def told(progress: Progress) -> str:
            progress.tell(title)
            return job()

        self.session.draw(title, told, done=self._on_done)

    def _on_done(self, sentence: str) -> None:
        self.session.messages.say(sentence, tone=Tone.GREEN)
        self.refresh()
