"""What all children’s episodes come to at one moment, from columns of whole numbers: quick for a hundred thousand.

Times are seconds of England’s wall clock since 1970, counted as if it never changed; lengths are seconds that passed.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from enum import IntFlag
from itertools import groupby
from operator import itemgetter

from msgspec import Struct

from panel_desk.domain.calendar import ENGLAND
from panel_desk.domain.thresholds import Thresholds

DAY = 86_400
_HOUR = 3_600
_SAME_EPISODE = _HOUR
_WITHIN = 72 * _HOUR
_EPOCH = date(1970, 1, 1).toordinal()


class Says(IntFlag):
    """What a row says beyond its times."""

    MISSING = 1
    """Else absent."""
    START_TIME = 2
    """The time of the start is known."""
    END_TIME = 4
    OFFERED = 8
    """An interview was."""
    ACCEPTED = 16
    REFUSED = 32
    NOT_OFFERED = 64
    """Somebody decided not to interview."""
    HELD_TIME = 128
    """The time of the interview is known, not only its day."""
    COMPLETED = 256
    """Held, whether or not anybody noted when."""


_SETTLED = int(Says.REFUSED | Says.NOT_OFFERED | Says.COMPLETED)
"""Nobody waits for an interview any more."""


EpisodeColumns = tuple[str, int, int | None, int, int | None]
"""Whose, start, end, ``Says``, when an interview was held. In order of child and start."""


class Outstanding(Struct, frozen=True, gc=False):
    """A return without an interview."""

    returned: int
    seconds_over: int
    """Negative: so long until it is due."""
    offered: bool


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
    """The newest missing episode without an end."""
    open_time_known: bool
    last: int
    """When the newest began."""
    last_said: int
    """What is said of the newest missing episode that has ended within the days: ``Says``; 0: there is none."""
    last_ended: int
    last_held: int | None
    outstanding: tuple[Outstanding, ...]
    """Interviews that nobody has recorded, of returns within, those longest due first."""


class Moment:
    """When, and by which thresholds, ready for sums."""

    def __init__(self, now: datetime, thresholds: Thresholds, *, today: date | None = None) -> None:
        """Take the moment apart.

        Args:
            now: With its zone: until when open episodes last, and what is overdue.
            thresholds: Fit ones (``refuse_unfit``).
            today: From which days are counted back, a coming meeting’s for its agenda; None: that of now.
        """
        local = now.astimezone(ENGLAND)
        self.today = today or local.date()
        self.thresholds = thresholds
        self.utc = int(now.timestamp())
        self.now = wall(local)
        self.ends = midnight(self.today) + DAY
        self.since = midnight(self.today - timedelta(days=thresholds.days))
        self.year = midnight(self.today - timedelta(days=365))
        self.days_90 = midnight(self.today - timedelta(days=90))
        self.days_30 = midnight(self.today - timedelta(days=30))
        first = min(self.today.year - thresholds.days // 365, self.today.year) - 2
        self.changes = [at for year in range(first, self.today.year + 2) for at in _changes_in(year)]

    def passed(self, started: int, ended: int) -> int:
        """Seconds from one time of the wall clock to another."""
        changes = self.changes
        before, after = bisect_right(changes, started), bisect_right(changes, ended)
        return ended - started if before == after else ended - started + ((before & 1) - (after & 1)) * _HOUR

    def to_utc(self, at: int) -> int:
        """The instant at a time of the wall clock; the first, where it comes twice."""
        return at - _HOUR * (bisect_right(self.changes, at) & 1)


def wall(at: datetime) -> int:
    """A time of the wall clock as a number; its zone is not looked at."""
    return midnight(at.date()) + at.hour * _HOUR + at.minute * 60 + at.second


def midnight(day: date) -> int:
    """The beginning of a day."""
    return (day.toordinal() - _EPOCH) * DAY


def day_of(at: int) -> date:
    """The day of a time."""
    return date.fromordinal(at // DAY + _EPOCH)


def _changes_in(year: int) -> tuple[int, int]:
    """When summer time begins and ends (the Summer Time Order 2002): 02:00 on the last Sundays of March and October.

    A time that comes twice is the first of the two, and one that never was counts as winter time, as Python has it.
    """
    march, october = date(year, 3, 31), date(year, 10, 31)
    return tuple(midnight(d - timedelta(days=(d.weekday() + 1) % 7)) + 2 * _HOUR for d in (march, october))  # type: ignore[return-value]


def figures(
    rows: Iterable[EpisodeColumns], moment: Moment, adult_from: Mapping[str, int] | None = None
) -> dict[str, Figures]:
    """The figures of every child who has an episode.

    Args:
        rows: In order of child and start.
        moment: When, and by which thresholds.
        adult_from: The 18th birthday of children by number: an episode that nobody resolved ends there.
    """
    adults = adult_from or {}
    return {
        owner: found
        for owner, own in groupby(rows, itemgetter(0))
        if (found := _of_one(list(own), moment, adults.get(owner))) is not None
    }


def _of_one(own: list[EpisodeColumns], moment: Moment, adult_at: int | None) -> Figures | None:
    """One child’s; None where every episode begins later than today."""
    starts = [row[1] for row in own]
    if any(map(_too_close, starts, starts[1:])):
        own = _distinct(own)
        starts = [row[1] for row in own]
    count = bisect_left(starts, moment.ends)
    if not count:
        return None
    del own[count:]
    first = bisect_left(starts, moment.since, 0, count)
    within = own[first:]
    grown = adult_at is not None and adult_at < moment.ends
    is_open = [] if grown else [row for row in own if row[2] is None and row[3] & 1]
    away, longest, longest_began = _lengths(within, moment, adult_at)
    newest = _newest_ended(within, moment.now)
    return Figures(
        count - bisect_left(starts, moment.days_30, 0, count),
        count - bisect_left(starts, moment.days_90, 0, count),
        count - bisect_left(starts, moment.year, 0, count),
        count - first,
        sum(1 for row in within if not row[3] & 1),
        away,
        longest,
        longest_began,
        is_open[-1][1] if is_open else None,
        bool(is_open and is_open[-1][3] & 2),
        starts[count - 1],
        newest[3] if newest else 0,
        (newest[2] if newest else 0) or 0,
        newest[4] if newest else None,
        _outstanding(own, within, moment),
    )


def _too_close(start: int, following: int) -> bool:
    return following - start <= _SAME_EPISODE


def _distinct(own: Sequence[EpisodeColumns]) -> list[EpisodeColumns]:
    """One row for each episode, by the rule of ``missing.distinct``, with what any of its rows says of interviews."""
    kept: list[EpisodeColumns] = []
    for row in own:
        if not kept or row[1] - kept[-1][1] > _SAME_EPISODE:
            kept.append(row)
            continue
        owner, started, ended, said, held = kept[-1]
        said |= row[3] & ~(Says.START_TIME | Says.END_TIME | Says.HELD_TIME)
        if row[2] is not None and (ended is None or row[2] > ended):
            ended, said = row[2], said & ~Says.END_TIME | row[3] & Says.END_TIME
        if held is None:
            held, said = row[4], said & ~Says.HELD_TIME | row[3] & Says.HELD_TIME
        kept[-1] = (owner, started, ended, int(said), held)
    return kept


def _lengths(within: Sequence[EpisodeColumns], moment: Moment, adult_at: int | None) -> tuple[int, int, int]:
    """Seconds away in all, and the longest with its start; where a time is unknown, only what is certain."""
    away = longest = longest_began = covered = 0
    now = moment.now if adult_at is None else min(moment.now, adult_at)
    changes = moment.changes
    for _owner, started, ended, said, _held in within:
        begins = started if said & 2 else started + DAY
        ends = now if ended is None else ended
        if (lasted := ends - begins) <= 0:
            continue
        if (before := bisect_right(changes, begins)) != (after := bisect_right(changes, ends)):
            lasted += ((before & 1) - (after & 1)) * _HOUR
        if lasted > longest:
            longest, longest_began = lasted, started
        if begins >= covered:
            away += lasted
        elif ends > covered:
            away += moment.passed(covered, ends)
        covered = max(covered, ends)
    return away, longest, longest_began


def _newest_ended(within: Sequence[EpisodeColumns], now: int) -> EpisodeColumns | None:
    """The newest missing episode whose child is back."""
    return next((row for row in reversed(within) if row[3] & 1 and row[2] is not None and row[2] <= now), None)


def _outstanding(
    own: Sequence[EpisodeColumns], within: Sequence[EpisodeColumns], moment: Moment
) -> tuple[Outstanding, ...]:
    """Returns within that nobody has recorded an interview of; one held after a later return is about it too."""
    found = []
    held: int | None = None
    for row in within:
        ended, said = row[2], row[3]
        if not said & 1 or ended is None or ended > moment.now or said & _SETTLED or row[4] is not None:
            continue
        if held is None:
            held = max((at for row in own if (at := row[4]) is not None), default=0)
        if held < ended:
            due = moment.to_utc(ended) + _WITHIN if said & 4 else moment.to_utc(ended // DAY * DAY + 4 * DAY)
            found.append(Outstanding(ended, moment.utc - due, bool(said & 8)))
    return tuple(sorted(found, key=_longest_over)) if len(found) > 1 else tuple(found)


def _longest_over(one: Outstanding) -> int:
    return -one.seconds_over
