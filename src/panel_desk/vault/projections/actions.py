"""Tables of actions: as they stand now, how they came there, and the numbers that are given."""

from __future__ import annotations

from datetime import date

from panel_desk.domain.events import Event
from panel_desk.domain.events.actions import ActionChased, ActionDueChanged, ActionRecorded, ActionStatus, ActionUpdated
from panel_desk.domain.ids import ActionId, MeetingId
from panel_desk.vault.driver import Connection
from panel_desk.vault.journal import StoredEvent
from panel_desk.vault.projections.columns import day, instant, number

_ACTION = """INSERT INTO action (id, number, reference, panel, meeting_id, item_id, what, agency, agency_name, owner_id,
owner, child_id, concern_id, about, due_on, status, recorded_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""

# Status and due day are those of the action after the change, which has been made before this runs.
_CHANGE = """INSERT INTO action_history (seq, action_id, change, status, due_on, changed_on, reason, meeting_id,
successor, recorded_at, recorded_by) SELECT ?, ?, ?, status, due_on, ?, ?, ?, ?, ?, ? FROM action WHERE id = ?2"""

_BURN = """INSERT INTO burned_number (reference, meeting_reference, number, action_id) VALUES (?, ?, ?, ?)
ON CONFLICT (reference, action_id) DO NOTHING"""


def action_recorded(conn: Connection, stored: StoredEvent[Event], event: ActionRecorded) -> None:
    """A new action; its number is burned with it, and one that is burned for another is refused."""
    number_burned(conn, stored, event)
    conn.execute(
        _ACTION,
        (
            event.action_id,
            number(stored.seq),
            event.reference,
            event.panel,
            event.meeting_id,
            event.item_id,
            event.what,
            event.agency,
            event.agency_name,
            event.owner_id,
            event.owner,
            event.child_id,
            event.concern_id,
            event.about,
            day(event.due_on),
            ActionStatus.OPEN.value,
            instant(event.at),
        ),
    )
    _keep_change(conn, stored, "recorded", action_id=event.action_id, on=event.at.date(), meeting_id=event.meeting_id)


def number_burned(conn: Connection, stored: StoredEvent[Event], event: ActionRecorded) -> None:
    """What stays of an action that was taken back: its number is not given again."""
    del stored
    meeting_reference, _, last = event.reference.rpartition("/")
    place = int(last) if last.isascii() and last.isdecimal() else 0
    conn.execute(_BURN, (event.reference, meeting_reference, place, event.action_id))


def action_updated(conn: Connection, stored: StoredEvent[Event], event: ActionUpdated) -> None:
    """An action's new status, and how it came about."""
    conn.execute(
        "UPDATE action SET status = ?, status_on = ?, status_reason = ?, status_meeting = ?, successor = ? "
        "WHERE id = ?",
        (event.status.value, day(event.on), event.reason, event.meeting_id, event.successor, event.action_id),
    )
    _keep_change(
        conn,
        stored,
        "status",
        action_id=event.action_id,
        on=event.on,
        reason=event.reason,
        meeting_id=event.meeting_id,
        successor=event.successor,
    )


def due_changed(conn: Connection, stored: StoredEvent[Event], event: ActionDueChanged) -> None:
    """An action's new due day, and why."""
    conn.execute("UPDATE action SET due_on = ? WHERE id = ?", (day(event.due_on), event.action_id))
    _keep_change(
        conn,
        stored,
        "due",
        action_id=event.action_id,
        on=stored.at.date(),
        reason=event.reason,
        meeting_id=event.meeting_id,
    )


def action_chased(conn: Connection, stored: StoredEvent[Event], event: ActionChased) -> None:
    """The action stands as it did; its history tells that the owner was asked, and whom the draft was for."""
    _keep_change(
        conn,
        stored,
        "chased",
        action_id=event.action_id,
        on=event.on,
        reason=event.recipient,
        meeting_id=None,
    )


def _keep_change(
    conn: Connection,
    stored: StoredEvent[Event],
    change: str,
    *,
    action_id: ActionId,
    on: date,
    reason: str = "",
    meeting_id: MeetingId | None,
    successor: str = "",
) -> None:
    conn.execute(
        _CHANGE,
        (stored.seq, action_id, change, day(on), reason, meeting_id, successor, instant(stored.at), stored.actor),
    )
