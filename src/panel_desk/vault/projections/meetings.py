"""Tables of a meeting as a whole: its planning, its course and who took part. They stand as ``domain.progress`` tells it."""

from __future__ import annotations

from datetime import datetime

from panel_desk.domain.events import Event
from panel_desk.domain.events.meetings import (
    AgendaIssued,
    AgendaLocked,
    AgendaReopened,
    AttendanceKind,
    AttendanceRecorded,
    ConfidentialityRead,
    ItemStarted,
    MeetingAdjourned,
    MeetingClosed,
    MeetingOpened,
    MeetingPlanned,
    MeetingReopened,
    MeetingResumed,
    MemberArrived,
    MemberLeft,
)
from panel_desk.domain.ids import MeetingId, PersonId
from panel_desk.vault.driver import Connection
from panel_desk.vault.journal import StoredEvent
from panel_desk.vault.projections.columns import as_json, day, instant, number
from panel_desk.vault.projections.subjects import subject_of

_IN_ROOM = {
    AttendanceKind.PRESENT,
    AttendanceKind.SUBSTITUTE,
    AttendanceKind.PART,
    AttendanceKind.OBSERVER,
    AttendanceKind.PRESENTER,
}

_PLANNED = """INSERT INTO meeting (id, number, reference, panel, panel_name, held_on, starts_at, ends_at, place, state,
previous, previous_reference, previous_held_on, definition, invited, planned_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'planned', ?, ?, ?, ?, ?, ?)"""

_ATTENDANCE = """INSERT INTO attendance (meeting_id, person_id, seq, name, agency, title, email, kind, in_room,
substitute_for, information_sent_on, statement_signed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (meeting_id, person_id) DO UPDATE SET name = excluded.name, agency = excluded.agency,
title = excluded.title, email = excluded.email, kind = excluded.kind, in_room = excluded.in_room,
substitute_for = excluded.substitute_for, information_sent_on = excluded.information_sent_on,
statement_signed = excluded.statement_signed"""

# Who was expected and had no line yet takes part from now on.
_EXPECTED = """INSERT INTO attendance (meeting_id, person_id, seq, name, agency, title, email, kind, in_room,
statement_signed)
SELECT meeting.id, ?2, ?3, person ->> '$.name', person ->> '$.agency', person ->> '$.title', person ->> '$.email',
'part', 0, 0
FROM (SELECT meeting.id, invited.value -> '$.person' AS person FROM meeting, json_each(meeting.invited) AS invited
WHERE meeting.id = ?1) AS meeting
WHERE person ->> '$.id' = ?2 LIMIT 1 ON CONFLICT DO NOTHING"""

_MOVED = """UPDATE attendance SET in_room = ?3,
kind = iif(kind IN ('present', 'substitute', 'part', 'observer', 'presenter'), kind, 'part')
WHERE meeting_id = ?1 AND person_id = ?2"""


def meeting_of(stored: StoredEvent[Event]) -> MeetingId:
    """The meeting whose stream an event stands in."""
    return MeetingId(subject_of(stored.stream).id)


def meeting_planned(conn: Connection, stored: StoredEvent[Event], event: MeetingPlanned) -> None:
    """A meeting with nothing in it yet; planning it again begins it again."""
    conn.execute("DELETE FROM meeting WHERE id = ?", (event.meeting_id,))
    conn.execute(
        _PLANNED,
        (
            event.meeting_id,
            number(stored.seq),
            event.reference,
            event.definition.key,
            event.definition.name,
            day(event.held_on),
            event.starts_at.isoformat(),
            event.ends_at.isoformat(),
            event.place,
            event.previous,
            event.previous_reference,
            day(event.previous_held_on),
            as_json(event.definition),
            as_json(event.invited),
            instant(stored.at),
        ),
    )


def agenda_locked(conn: Connection, stored: StoredEvent[Event], event: AgendaLocked) -> None:
    """The chair approved the agenda."""
    conn.execute(
        "UPDATE meeting SET agenda_locked = 1, agenda_approved_by = ? WHERE id = ?",
        (event.approved_by, meeting_of(stored)),
    )


def agenda_reopened(conn: Connection, stored: StoredEvent[Event], event: AgendaReopened) -> None:
    """The agenda can be changed again; its reason stays in the journal."""
    del event
    conn.execute("UPDATE meeting SET agenda_locked = 0, state = 'planned' WHERE id = ?", (meeting_of(stored),))


def agenda_issued(conn: Connection, stored: StoredEvent[Event], event: AgendaIssued) -> None:
    """The agenda went out; an issue during the meeting leaves the meeting's state."""
    conn.execute(
        "UPDATE meeting SET agenda_issue = ?, agenda_sha256 = ?, "
        "state = iif(state = 'planned', 'agenda issued', state) WHERE id = ?",
        (event.issue, event.pdf_sha256, meeting_of(stored)),
    )


