"""The action plan as it is shown, printed and exported: objectives with milestones and ratings, each in words."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from panel_desk.domain.action_plan import Rating
from panel_desk.domain.ids import MeetingId, MilestoneId, ObjectiveId


class MilestoneLine(Struct, frozen=True, kw_only=True):
    """A step on the way."""

    id: MilestoneId
    what: str
    owner: str
    due_on: date
    reached_on: date | None
    reached_words: str
    late: bool
    """Not reached after its day."""
    state_words: str
    """``reached 3 November 2026: the first group met``, ``late by 5 days``, ``due 1 December 2026``."""
    tone: str
    """``green``, ``amber``, ``red`` or empty; never shown without ``state_words``."""


class RatingLine(Struct, frozen=True, kw_only=True):
    """How an objective was judged on a day."""

    rating: Rating
    label: str
    """``on track``; stands beside every colour."""
    words: str
    """Why."""
    on: date
    by: str
    meeting_id: MeetingId | None
    meeting_reference: str
    said: str
    """``On track (green), 3 November 2026: two of three groups meet.``"""


class ObjectiveLine(Struct, frozen=True, kw_only=True):
    """An objective with all that hangs on it."""

    id: ObjectiveId
    number: str
    title: str
    owner: str
    agency: str
    measure: str
    due_on: date | None
    due_words: str
    """``by 31 March 2027``, ``overdue by 5 days``, ``no day set``."""
    rating: RatingLine | None
    """The newest."""
    rating_words: str
    """``On track (green), 3 November 2026: …`` or ``Not rated yet.``"""
    milestones: tuple[MilestoneLine, ...]
    """By the day they are due."""
    milestone_words: str
    """``2 of 5 reached, 1 late``."""
    late: bool
    """Overdue itself, or a milestone is."""
    history: tuple[RatingLine, ...]
    """Every rating, the newest first."""
    closed_on: date | None
    closed_because: str


class LateMilestone(Struct, frozen=True, kw_only=True):
    """A milestone that should have been reached, with its objective."""

    objective_id: ObjectiveId
    number: str
    title: str
    milestone: MilestoneLine


class PlanView(Struct, frozen=True, kw_only=True):
    """The plan on a day."""

    today: date
    objectives: tuple[ObjectiveLine, ...]
    """Those that are followed, by their number (2 before 10)."""
    closed: tuple[ObjectiveLine, ...]
    """The closed last first."""
    late: tuple[LateMilestone, ...]
    """The latest first."""
    sentence: str
    """``5 objectives: 3 on track, 1 at risk of delay, 1 not rated yet. 2 milestones are late.``"""
