"""A deed in the clerk's words, for “Undo: …” and “Taken back: …”; children by initials only."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from panel_desk.domain.agendas.agenda import AgendaItem
from panel_desk.domain.calendar import date_words
from panel_desk.domain.errors import DeskError
from panel_desk.domain.events import (
    DeedUndone,
    Event,
    actions,
    agencies,
    items,
    keeping,
    language,
    lists,
    meetings,
    minutes,
    missing,
    strategy,
)
from panel_desk.domain.ids import ItemId, PersonId
from panel_desk.domain.meeting.meetings import Meeting


class _Around:
    """What the words of an event are looked up in."""

    def __init__(self, meeting: Meeting | None, action: str, child: Callable[[str], str]) -> None:
        self._meeting = meeting
        self.action = action or "an action"
        self.child = child

    @property
    def reference(self) -> str:
        return self._meeting.reference if self._meeting else "a meeting"

    def item(self, item_id: ItemId) -> str:
        """A case by its initials, a standing item by its title."""
        found = next((i for i in self._meeting.items if i.id == item_id), None) if self._meeting else None
        return _subject(found.agenda) if found else "an item"

    def person(self, person_id: PersonId) -> str:
        if self._meeting is None:
            return "somebody"
        try:
            return self._meeting.person(person_id).name
        except DeskError:
            return "somebody"


def _subject(item: AgendaItem) -> str:
    if item.child is not None:
        return item.child.initials
    return item.concern.name if item.concern is not None else f"“{item.title}”"


def deed_words(
    event: Event,
    *,
    meeting: Meeting | None = None,
    action: str = "",
    count: int = 1,
    beside: Sequence[Event] = (),
    child: Callable[[str], str] = str,
) -> str:
    """What was done, as “J.M. added to the agenda of SAFE-2026-11”.

    Args:
        event: The first of the deed.
        meeting: The one it belongs to, where it belongs to one.
        action: The reference of the action it is news of.
        count: How many events like the first it holds.
        beside: The other events of the deed.
        child: Tells a child by the number: ``J.M. 104233``; otherwise the number stands alone.
    """
    around = _Around(meeting, action, child)
    both = next((w for (one, other), w in _BOTH.items() if isinstance(event, one) and _any(beside, other)), None)
    if both is not None:
        return both(event, around)
    several = _SEVERAL.get(type(event))
    if several is not None and count > 1 and meeting is not None:
        return f"{count} items {several} the agenda of {meeting.reference}"
    words = _WORDS.get(type(event))
    return words(event, around) if words else "the last deed"


def _any(events: Sequence[Event], kind: type) -> bool:
    return any(isinstance(event, kind) for event in events)


def way_back(event: Event) -> str:
    """What to do instead, where a deed cannot simply be undone; empty where nothing can be done."""
    return _WAY_BACK.get(type(event), "")


_SEVERAL: dict[type, str] = {meetings.AgendaItemAdded: "added to", meetings.AgendaItemRemoved: "taken off"}
_Words = Callable[[Any, _Around], str]
_WORDS: dict[type, _Words] = {
    agencies.DeskFounded: lambda e, _: f"the desk of {e.council} founded",
    agencies.PanelDefined: lambda e, _: f"the {e.definition.name} defined",
    agencies.PersonRecorded: lambda e, _: f"{e.person.name} added to the people",
    agencies.SeatFilled: lambda e, _: f"a {e.role.value} of {e.panel} seated",
    agencies.SeatLeft: lambda e, _: f"the role of {e.role.value} of {e.panel} taken back",
    agencies.CertificateIssued: lambda _e, _: "a signing certificate issued",
    agencies.CertificateRevoked: lambda _e, _: "a signing certificate withdrawn",
    language.WordListKept: lambda _e, _: "the word list changed",
    lists.CaseListImported: lambda e, _: f"list {e.file_name} added",
    lists.IdentityAlertAnswered: lambda e, _: f"children {e.local_id} and {e.other_local_id} called {e.answer}",
    meetings.MeetingPlanned: lambda e, _: f"{e.reference} planned for {date_words(e.held_on)}",
    meetings.MeetingReplanned: lambda e, a: f"{a.reference} moved to {date_words(e.held_on)}",
    meetings.MeetingCancelled: lambda _e, a: f"{a.reference} cancelled",
    meetings.AgendaProposed: lambda _e, a: f"the agenda of {a.reference} built",
    meetings.AgendaItemAdded: lambda e, a: f"{_subject(e.item)} added to the agenda of {a.reference}",
    meetings.AgendaItemRemoved: lambda _e, a: f"an item taken off the agenda of {a.reference}",
    meetings.AgendaItemChanged: lambda e, a: f"{a.item(e.item_id)} changed on the agenda of {a.reference}",
    meetings.AgendaItemsPlaced: lambda _e, a: f"items moved on the agenda of {a.reference}",
    meetings.AgendaReordered: lambda _e, a: f"the agenda of {a.reference} put in another order",
    meetings.AgendaLocked: lambda _e, a: f"the agenda of {a.reference} approved",
    meetings.AgendaReopened: lambda _e, a: f"the agenda of {a.reference} re-opened",
    meetings.AgendaIssued: lambda _e, a: f"the agenda of {a.reference} issued",
    meetings.MeetingOpened: lambda _e, a: f"{a.reference} opened",
    meetings.ConfidentialityRead: lambda _e, a: f"the confidentiality statement read at {a.reference}",
    meetings.AttendanceRecorded: lambda e, a: f"{e.person.name} recorded as {e.kind.value} at {a.reference}",
    meetings.MemberArrived: lambda e, a: f"{a.person(e.person_id)} arrived at {a.reference}",
    meetings.MemberLeft: lambda e, a: f"{a.person(e.person_id)} left {a.reference}",
    meetings.ItemStarted: lambda e, a: f"{a.reference} turned to {a.item(e.item_id)}",
    meetings.MeetingAdjourned: lambda _e, a: f"{a.reference} adjourned",
    meetings.MeetingResumed: lambda _e, a: f"{a.reference} resumed",
    meetings.MeetingClosed: lambda _e, a: f"{a.reference} closed",
    meetings.MeetingReopened: lambda _e, a: f"{a.reference} re-opened",
    meetings.QuorumOverridden: lambda e, a: f"quorum overridden for {a.item(e.item_id)}",
    items.NoteRecorded: lambda e, a: f"{e.section.value} of {a.item(e.item_id)} written",
    items.InterestDeclared: lambda e, a: f"the interest of {a.person(e.person_id)} in {a.item(e.item_id)} declared",
    items.SteppedOut: lambda e, a: f"{a.person(e.person_id)} stepped out for {a.item(e.item_id)}",
    items.SteppedBack: lambda e, a: f"{a.person(e.person_id)} came back after {a.item(e.item_id)}",
    items.DecisionRecorded: lambda e, a: f"the decision on {a.item(e.item_id)} recorded",
    items.DissentRecorded: lambda e, a: f"the dissent of {a.person(e.person_id)} on {a.item(e.item_id)} recorded",
    items.RecommendationConfirmed: lambda e, a: f"the recommendation on {a.item(e.item_id)} confirmed",
    minutes.MinutesDrafted: lambda _e, a: f"the minutes of {a.reference} drafted",
    minutes.MinutesCirculated: lambda _e, a: f"the minutes of {a.reference} circulated",
    minutes.MinutesReturned: lambda _e, a: f"the minutes of {a.reference} taken back",
    minutes.MinutesApproved: lambda _e, a: f"the minutes of {a.reference} confirmed",
    minutes.MinutesSigned: lambda _e, a: f"the minutes of {a.reference} signed",
    minutes.ApprovalSigned: lambda _e, a: f"the minutes of {a.reference} signed for an agency",
    minutes.EditionMade: lambda e, a: f"the {e.edition} of {a.reference} given out",
    minutes.ExportMade: lambda e, _: f"the {e.what} “{e.title}” given out",
    actions.ActionRecorded: lambda e, _: f"action {e.reference} recorded",
    actions.ActionUpdated: lambda e, a: f"{a.action} set to “{e.status.value}”",
    actions.ActionDueChanged: lambda e, a: f"{a.action} given until {date_words(e.due_on)}",
    actions.ActionChased: lambda _e, a: f"the owner of {a.action} asked for news",
    missing.EpisodeRecorded: lambda e, a: f"an episode of {a.child(e.row.local_id)} recorded",
    missing.EpisodeReturned: lambda e, a: f"the return of {a.child(e.local_id)} recorded",
    missing.EpisodeSetAside: lambda e, a: f"an episode of {a.child(e.local_id)} set aside",
    missing.EpisodesMatched: lambda e, a: (
        f"the episodes under {e.source_id} found to be of {a.child(e.local_id)}"
        if e.local_id
        else f"the answer that nobody the desk knows has the number {e.source_id}"
    ),
    missing.InterviewRecorded: lambda e, a: (
        f"the return interview of {a.child(e.interview.local_id)} recorded as {e.interview.state.value}"
    ),
    missing.InterviewWithdrawn: lambda _e, _a: "a return interview withdrawn",
    missing.PathwayEntered: lambda e, a: f"{a.child(e.entry.local_id)} put on the enhanced pathway",
    missing.PathwayContactMade: lambda _e, _a: "a contact on the enhanced pathway recorded",
    missing.PathwayLeft: lambda _e, _a: "a stay on the enhanced pathway ended",
    strategy.FeedbackRecorded: lambda e, _: f"feedback of {e.feedback.speaker.value} recorded",
    strategy.FeedbackAnswered: lambda _e, _a: "what was done because of feedback recorded",
    strategy.AnswerWithdrawn: lambda _e, _a: "answer to feedback withdrawn",
    strategy.FeedbackWithdrawn: lambda _e, _a: "feedback withdrawn",
    strategy.ObjectiveSet: lambda e, _: f"objective {e.objective.number} set",
    strategy.MilestoneSet: lambda e, _: f"the milestone “{e.milestone.what}” set",
    strategy.MilestoneReached: lambda _e, _a: "a milestone reached",
    strategy.MilestoneDropped: lambda _e, _a: "a milestone dropped",
    strategy.ObjectiveRated: lambda e, _: f"an objective rated {e.given.rating.label}",
    strategy.ObjectiveClosed: lambda _e, _a: "an objective closed",
    strategy.ConcernRecorded: lambda e, _: f"the {e.row.kind.value} {e.row.name} recorded",
    strategy.ConcernClosed: lambda _e, _a: "a concern closed",
    strategy.ConcernReopened: lambda _e, _a: "a concern opened again",
    strategy.ConcernLinked: lambda e, a: f"{a.child(e.local_id)} linked to a concern",
    strategy.ConcernUnlinked: lambda e, a: f"{a.child(e.local_id)} linked to a concern no longer",
    strategy.InterventionSet: lambda e, _: f"{e.intervention.kind.value} “{e.intervention.what}” recorded",
    strategy.InterventionWithdrawn: lambda _e, _a: "an intervention withdrawn",
    keeping.ThresholdsSet: lambda _e, _a: "the thresholds of the cross-reference set",
    keeping.PublishedYearSet: lambda e, _: f"the published figures of {e.published.year} entered",
    keeping.PublicCopyMade: lambda e, _: f"the public copy of “{e.title}” made",
    keeping.RetentionSet: lambda _e, _a: "the retention periods set",
    keeping.HoldPlaced: lambda _e, _a: "a legal hold placed",
    keeping.HoldLifted: lambda _e, _a: "a legal hold lifted",
    keeping.RecordPurged: lambda e, _: f"{e.what} purged",
    lists.IdentifiersKept: lambda _e, _a: "the identifiers of purged lists kept",
}
_BOTH: dict[tuple[type, type], _Words] = {
    (items.InterestDeclared, items.SteppedOut): lambda e, a: (
        f"the interest of {a.person(e.person_id)} in {a.item(e.item_id)} declared, and stepped out"
    ),
    (items.NoteRecorded, DeedUndone): lambda e, a: f"an action made a paragraph of {a.item(e.item_id)}",
    (items.NoteRecorded, items.NoteRecorded): lambda e, a: f"the text of {a.item(e.item_id)} written",
    (actions.ActionRecorded, items.NoteRecorded): lambda e, _: f"action {e.reference} made from a paragraph",
    (meetings.AttendanceRecorded, agencies.PersonRecorded): lambda e, a: (
        f"{e.person.name} added to the people, and recorded as {e.kind.value} at {a.reference}"
    ),
}
"""Of a deed with several events, by its first and another one."""
_REOPEN_AGENDA = "Re-open the agenda with a reason."
_TAKE_BACK = "Take the minutes back with a reason."
_SIGNED = "After signing nothing changes: a correction is minuted at a later meeting."
_GIVEN_OUT = "The copy has left the desk: the register of copies keeps it."
_WAY_BACK: dict[type, str] = {
    agencies.SeatFilled: "Take the role back in the settings, once somebody else is administrator.",
    agencies.CertificateIssued: "Withdraw the certificate with a reason.",
    agencies.CertificateRevoked: "Issue a new certificate.",
    meetings.AgendaLocked: _REOPEN_AGENDA,
    meetings.AgendaReopened: "Approve the agenda again.",
    meetings.AgendaIssued: _REOPEN_AGENDA,
    meetings.MeetingOpened: "Adjourn the meeting, or close it.",
    meetings.MeetingAdjourned: "Resume the meeting.",
    meetings.MeetingResumed: "Adjourn the meeting again.",
    meetings.MeetingClosed: "Re-open the meeting with a reason.",
    meetings.MeetingReopened: "Close the meeting again.",
    minutes.MinutesDrafted: "Re-open the meeting with a reason.",
    minutes.MinutesCirculated: _TAKE_BACK,
    minutes.MinutesReturned: "Circulate the minutes again.",
    minutes.MinutesApproved: _TAKE_BACK,
    minutes.MinutesSigned: _SIGNED,
    minutes.ApprovalSigned: _SIGNED,
    minutes.EditionMade: _GIVEN_OUT,
    minutes.ExportMade: _GIVEN_OUT,
    keeping.PublicCopyMade: _GIVEN_OUT,
    keeping.RecordPurged: "What was purged is gone for good.",
    lists.IdentifiersKept: "What was purged is gone for good.",
}
