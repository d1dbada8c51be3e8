"""Whose the episodes under an unknown number are: a child of the desk, or nobody it knows; with the reason."""

from __future__ import annotations

from msgspec import Struct
from PySide6.QtWidgets import QWidget

from panel_desk.domain.calendar import count_words
from panel_desk.domain.missing.matching import MatchCandidate, Suggestion
from panel_desk.ui.widgets.deed_dialog import DeedDialog
from panel_desk.ui.widgets.fields import line_edit
from panel_desk.ui.widgets.pick_field import PickField
from panel_desk.ui.workspaces.missing.choose_child_dialog import UNKNOWN


class Match(Struct, frozen=True):
    """Whose they are; no local ID: nobody the desk knows."""

    local_id: str
    reason: str


class MatchDialog(DeedDialog[Match]):
    """Hands over a ``Match``. Without a field for a child it says that nobody is known."""

    def __init__(
        self,
        candidate: MatchCandidate,
        child: PickField | None,
        suggested: Suggestion | None = None,
        parent: QWidget | None = None,
    ) -> None:
        title = f"Whose are the episodes under {candidate.source_id}?" if child else "Nobody this desk knows?"
        super().__init__(title, "These are theirs" if child else "Nobody we know", parent)
        self.child = child
        many = count_words(candidate.episodes, "episode")
        self.about(
            f"{many} and those that come later under {candidate.source_id} count as this child’s. "
            "The child is never merged with another."
            if child is not None
            else f"{many} under {candidate.source_id} leave the queue, and still count in the figures."
        )
        if child is not None:
            if suggested is not None:
                child.choose(suggested.local_id)
            self.need(self.form.add("Child", child), child.value, UNKNOWN)
        self.reason = line_edit(f"{suggested.why}; " if suggested else "", most=300)
        known = self.form.add("How it is known", self.reason, "Kept with the answer: who was asked, what agrees.")
        self.need(known, self._reason, "Say how it is known: somebody will ask.")

    def value(self) -> Match:
        """The answer as filled in."""
        return Match(self.child.value() if self.child is not None else "", self._reason())

    def _reason(self) -> str:
        return self.reason.text().strip().rstrip(";").strip()
