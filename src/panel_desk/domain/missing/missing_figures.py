"""What all children’s episodes come to at one moment, from columns of whole numbers: quick for a hundred thousand.

Times are ``wall_seconds``; lengths are seconds that passed.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from enum import IntFlag
from itertools import groupby
from operator import itemgetter

from msgspec import Struct

from panel_desk.domain.missing.wall_seconds import DAY, Moment

_HOUR = 3_600
_SAME_EPISODE = _HOUR
_WITHIN = 72 * _HOUR
_COVERS = 28 * DAY


class Says(IntFlag):
    """What a row says beyond its times."""

    MISSING = 1
    """Else absent."""
    START_TIME = 2
    """The time of the start is known."""
    END_TIME = 4
    HELD_TIME = 8
    """Of the interview."""
    OFFERED = 16
    NOT_OFFERED = 32
    """A list says no; that settles nothing."""
    ACCEPTED = 64
    NOT_ACCEPTED = 128
    RECORDED = 256
    """By somebody here, of this very episode: what follows counts, and lists’ later interviews do not cover it."""
    REFUSED = 512
    DECIDED_AGAINST = 1024


# Whole numbers, because flags take ten times as long.
_OF_INTERVIEWS = 2047 & ~15
_RECORDED = int(Says.RECORDED)
_RECORDED_SO = int(Says.RECORDED | Says.REFUSED | Says.DECIDED_AGAINST)
_LISTED = _OF_INTERVIEWS & ~_RECORDED_SO | int(Says.MISSING)
_END_TIME, _HELD_TIME = int(Says.END_TIME), int(Says.HELD_TIME)
_SETTLED = frozenset(
    said
    for said in range(16, 2048, 16)
    if (
        said & (Says.REFUSED | Says.DECIDED_AGAINST)
        if said & Says.RECORDED
        else said & (Says.NOT_ACCEPTED | Says.ACCEPTED) == Says.NOT_ACCEPTED
        and said & (Says.NOT_OFFERED | Says.OFFERED) != Says.NOT_OFFERED
    )
)
"""What ends the wait for an interview without one: as ``return_interviews`` has it."""


EpisodeColumns = tuple[str, int, int | None, int, int | None]
"""Whose, start, end, ``Says``, when an interview was held. In order of child and start."""


class Returned(Struct, frozen=True, gc=False):
    """A return after which an interview is due, and what is known of that."""

    at: int
    said: int
    held: int | None
    covered: int | None
    """When a list tells of an interview after a later return that is about this one too."""
    seconds_over: int | None
    """Where nobody has recorded one: since it was due; negative: until then."""


class Figures(Struct, frozen=True, gc=False):
    """What one child’s episodes come to. Within: those that began within the thresholds’ days."""

    days_30: int
    days_90: int
    days_365: int
    within: int
    absent: int
    """Of those within."""
    away: int
    """Seconds away, of those within; overlaps once, open ones until now."""
    longest: int
    """Seconds of the longest of those within, as is certain; and when that one began."""
    longest_began: int
    open_since: int | None
    """The first missing episode without an end: nobody says the child was back since."""
    open_time_known: bool
    last: int
    """When the newest began."""
    newest: Returned | None
    """The newest return of those within."""
    overdue: tuple[Returned, ...]
    """Returns within whose interview is overdue, those longest due first."""


def figures(
    rows: Iterable[EpisodeColumns], moment: Moment, adult_from: Mapping[str, int] | None = None
) -> dict[str, Figures]:
    """The figures of every child who has an episode.

    Args:
        rows: In order of child and start.
        moment: When, and by which thresholds.
        adult_from: The 18th birthday of children by number: every episode ends there at the latest, and what starts
            later is no child’s.
    """
    adults = adult_from or {}
    return {
        owner: found
        for owner, own in groupby(rows, itemgetter(0))
        if (found := _of_one(list(own), moment, adults.get(owner))) is not None
    }


def _of_one(own: list[EpisodeColumns], moment: Moment, adult_at: int | None) -> Figures | None:
    """One child’s; None where every episode begins later than today, or than the 18th birthday."""
    starts = [row[1] for row in own]
    if any(map(_near, starts, starts[1:])):
        own = _distinct(own, moment)
        starts = [row[1] for row in own]
    count = bisect_left(starts, moment.ends if adult_at is None else min(moment.ends, adult_at))
    if not count:
        return None
    del own[count:]
    first = bisect_left(starts, moment.since, 0, count)
    within = own[first:]
    away, longest, longest_began = _lengths(within, moment, adult_at)
    grown = adult_at is not None and adult_at < moment.ends
    is_open = [] if grown else [row for row in own if row[2] is None and row[3] & 1]
    newest, overdue = _returns(own, first, moment, adult_at)
    return Figures(
        count - bisect_left(starts, moment.days_30, 0, count),
        count - bisect_left(starts, moment.days_90, 0, count),
        count - bisect_left(starts, moment.year, 0, count),
        count - first,
        len([row for row in within if not row[3] & 1]),
        away,
        longest,
        longest_began,
        is_open[0][1] if is_open else None,
        bool(is_open and is_open[0][3] & 2),
        starts[count - 1],
        newest,
        overdue,
    )


def _near(start: int, following: int) -> bool:
    """Whether two starts may be one episode’s; twice the hour, because of the one that clocks skip in March."""
    return following - start <= 2 * _SAME_EPISODE


def _distinct(own: Sequence[EpisodeColumns], moment: Moment) -> list[EpisodeColumns]:
    """One row for each episode, as ``missing.distinct`` has it."""
    kept: list[EpisodeColumns] = []
    for row in own:
        if kept and is_same_start(kept[-1][1], row[1], moment):
            kept[-1] = _one_of(kept[-1], row)
        else:
            kept.append(row)
    return kept


def is_same_start(first: int, later: int, moment: Moment) -> bool:
    """Whether two starts of one child, in order, are one episode: within 60 minutes, by the clock or elapsed."""
    apart = later - first
    return apart <= _SAME_EPISODE or (apart <= 2 * _SAME_EPISODE and moment.passed(first, later) <= _SAME_EPISODE)


def _one_of(first: EpisodeColumns, other: EpisodeColumns) -> EpisodeColumns:
    owner, started, ended, said, held = first
    _owner, _started, other_ended, others, other_held = other
    if others & _RECORDED and not said & _RECORDED:
        said |= others & _RECORDED_SO
    said |= others & _LISTED
    if other_ended is not None and (ended is None or other_ended > ended):
        ended, said = other_ended, said & ~_END_TIME | others & _END_TIME
    if other_held is not None and (held is None or other_held < held):
        held, said = other_held, said & ~_HELD_TIME | others & _HELD_TIME
    return owner, started, ended, said, held


def _lengths(within: Sequence[EpisodeColumns], moment: Moment, adult_at: int | None) -> tuple[int, int, int]:
    """Seconds away in all, and the longest with its start; where a time is unknown, only what is certain."""
    longest = longest_began = 0
    now = moment.now if adult_at is None else min(moment.now, adult_at)
    passed = moment.passed
    bounds = []
    for _owner, started, ended, said, _held in within:
        begins = started if said & 2 else started + DAY
        ends = now if ended is None else ended if adult_at is None else min(ended, adult_at)
        if ends <= begins or (lasted := passed(begins, ends)) <= 0:
            continue
        bounds.append((begins, ends, lasted))
        if lasted > longest:
            longest, longest_began = lasted, started
    if len(bounds) < 2:
        return longest, longest, longest_began
    # Where only the day of a start is known, what is certain begins later than what started after it.
    bounds.sort()
    away = covered = 0
    for begins, ends, lasted in bounds:
        if begins >= covered:
            away += lasted
        elif ends > covered:
            away += max(0, passed(covered, ends))
        covered = max(covered, ends)
    return away, longest, longest_began


def _returns(
    own: Sequence[EpisodeColumns], first: int, moment: Moment, adult_at: int | None
) -> tuple[Returned | None, tuple[Returned, ...]]:
    """The newest return of those within, and those whose interview is overdue."""
    newest: Returned | None = None
    overdue = []
    now, after_absence = moment.now, moment.thresholds.interviews_after_absence
    for place in range(len(own) - 1, first - 1, -1):
        _owner, _started, ended, said, held = own[place]
        if ended is None or ended > now or (adult_at is not None and ended >= adult_at):
            continue
        if not (said & 1 or after_absence):
            continue
        over = covered = None
        if held is None and said & _OF_INTERVIEWS not in _SETTLED:
            covered = None if said & 256 else _covered(own, place, ended)
            if covered is None:
                due = moment.to_utc(ended) + _WITHIN if said & 4 else moment.to_utc(ended // DAY * DAY + 4 * DAY)
                over = moment.utc - due
        if newest is None:
            newest = Returned(ended, said, held, covered, over)
            if over is not None and over > 0:
                overdue.append(newest)
        elif over is not None and over > 0:
            overdue.append(Returned(ended, said, held, covered, over))
    return newest, tuple(sorted(overdue, key=_longest_over)) if len(overdue) > 1 else tuple(overdue)


def _covered(own: Sequence[EpisodeColumns], place: int, ended: int) -> int | None:
    """The first interview that a list tells of a later episode, and that was held within 28 days of this return."""
    until = ended + _COVERS
    told = [row[4] for row in own[place + 1 :] if row[4] is not None and ended <= row[4] <= until and not row[3] & 256]
    return min(told, default=None)


def _longest_over(one: Returned) -> int:
    return -(one.seconds_over or 0)
