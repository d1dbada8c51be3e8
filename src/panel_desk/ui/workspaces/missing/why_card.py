"""Why the chosen child stands in the cross-reference as it does, and what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from panel_desk.domain.missing.cross_reference import CrossLine, FlagKind
from panel_desk.ui.theme.measures import spaced
from panel_desk.ui.widgets.buttons import button, name_button
from panel_desk.ui.widgets.card import Card
from panel_desk.ui.widgets.flow import flow_row
from panel_desk.ui.widgets.words import Words, WordsRole
from panel_desk.ui.workspaces.missing.cross_model import flag_words

_TITLES = {
    FlagKind.MISSING_NOW: "{} is missing now",
    FlagKind.ENHANCED_PATHWAY: "Why {} is for the enhanced pathway",
    FlagKind.INTERVIEW_OVERDUE: "Why {} is flagged: an interview is overdue",
    FlagKind.CONSIDER_REFERRAL: "Why to consider referring {}",
}


class WhyCard(Card):
    """A title, the explanation, and the deeds."""

    pathway_wanted = Signal()
    """Put on the pathway, or shown there where the child is on it."""
    child_wanted = Signal()
    agenda_wanted = Signal()
    episodes_wanted = Signal()

    def __init__(self, *, may_follow: bool, may_prepare: bool, parent: QWidget | None = None) -> None:
        super().__init__(padded=False, parent=parent)
        self.setAccessibleName("Why")
        self._may_follow = may_follow
        self._heading = Words("", WordsRole.STRONG, wrap=True)
        self._why = Words("", wrap=True, selectable=True)
        self.pathway_button = button("Put on the pathway…", self.pathway_wanted.emit, tip="P in the table")
        self.agenda_button = button("Put on the next agenda", self.agenda_wanted.emit, tip="A in the table")
        self.episodes_button = button("Episodes", self.episodes_wanted.emit, tip="E in the table")
        self.child_button = button("Open child", self.child_wanted.emit, tip="Enter in the table")
        if not may_prepare:
            self.agenda_button.hide()
        head = spaced(QHBoxLayout(), spacing=16)
        head.addWidget(self._heading, 1)
        deeds = flow_row(self.pathway_button, self.agenda_button, self.episodes_button, self.child_button)
        head.addWidget(deeds, 0, Qt.AlignmentFlag.AlignTop)
        column = spaced(QVBoxLayout(), (15, 10, 15, 14), 6)
        column.addLayout(head)
        column.addWidget(self._why)
        self.body.addLayout(column)

    @property
    def title(self) -> str:
        """As shown."""
        return self._heading.text()

    @property
    def words(self) -> str:
        """What is said of the child."""
        return self._why.text()

    def show_line(self, line: CrossLine, child: str) -> None:
        """Explain another line."""
        self._heading.set_text(_title(line, child))
        self._why.set_text(line.why)
        self._why.setVisible(bool(line.why))
        on, known = line.pathway_id is not None, line.child_id is not None
        name_button(self.pathway_button, "Show on the pathway" if on else "Put on the pathway…")
        self.pathway_button.setVisible(known and (on or self._may_follow))
        for made in (self.agenda_button, self.child_button):
            made.setEnabled(known)


def _title(line: CrossLine, child: str) -> str:
    if not line.flags:
        return f"Why {child} has no flag"
    kind, *others = (flag.kind for flag in line.flags)
    also = f"; also: {', '.join(flag_words(line, other).lower() for other in others)}" if others else ""
    if kind is FlagKind.ENHANCED_PATHWAY and line.pathway_id is not None:
        return f"Why {child} is on the enhanced pathway{also}"
    return f"{_TITLES[kind].format(child)}{also}"
