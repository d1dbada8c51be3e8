"""Quorum by agency, not by head count, and for each item on its own (DOMAIN: chair, social care, police, health)."""

from __future__ import annotations

from msgspec import Struct

from panel_desk.domain.events.meetings import AttendanceKind
from panel_desk.domain.ids import AgencyKey, ItemId, PersonId
from panel_desk.domain.meeting.meetings import SEATED, Attendance, Interest, Item, Meeting
from panel_desk.domain.people import Role

CHAIR = AgencyKey("chair")
"""In a quorum: the chair or the deputy, whoever presides."""
_COUNTS = (AttendanceKind.PRESENT, AttendanceKind.SUBSTITUTE, AttendanceKind.PART)


class QuorumCount(Struct, frozen=True, kw_only=True):
    """Who counts for an item right now."""

    present: tuple[AgencyKey, ...]
    """Agencies with a member in the room, in seat order; ``chair`` first where somebody may preside."""
    missing: tuple[tuple[AgencyKey, ...], ...]
    """Groups of the quorum with nobody in the room; any one agency of a group would do."""

    @property
    def is_met(self) -> bool:
        """Every group of the quorum has somebody in the room."""
        return not self.missing


def in_room(meeting: Meeting, item_id: ItemId | None) -> tuple[Attendance, ...]:
    """Members in the room for an item: arrived, not left, and not stepped out of it."""
    out = stepped_out(meeting, item_id) if item_id else frozenset[PersonId]()
    return tuple(a for a in meeting.attendance if a.in_room and has_voice(meeting, a) and a.person.id not in out)


def stepped_out(meeting: Meeting, item_id: ItemId | None) -> frozenset[PersonId]:
    """Who is out of the room for an interest: in this item, or in one before it until they are recorded as back.

    That somebody came back is never taken for granted: a quorum nobody saw would stand in the minutes.
    """
    return frozenset(
        interest.person_id
        for item in meeting.items
        for interest in item.interests
        if interest.is_out and (item.id == item_id or not _came_since(meeting, interest))
    )


def out_now(meeting: Meeting, person_id: PersonId) -> tuple[Item, Interest] | None:
    """The item for which somebody is out of the room now, the one in hand first; None where they are not."""
    found = [
        (item, interest)
        for item in meeting.items
        for interest in item.interests
        if interest.person_id == person_id and interest.is_out and not _came_since(meeting, interest)
    ]
    return next((one for one in found if one[0].id == meeting.current), found[-1] if found else None)


def _came_since(meeting: Meeting, interest: Interest) -> bool:
    """Whether who stepped out was recorded as arriving again after it."""
    moves = [m for a in meeting.attendance if a.person.id == interest.person_id for m in a.movements]
    return any(m.arrived and interest.out_at is not None and m.at >= interest.out_at for m in moves)


def has_voice(meeting: Meeting, attendance: Attendance) -> bool:
    """A member, or who sits for one. Observers, presenters and who takes the minutes speak for no agency."""
    if attendance.kind is AttendanceKind.SUBSTITUTE:
        return True
    who = attendance.person.id
    return attendance.kind in _COUNTS and (who == meeting.presiding or meeting.role(who) in SEATED)


def presides(meeting: Meeting, item_id: ItemId | None) -> PersonId | None:
    """Who presides over an item now: who opened the meeting; while that person is out, the chair or the deputy."""
    here = [a.person.id for a in in_room(meeting, item_id)]
    if meeting.presiding in here:
        return meeting.presiding
    return next((p for role in (Role.CHAIR, Role.DEPUTY) for p in here if meeting.role(p) is role), None)


def count(meeting: Meeting, item_id: ItemId | None) -> QuorumCount:
    """The quorum as it is now, for an item or (None) for the meeting as a whole."""
    members = in_room(meeting, item_id)
    held = {a.person.agency for a in members}
    if any(_may_preside(meeting, a) for a in members):
        held.add(CHAIR)
    order = (CHAIR, *(seat.agency for seat in meeting.definition.seats))
    return QuorumCount(
        present=tuple(agency for agency in order if agency in held),
        missing=tuple(group for group in meeting.definition.quorum if not held.intersection(group)),
    )


def _may_preside(meeting: Meeting, attendance: Attendance) -> bool:
    role = meeting.role(attendance.person.id)
    return attendance.person.id == meeting.presiding or role in (Role.CHAIR, Role.DEPUTY)


def fulfilled_by(meeting: Meeting, item_id: ItemId | None, group: tuple[AgencyKey, ...]) -> tuple[Attendance, ...]:
    """Who in the room fulfils one group of the quorum; nobody where it is missing."""
    return tuple(
        a
        for a in in_room(meeting, item_id)
        if a.person.agency in group or (CHAIR in group and _may_preside(meeting, a))
    )


def expected_for(meeting: Meeting, group: tuple[AgencyKey, ...]) -> tuple[PersonId, ...]:
    """Who was invited and would fulfil a group, in the order of the list."""
    return tuple(
        i.person.id
        for i in meeting.planned.invited
        if (i.role in SEATED and i.person.agency in group) or (CHAIR in group and i.role in (Role.CHAIR, Role.DEPUTY))
    )


def words(meeting: Meeting, groups: tuple[tuple[AgencyKey, ...], ...]) -> str:
    """Groups in words: ``Health and Police``."""
    named = [" or ".join(_name(meeting, agency) for agency in group) for group in groups]
    return " and ".join(filter(None, [", ".join(named[:-1]), named[-1]])) if named else ""


def _name(meeting: Meeting, agency: AgencyKey) -> str:
    return "the chair or deputy" if agency == CHAIR else meeting.definition.agency_name(agency)
