"""What a child's missing and absent episodes come to: how many, how long, and whether it is regular.

Two rows that start within 60 minutes are one episode told by two sources; episodes count by the day they start.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from operator import attrgetter
from typing import TypeVar

import msgspec
from msgspec import Struct

from panel_desk.domain.calendar import count_words, date_words, elapsed_hours, moment_words, turns
from panel_desk.domain.children.cases import EpisodeKind, EpisodeRow
from panel_desk.domain.missing.interviews import InterviewState
from panel_desk.domain.panels import RegularlyMissing

E = TypeVar("E")
_STARTED = attrgetter("started_at")
_SAME_EPISODE = timedelta(minutes=60)
_ADULT = 18
_ENDS = {InterviewState.REFUSED.value, InterviewState.NOT_OFFERED.value}


class EpisodeCounts(Struct, frozen=True, kw_only=True):
    """Episodes that started within so many days before the day asked about."""

    days_30: int = 0
    days_90: int = 0
    days_365: int = 0


class MissingSummary(Struct, frozen=True, kw_only=True):
    """A child's episodes on one day. Absent episodes are counted apart from missing ones."""

    missing: EpisodeCounts
    absent: EpisodeCounts
    longest_hours: int | None = None
    """Whole hours of the longest episode that has ended; None where none has."""
    missing_since: datetime | None = None
    """The start of a missing episode without an end; England's wall clock."""
    missing_since_words: str = ""
    """``24 November 2026, 19:20``; without the time where the list gave none."""
    absent_since: datetime | None = None
    last_started_on: date | None = None
    regularly: str = ""
    """Why the child is regularly missing, ``4 missing episodes since 28 August 2026``; empty: is not."""
    newest_counted_on: date | None = None
    """The day the newest of the episodes that make it regular started."""

    @property
    def regularly_missing(self) -> bool:
        """Whether the panel's rule is met."""
        return bool(self.regularly)

    @property
    def currently_missing(self) -> bool:
        """Whether a missing episode has no end; an open absence is not meant."""
        return self.missing_since is not None


def distinct(episodes: Iterable[EpisodeRow]) -> tuple[EpisodeRow, ...]:
    """One row for each episode of one child, by start: what starts within 60 minutes of the first is told twice.

    Of such rows missing outweighs absent, a known end outweighs none (the latest, where they differ), and what one
    of them says of the return interview counts.
    """
    rows = sorted(episodes, key=_STARTED)
    kept = rows[:1]
    first = rows[0].started_at if rows else None
    for row in rows[1:]:
        if first is not None and is_same_start(first, row.started_at):
            kept[-1] = _one_of(kept[-1], row)
        else:
            kept.append(row)
            first = row.started_at
    return tuple(kept)


def told_together(episodes: Iterable[E], row_of: Callable[[E], EpisodeRow]) -> tuple[tuple[E, ...], ...]:
    """The episodes of one child by start, those that are one and the same together.

    Args:
        episodes: All of one child, in any order.
        row_of: The row of each.
    """
    groups: list[list[E]] = []
    first: EpisodeRow | None = None
    for episode in sorted(episodes, key=lambda e: row_of(e).started_at):
        row = row_of(episode)
        if first is not None and is_same_start(first.started_at, row.started_at):
            groups[-1].append(episode)
        else:
            groups.append([episode])
            first = row
    return tuple(tuple(group) for group in groups)


def is_same_start(first: datetime, later: datetime) -> bool:
    """Whether two starts of one child, in order, are one episode: within 60 minutes, by the clock or elapsed."""
    apart = later - first
    # Across the hour that clocks skip in March two times look farther apart than they are.
    return apart <= _SAME_EPISODE or (apart <= 2 * _SAME_EPISODE and elapsed_hours(first, later) <= 1)


def one_of(rows: Sequence[EpisodeRow]) -> EpisodeRow:
    """Several rows of one episode as one: the first, with what the others know better."""
    kept = rows[0]
    for row in rows[1:]:
        kept = _one_of(kept, row)
    return kept


def _one_of(first: EpisodeRow, other: EpisodeRow) -> EpisodeRow:
    """The first row with what the other one knows better."""
    said: dict[str, object] = {}
    if EpisodeKind.MISSING in (first.kind, other.kind):
        said["kind"] = EpisodeKind.MISSING
    if other.ended_at is not None and (first.ended_at is None or other.ended_at > first.ended_at):
        said |= {"ended_at": other.ended_at, "end_time_known": other.end_time_known}
    if other.interview_recorded and not first.interview_recorded:
        said |= {"interview_recorded": other.interview_recorded}
    if other.interview_at is not None and (first.interview_at is None or other.interview_at < first.interview_at):
        said |= {"interview_at": other.interview_at, "interview_time_known": other.interview_time_known}
    if first.born_on is None and other.born_on is not None:
        said["born_on"] = other.born_on
    # How an interview ended that was recorded here outweighs what another row says was offered and accepted.
    ended = [row for row in (first, other) if row.interview_recorded]
    says = ended if len(ended) == 1 and ended[0].interview_recorded in _ENDS else [first, other]
    said["interview_offered"] = _either(says[0].interview_offered, says[-1].interview_offered)
    said["interview_accepted"] = _either(says[0].interview_accepted, says[-1].interview_accepted)
    said["interview_provider"] = first.interview_provider or other.interview_provider
    return msgspec.structs.replace(first, **said)


