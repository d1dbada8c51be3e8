"""The open desk: title bar, rail, the page in sight, and what is under way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from panel_desk.domain.errors import DeskError
from panel_desk.ui.page import Page
from panel_desk.ui.places import Command, PageKey, Place
from panel_desk.ui.session import Around, Session
from panel_desk.ui.shell.loading import Loading
from panel_desk.ui.shell.pages import RAIL, keys_for, line_of, make_page
from panel_desk.ui.shell.progress_panel import ProgressPanel
from panel_desk.ui.shell.rail import Rail
from panel_desk.ui.shell.status_line import StatusLine
from panel_desk.ui.shell.title_bar import TitleBar
from panel_desk.ui.theme.current import px
from panel_desk.ui.widgets.scroll import PageFrame
from panel_desk.ui.widgets.tab_order import next_stop

if TYPE_CHECKING:
    from panel_desk.ui.shell.finder import Finder
    from panel_desk.ui.shell.help import HelpPane

MARKING = "OFFICIAL-SENSITIVE"
_NARROW = 860
_PDF, _TRUST = ".pdf", ".paneltrust"


class DeskView(QWidget):
    """Everything that is in the window while it is open. Without a session only what needs no desk."""

    lock_wanted = Signal()
    who_wanted = Signal()
    new_desk_wanted = Signal()

    def __init__(self, around: Around, session: Session | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._around = around
        self._session = session
        self._pages: dict[PageKey, Page] = {}
        self._frames: dict[PageKey, PageFrame] = {}
        self._page_shortcuts: list[QShortcut] = []
        self._given_up = False
        self._quiet = False
        self._back: list[Place] = []
        self._here: Place | None = None
        self._finder: Finder | None = None
        self._help: HelpPane | None = None
        self._keys = keys_for(session)
        self.setAcceptDrops(True)
        self._build()
        self._make_shortcuts()
        if PageKey.MEETING in self._keys:
            Loading(self)
        self._read(self._show_counts)
        if session is not None:
            session.record_changed.connect(self._on_record_changed)
            session.saved.connect(self._status.show_saved)
            self._read(partial(self._show_last_saved, session))
            session.names.changed.connect(self._on_names_changed)

        QApplication.instance().focusChanged.connect(self._on_focus_changed)  # type: ignore[union-attr]  # it has begun

    # What the window asks

    @property
    def page(self) -> Page | None:
        """The page in sight."""
        return self._pages.get(self._here.page) if self._here else None

    def go(self, place: Place) -> None:
        """Show a place; stays where it is while the page in sight must be asked about."""
        if place.page is PageKey.MEETING and place.page not in self._keys:
            # Who records nothing sees the agenda of a meeting that sits.
            place = Place(PageKey.AGENDAS, place.id)
        if place.page not in self._keys:
            return
        here = self.page
        moving = self._here is None or self._here.page is not place.page
        if moving and here is not None and not here.leave():
            self._rail.show_chosen(self._here.page if self._here else place.page)
            return
        if moving and self._here is not None:
            self._back.append(self._here)
        self._here = place
        page = self._page(place.page)
        self._stack.setCurrentWidget(self._frames[place.page])
        self._rail.show_chosen(place.page)
        self._arm(page)
        self._read(page.refresh)
        if place.id or place.what:
            self._read(lambda: page.open(place))
        self._make_room()
        if moving:
            page.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_back(self) -> None:
        """Where one was before."""
        if not self._back:
            return
        place, before = self._back[-1], self._back[:-1]
        self.go(place)
        # A page that may not be left keeps the way back as it was.
        if self._here is place:
            self._back = before

    def take_files(self, paths: Sequence[Path]) -> None:
        """Files that were dropped, or named at the start: minutes and trust files are verified, all else are lists."""
        to_verify = [path for path in paths if path.suffix.lower() in (_PDF, _TRUST)]
        lists = [path for path in paths if path not in to_verify]
        for key, files in ((PageKey.CASE_LISTS, lists), (PageKey.VERIFY, to_verify)):
            if not files:
                continue
            if key not in self._keys:
                self._around.messages.say(
                    "A case list needs an open desk.", remedy="This Panel Desk only reads minutes; open a desk first."
                )
                continue
            self.go(Place(key))
            if self._here is not None and self._here.page is key:
                self._pages[key].take_files(files)

    def commands(self) -> list[Command]:
        """All that can be done now, for the finder and the sheet of shortcuts."""
        of_page = list(self.page.commands()) if self.page else []
        to_pages = [
            Command(words=f"Go to {line.words}", shortcut=line.shortcut, run=partial(self.go, Place(line.key)))
            for line in RAIL
            if line.key in self._keys
        ]
        return [*of_page, *to_pages, *self._own_commands()]

    def may_end(self, then: Callable[[], None]) -> bool:
        """Whether nothing would be lost now; where something would, that is asked, and ``then`` follows after yes."""
        unkept = " ".join(filter(None, (page.unkept() for page in self._pages.values())))
        if not unkept or self._given_up:
            return True

        def give_up() -> None:
            self._given_up = True
            then()

        self._around.messages.ask(
            "Give up what is not kept?",
            will=f"{unkept} Going on loses it.",
            yes="Give it up",
            on_yes=give_up,
            danger=True,
        )
        return False

    # Building

    def _build(self) -> None:
        session = self._session
        fictional = session is not None and session.reading.people.council()[1]
        self._title = TitleBar(MARKING, session.who if session else None, fictional=fictional)
        self._title.find_wanted.connect(self._open_finder)
        self._title.lock_wanted.connect(self.lock_wanted)
        self._title.who_wanted.connect(self.who_wanted)
        self._title.help_wanted.connect(self._open_help)
        self._title.desk_wanted.connect(self.new_desk_wanted)
        self._title.names_wanted.connect(self._on_names_wanted)
        self._rail = Rail(self._keys)
        self._rail.chosen.connect(lambda key: self.go(Place(key)))
        self._stack = QStackedWidget()
        self._status = StatusLine()
        content = QVBoxLayout()
        content.setSpacing(0)
        content.addWidget(self._stack, 1)
        content.addWidget(ProgressPanel(self._around.tasks))
        content.addWidget(self._status)
        self._middle = QHBoxLayout()
        self._middle.setSpacing(0)
        self._middle.addWidget(self._rail)
        self._middle.addLayout(content, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._title)
        column.addLayout(self._middle, 1)

    def _own_commands(self) -> list[Command]:
        own = [
            Command(words="Help for this page", shortcut="F1", run=self._open_help),
            Command(words="All shortcuts", shortcut="?", run=self._open_shortcuts),
            Command(words="Back to where I was", shortcut="Alt+Left", run=self.go_back),
        ]
        session = self._session
        if session is None:
            return [*own, Command(words="Open or make a desk", run=self.new_desk_wanted.emit)]
        return [
            *own,
            Command(words="Find anything", shortcut="Ctrl+K", run=self._open_finder),
            Command(words="Take back the last deed", shortcut="Ctrl+Z", run=self._undo),
            Command(words="Bring back what was taken back", shortcut="Ctrl+Shift+Z", run=self._redo),
            Command(words="Show or hide names", shortcut="Ctrl+Shift+N", run=self._toggle_names),
            Command(words="Change who is at the desk", run=self.who_wanted.emit),
            Command(words="Lock", shortcut="Ctrl+L", run=self.lock_wanted.emit),
        ]

    def _make_shortcuts(self) -> None:
        for command in self.commands():
            if command.shortcut:
                self._shortcut(command.shortcut, command.run)

    def _shortcut(self, keys: str, run: Callable[[], None]) -> QShortcut:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(run)
        return shortcut

    # The page in sight

    def _page(self, key: PageKey) -> Page:
        if key not in self._pages:
            page = make_page(key, self._around, self._session)
            self._pages[key] = page
            # A window too small for the page, or text too large, scrolls it.
            # Made where it will stand: to move a whole page is to dress all its parts anew.
            self._frames[key] = PageFrame(page, self._stack)
            self._stack.addWidget(self._frames[key])
            page.commands_changed.connect(partial(self._on_commands_changed, page))
            page.room_changed.connect(self._make_room)
        return self._pages[key]

    def _on_commands_changed(self, page: Page) -> None:
        if page is self.page:
            self._arm(page)

    def _arm(self, page: Page) -> None:
        """The keys of the page in sight are live, those of the others are not."""
        for shortcut in self._page_shortcuts:
            shortcut.setEnabled(False)
            shortcut.deleteLater()
        self._page_shortcuts = [
            self._shortcut(command.shortcut, partial(self._run, page, command.words))
            for command in page.commands()
            if command.shortcut
        ]

    def _run(self, page: Page, words: str) -> None:
        """Run a page’s command as it is now: it may have become impossible since its keys were made live."""
        command = next((c for c in page.commands() if c.words == words), None)
        if command is not None and command.enabled:
            command.run()

    def _read(self, reading: Callable[[], None]) -> None:
        """Reading may meet a vault that has vanished: a sentence, and the screen stays."""
        try:
            reading()
        except DeskError as error:
            self._around.messages.say_error(error)

    def _on_record_changed(self) -> None:
        if self.page is not None:
            self._read(self.page.refresh)
        if self._session is not None:
            self._title.show_who(self._session.who)
            self._read(self._show_counts)

    def _show_last_saved(self, session: Session) -> None:
        at = session.reading.today.saved_at()
        if at is not None:
            self._status.show_saved(at, session.today)

    def _show_counts(self) -> None:
        if self._session is not None and not self._quiet:
            waiting = self._session.reading.today.counts(self._session.who, self._session.now)
            self._rail.set_counts(
                {
                    PageKey.ACTIONS: (waiting.actions, ""),
                    PageKey.MISSING: (waiting.missing + waiting.interviews, waiting.missing_words),
                }
            )
            self._rail.set_live(PageKey.MEETING if waiting.sitting else None, "in session")

    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        """What had the keyboard is gone from the screen: the page has it, so that Tab goes on from there."""
        if now is None and self.isActiveWindow():
            QTimer.singleShot(0, self, self._take_focus)

    def changeEvent(self, event: QEvent) -> None:
        """A dialog has closed, and what had the keyboard before it may be gone."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange:
            QTimer.singleShot(0, self, self._take_focus)

    def _take_focus(self) -> None:
        if QApplication.focusWidget() is None and self.isActiveWindow() and self.page is not None:
            self.page.setFocus(Qt.FocusReason.OtherFocusReason)

    # What is pressed

    def _open_finder(self) -> None:
        if self._finder is None and self._session is not None:
            from panel_desk.ui.shell.finder import Finder  # noqa: PLC0415 - Today is painted sooner without it

            self._finder = Finder(self._session, self.commands, self)
        if self._finder is not None:
            self._finder.open_finder()

    def _open_help(self) -> None:
        if self._help is None:
            from panel_desk.ui.shell.help import HelpPane  # noqa: PLC0415 - Today is painted sooner without it

            self._help = HelpPane(self)
            self._help.hide()
            self._middle.addWidget(self._help)
        if self._here is not None:
            self._help.show_page(line_of(self._here.page).module)

    def _open_shortcuts(self) -> None:
        from panel_desk.ui.shell.shortcuts_sheet import ShortcutsSheet  # noqa: PLC0415 - Today is painted sooner so

        ShortcutsSheet(self.commands(), self).open()

    def _undo(self) -> None:
        if self._session is not None and not (self.page is not None and self.page.take_back()):
            self._session.undo()

    def _redo(self) -> None:
        if self._session is not None and not (self.page is not None and self.page.bring_back()):
            self._session.redo()

    def _toggle_names(self) -> None:
        if self._session is not None:
            self._session.names.show(shown=not self._session.names.shown)

    def _on_names_wanted(self, shown: bool) -> None:
        if self._session is not None:
            self._session.names.show(shown=shown)

    def _on_names_changed(self, shown: bool) -> None:
        self._title.show_names(shown=shown)
        if self.page is not None:
            self._read(self.page.refresh)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's name
        """The tab key goes through the window as it is read, in whatever order its parts were made."""
        if not self.isWindow():
            return super().focusNextPrevChild(next)
        stop = next_stop(self, self.focusWidget(), forward=next)
        if stop is None:
            return False
        stop.setFocus(Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason)
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the window is narrow for its text, the rail gives room to the page."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """What stands around the page is as small as the page wishes and as the window needs."""
        quiet = self.page is not None and self.page.wants_room
        was_quiet, self._quiet = self._quiet, quiet
        if was_quiet and not quiet:
            self._read(self._show_counts)
        self._rail.set_narrow(narrow=quiet or self.width() < px(_NARROW), quiet=quiet)
        self._status.setHidden(quiet)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped on any page."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the files that are on this computer."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.take_files(paths)
        else:
            self._around.messages.say(
                "That is no file on this computer.", remedy="Save it into a folder first, and drop it from there."
            )
