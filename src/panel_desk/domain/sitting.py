"""The deeds of a meeting as a whole: opening, attendance, turning to an item, adjourning, closing.

Each function gives the event to record, or refuses with a sentence.
"""

from __future__ import annotations

from datetime import date, datetime

from panel_desk.domain.errors import refused
from panel_desk.domain.events.meetings import (
    AttendanceKind,
    AttendanceRecorded,
    ConfidentialityRead,
    ItemStarted,
    MeetingAdjourned,
    MeetingClosed,
    MeetingOpened,
    MeetingReopened,
    MeetingResumed,
    MemberArrived,
    MemberLeft,
)
from panel_desk.domain.ids import ItemId, PersonId
from panel_desk.domain.meetings import RECORDING, Item, Meeting, MeetingState
from panel_desk.domain.people import Person, Role


def open_meeting(meeting: Meeting, presiding: PersonId, at: datetime) -> MeetingOpened:
    """Begin: the agenda has been issued, and the chair or the deputy presides."""
    meeting.need(MeetingState.AGENDA_ISSUED, to="open the meeting")
    if meeting.role(presiding) not in (Role.CHAIR, Role.DEPUTY):
        raise refused(
            f"{meeting.person(presiding).name} is neither chair nor deputy of the {meeting.definition.name}.",
            "Name the chair or the deputy as presiding.",
        )
    return MeetingOpened(at=at, presiding=presiding)


def read_confidentiality(meeting: Meeting, at: datetime) -> ConfidentialityRead:
    """Tick that the confidentiality statement was read."""
    meeting.need(*RECORDING, to="record that the statement was read")
    return ConfidentialityRead(at=at)


def attend(
    meeting: Meeting,
    person: Person,
    kind: AttendanceKind,
    at: datetime,
    *,
    substitute_for: PersonId | None = None,
    information_sent_on: date | None = None,
    statement_signed: bool = False,
) -> AttendanceRecorded:
    """Record how someone takes part; apologies may be recorded before the meeting opens.

    A substitute sits for somebody of the same panel; an observer has signed the confidentiality statement.
    """
    allowed = RECORDING if kind is not AttendanceKind.APOLOGIES else (MeetingState.PLANNED, *_BEFORE, *RECORDING)
    meeting.need(*allowed, to="record attendance")
    if kind is AttendanceKind.SUBSTITUTE:
        _check_substitute(meeting, person, substitute_for)
    if kind is AttendanceKind.OBSERVER and not statement_signed:
        raise refused(
            f"{person.name} has not signed the confidentiality statement.",
            "An observer signs it before entering the room.",
        )
    return AttendanceRecorded(
        person=person,
        kind=kind,
        at=at,
        substitute_for=substitute_for,
        information_sent_on=information_sent_on,
        statement_signed=statement_signed,
    )


_BEFORE = (MeetingState.AGENDA_ISSUED,)


def _check_substitute(meeting: Meeting, person: Person, substitute_for: PersonId | None) -> None:
    if substitute_for is None:
        raise refused(f"For whom does {person.name} attend?", "Name the member whose seat is taken.")
    if substitute_for == person.id:
        raise refused(f"{person.name} cannot be their own substitute.")
    replaced = next((a for a in meeting.attendance if a.person.id == substitute_for), None)
    if replaced is not None and replaced.in_room:
        raise refused(
            f"{replaced.person.name} is in the room, so nobody sits in that seat.",
            "Record that they left first.",
        )
    if meeting.person(substitute_for).agency != person.agency:
        raise refused(
            f"{person.name} is not of the same agency as {meeting.person(substitute_for).name}.",
            "A substitute speaks for the agency whose seat it is.",
        )


def arrive(meeting: Meeting, person_id: PersonId, at: datetime) -> MemberArrived:
    """Someone expected comes in late, or comes back."""
    meeting.need(*RECORDING, to="record an arrival")
    if _is_in_room(meeting, person_id):
        raise refused(f"{meeting.person(person_id).name} is in the room already.")
    return MemberArrived(person_id=person_id, at=at)


def leave(meeting: Meeting, person_id: PersonId, at: datetime) -> MemberLeft:
    """Someone leaves before the end."""
    meeting.need(*RECORDING, to="record that someone left")
    if not _is_in_room(meeting, person_id):
        raise refused(f"{meeting.person(person_id).name} is not in the room.")
    return MemberLeft(person_id=person_id, at=at)


def _is_in_room(meeting: Meeting, person_id: PersonId) -> bool:
    meeting.person(person_id)
    return any(a.in_room for a in meeting.attendance if a.person.id == person_id)


def turn_to(meeting: Meeting, item_id: ItemId, at: datetime) -> ItemStarted:
    """Turn to an item; the one in hand is left."""
    meeting.need(*RECORDING, to="turn to an item")
    meeting.item(item_id)
    return ItemStarted(item_id=item_id, at=at)


def adjourn(meeting: Meeting, reason: str, at: datetime, resumes_on: date | None = None) -> MeetingAdjourned:
    """Stop, to go on later."""
    meeting.need(*RECORDING, to="adjourn")
    if not reason.strip():
        raise refused("Why is the meeting adjourned?", "The reason is minuted.")
    if resumes_on is not None and resumes_on < at.date():
        raise refused("A meeting cannot be resumed before it was adjourned.")
    return MeetingAdjourned(at=at, reason=reason, resumes_on=resumes_on)


def resume(meeting: Meeting, at: datetime) -> MeetingResumed:
    """Go on after an adjournment."""
    meeting.need(MeetingState.ADJOURNED, to="resume the meeting")
    if at < meeting.adjournments[-1][0]:
        raise refused("A meeting cannot be resumed before it was adjourned.", "Check this computer’s clock.")
    return MeetingResumed(at=at)


def undecided(meeting: Meeting) -> tuple[Item, ...]:
    """Items that still need an outcome, in their order."""
    return tuple(item for item in meeting.items if item.needs_outcome and not item.decisions)


def close(meeting: Meeting, at: datetime, next_on: date | None = None) -> MeetingClosed:
    """End the meeting; refused while an item has no outcome."""
    meeting.need(*RECORDING, to="close the meeting")
    left = undecided(meeting)
    if left:
        which = ", ".join(f"{meeting.number(item.id)} {_subject(item)}" for item in left)
        raise refused(
            f"{len(left)} item{'s have' if len(left) > 1 else ' has'} no outcome yet: {which}.",
            "Decide each, or defer it with a reason.",
        )
    if next_on is not None and next_on <= meeting.held_on:
        raise refused("The next meeting must be after this one.")
    return MeetingClosed(at=at, next_on=next_on)


def _subject(item: Item) -> str:
    if item.agenda.child is not None:
        return item.agenda.child.initials
    return item.agenda.concern.name if item.agenda.concern is not None else item.agenda.title


def reopen(meeting: Meeting, reason: str, at: datetime) -> MeetingReopened:
    """Open a closed meeting again, with a reason; never once the minutes are approved."""
    meeting.need(MeetingState.CLOSED, MeetingState.DRAFT, to="re-open the meeting")
    if not reason.strip():
        raise refused("Why is the meeting re-opened?", "The reason is kept in the record.")
    return MeetingReopened(at=at, reason=reason)
