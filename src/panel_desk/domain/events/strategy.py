"""Events of feedback, the action plan and places of concern.

Streams: ``voice/<id>``, ``plan/<id>``, ``place/<id>``; a concern entered by hand stands in ``concern/<id>``, beside
those of lists.
"""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from panel_desk.domain.children.cases import ConcernRow
from panel_desk.domain.ids import ConcernId, FeedbackId, InterventionId, MilestoneId, ObjectiveId
from panel_desk.domain.strategy.action_plan import Milestone, Objective, RatingGiven
from panel_desk.domain.strategy.feedback import Feedback, FeedbackAnswer
from panel_desk.domain.strategy.places import Intervention


class FeedbackRecorded(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="feedback-recorded"):
    """A child or family said something; or the entry was put right."""

    feedback: Feedback


class FeedbackAnswered(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="feedback-answered"):
    """Something changed because of it; a later answer stands beside an earlier one."""

    feedback_id: FeedbackId
    answer: FeedbackAnswer


class AnswerWithdrawn(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="feedback-answer-withdrawn"):
    """An answer had been recorded by mistake; what was said stands."""

    feedback_id: FeedbackId
    number: int = 1
    """Which, of all answers that were given to it: the first is 1."""
    reason: str = ""


class FeedbackWithdrawn(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="feedback-withdrawn"):
    """It had been recorded by mistake, or whoever said it took it back."""

    feedback_id: FeedbackId
    reason: str


class ObjectiveSet(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="objective-set"):
    """An objective of the plan, new or changed."""

    objective: Objective


class MilestoneSet(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="milestone-set"):
    """A milestone of an objective, new or changed."""

    objective_id: ObjectiveId
    milestone: Milestone


class MilestoneReached(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="milestone-reached"):
    """A milestone was reached on a day."""

    objective_id: ObjectiveId
    milestone_id: MilestoneId
    on: date
    words: str = ""


class MilestoneDropped(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="milestone-dropped"):
    """A milestone is no longer part of the plan."""

    objective_id: ObjectiveId
    milestone_id: MilestoneId
    reason: str


class ObjectiveRated(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="objective-rated"):
    """How an objective stands, in a word and a sentence."""

    objective_id: ObjectiveId
    given: RatingGiven


class ObjectiveClosed(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="objective-closed"):
    """An objective is no longer followed."""

    objective_id: ObjectiveId
    on: date
    reason: str


class ConcernRecorded(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="concern-recorded"):
    """A place, theme or person of concern was entered by hand, or put right. Stream: ``concern/<id>``."""

    concern_id: ConcernId
    row: ConcernRow


class ConcernClosed(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="concern-closed"):
    """A concern is no longer worked on."""

    concern_id: ConcernId
    on: date
    reason: str


class ConcernReopened(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="concern-reopened"):
    """A concern came back."""

    concern_id: ConcernId
    on: date
    reason: str


class ConcernLinked(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="concern-linked"):
    """A child is linked to a place or theme; outside the vault only as a pseudonym."""

    concern_id: ConcernId
    local_id: str
    why: str


class ConcernUnlinked(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="concern-unlinked"):
    """A child is linked to it no longer."""

    concern_id: ConcernId
    local_id: str
    reason: str


class InterventionSet(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="intervention-set"):
    """Something offered or done about a concern, new or changed."""

    intervention: Intervention


class InterventionWithdrawn(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="intervention-withdrawn"):
    """It had been recorded by mistake."""

    concern_id: ConcernId
    intervention_id: InterventionId
    reason: str
