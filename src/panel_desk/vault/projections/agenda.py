"""The table of agenda items, in the order in which they stand. An item that goes takes with it what it holds."""

from __future__ import annotations

from panel_desk.domain.agenda import AgendaItem
from panel_desk.domain.events import Event
from panel_desk.domain.events.meetings import (
    AgendaItemAdded,
    AgendaItemChanged,
    AgendaItemRemoved,
    AgendaProposed,
    AgendaReordered,
)
from panel_desk.domain.ids import ItemId, MeetingId
from panel_desk.vault.driver import Connection
from panel_desk.vault.journal import StoredEvent
from panel_desk.vault.projections.columns import as_json, number
from panel_desk.vault.projections.meetings import meeting_of

_ITEM = """INSERT INTO agenda_item (id, number, meeting_id, position, section, title, minutes, presenter, child_id, child,
concern_id, concern, because, late_reason, link) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""


def agenda_proposed(conn: Connection, stored: StoredEvent[Event], event: AgendaProposed) -> None:
    """The whole running order, in place of the one before."""
    meeting_id = meeting_of(stored)
    conn.execute("DELETE FROM agenda_item WHERE meeting_id = ?", (meeting_id,))
    conn.executemany(_ITEM, [_columns(stored.seq, meeting_id, i, item) for i, item in enumerate(event.items)])


def item_added(conn: Connection, stored: StoredEvent[Event], event: AgendaItemAdded) -> None:
    """One more item: before the one named, else after the last of its section, else at the end."""
    meeting_id = meeting_of(stored)
    place: int = conn.execute(
        "SELECT coalesce(max(position) FILTER (WHERE id = ?1), max(position) FILTER (WHERE section = ?2) + 1, "
        "max(position) + 1, 0) FROM agenda_item WHERE meeting_id = ?3",
        (event.before, event.item.section, meeting_id),
    ).fetchone()[0]
    conn.execute(
        "UPDATE agenda_item SET position = position + 1 WHERE meeting_id = ? AND position >= ?", (meeting_id, place)
    )
    conn.execute(_ITEM, _columns(stored.seq, meeting_id, place, event.item, first=0))


def item_removed(conn: Connection, stored: StoredEvent[Event], event: AgendaItemRemoved) -> None:
    """One item less."""
    del stored
    conn.execute("DELETE FROM agenda_item WHERE id = ?", (event.item_id,))


def item_changed(conn: Connection, stored: StoredEvent[Event], event: AgendaItemChanged) -> None:
    """An item's time and presenter."""
    del stored
    conn.execute(
        "UPDATE agenda_item SET minutes = ?, presenter = ? WHERE id = ?",
        (event.minutes, event.presenter, event.item_id),
    )


def agenda_reordered(conn: Connection, stored: StoredEvent[Event], event: AgendaReordered) -> None:
    """The order of the items."""
    meeting_id = meeting_of(stored)
    places: list[tuple[int, ItemId, MeetingId]] = [(i, item_id, meeting_id) for i, item_id in enumerate(event.order)]
    conn.executemany("UPDATE agenda_item SET position = ? WHERE id = ? AND meeting_id = ?", places)


def _columns(
    seq: int, meeting_id: MeetingId, position: int, item: AgendaItem, *, first: int | None = None
) -> tuple[object, ...]:
    return (
        item.id,
        number(seq, position if first is None else first),
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
    )
