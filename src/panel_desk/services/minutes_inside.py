"""Reads the record that signed minutes carry: what it asks of one agency, and a calendar file of its due days."""

from __future__ import annotations

from datetime import datetime

import msgspec
from msgspec import Struct

from panel_desk.domain.agendas.agenda import ActionLine
from panel_desk.domain.minutes.minutes import ActionTable
from panel_desk.domain.minutes.minutes_record import MinutesRecord, read_record
from panel_desk.domain.verification import Verdict, Verification

_VOUCHED_FOR = (Verdict.GENUINE, Verdict.INCOMPLETE)


class AgencyActions(Struct, frozen=True, kw_only=True):
    """What minutes ask of one agency."""

    agency: str
    """In words, as the minutes have it: ``Police``."""
    new: tuple[ActionLine, ...]
    """Asked for at this meeting, by due day."""
    carried: tuple[ActionLine, ...]
    """From earlier meetings, as they stood at this one's end."""


def record_inside(verification: Verification) -> MinutesRecord | None:
    """The record of a checked file, where known people signed it; None for all that nobody here vouches for."""
    vouched_for = verification.verdict in _VOUCHED_FOR or verification.signed_revision is not None
    if verification.record is None or not vouched_for:
        return None
    try:
        return read_record(verification.record)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def agencies_in(record: MinutesRecord) -> tuple[str, ...]:
    """Every agency that the minutes ask something of, by name."""
    return tuple(sorted({line.agency for table in _tables(record) for line in table.lines if line.agency}))


def actions_of(record: MinutesRecord, agency: str) -> AgencyActions:
    """What the minutes ask of an agency, each action once."""
    new = {x.reference: x for t in _tables(record) if not t.carried for x in t.lines if x.agency == agency}
    carried = {x.reference: x for t in _tables(record) if t.carried for x in t.lines if x.agency == agency}
    return AgencyActions(agency=agency, new=_by_due_day(new), carried=_by_due_day(carried))


def actions_calendar(record: MinutesRecord, agency: str, *, now: datetime) -> bytes:
    """The due days of an agency's new actions as iCalendar; it names no child, not even by initials."""
    from panel_desk.documents.action_calendar import ActionDue, action_calendar  # noqa: PLC0415 - loads slowly

    due = [
        ActionDue(reference=line.reference, agency=agency, due_on=line.due_on)
        for line in actions_of(record, agency).new
        if line.due_on is not None
    ]
    return action_calendar(due, meeting=f"{record.panel_name}, {record.meeting}", now=now)


def _tables(record: MinutesRecord) -> list[ActionTable]:
    return [
        block
        for section in record.sections
        for item in section.items
        for block in item.blocks
        if isinstance(block, ActionTable)
    ]


def _by_due_day(lines: dict[str, ActionLine]) -> tuple[ActionLine, ...]:
    return tuple(sorted(lines.values(), key=lambda line: (line.due_on is None, line.due_on, line.reference)))
