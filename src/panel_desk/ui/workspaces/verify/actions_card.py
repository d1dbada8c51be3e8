"""What the signed minutes ask of my agency, with a calendar file of the due days."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from panel_desk.domain.agendas.agenda import ActionLine
from panel_desk.services.minutes_inside import AgencyActions
from panel_desk.ui.theme.measures import spaced
from panel_desk.ui.widgets.buttons import button
from panel_desk.ui.widgets.card import Card, Divider
from panel_desk.ui.widgets.emptied import emptied
from panel_desk.ui.widgets.words import Words, WordsRole
from panel_desk.ui.workspaces.verify.presenter import due_words


class ActionsCard(Card):
    """My agency's actions; which agency is mine is chosen once and remembered."""

    agency_chosen = Signal(str)
    calendar_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("My agency’s actions", padded=False, parent=parent)
        self._agency = QComboBox()
        self._agency.setAccessibleName("My agency")
        self._agency.activated.connect(lambda _place: self.agency_chosen.emit(self._agency.currentText()))
        self.add_to_head(self._agency)
        self._rows = spaced(QVBoxLayout(), spacing=0)
        self.body.addLayout(self._rows)
        self._calendar = button("Add to my calendar", self.calendar_wanted.emit, icon="calendar-plus")
        foot = spaced(QHBoxLayout(), (16, 12, 16, 12), 8)
        foot.addWidget(self._calendar)
        foot.addStretch(1)
        self.body.addLayout(foot)

    @property
    def agency(self) -> str:
        """The chosen one, in words; empty where none is."""
        return self._agency.currentText()

    def show_agencies(self, agencies: Sequence[str], chosen: str) -> None:
        """Offer these agencies, and choose the remembered one even where nothing is asked of it."""
        self._agency.clear()
        self._agency.addItems(list(dict.fromkeys((*agencies, chosen))) if chosen else list(agencies))
        self._agency.setCurrentIndex(self._agency.findText(chosen) if chosen else -1)
        self._agency.setPlaceholderText("Choose your agency")

    def show_actions(self, actions: AgencyActions | None) -> None:
        """List the actions: those of this meeting, then those carried over."""
        emptied(self._rows)
        self._calendar.setEnabled(actions is not None and any(line.due_on for line in actions.new))
        if actions is None:
            self._say("Choose your agency to see what these minutes ask of it.")
            return
        if not actions.new and not actions.carried:
            self._say(f"Nothing is asked of {actions.agency} here.")
        for line in actions.new:
            self._add(line, f"Due {due_words(line)}")
        for line in actions.carried:
            self._add(line, line.status)

    def _say(self, sentence: str) -> None:
        words = Words(sentence, WordsRole.MUTED, wrap=True)
        words.setContentsMargins(16, 12, 16, 12)
        self._rows.addWidget(words)

    def _add(self, line: ActionLine, when: str) -> None:
        holder = QWidget()
        column = spaced(QVBoxLayout(holder), (16, 10, 16, 10), 2)
        column.addWidget(Words(line.what, WordsRole.BODY, wrap=True, selectable=True))
        about = " · ".join(filter(None, (line.reference, line.about, when)))
        column.addWidget(Words(about, WordsRole.MUTED, wrap=True, selectable=True))
        self._rows.addWidget(holder)
        self._rows.addWidget(Divider())
