"""The deeds of a meeting as a whole: opening, attendance, turning to an item, adjourning, closing.

Each function gives the event to record, or refuses with a sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from panel_desk.domain.calendar import clock
from panel_desk.domain.errors import DeskError, Reason, refused
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
from panel_desk.domain.meeting.meetings import RECORDING, SEATED, Attendance, Item, Meeting, MeetingState
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
    if meeting.confidentiality_read_at is not None:
        raise refused(
            f"The confidentiality statement was read already, at {clock(meeting.confidentiality_read_at)}.",
            "That time stays. Where it is wrong, take it back (Ctrl+Z) and record it again.",
        )
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

    A substitute sits for one member of the same agency; an observer has signed the confidentiality statement; who is
    not on the meeting's list comes as one of these or to present.

    Raises:
        DeskError: where the person cannot take part in that way, with the way that is open.
    """
    meeting.need(*(_EXCUSING if kind is AttendanceKind.APOLOGIES else RECORDING), to="record attendance")
    if kind in _AS_LISTED:
        _check_listed(meeting, person, kind)
    if person.id == meeting.presiding and kind not in (AttendanceKind.PRESENT, AttendanceKind.PART):
        raise refused(f"{person.name} presides at {meeting.reference}.", "Record them as present.")
    if kind in _ABSENT:
        _check_not_counted(meeting, person)
    else:
        _check_not_gone(meeting, person)
    if kind in _GUESTS:
        _check_keeps_seat(meeting, person)
    if kind is AttendanceKind.SUBSTITUTE:
        _check_substitute(meeting, person, substitute_for)
    elif substitute_for is not None:
        raise refused(f"{person.name} is not recorded as a substitute, and so takes nobody’s seat.")
    if information_sent_on is not None and kind is not AttendanceKind.APOLOGIES:
        raise refused("Written information is recorded with apologies.", "Whoever attends gives it at the meeting.")
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


_EXCUSING = (MeetingState.PLANNED, MeetingState.AGENDA_ISSUED, *RECORDING)
_ABSENT = (AttendanceKind.APOLOGIES, AttendanceKind.ABSENT)
_GUESTS = (AttendanceKind.OBSERVER, AttendanceKind.PRESENTER)
_AS_LISTED = (AttendanceKind.PRESENT, AttendanceKind.PART, *_ABSENT)


def _check_not_counted(meeting: Meeting, person: Person) -> None:
    """Who was in the room for a decision was counted for its quorum, and came.

    Until then it may be found out that somebody was taken for somebody else.
    """
    line = next((a for a in meeting.attendance if a.person.id == person.id), None)
    if line is None:
        return
    for item in meeting.items:
        if any(_was_there(line, made.decision.at) for made in item.decisions):
            raise refused(
                f"{person.name} was in the room when {meeting.number(item.id)} was decided.",
                "Record that they left: /left. Where they never came, take that decision back first.",
            )


def _was_there(line: Attendance, at: datetime) -> bool:
    """Whether somebody was in the room at a time; who moved never is taken to have been where they are now."""
    there = not line.movements[0].arrived if line.movements else line.in_room
    for moved in line.movements:
        if moved.at <= at:
            there = moved.arrived
    return there


def _check_keeps_seat(meeting: Meeting, person: Person) -> None:
    """A member in the room does not lose the seat by looking on or presenting: quorum would miss them."""
    if meeting.role(person.id) in SEATED and any(a.in_room for a in meeting.attendance if a.person.id == person.id):
        raise refused(
            f"{person.name} has a seat on the {meeting.definition.name}, and is in the room.",
            "A member who presents an item keeps the seat: write what they say under the item.",
        )


def _check_listed(meeting: Meeting, person: Person, kind: AttendanceKind) -> None:
    """Who is present in their own right is on the list, not as a guest, and their seat is free."""
    role = meeting.role(person.id)
    if role is None:
        raise refused(
            f"{person.name} is not on the list of {meeting.reference}.",
            "Record a substitute, a presenter or an observer.",
        )
    if kind in _ABSENT:
        return
    if role in (Role.OBSERVER, Role.READER):
        raise refused(
            f"{person.name} is on the list of {meeting.reference} as {role.value}, not as a member.",
            "Record an observer, who has signed the confidentiality statement.",
        )
    _check_seat_free(meeting, person)


