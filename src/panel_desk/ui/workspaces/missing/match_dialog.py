"""Whose the episodes under an unknown number are: a child of the desk, or nobody it knows; with the reason."""

from __future__ import annotations

from msgspec import Struct
from PySide6.QtWidgets import QWidget

from panel_desk.domain.calendar import count_words
from panel_desk.domain.missing.matching import MatchCandidate, Suggestion
from panel_desk.ui.widgets.fields import line_edit
from panel_desk.ui.widgets.words import WordsRole
from panel_desk.ui.workspaces.missing.child_field import ChildField
from panel_desk.ui.workspaces.missing.deed_dialog import DeedDialog


class Match(Struct, frozen=True):
    """Whose they are; no local ID: nobody the desk knows."""

    local_id: str
    reason: str


class MatchDialog(DeedDialog):
    """Hands over a ``Match``. Without a field for a child it says that nobody is known."""

    def __init__(
        self,
        candidate: MatchCandidate,
        child: ChildField | None,
        suggested: Suggestion | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self._candidate, self._suggested, self.child = candidate, suggested, child
        if child is not None and suggested is not None:
            child.choose(suggested.local_id)
        title = f"Whose are the episodes under {candidate.source_id}?" if child else "Nobody this desk knows?"
        super().__init__(title, "These are theirs" if child else "Nobody we know", parent)

    def build(self) -> None:
        """Who, and how it is known."""
        many = count_words(self._candidate.episodes, "episode")
        will = (
            f"{many} and those that come later under {self._candidate.source_id} count as this child’s. "
            "The child is never merged with another."
            if self.child is not None
            else f"{many} under {self._candidate.source_id} leave the queue, and still count in the figures."
        )
        words = self.add_words(will)
        words.set_role(WordsRole.MUTED)
        self.form.add_widget(words)
        if self.child is not None:
            self._child_field = self.form.add("Child", self.child)
        start = f"{self._suggested.why}; " if self._suggested else ""
        self.reason = line_edit(start, most=300)
        self._field = self.form.add("How it is known", self.reason, "Kept with the answer: who was asked, what agrees.")

    def value(self) -> Match | None:
        """The answer as filled in."""
        reason = self.reason.text().strip().rstrip(";").strip()
        self._field.set_problem("" if reason else "Say how it is known: somebody will ask.")
        local_id = ""
        if self.child is not None:
            local_id = self.child.local_id() if self.child.is_known() else ""
            self._child_field.set_problem("" if local_id else "Choose a child whom the desk knows.")
            if not local_id:
                return None
        return Match(local_id, reason) if reason else None
