"""The times that a meeting tells: when the last of its deeds was done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from panel_desk.domain.meeting.meetings import Item, Meeting


def last_at(meeting: Meeting) -> datetime | None:
    """The time of the latest deed at the meeting, its closing included; None before it was opened."""
    return max(_times(meeting), default=None)


def _times(meeting: Meeting) -> Iterator[datetime]:
    told = (meeting.opened_at, meeting.confidentiality_read_at, meeting.closed_at)
    yield from (at for at in told if at is not None)
    yield from (at for stop in meeting.adjournments for at in stop[:2] if at is not None)
    yield from (movement.at for attendance in meeting.attendance for movement in attendance.movements)
    for item in meeting.items:
        yield from _times_of_item(item)


def _times_of_item(item: Item) -> Iterator[datetime]:
    yield from (at for at in (item.started_at, item.ended_at) if at is not None)
    yield from (at for turn in item.turns for at in turn if at is not None)
    yield from (at for i in item.interests for at in (i.declared_at, i.out_at, i.back_at) if at is not None)
    yield from (at for i in item.interests for out in i.earlier for at in out)
    for made in item.decisions:
        yield made.decision.at
        if made.confirmed is not None:
            yield made.confirmed.at
    if item.overridden is not None:
        yield item.overridden.at