def _either(one: bool | None, other: bool | None) -> bool | None:  # noqa: FBT001 - two answers of one kind
    """Yes where one says so, no where none says yes and one says no."""
    return one or other if None not in (one, other) else other if one is None else one


def closed_on(episode: EpisodeRow, today: date) -> date | None:
    """The 18th birthday, where it came before any return: an episode that nobody resolved closes on it.

    A child born on 29 February is 18 on 1 March.
    """
    if episode.born_on is None:
        return None
    birthday = turns(episode.born_on, _ADULT)
    if birthday > today or (episode.ended_at is not None and episode.ended_at.date() < birthday):
        return None
    return birthday


def lasted_hours(episode: EpisodeRow) -> float | None:
    """Hours an ended episode lasted at the least; None while it has no end.

    Where a list gives a date without a time, only what is certain counts: from the end of the day it began, or to
    the start of the day it ended.
    """
    if episode.ended_at is None:
        return None
    unknown = timedelta(0) if episode.start_time_known else timedelta(days=1)
    return max(0.0, elapsed_hours(episode.started_at + unknown, episode.ended_at))


def summarise(episodes: Iterable[EpisodeRow], today: date, rule: RegularlyMissing) -> MissingSummary:
    """What one child's episodes come to on a day.

    Args:
        episodes: All rows of one child, in any order; those that start after the day do not count.
        today: The day asked about; a meeting's own for its agenda.
        rule: When the panel calls a child regularly missing. Missing and absent episodes both count, and the
            sentence tells them apart; an ended episode above the rule's hours counts for as many days as the others.
    """
    known = tuple(e for e in distinct(episodes) if e.started_at.date() <= today)
    open_missing = _open_since(known, EpisodeKind.MISSING, today)
    open_absent = _open_since(known, EpisodeKind.ABSENT, today)
    ended = tuple((e, hours) for e in known if (hours := lasted_hours(e)) is not None)
    regularly, newest = _regularly(known, ended, today, rule)
    return MissingSummary(
        missing=_counts(known, EpisodeKind.MISSING, today),
        absent=_counts(known, EpisodeKind.ABSENT, today),
        longest_hours=int(max(hours for _, hours in ended)) if ended else None,
        missing_since=open_missing.started_at if open_missing else None,
        missing_since_words=_start_words(open_missing) if open_missing else "",
        absent_since=open_absent.started_at if open_absent else None,
        last_started_on=known[-1].started_at.date() if known else None,
        regularly=regularly,
        newest_counted_on=newest,
    )


def _counts(episodes: Iterable[EpisodeRow], kind: EpisodeKind, today: date) -> EpisodeCounts:
    """Episodes of a kind within 30, 90 and 365 days before the day."""
    ages = [(today - e.started_at.date()).days for e in episodes if e.kind is kind]
    return EpisodeCounts(
        days_30=sum(a <= 30 for a in ages), days_90=sum(a <= 90 for a in ages), days_365=sum(a <= 365 for a in ages)
    )


def _open_since(episodes: Iterable[EpisodeRow], kind: EpisodeKind, today: date) -> EpisodeRow | None:
    """The first episode of a kind that has no end: nobody says the child was back since.

    One that nobody resolved ends on the 18th birthday.
    """
    still_open = [e for e in episodes if e.kind is kind and e.ended_at is None and closed_on(e, today) is None]
    return still_open[0] if still_open else None


def _start_words(episode: EpisodeRow) -> str:
    """When an episode began, with the time only where it is known."""
    return moment_words(episode.started_at) if episode.start_time_known else date_words(episode.started_at.date())


def _regularly(
    episodes: Iterable[EpisodeRow], ended: Iterable[tuple[EpisodeRow, float]], today: date, rule: RegularlyMissing
) -> tuple[str, date | None]:
    """The sentence, and the day the newest episode behind it started; both empty where the rule is not met."""
    since = today - timedelta(days=rule.days)
    within = [e for e in episodes if e.started_at.date() >= since]
    long_ones = [(e, hours) for e, hours in ended if hours > rule.hours and e.started_at.date() >= since]
    parts: list[str] = []
    counted: list[EpisodeRow] = []
    if len(within) >= rule.episodes:
        parts.append(f"{_split(within)} since {date_words(since)}")
        counted += within
    if long_ones:
        parts.append(_long_words(long_ones, rule))
        counted += [e for e, _ in long_ones]
    newest = max((e.started_at.date() for e in counted), default=None)
    return "; ".join(parts), newest


def _long_words(long_ones: list[tuple[EpisodeRow, float]], rule: RegularlyMissing) -> str:
    """``one episode of 50 hours from 3 September 2026``."""
    longest, hours = max(long_ones, key=lambda pair: pair[1])
    many = "one episode" if len(long_ones) == 1 else f"{len(long_ones)} long episodes, the longest"
    length = f"more than {rule.hours}" if int(hours) == rule.hours else f"{int(hours)}"
    return f"{many} of {length} hours from {date_words(longest.started_at.date())}"


def _split(episodes: Iterable[EpisodeRow]) -> str:
    """``4 missing episodes``, ``3 missing and 1 absent episodes``."""
    kinds = [e.kind for e in episodes]
    missing, absent = kinds.count(EpisodeKind.MISSING), kinds.count(EpisodeKind.ABSENT)
    if missing and absent:
        return f"{missing} missing and {absent} absent episodes"
    return count_words(missing or absent, "missing episode" if missing else "absent episode")
