"""Times of England’s wall clock as whole numbers, for sums over very many of them.

A time is the seconds since 1970 that the clock would show had it never been changed; what passed between two is
asked.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, datetime, timedelta

from panel_desk.domain.calendar import ENGLAND
from panel_desk.domain.missing.thresholds import Thresholds

DAY = 86_400
_HOUR = 3_600
_EPOCH = date(1970, 1, 1).toordinal()


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
        self.local = local.replace(tzinfo=None)
        self.ends = midnight(self.today) + DAY
        self.since = midnight(self.today - timedelta(days=thresholds.days))
        self.year = midnight(self.today - timedelta(days=365))
        self.days_90 = midnight(self.today - timedelta(days=90))
        self.days_30 = midnight(self.today - timedelta(days=30))
        first = self.today.year - thresholds.days // 365 - 2
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


def time_of(at: int) -> datetime:
    """A number as a time of the wall clock, without a zone."""
    return datetime.combine(day_of(at), datetime.min.time()) + timedelta(seconds=at % DAY)


def _changes_in(year: int) -> tuple[int, int]:
    """When summer time begins and ends (the Summer Time Order 2002): 02:00 on the last Sundays of March and October.

    A time that comes twice is the first of the two, and one that never was counts as winter time, as Python has it.
    """
    march, october = date(year, 3, 31), date(year, 10, 31)
    return tuple(midnight(d - timedelta(days=(d.weekday() + 1) % 7)) + 2 * _HOUR for d in (march, october))  # type: ignore[return-value]
