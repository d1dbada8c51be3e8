"""One objective beside the table: who owns it, how it stands and why, its milestones, and what it was rated before."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from panel_desk.domain.calendar import date_words
from panel_desk.domain.strategy.plan_told import MilestoneLine, ObjectiveLine
from panel_desk.ui.theme.measures import spaced
from panel_desk.ui.widgets.buttons import button, link
from panel_desk.ui.widgets.card import Divider
from panel_desk.ui.widgets.chips import Chip
from panel_desk.ui.widgets.flow import flow_row
from panel_desk.ui.widgets.words import Words, WordsRole
from panel_desk.ui.workspaces.plan_and_places.detail_parts import DetailCard, refill, section
from panel_desk.ui.workspaces.plan_and_places.wording import milestone_chip, rating_chip

if TYPE_CHECKING:
    from panel_desk.ui.workspaces.plan_and_places.plan_tab import PlanTab


class ObjectivePanel(DetailCard):
    """Shows an objective; its buttons ask the tab."""

    def __init__(self, tab: PlanTab, *, may: bool) -> None:
        super().__init__("The chosen objective", "map-pin", "Choose an objective to see its milestones and ratings.")
        self._tab = tab
        self._may = may
        self.add_deed(button("Rate…", tab.rate, primary=True, tip="Ctrl+R"))
        self.add_deed(button("Add a milestone…", tab.add_milestone, tip="Ctrl+M"))
        self.add_deed(button("Change…", tab.change, tip="Ctrl+E"))
        self.add_deed(button("Close…", tab.close_objective))
        self._milestones: list[QWidget] = []
        self._ratings: list[QWidget] = []
        self._steps = spaced(QVBoxLayout(), spacing=12)
        self._history = spaced(QVBoxLayout(), spacing=10)
        for heading, below in (("MILESTONES", self._steps), ("RATINGS", self._history)):
            self.column.addWidget(Divider())
            self.column.addWidget(section(heading))
            self.column.addLayout(below)
        self.column.addStretch(1)

    def show_objective(self, line: ObjectiveLine | None) -> None:
        """Show another objective, or none."""
        if line is None:
            self.show_nothing()
            return
        owner = f"{line.owner} · {line.agency}" if line.agency else line.owner
        closed = f"Closed on {date_words(line.closed_on)}: {line.closed_because}" if line.closed_on else ""
        self.show_head(
            f"{line.number} {line.title}",
            rating_chip(line),
            (
                (owner, WordsRole.STRONG),
                (line.due_words[:1].upper() + line.due_words[1:], WordsRole.BODY),
                (f"Measured by: {line.measure}" if line.measure else "", WordsRole.BODY),
                (closed, WordsRole.MUTED),
            ),
        )
        open_still = line.closed_on is None
        self.show_deeds(shown=self._may and open_still)
        steps = [self._milestone(each, may=self._may and open_still) for each in line.milestones]
        refill(self._steps, self._milestones, steps or [Words("No milestone yet.", WordsRole.MUTED)])
        ratings: list[QWidget] = [_rating(each.said, each.by) for each in line.history]
        refill(self._history, self._ratings, ratings or [Words("Not rated yet.", WordsRole.MUTED)])

    def _milestone(self, line: MilestoneLine, *, may: bool) -> QWidget:
        made = QWidget()
        column = spaced(QVBoxLayout(made), spacing=4)
        column.addWidget(Words(line.what, WordsRole.STRONG, wrap=True))
        if line.owner:
            column.addWidget(Words(line.owner, WordsRole.SMALL))
        if line.reached_words:
            column.addWidget(Words(line.reached_words, WordsRole.SMALL, wrap=True))
        row: list[QWidget] = [Chip(*milestone_chip(line))]
        if may and line.reached_on is None:
            row.append(_small("Reached…", partial(self._tab.reach, line), line.what))
            row.append(_small("Change…", partial(self._tab.change_milestone, line), line.what))
            row.append(_small("Drop…", partial(self._tab.drop, line), line.what))
        column.addWidget(flow_row(*row, spacing=8))
        return made


def _small(words: str, on: partial[None], about: str) -> QWidget:
    made = link(words, on)
    made.setAccessibleDescription(about)
    return made


def _rating(said: str, by: str) -> QWidget:
    made = QWidget()
    column = spaced(QVBoxLayout(made), spacing=0)
    column.addWidget(Words(said, wrap=True, selectable=True))
    if by:
        column.addWidget(Words(by, WordsRole.SMALL))
    return made
