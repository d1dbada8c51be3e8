"""One place beside the table: the concern, what is offered there with dates and reach, and the children it touches."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from panel_desk.domain.strategy.places_told import InterventionLine, LinkedChild, PlaceLine
from panel_desk.ui.theme.measures import spaced
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.buttons import button, link, name_button
from panel_desk.ui.widgets.card import Divider
from panel_desk.ui.widgets.chips import Chip
from panel_desk.ui.widgets.flow import flow_row
from panel_desk.ui.widgets.words import Words, WordsRole
from panel_desk.ui.workspaces.plan_and_places.detail_parts import DetailCard, refill, section
from panel_desk.ui.workspaces.plan_and_places.wording import place_chip

if TYPE_CHECKING:
    from panel_desk.ui.workspaces.plan_and_places.places_tab import PlacesTab

_OUTSIDE = "In anything that leaves the desk these children are pseudonyms."
ChildWords = Callable[[str, str, str], str]
"""Initials, local ID and name → what the screen may show."""


class PlacePanel(DetailCard):
    """Shows a place; its buttons ask the tab."""

    def __init__(self, tab: PlacesTab, *, may: bool) -> None:
        super().__init__("The chosen place", "map-pin", "Choose a place to see what is offered there, and to whom.")
        self._tab = tab
        self._may = may
        self._offer = button("Add what is offered…", tab.offer, primary=True, tip="Ctrl+M")
        self._link = button("Link a child…", tab.link, tip="Ctrl+Shift+L")
        self._change = button("Change…", tab.change, tip="Ctrl+E")
        self._turn = button("Close…", tab.turn)
        for made in (self._offer, self._link, self._change, self._turn):
            self.add_deed(made)
        self._offered: list[QWidget] = []
        self._children: list[QWidget] = []
        self._offers = spaced(QVBoxLayout(), spacing=12)
        self._linked = spaced(QVBoxLayout(), spacing=10)
        for heading, below in (("OFFERED THERE", self._offers), ("CHILDREN", self._linked)):
            self.column.addWidget(Divider())
            self.column.addWidget(section(heading))
            self.column.addLayout(below)
        self.column.addStretch(1)

    def show_place(self, line: PlaceLine | None, child_words: ChildWords) -> None:
        """Show another place, or none."""
        if line is None:
            self.show_nothing()
            return
        lead = f"Lead: {line.lead_agency}" if line.lead_agency else ""
        self.show_head(
            line.name,
            place_chip(line),
            (
                (line.concern, WordsRole.BODY),
                (lead, WordsRole.STRONG),
                (line.standing_words[:1].upper() + line.standing_words[1:], WordsRole.MUTED),
                (f"Last decision: {line.last_decision}" if line.last_decision else "", WordsRole.BODY),
            ),
        )
        may = self._may and not line.closed
        self.show_deeds(shown=self._may)
        for made in (self._offer, self._link, self._change):
            made.setVisible(may)
        name_button(self._turn, "Open again…" if line.closed else "Close…")
        offered = [self._offered_row(each, may=may) for each in line.interventions]
        refill(self._offers, self._offered, offered or [Words(line.offered_words, WordsRole.MUTED, wrap=True)])
        linked = [self._child_row(each, child_words, may=may) for each in line.children]
        note = _OUTSIDE if linked else "No child is linked."
        refill(self._linked, self._children, [*linked, Words(note, WordsRole.SMALL, wrap=True)])

    def _offered_row(self, line: InterventionLine, *, may: bool) -> QWidget:
        made = QWidget()
        column = spaced(QVBoxLayout(made), spacing=2)
        column.addWidget(Words(line.what, WordsRole.STRONG, wrap=True))
        column.addWidget(Words(_joined(line.provider, line.when_words), wrap=True))
        column.addWidget(Words(_joined(line.reach_words, line.outcome), WordsRole.SMALL, wrap=True))
        row: list[QWidget] = [Chip(line.kind.value, Tone.GREEN if line.current else Tone.NEUTRAL)]
        if may:
            row.append(_small("Change…", partial(self._tab.change_offer, line), line.what))
            row.append(_small("Withdraw…", partial(self._tab.withdraw_offer, line), line.what))
        column.addWidget(flow_row(*row, spacing=8))
        return made

    def _child_row(self, child: LinkedChild, words: ChildWords, *, may: bool) -> QWidget:
        made = QWidget()
        column = spaced(QVBoxLayout(made), spacing=2)
        row: list[QWidget] = [
            link(words(child.initials, child.local_id, child.name), partial(self._tab.open_child, child))
        ]
        if may:
            row.append(_small("Unlink…", partial(self._tab.unlink, child), child.local_id))
        column.addWidget(flow_row(*row, spacing=8))
        if child.why:
            column.addWidget(Words(child.why, WordsRole.SMALL, wrap=True))
        return made


def _joined(*words: str) -> str:
    return " · ".join(each for each in words if each)


def _small(words: str, on: Callable[[], None], about: str) -> QWidget:
    made = link(words, on)
    made.setAccessibleDescription(about)
    return made
