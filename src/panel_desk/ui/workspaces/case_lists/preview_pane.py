"""An opened list before it is added: its columns at the left, its rows at the right, one sentence above."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from panel_desk.services.importing import ImportPreview
from panel_desk.ui.theme.current import px
from panel_desk.ui.theme.measures import spaced
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.buttons import button
from panel_desk.ui.widgets.card import Card, Divider
from panel_desk.ui.widgets.chips import FilterChips
from panel_desk.ui.widgets.emptied import emptied
from panel_desk.ui.widgets.page_header import PageHeader
from panel_desk.ui.widgets.scroll import scrolled
from panel_desk.ui.widgets.split import Split
from panel_desk.ui.widgets.words import Words, WordsRole
from panel_desk.ui.workspaces.case_lists.columns_panel import ColumnsPanel
from panel_desk.ui.workspaces.case_lists.model import ListModel, ListTable
from panel_desk.ui.workspaces.case_lists.presenter import KINDS, Cells, Filter, Line, ListLook

_DETAILS_HEIGHT: Final = 104
_MEASURED: Final = 4
_NARROW: Final = 760
"""Pixels at 100 % below which columns and rows do not stand beside each other."""
_HINT = "Choose a row to see what was read, what it became and why. F6 goes to the next row to look at."
_MARKS = {Tone.RED: "✗", Tone.AMBER: "!", Tone.GREEN: "✓", Tone.INFO: "↻", Tone.NEUTRAL: "→"}


class PreviewPane(QWidget):
    """Shows a ``ListLook``; what is decided leaves as signals."""

    add_wanted = Signal()
    cancelled = Signal()
    choices_changed = Signal(object)
    """``Choices`` under which the list is to be read."""
    export_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look: ListLook | None = None
        self._cells: Cells | None = None
        self._table: ListTable | None = None
        self._names_shown = False
        self._header = PageHeader()
        self._columns_shown = button("Columns", self._on_columns_wanted, icon="list-checks")
        self._columns_shown.setCheckable(True)
        self._cancel = button("Cancel", self.cancelled.emit, tip="Nothing is written · Esc")
        self._export = button("Export the problems", self.export_wanted.emit, icon="download")
        self._add = button("Add to the desk", self.add_wanted.emit, primary=True, shortcut="Ctrl+Return")
        self._sentence = Words("", WordsRole.LARGE, wrap=True, selectable=True)
        self.columns = ColumnsPanel()
        self.filters = FilterChips("Rows in sight")
        self._rows = Card(padded=False)
        self._details = QWidget()
        self._details_column = spaced(QVBoxLayout(self._details), (14, 8, 14, 8), 2)
        self._build()

    def _build(self) -> None:
        for each in (self._columns_shown, self._export, self._cancel, self._add):
            self._header.add_action(each)
        chips = QWidget()
        row = spaced(QVBoxLayout(chips), (12, 6, 12, 6))
        row.addWidget(self.filters)
        self._rows.body.addWidget(chips)
        self._rows.body.addWidget(Divider())
        self._details_area = scrolled(self._details, "About the chosen row")
        self._rows.body.addStretch(0)
        self._rows.body.addWidget(Divider())
        self._rows.body.addWidget(self._details_area)
        column = spaced(QVBoxLayout(self), (28, 20, 28, 24), 12)
        column.addWidget(self._header)
        column.addWidget(self._sentence)
        column.addWidget(Split("case list", self.columns, self._rows, left=364), 1)
        self.filters.chosen_changed.connect(self._on_filter)
        self.columns.chosen.connect(self.choices_changed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is no room for both, the columns stand in the place of the rows while they are wanted."""
        super().resizeEvent(event)
        self._place()

    # What the page calls

    @property
    def look(self) -> ListLook | None:
        """The list in sight."""
        return self._look

    @property
    def table(self) -> ListTable:
        """The table of its rows."""
        if self._table is None:
            raise LookupError("no list is in sight")
        return self._table

    def show_list(self, look: ListLook, *, may_add: bool, names_shown: bool) -> None:
        """Show what a list says as a whole, and its columns; ``show_rows`` follows, so that neither takes long."""
        self._look = look
        self._forget_cells()
        self._cells = Cells(look.preview)
        self._cells.names_shown = self._names_shown = names_shown
        self._header.set_title(look.title)
        self._header.set_aside(f"{KINDS[look.preview.kind]} · {look.aside}")
        self._sentence.set_text(look.preview.sentence)
        self._add.setEnabled(may_add and look.can_be_added)
        self._add.setToolTip("" if may_add else "Your role may look at lists, not add them.")
        self._export.setVisible(bool(look.preview.problems or look.preview.repairs))
        self.columns.show_list(look.preview, look.notes)
        self.filters.set_choices(look.choices)

    def show_rows(self) -> None:
        """Show the rows of the list."""
        if self._look is not None and self._cells is not None:
            self._make_table(self._look, self._cells)

    def clear(self) -> ImportPreview | None:
        """Let go of the list; what is to be freed elsewhere comes back."""
        gone = self._look.preview if self._look else None
        self._look = None
        self._forget_cells()
        if self._table is not None:
            self._table.rows.set_rows(())
            self._table.hide()
            self._table.deleteLater()
            self._table = None
        return gone

    def show_names(self, *, shown: bool) -> None:
        """Children's names, or their initials."""
        self._names_shown = shown
        if self._cells is not None and self._table is not None:
            self._cells.names_shown = shown
            self._table.viewport().update()
            self._on_chosen(self._table.chosen())

    def next_problem(self, step: int = 1) -> bool:
        """Go to the next row to look at, or with -1 to the one before; round at the end."""
        look = self._look
        if look is None or not look.problem_rows:
            return False
        chosen = self.table.chosen()
        here = chosen.row if chosen is not None else 0
        held = look.problem_rows
        at = bisect_right(held, here) if step > 0 else bisect_left(held, here) - 1
        wanted = held[at % len(held)]
        if not self.table.choose(lambda line: line.row == wanted):
            self.filters.choose(Filter.ALL.name)
            self.table.choose(lambda line: line.row == wanted)
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def take_keyboard(self) -> None:
        """Let the keyboard begin at the rows."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # Slots

    def _on_columns_wanted(self) -> None:
        self._place()
        if self._columns_shown.isChecked():
            self.columns.setFocus()

    def _place(self) -> None:
        narrow = self.width() < px(_NARROW)
        columns = self._columns_shown.isChecked()
        self._columns_shown.setVisible(narrow)
        self.columns.setVisible(not narrow or columns)
        self._rows.setVisible(not narrow or not columns)
        self._details_area.setFixedHeight(px(_DETAILS_HEIGHT) // (2 if narrow else 1))

    def _on_filter(self, key: str) -> None:
        if self._look is None or self._table is None:
            return
        chosen = Filter[key]
        self._table.rows.set_rows(self._look.rows[chosen])
        self._table.show_why(shown=chosen in {Filter.NOT_USABLE, Filter.TO_LOOK_AT, Filter.TWINS})

    def _on_chosen(self, line: Line | None) -> None:
        told = self._cells.details(line) if line is not None and self._cells is not None else []
        emptied(self._details_column)
        for sentence, tone in told:
            self._details_column.addWidget(
                Words(
                    f"{_MARKS[tone]}  {sentence}",
                    wrap=True,
                    selectable=True,
                    tone=None if tone is Tone.NEUTRAL else tone,
                )
            )
        if not told:
            self._details_column.addWidget(Words(_HINT, WordsRole.MUTED, wrap=True))
        self._details_column.addStretch(1)

    def _forget_cells(self) -> None:
        """Qt keeps a model for a while; the rows are not to wait for it."""
        if self._cells is not None:
            self._cells.forget()
            self._cells = None
        if self._table is not None:
            self._table.rows.set_rows(())

    def _make_table(self, look: ListLook, cells: Cells) -> None:
        chosen = self.filters.chosen() or Filter.ALL.name
        before, had_keyboard = self._table, self._table is not None and self._table.hasFocus()
        # Widths are measured on a few rows of each kind: a whole screen of them would hold the window up.
        few = [line for f in (Filter.REPAIRED, Filter.NOT_USABLE, Filter.ALL) for line in look.rows[f][:_MEASURED]]
        model = ListModel(cells, few)
        self._table = ListTable(model, name=f"rows of {look.preview.kind.value}")
        self._table.chosen_changed.connect(self._on_chosen)
        self._rows.body.insertWidget(2, self._table, 1)
        self._on_filter(chosen)
        if before is not None:
            kept = before.chosen()
            before.rows.set_rows(())
            self._rows.body.removeWidget(before)
            before.hide()
            before.deleteLater()
            if kept is not None:
                self._table.choose(lambda line: line.row == kept.row)
        if had_keyboard:
            self._table.setFocus()
        self._on_chosen(self._table.chosen())
