"""The door of a desk: opened by passphrase, recovery kit or this computer's keyring. It is the lock screen too."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from panel_desk.domain.errors import DeskError, Reason
from panel_desk.services.book import Clock
from panel_desk.services.desk import Desk, system_clock
from panel_desk.services.unlocking import (
    Ways,
    desk_exists,
    open_by_keyring,
    open_by_passphrase,
    open_by_recovery_kit,
    ways,
)
from panel_desk.ui.session import Around
from panel_desk.ui.shell.door import Door, Step
from panel_desk.ui.shell.passphrase_field import PassphraseField
from panel_desk.ui.shell.recent_desks import recent_desks, remember_desk
from panel_desk.ui.theme.measures import spaced
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.buttons import button, link, name_button
from panel_desk.ui.widgets.fields import LabelledField, choice, set_choices
from panel_desk.ui.widgets.file_dialogs import ask_folder
from panel_desk.ui.widgets.words import Words, WordsRole


class UnlockStep(Step):
    """Which desk, and the secret that opens it."""

    title = "Open the desk"
    next_words = "Open"
    folder_changed = Signal(object)
    """A ``Path``."""
    keyring_wanted = Signal()
    new_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._busy = False
        self.by_kit = False
        self._folders = choice((), name="Desk")
        self._folders.currentIndexChanged.connect(self._on_folder)
        self.secret = PassphraseField("Passphrase")
        self.secret.edited.connect(self.ready_changed)
        self._problem = Words("", WordsRole.PROBLEM, wrap=True)
        self._keyring = button("Open with this computer’s keyring", self.keyring_wanted.emit, icon="key-round")
        self._kit = link("Use the recovery kit", self._toggle_kit)
        self._elsewhere = (
            link("Choose another folder…", self._choose),
            link("Make a new desk…", self.new_wanted.emit),
        )
        self.body.addWidget(LabelledField("Desk", self._folders))
        self.body.addWidget(self.secret)
        self.body.addWidget(self._problem)
        self.body.addLayout(_row(self._keyring))
        self.body.addLayout(_row(self._kit, *self._elsewhere))
        self.say("")

    def is_ready(self) -> bool:
        """Something was typed, and nothing is being tried."""
        return bool(self.secret.text()) and not self._busy

    def enter(self) -> None:
        """Typing begins at once."""
        self.secret.editor.setFocus()

    def show_folders(self, folders: tuple[Path, ...]) -> None:
        """Offer these desks, the first of them chosen."""
        set_choices(self._folders, [(folder, str(folder)) for folder in folders], folders[0])

    def show_ways(self, possible: Ways) -> None:
        """Offer what opens the desk."""
        self._keyring.setVisible(possible.keyring)
        self._kit.setVisible(possible.recovery_kit)
        self.secret.setEnabled(possible.passphrase or possible.recovery_kit)

    def set_busy(self, *, busy: bool) -> None:
        """While a key is being tried nothing else can be."""
        self._busy = busy
        self.next_words = "Opening…" if busy else "Open"
        for part in (self.secret, self._folders, self._keyring, self._kit, *self._elsewhere):
            part.setEnabled(not busy)
        if not busy:
            self.secret.editor.setFocus()
        self.ready_changed.emit()

    def say(self, sentence: str) -> None:
        """Say what keeps the desk closed."""
        self._problem.set_text(sentence)
        self._problem.setVisible(bool(sentence))

    def refuse(self, sentence: str) -> None:
        """The secret was not the right one: it stays, chosen whole, to be typed anew."""
        self.secret.set_problem(sentence)
        self.secret.editor.selectAll()

    def ask_for(self, *, kit: bool) -> None:
        """Ask for the passphrase, or for the phrase of the recovery kit."""
        self.by_kit = kit
        self.secret.forget()
        self.secret.set_label("Phrase of the recovery kit" if kit else "Passphrase")
        self.secret.set_hint("Six groups of four. Dashes, spaces and small letters do not matter." if kit else "")
        name_button(self._kit, "Use the passphrase" if kit else "Use the recovery kit")

    def _toggle_kit(self) -> None:
        self.ask_for(kit=not self.by_kit)
        self.secret.editor.setFocus()

    def _on_folder(self) -> None:
        folder = self._folders.currentData()
        if isinstance(folder, Path):
            self.folder_changed.emit(folder)

    def _choose(self) -> None:
        ask_folder(self, "The folder that holds the desk", self.folder_changed.emit)


class Unlock(Door):
    """``opened`` carries the desk, opened on its own thread; nothing that was typed is kept."""

    opened = Signal(object)
    """A ``Desk``."""
    other_wanted = Signal()
    """A new desk is wanted instead."""

    def __init__(
        self, around: Around, folder: Path, parent: QWidget | None = None, *, clock: Clock = system_clock
    ) -> None:
        super().__init__(parent)
        self._around = around
        self._folder = folder
        self._clock = clock
        self._form = UnlockStep(self)
        self._form.folder_changed.connect(self.choose)
        self._form.keyring_wanted.connect(self.try_keyring)
        self._form.new_wanted.connect(self.other_wanted)
        self.next_wanted.connect(self._open)
        self.show_step(self._form, may_go_back=False)
        self.choose(folder)

    @property
    def form(self) -> UnlockStep:
        """What is filled in."""
        return self._form

    def choose(self, folder: Path) -> None:
        """Open this desk instead."""
        if not desk_exists(folder) and desk_exists(folder / "desk"):
            folder /= "desk"
        self._folder = folder
        self._form.show_folders(recent_desks(self._around.preferences, folder))
        self._form.ask_for(kit=False)
        self._form.say("")
        try:
            self._form.show_ways(ways(folder))
        except DeskError as error:
            self._form.show_ways(Ways())
            self._form.say(str(error))
        self._form.enter()

    def try_keyring(self) -> None:
        """Open the desk by this computer's keyring, if it remembers it."""
        folder = self._folder
        try:
            possible = ways(folder)
        except DeskError:
            return
        if possible.keyring:
            self._try(lambda: open_by_keyring(folder, clock=self._clock), self._on_keyring)

    def _open(self) -> None:
        folder, secret = self._folder, self._form.secret.text()
        by = open_by_recovery_kit if self._form.by_kit else open_by_passphrase
        self._try(lambda: by(folder, secret, clock=self._clock), self._on_opened)

    def _try(self, work: Callable[[], Desk | None], done: Callable[[Desk | None], None]) -> None:
        self._form.set_busy(busy=True)
        self.refresh_words()

        def came(desk: Desk | None) -> None:
            self._rest()
            done(desk)

        def failed(error: DeskError) -> None:
            self._rest()
            self._refuse(error)

        self._around.tasks.on_desk(lambda _progress: work(), done=came, failed=failed, stopped=self._rest)

    def _rest(self) -> None:
        self._form.set_busy(busy=False)
        self.refresh_words()

    def _on_keyring(self, desk: Desk | None) -> None:
        if desk is None:
            self._form.say("The keyring did not open this desk. Type its passphrase.")
            self._form.enter()
        else:
            self._on_opened(desk)

    def _on_opened(self, desk: Desk | None) -> None:
        if desk is None:
            return
        by_kit = self._form.by_kit
        self._form.secret.forget()
        try:
            remember_desk(self._around.preferences, self._folder)
        except DeskError as error:
            self._around.messages.say_error(error)
        self.opened.emit(desk)
        if by_kit:
            self._around.messages.say(
                "The desk was opened with its recovery kit.",
                remedy="Set a new passphrase in the settings.",
                tone=Tone.AMBER,
            )

    def _refuse(self, error: DeskError) -> None:
        if error.reason is Reason.WRONG_KEY:
            what = "phrase" if self._form.by_kit else "passphrase"
            self._form.refuse(f"That {what} does not open this desk. Check capital letters and spaces.")
        else:
            self._form.say(str(error))


def _row(*widgets: QWidget) -> QHBoxLayout:
    """From the left, each as wide as its words."""
    row = spaced(QHBoxLayout(), spacing=16)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row
