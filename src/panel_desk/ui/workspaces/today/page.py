"""The Today page: what is late, what is next, what this fortnight brings; and whether everything is kept safe."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from panel_desk.services import safekeeping
from panel_desk.ui.page import Page
from panel_desk.ui.places import Command, PageKey, Place
from panel_desk.ui.session import Session
from panel_desk.ui.theme.current import set_icon
from panel_desk.ui.theme.measures import spaced
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.buttons import link
from panel_desk.ui.widgets.empty import EmptyState
from panel_desk.ui.widgets.page_header import PageHeader
from panel_desk.ui.widgets.scroll import scrolled
from panel_desk.ui.widgets.sentence_row import SentenceList, SentenceRow
from panel_desk.ui.widgets.words import Words, WordsRole
from panel_desk.ui.workspaces.today.presenter import BACK_UP, DutyView, TodayPresenter, TodayView

_MINUTE = 60_000
_NOTHING = "Nothing is due. What the calendar makes due appears here a fortnight ahead."


class _Group(QWidget):
    """A heading and its sentences."""

    def __init__(self, heading: str) -> None:
        super().__init__()
        self.list = SentenceList()
        self.list.setAccessibleName(heading)
        column = spaced(QVBoxLayout(self), spacing=8)
        column.addWidget(Words(heading.upper(), WordsRole.SECTION))
        column.addWidget(self.list)


class TodayPage(Page):
    """Sentences with one button each; ↑ and ↓ move along them, Enter presses."""

    key: ClassVar[PageKey] = PageKey.TODAY
    title: ClassVar[str] = "Today"
    icon: ClassVar[str] = "sun"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._presenter = TodayPresenter(session.reading)
        self._shown: TodayView | None = None
        self._groups: dict[str, _Group] = {}
        self._build()
        # Hours go by on this page while nobody does anything.
        self._every_minute = QTimer(self, interval=_MINUTE)
        self._every_minute.timeout.connect(self._on_minute)
        self._every_minute.start()

    # What the shell calls

    def refresh(self) -> None:
        """Read again; what has not changed is not made anew, so that focus and scroll stay."""
        view = self._presenter.view(self._session.who, self._session.now, self._session.preferences.backup_folder)
        if view != self._shown:
            self._shown = view
            self._show(view)

    def open(self, place: Place) -> None:
        """Do what a place asks for here."""
        if place.what == BACK_UP:
            self.back_up()

    def commands(self) -> Sequence[Command]:
        """Everything that is due, and the backup."""
        rows = [row for _heading, rows in (self._shown.groups if self._shown else ()) for row in rows]
        due = [Command(words=f"{row.button}: {row.sentence}", run=self._doing(row)) for row in rows]
        return (Command(words="Back up now", run=self.back_up, shortcut="Ctrl+Shift+B"), *due)

    # Deeds

    def back_up(self) -> None:
        """Make a backup and examine it, off the GUI thread."""
        folder = self._session.preferences.backup_folder
        self._session.work(
            "Backing up the record",
            lambda desk, _progress: safekeeping.make_backup(desk, folder),
            done=lambda _made: self._on_backed_up(),
        )

    def _on_backed_up(self) -> None:
        self._session.messages.say("The record is backed up; the backup was opened and examined.", tone=Tone.GREEN)
        self.refresh()

    def _doing(self, row: DutyView) -> Callable[[], None]:
        place = row.place
        if place is not None:
            return lambda: self._session.go(place)
        return self.back_up if row.what == BACK_UP else self.refresh

    # Building

    def _build(self) -> None:
        self.setProperty("role", "page")
        self._header = PageHeader()
        self._empty = EmptyState("check-check", _NOTHING, "Open agendas", self._open_agendas)
        self._empty.hide()
        content = QWidget()
        self._column = spaced(QVBoxLayout(content), (28, 24, 28, 24), 20)
        self._column.addWidget(self._header)
        self._column.addWidget(self._empty, 1)
        self._foot = self._make_foot()
        self._column.addWidget(self._foot)
        self._column.addStretch(1)
        outer = spaced(QVBoxLayout(self), spacing=0)
        self._area = scrolled(content, "Today")
        outer.addWidget(self._area)

    def _make_foot(self) -> QWidget:
        foot = QWidget()
        self._saved_mark, self._backup_mark = QLabel(), QLabel()
        set_icon(self._saved_mark, "check", Tone.GREEN, 14)
        self._saved, self._backup = Words("", WordsRole.SMALL), Words("", WordsRole.SMALL)
        row = spaced(QHBoxLayout(foot), spacing=6)
        row.addWidget(self._saved_mark)
        row.addWidget(self._saved)
        row.addSpacing(10)
        row.addWidget(self._backup_mark)
        row.addWidget(self._backup)
        row.addWidget(link("Back up now", self.back_up, tip="Ctrl+Shift+B"))
        row.addStretch(1)
        return foot

    # Showing

    def _show(self, view: TodayView) -> None:
        self._header.set_title(view.title)
        self._header.set_aside(view.aside)
        wanted = dict(view.groups)
        for heading in [h for h in self._groups if h not in wanted]:
            gone = self._groups.pop(heading)
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for place, (heading, rows) in enumerate(view.groups):
            if heading not in self._groups:
                self._groups[heading] = _Group(heading)
                self._column.insertWidget(1 + place, self._groups[heading])
                self._groups[heading].show()
            self._groups[heading].list.set_rows([self._sentence(row) for row in rows])
        self._empty.setVisible(not view.groups)
        self._show_foot(view)

    def _sentence(self, row: DutyView) -> SentenceRow:
        return SentenceRow(
            row.icon,
            row.sentence,
            row.detail,
            chip=row.chip,
            button=(row.button, self._doing(row)),
            primary=row.primary,
            tone=row.tone,
        )

    def _show_foot(self, view: TodayView) -> None:
        self._saved.set_text(view.saved)
        for widget in (self._saved_mark, self._saved):
            widget.setVisible(bool(view.saved))
        old = view.backup_tone is Tone.AMBER
        set_icon(self._backup_mark, "triangle-alert" if old else "database-backup", view.backup_tone, 14)
        self._backup.set_text(view.backup)
        self._backup.set_tone(view.backup_tone if old else None)

    def _open_agendas(self) -> None:
        self._session.go(Place(PageKey.AGENDAS))

    def _on_minute(self) -> None:
        if self.isVisible():
            self.refresh()
