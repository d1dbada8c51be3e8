"""Events of one action. Stream: ``action/<id>``."""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum

from msgspec import Struct

from panel_desk.domain.ids import ActionId, AgencyKey, ChildId, ConcernId, ItemId, MeetingId, PanelKey, PersonId


class ActionStatus(Enum):
    """Where an action stands. ``Overdue`` is not among them: it is derived from the due date."""

    OPEN = "open"
    IN_PROGRESS = "in progress"
    COMPLETE = "complete"
    NOT_POSSIBLE = "not possible – circumstances changed"
    NOT_DONE = "not done"
    """The two “not” kinds are told apart by national practice: one could not be done, the other was not."""
    SUPERSEDED = "superseded"
    TRANSFERRED = "transferred"

    @property
    def is_open(self) -> bool:
        """An open action comes back on every following agenda of its panel."""
        return self in (ActionStatus.OPEN, ActionStatus.IN_PROGRESS)


class ActionRecorded(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="action-recorded"):
    """The panel asked somebody to do something by a day."""

    action_id: ActionId
    reference: str
    """``SAFE-2026-11/07``; never given twice, not even after an undo."""
    panel: PanelKey
    meeting_id: MeetingId
    item_id: ItemId
    what: str
    agency: AgencyKey
    agency_name: str
    due_on: date
    at: datetime
    owner_id: PersonId | None = None
    owner: str = ""
    """The owner's name; empty where the agency as a whole owns it."""
    child_id: ChildId | None = None
    concern_id: ConcernId | None = None
    about: str = ""
    """Initials and local ID of the child, or the concern's name."""


class ActionUpdated(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="action-updated"):
    """An action's status was set; every way of closing has a reason."""

    action_id: ActionId
    status: ActionStatus
    on: date
    reason: str = ""
    meeting_id: MeetingId | None = None
    """The meeting that heard it; None between meetings."""
    successor: str = ""
    """For superseded and transferred: the reference of the action that takes its place."""


class ActionChased(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="action-chased"):
    """The owner was asked for news, outside a meeting: a draft was made for this address or name."""

    action_id: ActionId
    on: date
    recipient: str = ""


class ActionDueChanged(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="action-due-changed"):
    """The panel or the chair gave more time, with a reason."""

    action_id: ActionId
    due_on: date
    reason: str
    meeting_id: MeetingId | None = None
