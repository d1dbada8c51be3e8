"""How a meeting keeps its time: what has passed, what is left, when it ends, and who may go when. It informs only."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import Enum

from msgspec import Struct

from panel_desk.domain.ids import AgencyKey, ItemId
from panel_desk.domain.meetings import Meeting


class Tempo(Enum):
    """How the meeting stands against its agenda."""

    UNKNOWN = "unknown"
    """Before the opening, while it is adjourned, and after the end."""
    IN_HAND = "in hand"
    ON_TIME = "on time"
    OVER = "over"
    PAST_THE_SLOT = "past the slot"
    """It would end after the time it was planned to end."""


class MayGo(Struct, frozen=True, kw_only=True):
    """An agency that need not stay to the end."""

    agency: AgencyKey
    name: str
    """In words: ``Education``."""
    after: str
    """The number of the last item it is needed for: ``7.1``; empty: it may go now."""
    after_id: ItemId | None
    at: datetime
    """When that item is expected to end; now, where it may go now."""


class Pace(Struct, frozen=True, kw_only=True):
    """The meeting's time at one moment."""

    place: int
    """Of the item in hand in the running order, from 1; 0 before the first item and after the end."""
    of: int
    """Every item of the running order counts, fixed ones too."""
    item_elapsed: int
    """Seconds on the item in hand, all its turns together; never negative."""
    item_planned: int
    """Seconds."""
    over_minutes: int
    """Against the agenda as it stands: + over, − in hand; 0 where nothing is known."""
    over_words: str
    """``4 min over``, ``3 min in hand``, ``on time``; empty before the opening and after the end."""
    tempo: Tempo
    ends_at: datetime | None
    """The forecast; None while the meeting is adjourned or its clock cannot be believed."""
    may_go: tuple[MayGo, ...] = ()
    """Who may go before the last item, the earliest first."""


def elapsed(meeting: Meeting, item_id: ItemId, now: datetime) -> int:
    """Seconds the meeting has been on an item, all its turns together, adjournments left out; never negative."""
    raise NotImplementedError


def expected_at(meeting: Meeting, item_id: ItemId, now: datetime) -> datetime | None:
    """When an item that has not been taken is expected to begin; None where that cannot be told."""
    raise NotImplementedError


def pace(meeting: Meeting, now: datetime, owing: Mapping[ItemId, frozenset[AgencyKey]] | None = None) -> Pace:
    """The meeting's time now.

    Args:
        meeting: As it stands.
        now: The time.
        owing: Which agencies own open actions on each item's child or concern (``services.room.owing``); without it
            nobody is kept for an action.
    """
    raise NotImplementedError
