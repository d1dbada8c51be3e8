"""The table of agenda items, in the order in which they stand. An item that goes takes with it what it holds."""

from __future__ import annotations

import msgspec

from panel_desk.domain.agendas.agenda import AgendaItem
from panel_desk.domain.agendas.placing import placed_order
from panel_desk.domain.events import Event
from panel_desk.domain.events.meetings import (
    AgendaItemAdded,
    AgendaItemChanged,
    AgendaItemRemoved,
    AgendaItemsPlaced,
    AgendaProposed,
    AgendaReordered,
)
from panel_desk.domain.ids import ItemId, MeetingId
from panel_desk.domain.panels import PanelDefinition
from panel_desk.vault.driver import Connection
from panel_desk.vault.journal import StoredEvent
from panel_desk.vault.projections.columns import as_json, number
from panel_desk.vault.projections.meetings import meeting_of

_ITEM = """INSERT INTO agenda_item (id, number, meeting_id, position, section, title, minutes, presenter, child_id,
child, concern_id, concern, because, late_reason, link, late_allowed_by)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET position = excluded.position, section = excluded.section, title = excluded.title,
minutes = excluded.minutes, presenter = excluded.presenter, child_id = excluded.child_id, child = excluded.child,
concern_id = excluded.concern_id, concern = excluded.concern, because = excluded.because,
late_reason = excluded.late_reason, link = excluded.link, late_allowed_by = excluded.late_allowed_by"""

# Before the item named, else after the last of the section, else after the last of the sections before it.
_PLACE = """WITH section AS (
    SELECT key AS place, value ->> '$.key' AS name
    FROM json_each((SELECT definition FROM meeting WHERE id = ?3), '$.sections')
)
SELECT coalesce(
    max(position) FILTER (WHERE id = ?1),
    max(position) FILTER (WHERE section = ?2) + 1,
    max(position) FILTER (WHERE section IN (
        SELECT name FROM section WHERE place < coalesce((SELECT place FROM section WHERE name = ?2), 1000)
    )) + 1,
    0
) FROM agenda_item WHERE meeting_id = ?3"""


def agenda_proposed(conn: Connection, stored: StoredEvent[Event], event: AgendaProposed) -> None:
    """The whole running order, in place of the one before; an item that stays keeps what was recorded under it."""
    meeting_id = meeting_of(stored)
    conn.execute(
        "DELETE FROM agenda_item WHERE meeting_id = ? AND id NOT IN (SELECT value FROM json_each(?))",
        (meeting_id, as_json([item.id for item in event.items])),
    )
    conn.executemany(
        _ITEM, [_columns(number(stored.seq, i), meeting_id, i, item) for i, item in enumerate(event.items)]
    )


def item_added(conn: Connection, stored: StoredEvent[Event], event: AgendaItemAdded) -> None:
    """One more item; one that is there already begins again."""
    meeting_id = meeting_of(stored)
    conn.execute("DELETE FROM agenda_item WHERE id = ?", (event.item.id,))
    place: int = conn.execute(_PLACE, (event.before, event.item.section, meeting_id)).fetchone()[0]
    conn.execute(
        "UPDATE agenda_item SET position = position + 1 WHERE meeting_id = ? AND position >= ?", (meeting_id, place)
    )
    conn.execute(_ITEM, _columns(number(stored.seq), meeting_id, place, event.item))


def item_removed(conn: Connection, stored: StoredEvent[Event], event: AgendaItemRemoved) -> None:
    """One item less."""
    conn.execute("DELETE FROM agenda_item WHERE id = ?", (event.item_id,))
    conn.execute(
        "UPDATE meeting SET current_item = NULL WHERE id = ? AND current_item = ?",
        (meeting_of(stored), event.item_id),
    )


def item_changed(conn: Connection, stored: StoredEvent[Event], event: AgendaItemChanged) -> None:
    """An item's time and presenter."""
    del stored
    conn.execute(
        "UPDATE agenda_item SET minutes = ?, presenter = ?, title = iif(? = '', title, ?) WHERE id = ?",
        (event.minutes, event.presenter, event.title, event.title, event.item_id),
    )


def agenda_reordered(conn: Connection, stored: StoredEvent[Event], event: AgendaReordered) -> None:
    """The order of the items; one that the order is silent about stays at the end."""
    meeting_id = meeting_of(stored)
    conn.execute("UPDATE agenda_item SET position = position + ? WHERE meeting_id = ?", (len(event.order), meeting_id))
    places: list[tuple[int, ItemId, MeetingId]] = [(i, item_id, meeting_id) for i, item_id in enumerate(event.order)]
    conn.executemany("UPDATE agenda_item SET position = ? WHERE id = ? AND meeting_id = ?", places)


def items_placed(conn: Connection, stored: StoredEvent[Event], event: AgendaItemsPlaced) -> None:
    """Items put into a section together; one that comes from another section loses the reminder it had there."""
    meeting_id = meeting_of(stored)
    found = conn.execute("SELECT definition FROM meeting WHERE id = ?", (meeting_id,)).fetchone()
    if found is None:
        return
    before = conn.execute("SELECT id, section FROM agenda_item WHERE meeting_id = ? ORDER BY position", (meeting_id,))
    definition = msgspec.json.decode(found[0], type=PanelDefinition)
    order = placed_order(definition, before.fetchall(), event.item_ids, section=event.section, before=event.before)
    conn.executemany(
        "UPDATE agenda_item SET section = ?1, link = '' WHERE id = ?2 AND meeting_id = ?3 AND section <> ?1",
        [(event.section, item_id, meeting_id) for item_id in event.item_ids],
    )
    conn.executemany(
        "UPDATE agenda_item SET position = ? WHERE id = ? AND meeting_id = ?",
        [(place, item_id, meeting_id) for place, item_id in enumerate(order)],
    )


def _columns(of_index: int, meeting_id: MeetingId, position: int, item: AgendaItem) -> tuple[object, ...]:
    return (
        item.id,
        of_index,
        meeting_id,
        position,
        item.section,
        item.title,
        item.minutes,
        item.presenter,
        item.child.child_id if item.child else None,
        as_json(item.child) if item.child else None,
        item.concern.concern_id if item.concern else None,
        as_json(item.concern) if item.concern else None,
        as_json(item.because),
        item.late_reason,
        item.link,
        item.late_allowed_by,
    )
