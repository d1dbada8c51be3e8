"""Tables of a meeting's minutes and of the documents that left the desk. The state of the minutes is the meeting's."""

from __future__ import annotations

from panel_desk.domain.events import Event
from panel_desk.domain.events.minutes import (
    ApprovalSigned,
    EditionMade,
    ExportMade,
    MinutesApproved,
    MinutesCirculated,
    MinutesDrafted,
    MinutesReturned,
    MinutesSigned,
)
from panel_desk.domain.ids import MeetingId
from panel_desk.domain.meeting.meetings import MeetingState
from panel_desk.vault.driver import Connection
from panel_desk.vault.journal import StoredEvent
from panel_desk.vault.projections.columns import as_json, instant


def minutes_drafted(conn: Connection, stored: StoredEvent[Event], event: MinutesDrafted) -> None:
    """The draft went to the chair."""
    del stored
    _now(conn, event.meeting_id, MeetingState.DRAFT, event.revision)
    conn.execute(
        "INSERT INTO minutes (meeting_id, drafted_at) VALUES (?, ?) "
        "ON CONFLICT (meeting_id) DO UPDATE SET drafted_at = excluded.drafted_at",
        (event.meeting_id, instant(event.at)),
    )


def minutes_circulated(conn: Connection, stored: StoredEvent[Event], event: MinutesCirculated) -> None:
    """The draft went to the members."""
    del stored
    _now(conn, event.meeting_id, MeetingState.CIRCULATED, event.revision)
    conn.execute(
        "INSERT INTO minutes (meeting_id, circulated_at, recipients) VALUES (?, ?, ?) ON CONFLICT (meeting_id) "
        "DO UPDATE SET circulated_at = excluded.circulated_at, recipients = excluded.recipients",
        (event.meeting_id, instant(event.at), as_json(event.recipients)),
    )


def minutes_returned(conn: Connection, stored: StoredEvent[Event], event: MinutesReturned) -> None:
    """They are a draft again, and no longer approved."""
    del stored
    _now(conn, event.meeting_id, MeetingState.DRAFT, event.revision)
    conn.execute(
        "INSERT INTO minutes (meeting_id, returned_at, returned_reason) VALUES (?, ?, ?) ON CONFLICT (meeting_id) "
        "DO UPDATE SET returned_at = excluded.returned_at, returned_reason = excluded.returned_reason, "
        "approved = NULL",
        (event.meeting_id, instant(event.at), event.reason),
    )


def minutes_approved(conn: Connection, stored: StoredEvent[Event], event: MinutesApproved) -> None:
    """The next meeting confirmed them."""
    del stored
    _now(conn, event.meeting_id, MeetingState.APPROVED, event.revision)
    conn.execute(
        "INSERT INTO minutes (meeting_id, approved) VALUES (?, ?) "
        "ON CONFLICT (meeting_id) DO UPDATE SET approved = excluded.approved",
        (event.meeting_id, as_json(event)),
    )


def minutes_signed(conn: Connection, stored: StoredEvent[Event], event: MinutesSigned) -> None:
    """They are signed; the revision that was approved stays."""
    del stored
    conn.execute("UPDATE meeting SET state = ? WHERE id = ?", (MeetingState.SIGNED.value, event.meeting_id))
    conn.execute(
        "INSERT INTO minutes (meeting_id, signed) VALUES (?, ?) "
        "ON CONFLICT (meeting_id) DO UPDATE SET signed = excluded.signed",
        (event.meeting_id, as_json(event)),
    )


def approval_signed(conn: Connection, stored: StoredEvent[Event], event: ApprovalSigned) -> None:
    """An agency's approver signed too."""
    del stored
    conn.execute(
        "INSERT INTO minutes (meeting_id, approvals) VALUES (?1, json_array(json(?2))) ON CONFLICT (meeting_id) "
        "DO UPDATE SET approvals = json_insert(approvals, '$[#]', json(?2))",
        (event.meeting_id, as_json(event)),
    )


def edition_made(conn: Connection, stored: StoredEvent[Event], event: EditionMade) -> None:
    """A line in the register of what left the desk."""
    conn.execute(
        "INSERT INTO edition (seq, meeting_id, edition, recipient, sha256, made_at, made_by, copy_number) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            stored.seq,
            event.meeting_id,
            event.edition,
            event.recipient,
            event.sha256,
            instant(event.at),
            stored.actor,
            event.copy_number,
        ),
    )


def export_made(conn: Connection, stored: StoredEvent[Event], event: ExportMade) -> None:
    """A line in the register of what left the desk outside a meeting."""
    conn.execute(
        "INSERT INTO export (seq, what, title, recipient, sha256, row_count, made_at, made_by) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            stored.seq,
            event.what,
            event.title,
            event.recipient,
            event.sha256,
            event.rows,
            instant(event.at),
            stored.actor,
        ),
    )


def _now(conn: Connection, meeting_id: MeetingId, state: MeetingState, revision: int) -> None:
    conn.execute("UPDATE meeting SET state = ?, revision = ? WHERE id = ?", (state.value, revision, meeting_id))