def _check_seat_free(meeting: Meeting, person: Person) -> None:
    sitting = _substitute_of(meeting, person.id)
    if sitting is not None:
        raise refused(
            f"{sitting.person.name} sits for {person.name}.", f"Record that {sitting.person.name} left first."
        )


def _substitute_of(meeting: Meeting, person_id: PersonId) -> Attendance | None:
    return next((a for a in meeting.attendance if a.in_room and a.substitute_for == person_id), None)


def _check_not_gone(meeting: Meeting, person: Person) -> None:
    """Who left is brought back by arriving, with the time."""
    line = next((a for a in meeting.attendance if a.person.id == person.id), None)
    if line is not None and line.movements and not line.in_room:
        raise refused(f"{person.name} has left the meeting.", "Record that they arrived again.")


def _check_substitute(meeting: Meeting, person: Person, substitute_for: PersonId | None) -> None:
    if substitute_for is None:
        raise refused(f"For whom does {person.name} attend?", "Name the member whose seat is taken.")
    if substitute_for == person.id:
        raise refused(f"{person.name} cannot be their own substitute.")
    if meeting.role(person.id) in SEATED:
        raise refused(f"{person.name} has a seat of their own on the {meeting.definition.name}.")
    absent = meeting.person(substitute_for)
    if meeting.role(substitute_for) not in SEATED:
        raise refused(f"{absent.name} has no seat on the {meeting.definition.name} that could be taken.")
    if absent.agency != person.agency:
        raise refused(
            f"{person.name} is not of the same agency as {absent.name}.",
            "A substitute speaks for the agency whose seat it is.",
        )
    _check_one_seat(meeting, person, substitute_for)


def _check_one_seat(meeting: Meeting, person: Person, substitute_for: PersonId) -> None:
    """Nobody sits twice, and no seat is taken twice."""
    replaced = next((a for a in meeting.attendance if a.person.id == substitute_for), None)
    if replaced is not None and replaced.in_room:
        raise refused(
            f"{replaced.person.name} is in the room, so nobody sits in that seat.",
            "Record that they left first.",
        )
    other = _substitute_of(meeting, substitute_for)
    if other is not None and other.person.id != person.id:
        raise refused(
            f"{other.person.name} sits for {meeting.person(substitute_for).name} already.",
            f"Record that {other.person.name} left first.",
        )
    own = next((a for a in meeting.attendance if a.in_room and a.person.id == person.id), None)
    if own is not None and own.substitute_for not in (None, substitute_for):
        raise refused(
            f"{person.name} sits for {meeting.person(own.substitute_for).name} already.",
            "A substitute takes one seat.",
        )


def arrive(meeting: Meeting, person_id: PersonId, at: datetime) -> MemberArrived:
    """Someone expected comes in late, or comes back."""
    meeting.need(*RECORDING, to="record an arrival")
    if _is_in_room(meeting, person_id):
        raise refused(f"{meeting.person(person_id).name} is in the room already.")
    person = meeting.person(person_id)
    line = next((a for a in meeting.attendance if a.person.id == person_id), None)
    if meeting.role(person_id) is Role.OBSERVER and (line is None or not line.statement_signed):
        raise refused(
            f"{person.name} has not signed the confidentiality statement.",
            "Record the observer’s attendance, with the statement signed.",
        )
    if line is not None and line.substitute_for is not None:
        _check_one_seat(meeting, person, line.substitute_for)
    _check_seat_free(meeting, person)
    _check_after_last_movement(meeting, person_id, at)
    return MemberArrived(person_id=person_id, at=at)


def leave(meeting: Meeting, person_id: PersonId, at: datetime) -> MemberLeft:
    """Someone leaves before the end."""
    meeting.need(*RECORDING, to="record that someone left")
    if not _is_in_room(meeting, person_id):
        raise refused(f"{meeting.person(person_id).name} is not in the room.")
    _check_after_last_movement(meeting, person_id, at)
    return MemberLeft(person_id=person_id, at=at)


