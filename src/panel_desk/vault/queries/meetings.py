"""Meetings as lists and calendars show them; a whole meeting is made from its events (``domain.meeting.progress``)."""

from __future__ import annotations

from datetime import date, datetime, time

import msgspec
from msgspec import Struct

from panel_desk.domain.agendas.agenda import AgendaItem, ChildBrief, ConcernBrief, ListedBecause
from panel_desk.domain.ids import ChildId, ConcernId, MeetingId, PanelKey, PersonId
from panel_desk.domain.meeting.meetings import COMING, MeetingState
from panel_desk.vault.driver import Database
from panel_desk.vault.queries.reading import Row, day, instant, one, rows

_MEETING = """SELECT id, reference, panel, panel_name, held_on, starts_at, ends_at, place,
iif(cancelled_at IS NULL, state, 'cancelled'), previous,
agenda_locked, agenda_issue, presiding, opened_at, closed_at, next_on, revision,
(SELECT count(*) FROM agenda_item WHERE agenda_item.meeting_id = meeting.id), cancel_reason FROM meeting"""
_BY_ID = _MEETING + " WHERE id = ?"
_BY_REFERENCE = _MEETING + " WHERE reference = ?"
_ALL = _MEETING + " ORDER BY held_on DESC, number DESC"
_OF_PANEL = _MEETING + " WHERE panel = ? ORDER BY held_on DESC, number DESC"
_BEFORE = (
    _MEETING + " WHERE panel = ? AND held_on < ? AND cancelled_at IS NULL ORDER BY held_on DESC, number DESC LIMIT 1"
)
_NEWEST = " ORDER BY held_on DESC, number DESC"
_WITH_CHILD = f"{_MEETING} WHERE id IN (SELECT meeting_id FROM agenda_item WHERE child_id = ?){_NEWEST}"  # noqa: S608  constants of this module
_WITH_CONCERN = f"{_MEETING} WHERE id IN (SELECT meeting_id FROM agenda_item WHERE concern_id = ?){_NEWEST}"  # noqa: S608  constants of this module
_ITEMS = """SELECT id, section, title, minutes, presenter, child, concern, because, late_reason, link, late_allowed_by
FROM agenda_item
WHERE meeting_id = ? ORDER BY position"""

_OUT = """SELECT 1 FROM attendance WHERE meeting_id = ?1 AND person_id = ?2 AND in_room = 0
UNION ALL SELECT 1 FROM interest JOIN agenda_item ON agenda_item.id = interest.item_id
WHERE agenda_item.meeting_id = ?1 AND interest.person_id = ?2 AND out_at IS NOT NULL AND back_at IS NULL
AND NOT EXISTS (SELECT 1 FROM movement WHERE movement.meeting_id = ?1 AND movement.person_id = ?2
AND arrived = 1 AND movement.at >= interest.out_at)"""


class MeetingRow(Struct, frozen=True, kw_only=True):
    """A meeting as a list shows it."""

    id: MeetingId
    reference: str
    panel: PanelKey
    panel_name: str
    held_on: date
    starts_at: time
    ends_at: time
    place: str
    state: MeetingState
    """The minutes' state too, once the meeting is closed."""
    previous: MeetingId | None
    agenda_locked: bool
    agenda_issue: int
    presiding: PersonId | None
    opened_at: datetime | None
    closed_at: datetime | None
    next_on: date | None
    revision: int
    """Of the minutes; 0 before the first draft."""
    items: int
    cancel_reason: str = ""


def by_id(db: Database, meeting_id: MeetingId) -> MeetingRow | None:
    """The meeting of an id; None where there is none."""
    found = one(db, _BY_ID, (meeting_id,))
    return _row(found) if found else None


def by_reference(db: Database, reference: str) -> MeetingRow | None:
    """The meeting of a reference such as ``SAFE-2026-11``; None where there is none."""
    found = one(db, _BY_REFERENCE, (reference,))
    return _row(found) if found else None


def meetings(db: Database, panel: PanelKey | None = None) -> tuple[MeetingRow, ...]:
    """Every meeting, or those of one panel, the latest first."""
    found = rows(db, _ALL) if panel is None else rows(db, _OF_PANEL, (panel,))
    return tuple(_row(row) for row in found)


def latest_before(db: Database, panel: PanelKey, held_on: date) -> MeetingRow | None:
    """The panel's last meeting before a day; None for its first."""
    found = one(db, _BEFORE, (panel, held_on.isoformat()))
    return _row(found) if found else None


def coming_after(db: Database, panel: PanelKey, held_on: date) -> MeetingRow | None:
    """The panel's next meeting after a day that is still to be held; None where none is in the calendar."""
    ahead = [row for row in meetings(db, panel) if row.held_on > held_on and row.state in COMING]
    return min(ahead, key=lambda row: row.held_on, default=None)


def with_child(db: Database, child_id: ChildId) -> tuple[MeetingRow, ...]:
    """Every meeting that has or had the child on its agenda, the latest first."""
    return tuple(_row(row) for row in rows(db, _WITH_CHILD, (child_id,)))


def with_concern(db: Database, concern_id: ConcernId) -> tuple[MeetingRow, ...]:
    """Every meeting that has or had the concern on its agenda, the latest first."""
    return tuple(_row(row) for row in rows(db, _WITH_CONCERN, (concern_id,)))


def is_out(db: Database, meeting_id: MeetingId, person_id: PersonId) -> bool:
    """Whether somebody is out of the room now: left, or stepped out and not back, as ``quorum`` counts it."""
    return one(db, _OUT, (meeting_id, person_id)) is not None


def items(db: Database, meeting_id: MeetingId) -> tuple[AgendaItem, ...]:
    """The items of a meeting's agenda in their order."""
    return tuple(_item(row) for row in rows(db, _ITEMS, (meeting_id,)))


def _item(row: Row) -> AgendaItem:
    item_id, section, title, minutes, presenter, child, concern, because, late_reason, link, allowed = row
    return AgendaItem(
        id=item_id,
        section=section,
        title=title,
        minutes=minutes,
        presenter=presenter,
        child=msgspec.json.decode(child, type=ChildBrief) if child else None,
        concern=msgspec.json.decode(concern, type=ConcernBrief) if concern else None,
        because=msgspec.json.decode(because, type=tuple[ListedBecause, ...]),
        late_reason=late_reason,
        link=link,
        late_allowed_by=allowed,
    )


def _row(row: Row) -> MeetingRow:
    return MeetingRow(
        id=row[0],
        reference=row[1],
        panel=row[2],
        panel_name=row[3],
        held_on=date.fromisoformat(row[4]),
        starts_at=time.fromisoformat(row[5]),
        ends_at=time.fromisoformat(row[6]),
        place=row[7],
        state=MeetingState(row[8]),
        previous=row[9],
        agenda_locked=bool(row[10]),
        agenda_issue=row[11],
        presiding=row[12],
        opened_at=instant(row[13]),
        closed_at=instant(row[14]),
        next_on=day(row[15]),
        revision=row[16],
        items=row[17],
        cancel_reason=row[18],
    )
