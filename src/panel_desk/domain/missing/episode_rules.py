"""What is raised about missing episodes by rule, for a person to look at; nothing is put right by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from msgspec import Struct

from panel_desk.domain.calendar import ENGLAND, clock, date_words, elapsed_hours, moment_words, turns
from panel_desk.domain.children.cases import EpisodeRow
from panel_desk.domain.ids import EpisodeId
from panel_desk.domain.missing.episode_lines import Raised, RaisedKind
from panel_desk.domain.missing.episodes import one_of, told_together

LONGEST_DAYS = 400
"""An episode longer than this is taken for a return that nobody recorded."""
_ADULT = 18
_CHANGES_IN, _CHANGES_AT = (3, 10), 1
"""England's clocks go forward at 01:00, and back to it."""


class ToldEpisode(Struct, frozen=True, kw_only=True):
    """One row of one child, with the key it is known by."""

    key: EpisodeId
    row: EpisodeRow


def raised_of(
    episodes: Sequence[ToldEpisode], now: datetime, *, born_on: date | None = None, initials: str = ""
) -> tuple[Raised, ...]:
    """Everything that is wrong with the episodes of one child, by start.

    Args:
        episodes: All rows of one child that count, in any order.
        now: England's wall clock, without a zone.
        born_on: The child's, where the desk knows it; else what a row says.
        initials: Of the child, for the lines.
    """
    groups = told_together(episodes, lambda e: e.row)
    found: list[tuple[datetime, Raised]] = []

    def tell(told: ToldEpisode, kind: RaisedKind, sentence: str, other: ToldEpisode | None = None) -> None:
        line = Raised(
            kind=kind,
            local_id=told.row.local_id,
            key=told.key,
            other_key=other.key if other else None,
            initials=initials,
            sentence=sentence,
        )
        found.append((told.row.started_at, line))

    for group in groups:
        for told in group[1:]:
            tell(told, RaisedKind.DOUBLE, _double_words(group[0].row), group[0])
    merged = tuple(ToldEpisode(key=g[0].key, row=one_of([t.row for t in g])) for g in groups)
    for told in merged:
        for kind, sentence in _of_one(told.row, now, born_on or told.row.born_on):
            tell(told, kind, sentence)
    for earlier, later, kind, sentence in _of_two(merged):
        tell(later, kind, sentence, earlier)
    return tuple(line for _, line in sorted(found, key=lambda pair: pair[0]))


def begun_words(row: EpisodeRow) -> str:
    """``1 November 2026, 22:10``; without the time where it is not known."""
    return moment_words(row.started_at) if row.start_time_known else date_words(row.started_at.date())


def ended_words(row: EpisodeRow) -> str:
    """When it ended, as ``begun_words``; empty while it has no end."""
    if row.ended_at is None:
        return ""
    return moment_words(row.ended_at) if row.end_time_known else date_words(row.ended_at.date())


def ends_before_start(row: EpisodeRow) -> bool:
    """Whether it ends before it starts: by elapsed time, or by the day where a time is not known."""
    if row.ended_at is None:
        return False
    if row.start_time_known and row.end_time_known:
        return elapsed_hours(row.started_at, row.ended_at) < 0
    return row.ended_at.date() < row.started_at.date()


def lasts_too_long(row: EpisodeRow, now: datetime) -> bool:
    """Whether it lasts, or lasts by now, more than 400 days."""
    return (row.ended_at or now) - row.started_at > timedelta(days=LONGEST_DAYS)


def clock_words(at: datetime) -> str:
    """What is odd about a time that the clocks skipped in March, or showed twice in October; empty where nothing is."""
    if at.hour != _CHANGES_AT or at.month not in _CHANGES_IN:
        return ""
    first, second = (at.replace(tzinfo=ENGLAND, fold=fold).utcoffset() for fold in (0, 1))
    if first is None or second is None or first == second:
        return ""
    if second > first:
        return f"{clock(at)} did not exist on {date_words(at.date())}: the clocks went forward over it"
    return f"{clock(at)} came twice on {date_words(at.date())}, when the clocks went back: taken as the first"


def _double_words(first: EpisodeRow) -> str:
    return f"told twice: starts within 60 minutes of the one from {begun_words(first)}, and is counted as one with it"


