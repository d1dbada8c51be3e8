"""How the minutes of each meeting came to where they are: every step with who and when, and what is due next."""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum

from msgspec import Struct

from panel_desk.domain.calendar import Cycle, corrections_close, count_words, deadlines
from panel_desk.domain.events import Event
from panel_desk.domain.events.minutes import (
    ApprovalSigned,
    MinutesApproved,
    MinutesCirculated,
    MinutesDrafted,
    MinutesReturned,
    MinutesSigned,
)
from panel_desk.domain.ids import AgencyKey, MeetingId, PanelKey
from panel_desk.domain.meeting.approval import approval_field
from panel_desk.domain.meeting.meetings import WRITING, MeetingState
from panel_desk.services.book import Book
from panel_desk.services.meetings import Meetings
from panel_desk.vault.queries import meetings as meeting_queries
from panel_desk.vault.queries import minutes as queries
from panel_desk.vault.queries import people as people_queries
from panel_desk.vault.queries import streams
from panel_desk.vault.queries.minutes import MinutesRow

__all__ = ["Confirming", "MinutesRow", "MinutesWay", "Step", "StepKind"]


class StepKind(Enum):
    """What happened to the minutes."""

    DRAFTED = "Drafted"
    CIRCULATED = "Circulated"
    RETURNED = "Taken back"
    APPROVED = "Approved"
    SIGNED = "Signed"
    AGENCY = "Approved by an agency"


class Step(Struct, frozen=True, kw_only=True):
    """One step on the way."""

    kind: StepKind
    at: datetime
    who: str
    """By name."""
    words: str
    """``to 9 recipients``, ``at SAFE-2026-12``, the reason; empty where there is no more to say."""


class Confirming(Struct, frozen=True, kw_only=True):
    """A later meeting that may confirm the minutes."""

    meeting_id: MeetingId
    reference: str
    held_on: date
    presiding: str


class MinutesWay:
    """Reads the way of minutes; changes nothing."""

    def __init__(self, book: Book, meetings: Meetings) -> None:
        self._book = book
        self._meetings = meetings

    def all(self) -> tuple[MinutesRow, ...]:
        """The minutes of every meeting that has been closed, the latest first."""
        return queries.due_or_made(self._book.db)

    def row(self, meeting_id: MeetingId) -> MinutesRow | None:
        """Those of one meeting; None where there is no such meeting."""
        return queries.of_meeting(self._book.db, meeting_id)

    def cycle(self, meeting_id: MeetingId) -> Cycle:
        """When each step is due."""
        meeting = self._meetings.meeting(meeting_id)
        return deadlines(meeting.held_on, meeting.definition.deadlines)

    def corrections_until(self, meeting_id: MeetingId, circulated_on: date) -> date:
        """Until when members may ask for corrections of minutes that go, or went, out on a day."""
        meeting = self._meetings.meeting(meeting_id)
        return corrections_close(meeting.held_on, meeting.definition.deadlines, circulated_on)

    def steps(self, meeting_id: MeetingId) -> tuple[Step, ...]:
        """Everything that happened to the minutes, in order."""
        names = {person.id: person.name for person in people_queries.persons(self._book.db)}
        found = []
        for line in streams.events_below(self._book.db, f"meeting/{meeting_id}"):
            step = _step(line.event, names.get(line.actor, "")) if line.event is not None else None
            if step is not None:
                found.append(step)
        return tuple(found)

    def may_confirm(self, meeting_id: MeetingId) -> tuple[Confirming, ...]:
        """Later meetings of the panel that were opened and can still record what they confirm, the earliest first."""
        meeting = self._meetings.meeting(meeting_id)
        later = [
            self._meetings.meeting(row.id)
            for row in meeting_queries.meetings(self._book.db, PanelKey(meeting.definition.key))
            if row.held_on > meeting.held_on and row.presiding is not None and row.state in WRITING
        ]
        return tuple(
            Confirming(
                meeting_id=m.id,
                reference=m.reference,
                held_on=m.held_on,
                presiding=m.person(m.presiding).name if m.presiding is not None else "",
            )
            for m in sorted(later, key=lambda m: m.held_on)
        )

    def waiting_agencies(self, meeting_id: MeetingId) -> tuple[tuple[AgencyKey, str], ...]:
        """Agencies whose approval field in the signed minutes is still empty, in words beside the key."""
        meeting = self._meetings.meeting(meeting_id)
        if meeting.state is not MeetingState.SIGNED:
            return ()
        signed = {made.field for made in meeting.approvals}
        return tuple(
            (agency, meeting.definition.agency_name(agency))
            for agency in meeting.definition.approvals
            if approval_field(agency) not in signed
        )


def _step(event: Event, actor: str) -> Step | None:
    told = _told(event)
    if told is None:
        return None
    kind, at, words, signer = told
    return Step(kind=kind, at=at, who=signer or actor, words=words)


def _told(event: Event) -> tuple[StepKind, datetime, str, str] | None:
    """What happened, when, in words, and who signed, where it was a signature."""
    told: tuple[StepKind, datetime, str, str] | None = None
    match event:
        case MinutesDrafted():
            told = (StepKind.DRAFTED, event.at, f"version {event.revision}", "")
        case MinutesCirculated():
            words = f"to {count_words(len(event.recipients), 'recipient')}, version {event.revision}"
            told = (StepKind.CIRCULATED, event.at, words, "")
        case MinutesReturned():
            told = (StepKind.RETURNED, event.at, event.reason, "")
        case MinutesApproved():
            words = f"at {event.confirmed_reference}, {event.presiding_name} presiding"
            told = (StepKind.APPROVED, event.at, words, "")
        case MinutesSigned():
            told = (StepKind.SIGNED, event.at, "", event.signer_name)
        case ApprovalSigned():
            told = (StepKind.AGENCY, event.at, event.field.removeprefix("Approval-"), event.signer_name)
    return told