def _check_after_last_movement(meeting: Meeting, person_id: PersonId, at: datetime) -> None:
    moves = [m for a in meeting.attendance if a.person.id == person_id for m in a.movements]
    if moves and at < moves[-1].at:
        last = "arrived" if moves[-1].arrived else "left"
        raise refused(f"That is before {meeting.person(person_id).name} {last}.", "Check the time.")


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
    _check_in_session_at(meeting, at)
    if resumes_on is not None and resumes_on < at.date():
        raise refused("A meeting cannot be resumed before it was adjourned.")
    return MeetingAdjourned(at=at, reason=reason.strip(), resumes_on=resumes_on)


def _check_in_session_at(meeting: Meeting, at: datetime) -> None:
    """A meeting stops after it began, and after it was last resumed."""
    begun = [("resumed", resumed) for _, resumed, _ in meeting.adjournments if resumed is not None]
    word, since = begun[-1] if begun else ("opened", meeting.opened_at)
    if since is not None and at < since:
        raise refused(f"That is before {meeting.reference} was {word}.", "Check the time.")


def resume(meeting: Meeting, at: datetime) -> MeetingResumed:
    """Go on after an adjournment."""
    meeting.need(MeetingState.ADJOURNED, to="resume the meeting")
    if at < meeting.adjournments[-1][0]:
        raise refused("A meeting cannot be resumed before it was adjourned.", "Check this computer’s clock.")
    return MeetingResumed(at=at)


def undecided(meeting: Meeting) -> tuple[Item, ...]:
    """Items that still need an outcome, in their order.

    An item of an urgent section is only noted where the same child or concern has an item elsewhere.
    """
    return tuple(
        item
        for item in meeting.items
        if item.needs_outcome and not item.decisions and not _decided_elsewhere(meeting, item)
    )


def _decided_elsewhere(meeting: Meeting, item: Item) -> bool:
    if not meeting.definition.section(item.agenda.section).urgent:
        return False
    others = [i for i in meeting.items if not meeting.definition.section(i.agenda.section).urgent]
    return any(_subject_id(other) == _subject_id(item) for other in others)


def _subject_id(item: Item) -> str | None:
    if item.agenda.child is not None:
        return item.agenda.child.child_id
    return item.agenda.concern.concern_id if item.agenda.concern is not None else None


def close(meeting: Meeting, at: datetime, next_on: date | None = None) -> MeetingClosed:
    """End the meeting; refused while an item has no outcome."""
    meeting.need(*RECORDING, to="close the meeting")
    _check_in_session_at(meeting, at)
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


def no_outcome(meeting: Meeting, item_id: ItemId) -> DeskError:
    """Why the meeting does not simply go on: the item in hand asks for its outcome first."""
    item = meeting.item(item_id)
    return DeskError(
        f"{meeting.number(item_id)} {_subject(item)} has no outcome yet.",
        reason=Reason.NO_OUTCOME,
        remedy="Decide it: /d … because …, or /defer because … To come back to it later, turn to an item by its "
        "number: /go …",
    )


def all_taken(meeting: Meeting, left: Sequence[Item]) -> DeskError:
    """There is no next item; what still waits for an outcome is named."""
    if not left:
        return refused("Every item has been taken.", "Close the meeting: /finish")
    which = ", ".join(f"{meeting.number(item.id)} {_subject(item)}" for item in left)
    one = len(left) == 1
    return refused(
        f"Every item has been taken; {which} {'has' if one else 'have'} no outcome yet.",
        f"Turn to {'it' if one else 'each'} by its number: /go {meeting.number(left[0].id)}",
    )


def _subject(item: Item) -> str:
    if item.agenda.child is not None:
        return item.agenda.child.initials
    return item.agenda.concern.name if item.agenda.concern is not None else item.agenda.title


def reopen(meeting: Meeting, reason: str, at: datetime) -> MeetingReopened:
    """Open a closed meeting again, with a reason; never once the minutes are approved."""
    meeting.need(MeetingState.CLOSED, MeetingState.DRAFT, to="re-open the meeting")
    if not reason.strip():
        raise refused("Why is the meeting re-opened?", "The reason is kept in the record.")
    return MeetingReopened(at=at, reason=reason.strip())