def _of_one(row: EpisodeRow, now: datetime, born_on: date | None) -> Iterator[tuple[RaisedKind, str]]:
    """What is wrong with one episode alone."""
    if row.started_at > now and (row.start_time_known or row.started_at.date() > now.date()):
        yield RaisedKind.FUTURE, f"starts on {begun_words(row)}, which is in the future"
    elif row.ended_at is not None and row.ended_at > now and (row.end_time_known or row.ended_at.date() > now.date()):
        yield RaisedKind.FUTURE, f"ends on {ended_words(row)}, which is in the future"
    if ends_before_start(row):
        yield RaisedKind.END_BEFORE_START, f"ends on {ended_words(row)}, before it starts on {begun_words(row)}"
    elif row.started_at <= now and lasts_too_long(row, now):
        length = f"lasted {((row.ended_at or now) - row.started_at).days} days"
        why = "a return may not have been recorded"
        yield RaisedKind.TOO_LONG, f"{length if row.ended_at else length.replace('lasted', 'has lasted')}: {why}"
    if born_on is not None:
        yield from _of_age(row, born_on, now.date())
    for at, known in ((row.started_at, row.start_time_known), (row.ended_at, row.end_time_known)):
        if at is not None and known and (words := clock_words(at)):
            yield RaisedKind.CLOCK, words
    if words := _interview_words(row, now):
        yield RaisedKind.INTERVIEW, words


def _of_age(row: EpisodeRow, born_on: date, today: date) -> Iterator[tuple[RaisedKind, str]]:
    started_on, birthday = row.started_at.date(), turns(born_on, _ADULT)
    if started_on < born_on:
        yield RaisedKind.BEFORE_BIRTH, f"starts on {date_words(started_on)}, before the birth on {date_words(born_on)}"
    elif started_on >= birthday:
        words = f"starts on {date_words(started_on)}, on or after the 18th birthday ({date_words(birthday)})"
        yield RaisedKind.ADULT, words
    elif row.ended_at is None and birthday <= today:
        yield RaisedKind.ADULT, f"nobody recorded a return: it closed on the 18th birthday, {date_words(birthday)}"


def _interview_words(row: EpisodeRow, now: datetime) -> str:
    """What is wrong with when the interview was held; empty where nothing is."""
    held = row.interview_at
    if held is None:
        tells = (row.interview_offered or row.interview_accepted is not None) and not row.interview_recorded
        return "a list tells of a return interview, but no return is recorded" if tells and not row.ended_at else ""
    said = moment_words(held) if row.interview_time_known else date_words(held.date())
    if held.date() > now.date():
        return f"the return interview is told for {said}, which is in the future"
    if row.ended_at is None:
        return f"a return interview was held on {said}, but no return is recorded"
    known = row.interview_time_known and row.end_time_known
    if held < row.ended_at if known else held.date() < row.ended_at.date():
        return f"the return interview on {said} is before the return on {ended_words(row)}"
    return ""


def _of_two(episodes: Sequence[ToldEpisode]) -> Iterator[tuple[ToldEpisode, ToldEpisode, RaisedKind, str]]:
    """An episode that begins before an earlier one is over: the earlier, the later, and why."""
    reaching: ToldEpisode | None = None
    for told in episodes:
        if reaching is not None and (words := _before_over(reaching.row, told.row)):
            kind = RaisedKind.WHILE_OPEN if reaching.row.ended_at is None else RaisedKind.OVERLAP
            yield reaching, told, kind, words
        if reaching is None or _reaches_further(told.row, reaching.row):
            reaching = told


def _reaches_further(row: EpisodeRow, other: EpisodeRow) -> bool:
    """Whether an episode ends later; one without an end is outlasted by the next that has none."""
    if row.ended_at is None:
        return True
    return other.ended_at is not None and row.ended_at > other.ended_at


def _before_over(earlier: EpisodeRow, later: EpisodeRow) -> str:
    if earlier.ended_at is None:
        return f"begins {begun_words(later)}, while the one from {begun_words(earlier)} has no return"
    if not (earlier.end_time_known and later.start_time_known):
        over = later.started_at.date() < earlier.ended_at.date()
    else:
        over = later.started_at < earlier.ended_at
    if not over:
        return ""
    return f"begins {begun_words(later)}, before the one from {begun_words(earlier)} ended on {ended_words(earlier)}"
