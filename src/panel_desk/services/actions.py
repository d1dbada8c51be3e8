"""Actions after they were recorded: their status, more time, and what is open, from panel to panel."""

from __future__ import annotations

from datetime import date
from typing import cast

from panel_desk.domain import actions as rules
from panel_desk.domain.errors import not_found
from panel_desk.domain.events import ActionEvent
from panel_desk.domain.events.actions import ActionStatus
from panel_desk.domain.ids import ActionId, MeetingId, PanelKey, PersonId
from panel_desk.domain.standing import ActionState
from panel_desk.services.book import Book, Deed
from panel_desk.vault.queries import actions as queries
from panel_desk.vault.queries import streams


class Actions:
    """Follows actions until each is closed with a reason."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def by_reference(self, reference: str) -> ActionState:
        """The action of that reference, such as ``SAFE-2026-11/07``."""
        found = queries.by_reference(self._book.db, reference)
        if found is None:
            raise not_found(f"The record has no action {reference}.")
        return found

    def open_of(self, panel: PanelKey) -> tuple[ActionState, ...]:
        """Every open action of a panel, soonest due first."""
        return queries.open_of_panel(self._book.db, panel)

    def set_status(
        self,
        actor: PersonId,
        reference: str,
        status: ActionStatus,
        *,
        on: date,
        reason: str = "",
        meeting_id: MeetingId | None = None,
        successor: str = "",
    ) -> Deed:
        """Set an action's status; closing it, in whichever way, needs a reason."""
        action = self.by_reference(reference)
        event = rules.update(action, status, on, reason=reason, meeting_id=meeting_id, successor=successor)
        return self._book.record(actor, (f"action/{action.id}", event))

    def postpone(
        self, actor: PersonId, reference: str, due_on: date, reason: str, *, meeting_id: MeetingId | None = None
    ) -> Deed:
        """Give more time, with a reason."""
        action = self.by_reference(reference)
        event = rules.postpone(action, due_on, reason, meeting_id=meeting_id)
        return self._book.record(actor, (f"action/{action.id}", event))

    def as_of(self, action_id: ActionId, seq: int) -> ActionState | None:
        """The action as it stood at one place of the journal; None where it was not yet recorded."""
        stored = streams.events_below(self._book.db, f"action/{action_id}")
        told = (cast(ActionEvent, line.event) for line in stored if line.seq <= seq and line.event is not None)
        return rules.state_from(told)
