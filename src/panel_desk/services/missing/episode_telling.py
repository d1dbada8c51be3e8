"""Puts known episodes into lines: the child, the clock, what was recorded, and what is raised about each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from panel_desk.domain.calendar import clock, count_words, date_words, elapsed_hours, moment_words, short_day, turns
from panel_desk.domain.children.cases import ChildFacts, EpisodeKind, EpisodeRow
from panel_desk.domain.children.child_timeline import duration_words, interview_words
from panel_desk.domain.following.duties import DutyTone
from panel_desk.domain.ids import EpisodeId, InterviewId
from panel_desk.domain.missing.episode_lines import ClockState, EpisodeLine, InterviewClock, Raised, RaisedKind
from panel_desk.domain.missing.episode_rules import ToldEpisode, raised_of
from panel_desk.domain.missing.episodes import closed_on, one_of, told_together
from panel_desk.domain.missing.interview_measures import Counted, counted_of
from panel_desk.domain.missing.interviews import InterviewState, ReturnInterview
from panel_desk.domain.missing.return_interviews import clocks_of
from panel_desk.vault.driver import Database
from panel_desk.vault.queries import episodes as queries
from panel_desk.vault.queries.episodes import (
    BirthsDiffer,
    ChildOfEpisode,
    InterviewsDiffer,
    KnownEpisode,
    ReturnsDiffer,
)

_SOON_HOURS = 24
D = TypeVar("D", ReturnsDiffer, BirthsDiffer, InterviewsDiffer)
_About = dict[tuple[str, EpisodeId], list[tuple[int, ReturnInterview]]]
"""By number and key of an episode: its interviews, with their place among all."""


class OneChild(Struct, frozen=True):
    """A child’s episodes with what is recorded about them."""

    local_id: str
    child: ChildOfEpisode | None
    episodes: tuple[KnownEpisode, ...]
    interviews: tuple[ReturnInterview, ...]
    differing: tuple[ReturnsDiffer, ...]
    nobodys: bool
    """A person said that the desk knows no such child."""
    births: tuple[BirthsDiffer, ...] = ()
    """Where an episode gives another date of birth than the desk has."""
    held: tuple[InterviewsDiffer, ...] = ()
    """Where a list says otherwise of an interview than is recorded here."""


def gather(db: Database, known: Sequence[KnownEpisode]) -> Iterator[OneChild]:
    """Episodes by child, by local ID, each with the child and what is recorded.

    Args:
        db: Any connection.
        known: By child, as the queries give them.
    """
    children = queries.children(db, {episode.local_id for episode in known})
    about: _About = {}
    for place, (interview, told) in enumerate(queries.interviews(db)):
        about.setdefault((told.listed_as, told.key), []).append((place, interview))
    returns = _by_episode(queries.returns_that_differ(db))
    births = _by_episode(queries.births_that_differ(db))
    held = _by_episode(queries.interviews_that_differ(db))
    nobodys = queries.answered_nobody(db)
    for local_id, own in groupby(known, key=lambda e: e.local_id):
        episodes = tuple(own)
        rows = [(e.listed_as, e.key) for e in episodes]
        yield OneChild(
            local_id,
            children.get(local_id),
            episodes,
            _held_with(local_id, episodes, about),
            tuple(returns[row] for row in rows if row in returns),
            local_id in nobodys,
            tuple(births[row] for row in rows if row in births),
            tuple(held[row] for row in rows if row in held),
        )


def _by_episode(found: Iterable[D]) -> dict[tuple[str, EpisodeId], D]:
    """What differs, by the number and key of its episode."""
    return {(one.local_id, one.key): one for one in found}


def _held_with(local_id: str, episodes: Sequence[KnownEpisode], about: _About) -> tuple[ReturnInterview, ...]:
    """The interviews about a child’s episodes, the latest recorded first; of others that they name, nothing."""
    found: dict[InterviewId, tuple[int, ReturnInterview, set[EpisodeId]]] = {}
    for e in episodes:
        for place, one in about.get((e.listed_as, e.key), ()):
            found.setdefault(one.id, (place, one, set()))[2].add(e.key)
    return tuple(
        replace(one, local_id=local_id, episodes=tuple(key for key in one.episodes if key in own))
        for _place, one, own in sorted(found.values(), key=itemgetter(0))
    )


def until(children: Iterable[OneChild], at: datetime) -> Iterator[OneChild]:
    """The children with the episodes that began until a time alone; who has none is left out."""
    for own in children:
        episodes = tuple(e for e in own.episodes if e.row.started_at <= at)
        if episodes:
            yield own if len(episodes) == len(own.episodes) else replace(own, episodes=episodes)


def counted(own: OneChild, now: datetime, *, after_absence: bool) -> tuple[Counted, ...]:
    """The episodes of a child for the measures: those after which an interview is due."""
    team = own.child.team if own.child else ""
    return counted_of((e.row for e in own.episodes), now, team, after_absence=after_absence)


def raised(own: OneChild, now: datetime) -> tuple[Raised, ...]:
    """Everything that is raised about a child’s episodes, by start."""
    told = [ToldEpisode(key=e.key, row=e.row) for e in own.episodes]
    born_on = own.child.born_on if own.child else None
    initials = own.child.initials if own.child else _initials(own.episodes)
    differing = (
        Raised(kind=kind, local_id=own.local_id, key=key, initials=initials, sentence=sentence)
        for kind, key, sentence in _differing(own)
    )
    return (*raised_of(told, now, born_on=born_on, initials=initials), *differing)


def _initials(episodes: Iterable[KnownEpisode]) -> str:
    """Of a child no list of children knows, as the episodes name one; empty where they name nobody, or several."""
    facts = (ChildFacts(local_id="", surname=e.row.surname, forenames=e.row.forenames) for e in episodes)
    named = {one.initials for one in facts if one.name}
    return named.pop() if len(named) == 1 else ""


def _differing(own: OneChild) -> Iterator[tuple[RaisedKind, EpisodeId, str]]:
    """Where lists and desk differ about an episode, and where nobody knows whose it is: kind, key and sentence."""
    for returned in own.differing:
        yield RaisedKind.RETURN_DIFFERS, returned.key, _differ_words(returned)
    for born in own.births:
        listed, known = date_words(born.listed), date_words(born.known)
        sentence = f"the date of birth told with the episode is {listed}, and the desk has {known}: the desk’s counts"
        yield RaisedKind.BIRTH_DIFFERS, born.key, sentence
    for one in own.held:
        yield RaisedKind.INTERVIEW_DIFFERS, one.key, _held_words(one)
    if own.child is None and own.episodes and not own.nobodys:
        first = own.episodes[0]
        yield RaisedKind.NOBODY, first.key, f"no child of the desk has the number {first.listed_as}"


def _held_words(one: InterviewsDiffer) -> str:
    words = moment_words if one.times_known else lambda at: date_words(at.date())
    here = f"held on {words(one.recorded_at)}" if one.recorded_at else one.state
    return f"the list says the interview was held on {words(one.listed_at)}, and it is recorded here as {here}"


def _differ_words(differs: ReturnsDiffer) -> str:
    words = moment_words if differs.times_known else lambda at: date_words(at.date())
    return (
        f"the list says the return was on {words(differs.listed_at)}, and {words(differs.recorded_at)} was entered "
        "here: the list counts"
    )


def lines_of(own: OneChild, now: datetime, *, after_absence: bool) -> Iterator[EpisodeLine]:
    """A child’s episodes as lines, by start; those told twice as one, under the key of the first."""
    groups = told_together(own.episodes, lambda e: e.row)
    rows = tuple(one_of([e.row for e in group]) for group in groups)
    found: dict[EpisodeId, list[str]] = {}
    for one in raised(own, now):
        found.setdefault(one.key, []).append(one.sentence)
    clocks = clocks_of(rows, now, after_absence=after_absence)
    for group, row, at in zip(groups, rows, clocks, strict=True):
        keys = tuple(dict.fromkeys(e.key for e in group))
        sentences = tuple(sentence for key in keys for sentence in found.get(key, ()))
        about = tuple(i for i in own.interviews if set(keys) & set(i.episodes))
        line = _line(own, group[0], row, at, keys=keys, now=now, about=about, sentences=sentences)
        yield line if after_absence or row.kind is EpisodeKind.MISSING else replace(line, interviewed=False)


def _line(
    own: OneChild,
    first: KnownEpisode,
    row: EpisodeRow,
    at: InterviewClock,
    *,
    keys: tuple[EpisodeId, ...],
    now: datetime,
    about: tuple[ReturnInterview, ...],
    sentences: tuple[str, ...],
) -> EpisodeLine:
    child, closed = own.child, closed_on(row, now.date())
    told = ChildFacts(local_id=own.local_id, surname=row.surname, forenames=row.forenames)
    is_open = row.ended_at is None and closed is None
    return EpisodeLine(
        local_id=own.local_id,
        key=first.key,
        keys=keys,
        child_id=child.id if child else None,
        initials=child.initials if child else told.initials if told.name else "?",
        name=child.name if child else told.name,
        team=child.team if child else "",
        kind=row.kind,
        entered=first.entered,
        started_at=row.started_at,
        started_words=_when(row.started_at, known=row.start_time_known),
        ended_at=row.ended_at,
        ended_words=_end_words(row, is_open=is_open),
        is_open=is_open,
        hours=_hours(row, now) if is_open or row.ended_at is not None else None,
        lasted_words=_so_far(row, now) if is_open else duration_words(row),
        clock=at,
        provider=row.interview_provider,
        interview_words=told_words(about) or interview_words(row),
        interviews=about,
        raised=sentences,
        tone=_tone(at, row.kind, is_open=is_open),
        matched=_matched(first, own),
        listed_as=first.listed_as if first.listed_as != own.local_id else "",
        start_time_known=row.start_time_known,
        end_time_known=row.end_time_known,
        source_id=row.source_id,
    )


def _when(at: datetime, *, known: bool) -> str:
    day = f"{short_day(at.date())} {at.year}"
    return f"{day}, {clock(at)}" if known else day


def _end_words(row: EpisodeRow, *, is_open: bool) -> str:
    if row.ended_at is not None:
        return _when(row.ended_at, known=row.end_time_known)
    if not is_open and row.born_on is not None:
        return f"closed on the 18th birthday, {date_words(turns(row.born_on, 18))}"
    return "still missing" if row.kind is EpisodeKind.MISSING else "still absent"


def _hours(row: EpisodeRow, now: datetime) -> float:
    return max(0.0, elapsed_hours(row.started_at, row.ended_at or now))


def _so_far(row: EpisodeRow, now: datetime) -> str:
    hours = int(_hours(row, now))
    if hours < 72:
        return f"{count_words(hours, 'hour')} so far" if hours else "less than an hour so far"
    return f"{count_words(hours // 24, 'day')} so far"


def told_words(interviews: Iterable[ReturnInterview]) -> str:
    """Interviews recorded here, in words; empty where there are none."""
    return "; ".join(map(_told, interviews))


def _told(one: ReturnInterview) -> str:
    """``completed 11 November 2026, 10:00, by Ife Bello (Youth Outreach)``."""
    parts = [one.state.value]
    at = one.held_at if one.state is InterviewState.COMPLETED else one.offered_at
    if at is not None:
        known = one.held_time_known or one.state is not InterviewState.COMPLETED
        parts[0] += f" {moment_words(at) if known else date_words(at.date())}"
    if one.interviewer:
        parts.append(f"by {one.interviewer}")
    if one.decided_by:
        parts.append(f"decided by {one.decided_by}")
    if one.reason:
        parts.append(f"because {one.reason.rstrip('.')}")
    words = ", ".join(parts)
    return f"{words} ({one.provider})" if one.provider else words


def _tone(at: InterviewClock, kind: EpisodeKind, *, is_open: bool) -> DutyTone:
    if is_open:
        return DutyTone.RED if kind is EpisodeKind.MISSING else DutyTone.AMBER
    if at.state is ClockState.DUE:
        return DutyTone.AMBER if at.hours is not None and at.hours <= _SOON_HOURS else DutyTone.NEUTRAL
    return DutyTone.RED if at.state is ClockState.OVERDUE else DutyTone.NEUTRAL


def _matched(first: KnownEpisode, own: OneChild) -> str:
    if own.child is None:
        return "a person said: no child of the desk" if own.nobodys else "no child of the desk found"
    if first.matched_by == "answer":
        return f"{first.listed_as} was matched by a person"
    return "" if first.matched_by == "local ID" else f"by {first.matched_by}"


def in_order(lines: Iterable[EpisodeLine]) -> tuple[EpisodeLine, ...]:
    """Open ones first, missing before absent and the longest away first; then the newest."""
    found = sorted(lines, key=lambda line: (line.started_at, line.local_id))
    still = [line for line in found if line.is_open]
    still.sort(key=lambda line: line.kind is not EpisodeKind.MISSING)
    return (*still, *(line for line in reversed(found) if not line.is_open))
