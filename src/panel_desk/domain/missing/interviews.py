"""A return interview as somebody recorded it: offered, accepted, held or not, and which episodes it is about."""

from __future__ import annotations

from datetime import datetime
from enum import Enum

from msgspec import Struct

from panel_desk.domain.ids import EpisodeId, InterviewId


class InterviewState(Enum):
    """How far an interview has come; the last three end it."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    COMPLETED = "completed"
    REFUSED = "refused"
    """Offered, and the child said no: a reason is recorded."""
    NOT_OFFERED = "not to be offered"
    """Somebody decided not to interview: who, and why, is recorded."""


class ListedEpisode(Struct, frozen=True, kw_only=True):
    """An episode as it was told: whose it is may be answered otherwise one day, and what was recorded of it follows."""

    listed_as: str
    """The number under which a list told it, or it was entered."""
    key: EpisodeId


class ReturnInterview(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One interview of one child. Times are England’s wall clock, without a zone, as those of episodes are."""

    id: InterviewId
    local_id: str
    episodes: tuple[EpisodeId, ...]
    """Those it is about, at least one: an interview may be about several, and an episode may have several."""
    state: InterviewState
    offered_at: datetime | None = None
    held_at: datetime | None = None
    held_time_known: bool = True
    """False where only the day is known; the time is then 00:00."""
    provider: str = ""
    """Who is commissioned to hold it."""
    interviewer: str = ""
    reason: str = ""
    """Of a refusal, or of the decision not to interview."""
    decided_by: str = ""
    """Who decided not to interview."""