def meeting_opened(conn: Connection, stored: StoredEvent[Event], event: MeetingOpened) -> None:
    """The meeting is in session."""
    conn.execute(
        "UPDATE meeting SET state = 'in session', opened_at = ?, presiding = ? WHERE id = ?",
        (instant(event.at), event.presiding, meeting_of(stored)),
    )


def confidentiality_read(conn: Connection, stored: StoredEvent[Event], event: ConfidentialityRead) -> None:
    """The timed tick."""
    conn.execute(
        "UPDATE meeting SET confidentiality_read_at = ? WHERE id = ?", (instant(event.at), meeting_of(stored))
    )


def attendance_recorded(conn: Connection, stored: StoredEvent[Event], event: AttendanceRecorded) -> None:
    """A person's attendance; who comes and goes keeps the movements there were."""
    person = event.person
    conn.execute(
        _ATTENDANCE,
        (
            meeting_of(stored),
            person.id,
            stored.seq,
            person.name,
            person.agency,
            person.title,
            person.email,
            event.kind.value,
            event.kind in _IN_ROOM,
            event.substitute_for,
            day(event.information_sent_on),
            event.statement_signed,
        ),
    )


def member_arrived(conn: Connection, stored: StoredEvent[Event], event: MemberArrived) -> None:
    """Someone came in."""
    _moved(conn, stored, event.person_id, event.at, arrived=True)


def member_left(conn: Connection, stored: StoredEvent[Event], event: MemberLeft) -> None:
    """Someone went."""
    _moved(conn, stored, event.person_id, event.at, arrived=False)


def _moved(
    conn: Connection, stored: StoredEvent[Event], person_id: PersonId, at: datetime, *, arrived: bool
) -> None:
    meeting_id = meeting_of(stored)
    conn.execute(_EXPECTED, (meeting_id, person_id, stored.seq))
    conn.execute(_MOVED, (meeting_id, person_id, arrived))
    conn.execute(
        "INSERT INTO movement (seq, meeting_id, person_id, arrived, at, item_id) "
        "VALUES (?, ?2, ?, ?, ?, (SELECT current_item FROM meeting WHERE id = ?2))",
        (stored.seq, meeting_id, person_id, arrived, instant(at)),
    )


def item_started(conn: Connection, stored: StoredEvent[Event], event: ItemStarted) -> None:
    """The meeting turned to an item; the one before it ended."""
    meeting_id, at = meeting_of(stored), instant(event.at)
    conn.execute(
        "UPDATE agenda_item SET ended_at = ? "
        "WHERE id = (SELECT current_item FROM meeting WHERE id = ?) AND id <> ?",
        (at, meeting_id, event.item_id),
    )
    conn.execute(
        "UPDATE agenda_item SET started_at = coalesce(started_at, ?), ended_at = NULL WHERE id = ?",
        (at, event.item_id),
    )
    conn.execute("UPDATE meeting SET current_item = ? WHERE id = ?", (event.item_id, meeting_id))


def meeting_adjourned(conn: Connection, stored: StoredEvent[Event], event: MeetingAdjourned) -> None:
    """The meeting stopped for now."""
    conn.execute(
        "UPDATE meeting SET state = 'adjourned', adjourned_at = ?, resumes_on = ? WHERE id = ?",
        (instant(event.at), day(event.resumes_on), meeting_of(stored)),
    )


def meeting_resumed(conn: Connection, stored: StoredEvent[Event], event: MeetingResumed) -> None:
    """The meeting goes on."""
    del event
    conn.execute(
        "UPDATE meeting SET state = 'in session', adjourned_at = NULL, resumes_on = NULL WHERE id = ?",
        (meeting_of(stored),),
    )


def meeting_closed(conn: Connection, stored: StoredEvent[Event], event: MeetingClosed) -> None:
    """The meeting ended, and its last item with it."""
    meeting_id, at = meeting_of(stored), instant(event.at)
    conn.execute(
        "UPDATE agenda_item SET ended_at = ? WHERE id = (SELECT current_item FROM meeting WHERE id = ?)",
        (at, meeting_id),
    )
    conn.execute(
        "UPDATE meeting SET state = 'closed', closed_at = ?, next_on = ?, current_item = NULL WHERE id = ?",
        (at, day(event.next_on), meeting_id),
    )


def meeting_reopened(conn: Connection, stored: StoredEvent[Event], event: MeetingReopened) -> None:
    """The meeting is in session again."""
    del event
    conn.execute("UPDATE meeting SET state = 'in session', closed_at = NULL WHERE id = ?", (meeting_of(stored),))
