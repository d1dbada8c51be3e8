"""What is chosen for each person before a meeting is opened, and the meeting as it would stand if it were opened so.

Nothing is decided here that is not a rule already: each choice is put to ``sitting``, one after the other.
"""

from __future__ import annotations

from datetime import date, datetime

from msgspec import Struct
from msgspec.structs import replace

from panel_desk.domain.errors import DeskError, refused
from panel_desk.domain.events.meetings import AttendanceKind, AttendanceRecorded, MeetingOpened
from panel_desk.domain.ids import PersonId
from panel_desk.domain.meeting import sitting
from panel_desk.domain.meeting.meetings import Meeting
from panel_desk.domain.meeting.progress import after
from panel_desk.domain.people import Person, Role

_AWAY = (AttendanceKind.APOLOGIES, AttendanceKind.ABSENT)


class Chosen(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How somebody will take part."""

    person: Person
    kind: AttendanceKind
    substitute_for: PersonId | None = None
    information_sent_on: date | None = None
    statement_signed: bool = False

    @property
    def is_away(self) -> bool:
        """Apologies, or simply not there."""
        return self.kind in _AWAY


class OpeningChoices(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Everything chosen so far; who is not named is expected."""

    presiding: PersonId | None = None
    """Who was chosen to preside; None: the chair or, where the chair is away, the deputy."""
    people: tuple[Chosen, ...] = ()

    def of(self, person_id: PersonId) -> Chosen | None:
        """What was chosen for somebody; None: expected."""
        return next((chosen for chosen in self.people if chosen.person.id == person_id), None)

    def having(self, *chosen: Chosen) -> OpeningChoices:
        """With these in place of what was chosen for the same people before."""
        new = {one.person.id: one for one in chosen}
        kept = [new.pop(one.person.id, one) for one in self.people]
        return replace(self, people=(*kept, *new.values()))

    def without(self, person_id: PersonId) -> OpeningChoices:
        """With somebody expected again."""
        return replace(self, people=tuple(one for one in self.people if one.person.id != person_id))


class AsOpened(Struct, frozen=True, kw_only=True):
    """The meeting as it would stand, with what would be recorded."""

    meeting: Meeting
    opened: MeetingOpened | None = None
    """None where nobody may preside, or the meeting cannot be opened."""
    attendance: tuple[AttendanceRecorded, ...] = ()
    refusals: tuple[tuple[PersonId | None, DeskError], ...] = ()
    """What a rule forbids, and of whose choice; None: of the opening itself."""


def recorded_before(meeting: Meeting) -> OpeningChoices:
    """What was recorded already: apologies may be, before the meeting opens."""
    return OpeningChoices(
        people=tuple(
            Chosen(person=line.person, kind=line.kind, information_sent_on=line.information_sent_on)
            for line in meeting.attendance
        )
    )


def presiding(meeting: Meeting, choices: OpeningChoices) -> PersonId | None:
    """Who presides: who was chosen, or the first chair or deputy who is not away; None where all are."""
    if choices.presiding is not None:
        return choices.presiding
    return next(iter(may_preside(meeting, choices)), None)


def may_preside(meeting: Meeting, choices: OpeningChoices) -> tuple[PersonId, ...]:
    """The chairs, then the deputies, who are not away."""
    away = {one.person.id for one in choices.people if one.is_away}
    return tuple(
        invited.person.id
        for role in (Role.CHAIR, Role.DEPUTY)
        for invited in meeting.planned.invited
        if invited.role is role and invited.person.id not in away
    )


def as_opened(meeting: Meeting, choices: OpeningChoices, at: datetime) -> AsOpened:
    """The meeting as it would stand if it were opened now with these choices.

    Args:
        meeting: Not opened yet.
        choices: For each person.
        at: When.

    Returns:
        What would be recorded. A choice that a rule forbids is left out and told.
    """
    who = presiding(meeting, choices)
    try:
        if who is None:
            raise refused(
                f"Who presides at {meeting.reference}? The chair and the deputy are away.",
                "Mark one of them as present.",
            )
        opened = sitting.open_meeting(meeting, who, at)
    except DeskError as error:
        return AsOpened(meeting=meeting, refusals=((None, error),))
    now, recorded, refusals = after(meeting, opened), [], []
    for chosen in choices.people:
        if _is_known(now, chosen):
            continue
        try:
            event = _attended(now, chosen, at)
        except DeskError as error:
            refusals.append((chosen.person.id, error))
            continue
        recorded.append(event)
        now = after(now, event)
    return AsOpened(meeting=now, opened=opened, attendance=tuple(recorded), refusals=tuple(refusals))


def _is_known(meeting: Meeting, chosen: Chosen) -> bool:
    """Whether the record says just this already: who presides is present by presiding."""
    line = next((a for a in meeting.attendance if a.person.id == chosen.person.id), None)
    if line is None or line.kind is not chosen.kind:
        return False
    return (line.substitute_for, line.information_sent_on, line.statement_signed) == (
        chosen.substitute_for,
        chosen.information_sent_on,
        chosen.statement_signed,
    )


def _attended(meeting: Meeting, chosen: Chosen, at: datetime) -> AttendanceRecorded:
    return sitting.attend(
        meeting,
        chosen.person,
        chosen.kind,
        at,
        substitute_for=chosen.substitute_for,
        information_sent_on=chosen.information_sent_on,
        statement_signed=chosen.statement_signed,
    )
