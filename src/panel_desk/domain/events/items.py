"""Events inside one item of a meeting. Stream: ``meeting/<id>/item/<item id>``."""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum

from msgspec import Struct

from panel_desk.domain.ids import AgencyKey, DecisionId, ItemId, MeetingId, PersonId
from panel_desk.domain.risk import RiskAssessment


class NoteSection(Enum):
    """The parts of an item's text, in the order they print."""

    CONTRIBUTIONS = "contributions"
    DISCUSSION = "discussion"
    VOICE = "voice of the child"
    STRENGTHS = "strengths"
    ANALYSIS = "analysis"

    @property
    def label(self) -> str:
        """The words before the paragraph; empty for the discussion, which needs none."""
        return _NOTE_LABELS.get(self, "")


_NOTE_LABELS = {
    NoteSection.CONTRIBUTIONS: "From the agencies.",
    NoteSection.VOICE: "Voice of the child.",
    NoteSection.STRENGTHS: "Strengths.",
    NoteSection.ANALYSIS: "Analysis.",
}


class NoteRecorded(Struct, frozen=True, kw_only=True, tag="note-recorded"):
    """The text of one part of an item as it now stands, whole; an empty text takes it away."""

    meeting_id: MeetingId
    item_id: ItemId
    section: NoteSection
    text: str


class InterestDeclared(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="interest-declared"):
    """Someone declared an interest in the item."""

    meeting_id: MeetingId
    item_id: ItemId
    person_id: PersonId
    nature: str
    at: datetime


class SteppedOut(Struct, frozen=True, kw_only=True, tag="stepped-out"):
    """Who had declared an interest left the room for the item."""

    meeting_id: MeetingId
    item_id: ItemId
    person_id: PersonId
    at: datetime


class SteppedBack(Struct, frozen=True, kw_only=True, tag="stepped-back"):
    """Who had stepped out came back."""

    meeting_id: MeetingId
    item_id: ItemId
    person_id: PersonId
    at: datetime


class DecisionRecorded(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="decision-recorded"):
    """What the panel decided on the item, and why."""

    meeting_id: MeetingId
    item_id: ItemId
    decision_id: DecisionId
    outcome: str
    """The outcome's key in the panel's definition."""
    reason: str
    at: datetime
    quorate: bool
    """False: it stands as a recommendation for the chair's confirmation."""
    missing: tuple[AgencyKey, ...] = ()
    """Agencies that quorum lacked."""
    review_on: date | None = None
    risk: RiskAssessment | None = None
    """The level after the decision, where the panel set one."""
    held_by: str = ""
    detail: str = ""
    """Added to the outcome's words, for example ``until an interview has been held``."""


class DissentRecorded(Struct, frozen=True, kw_only=True, tag="dissent-recorded"):
    """A member did not agree, in words that are minuted."""

    meeting_id: MeetingId
    item_id: ItemId
    person_id: PersonId
    words: str


class RecommendationConfirmed(Struct, frozen=True, kw_only=True, tag="recommendation-confirmed"):
    """The chair confirmed a decision that was made without quorum."""

    meeting_id: MeetingId
    item_id: ItemId
    decision_id: DecisionId
    by: PersonId
    at: datetime
