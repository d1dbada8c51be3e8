"""Who may do what: the deeds in the clerk's words, the roles that may do them, and which deed each event is.

The administrator prepares everything and takes the minutes; the chair approves the agenda, rules on late items, owns
the wording of decisions and signs; the deputy acts in the chair's absence; a core member tells the news of the
actions of their own agency and takes lists of them. Presenters, observers and readers change nothing.
"""

from __future__ import annotations

from enum import Enum

from msgspec import Struct

from panel_desk.domain.errors import DeskError, refused
from panel_desk.domain.events import (
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
from panel_desk.domain.ids import PanelKey, PersonId
from panel_desk.domain.people import Person, Role

FOUNDER = PersonId("desk")
"""The actor of a new desk's first entries; may do nothing more once the desk has an administrator."""


class Permission(Enum):
    """A group of deeds, in words that complete “A reader may not …”."""

    SET_UP = "set up panels, people and certificates"
    ADD_LISTS = "add case lists"
    PREPARE_AGENDAS = "change agendas"
    APPROVE_AGENDAS = "approve or re-open agendas"
    TAKE_MINUTES = "take the minutes"
    RECORD_DECISIONS = "record decisions"
    RULE = "rule on quorum and recommendations"
    FOLLOW_CHILDREN = "follow missing children, the enhanced pathway and what children say"
    KEEP_PLAN = "keep the action plan and the places of concern"
    FINISH_MINUTES = "draft or circulate minutes"
    RETURN_MINUTES = "take minutes back"
    SEND_DOCUMENTS = "send documents out"
    TAKE_COPIES = "export or print lists"
    FOLLOW_ACTIONS = "follow actions of every agency"
    UPDATE_OWN_ACTIONS = "update actions"
    """Of the agency whose seat is held."""
    TAKE_OWN_COPIES = "export or print lists of the own agency"
    SIGN_MINUTES = "sign minutes"
    SIGN_FOR_AGENCY = "sign for an agency"


P = Permission
_CHAIR = frozenset(
    {
        P.PREPARE_AGENDAS,
        P.APPROVE_AGENDAS,
        P.RECORD_DECISIONS,
        P.RULE,
        P.FOLLOW_CHILDREN,
        P.KEEP_PLAN,
        P.RETURN_MINUTES,
        P.TAKE_COPIES,
        P.FOLLOW_ACTIONS,
        P.UPDATE_OWN_ACTIONS,
        P.TAKE_OWN_COPIES,
        P.SIGN_MINUTES,
        P.SIGN_FOR_AGENCY,
    }
)
PERMITTED: dict[Role, frozenset[Permission]] = {
    # What the chair or deputy rules is entered by the administrator too, and each such event names who ruled.
    Role.ADMINISTRATOR: frozenset(Permission) - {P.SIGN_MINUTES, P.SIGN_FOR_AGENCY},
    Role.CHAIR: _CHAIR,
    Role.DEPUTY: _CHAIR,
    Role.CORE_MEMBER: frozenset({P.UPDATE_OWN_ACTIONS, P.TAKE_OWN_COPIES, P.SIGN_FOR_AGENCY}),
    Role.PRESENTER: frozenset(),
    Role.OBSERVER: frozenset(),
    Role.READER: frozenset(),
}
"""What each role may do; that of chair, deputy and core member at their own panel only."""

NEEDED: dict[type, Permission] = {
    agencies.DeskFounded: P.SET_UP,
    agencies.PanelDefined: P.SET_UP,
    agencies.PersonRecorded: P.SET_UP,
    agencies.SeatFilled: P.SET_UP,
    agencies.SeatLeft: P.SET_UP,
    agencies.CertificateIssued: P.SET_UP,
    agencies.CertificateRevoked: P.SET_UP,
    lists.CaseListImported: P.ADD_LISTS,
    lists.IdentityAlertAnswered: P.ADD_LISTS,
    lists.IdentifiersKept: P.SET_UP,
    language.WordListKept: P.SET_UP,
    meetings.MeetingPlanned: P.PREPARE_AGENDAS,
    meetings.MeetingReplanned: P.PREPARE_AGENDAS,
    meetings.MeetingCancelled: P.PREPARE_AGENDAS,
    meetings.AgendaProposed: P.PREPARE_AGENDAS,
    meetings.AgendaItemAdded: P.PREPARE_AGENDAS,
    meetings.AgendaItemChanged: P.PREPARE_AGENDAS,
    meetings.AgendaItemRemoved: P.PREPARE_AGENDAS,
    meetings.AgendaItemsPlaced: P.PREPARE_AGENDAS,
    meetings.AgendaReordered: P.PREPARE_AGENDAS,
    meetings.AgendaLocked: P.APPROVE_AGENDAS,
    meetings.AgendaReopened: P.APPROVE_AGENDAS,
    meetings.AgendaIssued: P.SEND_DOCUMENTS,
    meetings.MeetingOpened: P.TAKE_MINUTES,
    meetings.ConfidentialityRead: P.TAKE_MINUTES,
    meetings.AttendanceRecorded: P.TAKE_MINUTES,
    meetings.MemberArrived: P.TAKE_MINUTES,
    meetings.MemberLeft: P.TAKE_MINUTES,
    meetings.ItemStarted: P.TAKE_MINUTES,
    meetings.MeetingAdjourned: P.TAKE_MINUTES,
    meetings.MeetingResumed: P.TAKE_MINUTES,
    meetings.MeetingClosed: P.TAKE_MINUTES,
    meetings.MeetingReopened: P.TAKE_MINUTES,
    meetings.QuorumOverridden: P.RULE,
    items.NoteRecorded: P.RECORD_DECISIONS,
    items.InterestDeclared: P.TAKE_MINUTES,
    items.SteppedOut: P.TAKE_MINUTES,
    items.SteppedBack: P.TAKE_MINUTES,
    items.DecisionRecorded: P.RECORD_DECISIONS,
    items.DissentRecorded: P.RECORD_DECISIONS,
    items.RecommendationConfirmed: P.RULE,
    minutes.MinutesDrafted: P.FINISH_MINUTES,
    minutes.MinutesCirculated: P.FINISH_MINUTES,
    minutes.MinutesReturned: P.RETURN_MINUTES,
    minutes.MinutesApproved: P.TAKE_MINUTES,
    minutes.MinutesSigned: P.SIGN_MINUTES,
    minutes.ApprovalSigned: P.SIGN_FOR_AGENCY,
    minutes.EditionMade: P.SEND_DOCUMENTS,
    minutes.ExportMade: P.TAKE_COPIES,
    actions.ActionRecorded: P.RECORD_DECISIONS,
    actions.ActionUpdated: P.FOLLOW_ACTIONS,
    actions.ActionDueChanged: P.FOLLOW_ACTIONS,
    actions.ActionChased: P.FOLLOW_ACTIONS,
    missing.EpisodeRecorded: P.FOLLOW_CHILDREN,
    missing.EpisodeReturned: P.FOLLOW_CHILDREN,
    missing.EpisodeSetAside: P.FOLLOW_CHILDREN,
    missing.EpisodesMatched: P.FOLLOW_CHILDREN,
    missing.InterviewRecorded: P.FOLLOW_CHILDREN,
    missing.InterviewWithdrawn: P.FOLLOW_CHILDREN,
    missing.PathwayEntered: P.FOLLOW_CHILDREN,
    missing.PathwayContactMade: P.FOLLOW_CHILDREN,
    missing.PathwayLeft: P.FOLLOW_CHILDREN,
    strategy.FeedbackRecorded: P.FOLLOW_CHILDREN,
    strategy.FeedbackAnswered: P.FOLLOW_CHILDREN,
    strategy.AnswerWithdrawn: P.FOLLOW_CHILDREN,
    strategy.FeedbackWithdrawn: P.FOLLOW_CHILDREN,
    strategy.ObjectiveSet: P.KEEP_PLAN,
    strategy.MilestoneSet: P.KEEP_PLAN,
    strategy.MilestoneReached: P.KEEP_PLAN,
    strategy.MilestoneDropped: P.KEEP_PLAN,
    strategy.ObjectiveRated: P.KEEP_PLAN,
    strategy.ObjectiveClosed: P.KEEP_PLAN,
    strategy.ConcernRecorded: P.KEEP_PLAN,
    strategy.ConcernClosed: P.KEEP_PLAN,
    strategy.ConcernReopened: P.KEEP_PLAN,
    strategy.ConcernLinked: P.KEEP_PLAN,
    strategy.ConcernUnlinked: P.KEEP_PLAN,
    strategy.InterventionSet: P.KEEP_PLAN,
    strategy.InterventionWithdrawn: P.KEEP_PLAN,
    keeping.PublicCopyMade: P.TAKE_COPIES,
    keeping.ThresholdsSet: P.SET_UP,
    keeping.PublishedYearSet: P.SET_UP,
    keeping.RetentionSet: P.SET_UP,
    keeping.HoldPlaced: P.SET_UP,
    keeping.HoldLifted: P.SET_UP,
    keeping.RecordPurged: P.SET_UP,
}
"""The permission that each kind of event needs; one that is not here is the administrator's (``needed_for``)."""


class RoleHeld(Struct, frozen=True, kw_only=True):
    """A role of somebody at one panel; an administrator's counts for the whole desk."""

    role: Role
    panel: PanelKey


class AtTheDesk(Struct, frozen=True, kw_only=True):
    """Who is working at the desk, and as what."""

    person: Person
    role: Role
    panels: tuple[PanelKey, ...] = ()
    """Where the role is held; empty for the whole desk."""


def needed_for(event: Event) -> Permission:
    """What an event needs; setting up, the narrowest there is, where nobody has said."""
    return NEEDED.get(type(event), P.SET_UP)


def is_allowed(held: tuple[RoleHeld, ...], permission: Permission, panel: PanelKey | None = None) -> bool:
    """Whether one of the roles that somebody holds allows a deed.

    Args:
        held: At every panel.
        permission: The deed.
        panel: Whose deed it is; None: at any panel.
    """
    return any(
        permission in PERMITTED[one.role] and (panel is None or one.panel == panel or one.role is Role.ADMINISTRATOR)
        for one in held
    )


def refusal(held: tuple[RoleHeld, ...], permission: Permission, panel: PanelKey | None = None) -> DeskError:
    """Why somebody may not do a deed, and whom to ask."""
    here = [one for one in held if panel is None or one.panel == panel]
    ask = "Ask the administrator." if permission in PERMITTED[Role.ADMINISTRATOR] else _SIGNS[permission]
    if here:
        role = min((one.role for one in here), key=list(Role).index)
        return refused(f"{role_words(role)} may not {permission.value}.", ask)
    if held:
        other = held[0]
        return refused(f"The {other.role.value} of {other.panel} may not {permission.value} at {panel}.", ask)
    return refused(f"Who has no role at this desk may not {permission.value}.", ask)


_SIGNS = {
    P.SIGN_MINUTES: "Ask the chair.",
    P.SIGN_FOR_AGENCY: "Ask the member who sits for that agency.",
}


def role_words(role: Role) -> str:
    """``The chair``, ``A core member``: as a sentence begins."""
    if role in (Role.CHAIR, Role.DEPUTY):
        return f"The {role.value}"
    return f"{'An' if role.value[0] in 'aeiou' else 'A'} {role.value}"
