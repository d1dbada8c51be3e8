"""What Today asks of the tables: few rows of many things, each in one query."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

import msgspec
from msgspec import Struct

from panel_desk.domain.events.meetings import Invited
from panel_desk.domain.ids import MeetingId
from panel_desk.domain.panels import PanelDefinition
from panel_desk.vault.driver import Database
from panel_desk.vault.queries.reading import WANTED, one, rows, wanted

_PLANNED = f"""SELECT meeting.id, definition, invited,
(SELECT coalesce(sum(minutes), 0) FROM agenda_item WHERE agenda_item.meeting_id = meeting.id),
(SELECT count(DISTINCT agency) FROM action WHERE action.meeting_id = meeting.id),
(SELECT count(*) FROM decision WHERE decision.meeting_id = meeting.id AND NOT quorate AND confirmed_at IS NULL),
EXISTS (SELECT 1 FROM edition WHERE edition.meeting_id = meeting.id AND edition = 'action sheet')
FROM meeting WHERE id IN {WANTED}"""  # noqa: S608  constants of this module
_OVERDUE = "SELECT count(*) FROM action WHERE status IN ('open', 'in progress') AND due_on < ?"
_definition: msgspec.json.Decoder[PanelDefinition] = msgspec.json.Decoder(PanelDefinition)
_invited: msgspec.json.Decoder[tuple[Invited, ...]] = msgspec.json.Decoder(tuple[Invited, ...])


class MeetingPlanRow(Struct, frozen=True, kw_only=True):
    """How a meeting was planned, and what it gave to be done."""

    definition: PanelDefinition
    invited: tuple[Invited, ...]
    item_minutes: int
    sheet_agencies: int
    """Agencies it gave an action."""
    unconfirmed: int
    """Decisions made without quorum that the chair has not confirmed."""
    sheets_sent: bool


def plans(db: Database, ids: Iterable[MeetingId]) -> dict[MeetingId, MeetingPlanRow]:
    """The plans of some meetings."""
    return {
        MeetingId(meeting_id): MeetingPlanRow(
            definition=_definition.decode(definition),
            invited=_invited.decode(invited),
            item_minutes=minutes,
            sheet_agencies=agencies,
            unconfirmed=unconfirmed,
            sheets_sent=bool(sent),
        )
        for meeting_id, definition, invited, minutes, agencies, unconfirmed, sent in rows(db, _PLANNED, (wanted(ids),))
    }


def listed_children(db: Database) -> int:
    """How many children are on the latest profile list."""
    found = one(db, "SELECT count(*) FROM child WHERE listed = 1")
    return int(found[0]) if found else 0


def overdue(db: Database, today: date, agency: str = "") -> int:
    """How many actions are overdue: everybody's, or one agency's."""
    sql, given = (
        (f"{_OVERDUE} AND agency = ?", (today.isoformat(), agency)) if agency else (_OVERDUE, (today.isoformat(),))
    )
    found = one(db, sql, given)
    return int(found[0]) if found else 0


def is_sitting(db: Database) -> bool:
    """Whether a meeting is in session."""
    return one(db, "SELECT 1 FROM meeting WHERE state = 'in session' AND cancelled_at IS NULL LIMIT 1") is not None


def last_entry_at(db: Database) -> datetime | None:
    """When the journal's newest event was appended."""
    found = one(db, "SELECT at FROM journal ORDER BY seq DESC LIMIT 1")
    return datetime.fromisoformat(found[0]) if found else None
