"""The end of the meeting: what is left to look at, what will be made, and what was made."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from panel_desk.domain.errors import DeskError
from panel_desk.domain.ids import MeetingId
from panel_desk.services.closing import Closed, ClosingChoice
from panel_desk.ui.places import PageKey, Place
from panel_desk.ui.session import Session
from panel_desk.ui.tasks import Task
from panel_desk.ui.theme.current import px
from panel_desk.ui.theme.measures import measured, spaced
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.buttons import button
from panel_desk.ui.widgets.dialog import Dialog
from panel_desk.ui.widgets.fields import LabelledField, choice, date_edit, line_edit, tick
from panel_desk.ui.widgets.file_dialogs import ask_folder
from panel_desk.ui.widgets.flow import flow_row
from panel_desk.ui.widgets.scroll import scrolled
from panel_desk.ui.widgets.sentence_row import SentenceList, SentenceRow
from panel_desk.ui.widgets.words import Words, WordsRole
from panel_desk.ui.workspaces.meeting.closing_presenter import CheckRow, ClosingPresenter, ClosingView, Leads
from panel_desk.ui.workspaces.meeting.room_deeds import RoomDeeds

_STEPS = 1000
_LEAST_WIDTH, _WIDTH, _LEAST_HEIGHT = 560, 720, 200
_MARGIN, _SPARE = 48, 4
"""Around the dialog, on a screen that is hardly larger."""


class ClosingDialog(Dialog):
    """Opened with ``open()``; it stays open with the summary after the press."""

    item_wanted = Signal(object)
    """``ItemId``: somebody pressed a check that leads to an item; the room turns to it and the dialog is gone."""
    attendance_wanted = Signal()
    """A check that leads to the attendance (F2)."""
    line_wanted = Signal(str)
    """Words to put into the capture line, such as ``/read``."""
    closed = Signal(object)
    """``Closed``: the meeting is closed and its papers are made."""

    def __init__(
        self,
        session: Session,
        deeds: RoomDeeds,
        meeting_id: MeetingId,
        parent: QWidget | None = None,
        *,
        line: str | None = None,
    ) -> None:
        self._presenter = ClosingPresenter(session.reading, meeting_id, line)
        self._view = self._presenter.view()
        super().__init__(self._view.title, parent, width=_LEAST_WIDTH)
        self._session, self._deeds, self._meeting_id = session, deeds, meeting_id
        self._task: Task | None = None
        self._made: Closed | None = None
        self._content = QWidget()
        column = spaced(QVBoxLayout(self._content), (0, 0, 12, 0), 12)
        self._build_checks(column, self._view)
        self._build_papers(column, self._view)
        self._build_next(column, self._view)
        self._build_folder(column, self._view)
        column.addStretch(1)
        self._area = measured(scrolled(self._content, "The end of the meeting"), min_height=_LEAST_HEIGHT)
        self.body.addWidget(self._area, 1)
        self._build_progress()
        self._build_buttons(self._view)
        session.ending.connect(self._on_ending)

    def choice(self) -> ClosingChoice:
        """What is ticked and chosen."""
        plan = self._view.choice.next_meeting
        if plan is not None:
            held_on = self.next_on.value()
            plan = replace(plan, held_on=held_on) if held_on is not None and self.plan_next.isChecked() else None
        return ClosingChoice(
            minutes=self.minutes.isChecked(),
            sheets=self.sheets.isChecked(),
            chase=self.letters.currentData(),
            next_meeting=plan,
        )

    def showEvent(self, event: QShowEvent) -> None:
        """As large as everything in it, as far as the screen goes; the rest scrolls."""
        super().showEvent(event)
        room = self.screen().availableSize()
        width = min(px(_WIDTH), room.width() - px(_MARGIN))
        self.resize(width, self.height())
        inside = self._content.layout()
        wanted = inside.totalHeightForWidth(self._area.viewport().width()) if inside is not None else 0
        around = self.height() - self._area.height()
        self.resize(width, min(around + wanted + px(_SPARE), room.height() - px(_MARGIN)))

    def reject(self) -> None:
        """Esc: while the papers are being made it stops that first, and nothing is left of it."""
        if self._task is not None:
            self._task.cancel()
            self._say_stopping()
            return
        super().reject()

    # Building

    def _build_checks(self, column: QVBoxLayout, view: ClosingView) -> None:
        column.addWidget(Words("Before the end", WordsRole.SECTION))
        self.checks = SentenceList()
        self.checks.setAccessibleName("What is left to look at")
        rows = [self._check_row(row) for row in view.rows]
        if not rows:
            rows = [SentenceRow("circle-check", "Nothing is left undecided or open.", tone=Tone.GREEN)]
        self.checks.set_rows(rows)
        column.addWidget(self.checks)

    def _check_row(self, row: CheckRow) -> SentenceRow:
        return SentenceRow(
            row.icon,
            row.sentence,
            chip=(row.chip, row.tone) if row.chip else None,
            button=(row.button, partial(self._lead, row)) if row.button else None,
            tone=row.tone,
        )

    def _build_papers(self, column: QVBoxLayout, view: ClosingView) -> None:
        column.addWidget(Words("In one press", WordsRole.SECTION))
        self.minutes = tick(view.minutes, on=True)
        self.sheets = tick("Decisions and actions: one sheet for each agency with something to do", on=True)
        self.letters = choice([(what, words) for what, words in view.letters], view.chase, name="Letters to owners")
        column.addWidget(self.minutes)
        column.addWidget(self.sheets)
        column.addWidget(
            LabelledField(
                "Letters that ask owners for news",
                self.letters,
                "Drafts for your mail program. The sheets tell this meeting’s own actions.",
            )
        )

    def _build_next(self, column: QVBoxLayout, view: ClosingView) -> None:
        column.addWidget(Words("The next meeting", WordsRole.SECTION))
        self.plan_next = tick(view.next_words, on=True)
        self.next_on = date_edit(view.next_on, name="Day of the next meeting")
        self._next_note = Words("", WordsRole.SMALL, wrap=True, tone=Tone.AMBER)
        if view.next_on is not None:
            column.addWidget(flow_row(self.plan_next, self.next_on))
            column.addWidget(self._next_note)
            self.plan_next.toggled.connect(self.next_on.setEnabled)
            self.next_on.dateChanged.connect(lambda _day: self._show_note())
            self._show_note()
        else:
            # They were made for a choice that there is not.
            for unused in (self.plan_next, self.next_on, self._next_note):
                unused.setParent(self._content)
                unused.hide()
            column.addWidget(Words(view.next_words, wrap=True))
        column.addWidget(Words(view.deferred, WordsRole.MUTED, wrap=True))

    def _build_folder(self, column: QVBoxLayout, view: ClosingView) -> None:
        row = QWidget()
        layout = spaced(QHBoxLayout(row), spacing=8)
        self.folder = line_edit(str(self._kept_folder()), name=view.folder_words)
        layout.addWidget(self.folder, 1)
        layout.addWidget(button("Choose…", self._on_choose, icon="folder-open"))
        row.setFocusProxy(self.folder)
        self._folder_field = LabelledField(view.folder_words, row, "All of it is made, or nothing.")
        self.folder.textChanged.connect(lambda _text: self._folder_field.set_problem(""))
        column.addWidget(self._folder_field)

    def _build_progress(self) -> None:
        self._progress = QWidget()
        row = spaced(QHBoxLayout(self._progress), spacing=12)
        self._doing = Words("", WordsRole.MUTED, elide=True)
        self._bar = measured(QProgressBar(), min_width=120, max_width=240)
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("Closing the meeting")
        row.addWidget(self._doing, 1)
        row.addWidget(self._bar)
        self._progress.hide()
        self.body.addWidget(self._progress)
        self._problem = Words(self._view.blocked, wrap=True, tone=Tone.RED)
        self._problem.setVisible(bool(self._view.blocked))
        self.body.addWidget(self._problem)

    def _build_buttons(self, view: ClosingView) -> None:
        self.cancel_button = self.add_button("Cancel")
        self.close_button = self.add_button(view.button, self._on_pressed, primary=True, icon="check")
        self.close_button.setEnabled(not view.blocked)

    # What is pressed

    def _lead(self, row: CheckRow) -> None:
        self.accept()
        if row.leads is Leads.ITEM:
            self.item_wanted.emit(row.item_id)
        elif row.leads is Leads.ATTENDANCE:
            self.attendance_wanted.emit()
        elif row.leads is Leads.LINE:
            self.line_wanted.emit(row.line)

    def _on_choose(self) -> None:
        ask_folder(self, "Where the papers go", lambda path: self.folder.setText(str(path)), folder=self.folder.text())

    def _on_pressed(self) -> None:
        folder = Path(self.folder.text())
        if not self.folder.text().strip() or not folder.is_dir():
            self._folder_field.set_problem("There is no such folder. Choose another one.")
            self.folder.setFocus()
            return
        actor, meeting_id, choice = self._session.actor, self._meeting_id, self.choice()
        words = self._deeds.words()
        self._show_busy(busy=True)
        self._task = self._session.work(
            self._view.title,
            lambda desk, progress: desk.closing.close(actor, meeting_id, folder, choice, progress.tell, words=words),
            done=partial(self._on_closed, folder),
            failed=self._on_failed,
            stopped=self._on_stopped,
        )
        self._task.told.connect(self._on_told)

    def _on_told(self, words: str, fraction: object) -> None:
        self._doing.set_text(f"{words}…")
        if isinstance(fraction, float | int):
            self._bar.setRange(0, _STEPS)
            self._bar.setValue(round(fraction * _STEPS))

    def _on_closed(self, folder: Path, made: Closed) -> None:
        self._task, self._made = None, made
        self._session.keep_folder(folder)
        self._show_summary(made)
        self.closed.emit(made)

    def _on_failed(self, error: DeskError) -> None:
        self._task = None
        self._show_busy(busy=False)
        self._say(f"{error.sentence} {error.remedy}".strip(), Tone.RED)

    def _on_stopped(self) -> None:
        self._task = None
        self._show_busy(busy=False)
        self._say("Stopped: the meeting is as it was, and no file was made.", Tone.AMBER)

    def _on_ending(self) -> None:
        """The desk is locked: what is under way is told to nobody."""
        self._task = None
        super().reject()

    # Showing

    def _show_note(self) -> None:
        held_on = self.next_on.value()
        note = self._presenter.notes(held_on) if held_on is not None else ""
        self._next_note.set_text(note)
        self._next_note.setVisible(bool(note))

    def _show_busy(self, *, busy: bool) -> None:
        self._area.setEnabled(not busy)
        self._progress.setVisible(busy)
        self._problem.hide()
        self._doing.set_text("Beginning…")
        self.close_button.setEnabled(not busy)
        self.cancel_button.setEnabled(True)

    def _say_stopping(self) -> None:
        self.cancel_button.setEnabled(False)
        self._doing.set_text("Stopping…")

    def _say(self, sentence: str, tone: Tone) -> None:
        self._problem.set_text(sentence)
        self._problem.set_tone(tone)
        self._problem.show()

    def _show_summary(self, made: Closed) -> None:
        """What was made, with the two ways on."""
        self._progress.hide()
        self._problem.hide()
        self.set_title(f"{made.reference} is closed")
        summary = QWidget()
        column = spaced(QVBoxLayout(summary), (0, 0, 12, 0), 12)
        rows = SentenceList()
        rows.setAccessibleName("What was made")
        rows.set_rows([SentenceRow("circle-check", words, tone=Tone.GREEN) for words in made.sentences])
        column.addWidget(rows)
        if made.folder is not None:
            column.addWidget(Words(f"In {made.folder}:", WordsRole.MUTED, wrap=True, selectable=True))
            names = "\n".join(paper.path.name for paper in made.papers)
            column.addWidget(Words(names, WordsRole.MUTED, wrap=True, selectable=True))
        column.addStretch(1)
        self._area.setEnabled(True)
        self._area.setWidget(summary)
        self.cancel_button.hide()
        self.close_button.hide()
        self._add_ways_on(made)

    def _add_ways_on(self, made: Closed) -> None:
        if made.folder is not None:
            self.folder_button = self.add_button("Show folder", partial(_show_folder, made.folder), icon="folder-open")
        self.minutes_button = self.add_button("Open minutes", self._on_open_minutes, icon="file-text")
        done = self.add_button("Done", self.accept, primary=True)
        done.setFocus()

    def _on_open_minutes(self) -> None:
        self.accept()
        self._session.go(Place(PageKey.MINUTES, self._meeting_id))

    def _kept_folder(self) -> Path:
        kept = self._session.preferences.value.save_folder
        return Path(kept) if kept and Path(kept).is_dir() else Path.home()


def _show_folder(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
