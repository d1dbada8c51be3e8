"""How long each class of record is kept, what is due to go, and what holds it back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import MAXYEAR, date, timedelta

from msgspec import Struct

from panel_desk.domain.calendar import date_words
from panel_desk.domain.errors import refused
from panel_desk.domain.keeping.retained import LegalHold, RecordClass

LONGEST = 150
"""Years; more is a slip of the finger."""
_NO_LAW = "No law sets a period for it: the council decides."
_CLAIMS = "Six years is the time in which most claims can be brought (Limitation Act 1980, sections 2 and 5)."
_INQUIRY = (
    "The Independent Inquiry into Child Sexual Abuse recommends 75 years, with reviews, for records known to relate to "
    "child sexual abuse (report of October 2022, recommendation 17)."
)
_LOOKED_AFTER = (
    "For looked-after children the case record is kept until the 75th anniversary of birth (Care Planning, Placement "
    "and Case Review (England) Regulations 2010, regulation 50). For other children the council decides."
)


class KeptFor(Struct, frozen=True, kw_only=True):
    """The period of one class, with where it comes from."""

    record_class: RecordClass
    years: int
    """0: without an end, so never due."""
    counted_from: str
    """``the day the stay ended``."""
    default_years: int
    source: str
    """Where the default comes from, in sentences."""
    set_here: bool
    """Whether the council set it."""

    @property
    def words(self) -> str:
        """``75 years``; ``without an end``."""
        return period_words(self.years)


class DueForReview(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Something whose time is over, and what holds it back all the same."""

    record_class: RecordClass
    key: str
    """Names it to ``purge``; holds no name of a child."""
    what: str
    """Without a name: ``SAFE-2019-04``, ``profile list of 1 April 2019, 212 rows``."""
    about: str = ""
    """Initials and local ID, where it is of one child."""
    last_on: date
    """The day its period is counted from."""
    due_since: date
    events: int
    """How many entries of the journal would be emptied."""
    held_by: tuple[str, ...] = ()
    """Sentences; empty: nothing holds it back."""
    goes_with: tuple[str, ...] = ()
    """Keys of others on this list that it rests on: they go before it, or with it."""

    @property
    def may_go(self) -> bool:
        """Whether nothing holds it back."""
        return not self.held_by


class PurgeDone(Struct, frozen=True, kw_only=True):
    """What a purge did, to be told to who ordered it."""

    records: int
    events: int
    files: int
    """Archived files that went too."""
    drafts: int
    sentences: tuple[str, ...]
    """What was emptied, what the file holds now, and which backups still hold it."""


class Purged(Struct, frozen=True, kw_only=True):
    """One line of the register of what was purged."""

    record_class: RecordClass
    what: str
    events: int
    kept_until: date
    """The day its time was over."""
    reason: str
    approved_by: str
    on: date
    last_on: date | None = None
    """The day its period was counted from, where the register has it."""


class Candidate(Struct, frozen=True, kw_only=True):
    """A record that may be due one day, with what it rests on. Its words name no child."""

    record_class: RecordClass
    key: str
    what: str
    about: str = ""
    last_on: date
    children: frozenset[str] = frozenset()
    """Local IDs of whom it speaks."""
    references: frozenset[str] = frozenset()
    """Of the meetings it belongs to."""
    in_use: tuple[str, ...] = ()
    """Why it is still worked with, in sentences: then it is not due at all."""
    holding: tuple[str, ...] = ()
    """What else holds it back, in sentences."""
    rests_on: frozenset[str] = frozenset()
    """Keys of candidates that must go before it or with it."""
    streams: tuple[str, ...] = ()
    """Whose entries would be emptied, each with all streams below it."""
    shared: tuple[tuple[str, frozenset[str]], ...] = ()
    """Streams that others tell of too, with the keys of those: such a stream goes with the last of them."""
    entries: tuple[str, ...] = ()
    """Single entries of other streams that go with it."""
    files: tuple[str, ...] = ()
    """Fingerprints of files kept for it."""


_DEFAULTS: dict[RecordClass, tuple[int, str, str]] = {
    RecordClass.CASE_LIST: (
        6,
        "the day the list was added; a list of missing episodes is kept as those are",
        f"{_NO_LAW} The source system keeps the child’s file. {_CLAIMS}",
    ),
    RecordClass.MEETING: (
        75,
        "the day of the meeting, or the last news of one of its actions",
        _INQUIRY,
    ),
    RecordClass.MISSING: (
        75,
        "the last entry about the child’s episodes and interviews, or the day their list was added",
        _LOOKED_AFTER,
    ),
    RecordClass.PATHWAY: (
        75,
        "the day the stay ended",
        f"{_NO_LAW} The desk begins with the period of the panels’ minutes, because the stay rests on them.",
    ),
    RecordClass.VOICE: (
        75,
        "the day it was said, or last answered",
        f"{_NO_LAW} The desk begins with the period of the panels’ minutes, because the child’s words stand in them.",
    ),
    RecordClass.PLACE: (
        6,
        "the day the concern was closed, or the last entry about it",
        f"{_NO_LAW} {_CLAIMS}",
    ),
    RecordClass.PLAN: (
        6,
        "the day the objective was closed",
        f"{_NO_LAW} It holds no child, and goes not before the minutes that tell of it.",
    ),
}


