"""Turns events into rows: each kind has one small function, and nothing else writes these tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from panel_desk.domain.events import DeedUndone, Event
from panel_desk.domain.events import actions as action_events
from panel_desk.domain.events import agencies as agency_events
from panel_desk.domain.events import items as item_events
from panel_desk.domain.events import keeping as keeping_events
from panel_desk.domain.events import language as language_events
from panel_desk.domain.events import lists as list_events
from panel_desk.domain.events import meetings as meeting_events
from panel_desk.domain.events import minutes as minutes_events
from panel_desk.domain.events import missing as missing_events
from panel_desk.domain.events import strategy as strategy_events
from panel_desk.vault.driver import Connection, Database
from panel_desk.vault.journal import Projector, StoredEvent
from panel_desk.vault.projections import (
    actions,
    agencies,
    agenda,
    items,
    keeping,
    kept_ids,
    lists,
    meetings,
    minutes,
    missing,
    search_index,
    strategy,
    undo,
)
from panel_desk.vault.projections.history import NEWEST, events_below, streams_of
from panel_desk.vault.projections.subjects import SubjectKind, clear, subject_of

_Projection = Callable[[Connection, StoredEvent[Event], Any], None]

_PROJECTIONS: dict[type, _Projection] = {
    agency_events.DeskFounded: agencies.desk_founded,
    agency_events.PanelDefined: agencies.panel_defined,
    agency_events.PersonRecorded: agencies.person_recorded,
    agency_events.SeatFilled: agencies.seat_filled,
    agency_events.SeatLeft: agencies.seat_left,
    agency_events.CertificateIssued: agencies.certificate_issued,
    agency_events.CertificateRevoked: agencies.certificate_revoked,
    language_events.WordListKept: agencies.word_list_kept,
    list_events.CaseListImported: lists.list_imported,
    list_events.IdentifiersKept: kept_ids.identifiers_kept,
    list_events.IdentityAlertAnswered: lists.alert_answered,
    meeting_events.MeetingPlanned: meetings.meeting_planned,
    meeting_events.MeetingReplanned: meetings.meeting_replanned,
    meeting_events.MeetingCancelled: meetings.meeting_cancelled,
    meeting_events.AgendaProposed: agenda.agenda_proposed,
    meeting_events.AgendaItemAdded: agenda.item_added,
    meeting_events.AgendaItemRemoved: agenda.item_removed,
    meeting_events.AgendaItemChanged: agenda.item_changed,
    meeting_events.AgendaReordered: agenda.agenda_reordered,
    meeting_events.AgendaItemsPlaced: agenda.items_placed,
    meeting_events.AgendaLocked: meetings.agenda_locked,
    meeting_events.AgendaReopened: meetings.agenda_reopened,
    meeting_events.AgendaIssued: meetings.agenda_issued,
    meeting_events.MeetingOpened: meetings.meeting_opened,
    meeting_events.ConfidentialityRead: meetings.confidentiality_read,
    meeting_events.AttendanceRecorded: meetings.attendance_recorded,
    meeting_events.MemberArrived: meetings.member_arrived,
    meeting_events.MemberLeft: meetings.member_left,
    meeting_events.ItemStarted: meetings.item_started,
    meeting_events.MeetingAdjourned: meetings.meeting_adjourned,
    meeting_events.MeetingResumed: meetings.meeting_resumed,
    meeting_events.MeetingClosed: meetings.meeting_closed,
    meeting_events.MeetingReopened: meetings.meeting_reopened,
    meeting_events.QuorumOverridden: items.quorum_overridden,
    item_events.NoteRecorded: items.note_recorded,
    item_events.InterestDeclared: items.interest_declared,
    item_events.SteppedOut: items.stepped_out,
    item_events.SteppedBack: items.stepped_back,
    item_events.DecisionRecorded: items.decision_recorded,
    item_events.DissentRecorded: items.dissent_recorded,
    item_events.RecommendationConfirmed: items.recommendation_confirmed,
    minutes_events.MinutesDrafted: minutes.minutes_drafted,
    minutes_events.MinutesCirculated: minutes.minutes_circulated,
    minutes_events.MinutesReturned: minutes.minutes_returned,
    minutes_events.MinutesApproved: minutes.minutes_approved,
    minutes_events.MinutesSigned: minutes.minutes_signed,
    minutes_events.ApprovalSigned: minutes.approval_signed,
    minutes_events.EditionMade: minutes.edition_made,
    minutes_events.ExportMade: minutes.export_made,
    action_events.ActionRecorded: actions.action_recorded,
    action_events.ActionUpdated: actions.action_updated,
    action_events.ActionDueChanged: actions.due_changed,
    action_events.ActionChased: actions.action_chased,
    missing_events.EpisodeRecorded: missing.episode_recorded,
    missing_events.EpisodeReturned: missing.episode_returned,
    missing_events.EpisodeSetAside: missing.set_aside,
    missing_events.EpisodesMatched: missing.episodes_matched,
    missing_events.InterviewRecorded: missing.interview_recorded,
    missing_events.InterviewWithdrawn: missing.interview_withdrawn,
    missing_events.PathwayEntered: missing.pathway_entered,
    missing_events.PathwayContactMade: missing.contact_made,
    missing_events.PathwayLeft: missing.pathway_left,
    strategy_events.FeedbackRecorded: strategy.feedback_recorded,
    strategy_events.FeedbackAnswered: strategy.feedback_answered,
    strategy_events.AnswerWithdrawn: strategy.answer_withdrawn,
    strategy_events.FeedbackWithdrawn: strategy.feedback_withdrawn,
    strategy_events.ObjectiveSet: strategy.objective_set,
    strategy_events.MilestoneSet: strategy.milestone_set,
    strategy_events.MilestoneReached: strategy.milestone_reached,
    strategy_events.MilestoneDropped: strategy.milestone_dropped,
    strategy_events.ObjectiveRated: strategy.objective_rated,
    strategy_events.ObjectiveClosed: strategy.objective_closed,
    strategy_events.ConcernClosed: strategy.concern_closed,
    strategy_events.ConcernReopened: strategy.concern_reopened,
    strategy_events.ConcernLinked: strategy.concern_linked,
    strategy_events.ConcernUnlinked: strategy.concern_unlinked,
    strategy_events.InterventionSet: strategy.intervention_set,
    strategy_events.InterventionWithdrawn: strategy.intervention_withdrawn,
    strategy_events.ConcernRecorded: lists.concern_recorded,
    keeping_events.ThresholdsSet: keeping.thresholds_set,
    keeping_events.PublishedYearSet: keeping.published_year_set,
    keeping_events.PublicCopyMade: keeping.public_copy_made,
    keeping_events.RetentionSet: keeping.retention_set,
    keeping_events.HoldPlaced: keeping.hold_placed,
    keeping_events.HoldLifted: keeping.hold_lifted,
    keeping_events.RecordPurged: keeping.record_purged,
}
_REMAINS: dict[type, _Projection] = {
    list_events.CaseListImported: lists.undone_list,
    action_events.ActionRecorded: actions.number_burned,
}
"""What stays of an event that was taken back."""


REVISION = 4
"""Grows whenever the same events make other rows than before: kept tables are then made anew."""


def project(db: Database, stored: Sequence[StoredEvent[Event]]) -> None:
    """Bring the tables up to date with events that were appended, in their order; inside the caller's transaction.

    Raises:
        Error: SQLite's own, where an event refers to what is not there, or gives a number or reference twice; the
            caller's transaction must then be rolled back.
    """
    _project(db.conn, stored, db.conn)


def project_reading(journal: Connection) -> Projector[Event]:
    """A ``project`` for tables apart from their journal: for what an undo makes anew it reads the events from there."""

    def project_apart(db: Database, stored: Sequence[StoredEvent[Event]]) -> None:
        _project(db.conn, stored, journal)

    return project_apart


def replay(db: Database, streams: Iterable[str], *, until: int = NEWEST) -> None:
    """Make the tables of the subjects of some streams anew from the journal, without what is undone or purged.

    Args:
        db: Holds the journal; inside the caller's transaction.
        streams: Whose subjects are meant; after a purge, the streams of the purged events.
        until: The last seq that counts.
    """
    _replay(db.conn, streams, db.conn, until)


def _project(conn: Connection, stored: Sequence[StoredEvent[Event]], journal: Connection) -> None:
    for one in stored:
        if one.event is None:
            continue
        if isinstance(one.event, DeedUndone):
            changed = undo.taken_back(conn, one, one.event)
            _replay(conn, streams_of(journal, changed), journal, one.seq)
        else:
            if isinstance(one.event, list_events.CaseListImported):
                kept_ids.give(conn, journal)
            search_index.before_event(conn, one)
            _PROJECTIONS[type(one.event)](conn, one, one.event)
            search_index.after_event(conn, one)


def _replay(conn: Connection, streams: Iterable[str], journal: Connection, until: int) -> None:
    undone = undo.undone_events(conn)
    for subject in dict.fromkeys(subject_of(stream) for stream in streams):
        search_index.before_subject(conn, subject)
        clear(conn, subject)
        if subject.kind is SubjectKind.LISTS:
            kept_ids.give(conn, journal)
        for one in events_below(journal, subject.prefixes, until=until):
            _apply(conn, one, undone)
        search_index.after_subject(conn, subject)


def _apply(conn: Connection, one: StoredEvent[Event], undone: frozenset[str]) -> None:
    event = one.event
    if event is None or isinstance(event, DeedUndone):
        return
    if one.event_id not in undone:
        _PROJECTIONS[type(event)](conn, one, event)
    elif remains := _REMAINS.get(type(event)):
        remains(conn, one, event)
