"""The application: which door stands in the window, the desk behind it, and the way out again when it is locked."""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QIcon, QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication

from panel_desk.domain.errors import DeskError
from panel_desk.domain.meeting.meetings import MeetingState
from panel_desk.domain.permissions import Permission
from panel_desk.services.book import Clock
from panel_desk.services.desk import AtTheDesk, Desk, system_clock
from panel_desk.services.logs import keep_log
from panel_desk.services.preferences import PreferencesStore, preferences_of
from panel_desk.services.unlocking import desk_exists, leave_anchor
from panel_desk.shipped import shipped
from panel_desk.ui.messages import Messages
from panel_desk.ui.places import PageKey, Place
from panel_desk.ui.session import Around, Session
from panel_desk.ui.shell.away import Away
from panel_desk.ui.shell.copied_text import CopiedText
from panel_desk.ui.shell.crash_dialog import Faults
from panel_desk.ui.shell.desk_view import DeskView
from panel_desk.ui.shell.one_instance import FirstInstance, hand_over, socket_name
from panel_desk.ui.shell.unlock import Unlock
from panel_desk.ui.shell.window import MainWindow
from panel_desk.ui.tasks import Tasks
from panel_desk.ui.theme.current import apply_theme
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.remembering import remembering

log = logging.getLogger(__name__)
_SIZES_KEPT_MS = 1000


