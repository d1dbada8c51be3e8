"""Which agencies may go, after which item and about when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from panel_desk.domain.calendar import clock
from panel_desk.domain.ids import AgencyKey, ItemId
from panel_desk.domain.meeting.meetings import Meeting
from panel_desk.domain.room.pace import MayGo, may_go
from panel_desk.ui.theme.measures import spaced
from panel_desk.ui.widgets.words import Words, WordsRole

_MOST = 4
"""Agencies told at once, the earliest first."""


class MayGoList(QWidget):
    """One line for each agency; hidden while everybody is needed to the end."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._told: tuple[tuple[str, str], ...] = ()
        self._has_room = True
        self._rows: list[tuple[Words, Words]] = []
        self._grid = spaced(QGridLayout(self), (16, 8, 16, 0), 4)
        self._grid.setColumnStretch(0, 1)
        self._grid.addWidget(Words("May go after", WordsRole.STRONG), 0, 0, 1, 2)
        self.hide()

    @property
    def told(self) -> tuple[tuple[str, str], ...]:
        """Agency and words of each line."""
        return self._told

    def show_meeting(self, meeting: Meeting, now: datetime, owing: Mapping[ItemId, frozenset[AgencyKey]]) -> None:
        """Show who may go now or later; the same lines are not laid out again.

        Args:
            meeting: As it stands.
            now: The time.
            owing: Which agencies are kept for an item by an action of theirs.
        """
        told = tuple((one.name, may_go_words(one)) for one in may_go(meeting, now, owing)[:_MOST])
        if told == self._told:
            return
        self._told = told
        while len(self._rows) < len(told):
            self._add_row()
        for at, (name, words) in enumerate(self._rows):
            name.set_text(told[at][0] if at < len(told) else "")
            words.set_text(told[at][1] if at < len(told) else "")
            name.setVisible(at < len(told))
            words.setVisible(at < len(told))
        self.setVisible(bool(told) and self._has_room)

    def make_room(self, *, room: bool) -> None:
        """Whether there is room for it; the people themselves come first."""
        self._has_room = room
        self.setVisible(bool(self._told) and room)

    def _add_row(self) -> None:
        name, words = Words("", wrap=True, parent=self), Words("", WordsRole.MUTED, parent=self)
        self._rows.append((name, words))
        self._grid.addWidget(name, len(self._rows), 0)
        self._grid.addWidget(words, len(self._rows), 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)


def may_go_words(one: MayGo) -> str:
    """``7.1 · 10:50``; ``now`` for who is needed for nothing any more."""
    return f"{one.after} · {clock(one.at)}" if one.after else "now"
