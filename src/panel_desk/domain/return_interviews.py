"""Return interviews: one is due within 72 hours of every return from being missing, elapsed, weekends included.

Statutory guidance (children who run away or go missing from home or care). Where only the day of return is known, it is
due at the end of the third day after it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from msgspec import Struct

from panel_desk.domain.calendar import ENGLAND
from panel_desk.domain.cases import EpisodeKind, EpisodeRow
from panel_desk.domain.missing import distinct

WITHIN = timedelta(hours=72)


class Interview(Struct, frozen=True, kw_only=True):
    """An interview that is due and not recorded as held. Times are England's wall clock, without a zone."""

    local_id: str
    returned_at: datetime
    time_known: bool
    due_at: datetime
    offered: bool
    """An offer is recorded."""


def due_at(episode: EpisodeRow) -> datetime | None:
    """When the interview of a missing episode is due; None while the child is missing, and for absences."""
    if episode.kind is not EpisodeKind.MISSING or episode.ended_at is None:
        return None
    if not episode.end_time_known:
        return datetime.combine(episode.ended_at.date() + timedelta(days=4), time())
    # Elapsed hours: a change of the clocks moves the time of day.
    returned = episode.ended_at.replace(tzinfo=ENGLAND).timestamp() + WITHIN.total_seconds()
    return datetime.fromtimestamp(returned, ENGLAND).replace(tzinfo=None)


def outstanding(episodes: Iterable[EpisodeRow], now: datetime, *, looking_back: timedelta) -> tuple[Interview, ...]:
    """Interviews that nobody has recorded as held or declined, of one child, by the time they are due.

    One interview may cover several episodes: one held after a later return covers the earlier ones too.

    Args:
        episodes: All rows of one child.
        now: England's wall clock.
        looking_back: Returns longer ago than this are history, and no longer due.
    """
    known = distinct(episodes)
    held = max((e.interview_at for e in known if e.interview_at is not None), default=None)
    found = []
    for episode in known:
        due = due_at(episode)
        if due is None or episode.ended_at is None or not now - looking_back <= episode.ended_at <= now:
            continue
        declined = episode.interview_accepted is False and episode.interview_offered is not False
        if declined or episode.interview_at is not None or (held is not None and held >= episode.ended_at):
            continue
        found.append(
            Interview(
                local_id=episode.local_id,
                returned_at=episode.ended_at,
                time_known=episode.end_time_known,
                due_at=due,
                offered=bool(episode.interview_offered),
            )
        )
    return tuple(sorted(found, key=lambda interview: interview.due_at))
