"""What was found in a list that was added before, row by row."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from panel_desk.domain.children.list_findings import FindingKind
from panel_desk.ui.theme.measures import spaced
from panel_desk.ui.widgets.buttons import button
from panel_desk.ui.widgets.card import Card, Divider
from panel_desk.ui.widgets.chips import FilterChips
from panel_desk.ui.widgets.empty import EmptyState
from panel_desk.ui.widgets.page_header import PageHeader
from panel_desk.ui.widgets.table import Column, Table, TableModel
from panel_desk.ui.workspaces.case_lists.past import FINDINGS, AddedList, Found, told_by

_NOTHING = "Every row of this list was taken as it is."


class FoundPane(QWidget):
    """The findings of one list."""

    back_wanted = Signal()
    export_wanted = Signal()
    take_back_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found: Sequence[Found] = ()
        self._header = PageHeader()
        self._export = button("Export the problems", self.export_wanted.emit, icon="download")
        self._take_back = button("Take this list back", self.take_back_wanted.emit, icon="undo-2")
        self._header.add_action(button("All lists", self.back_wanted.emit, icon="arrow-left", tip="Esc"))
        self._header.add_action(self._export)
        self._header.add_action(self._take_back)
        self._filters = FilterChips("Findings in sight")
        self._empty = EmptyState("circle-check", _NOTHING)
        self.table = Table(_model(), name="findings of a list", empty=self._empty)
        self._build()

    def _build(self) -> None:
        card = Card(padded=False)
        chips = QWidget()
        spaced(QVBoxLayout(chips), (12, 6, 12, 6)).addWidget(self._filters)
        card.body.addWidget(chips)
        card.body.addWidget(Divider())
        card.body.addWidget(self.table, 1)
        column = spaced(QVBoxLayout(self), (28, 20, 28, 24), 16)
        column.addWidget(self._header)
        column.addWidget(card, 1)
        self._filters.chosen_changed.connect(self._on_filter)

    def show_list(self, added: AddedList, found: Sequence[Found], *, may_take_back: bool) -> None:
        """Show a list's findings."""
        self._found = found
        self._header.set_title(added.file_name)
        self._header.set_chip(*added.state)
        self._header.set_aside(f"{added.about}, added {added.when} by {added.added_by} · {added.rows:,} rows")
        self._export.setVisible(bool(found))
        self._take_back.setVisible(may_take_back and not added.taken_back)
        kinds = [
            (kind.name, words[:1].upper() + words[1:], len(told_by(found, kind)))
            for kind, (words, _tone) in FINDINGS.items()
        ]
        self._filters.set_choices([("", "All", len(found)), *(choice for choice in kinds if choice[2])])
        self._on_filter(self._filters.chosen())

    def _on_filter(self, key: str) -> None:
        self.table.rows.set_rows(told_by(self._found, FindingKind[key] if key else None))


def _model() -> TableModel[Found]:
    return TableModel(
        [
            Column(title="What came of it", text=lambda row: row.state[0], tone=lambda row: row.state[1]),
            Column(title="Column", text=lambda row: row.finding.column or "the row"),
            Column(title="Read", text=lambda row: row.read, tip=lambda row: row.read),
            Column(title="Became", text=lambda row: row.became, strong=True),
            Column(title="Why", text=lambda row: row.finding.why, tip=lambda row: row.finding.why, width=300),
            Column(
                title="Rows",
                text=lambda row: row.rows,
                sort=lambda row: row.first_row,
                stretch=True,
                width=160,
                tip=lambda row: row.rows,
            ),
        ],
        key=lambda row: row.place,
    )
