"""Where a child or a concern stands with a panel: what the proposals for an agenda are made from."""

from __future__ import annotations

from datetime import date, datetime

from msgspec import Struct

from panel_desk.domain.children.cases import ChildFacts, ConcernRow, EpisodeRow, ExploitationType, ReferralRow
from panel_desk.domain.events.actions import ActionStatus
from panel_desk.domain.ids import ActionId, AgencyKey, ChildId, ConcernId, ItemId, MeetingId, PanelKey, PersonId
from panel_desk.domain.risk import RiskAssessment


class Decided(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One decision of a panel on a child or concern, as the record holds it."""

    panel: PanelKey
    meeting_id: MeetingId
    reference: str
    """Of the meeting: ``SAFE-2026-10``."""
    held_on: date
    outcome: str
    words: str
    """The outcome's words at the time: ``to step up to MACE``."""
    reason: str
    review_on: date | None = None
    risk: RiskAssessment | None = None
    quorate: bool = True
    closes: bool = False
    defers: bool = False
    to_panel: PanelKey = PanelKey("")


class ActionState(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An action as it stands now."""

    id: ActionId
    reference: str
    panel: PanelKey
    meeting_id: MeetingId
    item_id: ItemId
    what: str
    agency: AgencyKey
    agency_name: str
    due_on: date
    status: ActionStatus
    recorded_at: datetime
    owner_id: PersonId | None = None
    owner: str = ""
    child_id: ChildId | None = None
    concern_id: ConcernId | None = None
    about: str = ""
    status_on: date | None = None
    status_reason: str = ""
    status_meeting: MeetingId | None = None
    """The meeting that heard the last status; None between meetings."""
    successor: str = ""

    def is_overdue(self, today: date) -> bool:
        """Open after its due day. Derived, never stored."""
        return self.status.is_open and self.due_on < today


class ChildOnDesk(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Everything a proposal needs to know of one child."""

    child_id: ChildId
    facts: ChildFacts
    types: tuple[ExploitationType, ...] = ()
    listed_risk: str = ""
    listed_reason: str = ""
    listed: bool = True
    """Still on the latest profile list."""
    referrals: tuple[ReferralRow, ...] = ()
    """Newest first."""
    decided: tuple[Decided, ...] = ()
    """Decisions of any panel on this child, newest first."""
    episodes: tuple[EpisodeRow, ...] = ()
    """Newest first."""
    actions: tuple[ActionState, ...] = ()
    """Open ones about this child, of any panel."""
    risk: RiskAssessment | None = None
    """The last level a panel set, on that panel's scale."""


class ConcernOnDesk(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Everything a proposal needs to know of a place, theme or person of concern."""

    concern_id: ConcernId
    row: ConcernRow
    decided: tuple[Decided, ...] = ()
    actions: tuple[ActionState, ...] = ()
    closed_on: date | None = None
    """At the desk, by hand; None where it is open. What a panel closed is told by its decisions."""
    reopened_on: date | None = None
    reopened_because: str = ""