class PanelDesk(QObject):
    """The running application. Holds the desk while it is open, and nothing of it when it is locked."""

    def __init__(
        self, preferences: PreferencesStore, files: Sequence[Path] = (), *, clock: Clock = system_clock
    ) -> None:
        super().__init__()
        self._preferences = preferences
        self._clock = clock
        self._files = tuple(files)
        self._tasks = Tasks(self)
        self._messages = Messages(self)
        self._around = Around(self._tasks, self._messages, preferences, self._go)
        self._session: Session | None = None
        self._desk: Desk | None = None
        self._reading: Desk | None = None
        # Dressed first: what is made before its family of letters is known keeps another.
        self._unread = self._read_preferences()
        self.window = MainWindow(self._messages)
        self.window.closing.connect(self.close)
        application = _application()
        self._copied = CopiedText(self)
        self._away = Away(application)
        self._away.left.connect(self.lock)
        self._sizes_kept = QTimer(self, singleShot=True, interval=_SIZES_KEPT_MS)
        self._sizes_kept.timeout.connect(self._keep_sizes)
        self._faults = Faults(lambda: self.window, self._close_window)
        application.focusWindowChanged.connect(self._on_window)

    @property
    def session(self) -> Session | None:
        """The open desk, where there is one."""
        return self._session

    def start(self) -> None:
        """Show the window with the door that belongs in it."""
        self._faults.install()
        if self._unread is not None:
            self._messages.say_error(self._unread)
        sizes = remembering()
        sizes.read(self._preferences.value.sizes)
        # A splitter that is dragged tells every step; the file is written when the hand rests.
        sizes.kept.connect(lambda *_: self._sizes_kept.start())
        self.window.restore_state(self._preferences.value.window)
        if self._preferences.value.reads_only or (self._files and not desk_exists(self._preferences.desk_folder)):
            self._read_only()
        elif desk_exists(self._preferences.desk_folder):
            self._show_unlock()
        else:
            self._show_first_run()
        self.window.show()

    def open_files(self, paths: Sequence[Path]) -> None:
        """Files named at the start or by a second one; kept until a desk is open."""
        self.window.come_forward()
        self._files = (*self._files, *paths)
        self._take_files()

    def lock(self) -> None:
        """Close the desk, forget its key, and leave nothing on the screen but the door."""
        if self._desk is None:
            return
        folder = self._preferences.desk_folder
        self._tasks.let_go()
        self.window.close_dialogs()
        self.window.forget_messages()
        self._show_unlock(folder)
        self._close_desk()
        self._copied.forget()

    def close(self) -> None:
        """Everything closed, every thread ended, sizes kept."""
        self._away.stop()
        self._copied.forget()
        if self._sizes_kept.isActive():
            self._sizes_kept.stop()
            self._keep_sizes()
        self._close_desk()
        self._tasks.close()
        self._faults.remove()
        try:
            self._preferences.change(window=self.window.state_text())
        except DeskError as error:
            log.warning("the preferences were not kept: %s", error.reason.value)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Names show while Alt is held, and no longer than the window is in front."""
        session = self._session
        if session is None:
            return False
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Alt:
            session.names.hold(held=True)
        elif event.type() is QEvent.Type.KeyRelease and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Alt:
            session.names.hold(held=False)
        del watched
        return False

    def _on_window(self, window: QWindow | None) -> None:
        """Watch the window that has the keys; where none of ours has them, Alt is held for somebody else."""
        if window is not None:
            window.installEventFilter(self)
        elif self._session is not None:
            self._session.names.hold(held=False)

    def _close_window(self) -> None:
        self.window.close()

    # Doors

    def _show_first_run(self) -> None:
        from panel_desk.ui.shell.first_run import FirstRun  # noqa: PLC0415 - once in a desk's life

        door = FirstRun(self._around)
        door.opened.connect(self._on_opened)
        door.reads_only.connect(self._on_reads_only)
        door.unlock_wanted.connect(self._on_unlock_wanted)
        self.window.show_content(door)

    def _on_unlock_wanted(self) -> None:
        self._show_unlock()

    def _show_unlock(self, folder: Path | None = None) -> None:
        self._away.stop()
        door = Unlock(self._around, folder or self._preferences.desk_folder, clock=self._clock)
        door.opened.connect(self._on_opened)
        door.other_wanted.connect(self._show_first_run)
        self.window.show_content(door)
        if folder is None:
            # Only at a start: who locked the desk wants to be asked.
            door.try_keyring()

    def _read_only(self) -> None:
        view = DeskView(self._around, None)
        view.new_desk_wanted.connect(self._on_desk_wanted)
        self.window.show_content(view, may_close=lambda: view.may_end(self._close_window))
        view.go(Place(PageKey.VERIFY))
        self._take_files()

    def _on_reads_only(self) -> None:
        self._keep(reads_only=True)
        self._read_only()

    def _on_desk_wanted(self) -> None:
        self._keep(reads_only=False)
        if desk_exists(self._preferences.desk_folder):
            self._show_unlock()
        else:
            self._show_first_run()

    def _on_opened(self, desk: Desk) -> None:
        self._desk = desk
        folder = desk.book.vault.folder
        if folder is not None:
            self._keep(desk_folder=str(folder), reads_only=False)
        try:
            self._reading = desk.reading()
            possible = self._reading.people.possible_at_desk()
        except DeskError as error:
            self._messages.say_error(error)
            self._close_desk()
            return
        # From here on the desk is open, whoever may come to the door behind this one.
        self._away.watch(self._preferences.value.lock_minutes)
        remembered = [who for who in possible if who.person.id == self._preferences.value.who]
        if len(possible) == 1 or len(remembered) == 1:
            self._sit_down((remembered or list(possible))[0])
        else:
            self._ask_who()

    def _on_who_wanted(self) -> None:
        view = self.window.desk_view
        if view is not None and view.may_end(self._ask_who):
            self._ask_who()

    def _ask_who(self) -> None:
        if self._reading is None:
            return
        if self._session is not None:
            # Nothing of who sat here may be told, offered or entered any more.
            self._tasks.let_go()
            self._session.end()
            self._session = None
            self.window.close_dialogs()
            self.window.forget_messages()
        from panel_desk.ui.shell.who import ChooseWho  # noqa: PLC0415 - seldom asked

        door = ChooseWho(self._reading, self._preferences.value.who)
        door.chosen.connect(self._sit_down)
        self.window.show_content(door)

    def _sit_down(self, who: AtTheDesk) -> None:
        if self._desk is None or self._reading is None:
            return
        self._keep(who=who.person.id)
        self._session = Session(self._desk, self._reading, who, self._around)
        view = DeskView(self._around, self._session)
        view.lock_wanted.connect(self.lock)
        view.who_wanted.connect(self._on_who_wanted)
        self.window.show_content(view, may_close=lambda: view.may_end(self._close_window))
        view.go(self._first_place(self._session))
        self._warn_of_clock()
        self._take_files()

    def _first_place(self, session: Session) -> Place:
        """A panel that sits goes on where it was, whatever closed the window; otherwise the day begins."""
        try:
            sitting = session.reading.typed_words.sitting()
            if sitting is not None:
                meeting = session.reading.meetings.meeting(sitting)
                records = session.can(Permission.RECORD_DECISIONS, meeting.definition.key)
                if records and meeting.state is MeetingState.IN_SESSION:
                    return Place(PageKey.MEETING, sitting)
        except DeskError as error:
            self._messages.say_error(error)
        return Place(PageKey.TODAY)

    # The desk

    def _close_desk(self) -> None:
        """On its own thread, after what is under way; the key is forgotten with it."""
        session, desk, reading = self._session, self._desk, self._reading
        self._session = self._desk = self._reading = None
        if session is not None:
            session.end()
        if reading is not None:
            reading.close()
        if desk is not None:
            self._tasks.cancel_all()
            try:
                self._tasks.wait_for(lambda: _close(desk))
            except DeskError as error:
                self._messages.say_error(error)

    def _warn_of_clock(self) -> None:
        behind = self._reading.clock_is_behind() if self._reading is not None else None
        if behind is not None:
            self._messages.say(
                f"This computer’s clock stands before the last entry of the record, {behind:%d %B %Y at %H:%M}.",
                remedy="Set the clock right before you record anything: entries carry its time.",
                tone=Tone.AMBER,
            )

    # The rest

    def _take_files(self) -> None:
        view, files = self.window.desk_view, self._files
        if view is not None and files:
            self._files = ()
            QTimer.singleShot(0, view, lambda: view.take_files(files))

    def _go(self, place: Place) -> None:
        view = self.window.desk_view
        if view is not None:
            view.go(place)

    def _read_preferences(self) -> DeskError | None:
        """Looks as they were kept; where they cannot be read, why, and the looks are the usual ones."""
        unread = None
        try:
            self._preferences.read()
        except DeskError as error:
            unread = error
        value = self._preferences.value
        scheme = value.theme if value.theme in ("light", "dark") else "system"
        apply_theme(_application(), scheme, value.text_percent)  # type: ignore[arg-type]  # one of three words
        return unread

    def _keep_sizes(self) -> None:
        self._keep(sizes=remembering().written())

    def _keep(self, **fields: object) -> None:
        try:
            self._preferences.change(**fields)
        except DeskError as error:
            self._messages.say_error(error)


def _close(desk: Desk) -> None:
    """Leave the journal’s head with the keyring, then close: a cut tail is seen next time."""
    try:
        leave_anchor(desk)
    finally:
        desk.close()


def _application() -> QApplication:
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        raise TypeError("there is no application yet")
    return application


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="panel-desk-window", description="Open Panel Desk. The command line is panel-desk."
    )
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="case lists, minutes or a trust file")
    parser.add_argument("--folder", type=Path, help="keep desk, settings and backups below this folder")
    parser.add_argument("--desk", type=Path, help="open the desk in this folder")
    return parser.parse_args(arguments)


def run(arguments: Sequence[str] | None = None) -> None:
    """The window’s start; the process ends with it."""
    given = _arguments(arguments)
    preferences = preferences_of(given.folder)
    application = QApplication(["panel-desk"])
    application.setApplicationName("Panel Desk")
    application.setDesktopFileName("panel-desk")
    name = socket_name(preferences.paths.settings_file.parent)
    if hand_over(name, given.files):
        sys.exit(0)
    keep_log(preferences.paths)
    first = FirstInstance(name)
    application.setWindowIcon(QIcon(str(shipped("icons", "panel-desk.svg"))))
    desk = PanelDesk(preferences, given.files)
    if given.desk is not None:
        preferences.open_instead(given.desk)
    first.called.connect(desk.open_files)
    desk.start()
    code = application.exec()
    first.close()
    sys.exit(code)
