"""What a fixed item asks for, above its words: the statement and its tick, declarations, old actions, last minutes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QApplication, QMenu, QVBoxLayout, QWidget

from panel_desk.domain.capture.deeds import MinutesConfirmedDeed, ReminderReadDeed
from panel_desk.domain.meeting.meetings import RECORDING, Meeting
from panel_desk.ui.theme.measures import measured, spaced
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.buttons import button
from panel_desk.ui.widgets.chips import Chip
from panel_desk.ui.widgets.flow import flow_row
from panel_desk.ui.widgets.words import Words, WordsRole
from panel_desk.ui.workspaces.meeting.chip_rows import ChipRows
from panel_desk.ui.workspaces.meeting.item.item_view import NewsRow, Run, StandingView

if TYPE_CHECKING:
    from panel_desk.ui.workspaces.meeting.room_deeds import RoomDeeds

_MEASURE: Final = 720
NEWS: Final = (
    (Qt.Key.Key_D, "D", "Done because…", "done"),
    (Qt.Key.Key_P, "P", "In progress", "progress"),
    (Qt.Key.Key_N, "N", "Not done because…", "notdone"),
    (Qt.Key.Key_I, "I", "Not possible because…", "notpossible"),
    (Qt.Key.Key_M, "M", "More time until…", "moretime"),
    (Qt.Key.Key_S, "S", "Superseded because…", "superseded"),
    (Qt.Key.Key_T, "T", "Transferred because…", "transferred"),
)
"""Key, its letter, what the menu says, and the command of the capture line."""


class OldAction(Struct, frozen=True):
    """An earlier action as the list shows it."""

    news: NewsRow

    @property
    def key(self) -> str:
        """Its reference."""
        return self.news.reference

    @property
    def chip(self) -> str:
        """Its number, or the whole reference."""
        return self.news.short

    @property
    def tone(self) -> Tone:
        """Of the chip."""
        return Tone.INFO if self.news.is_open else Tone.NEUTRAL

    @property
    def runs(self) -> tuple[Run, ...]:
        """Owner, what, and how it stands."""
        return self.news.runs

    @property
    def plain(self) -> str:
        """All of it."""
        return f"{self.news.reference}: {''.join(run.words for run in self.news.runs)}"


class StandingPanel(QWidget):
    """Shows the part that belongs to the item; nothing on a child's or a concern's."""

    line_wanted = Signal(str)
    """The beginning of the line that records news of an action."""
    minutes_wanted = Signal()
    """The last minutes are to be read."""

    def __init__(self, deeds: RoomDeeds, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._deeds = deeds
        self._shown: tuple[StandingView, bool] | None = None
        self._statement = measured(Words("", WordsRole.LARGE, wrap=True), max_width=_MEASURE)
        self.read = Chip()
        self.tick = button("It was read", lambda: deeds.enter(ReminderReadDeed()), icon="check")
        self._declared = Words("", wrap=True)
        self._confirm = button("Confirm as accurate", lambda: deeds.enter(MinutesConfirmedDeed()), icon="check")
        self._open_minutes = button("Open", self.minutes_wanted.emit, icon="file-text", shortcut="", tip="F4")
        self._how = Words(
            "Enter or D: done · P: in progress · N: not done · I: not possible · M: more time",
            WordsRole.MUTED,
            wrap=True,
        )
        self.old = ChipRows("Open actions", inset=4)
        self.old.row_opened.connect(lambda row: self._begin(row, "done"))
        self.old.key_pressed.connect(self._on_key)
        self.old.menu_wanted.connect(self._on_menu)
        self._build()

    def show_standing(self, meeting: Meeting, view: StandingView) -> None:
        """Show what the item asks for."""
        open_now = meeting.state in RECORDING
        if (view, open_now) == self._shown:
            return
        self._shown = (view, open_now)
        self._show_statement(view, open_now=open_now)
        self._declared.set_text("\n".join(view.declared))
        self._declared.setVisible(bool(view.declared))
        self._minutes_row.setVisible(view.last_minutes)
        self._confirm.setEnabled(open_now and view.minutes_wait)
        self._open_minutes.setEnabled(meeting.planned.previous is not None)
        rows = tuple(OldAction(news) for news in view.news or ())
        self.old.show_rows(rows)
        self.old.setVisible(bool(rows))
        self._how.setVisible(bool(rows) and open_now)
        self.setVisible(view != StandingView())

    def _show_statement(self, view: StandingView, *, open_now: bool) -> None:
        self._statement.set_text(view.statement)
        self._statement.setVisible(bool(view.statement))
        self.read.set(view.read_words, Tone.GREEN, "check")
        self.tick.setVisible(bool(view.statement) and not view.read_words)
        self.tick.setEnabled(open_now)
        self._statement_row.setVisible(bool(view.statement))

    def _build(self) -> None:
        column = spaced(QVBoxLayout(self), (0, 0, 0, 0), 8)
        self._statement_row = flow_row(self.tick, self.read)
        self._minutes_row = flow_row(self._confirm, self._open_minutes)
        for part in (self._statement, self._statement_row, self._declared, self._minutes_row):
            column.addWidget(part)
        column.addWidget(self.old, 1)
        column.addWidget(self._how)

    def _begin(self, row: OldAction, verb: str) -> None:
        self.line_wanted.emit(row.news.line(verb))

    def _on_key(self, row: OldAction, key: int) -> None:
        for known, _letter, _words, verb in NEWS:
            if key == known:
                self._begin(row, verb)

    def _on_menu(self, row: OldAction, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAccessibleName(row.plain)
        for _key, letter, words, verb in NEWS:
            menu.addAction(f"{words}\t{letter}").triggered.connect(self._beginner(row, verb))
        menu.addSeparator()
        menu.addAction("Copy\tCtrl+C").triggered.connect(lambda: QApplication.clipboard().setText(row.plain))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    def _beginner(self, row: OldAction, verb: str) -> Callable[[], None]:
        return lambda: self._begin(row, verb)
