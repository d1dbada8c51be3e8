"""What a public copy hides: every figure, where it stands, and why it is not given."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from panel_desk.domain.figures.profile import HiddenCell, PublicProfile
from panel_desk.ui.theme.measures import measured, spaced
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.card import Card
from panel_desk.ui.widgets.empty import EmptyState
from panel_desk.ui.widgets.table import Table
from panel_desk.ui.widgets.table_model import Column, TableModel
from panel_desk.ui.widgets.words import Words, WordsRole

_HEIGHT = 240
_NOTHING = "Nothing is hidden."


class HiddenPane(QWidget):
    """The caution for who publishes, and the list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        columns: list[Column[HiddenCell]] = [
            Column(title="Table", text=lambda cell: cell.table),
            Column(title="Line", text=lambda cell: cell.row),
            Column(title="Column", text=lambda cell: cell.heading),
            Column(title="Why", text=lambda cell: cell.why, stretch=True),
        ]
        self._model: TableModel[HiddenCell] = TableModel(columns, key=lambda cell: (cell.table, cell.row, cell.heading))
        self._caution = Words("", wrap=True, tone=Tone.AMBER)
        self._table = Table(self._model, name="hidden figures", empty=EmptyState("eye-off", _NOTHING))
        measured(self._table, min_height=_HEIGHT)
        card = Card(padded=False)
        card.body.addWidget(self._table)
        column = spaced(QVBoxLayout(self), (0, 0, 4, 8), 12)
        column.addWidget(Words("What is hidden, and why", WordsRole.HEADING))
        column.addWidget(self._caution)
        column.addWidget(card, 1)

    @property
    def table(self) -> Table:
        """Every hidden figure."""
        return self._table

    def show_copy(self, profile: PublicProfile) -> None:
        """Show what this copy hides."""
        self._caution.set_text(profile.caution)
        self._caution.setVisible(bool(profile.caution))
        self._model.renew(profile.hidden)
