"""What stands beside the document: its sections, the wording to look at, the copies that left the desk, the steps."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from panel_desk.domain.calendar import moment_words
from panel_desk.services.copies import EditionRow
from panel_desk.ui.theme.measures import spaced
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.buttons import button
from panel_desk.ui.widgets.empty import EmptyState
from panel_desk.ui.widgets.sentence_row import SentenceList, SentenceRow
from panel_desk.ui.widgets.table import Table
from panel_desk.ui.widgets.table_model import Column, TableModel
from panel_desk.ui.widgets.words import Words, WordsRole
from panel_desk.ui.workspaces.minutes.presenter import short_date
from panel_desk.ui.workspaces.minutes.views import FlagLine, SectionLine, StepLine


class SectionsPanel(QWidget):
    """Choosing a line shows its page; Enter corrects its wording where that may be done."""

    line_chosen = Signal(object)
    correction_wanted = Signal(object, object)
    """The line (or flag), and the part to begin with, or None."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model: TableModel[SectionLine] = TableModel(
            [
                Column(
                    title="Section",
                    text=lambda line: line.heading if line.is_section else f"     {line.heading}",
                    sort=lambda _line: 0,
                    stretch=True,
                ),
                Column(
                    title="Wording",
                    text=lambda line: str(line.flags) if line.flags else "",
                    tone=lambda line: Tone.AMBER if line.flags else None,
                    sort=lambda line: -line.flags,
                    width=84,
                ),
            ]
        )
        self.table = Table(self._model, name="Sections of the minutes")
        self.table.chosen_changed.connect(self._on_chosen)
        self.table.row_opened.connect(self._want)
        self._correct = button("Correct the wording…", lambda: self._want(self.table.chosen()), icon="pencil")
        self._may = False
        column = spaced(QVBoxLayout(self), spacing=8)
        column.addWidget(self.table, 1)
        foot = spaced(QHBoxLayout(), spacing=8)
        foot.addWidget(self._correct)
        foot.addStretch(1)
        column.addLayout(foot)

    def show_sections(self, lines: Sequence[SectionLine], *, may_correct: bool) -> None:
        """Show other sections; the chosen one stays chosen."""
        self._may = may_correct
        if list(self._model.rows) != list(lines):
            self._model.set_rows(lines)
        self._allow(self.table.chosen())

    def _on_chosen(self, line: SectionLine | None) -> None:
        self._allow(line)
        if line is not None:
            self.line_chosen.emit(line)

    def _allow(self, line: SectionLine | None) -> None:
        self._correct.setEnabled(self._may and line is not None and line.item_id is not None)

    def _want(self, line: SectionLine | None) -> None:
        if self._may and line is not None and line.item_id is not None:
            self.correction_wanted.emit(line.item_id, None)


class WordingPanel(QWidget):
    """Every phrase that the council’s word list asks to look at again, with what may stand instead."""

    flag_chosen = Signal(object)
    correction_wanted = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model: TableModel[FlagLine] = TableModel(
            [
                Column(title="Words", text=lambda f: f.phrase, strong=True, tip=lambda f: f.why, width=150),
                Column(title="Better", text=lambda f: f.instead, tip=lambda f: f.why, stretch=True),
                Column(title="Where", text=lambda f: f.place, muted=True, width=150),
            ],
            key=lambda f: (f.place, f.phrase),
        )
        empty = EmptyState("languages", "Nothing in the wording is flagged by the word list.")
        self.table = Table(self._model, name="Wording to look at", empty=empty)
        self.table.chosen_changed.connect(self._on_chosen)
        self.table.row_opened.connect(self._want)
        self._why = Words("", WordsRole.MUTED, wrap=True)
        self._correct = button("Correct the wording…", lambda: self._want(self.table.chosen()), icon="pencil")
        self._may = False
        column = spaced(QVBoxLayout(self), spacing=8)
        column.addWidget(self.table, 1)
        column.addWidget(self._why)
        foot = spaced(QHBoxLayout(), spacing=8)
        foot.addWidget(self._correct)
        foot.addStretch(1)
        column.addLayout(foot)
        self._on_chosen(None)

    def show_flags(self, flags: Sequence[FlagLine], *, may_correct: bool) -> None:
        """Show other flags."""
        self._may = may_correct
        if list(self._model.rows) != list(flags):
            self._model.set_rows(flags)
        self._on_chosen(self.table.chosen())

    def _on_chosen(self, flag: FlagLine | None) -> None:
        self._correct.setEnabled(self._may and flag is not None and flag.part is not None)
        fixed = (
            " It stands in a decision, whose words the panel agreed." if flag is not None and flag.part is None else ""
        )
        self._why.set_text(f"{flag.why}{fixed}" if flag is not None else "")
        self._why.setVisible(flag is not None)
        if flag is not None:
            self.flag_chosen.emit(flag)

    def _want(self, flag: FlagLine | None) -> None:
        if self._may and flag is not None and flag.part is not None:
            self.correction_wanted.emit(flag.item_id, flag.part)


