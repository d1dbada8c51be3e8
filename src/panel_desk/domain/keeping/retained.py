"""How long each class of record is kept, and what is held back from purging."""

from __future__ import annotations

from datetime import date
from enum import Enum

from msgspec import Struct

from panel_desk.domain.ids import FeedbackId, HoldId, MeetingId, PanelKey


class RecordClass(Enum):
    """What a retention period is set for."""

    CASE_LIST = "case lists"
    MEETING = "panel meetings and their minutes"
    MISSING = "missing episodes and return interviews"
    PATHWAY = "the enhanced pathway"
    VOICE = "feedback of children and families"
    PLACE = "places of concern"
    PLAN = "the action plan"


class LegalHold(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Something that must not be purged while an inquiry, a claim or a review needs it."""

    id: HoldId
    reason: str
    placed_on: date
    local_id: str = ""
    """Whatever speaks of this child; empty: ``reference`` says what is held."""
    reference: str = ""
    """Of one meeting: ``SAFE-2026-11``; empty with an empty local ID: everything."""


class PastMeeting(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What stays of a purged meeting, for the minutes of the one after it: no child and no person is in it."""

    id: MeetingId
    reference: str
    panel: PanelKey
    held_on: date
    previous: MeetingId | None = None
    closings: tuple[int, ...] = ()
    """The journal’s places where it ended."""
    confirmed_at: MeetingId | None = None
    """The meeting that confirmed its minutes."""
    told: tuple[FeedbackId, ...] = ()
    """What its minutes told that children and families said: no other meeting's tell it anew."""
