"""Numbers in the lists of missing episodes that belong to no child of the desk, each with why, to be answered."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from panel_desk.domain.calendar import count_words
from panel_desk.domain.missing.matching import MatchCandidate, Suggestion
from panel_desk.ui.names import Names
from panel_desk.ui.theme.measures import spaced
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.buttons import button
from panel_desk.ui.widgets.card import Card, Divider
from panel_desk.ui.widgets.empty import EmptyState
from panel_desk.ui.widgets.flow import flow_row
from panel_desk.ui.widgets.scroll import scrolled
from panel_desk.ui.widgets.split import Split
from panel_desk.ui.widgets.table import Column, Table, TableModel
from panel_desk.ui.widgets.words import Words, WordsRole
from panel_desk.ui.workspaces.missing.tools_row import tools_row

_NONE = "Every episode belongs to a child of the desk, by local ID, NHS number, or UPN and date of birth."
_NOT_RUN = "Run the cross-reference to see which episodes belong to nobody the desk knows."


class QueuePane(QWidget):
    """Shows ``MatchCandidate``s; what is pressed is told, and done by the page."""

    match_wanted = Signal(object, object)
    """A ``MatchCandidate``, and a ``Suggestion`` or None."""
    nobody_wanted = Signal(object)
    chosen_changed = Signal()

    def __init__(self, names: Names, *, may_follow: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names, self._may_follow = names, may_follow
        columns: tuple[Column[MatchCandidate], ...] = (
            Column(title="Number", text=lambda c: c.source_id, strong=True, whole=True, width=110),
            Column(title="Named", text=self._named, whole=True, width=84),
            Column(
                title="Episodes",
                text=lambda c: f"{c.episodes:,}",
                sort=lambda c: -c.episodes,
                align_right=True,
                width=76,
            ),
            Column(
                title="Newest episode",
                text=lambda c: c.last.removeprefix("last on "),
                tip=lambda c: c.last,
                stretch=True,
                width=150,
            ),
            Column(title="Why", text=lambda c: c.why, tip=lambda c: c.why, stretch=True, width=150),
            Column(title="May be", text=_may_be, sort=lambda c: -len(c.suggestions), tone=_may_be_tone, width=96),
        )
        self._model: TableModel[MatchCandidate] = TableModel(columns, key=lambda c: c.source_id)
        self._empty = EmptyState("link", _NOT_RUN)
        self.table = Table(self._model, name="match queue", empty=self._empty)
        self.detail = Card(padded=False)
        self.detail.setAccessibleName("The chosen number")
        self._rows: list[QWidget] = []
        self._build()

    def show_queue(self, queue: Sequence[MatchCandidate]) -> None:
        """Show these; the choice stays."""
        self._empty.set_words(_NONE)
        self._model.renew(queue)
        self._show_detail()

    def names_changed(self) -> None:
        """Names, or initials again."""
        self.table.viewport().update()
        self._show_detail()

    def _named(self, candidate: MatchCandidate) -> str:
        if not candidate.name:
            return "no name"
        return candidate.name if self._names.shown else candidate.initials

    def _build(self) -> None:
        self.table.chosen_changed.connect(lambda _row: self._on_chosen())
        if self._may_follow:
            self.table.row_opened.connect(self._match)
            self.table.add_row_action("Choose the child…", self._match, shortcut="M")
            self.table.add_row_action("Nobody we know…", self.nobody_wanted.emit, shortcut="N")
        content = QWidget()
        self._column = spaced(QVBoxLayout(content), (16, 16, 16, 16), 12)
        self._title, self._why = Words("", WordsRole.HEADING, selectable=True), Words("", wrap=True, selectable=True)
        self._list = spaced(QVBoxLayout(), spacing=12)
        self._column.addWidget(self._title)
        self._column.addWidget(self._why)
        self._column.addLayout(self._list)
        self._deeds = flow_row(
            button("Choose the child…", lambda: self._match(self.table.chosen()), tip="M in the table"),
            button("Nobody we know…", lambda: self._nobody(self.table.chosen()), tip="N in the table"),
        )
        if not self._may_follow:
            self._deeds.hide()
        self._column.addWidget(self._deeds)
        self._column.addStretch(1)
        self.detail.body.addWidget(scrolled(content, "The chosen number"))
        self.tools = tools_row()
        column = spaced(QVBoxLayout(self), spacing=12)
        column.addWidget(
            Words(
                "Never matched by name alone: a person answers, the reason is kept, and an undo takes it back.",
                WordsRole.MUTED,
                wrap=True,
            )
        )
        column.addWidget(Split("match queue", self.table, self.detail, right=328), 1)
        self.detail.hide()
        self.setFocusProxy(self.table)

    def _match(self, candidate: MatchCandidate | None) -> None:
        if candidate is not None:
            self.match_wanted.emit(candidate, None)

    def _nobody(self, candidate: MatchCandidate | None) -> None:
        if candidate is not None:
            self.nobody_wanted.emit(candidate)

    def _on_chosen(self) -> None:
        self._show_detail()
        self.chosen_changed.emit()

    def _show_detail(self) -> None:
        candidate = self.table.chosen()
        self.detail.setVisible(candidate is not None)
        for old in self._rows:
            self._list.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._rows = []
        if candidate is not None:
            self._title.set_text(candidate.source_id)
            self._why.set_text(f"{candidate.why} {candidate.last[:1].upper()}{candidate.last[1:]}.".strip())
            self._rows = [self._suggestion_row(candidate, one) for one in candidate.suggestions]
            for row in self._rows:
                self._list.addWidget(row)

    def _suggestion_row(self, candidate: MatchCandidate, suggestion: Suggestion) -> QWidget:
        made = QWidget()
        column = spaced(QVBoxLayout(made), spacing=4)
        child = self._names.of(suggestion.initials, suggestion.local_id, suggestion.name)
        column.addWidget(Divider())
        column.addWidget(Words(child, WordsRole.STRONG, selectable=True))
        column.addWidget(Words(suggestion.why[:1].upper() + suggestion.why[1:], WordsRole.SMALL, wrap=True))
        if self._may_follow:
            deed = button("These are theirs…", lambda: self.match_wanted.emit(candidate, suggestion))
            deed.setAccessibleDescription(child)
            column.addWidget(deed, 0, Qt.AlignmentFlag.AlignLeft)
        return made


def _may_be(candidate: MatchCandidate) -> str:
    return count_words(len(candidate.suggestions), "child", "children") if candidate.suggestions else ""


def _may_be_tone(candidate: MatchCandidate) -> Tone | None:
    return Tone.INFO if candidate.suggestions else None