class CopiesPanel(QWidget):
    """Every document that left the desk for this meeting: its number, for whom, when, and the file itself."""

    look_wanted = Signal(object)
    save_wanted = Signal(object)
    """The rows to save, as a list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model: TableModel[EditionRow] = TableModel(
            [
                Column(title="Document", text=lambda c: c.edition.capitalize(), width=132),
                Column(
                    title="Copy",
                    width=52,
                    text=lambda c: str(c.copy_number or ""),
                    align_right=True,
                    sort=lambda c: c.copy_number,
                ),
                Column(title="Recipient", text=lambda c: c.recipient, strong=True, stretch=True),
                Column(
                    title="Made",
                    text=lambda c: short_date(c.made_at),
                    sort=lambda c: c.made_at,
                    tip=lambda c: moment_words(c.made_at),
                    muted=True,
                    width=96,
                ),
            ],
            key=lambda c: (c.edition, c.copy_number, c.recipient, c.made_at),
        )
        empty = EmptyState("files", "No copy has left the desk yet. Circulating makes one for each member.")
        self.table = Table(self._model, name="Copies and recipients", empty=empty)
        self.table.row_opened.connect(self.look_wanted.emit)
        self.table.chosen_changed.connect(lambda _row: self._allow())
        self._may_save = True
        self._look = button("Look at it", lambda: self.look_wanted.emit(self.table.chosen()), icon="eye")
        self._save = button("Save…", lambda: self.save_wanted.emit(self.table.chosen_rows()), icon="download")
        self._save_all = button("Save all…", lambda: self.save_wanted.emit(list(self._model.rows)), icon="files")
        column = spaced(QVBoxLayout(self), spacing=8)
        column.addWidget(self.table, 1)
        foot = spaced(QHBoxLayout(), spacing=8)
        for widget in (self._look, self._save, self._save_all):
            foot.addWidget(widget)
        foot.addStretch(1)
        column.addLayout(foot)
        self._allow()

    def show_copies(self, copies: Sequence[EditionRow], *, may_save: bool = True) -> None:
        """Show other copies, the latest first; saved by who sends documents out."""
        self._may_save = may_save
        latest_first = list(reversed(copies))
        if list(self._model.rows) != latest_first:
            self._model.set_rows(latest_first)
        self._allow()

    def _allow(self) -> None:
        chosen = self.table.chosen() is not None
        self._look.setEnabled(chosen)
        self._save.setEnabled(chosen)
        self._save_all.setEnabled(bool(self._model.rows))
        self._save.setVisible(self._may_save)
        self._save_all.setVisible(self._may_save)


class StepsPanel(QScrollArea):
    """Everything that happened to the minutes, in order."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._shown: tuple[StepLine, ...] | None = None
        self._list = SentenceList()
        self._empty = Words("Nothing has happened to these minutes yet: make the draft.", WordsRole.MUTED, wrap=True)
        inside = QWidget()
        column = spaced(QVBoxLayout(inside), (0, 0, 12, 0), 8)
        column.addWidget(self._list)
        column.addWidget(self._empty)
        column.addStretch(1)
        self.setWidget(inside)

    def show_steps(self, steps: Sequence[StepLine]) -> None:
        """Show other steps."""
        if tuple(steps) == self._shown:
            return
        self._shown = tuple(steps)
        self._list.set_rows([SentenceRow(s.icon, s.title, s.detail, tone=s.tone) for s in steps])
        self._list.setVisible(bool(steps))
        self._empty.setVisible(not steps)
