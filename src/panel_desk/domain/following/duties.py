"""What is due at the desk, as sentences: each says what, until when, for whom it waits, and where it is done."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from enum import Enum

from msgspec import Struct
from msgspec.structs import replace

from panel_desk.domain.calendar import add_working_days, short_day
from panel_desk.domain.ids import AgencyKey, PersonId
from panel_desk.domain.people import Role

SOON_WORKING_DAYS = 3
"""What is due within so many working days is next."""
AHEAD_DAYS = 14
"""How far Today looks ahead."""
_NEAR_DAYS = 6
"""Within so many days a weekday alone says which day is meant."""


class DutyGroup(Enum):
    """Under which heading of Today a duty stands."""

    LATE = "Late"
    NEXT = "Next"
    FORTNIGHT = "This fortnight"


class DutyTone(Enum):
    """How pressing the day is."""

    RED = "red"
    """Late."""
    AMBER = "amber"
    """Due now, or the next working day."""
    BLUE = "blue"
    """With somebody else."""
    NEUTRAL = "neutral"


class DutyKind(Enum):
    """What it is about; of the same day the earlier stand first."""

    CLOCK = "clock"
    INTERVIEW = "interview"
    CASE_LIST = "case list"
    AGENDA = "agenda"
    MEETING = "meeting"
    MINUTES = "minutes"
    SIGNATURE = "signature"
    SHEETS = "sheets"
    ACTIONS = "actions"
    POOL = "pool"
    CERTIFICATE = "certificate"
    BACKUP = "backup"


class Duty(Struct, frozen=True, kw_only=True):
    """One sentence of Today, with its one button."""

    key: str
    """The same from day to day: ``agenda/<meeting>``."""
    kind: DutyKind
    sentence: str
    detail: str = ""
    due_on: date | None = None
    chip: str = ""
    """``due Monday``, ``with D. Prior``; empty until ``placed``, unless it is said otherwise."""
    tone: DutyTone = DutyTone.NEUTRAL
    group: DutyGroup = DutyGroup.NEXT
    button: str
    page: str
    """A page of the window in its own words: ``agendas``."""
    id: str = ""
    what: str = ""
    """A word the page understands: ``build``."""
    roles: frozenset[Role] = frozenset({Role.ADMINISTRATOR})
    """Whose work it is."""
    person_id: PersonId | None = None
    """Whom it waits for, where it is one person."""


class Viewer(Struct, frozen=True, kw_only=True):
    """Who looks at Today."""

    person_id: PersonId
    role: Role
    agency: AgencyKey = AgencyKey("")


def placed(duty: Duty, today: date) -> Duty | None:
    """The duty under its heading, with words for its day; None where it is further ahead than a fortnight."""
    if duty.due_on is None:
        return duty
    if duty.due_on < today:
        group, tone = DutyGroup.LATE, DutyTone.RED
    elif duty.due_on <= add_working_days(today, SOON_WORKING_DAYS):
        group = DutyGroup.NEXT
        tone = DutyTone.AMBER if duty.due_on <= add_working_days(today, 1) else DutyTone.NEUTRAL
    elif duty.due_on <= today + timedelta(days=AHEAD_DAYS):
        group, tone = DutyGroup.FORTNIGHT, DutyTone.NEUTRAL
    else:
        return None
    chip = duty.chip or due_words(duty.due_on, today, near=group is DutyGroup.NEXT)
    kept = duty.tone if duty.tone is not DutyTone.NEUTRAL and group is not DutyGroup.LATE else tone
    return replace(duty, group=group, tone=kept, chip=chip)


def due_words(due_on: date, today: date, *, near: bool = True) -> str:
    """``due 20 Nov`` where it has passed, ``due today``, ``due Monday``; ``27 Nov`` further ahead."""
    plain = short_day(due_on).partition(" ")[2]
    days = (due_on - today).days
    if days < 0:
        return f"due {plain}"
    if days <= 1:
        return "due today" if days == 0 else "due tomorrow"
    if near and days <= _NEAR_DAYS:
        return f"due {due_on:%A}"
    return plain


def arranged(found: Iterable[Duty], viewer: Viewer, today: date) -> tuple[Duty, ...]:
    """The duties that somebody sees: late, next, this fortnight; in each what waits for them first, then by day."""
    order, kinds = list(DutyGroup), list(DutyKind)
    seen: dict[str, Duty] = {}
    for duty in found:
        if (viewer.role in duty.roles or duty.person_id == viewer.person_id) and (shown := placed(duty, today)):
            seen.setdefault(duty.key, shown)
    return tuple(
        sorted(
            seen.values(),
            key=lambda d: (order.index(d.group), not _waits_for(d, viewer), _day(d), kinds.index(d.kind), d.key),
        )
    )


def _day(duty: Duty) -> date:
    """By which day it is put in order: what has none comes first where it is late, and last elsewhere."""
    return duty.due_on or (date.min if duty.group is DutyGroup.LATE else date.max)


def _waits_for(duty: Duty, viewer: Viewer) -> bool:
    return duty.person_id == viewer.person_id
