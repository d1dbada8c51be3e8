"""The attendance table of the minutes: everyone in the order of the seats, each part of attendance in words."""

from __future__ import annotations

from panel_desk.domain.calendar import clock, day_month
from panel_desk.domain.events.meetings import AttendanceKind, Invited
from panel_desk.domain.ids import ItemId
from panel_desk.domain.meetings import Attendance, Meeting
from panel_desk.domain.minutes import AttendanceLine, AttendanceTable
from panel_desk.domain.people import Person, Role


def attendance_table(meeting: Meeting) -> AttendanceTable:
    """One line for each person who attended or sent apologies, and for each member who did neither."""
    lines = [_line(meeting, a) for a in sorted(meeting.attendance, key=lambda a: _place(meeting, a))]
    recorded = {a.person.id for a in meeting.attendance} | {a.substitute_for for a in meeting.attendance}
    silent = [i for i in meeting.planned.invited if i.person.id not in recorded and _is_member(i)]
    return AttendanceTable(lines=tuple(lines + [_silent(meeting, i.person) for i in silent]))


def _is_member(invited: Invited) -> bool:
    return invited.role in (Role.CHAIR, Role.DEPUTY, Role.CORE_MEMBER)


def _place(meeting: Meeting, attendance: Attendance) -> tuple[int, int, int]:
    """Who presides first, then seats in their order, presenters, observers; within a seat as recorded."""
    guest = {AttendanceKind.PRESENTER: 1, AttendanceKind.OBSERVER: 2}.get(attendance.kind, 0)
    if attendance.person.id == meeting.presiding:
        return (-1, 0, 0)
    seats = [seat.agency for seat in meeting.definition.seats]
    agency = attendance.person.agency
    return (guest, seats.index(agency) if agency in seats else len(seats), 0)


def _line(meeting: Meeting, attendance: Attendance) -> AttendanceLine:
    return AttendanceLine(
        name=attendance.person.name,
        agency_and_role=_agency_and_role(meeting, attendance.person),
        attendance=_words(meeting, attendance),
    )


def _silent(meeting: Meeting, person: Person) -> AttendanceLine:
    return AttendanceLine(
        name=person.name, agency_and_role=_agency_and_role(meeting, person), attendance="Absent, no apologies"
    )


def _agency_and_role(meeting: Meeting, person: Person) -> str:
    part = {Role.CHAIR: "chair", Role.DEPUTY: "deputy chair"}.get(meeting.role(person.id) or Role.READER, "")
    title = person.title if not part else ""
    return ", ".join(filter(None, (meeting.definition.agency_name(person.agency), title, part)))


def _words(meeting: Meeting, attendance: Attendance) -> str:
    parts = [_kind_words(meeting, attendance)]
    parts += [_movement(meeting, m.arrived, clock(m.at), m.item_id) for m in attendance.movements]
    for item in meeting.items:
        for interest in item.interests:
            if interest.person_id == attendance.person.id and interest.out_at is not None:
                back = f" to {clock(interest.back_at)}" if interest.back_at else ""
                parts.append(f"out for {meeting.number(item.id)}, {clock(interest.out_at)}{back}")
    return ", ".join(parts)


def _kind_words(meeting: Meeting, attendance: Attendance) -> str:
    match attendance.kind:
        case AttendanceKind.APOLOGIES:
            sent = attendance.information_sent_on
            return f"Apologies, information sent {day_month(sent)}" if sent else "Apologies, no information sent"
        case AttendanceKind.SUBSTITUTE if attendance.substitute_for is not None:
            return f"Present for {meeting.person(attendance.substitute_for).name}"
        case AttendanceKind.PRESENTER:
            return _presented(meeting, attendance)
    return _PLAIN_KINDS.get(attendance.kind, "Present")


_PLAIN_KINDS = {
    AttendanceKind.ABSENT: "Absent, no apologies",
    AttendanceKind.OBSERVER: "Observer, statement signed",
    AttendanceKind.PART: "Present for part",
}


def _presented(meeting: Meeting, attendance: Attendance) -> str:
    name = attendance.person.name
    own = [meeting.number(item.id) for item in meeting.items if item.agenda.presenter == name]
    return f"For item{'s' if len(own) > 1 else ''} {', '.join(own)}" if own else "Presenter"


def _movement(meeting: Meeting, arrived: bool, at: str, item_id: ItemId | None) -> str:  # noqa: FBT001 - both are words of one sentence
    during = f" during {meeting.number(item_id)}" if item_id is not None else ""
    return f"{'arrived' if arrived else 'left'} {at}{during}"
