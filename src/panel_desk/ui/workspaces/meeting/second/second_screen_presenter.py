"""What the second screen shows: item number, pseudonym and time; it has no field that could hold anything else."""

from __future__ import annotations

from datetime import datetime, timedelta

from msgspec import Struct

from panel_desk.domain.calendar import clock
from panel_desk.domain.ids import ItemId
from panel_desk.domain.meeting.meetings import Item, Meeting, MeetingState
from panel_desk.domain.room.pace import coming, expected_at
from panel_desk.domain.room.pseudonyms import pseudonyms

_OVER = (MeetingState.CLOSED, MeetingState.DRAFT, MeetingState.CIRCULATED, MeetingState.APPROVED, MeetingState.SIGNED)
_SOON = timedelta(minutes=1)


class ScreenView(Struct, frozen=True, kw_only=True):
    """Three lines for everybody's eyes."""

    place: str
    """``Item 8 of 14``."""
    name: str
    """``Heron``; of a fixed item the title that the panel's definition gives its section."""
    line: str
    """``10:42 · next: Wren, about 10:52``."""


def screen_view(meeting: Meeting, now: datetime) -> ScreenView:
    """The screen at one moment. Only numbers, birds, times, and what the panel's definition says reach it."""
    if meeting.state in _OVER:
        return ScreenView(place="", name="The meeting is over", line=clock(now))
    if meeting.state is MeetingState.ADJOURNED:
        return ScreenView(place="", name="Adjourned", line=clock(now))
    current = next((item for item in meeting.items if item.id == meeting.current), None)
    birds = pseudonyms(meeting)
    if current is None:
        starts = f"begins at {clock(meeting.planned.starts_at)}" if meeting.opened_at is None else ""
        return ScreenView(place="", name=meeting.definition.name, line=_joined(clock(now), starts))
    return ScreenView(
        place=f"Item {meeting.items.index(current) + 1} of {len(meeting.items)}",
        name=_called(meeting, current, birds),
        line=_joined(clock(now), _next(meeting, now, birds)),
    )


def _next(meeting: Meeting, now: datetime, birds: dict[ItemId, str]) -> str:
    """``next: Wren, about 10:52``; only ``next: Wren`` where it is due at any moment, or nobody can tell."""
    following = next((item for item in coming(meeting) if item.started_at is None), None)
    if following is None:
        return ""
    words = f"next: {_called(meeting, following, birds)}"
    at = expected_at(meeting, following.id, now)
    return f"{words}, about {clock(at)}" if at is not None and at - now >= _SOON else words


def _called(meeting: Meeting, item: Item, birds: dict[ItemId, str]) -> str:
    """A fixed item by its section in the panel's definition: its own title might be edited, or hold a date."""
    return birds.get(item.id) or meeting.definition.section(item.agenda.section).title


def _joined(*parts: str) -> str:
    return "  ·  ".join(part for part in parts if part)
