"""Return interviews: one is due within 72 hours of every return, elapsed, weekends included.

Statutory guidance (children who run away or go missing from home or care). Where only the day of return is known, it is
due at the end of the third day after it. Neither weekends nor bank holidays stop the clock. Absences count as missing
episodes do, unless the desk has it otherwise (``Thresholds.interviews_after_absence``).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from math import ceil, floor

from msgspec import Struct
from msgspec.structs import replace

from panel_desk.domain.calendar import ENGLAND, clock, count_words, day_month, elapsed_hours, weekday
from panel_desk.domain.children.cases import EpisodeKind, EpisodeRow
from panel_desk.domain.missing.episode_lines import ClockState, InterviewClock
from panel_desk.domain.missing.episodes import closed_on, distinct
from panel_desk.domain.missing.interviews import InterviewState

WITHIN = timedelta(hours=72)
_WITHIN_HOURS = 72
_COVERS = timedelta(days=28)
_SETTLED_BY_WORD = {
    InterviewState.REFUSED.value: ClockState.REFUSED,
    InterviewState.NOT_OFFERED.value: ClockState.NOT_OFFERED,
}


class Interview(Struct, frozen=True, kw_only=True):
    """An interview that is due and not recorded as held. Times are England's wall clock, without a zone."""

    local_id: str
    returned_at: datetime
    time_known: bool
    due_at: datetime
    offered: bool
    """An offer is recorded."""


def due_at(episode: EpisodeRow, *, after_absence: bool = True) -> datetime | None:
    """When the interview of an episode is due; None while the child is away, and of a kind after which none is.

    None too where the 18th birthday came first: the episode closed on it.
    """
    if not _is_asked(episode, after_absence=after_absence) or episode.ended_at is None:
        return None
    if closed_on(episode, episode.ended_at.date()) is not None:
        return None
    if not episode.end_time_known:
        return datetime.combine(episode.ended_at.date() + timedelta(days=4), time())
    # Elapsed hours: a change of the clocks moves the time of day.
    returned = episode.ended_at.replace(tzinfo=ENGLAND).timestamp() + WITHIN.total_seconds()
    return datetime.fromtimestamp(returned, ENGLAND).replace(tzinfo=None)


def _is_asked(episode: EpisodeRow, *, after_absence: bool) -> bool:
    return after_absence or episode.kind is EpisodeKind.MISSING


def clock_of(
    episode: EpisodeRow, now: datetime, covered_at: datetime | None = None, *, after_absence: bool = True
) -> InterviewClock:
    """Where the interview of one episode stands.

    Args:
        episode: With what is recorded of its interviews; told twice, as one (``distinct``).
        now: England's wall clock, without a zone.
        covered_at: When an interview was held that was told for another episode and covers this one too.
        after_absence: Whether one is due after an absence too.
    """
    if not _is_asked(episode, after_absence=after_absence):
        return InterviewClock(state=ClockState.NONE, words="none due")
    if closed_on(episode, now.date()) is not None:
        return InterviewClock(state=ClockState.NONE, words="none due: 18 before a return")
    if episode.ended_at is None:
        return InterviewClock(state=ClockState.STILL_MISSING, words=f"still {episode.kind.value}")
    due = due_at(episode, after_absence=after_absence)
    if due is None:
        raise AssertionError("an episode of this kind with a return has an interview")
    held = episode.interview_at if episode.interview_at is not None else covered_at
    if held is not None:
        own = episode.interview_at is not None
        known = episode.interview_time_known if own else True
        at = _held(episode.ended_at, due, held, returned_time=episode.end_time_known, held_time=known)
        return at if own else replace(at, words=f"{at.words}, with a later return")
    unknown = not episode.end_time_known
    if (settled := _settled(episode)) is not None:
        return InterviewClock(state=settled, words=settled.value, due_at=due, time_unknown=unknown)
    left = hours_left(now, due)
    state = ClockState.OVERDUE if left < 0 else ClockState.DUE
    words = _overdue_words(-left) if left < 0 else f"{_due_words(due, unknown=unknown)} · {_hours(left)} left"
    return InterviewClock(
        state=state, words=f"{words} · time unknown" if unknown else words, due_at=due, time_unknown=unknown, hours=left
    )


def hours_left(now: datetime, due: datetime) -> float:
    """Hours that will pass until an interview is due; negative where it is overdue.

    Both England's wall clock, without a zone; ``fold`` tells the second of two equal times in October.
    """
    return (due.replace(tzinfo=ENGLAND).timestamp() - now.replace(tzinfo=ENGLAND).timestamp()) / 3600


def _settled(episode: EpisodeRow) -> ClockState | None:
    """How an interview ended that was not held; None where it is still to come."""
    if episode.interview_recorded:
        return _SETTLED_BY_WORD.get(episode.interview_recorded)
    declined = episode.interview_accepted is False and episode.interview_offered is not False
    return ClockState.REFUSED if declined else None


