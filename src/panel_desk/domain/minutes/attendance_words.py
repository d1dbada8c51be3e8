"""The attendance table of the minutes: everyone in the order of the seats, each part of attendance in words."""

from __future__ import annotations

import re
from datetime import datetime

from panel_desk.domain.calendar import clock, day_month, england_day
from panel_desk.domain.errors import DeskError
from panel_desk.domain.events.meetings import AttendanceKind
from panel_desk.domain.ids import PersonId
from panel_desk.domain.meeting.meetings import SEATED, Attendance, Interest, Meeting, Movement
from panel_desk.domain.minutes.minutes import AttendanceLine, AttendanceTable
from panel_desk.domain.people import Person, Role


def attendance_table(meeting: Meeting) -> AttendanceTable:
    """One line for each person who attended or sent apologies, and for each member who did neither.

    Who presides comes first, then the seats in their order, then presenters and observers.
    """
    recorded = {a.person.id for a in meeting.attendance} | {a.substitute_for for a in meeting.attendance}
    silent = [
        Attendance(person=i.person, kind=AttendanceKind.ABSENT, in_room=False)
        for i in meeting.planned.invited
        if i.person.id not in recorded and i.role in SEATED
    ]
    everyone = sorted((*meeting.attendance, *silent), key=lambda a: _place(meeting, a))
    return AttendanceTable(lines=tuple(_line(meeting, a) for a in everyone))


def known_person(meeting: Meeting, person_id: PersonId) -> Person | None:
    """Someone invited or attending; None for a guest whose attendance was taken back since."""
    try:
        return meeting.person(person_id)
    except DeskError:
        return None


def name_of(meeting: Meeting, person_id: PersonId) -> str:
    """The person's name; a guest whose attendance was taken back has none that is on record."""
    person = known_person(meeting, person_id)
    return person.name if person is not None else "Somebody whose attendance was taken back"


def time_words(meeting: Meeting, at: datetime) -> str:
    """``11:26``; on a later day than the meeting began, ``11:26 on 27 November``."""
    begun = england_day(meeting.opened_at) if meeting.opened_at is not None else meeting.held_on
    day = england_day(at)
    return clock(at) if day == begun else f"{clock(at)} on {day_month(day)}"


def out_words(meeting: Meeting, interest: Interest) -> str:
    """What somebody with an interest did: ``out of the room 10:31 to 10:52``, ``stayed in the room``; each time."""
    if interest.out_at is None:
        to_come = any(item.started_at is None and interest in item.interests for item in meeting.items)
        return "the item is still to come" if to_come else "stayed in the room"
    spans = [span_words(meeting, *out) for out in interest.earlier]
    if interest.back_at is not None:
        spans.append(span_words(meeting, interest.out_at, interest.back_at))
    out = f"out of the room {list_words(spans)}" if spans else ""
    gone = f"left the room at {time_words(meeting, interest.out_at)}" if interest.back_at is None else ""
    return ", ".join(filter(None, (out, gone)))


def span_words(meeting: Meeting, since: datetime, until: datetime) -> str:
    """``10:31 to 10:52``; each end with its day where they lie on two."""
    one_day = england_day(since) == england_day(until)
    return f"{clock(since) if one_day else time_words(meeting, since)} to {time_words(meeting, until)}"


def _place(meeting: Meeting, attendance: Attendance) -> tuple[int, int]:
    """Who presides first, then seats in their order, presenters, observers; within a seat as recorded."""
    guest = {AttendanceKind.PRESENTER: 1, AttendanceKind.OBSERVER: 2}.get(attendance.kind, 0)
    if attendance.person.id == meeting.presiding:
        return (-1, 0)
    seats = [seat.agency for seat in meeting.definition.seats]
    agency = attendance.person.agency
    return (guest, seats.index(agency) if agency in seats else len(seats))


def _line(meeting: Meeting, attendance: Attendance) -> AttendanceLine:
    return AttendanceLine(
        name=attendance.person.name,
        agency_and_role=_agency_and_role(meeting, attendance.person),
        attendance=_words(meeting, attendance),
    )


def _agency_and_role(meeting: Meeting, person: Person) -> str:
    part = {Role.CHAIR: "chair", Role.DEPUTY: "deputy chair"}.get(meeting.role(person.id) or Role.READER, "")
    title = person.title if not part else ""
    return ", ".join(filter(None, (meeting.definition.agency_name(person.agency), title, part)))


def _words(meeting: Meeting, attendance: Attendance) -> str:
    parts = [_kind_words(meeting, attendance), *(_movement(meeting, m) for m in attendance.movements)]
    parts += [
        f"{out_words(meeting, interest)} for {meeting.number(item.id)}"
        for item in meeting.items
        for interest in item.interests
        if interest.person_id == attendance.person.id and interest.out_at is not None
    ]
    return ", ".join(parts)


def _kind_words(meeting: Meeting, attendance: Attendance) -> str:
    match attendance.kind:
        case AttendanceKind.APOLOGIES:
            sent = attendance.information_sent_on
            return f"Apologies, information sent {day_month(sent)}" if sent else "Apologies, no information sent"
        case AttendanceKind.SUBSTITUTE if attendance.substitute_for is not None:
            return f"Present for {name_of(meeting, attendance.substitute_for)}"
        case AttendanceKind.PRESENTER:
            return _presented(meeting, attendance)
        case AttendanceKind.OBSERVER:
            return f"Observer, statement {'signed' if attendance.statement_signed else 'not signed'}"
    return _PLAIN_KINDS.get(attendance.kind, "Present")


_PLAIN_KINDS = {AttendanceKind.ABSENT: "Absent, no apologies", AttendanceKind.PART: "Present for part"}


def presents(name: str, presenter: str) -> bool:
    """Whether a presenter's text, which may name several, has this whole name in it."""
    return bool(name.strip() and re.search(rf"(?<!\w){re.escape(name.strip())}(?!\w)", presenter, re.IGNORECASE))


def _presented(meeting: Meeting, attendance: Attendance) -> str:
    """For which items: those whose presenter, a text that may name several, has the person's whole name in it."""
    name = attendance.person.name
    own = [meeting.number(item.id) for item in meeting.items if presents(name, item.agenda.presenter)]
    return f"For item{'s' if len(own) > 1 else ''} {list_words(own)}" if own else "Presenter"


def list_words(parts: list[str]) -> str:
    """``7.1``, ``7.1 and 7.2``, ``7.1, 7.2 and 8.1``."""
    return " and ".join(filter(None, (", ".join(parts[:-1]), parts[-1]))) if parts else ""


def _movement(meeting: Meeting, moved: Movement) -> str:
    during = f" during {meeting.number(moved.item_id)}" if moved.item_id is not None else ""
    return f"{'arrived' if moved.arrived else 'left'} {time_words(meeting, moved.at)}{during}"
