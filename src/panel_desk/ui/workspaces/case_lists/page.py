"""The Case lists page: what is dropped is looked at first, then added in one deed that one undo takes back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedLayout, QWidget

from panel_desk.domain.children.list_findings import FindingKind, ListFinding
from panel_desk.domain.errors import DeskError
from panel_desk.domain.permissions import Permission
from panel_desk.services.desk import Desk
from panel_desk.services.exporting import Cell
from panel_desk.services.files import file_label
from panel_desk.services.importing import Choices, Importing, ImportPreview
from panel_desk.services.list_findings import HEADINGS, as_table, kept_findings
from panel_desk.ui.page import Page
from panel_desk.ui.places import Command, PageKey, Place
from panel_desk.ui.session import Session
from panel_desk.ui.tasks import Progress
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.file_dialogs import ask_open, ask_save
from panel_desk.ui.workspaces.case_lists import past, presenter
from panel_desk.ui.workspaces.case_lists.found_pane import FoundPane
from panel_desk.ui.workspaces.case_lists.landing_pane import LandingPane
from panel_desk.ui.workspaces.case_lists.past import AddedList, Alert
from panel_desk.ui.workspaces.case_lists.presenter import ListLook
from panel_desk.ui.workspaces.case_lists.preview_pane import PreviewPane

_KINDS = "Case lists (*.xlsx *.xls *.ods *.csv *.txt *.tsv);;All files (*)"
_TABLES = "Workbook (*.xlsx);;CSV (*.csv)"
_MARKING = "OFFICIAL-SENSITIVE"
_TURN_MS = 10
"""Between columns and rows: long enough for a key or a click to be heard."""
_TO_SEND = frozenset({FindingKind.NOT_USABLE, FindingKind.WARNING, FindingKind.REPAIRED})


class CaseListsPage(Page):
    """A landing with the lists added before; an opened list; the findings of an added one."""

    key: ClassVar[PageKey] = PageKey.CASE_LISTS
    title: ClassVar[str] = "Case lists"
    icon: ClassVar[str] = "file-spreadsheet"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._waiting: list[Path] = []
        self._busy = False
        self._found_of: AddedList | None = None
        self.landing = LandingPane()
        self.preview = PreviewPane()
        self.found = FoundPane()
        self._stack = QStackedLayout(self)
        for pane in (self.landing, self.preview, self.found):
            self._stack.addWidget(pane)
        self._connect()
        self.refresh()

    def _connect(self) -> None:
        self.landing.file_wanted.connect(self.choose_file)
        self.landing.answered.connect(self._on_answered)
        self.landing.opened.connect(self._on_opened)
        self.landing.take_back_wanted.connect(self._on_take_back)
        self.preview.add_wanted.connect(self.add)
        self.preview.cancelled.connect(self.cancel)
        self.preview.choices_changed.connect(self._on_choices)
        self.preview.export_wanted.connect(self._on_export)
        self.found.back_wanted.connect(self._show_landing)
        self.found.export_wanted.connect(self._on_export)
        self.found.take_back_wanted.connect(self._on_take_found_back)
        self._session.names.changed.connect(self._on_names)
        self._stack.currentChanged.connect(lambda _at: self.commands_changed.emit())

    # What the shell calls

    @property
    def is_busy(self) -> bool:
        """Whether a list is being read or added."""
        return self._busy

    def refresh(self) -> None:
        """Read the lists again; an opened list is compared anew where the record has moved on."""
        desk = self._session.reading
        shown = self._stack.currentWidget()
        if shown is self.found and self._found_of is not None:
            again = next(
                (row for row in past.added_lists(desk) if self._found_of and row.id == self._found_of.id), None
            )
            self._show_found(again) if again else self._show_landing()
        elif shown is self.landing:
            self._show_lists()
        look = self.preview.look
        if look is not None and not self._busy and look.as_of != desk.book.head().seq:
            self._check(look, look.preview.choices)

    def open(self, place: Place) -> None:
        """An added list by its id; ``choose`` asks for a file."""
        added = next((row for row in past.added_lists(self._session.reading) if row.id == place.id), None)
        if added is not None and self.preview.look is None:
            self._show_found(added)
        elif place.what == "choose":
            self.choose_file()

    def commands(self) -> Sequence[Command]:
        """What can be done here now."""
        shown = self._stack.currentWidget()
        found = [Command(words="Choose a case list", run=self.choose_file, shortcut="Ctrl+O")]
        if shown is self.preview:
            found += [
                Command(words="Next row to look at", run=lambda: self._next(1), shortcut="F6"),
                Command(words="Row to look at before", run=lambda: self._next(-1), shortcut="Shift+F6"),
                Command(words="Export the problems of this list", run=self._on_export, shortcut="Ctrl+E"),
                Command(words="Cancel this list", run=self.cancel, shortcut="Esc"),
            ]
        elif shown is self.found:
            found += [
                Command(words="Export the problems of this list", run=self._on_export, shortcut="Ctrl+E"),
                Command(words="All lists", run=self._show_landing, shortcut="Esc"),
            ]
        return found

    def take_files(self, paths: Sequence[Path]) -> bool:
        """Take lists that were dropped; several are looked at one after the other."""
        self._waiting += paths
        self._open_next()
        return True

    # Deeds

    def choose_file(self) -> None:
        """Ask for lists."""
        ask_open(self, "Choose case lists", self.take_files, kinds=_KINDS)

    def add(self) -> None:
        """Write the list in sight."""
        look = self.preview.look
        if look is None or self._busy or not look.can_be_added:
            return
        actor, preview, opened = self._session.actor, look.preview, look.opened

        def job(desk: Desk, progress: Progress) -> str:
            desk.importing.add(actor, preview, opened.untrusted_bytes, tell=progress.tell)
            return presenter.added_words(preview)

        self._busy = True
        self._session.work(
            f"Adding {look.title}", job, done=self._on_added, failed=self._on_not_added, stopped=self._on_stopped
        )

    def cancel(self) -> None:
        """Let the list in sight go; nothing is written."""
        if not self._busy:
            self._close_list()
            self._open_next()

    # Slots

    def _open_next(self) -> None:
        if self._busy or self.preview.look is not None or not self._waiting:
            return
        path = self._waiting.pop(0)
        as_of = self._session.reading.book.head().seq
        self._busy = True
        self._session.work(
            f"Reading {file_label(path)}",
            lambda desk, progress: presenter.look_at(desk.importing, path, as_of, progress.tell),
            done=self._on_looked,
            failed=self._on_not_read,
            stopped=self._on_not_wanted,
        )

    def _check(self, look: ListLook, choices: Choices) -> None:
        as_of = self._session.reading.book.head().seq
        self._busy = True
        self._session.work(
            f"Reading {look.title}",
            lambda desk, progress: presenter.look_again(
                desk.importing, look.opened, choices, as_of, progress.tell, open_elsewhere=look.open_elsewhere
            ),
            done=self._on_looked,
            failed=self._on_not_checked,
            stopped=self._on_stopped,
        )

    def _on_looked(self, look: ListLook) -> None:
        """Show the list in three turns of the window: its columns, its rows, and both painted."""
        before = self.preview.look
        may_add = self._session.can(Permission.ADD_LISTS)
        self.preview.show_list(look, may_add=may_add, names_shown=self._session.names.shown)
        if before is not None:
            gone = [before.preview]
            self._let_go(gone)
        QTimer.singleShot(_TURN_MS, self, partial(self._on_laid_out, is_new=before is None))

    def _on_laid_out(self, *, is_new: bool) -> None:
        self.preview.show_rows()
        QTimer.singleShot(_TURN_MS, self, partial(self._on_filled, is_new=is_new))

    def _on_filled(self, *, is_new: bool) -> None:
        self._busy = False
        self._stack.setCurrentWidget(self.preview)
        if is_new:
            self.preview.take_keyboard()

    def _on_choices(self, choices: Choices) -> None:
        look = self.preview.look
        if look is not None and not self._busy:
            self._check(look, choices)

    def _on_added(self, words: str) -> None:
        self._busy = False
        self._close_list()
        self._session.messages.say(words, tone=Tone.GREEN, offer=("Undo", self._session.undo))
        self._open_next()

    def _on_not_added(self, error: DeskError) -> None:
        self._busy = False
        self._session.messages.say_error(error)

    def _on_not_read(self, error: DeskError) -> None:
        self._busy = False
        self._session.messages.say_error(error)
        self._open_next()

    def _on_not_checked(self, error: DeskError) -> None:
        """The list stays as it was read before, and so do the choices."""
        self._on_not_added(error)
        self._on_stopped()

    def _on_not_wanted(self) -> None:
        """Cancel while several files wait is meant for all of them."""
        self._busy = False
        self._waiting.clear()

    def _on_stopped(self) -> None:
        self._busy = False
        look = self.preview.look
        if look is not None:
            self.preview.columns.show_list(look.preview, look.notes)

    def _on_answered(self, alert: Alert, answer: str) -> None:
        actor = self._session.actor
        said = {"same": "Kept as one child under two numbers", "related": "Kept as brothers or sisters"}
        words = said.get(answer, "Kept as different children") if len(alert.answers) > 1 else "Looked at"
        self._session.do(
            lambda desk: desk.importing.answer_alert(actor, alert.local_id, alert.other_local_id, answer),
            said=f"{words}: {alert.title.partition(':')[0]}. Nothing was merged.",
        )

    def _on_opened(self, added: AddedList) -> None:
        self._show_found(added)

    def _on_take_back(self, added: AddedList) -> None:
        if added.taken_back:
            self._session.messages.say(f"{added.file_name} has been taken back already.")
            return
        actor = self._session.actor
        self._session.messages.ask(
            f"Take {added.file_name} back?",
            will="Children that only this list brought leave the desk, and what it changed is as it was before. "
            "The list stays in the register, marked as taken back.",
            yes="Take it back",
            on_yes=lambda: self._work_take_back(lambda desk: desk.importing.take_back(actor, added.id), added),
        )

    def _on_take_found_back(self) -> None:
        if self._found_of is not None:
            self._on_take_back(self._found_of)

    def _work_take_back(self, deed: Callable[[Desk], object], added: AddedList) -> None:
        def job(desk: Desk, progress: Progress) -> None:
            progress.tell("Making the tables without this list")
            deed(desk)

        self._session.work(
            f"Taking {added.file_name} back",
            job,
            done=lambda _none: self._session.messages.say(f"{added.file_name} is taken back.", tone=Tone.GREEN),
        )

    def _on_export(self) -> None:
        findings, name = self._findings_in_sight()
        if not findings:
            self._session.messages.say("There is nothing to export: every row was taken as it is.")
            return
        rows = as_table(f for f in findings if f.kind in _TO_SEND)
        stem = Path(name).stem
        ask_save(
            self,
            "Save the problems of the list",
            f"{stem} – problems.xlsx",
            lambda path: self._session.messages.ask_words(
                "Who is this for?",
                will=f"{len(rows):,} lines of {name}, with what the list says in them, leave the desk. "
                "Every export is entered with its recipient.",
                yes="Save it",
                on_words=lambda recipient: self._export(path, rows, name, recipient),
            ),
            kinds=_TABLES,
        )

    def _export(self, path: Path, rows: Sequence[tuple[Cell, ...]], name: str, recipient: str) -> None:
        actor = self._session.actor
        self._session.do(
            lambda desk: desk.exporting.table(
                actor,
                path,
                HEADINGS,
                rows,
                title=f"Problems of {name}",
                marking=_MARKING,
                recipient=recipient,
            ),
            said=f"{file_label(path)} is saved.",
        )

    def _on_names(self, shown: bool) -> None:
        self.preview.show_names(shown=shown)
        if self.isVisible():
            self.refresh()

    # Private

    def _findings_in_sight(self) -> tuple[Sequence[ListFinding], str]:
        look = self.preview.look
        if look is not None:
            return kept_findings(look.preview), look.title
        if self._found_of is not None:
            return self._session.reading.importing.findings(self._found_of.id), self._found_of.file_name
        return (), ""

    def _next(self, step: int) -> None:
        if not self.preview.next_problem(step):
            self._session.messages.say("No row of this list needs a look.")

    def _show_found(self, added: AddedList) -> None:
        self._found_of = added
        found = past.found_in(self._session.reading, added.id, names_shown=self._session.names.shown)
        self.found.show_list(added, found, may_take_back=self._session.can(Permission.ADD_LISTS))
        self._stack.setCurrentWidget(self.found)

    def _show_landing(self) -> None:
        self._found_of = None
        self._show_lists()
        self._stack.setCurrentWidget(self.landing)

    def _show_lists(self) -> None:
        desk = self._session.reading
        waiting, count = past.alerts(desk, names_shown=self._session.names.shown)
        may_answer = self._session.can(Permission.ADD_LISTS)
        self.landing.show_lists(past.added_lists(desk), waiting, count, may_answer=may_answer)

    def _close_list(self) -> None:
        look = self.preview.look
        if look is None:
            return
        opened = look.opened
        del look
        gone = self.preview.clear()
        self._show_landing()
        if gone is not None:
            held = [gone]
            del gone
            self._let_go(held, opened.close)

    def _let_go(self, gone: list[ImportPreview], then: Callable[[], None] = lambda: None) -> None:
        """Free a long list on another thread, a little at a time."""

        def job(_progress: Progress) -> None:
            Importing.let_go(gone)
            then()

        self._session.tasks.drawing(job, done=lambda _none: None, failed=lambda _error: None)
