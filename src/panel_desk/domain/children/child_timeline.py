"""A child's days in order: each thing that happened as one entry, in words a clerk would use."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import Enum

from msgspec import Struct

from panel_desk.domain.calendar import count_words, date_words, moment_words
from panel_desk.domain.children.cases import EpisodeKind, EpisodeRow, ReferralRow
from panel_desk.domain.children.child_story import ActionTold, ChildStory, DecisionTold, Listing
from panel_desk.domain.events.actions import ActionStatus
from panel_desk.domain.ids import MeetingId
from panel_desk.domain.missing.episodes import lasted_hours
from panel_desk.domain.missing.interviews import InterviewState
from panel_desk.domain.strategy.feedback_told import FeedbackLine, quoted


class TimelineKind(Enum):
    """What an entry is about; people filter by it."""

    REFERRAL = "referrals"
    LISTED = "agendas"
    DECISION = "decisions"
    DEFERRED = "deferrals"
    MISSING = "missing"
    ACTION = "actions"
    VOICE = "voice"


class TimelineEntry(Struct, frozen=True, kw_only=True):
    """One thing that happened."""

    kind: TimelineKind
    on: date
    title: str
    detail: str = ""
    open: bool = False
    """Still going on: a missing episode without an end, an action that is open."""
    meeting_id: MeetingId | None = None
    action: str = ""
    """An action's reference."""


def timeline(story: ChildStory) -> tuple[TimelineEntry, ...]:
    """Everything that has a day, the newest first; of one day, what came last in the record first."""
    entries = [
        *(_referral(r, r.referred_on) for r in story.referrals if r.referred_on is not None),
        *(_episode(e) for e in story.episodes),
        *(_listing(line) for line in story.listings),
        *(_decision(d) for d in story.decisions),
        *(step for told in story.actions for step in _steps(told)),
        *(entry for line in story.feedback for entry in _said(line)),
    ]
    places = {kind: place for place, kind in enumerate(TimelineKind)}
    return tuple(sorted(entries, key=lambda e: (e.on, places[e.kind]), reverse=True))


