"""Actions after they were recorded: their status, more time, and what is open, from panel to panel."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import cast

from panel_desk.domain.children.standing import ActionState
from panel_desk.domain.errors import not_found, refused
from panel_desk.domain.events import ActionEvent, Event
from panel_desk.domain.events.actions import ActionChased, ActionDueChanged, ActionStatus, ActionUpdated
from panel_desk.domain.events.meetings import MeetingClosed
from panel_desk.domain.following.followed_actions import FollowedAction, follow_all
from panel_desk.domain.ids import ActionId, ItemId, MeetingId, PanelKey, PersonId
from panel_desk.domain.meeting import actions as rules
from panel_desk.services.book import Book, Deed
from panel_desk.vault.journal import StoredEvent
from panel_desk.vault.queries import actions as queries
from panel_desk.vault.queries import meetings, streams
from panel_desk.vault.queries.actions import ActionChange, OpenCount

_NEWS = (ActionUpdated, ActionDueChanged, ActionChased)


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

    def of_meeting(self, meeting_id: MeetingId) -> tuple[ActionState, ...]:
        """Every action recorded at a meeting, by its number, as it stands now."""
        return queries.by_meeting(self._book.db, meeting_id)

    def of_item(self, meeting_id: MeetingId, item_id: ItemId) -> tuple[ActionState, ...]:
        """Those recorded at a meeting under one item, by their number, as they stand now."""
        return queries.by_item(self._book.db, meeting_id, item_id)

    def followed(self, today: date) -> tuple[FollowedAction, ...]:
        """Every action of every panel as it stands today: the open ones first, soonest due first."""
        return follow_all(queries.all_actions(self._book.db), today, queries.last_chased(self._book.db))

    def history(self, reference: str) -> tuple[ActionChange, ...]:
        """Every step of an action, the first first."""
        return queries.history(self._book.db, self.by_reference(reference).id)

    def names_of_children(self) -> dict[str, str]:
        """The name, by id, of every child whom an action is about."""
        return queries.names_of_children(self._book.db)

    def open_counts(self, today: date) -> tuple[OpenCount, ...]:
        """How much is open and overdue with each agency, the most overdue first."""
        return queries.open_counts(self._book.db, today)

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

    def undo(self, actor: PersonId, deed: Deed) -> Deed:
        """Take a status, more time or a chase back, as long as no meeting of the panel has been closed on it.

        Raises:
            DeskError: where minutes tell of it already.
        """
        for line in deed:
            self._refuse_told(line)
        return self._book.undo(actor, deed)

    def _refuse_told(self, line: StoredEvent[Event]) -> None:
        event = line.event
        if not isinstance(event, _NEWS):
            raise refused("That deed is no news of an action.", "An action itself is taken back in its meeting.")
        known = streams.events_below(self._book.db, f"action/{event.action_id}")
        action = rules.state_from(cast(ActionEvent, line.event) for line in known if line.event is not None)
        # Minutes tell nothing of letters between meetings.
        if action is not None and not isinstance(event, ActionChased) and self._is_told(action.panel, line.seq):
            raise refused(
                f"A meeting has been closed since the news of {action.reference}: its minutes tell of it.",
                "Record what is so now; the log keeps both.",
            )

    def _is_told(self, panel: PanelKey, since: int) -> bool:
        """Whether a meeting of the panel was closed after a place of the journal, and stays closed."""
        closed = {line.stream for line in self._book.journal.since(since) if isinstance(line.event, MeetingClosed)}
        rows = (meetings.by_id(self._book.db, MeetingId(stream.removeprefix("meeting/"))) for stream in closed)
        return any(row is not None and row.panel == panel and row.closed_at is not None for row in rows)

    def as_of(self, action_id: ActionId, seq: int) -> ActionState | None:
        """The action as it stood at one place of the journal; None where it was not yet recorded."""
        return self.as_of_each(action_id, (seq,))[0]

    def as_of_each(self, action_id: ActionId, seqs: Sequence[int]) -> tuple[ActionState | None, ...]:
        """The action as it stood at each of some places of the journal, from one reading."""
        stored = streams.events_below(self._book.db, f"action/{action_id}")
        return tuple(
            rules.state_from(
                cast(ActionEvent, line.event) for line in stored if line.seq <= seq and line.event is not None
            )
            for seq in seqs
        )
