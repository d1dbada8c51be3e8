"""Which deeds may be undone: those that nobody outside has seen the result of."""

from __future__ import annotations

from panel_desk.domain.events import (
    DeedUndone,
    Event,
    MissingEvent,
    StrategyEvent,
    actions,
    agencies,
    items,
    keeping,
    language,
    lists,
    meetings,
)
from panel_desk.domain.people import Role

_UNDOABLE = (
    agencies.PanelDefined,
    agencies.PersonRecorded,
    agencies.SeatLeft,
    language.WordListKept,
    lists.CaseListImported,
    lists.IdentityAlertAnswered,
    meetings.MeetingPlanned,
    meetings.MeetingReplanned,
    meetings.MeetingCancelled,
    meetings.AgendaProposed,
    meetings.AgendaItemAdded,
    meetings.AgendaItemChanged,
    meetings.AgendaItemRemoved,
    meetings.AgendaItemsPlaced,
    meetings.AgendaReordered,
    meetings.AttendanceRecorded,
    meetings.ConfidentialityRead,
    meetings.ItemStarted,
    meetings.MemberArrived,
    meetings.MemberLeft,
    meetings.QuorumOverridden,
    items.NoteRecorded,
    items.InterestDeclared,
    items.SteppedOut,
    items.SteppedBack,
    items.DecisionRecorded,
    items.DissentRecorded,
    items.RecommendationConfirmed,
    actions.ActionRecorded,
    actions.ActionUpdated,
    actions.ActionDueChanged,
    actions.ActionChased,
    MissingEvent,
    StrategyEvent,
    keeping.ThresholdsSet,
    keeping.PublishedYearSet,
    keeping.RetentionSet,
    keeping.HoldPlaced,
    keeping.HoldLifted,
    # Beside another event of one deed: an action that became a note.
    DeedUndone,
)
"""What was issued, circulated, signed, published or purged has its own way back, or none."""


def may_be_undone(event: Event | None) -> bool:
    """Whether nobody outside has seen what an event did; an administrator is never undone, but taken back."""
    if isinstance(event, agencies.SeatFilled):
        return event.role is not Role.ADMINISTRATOR
    return isinstance(event, _UNDOABLE)