def duration_words(episode: EpisodeRow) -> str:
    """``5 hours``, ``2 days 4 hours``, ``at least 1 day``, ``length not known``; ``no end recorded`` without one."""
    hours = lasted_hours(episode)
    if hours is None:
        return "no end recorded"
    known = episode.start_time_known and episode.end_time_known
    whole = round(hours)
    if whole < 1:
        return "less than an hour" if known else "length not known"
    if whole < 24:
        words = count_words(whole, "hour")
    else:
        rest = f" {count_words(whole % 24, 'hour')}" if whole % 24 else ""
        words = count_words(whole // 24, "day") + rest
    return words if known else f"at least {words}"


def interview_words(episode: EpisodeRow) -> str:
    """What is known of the return interview; empty where nothing is said."""
    if episode.interview_at is not None:
        at = episode.interview_at
        return f"return interview held {moment_words(at) if episode.interview_time_known else date_words(at.date())}"
    if episode.interview_recorded == InterviewState.NOT_OFFERED.value:
        return "decided not to interview"
    if episode.interview_accepted:
        return "return interview accepted"
    if episode.interview_accepted is False:
        return "return interview declined"
    if episode.interview_offered is not None:
        return "return interview offered" if episode.interview_offered else "return interview not offered"
    return ""


def decided_words(decision: DecisionTold) -> str:
    """``AGREED to step the case up to MACE``; a recommendation is told as one."""
    detail = f" {decision.detail.strip().rstrip('.')}" if decision.detail.strip() else ""
    return f"{decision.verb if decision.counts else 'RECOMMENDED'} {decision.words}{detail}"


def _referral(row: ReferralRow, on: date) -> TimelineEntry:
    who = ", ".join(part for part in (row.referrer, row.source_agency) if part)
    types = ", ".join(t.label for t in row.types)
    risk = f"proposed risk {row.risk}" if row.risk else ""
    detail = " · ".join(part for part in (types, risk, row.reason.strip()) if part)
    return TimelineEntry(
        kind=TimelineKind.REFERRAL, on=on, title=f"Referred by {who}" if who else "Referred", detail=detail
    )


def _episode(row: EpisodeRow) -> TimelineEntry:
    kind = "Missing" if row.kind is EpisodeKind.MISSING else "Absent"
    still = row.ended_at is None
    begun = moment_words(row.started_at) if row.start_time_known else date_words(row.started_at.date())
    title = f"{kind} since {begun}: no end recorded" if still else f"{kind}: {duration_words(row)}"
    since = "" if still else f"from {begun}"
    detail = " · ".join(part for part in (since, interview_words(row)) if part)
    return TimelineEntry(kind=TimelineKind.MISSING, on=row.started_at.date(), title=title, detail=detail, open=still)


def _listing(line: Listing) -> TimelineEntry:
    late = f"late item: {line.late_reason.rstrip('.')}" if line.late_reason else ""
    because = "; ".join(reason.sentence for reason in line.because)
    return TimelineEntry(
        kind=TimelineKind.LISTED,
        on=line.held_on,
        title=f"On the agenda of {line.reference}",
        detail=" · ".join(part for part in (late, because) if part),
        meeting_id=line.meeting_id,
    )


def _decision(made: DecisionTold) -> TimelineEntry:
    parts = (
        f"because {_bare_reason(made.reason)}" if made.reason.strip() else "",
        f"risk {made.risk.level} on the {made.risk.scale}" if made.risk else "",
        f"held by {made.held_by.rstrip('.')}" if made.held_by else "",
        f"review {date_words(made.review_on)}" if made.review_on else "",
        "" if made.counts else "without quorum, not confirmed",
    )
    return TimelineEntry(
        kind=TimelineKind.DEFERRED if made.defers else TimelineKind.DECISION,
        on=made.held_on,
        title=f"{made.panel_name} {decided_words(made)}",
        detail=" · ".join(part for part in parts if part),
        meeting_id=made.meeting_id,
    )


def _bare_reason(reason: str) -> str:
    bare = reason.strip().rstrip(".")
    first, _, rest = bare.partition(" ")
    return rest if first.casefold().rstrip(",") == "because" and rest else bare


def _said(line: FeedbackLine) -> Iterator[TimelineEntry]:
    yield TimelineEntry(
        kind=TimelineKind.VOICE,
        on=line.said_on,
        title=f"{line.speaker_words} said: {quoted(line.said)}",
        detail=line.how_words,
        open=not line.answered,
        meeting_id=line.meeting_id,
    )
    for answer in line.answers:
        told = "told back" if answer.told_back else ""
        detail = " · ".join(part for part in (answer.by, told) if part)
        yield TimelineEntry(
            kind=TimelineKind.VOICE, on=answer.did_on, title=f"Because of what was said: {answer.did}", detail=detail
        )


def _steps(told: ActionTold) -> Iterator[TimelineEntry]:
    action = told.action
    for step in told.steps:
        title, detail = _step_words(told, step.change, step.status, step.due_on)
        yield TimelineEntry(
            kind=TimelineKind.ACTION,
            on=step.on,
            title=title,
            detail=" · ".join(part for part in (detail, step.reason.strip()) if part),
            open=action.status.is_open and step.change == "recorded",
            meeting_id=action.meeting_id,
            action=action.reference,
        )


def _step_words(told: ActionTold, change: str, status: ActionStatus, due_on: date) -> tuple[str, str]:
    action = told.action
    if change == "recorded":
        who = f"{action.owner}, {action.agency_name}" if action.owner else action.agency_name
        return f"Action {action.reference} for {who}, due {date_words(due_on)}", action.what
    if change == "due":
        return f"Action {action.reference} given until {date_words(due_on)}", ""
    if change == "chased":
        return f"Action {action.reference}: news asked for", ""
    return f"Action {action.reference} {status.value}", ""
