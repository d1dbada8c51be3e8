"""The cross-reference by plain, slow reading of DOMAIN §7: dates and lists, nothing of the code it is compared with.

Only the values that go in are shared. Times without a zone are England's wall clock.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import NamedTuple
from zoneinfo import ZoneInfo

from panel_desk.domain.children.cases import EpisodeKind, EpisodeRow
from panel_desk.domain.missing.thresholds import Thresholds

LONDON = ZoneInfo("Europe/London")


class Plain(NamedTuple):
    """What the oracle says of one child."""

    days_30: int
    days_90: int
    days_365: int
    within: int
    hours: int
    missing_now: bool
    goes_missing_most: bool
    overdue: tuple[int, ...]
    """Whole hours, the longest first."""


class Told(NamedTuple):
    """One episode, after rows that start within 60 minutes were taken for one."""

    started_at: datetime
    ended_at: datetime | None
    rows: tuple[EpisodeRow, ...]

    @property
    def is_missing(self) -> bool:
        return any(row.kind is EpisodeKind.MISSING for row in self.rows)

    @property
    def start_known(self) -> bool:
        return self.rows[0].start_time_known

    @property
    def end_known(self) -> bool:
        ends = [row for row in self.rows if row.ended_at == self.ended_at]
        return ends[0].end_time_known


def read(
    episodes: Mapping[str, Sequence[EpisodeRow]], adults: Mapping[str, date], now: datetime, rule: Thresholds
) -> dict[str, Plain]:
    """Every child with an episode that began by today.

    Args:
        episodes: Rows of each child.
        adults: The 18th birthday of some.
        now: With its zone.
        rule: The thresholds.
    """
    today = now.astimezone(LONDON).date()
    since = today - timedelta(days=rule.days)
    told = {local_id: _one_each(rows, today, adults.get(local_id)) for local_id, rows in episodes.items()}
    within = {i: [e for e in own if e.started_at.date() >= since] for i, own in told.items()}
    away = {i: _seconds_away(own, adults.get(i), now) for i, own in within.items()}
    most = _most(within, away, rule.top)
    found = {}
    for i, own in told.items():
        if not own:
            continue
        grown = adults.get(i)
        open_now = any(e.is_missing and e.ended_at is None for e in own) and not (grown and grown <= today)
        long_one = any(_seconds(e, grown, now) > rule.longer_than_hours * 3600 for e in within[i])
        found[i] = Plain(
            days_30=_counted(own, today, 30),
            days_90=_counted(own, today, 90),
            days_365=_counted(own, today, 365),
            within=len(within[i]),
            hours=away[i] // 3600,
            missing_now=open_now,
            goes_missing_most=len(within[i]) >= rule.episodes or i in most or open_now or long_one,
            overdue=_overdue([e for e in within[i] if _asks(e, rule)], own, grown, now),
        )
    return found


def _one_each(rows: Sequence[EpisodeRow], today: date, grown: date | None) -> list[Told]:
    """Same child and start within 60 minutes = one episode; the latest known end of them counts.

    What starts on the 18th birthday or later is no child's.
    """
    groups: list[list[EpisodeRow]] = []
    for row in sorted(rows, key=lambda r: r.started_at):
        if groups and _is_same(groups[-1][0].started_at, row.started_at):
            groups[-1].append(row)
        else:
            groups.append([row])
    told = [
        Told(g[0].started_at, max((r.ended_at for r in g if r.ended_at is not None), default=None), tuple(g))
        for g in groups
    ]
    return [e for e in told if e.started_at.date() <= today and (grown is None or e.started_at.date() < grown)]


def _is_same(first: datetime, later: datetime) -> bool:
    """Within 60 minutes, as the clock shows it or as it passed: in March they differ."""
    hour = timedelta(minutes=60)
    return later - first <= hour or _instant(later) - _instant(first) <= hour


def _counted(own: Sequence[Told], today: date, days: int) -> int:
    return sum((today - episode.started_at.date()).days <= days for episode in own)


def _instant(at: datetime) -> datetime:
    return at.replace(tzinfo=LONDON).astimezone(ZoneInfo("UTC"))


def _bounds(episode: Told, grown: date | None, now: datetime) -> tuple[datetime, datetime]:
    """From when to when a child was certainly away: an open episode until now; no longer than the 18th birthday."""
    begins = episode.started_at if episode.start_known else episode.started_at + timedelta(days=1)
    ends = now.astimezone(ZoneInfo("UTC")) if episode.ended_at is None else _instant(episode.ended_at)
    if grown is not None:
        ends = min(ends, _instant(datetime.combine(grown, time())))
    return _instant(begins), ends


def _seconds(episode: Told, grown: date | None, now: datetime) -> int:
    begins, ends = _bounds(episode, grown, now)
    return max(0, int((ends - begins).total_seconds()))


def _seconds_away(own: Sequence[Told], grown: date | None, now: datetime) -> int:
    """Every stretch between two bounds once, where any episode covers it."""
    bounds = [(a, b) for a, b in (_bounds(e, grown, now) for e in own) if b > a]
    cuts = sorted({at for pair in bounds for at in pair})
    return sum(int((b - a).total_seconds()) for a, b in pairwise(cuts) if any(x <= a and b <= y for x, y in bounds))


def _most(within: Mapping[str, Sequence[Told]], away: Mapping[str, int], top: int) -> set[str]:
    """So many children with the most episodes, at least two; of equals those longest away, equal ones all."""
    ranked = sorted(((len(own), away[i], i) for i, own in within.items() if len(own) >= 2), reverse=True)
    return {i for count, seconds, i in ranked if (count, seconds) >= ranked[min(top, len(ranked)) - 1][:2]}


def _asks(episode: Told, rule: Thresholds) -> bool:
    """An interview is due after every episode; or after missing ones alone, where the desk has it so."""
    return rule.interviews_after_absence or episode.is_missing


def _overdue(asking: Sequence[Told], own: Sequence[Told], grown: date | None, now: datetime) -> tuple[int, ...]:
    wall_now = now.astimezone(LONDON).replace(tzinfo=None)
    found = []
    for episode in asking:
        ended = episode.ended_at
        if ended is None or ended > wall_now or (grown and ended.date() >= grown):
            continue
        if _nobody_waits(episode) or _covered(episode, own):
            continue
        due = _instant(ended) + timedelta(hours=72)
        if not episode.end_known:
            due = _instant(datetime.combine(ended.date() + timedelta(days=4), time()))
        over = (now - due).total_seconds()
        if over > 0:
            found.append(int(over // 3600))
    return tuple(sorted(found, reverse=True))


def _nobody_waits(episode: Told) -> bool:
    rows = episode.rows
    if any(row.interview_at for row in rows):
        return True
    recorded = next((row.interview_recorded for row in rows if row.interview_recorded), "")
    if recorded:
        return recorded in {"refused", "not to be offered"}
    accepted = {row.interview_accepted for row in rows} - {None}
    offered = {row.interview_offered for row in rows} - {None}
    return accepted == {False} and offered != {False}


def _covered(episode: Told, own: Sequence[Told]) -> bool:
    """A list's interview of a later episode, within 28 days of this return, is about both."""
    if any(row.interview_recorded for row in episode.rows) or episode.ended_at is None:
        return False
    ended = episode.ended_at
    later = [e for e in own if e.started_at > episode.started_at and not any(r.interview_recorded for r in e.rows)]
    held = [min(r.interview_at for r in e.rows if r.interview_at) for e in later if any(r.interview_at for r in e.rows)]
    return any(ended <= at <= ended + timedelta(days=28) for at in held)
