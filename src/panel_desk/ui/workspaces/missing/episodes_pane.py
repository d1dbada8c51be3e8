"""Every episode: open ones first, chips, a search, and the chosen one beside the table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from panel_desk.domain.missing.episode_lines import EpisodeLine
from panel_desk.ui.names import Names
from panel_desk.ui.theme.current import px
from panel_desk.ui.theme.measures import measured, spaced
from panel_desk.ui.widgets.buttons import button
from panel_desk.ui.widgets.chips import FilterChips
from panel_desk.ui.widgets.empty import EmptyState
from panel_desk.ui.widgets.search_field import SearchField
from panel_desk.ui.widgets.split import Split
from panel_desk.ui.widgets.table import Table
from panel_desk.ui.workspaces.missing.episode_detail import EpisodeDetail
from panel_desk.ui.workspaces.missing.episode_model import (
    ALL,
    INTERVIEW,
    LASTED,
    episode_model,
    filter_choices,
    leaves,
    search_parts,
)
from panel_desk.ui.workspaces.missing.presenter import finds
from panel_desk.ui.workspaces.missing.tools_row import tools_row

_NONE = "Episodes come with a list of missing children, or are recorded here when somebody rings."
_NONE_FOUND = "No episode is like that. Esc clears what is typed; another chip or period shows more."
_RECORD = "Record an episode…"
_MIDDLE = 880


class EpisodesPane(QWidget):
    """Shows ``EpisodeLine``s; what is pressed is told, and done by the page."""

    recording_wanted = Signal()
    interview_wanted = Signal(object, object)
    """An ``EpisodeLine``, and the ``ReturnInterview`` to be carried on or None."""
    return_wanted = Signal(object)
    correct_wanted = Signal(object)
    aside_wanted = Signal(object)
    child_wanted = Signal(object)
    chosen_changed = Signal()

    def __init__(
        self, names: Names, today: Callable[[], date], *, may_follow: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._names, self._may_follow = names, may_follow
        self._lines: Sequence[EpisodeLine] = ()
        self._model = episode_model(self.shown, today)
        self._empty = EmptyState("clock", _NONE, _RECORD if may_follow else "", self.recording_wanted.emit)
        self.table = Table(self._model, name="missing episodes", empty=self._empty)
        self.field = SearchField("Filter: initials, ID, a team", goes_to=self.table)
        self.chips = FilterChips("Which episodes")
        self.detail = EpisodeDetail(may_follow=may_follow)
        self._build()

    def show_lines(self, lines: Sequence[EpisodeLine]) -> None:
        """Show these; chip, words, choice and place stay."""
        self._lines = lines
        self.chips.set_choices(filter_choices(lines))
        self._find()
        self._show_detail()

    def show_filter(self, key: str) -> None:
        """Choose a chip, with nothing typed."""
        self.field.clear()
        self.chips.choose(key if any(leaves(line, key) for line in self._lines) else ALL)
        self._find()

    def show_child(self, local_id: str) -> None:
        """The episodes of one child."""
        self.chips.choose(ALL)
        self.field.setText(local_id)
        self._find()

    def names_changed(self) -> None:
        """Names, or initials again."""
        self.table.viewport().update()
        self._show_detail()

    def shown(self, line: EpisodeLine) -> str:
        """The child as the screen shows it now."""
        if line.child_id is None:
            return line.local_id
        return self._names.of(line.initials, line.local_id, line.name)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, some columns are left to the detail."""
        super().resizeEvent(event)
        self._fit()

    # Building

    def _build(self) -> None:
        self.chips.chosen_changed.connect(lambda _key: self._find())
        self.field.typed.connect(lambda _text: self._find())
        self.table.chosen_changed.connect(lambda _row: self._on_chosen())
        self._build_deeds()
        record = button(_RECORD, self.recording_wanted.emit, icon="plus", tip="Ctrl+N")
        if not self._may_follow:
            record.hide()
        measured(self.field, max_width=300)
        self.tools = tools_row(self.field, record)
        column = spaced(QVBoxLayout(self), spacing=12)
        column.addWidget(self.chips)
        column.addWidget(Split("missing episodes", self.table, self.detail, right=328), 1)
        self.detail.hide()
        self.setFocusProxy(self.table)

    def _build_deeds(self) -> None:
        table, detail = self.table, self.detail
        if self._may_follow:
            table.row_opened.connect(self._on_opened)
            table.add_row_action("Record an interview…", self._interview, shortcut="I")
            table.add_row_action("Record the return…", self.return_wanted.emit, shortcut="R")
            table.add_row_action("Put right…", self.correct_wanted.emit, shortcut="C")
            table.add_row_action("Leave out…", self.aside_wanted.emit, shortcut="Del")
        table.add_row_action("Open child", self.child_wanted.emit, shortcut="O")
        detail.interview_wanted.connect(lambda before: self._with_chosen(self.interview_wanted, before))
        detail.return_wanted.connect(lambda: self._with_chosen(self.return_wanted))
        detail.correct_wanted.connect(lambda: self._with_chosen(self.correct_wanted))
        detail.aside_wanted.connect(lambda: self._with_chosen(self.aside_wanted))
        detail.child_wanted.connect(lambda: self._with_chosen(self.child_wanted))

    def _on_opened(self, line: EpisodeLine) -> None:
        """Enter begins what the episode waits for: its return, or its interview."""
        if line.is_open:
            self.return_wanted.emit(line)
        else:
            self.interview_wanted.emit(line, next(iter(line.interviews), None))

    def _interview(self, line: EpisodeLine) -> None:
        self.interview_wanted.emit(line, None)

    def _with_chosen(self, told: SignalInstance, *more: object) -> None:
        line = self.table.chosen()
        if line is not None:
            told.emit(line, *more)

    # Showing

    def _find(self) -> None:
        key, text = self.chips.chosen() or ALL, self.field.text()
        self._model.renew([e for e in self._lines if leaves(e, key) and finds(text, search_parts(e))])
        if self._lines:
            self._empty.set_words(_NONE_FOUND)
        else:
            self._empty.set_words(_NONE, _RECORD if self._may_follow else "")

    def _on_chosen(self) -> None:
        self._show_detail()
        self.chosen_changed.emit()

    def _show_detail(self) -> None:
        line = self.table.chosen()
        self.detail.setVisible(line is not None)
        self.detail.show_line(line, self.shown(line) if line is not None else "")
        self._fit()

    def _fit(self) -> None:
        beside = px(344) if self.table.chosen() is not None else 0
        room = self.width() - beside
        self.table.setColumnHidden(INTERVIEW, room < px(_MIDDLE))
        self.table.setColumnHidden(LASTED, room < px(_MIDDLE - 120))
