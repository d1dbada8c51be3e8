"""Who is in the room, in ready words: one line for each person, in the order of the seats."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from enum import Enum
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from panel_desk.domain.capture.context import Whereabouts
from panel_desk.domain.events.meetings import AttendanceKind
from panel_desk.domain.ids import PersonId
from panel_desk.domain.meeting import quorum
from panel_desk.domain.meeting.meetings import SEATED, Attendance, Meeting
from panel_desk.domain.minutes.attendance_words import out_words, time_words
from panel_desk.domain.people import Person, Role
from panel_desk.ui.theme.tones import Tone

_AWAY = (AttendanceKind.APOLOGIES, AttendanceKind.ABSENT)


class Group(Enum):
    """Where a line stands."""

    SEATS = "the seats"
    BESIDE = "also here"
    """Who takes the minutes, presenters and observers."""


class PersonLine(Struct, frozen=True, kw_only=True):
    """One person."""

    person_id: PersonId
    name: str
    """Whole."""
    words: str
    """``Police (Khan)``, ``D. Prior, chair``."""
    where: Whereabouts
    state: str = ""
    """``stepped out 10:31``; empty for who simply is in the room."""
    icon: str
    tone: Tone
    group: Group = Group.SEATS
    role: Role | None = None
    kind: AttendanceKind | None = None
    detail: str = ""
    """Agency, title and part, for the tooltip and for those who hear the screen."""

    @property
    def spoken(self) -> str:
        """The line as it is read aloud."""
        return f"{self.name}, {self.detail}, {self.state or 'present'}"


class AttendanceView(Struct, frozen=True, kw_only=True):
    """The right side of the room."""

    present: int
    """In the room now, whoever they are."""
    lines: tuple[PersonLine, ...]
    still_out: tuple[PersonLine, ...] = ()
    """Out for an item that the meeting has left."""
    still_out_words: str = ""
    interests: tuple[str, ...] = ()
    """Declared in the item in hand, each with its times."""
    reminder: str = ""
    """When the confidentiality statement was read; empty until then."""


STILL_EXPECTED: Final = "expected"
"""Of who has not come, and for whom nobody sits."""


def attendance_view(meeting: Meeting) -> AttendanceView:
    """Everybody who is expected or takes part, as they are now."""
    lines = _told_apart([_line(meeting, a) for a in _everyone(meeting)])
    out = tuple(line for line in lines if line.person_id in _out_of_earlier(meeting))
    read = meeting.confidentiality_read_at
    return AttendanceView(
        present=sum(line.where is Whereabouts.IN_ROOM for line in lines),
        lines=lines,
        still_out=out,
        still_out_words=_still_out_words(out),
        interests=_interests(meeting),
        reminder=f"Reminder read {time_words(meeting, read)}" if read else "",
    )


def state_of(meeting: Meeting, person_id: PersonId) -> str:
    """Where somebody is, after their name: ``has not arrived``, ``stepped out 10:31``, ``sent apologies``."""
    line = next((a for a in meeting.attendance if a.person.id == person_id), None)
    if line is None:
        return "has not arrived"
    where, words = _where(meeting, line)
    if where is Whereabouts.AWAY:
        return "is not here" if line.kind is AttendanceKind.ABSENT else "sent apologies"
    return words or "is in the room"


def short_name(name: str) -> str:
    """``D. Prior``: the first letter and the last word, rank and title left out of neither."""
    words = name.split()
    return name if len(words) < 2 else f"{words[0][0]}. {words[-1]}"


def _everyone(meeting: Meeting) -> list[Attendance]:
    """Who is recorded, and who is invited and not recorded yet; readers get the PDF and do not come."""
    recorded = {a.person.id for a in meeting.attendance}
    expected = [
        Attendance(person=i.person, kind=AttendanceKind.PRESENT, in_room=False)
        for i in meeting.planned.invited
        if i.person.id not in recorded and i.role is not Role.READER
    ]
    return sorted((*meeting.attendance, *expected), key=lambda a: _place(meeting, a))


def _place(meeting: Meeting, attendance: Attendance) -> tuple[int, int, int]:
    """Who presides, the seats in their order with their substitutes, the minutes, presenters, observers."""
    person, role = attendance.person, meeting.role(attendance.person.id)
    if _group(meeting, attendance) is Group.BESIDE:
        order = {Role.ADMINISTRATOR: 1, Role.PRESENTER: 2, Role.OBSERVER: 3}
        by_kind = {AttendanceKind.PRESENTER: 2, AttendanceKind.OBSERVER: 3}
        return (by_kind.get(attendance.kind) or order.get(role or Role.OBSERVER, 3), 0, 0)
    if role is Role.CHAIR:
        return (0, -1, 0)
    seats = [seat.agency for seat in meeting.definition.seats]
    seat = seats.index(person.agency) if person.agency in seats else len(seats)
    return (0, seat, 1 if attendance.substitute_for is not None else 0)


def _group(meeting: Meeting, attendance: Attendance) -> Group:
    if attendance.kind in (AttendanceKind.PRESENTER, AttendanceKind.OBSERVER):
        return Group.BESIDE
    seated = meeting.role(attendance.person.id) in SEATED or attendance.kind is AttendanceKind.SUBSTITUTE
    return Group.SEATS if seated else Group.BESIDE


def _line(meeting: Meeting, attendance: Attendance) -> PersonLine:
    person, role = attendance.person, meeting.role(attendance.person.id)
    where, state = _where(meeting, attendance)
    icon, tone = _LOOK[where]
    if where is Whereabouts.AWAY and attendance.kind is AttendanceKind.ABSENT:
        icon = "user-x"
    recorded = any(a.person.id == person.id for a in meeting.attendance)
    return PersonLine(
        person_id=person.id,
        name=person.name,
        words=_words(meeting, attendance),
        where=where,
        state=state,
        icon=icon,
        tone=tone,
        group=_group(meeting, attendance),
        role=role,
        kind=attendance.kind if recorded else None,
        detail=", ".join(
            filter(None, (meeting.definition.agency_name(person.agency), person.title, _taking_part(attendance, role)))
        ),
    )


_LOOK = {
    Whereabouts.IN_ROOM: ("circle-check", Tone.GREEN),
    Whereabouts.STEPPED_OUT: ("log-out", Tone.AMBER),
    Whereabouts.LEFT: ("log-out", Tone.NEUTRAL),
    Whereabouts.AWAY: ("mail", Tone.NEUTRAL),
    Whereabouts.EXPECTED: ("circle", Tone.NEUTRAL),
    Whereabouts.ELSEWHERE: ("circle", Tone.NEUTRAL),
}
_PARTS = {
    Role.CHAIR: "chair",
    Role.DEPUTY: "deputy chair",
    Role.ADMINISTRATOR: "minutes",
    Role.PRESENTER: "presenter",
    Role.OBSERVER: "observer",
}


def _part(role: Role | None) -> str:
    return _PARTS.get(role, "") if role is not None else ""


def _taking_part(attendance: Attendance, role: Role | None) -> str:
    """``presenter``, ``observer, statement signed``, ``deputy chair``."""
    if attendance.kind is AttendanceKind.OBSERVER:
        return f"observer, statement {'signed' if attendance.statement_signed else 'not signed'}"
    return "presenter" if attendance.kind is AttendanceKind.PRESENTER else _part(role)


def _words(meeting: Meeting, attendance: Attendance) -> str:
    person, role = attendance.person, meeting.role(attendance.person.id)
    beside = {AttendanceKind.PRESENTER: "presenter", AttendanceKind.OBSERVER: "observer"}.get(attendance.kind)
    if beside is not None:
        return f"{short_name(person.name)}, {beside}"
    if _group(meeting, attendance) is Group.BESIDE:
        return f"{short_name(person.name)}, {_part(role) or 'guest'}"
    agency, surname = meeting.definition.agency_name(person.agency), _surname(person)
    if attendance.substitute_for is not None:
        return f"{agency} ({surname} for {_surname(meeting.person(attendance.substitute_for))})"
    if role is Role.CHAIR:
        return f"{short_name(person.name)}, chair"
    presides = ", presides" if meeting.presiding == person.id else ""
    return f"{agency} ({surname}){presides}"


def _surname(person: Person) -> str:
    return person.name.split()[-1] if person.name.split() else person.name


def _told_apart(lines: Iterable[PersonLine]) -> tuple[PersonLine, ...]:
    """Two people of one agency and surname are shown by their whole names."""
    known = tuple(lines)
    counts = Counter(line.words for line in known)
    return tuple(
        replace(line, words=f"{line.name}, {line.detail.split(', ')[0]}") if counts[line.words] > 1 else line
        for line in known
    )


def _where(meeting: Meeting, attendance: Attendance) -> tuple[Whereabouts, str]:
    """Where somebody is, and the words for it."""
    if all(a.person.id != attendance.person.id for a in meeting.attendance):
        sits = next((a.person for a in meeting.attendance if a.substitute_for == attendance.person.id), None)
        return Whereabouts.EXPECTED, STILL_EXPECTED if sits is None else f"{_surname(sits)} sits"
    if attendance.kind in _AWAY:
        return Whereabouts.AWAY, _away_words(attendance)
    moves = attendance.movements
    if not attendance.in_room:
        return Whereabouts.LEFT, f"left {time_words(meeting, moves[-1].at)}" if moves else "left"
    out = quorum.out_now(meeting, attendance.person.id)
    if out is not None and out[1].out_at is not None:
        return Whereabouts.STEPPED_OUT, f"stepped out {time_words(meeting, out[1].out_at)}"
    return Whereabouts.IN_ROOM, f"came {time_words(meeting, moves[-1].at)}" if moves else ""


def _away_words(attendance: Attendance) -> str:
    if attendance.kind is AttendanceKind.ABSENT:
        return "not here"
    return "apologies, information sent" if attendance.information_sent_on else "apologies"


def _out_of_earlier(meeting: Meeting) -> set[PersonId]:
    """Who stepped out of an item that is over, and has not been brought back."""
    here = {a.person.id for a in meeting.attendance if a.in_room}
    return {
        person_id
        for person_id in quorum.stepped_out(meeting, None)
        if person_id in here and (out := quorum.out_now(meeting, person_id)) and out[0].id != meeting.current
    }


def _still_out_words(out: tuple[PersonLine, ...]) -> str:
    if not out:
        return ""
    names = [line.name for line in out]
    listed = " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
    return f"{listed} {'is' if len(names) == 1 else 'are'} still out. B brings back."


def _interests(meeting: Meeting) -> tuple[str, ...]:
    item = next((i for i in meeting.items if i.id == meeting.current), None)
    if item is None:
        return ()
    return tuple(
        f"{meeting.person(i.person_id).name}: {i.nature}. Declared {time_words(meeting, i.declared_at)}, "
        f"{out_words(meeting, i)}."
        for i in item.interests
    )
