"""What was said of a child or a concern at the panel's last meeting that spoke of it, in the words of its minutes."""

from __future__ import annotations

from msgspec import Struct

from panel_desk.domain.agendas.agenda import ActionLine
from panel_desk.domain.calendar import day_month, short_day
from panel_desk.domain.errors import DeskError
from panel_desk.domain.ids import ItemId, MeetingId
from panel_desk.domain.meeting.meetings import Item, Meeting
from panel_desk.domain.minutes.minutes import ActionTable, MinutesItem, Resolved, Text
from panel_desk.services.desk import Desk

_FURTHEST = 12
"""Meetings back; a year of a monthly panel."""


class LastTime(Struct, frozen=True, kw_only=True):
    """One item of an earlier meeting."""

    title: str
    """``J.M. on 22 October, item 7.1``."""
    heading: str
    """As the minutes print it, to find it there."""
    meeting_id: MeetingId
    parts: tuple[tuple[str, str], ...]
    """Label and words, in the order of the minutes."""


def last_time(desk: Desk, meeting: Meeting, item_id: ItemId | None) -> LastTime | None:
    """The last time the panel spoke of what the item is about; None for standing items, and where it never did.

    Only the very child or concern counts: nothing is found by name.
    """
    item = next((i for i in meeting.items if i.id == item_id), None)
    subject = _subject(item) if item is not None else ""
    earlier = meeting.planned.previous
    for _step in range(_FURTHEST):
        if not subject or earlier is None:
            return None
        try:
            before = desk.meetings.meeting(earlier)
        except DeskError:
            return None
        found = next((i for i in before.items if _subject(i) == subject and (i.notes or i.decisions)), None)
        if found is not None:
            return _told(desk, before, found)
        earlier = before.planned.previous
    return None


def _told(desk: Desk, before: Meeting, item: Item) -> LastTime | None:
    value = desk.minutes.value(before.id)
    printed = next((one for section in value.sections for one in section.items if one.item_id == item.id), None)
    if printed is None:
        return None
    subject = item.agenda.child.initials if item.agenda.child else item.agenda.title
    return LastTime(
        title=f"{subject} on {day_month(before.held_on)}, item {before.number(item.id)}",
        heading=f"{printed.number}\N{NO-BREAK SPACE} {printed.heading}",
        meeting_id=before.id,
        parts=_parts(printed),
    )


def _parts(printed: MinutesItem) -> tuple[tuple[str, str], ...]:
    found: list[tuple[str, str]] = []
    for block in printed.blocks:
        match block:
            case Text():
                found.append((block.label.rstrip("."), block.text))
            case Resolved():
                more = " ".join(filter(None, (block.risk, block.held_by, block.review, *block.dissent, block.standing)))
                found.append((block.verb.capitalize(), " ".join(filter(None, (block.words, more)))))
            case ActionTable():
                found += [(f"Action {line.reference.rpartition('/')[2]}", _action(line)) for line in block.lines]
            case _:
                pass
    return tuple(found)


def _action(line: ActionLine) -> str:
    by = f", by {short_day(line.due_on)}" if line.due_on is not None else ""
    return f"{line.owner}: {line.what}{by}. {line.status}"


def _subject(item: Item) -> str:
    if item.agenda.child is not None:
        return item.agenda.child.child_id
    return item.agenda.concern.concern_id if item.agenda.concern is not None else ""
