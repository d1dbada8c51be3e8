"""One open desk as the window sees it: who is at it, reading at once, deeds on the desk's own thread."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from msgspec import Struct
from PySide6.QtCore import QObject, Signal

from panel_desk.domain.calendar import ENGLAND
from panel_desk.domain.errors import DeskError, Reason
from panel_desk.domain.ids import PanelKey, PersonId
from panel_desk.domain.permissions import Permission
from panel_desk.services.book import Deed
from panel_desk.services.desk import AtTheDesk, Desk
from panel_desk.services.preferences import PreferencesStore
from panel_desk.ui.messages import Messages
from panel_desk.ui.names import Names
from panel_desk.ui.places import Place
from panel_desk.ui.tasks import Progress, Task, Tasks
from panel_desk.ui.theme.tones import Tone

T = TypeVar("T")


class Around(Struct, frozen=True):
    """What a page has even where no desk is open."""

    tasks: Tasks
    messages: Messages
    preferences: PreferencesStore
    go: Callable[[Place], None]


class Kept(Struct, frozen=True):
    """What a deed left behind, told by the desk's thread."""

    result: object
    changed: bool
    """Whether anything was added to the record."""
    undo_words: str
    """What Ctrl+Z would take back now; empty where nothing can be."""


class Session(QObject):
    """The open desk: pages read through ``reading`` and hand deeds to ``do``."""

    record_changed = Signal()
    """Something was kept: whoever shows the record reads it again."""
    saved = Signal(object)
    """When (an aware time) something was kept last."""
    ending = Signal()
    """The desk is about to be locked or left: what is handed to its thread now is still kept."""

    def __init__(self, desk: Desk, reading: Desk, who: AtTheDesk, around: Around) -> None:
        super().__init__()
        self._desk = desk
        self._reading = reading
        self._who = who
        self._around = around
        self._ended = False
        around.messages.flags = reading.language.flags
        self.names = Names(self)

    @property
    def reading(self) -> Desk:
        """The desk for reading on the GUI thread; a write through it is refused."""
        return self._reading

    @property
    def who(self) -> AtTheDesk:
        """The person at the desk and their role."""
        return self._who

    @property
    def actor(self) -> PersonId:
        """Who does what is done now."""
        return self._who.person.id

    @property
    def around(self) -> Around:
        """What works without a desk too."""
        return self._around

    @property
    def tasks(self) -> Tasks:
        """Work off the GUI thread."""
        return self._around.tasks

    @property
    def messages(self) -> Messages:
        """Where sentences and questions go."""
        return self._around.messages

    @property
    def preferences(self) -> PreferencesStore:
        """Looks, places and sizes."""
        return self._around.preferences

    @property
    def now(self) -> datetime:
        """The time, in England."""
        return self._reading.book.now().astimezone(ENGLAND)

    @property
    def today(self) -> date:
        """The day, in England."""
        return self.now.date()

    def can(self, permission: Permission, panel: PanelKey | None = None) -> bool:
        """Whether the services would let who is at the desk do such a thing: at one panel, or at any."""
        return self._reading.may(self.actor, permission, panel)

    def go(self, place: Place) -> None:
        """Show something on another page."""
        self._around.go(place)

    def do(
        self,
        deed: Callable[[Desk], T],
        *,
        said: str | Callable[[T], str] = "",
        done: Callable[[T], None] | None = None,
        failed: Callable[[DeskError], None] | None = None,
        stopped: Callable[[], None] | None = None,
    ) -> Task:
        """One short deed, on the desk's thread. Where it is refused the screen stays as it was.

        Args:
            deed: Is handed the desk.
            said: What to tell when it is kept, with Undo where it can be taken back.
            done: Is handed what the deed returned, after the record has been read anew.
            failed: Instead of telling the sentence.
            stopped: Called where a fault of ours broke it.
        """

        def came(kept: Kept) -> None:
            if self._ended:
                return
            result: T = kept.result  # type: ignore[assignment]  # what this very deed returned
            self._settle(kept)
            if said:
                offer = ("Undo", self.undo) if kept.changed and kept.undo_words else None
                self.messages.say(said if isinstance(said, str) else said(result), tone=Tone.GREEN, offer=offer)
            if done is not None:
                done(result)

        def again() -> None:
            self.do(deed, said=said, done=done)

        return self.tasks.on_desk(
            lambda progress: self._kept(lambda desk, _told: deed(desk), progress),
            done=came,
            failed=failed or (lambda error: self._say_again(error, again)),
            stopped=stopped,
        )

    def work(
        self,
        title: str,
        job: Callable[[Desk, Progress], T],
        *,
        done: Callable[[T], None],
        failed: Callable[[DeskError], None] | None = None,
        stopped: Callable[[], None] | None = None,
    ) -> Task:
        """Something long on the desk's thread, with progress and Cancel; a cancelled one leaves nothing behind."""

        def came(kept: Kept) -> None:
            if self._ended:
                return
            result: T = kept.result  # type: ignore[assignment]  # what this very job returned
            self._settle(kept)
            done(result)

        return self.tasks.on_desk(
            lambda progress: self._kept(job, progress),
            done=came,
            failed=failed or self.messages.say_error,
            stopped=stopped,
            title=title,
        )

    def keep_words(
        self,
        keep: Callable[[Desk], None],
        *,
        done: Callable[[], None],
        failed: Callable[[DeskError], None],
        stopped: Callable[[], None],
    ) -> Task:
        """What is being typed goes to the disk: nothing is said or read anew, and there is nothing to take back."""

        def came(then: Callable[[], None]) -> None:
            if not self._ended:
                then()

        return self.tasks.on_desk(
            lambda _progress: keep(self._desk),
            done=lambda _kept: came(done),
            failed=lambda error: came(lambda: failed(error)),
            stopped=lambda: came(stopped),
        )

    def draw(
        self,
        title: str,
        job: Callable[[Progress], T],
        *,
        done: Callable[[T], None],
        failed: Callable[[DeskError], None] | None = None,
        stopped: Callable[[], None] | None = None,
    ) -> Task:
        """Drawing, signing or checking: values in, bytes out, nothing of the record."""
        return self.tasks.drawing(
            job, done=done, failed=failed or self.messages.say_error, stopped=stopped, title=title
        )

    def keep_folder(self, folder: Path) -> None:
        """Begin in this folder the next time; that it cannot be remembered stops nothing."""
        try:
            self.preferences.change(save_folder=str(folder))
        except DeskError as error:
            self.messages.say_error(error)

    def undo(self) -> None:
        """Take back the last deed that can be."""
        self.do(
            lambda desk: desk.recording.undo(self.actor),
            said=lambda words: f"Taken back: {words}",
            failed=lambda error: self._say_not_done(error, self._reading.undoing.last_deed(self.actor)),
        )

    def redo(self) -> None:
        """Bring back what was taken back last."""
        self.do(
            lambda desk: desk.recording.redo(self.actor),
            said=lambda words: f"Brought back: {words}",
            failed=lambda error: self._say_not_done(error, self._reading.undoing.next_deed(self.actor)),
        )

    def end(self) -> None:
        """The desk is locked: what is still under way is kept, but there is no screen to tell."""
        self.ending.emit()
        self._ended = True
        self.messages.flags = None
        self.names.hide()
        self.deleteLater()

    def _say_not_done(self, error: DeskError, deed: Deed) -> None:
        """Why a deed is not taken back; that there was none is no alarm, and goes by itself."""
        if deed or error.reason is not Reason.NOT_ALLOWED:
            self.messages.say_error(error)
        else:
            self.messages.say(error.sentence, remedy=error.remedy)

    def _say_again(self, error: DeskError, again: Callable[[], None]) -> None:
        """Tell why a deed was not kept; what only the disk refused can be tried once more, with all that was typed."""
        offer = ("Try again", again) if error.reason is Reason.STORAGE else None
        self.messages.say_error(error, offer=offer)

    def _kept(self, job: Callable[[Desk, Progress], object], progress: Progress) -> Kept:
        desk = self._desk
        before = desk.book.head().seq
        result = job(desk, progress)
        changed = desk.book.head().seq != before
        return Kept(result, changed, (desk.undoing.last(self.actor) or "") if changed else "")

    def _settle(self, kept: Kept) -> None:
        if kept.changed:
            try:
                self._reading.refresh()
            except DeskError as error:
                # The deed was kept, and its disk went since.
                self.messages.say_error(error)
            self.saved.emit(self.now)
            self.record_changed.emit()
