"""Everything that can happen, as frozen values with a tag: one module per subject.

Stream names and tags hold no personal data. Unknown fields are tolerated and new fields have defaults, so that a
newer desk's events stay readable.
"""

from __future__ import annotations

from msgspec import Struct

from panel_desk.domain.events.actions import ActionChased, ActionDueChanged, ActionRecorded, ActionUpdated
from panel_desk.domain.events.agencies import (
    CertificateIssued,
    CertificateRevoked,
    DeskFounded,
    PanelDefined,
    PersonRecorded,
    SeatFilled,
    SeatLeft,
)
from panel_desk.domain.events.items import (
    DecisionRecorded,
    DissentRecorded,
    InterestDeclared,
    NoteRecorded,
    RecommendationConfirmed,
    SteppedBack,
    SteppedOut,
)
from panel_desk.domain.events.keeping import (
    HoldLifted,
    HoldPlaced,
    PublicCopyMade,
    PublishedYearSet,
    RecordPurged,
    RetentionSet,
    ThresholdsSet,
)
from panel_desk.domain.events.language import WordListKept
from panel_desk.domain.events.lists import CaseListImported, IdentifiersKept, IdentityAlertAnswered
from panel_desk.domain.events.meetings import (
    AgendaIssued,
    AgendaItemAdded,
    AgendaItemChanged,
    AgendaItemRemoved,
    AgendaItemsPlaced,
    AgendaLocked,
    AgendaProposed,
    AgendaReopened,
    AgendaReordered,
    AttendanceRecorded,
    ConfidentialityRead,
    ItemStarted,
    MeetingAdjourned,
    MeetingCancelled,
    MeetingClosed,
    MeetingOpened,
    MeetingPlanned,
    MeetingReopened,
    MeetingReplanned,
    MeetingResumed,
    MemberArrived,
    MemberLeft,
    QuorumOverridden,
)
from panel_desk.domain.events.minutes import (
    ApprovalSigned,
    EditionMade,
    ExportMade,
    MinutesApproved,
    MinutesCirculated,
    MinutesDrafted,
    MinutesReturned,
    MinutesSigned,
)
from panel_desk.domain.events.missing import (
    EpisodeRecorded,
    EpisodeReturned,
    EpisodeSetAside,
    EpisodesMatched,
    InterviewRecorded,
    InterviewWithdrawn,
    PathwayContactMade,
    PathwayEntered,
    PathwayLeft,
)
from panel_desk.domain.events.strategy import (
    AnswerWithdrawn,
    ConcernClosed,
    ConcernLinked,
    ConcernRecorded,
    ConcernReopened,
    ConcernUnlinked,
    FeedbackAnswered,
    FeedbackRecorded,
    FeedbackWithdrawn,
    InterventionSet,
    InterventionWithdrawn,
    MilestoneDropped,
    MilestoneReached,
    MilestoneSet,
    ObjectiveClosed,
    ObjectiveRated,
    ObjectiveSet,
)
from panel_desk.domain.ids import EventId


class DeedUndone(Struct, frozen=True, kw_only=True, tag="deed-undone"):
    """A deed was taken back: its events no longer count. Appended to the stream of the first of them."""

    event_ids: tuple[EventId, ...]


MeetingEvent = (
    MeetingPlanned
    | MeetingReplanned
    | MeetingCancelled
    | AgendaProposed
    | AgendaItemAdded
    | AgendaItemRemoved
    | AgendaItemChanged
    | AgendaItemsPlaced
    | AgendaReordered
    | AgendaLocked
    | AgendaReopened
    | AgendaIssued
    | MeetingOpened
    | ConfidentialityRead
    | AttendanceRecorded
    | MemberArrived
    | MemberLeft
    | ItemStarted
    | MeetingAdjourned
    | MeetingResumed
    | MeetingClosed
    | MeetingReopened
    | QuorumOverridden
    | NoteRecorded
    | InterestDeclared
    | SteppedOut
    | SteppedBack
    | DecisionRecorded
    | DissentRecorded
    | RecommendationConfirmed
    | MinutesDrafted
    | MinutesCirculated
    | MinutesReturned
    | MinutesApproved
    | MinutesSigned
    | ApprovalSigned
    | EditionMade
)
"""What a meeting's streams (``meeting/<id>`` and all below it) hold."""

ActionEvent = ActionRecorded | ActionUpdated | ActionDueChanged | ActionChased

MissingEvent = (
    EpisodeRecorded
    | EpisodeReturned
    | EpisodeSetAside
    | EpisodesMatched
    | InterviewRecorded
    | InterviewWithdrawn
    | PathwayEntered
    | PathwayContactMade
    | PathwayLeft
)
StrategyEvent = (
    FeedbackRecorded
    | FeedbackAnswered
    | AnswerWithdrawn
    | FeedbackWithdrawn
    | ObjectiveSet
    | MilestoneSet
    | MilestoneReached
    | MilestoneDropped
    | ObjectiveRated
    | ObjectiveClosed
    | ConcernRecorded
    | ConcernClosed
    | ConcernReopened
    | ConcernLinked
    | ConcernUnlinked
    | InterventionSet
    | InterventionWithdrawn
)
KeepingEvent = ThresholdsSet | PublishedYearSet | PublicCopyMade | RetentionSet | HoldPlaced | HoldLifted | RecordPurged

Event = (
    MeetingEvent
    | ActionEvent
    | MissingEvent
    | StrategyEvent
    | KeepingEvent
    | CaseListImported
    | IdentifiersKept
    | IdentityAlertAnswered
    | DeskFounded
    | PanelDefined
    | PersonRecorded
    | SeatFilled
    | SeatLeft
    | CertificateIssued
    | CertificateRevoked
    | WordListKept
    | ExportMade
    | DeedUndone
)
"""Any event, as the journal encodes and decodes it."""
