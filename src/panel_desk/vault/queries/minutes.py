"""How far the minutes of each meeting have come, and what left the desk for whom."""

from __future__ import annotations

from datetime import date, datetime

import msgspec
from msgspec import Struct

from panel_desk.domain.events.minutes import ApprovalSigned, MinutesApproved, MinutesSigned
from panel_desk.domain.ids import MeetingId, PanelKey, PersonId
from panel_desk.domain.meeting.meetings import MeetingState
from panel_desk.vault.driver import Database
from panel_desk.vault.queries.reading import Row, instant, one, rows

_MINUTES = """SELECT meeting.id, reference, panel, held_on, state, revision, drafted_at, circulated_at,
coalesce(recipients, '[]'), returned_at, coalesce(returned_reason, ''), approved, signed, coalesce(approvals, '[]')
FROM meeting LEFT JOIN minutes ON minutes.meeting_id = meeting.id"""
_ONE = _MINUTES + " WHERE meeting.id = ?"
_BEGUN = _MINUTES + (
    " WHERE state IN ('closed', 'draft minutes', 'circulated', 'approved', 'signed') ORDER BY held_on DESC, number DESC"
)
_EDITION = "SELECT meeting_id, edition, recipient, sha256, made_at, made_by, copy_number FROM edition"


class MinutesRow(Struct, frozen=True, kw_only=True):
    """The minutes of one meeting."""

    meeting_id: MeetingId
    reference: str
    panel: PanelKey
    held_on: date
    state: MeetingState
    revision: int
    drafted_at: datetime | None
    circulated_at: datetime | None
    recipients: tuple[str, ...]
    returned_at: datetime | None
    returned_reason: str
    approved: MinutesApproved | None
    signed: MinutesSigned | None
    approvals: tuple[ApprovalSigned, ...]


class EditionRow(Struct, frozen=True, kw_only=True):
    """A document that left the desk."""

    meeting_id: MeetingId
    edition: str
    recipient: str
    sha256: str
    made_at: datetime
    made_by: PersonId
    copy_number: int


def of_meeting(db: Database, meeting_id: MeetingId) -> MinutesRow | None:
    """The minutes of a meeting; None where there is no such meeting."""
    found = one(db, _ONE, (meeting_id,))
    return _row(found) if found else None


def due_or_made(db: Database) -> tuple[MinutesRow, ...]:
    """The minutes of every meeting that has been closed, the latest first."""
    return tuple(_row(row) for row in rows(db, _BEGUN))


def editions(db: Database, meeting_id: MeetingId) -> tuple[EditionRow, ...]:
    """Everything that left the desk for a meeting, in order."""
    return tuple(_edition(row) for row in rows(db, _EDITION + " WHERE meeting_id = ? ORDER BY seq", (meeting_id,)))


def editions_of_file(db: Database, sha256: str) -> tuple[EditionRow, ...]:
    """For whom the very same file was made: answers whose copy a found document is."""
    return tuple(_edition(row) for row in rows(db, _EDITION + " WHERE sha256 = ? ORDER BY seq", (sha256,)))


def _edition(row: Row) -> EditionRow:
    meeting_id, edition, recipient, sha256, made_at, made_by, copy_number = row
    return EditionRow(
        meeting_id=meeting_id,
        edition=edition,
        recipient=recipient,
        sha256=sha256,
        made_at=datetime.fromisoformat(made_at),
        made_by=made_by,
        copy_number=copy_number,
    )


def _row(row: Row) -> MinutesRow:
    return MinutesRow(
        meeting_id=row[0],
        reference=row[1],
        panel=row[2],
        held_on=date.fromisoformat(row[3]),
        state=MeetingState(row[4]),
        revision=row[5],
        drafted_at=instant(row[6]),
        circulated_at=instant(row[7]),
        recipients=msgspec.json.decode(row[8], type=tuple[str, ...]),
        returned_at=instant(row[9]),
        returned_reason=row[10],
        approved=msgspec.json.decode(row[11], type=MinutesApproved) if row[11] else None,
        signed=msgspec.json.decode(row[12], type=MinutesSigned) if row[12] else None,
        approvals=msgspec.json.decode(row[13], type=tuple[ApprovalSigned, ...]),
    )
