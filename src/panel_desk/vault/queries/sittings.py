"""Where each meeting ended, and whom it heard of: what minutes may tell of feedback goes by it."""

from __future__ import annotations

from datetime import date

import msgspec

from panel_desk.domain.events.meetings import AgendaItemAdded, AgendaProposed, MeetingClosed
from panel_desk.domain.ids import ChildId, MeetingId
from panel_desk.domain.keeping.retained import PastMeeting
from panel_desk.domain.strategy.feedback_hearing import News, Sitting
from panel_desk.vault.driver import Database
from panel_desk.vault.failures import translated
from panel_desk.vault.projections.history import events_below as all_below
from panel_desk.vault.queries import streams
from panel_desk.vault.queries.reading import rows

_SITTINGS = """SELECT meeting.id, meeting.panel, meeting.held_on, group_concat(ended.seq),
EXISTS (SELECT 1 FROM json_each(meeting.definition, '$.sections') WHERE value ->> '$.kind' = 'voice'),
(SELECT json_group_array(child_id) FROM agenda_item WHERE meeting_id = meeting.id AND child_id IS NOT NULL)
FROM meeting JOIN journal AS ended ON ended.stream = 'meeting/' || meeting.id AND ended.kind = 'meeting-closed'
GROUP BY meeting.id"""
_PAST = "SELECT meeting FROM purge WHERE meeting IS NOT NULL"


def sittings(db: Database) -> tuple[Sitting, ...]:
    """Every place where a meeting ended, purged meetings included, the first first."""
    found: list[Sitting] = []
    for meeting_id, panel, held_on, ended, has_voice, listed in rows(db, _SITTINGS):
        places = sorted(int(place) for place in ended.split(","))
        children = frozenset(msgspec.json.decode(listed, type=list[ChildId]))
        added = _added_late(db, meeting_id) if len(places) > 1 else ()
        found += [
            Sitting(
                meeting_id=meeting_id,
                panel=panel,
                held_on=date.fromisoformat(held_on),
                ended=place,
                has_voice=bool(has_voice),
                children=children - {child for seq, child in added if seq > place},
                for_good=place == places[-1],
            )
            for place in places
        ]
    for (row,) in rows(db, _PAST):
        past = msgspec.json.decode(row, type=PastMeeting)
        found += [
            Sitting(meeting_id=past.id, panel=past.panel, held_on=past.held_on, ended=place, told=frozenset(past.told))
            for place in past.closings
        ]
    return tuple(sorted(found, key=lambda one: one.ended))


def news_of(db: Database, meeting_id: MeetingId) -> tuple[News, ...]:
    """The events of a meeting with those that were taken back, and their taking back."""
    with translated():
        return tuple(
            News(line.seq, line.event_id, line.event) for line in all_below(db.conn, (f"meeting/{meeting_id}",))
        )


def _added_late(db: Database, meeting_id: MeetingId) -> tuple[tuple[int, ChildId], ...]:
    """Children whose first item came onto the agenda after the meeting had ended once, with the journal's place."""
    stored = streams.events_below(db, f"meeting/{meeting_id}")
    first = next((line.seq for line in stored if isinstance(line.event, MeetingClosed)), 0)
    added: dict[ChildId, int] = {}
    early: set[ChildId] = set()
    for line in stored:
        if isinstance(line.event, AgendaProposed) and line.seq <= first:
            early |= {item.child.child_id for item in line.event.items if item.child is not None}
        if isinstance(line.event, AgendaItemAdded) and line.event.item.child is not None:
            child_id = line.event.item.child.child_id
            if line.seq > first:
                added.setdefault(child_id, line.seq)
            else:
                early.add(child_id)
    return tuple((seq, child_id) for child_id, seq in added.items() if child_id not in early)