def _held(
    returned_at: datetime, due: datetime, held_at: datetime, *, returned_time: bool, held_time: bool
) -> InterviewClock:
    """An interview that was held: within 72 hours, late, or nobody can say."""
    hours = elapsed_hours(returned_at, held_at)
    known = returned_time and held_time
    state, words = ClockState.LATE, f"completed late, in {ceil(hours)} h"
    if not returned_time:
        # The rule for a day alone: by the end of the third day after it.
        days = (held_at.date() - returned_at.date()).days
        state = ClockState.WITHIN if 0 <= days <= 3 else ClockState.LATE
        words = f"completed {'the same day' if days == 0 else count_words(days, 'day') + ' after'}"
    elif not held_time:
        state = _day_alone(returned_at, due, held_at.date())
        words = f"completed {day_month(held_at.date())}"
    elif hours <= _WITHIN_HOURS:
        state, words = ClockState.WITHIN, f"completed in {_hours(hours)}"
    if hours < 0 and (known or held_at.date() < returned_at.date()):
        state, words = ClockState.HELD, "completed before the return"
    return InterviewClock(
        state=state,
        words=words if known else f"{words} · time unknown",
        due_at=due,
        time_unknown=not known,
        hours=hours if known else None,
    )


def _day_alone(returned_at: datetime, due: datetime, held_on: date) -> ClockState:
    """Of an interview whose day alone is known: what is certain."""
    begins = datetime.combine(held_on, time())
    if returned_at.date() <= held_on and begins + timedelta(days=1) <= due:
        return ClockState.WITHIN
    return ClockState.LATE if begins > due else ClockState.HELD


def _due_words(due: datetime, *, unknown: bool) -> str:
    """``due Tue 24 November, 14:20``, ``due by the end of Tue 24 November``."""
    if unknown:
        last = due.date() - timedelta(days=1)
        return f"due by the end of {weekday(last)[:3]} {day_month(last)}"
    return f"due {weekday(due.date())[:3]} {day_month(due.date())}, {clock(due)}"


def _overdue_words(hours: float) -> str:
    return f"overdue by {_hours(hours)}" if hours < _WITHIN_HOURS else f"overdue by {floor(hours / 24)} days"


def _hours(hours: float) -> str:
    return f"{floor(hours)} h" if hours >= 1 else "less than 1 h"


def covering(episodes: Sequence[EpisodeRow]) -> tuple[datetime | None, ...]:
    """Of each episode of one child, when an interview was held that a list tells for a later one and covers it too.

    A list tells one interview for one episode; one held after a later return, and within 28 days of this one, covers
    both. An interview that was recorded here names the episodes it is about, and covers no others.

    Args:
        episodes: Of one child, each told once.
    """
    told = _told(episodes)
    return tuple(_covered(e, told) for e in episodes)


def _told(episodes: Iterable[EpisodeRow]) -> tuple[EpisodeRow, ...]:
    """Those whose interview a list tells of."""
    return tuple(e for e in episodes if e.interview_at is not None and not e.interview_recorded)


def _covered(episode: EpisodeRow, told: Sequence[EpisodeRow]) -> datetime | None:
    ended = episode.ended_at
    if ended is None or episode.interview_at is not None or episode.interview_recorded or _settled(episode):
        return None
    later = (e.interview_at for e in told if e.started_at > episode.started_at and e.interview_at is not None)
    return min((held for held in later if ended <= held <= ended + _COVERS), default=None)


def clocks_of(
    episodes: Sequence[EpisodeRow], now: datetime, *, after_absence: bool = True
) -> tuple[InterviewClock, ...]:
    """The clock of each episode of one child, each told once; ``now``: England's wall clock, without a zone."""
    return tuple(
        clock_of(e, now, covered, after_absence=after_absence)
        for e, covered in zip(episodes, covering(episodes), strict=True)
    )


def outstanding(
    episodes: Iterable[EpisodeRow], now: datetime, *, looking_back: timedelta, after_absence: bool = True
) -> tuple[Interview, ...]:
    """Interviews that nobody has recorded as held or declined, of one child, by the time they are due.

    Args:
        episodes: All rows of one child.
        now: England's wall clock.
        looking_back: Returns longer ago than this are history, and no longer due.
        after_absence: Whether one is due after an absence too.
    """
    rows, since = tuple(episodes), now - looking_back
    # Most children of a large desk have not come back lately: they are not looked at further.
    if not any(row.ended_at is not None and since <= row.ended_at <= now for row in rows):
        return ()
    known = distinct(rows)
    told = _told(known)
    found = []
    for episode in known:
        if episode.ended_at is None or not since <= episode.ended_at <= now:
            continue
        at = clock_of(episode, now, _covered(episode, told), after_absence=after_absence)
        if at.outstanding and at.due_at is not None:
            interview = Interview(
                local_id=episode.local_id,
                returned_at=episode.ended_at,
                time_known=episode.end_time_known,
                due_at=at.due_at,
                offered=bool(episode.interview_offered),
            )
            found.append(interview)
    return tuple(sorted(found, key=lambda interview: interview.due_at))
