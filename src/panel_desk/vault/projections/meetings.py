"""Tables of a meeting as a whole: its planning, its course, who took part; as ``domain.meeting.progress`` tells it."""

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
    MeetingCancelled,
    MeetingClosed,
    MeetingOpened,
    MeetingPlanned,
    MeetingReopened,
    MeetingReplanned,
    MeetingResumed,
    MemberArrived,
    MemberLeft,
)
from panel_desk.domain.ids import MeetingId, PersonId
from panel_desk.domain.people import Role
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

_GUESTS = {Role.OBSERVER.value: AttendanceKind.OBSERVER, Role.PRESENTER.value: AttendanceKind.PRESENTER}

_PLANNED = """INSERT INTO meeting (id, number, reference, panel, panel_name, held_on, starts_at, ends_at, place, state,
previous, previous_reference, previous_held_on, definition, invited, planned_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'planned', ?, ?, ?, ?, ?, ?)"""

_ATTENDANCE = """INSERT INTO attendance (meeting_id, person_id, seq, name, agency, title, email, kind, in_room,
substitute_for, information_sent_on, statement_signed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (meeting_id, person_id) DO UPDATE SET name = excluded.name, agency = excluded.agency,
title = excluded.title, email = excluded.email, kind = excluded.kind, in_room = excluded.in_room,
substitute_for = excluded.substitute_for, information_sent_on = excluded.information_sent_on,
statement_signed = excluded.statement_signed"""

# The line of someone who was invited, made when they come late or preside; ?4 is how they take part.
_EXPECTED = """INSERT INTO attendance (meeting_id, person_id, seq, name, agency, title, email, kind, in_room,
statement_signed)
SELECT ?1, ?2, ?3, value ->> '$.person.name', value ->> '$.person.agency', value ->> '$.person.title',
value ->> '$.person.email', ?4, 1, 0
FROM json_each((SELECT invited FROM meeting WHERE id = ?1)) WHERE value ->> '$.person.id' = ?2 ORDER BY key LIMIT 1
ON CONFLICT (meeting_id, person_id) DO NOTHING"""

_PRESIDES = """UPDATE attendance SET (name, agency, title, email) = (
SELECT value ->> '$.person.name', value ->> '$.person.agency', value ->> '$.person.title', value ->> '$.person.email'
FROM json_each((SELECT invited FROM meeting WHERE id = ?1)) WHERE value ->> '$.person.id' = ?2 ORDER BY key LIMIT 1),
kind = 'present', in_room = 1, substitute_for = NULL, information_sent_on = NULL, statement_signed = 0
WHERE meeting_id = ?1 AND person_id = ?2"""

_ROLE = """SELECT value ->> '$.role' FROM json_each((SELECT invited FROM meeting WHERE id = ?))
WHERE value ->> '$.person.id' = ? ORDER BY key LIMIT 1"""

_MOVED = """UPDATE attendance SET in_room = ?3,
kind = iif(kind IN ('present', 'substitute', 'part', 'observer', 'presenter'), kind, ?4)
WHERE meeting_id = ?1 AND person_id = ?2"""

_MOVEMENT = """INSERT INTO movement (seq, meeting_id, person_id, arrived, at, item_id)
SELECT ?1, meeting_id, person_id, ?4, ?5, (SELECT current_item FROM meeting WHERE id = ?2)
FROM attendance WHERE meeting_id = ?2 AND person_id = ?3"""


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


def meeting_replanned(conn: Connection, stored: StoredEvent[Event], event: MeetingReplanned) -> None:
    """Another day, time, place or other people."""
    conn.execute(
        "UPDATE meeting SET held_on = ?, starts_at = ?, ends_at = ?, place = ?, invited = ?, previous = ?, "
        "previous_reference = ?, previous_held_on = ? WHERE id = ?",
        (
            day(event.held_on),
            event.starts_at.isoformat(),
            event.ends_at.isoformat(),
            event.place,
            as_json(event.invited),
            event.previous,
            event.previous_reference,
            day(event.previous_held_on),
            meeting_of(stored),
        ),
    )


def meeting_cancelled(conn: Connection, stored: StoredEvent[Event], event: MeetingCancelled) -> None:
    """The meeting does not take place."""
    conn.execute(
        "UPDATE meeting SET cancelled_at = ?, cancel_reason = ? WHERE id = ?",
        (instant(event.at), event.reason, meeting_of(stored)),
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
    conn.execute(
        "UPDATE meeting SET agenda_locked = 0, state = iif(state = 'agenda issued', 'planned', state) WHERE id = ?",
        (meeting_of(stored),),
    )


def agenda_issued(conn: Connection, stored: StoredEvent[Event], event: AgendaIssued) -> None:
    """The agenda went out; an issue during the meeting leaves the meeting's state."""
    conn.execute(
        "UPDATE meeting SET agenda_issue = ?, agenda_sha256 = ?, "
        "state = iif(state = 'planned', 'agenda issued', state) WHERE id = ?",
        (event.issue, event.pdf_sha256, meeting_of(stored)),
    )


def meeting_opened(conn: Connection, stored: StoredEvent[Event], event: MeetingOpened) -> None:
    """The meeting is in session; who presides, of those invited, is present from the beginning."""
    meeting_id = meeting_of(stored)
    conn.execute(
        "UPDATE meeting SET state = 'in session', opened_at = ?, presiding = ? WHERE id = ?",
        (instant(event.at), event.presiding, meeting_id),
    )
    if conn.execute(_ROLE, (meeting_id, event.presiding)).fetchone() is not None:
        conn.execute(_PRESIDES, (meeting_id, event.presiding))
        conn.execute("DELETE FROM movement WHERE meeting_id = ? AND person_id = ?", (meeting_id, event.presiding))
        conn.execute(_EXPECTED, (meeting_id, event.presiding, stored.seq, AttendanceKind.PRESENT.value))


def confidentiality_read(conn: Connection, stored: StoredEvent[Event], event: ConfidentialityRead) -> None:
    """The timed tick."""
    conn.execute("UPDATE meeting SET confidentiality_read_at = ? WHERE id = ?", (instant(event.at), meeting_of(stored)))


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


def _moved(conn: Connection, stored: StoredEvent[Event], person_id: PersonId, at: datetime, *, arrived: bool) -> None:
    meeting_id = meeting_of(stored)
    invited = conn.execute(_ROLE, (meeting_id, person_id)).fetchone()
    late = _GUESTS.get(invited[0], AttendanceKind.PART) if invited else AttendanceKind.PART
    conn.execute(_EXPECTED, (meeting_id, person_id, stored.seq, late.value))
    conn.execute(_MOVED, (meeting_id, person_id, arrived, late.value))
    conn.execute(_MOVEMENT, (stored.seq, meeting_id, person_id, arrived, instant(at)))


def item_started(conn: Connection, stored: StoredEvent[Event], event: ItemStarted) -> None:
    """The meeting turned to an item; the one before it ended."""
    meeting_id, at = meeting_of(stored), instant(event.at)
    if conn.execute("SELECT 1 FROM agenda_item WHERE id = ?", (event.item_id,)).fetchone() is None:
        return
    conn.execute(
        "UPDATE agenda_item SET ended_at = ? WHERE id = (SELECT current_item FROM meeting WHERE id = ?) AND id <> ?",
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
