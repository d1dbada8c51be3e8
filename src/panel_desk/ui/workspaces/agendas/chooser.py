"""The list of meetings: those ahead first, the past ones put away until they are asked for."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from panel_desk.domain.calendar import count_words
from panel_desk.ui.theme.current import set_icon
from panel_desk.ui.theme.measures import spaced
from panel_desk.ui.widgets.buttons import button, link, name_button
from panel_desk.ui.widgets.card import Card
from panel_desk.ui.widgets.empty import EmptyState
from panel_desk.ui.widgets.page_header import PageHeader
from panel_desk.ui.widgets.table import Column, Table, TableModel
from panel_desk.ui.workspaces.agendas.view_values import ChooserView, MeetingRow


class Chooser(QWidget):
    """Meetings to open, and the way to plan another."""

    opened = Signal(object)
    """A meeting's id."""
    plan_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = spaced(QVBoxLayout(self), spacing=16)
        header = PageHeader("Agendas")
        self.plan_button = button("Plan a meeting", self.plan_asked.emit, icon="calendar-plus", primary=True)
        header.add_action(self.plan_button)
        column.addWidget(header)
        self._empty = EmptyState(
            "calendar-days",
            "No meeting is planned. An agenda belongs to a meeting: plan one, and the desk proposes whom to hear.",
            "Plan a meeting",
            self.plan_asked.emit,
        )
        column.addWidget(self._empty, 1)
        self.ahead = self._table("meetings ahead")
        self._ahead_card = Card("Ahead", padded=False)
        self._ahead_card.body.addWidget(self.ahead)
        column.addWidget(self._ahead_card, 1)
        self._past_toggle = link("", self._on_toggled)
        set_icon(self._past_toggle, "chevron-right")
        column.addWidget(self._past_toggle)
        self.past = self._table("past meetings")
        self._past_card = Card("Past and cancelled", padded=False)
        self._past_card.body.addWidget(self.past)
        column.addWidget(self._past_card, 2)
        column.addStretch(0)
        self._open_past = False
        self._count = 0
        for each in (self._empty, self._ahead_card, self._past_card, self._past_toggle):
            each.hide()

    def hasHeightForWidth(self) -> bool:
        """Its tables take what room there is."""
        return False

    def show_view(self, view: ChooserView, *, can_plan: bool, why_not: str) -> None:
        """Show these meetings; who may not plan one sees why."""
        self.plan_button.setEnabled(can_plan)
        self.plan_button.setToolTip(why_not)
        nothing = not view.ahead and not view.past
        self._empty.setVisible(not view.ahead)
        if not nothing:
            self._empty.set_words("No meeting lies ahead.", "Plan a meeting" if can_plan else "")
        self.ahead.rows.set_rows(view.ahead)
        self.past.rows.set_rows(view.past)
        self._ahead_card.setVisible(bool(view.ahead))
        self._count = len(view.past)
        self._show_past()

    def focus_first(self) -> None:
        """Put the keyboard on the next meeting, or on planning one."""
        if self.ahead.rows.rows:
            self.ahead.setFocus()
            if self.ahead.chosen() is None:
                self.ahead.choose(lambda _row: True)
        else:
            self.plan_button.setFocus()

    def toggle_past(self) -> None:
        """Show the past meetings, or put them away."""
        self._on_toggled()

    def _table(self, name: str) -> Table:
        model: TableModel[MeetingRow] = TableModel(
            [
                Column(title="Panel", text=lambda row: row.panel, strong=True),
                Column(title="Reference", text=lambda row: row.line.reference),
                Column(title="Day", text=lambda row: row.day, sort=lambda row: row.line.held_on, width=220),
                Column(title="Time", text=lambda row: row.time),
                Column(title="Place", text=lambda row: row.place, stretch=True),
                Column(title="Items", text=lambda row: row.items, sort=lambda row: row.line.items, align_right=True),
                Column(title="State", text=lambda row: row.state, tone=lambda row: row.tone, tip=lambda row: row.tip),
            ]
        )
        table = Table(model, name=name)
        table.row_opened.connect(lambda row: self.opened.emit(row.line.id))
        return table

    def _on_toggled(self) -> None:
        self._open_past = not self._open_past
        self._show_past()

    def _show_past(self) -> None:
        self._past_toggle.setVisible(bool(self._count))
        words = count_words(self._count, "past meeting")
        name_button(self._past_toggle, f"Hide {words}" if self._open_past else f"Show {words}")
        set_icon(self._past_toggle, "chevron-down" if self._open_past else "chevron-right")
        self._past_card.setVisible(self._open_past and bool(self._count))
