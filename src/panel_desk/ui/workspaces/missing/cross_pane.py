"""The cross-reference: chips, a table, and why the chosen child is flagged."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from panel_desk.domain.missing.cross_reference import CrossLine, CrossReference
from panel_desk.ui.names import Names
from panel_desk.ui.theme.current import px
from panel_desk.ui.theme.measures import measured, spaced
from panel_desk.ui.widgets.chips import FilterChips
from panel_desk.ui.widgets.empty import EmptyState
from panel_desk.ui.widgets.search_field import SearchField
from panel_desk.ui.widgets.table import Table
from panel_desk.ui.widgets.words import Words, WordsRole
from panel_desk.ui.workspaces.missing.cross_model import (
    EVERYBODY,
    LAST_DECISION,
    cross_model,
    filter_choices,
    flags_words,
    leaves,
)
from panel_desk.ui.workspaces.missing.presenter import finds
from panel_desk.ui.workspaces.missing.tools_row import tools_row
from panel_desk.ui.workspaces.missing.why_card import WhyCard

_NOT_RUN = "The cross-reference sets children who go missing beside those whom lists or panels mark as exploited."
_RUN = "Cross-reference now"
_LISTS = "Go to the case lists"
_NONE = "No list tells of a missing episode yet. Add a list, or record an episode."
_NONE_FOUND = "Nobody is like that. Esc clears what is typed; another chip shows more."
_WIDE = 900


class CrossPane(QWidget):
    """Shows a ``CrossReference``; what is pressed is told, and done by the page."""

    pathway_wanted = Signal(object)
    """A ``CrossLine``."""
    agenda_wanted = Signal(object)
    child_wanted = Signal(object)
    episodes_wanted = Signal(object)
    run_wanted = Signal()
    lists_wanted = Signal()
    """There is nothing to set beside anything yet."""
    chosen_changed = Signal()

    def __init__(
        self,
        names: Names,
        today: Callable[[], date],
        *,
        may_follow: bool,
        may_prepare: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._names = names
        self._may_follow = may_follow
        self._cross: CrossReference | None = None
        self._model = cross_model(self.shown, today)
        self._empty = EmptyState("shield-alert", _NOT_RUN, _RUN, self._on_empty)
        self.table = Table(self._model, name="cross-reference", empty=self._empty)
        self.field = SearchField("Filter: CCE, SAFE, a local ID", goes_to=self.table)
        self.chips = FilterChips("Which children")
        self._sentence = Words("", WordsRole.LARGE, wrap=True, selectable=True)
        self._sentence.hide()
        self.why = WhyCard(may_follow=may_follow, may_prepare=may_prepare)
        self._build(may_follow=may_follow, may_prepare=may_prepare)

    @property
    def cross(self) -> CrossReference | None:
        """What is shown; None before the first run."""
        return self._cross

    @property
    def sentence(self) -> str:
        """What the run says in all."""
        return self._sentence.text()

    def show_cross(self, cross: CrossReference, sentence: str) -> None:
        """Show a run with its sentence; chip, words and choice stay."""
        self._cross = cross
        self._sentence.set_text(sentence)
        self._sentence.setVisible(bool(sentence))
        self.chips.set_choices(filter_choices(cross.lines))
        self._find()
        self._show_why()

    def show_child(self, local_id: str) -> None:
        """Choose a child, whatever was filtered."""
        self.field.clear()
        self.chips.choose(EVERYBODY)
        self._find()
        self.table.choose(lambda line: line.local_id == local_id)

    def show_filter(self, key: str) -> None:
        """Choose a chip."""
        self.chips.choose(key)
        self._find()

    def names_changed(self) -> None:
        """Names, or initials again."""
        self.table.viewport().update()
        self._show_why()

    def shown(self, line: CrossLine) -> str:
        """The child as the screen shows it now."""
        if line.child_id is None:
            return line.local_id
        return self._names.of(line.initials, line.local_id, line.name)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room the last decision is left to the explanation."""
        super().resizeEvent(event)
        self.table.setColumnHidden(LAST_DECISION, self.width() < px(_WIDE))

    def _build(self, *, may_follow: bool, may_prepare: bool) -> None:
        self.chips.chosen_changed.connect(lambda _key: self._find())
        self.field.typed.connect(lambda _text: self._find())
        self.table.chosen_changed.connect(lambda _row: self._on_chosen())
        self.table.row_opened.connect(self.child_wanted.emit)
        self.table.add_row_action("Open child", self.child_wanted.emit)
        self.table.add_row_action("Episodes of this child", self.episodes_wanted.emit, shortcut="E")
        if may_follow:
            self.table.add_row_action("Put on the pathway…", self.pathway_wanted.emit, shortcut="P")
        if may_prepare:
            self.table.add_row_action("Put on the next agenda", self.agenda_wanted.emit, shortcut="A")
        why = self.why
        for signal, own in (
            (why.pathway_wanted, self.pathway_wanted),
            (why.agenda_wanted, self.agenda_wanted),
            (why.child_wanted, self.child_wanted),
            (why.episodes_wanted, self.episodes_wanted),
        ):
            signal.connect(partial(self._tell, own))
        measured(self.field, max_width=300)
        self.tools = tools_row(self.field)
        column = spaced(QVBoxLayout(self), spacing=12)
        column.addWidget(self._sentence)
        column.addWidget(self.chips)
        column.addWidget(self.table, 1)
        column.addWidget(self.why)
        self.why.hide()
        self.setFocusProxy(self.table)

    def _tell(self, told: SignalInstance) -> None:
        line = self.table.chosen()
        if line is not None:
            told.emit(line)

    def _on_empty(self) -> None:
        (self.run_wanted if self._cross is None else self.lists_wanted).emit()

    def _find(self) -> None:
        if self._cross is None:
            return
        key, text = self.chips.chosen(), self.field.text()
        self._model.renew([line for line in self._cross.lines if leaves(line, key) and finds(text, _parts(line))])
        if self._cross.lines:
            self._empty.set_words(_NONE_FOUND)
        else:
            self._empty.set_words(_NONE, _LISTS if self._may_follow else "")

    def _on_chosen(self) -> None:
        self._show_why()
        self.chosen_changed.emit()

    def _show_why(self) -> None:
        line = self.table.chosen()
        self.why.setVisible(line is not None)
        if line is not None:
            self.why.show_line(line, self.shown(line))


def _parts(line: CrossLine) -> tuple[str, ...]:
    return (
        line.initials,
        line.local_id,
        line.name,
        line.types,
        line.standing,
        line.last_decision,
        line.interview,
        flags_words(line),
        line.pathway,
    )