def kept_for(years: Mapping[RecordClass, int]) -> tuple[KeptFor, ...]:
    """The periods in force: what the council set, else the defaults with their sources."""
    return tuple(
        KeptFor(
            record_class=one,
            years=years.get(one, default),
            counted_from=counted_from,
            default_years=default,
            source=source,
            set_here=one in years,
        )
        for one, (default, counted_from, source) in _DEFAULTS.items()
    )


def refuse_years(years: Mapping[RecordClass, int]) -> None:
    """Refuse periods that nobody means.

    Raises:
        DeskError: below 0, or above ``LONGEST``.
    """
    for one, count in years.items():
        if not 0 <= count <= LONGEST:
            raise refused(
                f"{count} years for {one.value} is no period.",
                f"Give between 1 and {LONGEST} years, or 0 to keep it without an end.",
            )


def period_words(years: int) -> str:
    """``6 years``; ``without an end``."""
    return "without an end" if years == 0 else "1 year" if years == 1 else f"{years} years"


def due_on(last_on: date, years: int) -> date | None:
    """The day from which something is due; None where it never is, or not in any year that a calendar has.

    A day that its year does not have (29 February) moves to the day after.
    """
    if years == 0 or last_on.year + years > MAXYEAR:
        return None
    try:
        return last_on.replace(year=last_on.year + years)
    except ValueError:
        return (last_on - timedelta(days=1)).replace(year=last_on.year + years) + timedelta(days=1)


def review(
    candidates: Sequence[Candidate],
    years: Mapping[RecordClass, int],
    today: date,
    *,
    holds: Iterable[LegalHold] = (),
    followed: Mapping[str, str],
    events: Mapping[str, int],
) -> tuple[DueForReview, ...]:
    """What is due, the longest first, with what holds it back.

    Args:
        candidates: Everything that may be due one day.
        years: Of every class.
        today: The day of the review.
        holds: In force.
        followed: By local ID, why a child is being followed now, as a sentence: nothing about that child goes.
        events: By key, how many entries would be emptied.
    """
    holds = tuple(holds)
    of_key = {one.key: one for one in candidates}
    day = {one.key: due_on(one.last_on, years[one.record_class]) for one in candidates}
    due = {key for key, on in day.items() if on is not None and on <= today and not of_key[key].in_use}
    held = {key: _held(of_key[key], holds, followed) for key in due}
    _spread(due, of_key, held, day)
    lines = [
        DueForReview(
            record_class=one.record_class,
            key=one.key,
            what=one.what,
            about=one.about,
            last_on=one.last_on,
            due_since=on,
            events=events.get(one.key, 0),
            held_by=tuple(held[one.key]),
            goes_with=tuple(sorted(one.rests_on & due)),
        )
        for one in candidates
        if one.key in due and (on := day[one.key]) is not None
    ]
    return tuple(sorted(lines, key=lambda line: (line.due_since, line.key)))


def _held(one: Candidate, holds: Sequence[LegalHold], followed: Mapping[str, str]) -> list[str]:
    found = [
        f"Held since {date_words(hold.placed_on)}: {hold.reason}"
        for hold in holds
        if (not hold.local_id and not hold.reference)
        or hold.local_id in one.children
        or hold.reference in one.references
    ]
    told = sorted({followed[local_id] for local_id in one.children if local_id in followed})
    rest = len(told) - _TOLD
    more = [f"So are {rest} more children."] if rest > 1 else ["So is 1 more child."] if rest == 1 else []
    return [*found, *told[:_TOLD], *more, *one.holding]


_TOLD = 3


def _spread(
    due: set[str], of_key: Mapping[str, Candidate], held: dict[str, list[str]], day: Mapping[str, date | None]
) -> None:
    """Hold back whatever rests on something that stays, until nothing changes."""
    changed = True
    while changed:
        changed = False
        for key in due:
            if held[key]:
                continue
            for other in sorted(of_key[key].rests_on & of_key.keys()):
                if other not in due:
                    on = day[other]
                    when = f" until {date_words(on)}" if on is not None and not of_key[other].in_use else ""
                    held[key].append(f"It rests on {of_key[other].what}, which stays{when}.")
                elif held[other]:
                    held[key].append(f"It rests on {of_key[other].what}, which is held back.")
                else:
                    continue
                changed = True
                break
