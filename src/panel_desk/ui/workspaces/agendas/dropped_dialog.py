"""Who is no longer on the list of children at risk, and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from panel_desk.domain.agendas.agenda import DroppedChild
from panel_desk.domain.calendar import date_words
from panel_desk.ui.theme.measures import measured
from panel_desk.ui.widgets.dialog import Dialog
from panel_desk.ui.widgets.table import Column, Table, TableModel
from panel_desk.ui.workspaces.agendas.pool_rows import ShowName


class DroppedDialog(Dialog):
    """A line for each child: the list that named the child last, and the one that no longer does."""

    def __init__(
        self,
        dropped: Sequence[DroppedChild],
        show_name: ShowName,
        on_open: Callable[[DroppedChild], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("No longer on the list", parent, width=880)
        self._on_open = on_open
        newest = f"{dropped[0].dropped_by} of {date_words(dropped[0].dropped_on)}" if dropped else "It"
        self.add_words(
            f"The latest list of children at risk, {newest}, does not name these children. They are proposed only "
            "where something else asks for it: a review that is due, an open action, a new referral."
        )
        model: TableModel[DroppedChild] = TableModel(
            [
                Column(title="Child", text=lambda row: show_name(row.initials, row.local_id, ""), strong=True),
                Column(title="Named last by", text=_named, stretch=True),
                Column(title="Last decided", text=lambda row: row.last_words or "nothing yet", stretch=True),
            ],
            tuple(dropped),
        )
        self.table = Table(model, name="no longer listed")
        self.table.row_opened.connect(self._on_opened)
        measured(self.table, min_height=220)
        self.body.addWidget(self.table)
        self.add_button("Open the child", self._on_chosen)
        self.add_button("Close", primary=True)

    def _on_chosen(self) -> None:
        row = self.table.chosen()
        if row is not None:
            self._on_opened(row)

    def _on_opened(self, row: DroppedChild) -> None:
        self._on_open(row)
        self.accept()


def _named(row: DroppedChild) -> str:
    return f"{row.named_by}, {date_words(row.named_on)}" if row.named_by else "not known"
