"""The four measures of return interviews, kept apart: offered, accepted, completed, completed within 72 hours.

Their denominator is the episodes that began in the period and ended with a return, of the kinds after which an
interview is due; open ones are told apart. Episodes count by the day they start.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from msgspec import Struct

from panel_desk.domain.calendar import count_words
from panel_desk.domain.children.cases import EpisodeKind, EpisodeRow
from panel_desk.domain.figures.reporting_year import Period, months
from panel_desk.domain.missing.episode_lines import ClockState, EpisodeLine, InterviewClock, Measures, Oversight
from panel_desk.domain.missing.episodes import distinct
from panel_desk.domain.missing.interviews import InterviewState
from panel_desk.domain.missing.return_interviews import clocks_of
from panel_desk.domain.missing.thresholds import interview_rule

NO_TEAM = "No team on the lists"
NO_PROVIDER = "No provider named"
_HELD = {ClockState.WITHIN, ClockState.LATE, ClockState.HELD}
_DECIDED_AGAINST = InterviewState.NOT_OFFERED.value


class Counted(Struct, frozen=True, kw_only=True):
    """One episode of a kind that counts, told once, with its clock at the moment of counting."""

    row: EpisodeRow
    clock: InterviewClock
    team: str

    @property
    def returned(self) -> bool:
        """Whether the child came back, before the 18th birthday."""
        return self.clock.state not in (ClockState.STILL_MISSING, ClockState.NONE)

    @property
    def completed(self) -> bool:
        """Whether an interview was held."""
        return self.clock.state in _HELD

    @property
    def accepted(self) -> bool:
        """Whether the child said yes: one that was held was accepted, whatever its column says."""
        return self.completed or bool(self.row.interview_accepted)

    @property
    def offered(self) -> bool:
        """Whether it was offered: what was accepted, refused or held was."""
        return self.accepted or self.clock.state is ClockState.REFUSED or bool(self.row.interview_offered)

    @property
    def not_offered(self) -> bool:
        """Whether somebody decided against it, or a list says that none was offered."""
        said_no = self.row.interview_recorded == _DECIDED_AGAINST or self.row.interview_offered is False
        return said_no and not self.offered


def counted_of(
    episodes: Iterable[EpisodeRow], now: datetime, team: str, *, after_absence: bool = True
) -> tuple[Counted, ...]:
    """The episodes of one child after which an interview is due, each once, with their clocks.

    Args:
        episodes: All rows of one child: an interview told for one may cover another.
        now: England's wall clock, without a zone; what starts later is left out.
        team: The child's, as the lists say.
        after_absence: Whether absent ones are among them.
    """
    known = distinct(e for e in episodes if e.started_at <= now)
    return tuple(
        Counted(row=row, clock=clock, team=team)
        for row, clock in zip(known, clocks_of(known, now, after_absence=after_absence), strict=True)
        if after_absence or row.kind is EpisodeKind.MISSING
    )


def measures(name: str, episodes: Iterable[Counted]) -> Measures:
    """The measures of some episodes."""
    kept = tuple(episodes)
    back = tuple(e for e in kept if e.returned)
    return Measures(
        name=name,
        episodes=len(kept),
        children=len({e.row.local_id for e in kept}),
        open=sum(e.clock.state is ClockState.STILL_MISSING for e in kept),
        closed_at_18=sum(e.clock.state is ClockState.NONE for e in kept),
        returned=len(back),
        offered=sum(e.offered for e in back),
        accepted=sum(e.accepted for e in back),
        completed=sum(e.completed for e in back),
        within_72=sum(e.clock.state is ClockState.WITHIN for e in back),
        refused=sum(e.clock.state is ClockState.REFUSED for e in back),
        not_offered=sum(e.not_offered for e in back),
        unknown_time=sum(not e.row.end_time_known for e in back),
        outstanding=sum(e.clock.outstanding for e in back),
        overdue=sum(e.clock.state is ClockState.OVERDUE for e in back),
    )


def oversight(
    period: Period,
    episodes: Iterable[Counted],
    *,
    as_of: datetime,
    absent: int,
    open_now: Sequence[EpisodeLine],
    after_absence: bool = True,
) -> Oversight:
    """What managers look at.

    Args:
        period: Both days included; only episodes that began in it count.
        episodes: Of every child, those after which an interview is due.
        as_of: England's wall clock, without a zone.
        absent: Absent episodes that began in the period.
        open_now: Children missing now.
        after_absence: Whether absent ones are among the episodes.
    """
    kept = tuple(e for e in episodes if e.row.started_at.date() in period)
    whole = measures("All", kept)
    by_month = tuple(
        measures(month.words, (e for e in kept if e.row.started_at.date() in month)) for month in months(period)
    )
    return Oversight(
        period=period,
        as_of=as_of,
        measures=whole,
        by_month=by_month,
        by_team=_by(kept, lambda e: e.team, NO_TEAM),
        by_provider=_by(kept, lambda e: e.row.interview_provider.strip(), NO_PROVIDER),
        absent=absent,
        after_absence=after_absence,
        open_now=tuple(open_now),
        sentences=tuple(
            _sentences(period, whole, absent, len({line.local_id for line in open_now}), after_absence=after_absence)
        ),
    )


def _by(episodes: Sequence[Counted], of: Callable[[Counted], str], unnamed: str) -> tuple[Measures, ...]:
    """A line for each name in order, however it is capitalised; those without one last."""
    groups: dict[str, list[Counted]] = {}
    names: dict[str, str] = {}
    for episode in episodes:
        name = of(episode)
        names.setdefault(name.casefold(), name)
        groups.setdefault(name.casefold(), []).append(episode)
    ordered = sorted(groups, key=lambda key: (not key, key))
    return tuple(measures(names[key] or unnamed, groups[key]) for key in ordered)


def _sentences(period: Period, found: Measures, absent: int, open_now: int, *, after_absence: bool) -> Iterable[str]:
    if not found.episodes:
        kinds = "missing or absent episode" if after_absence else "missing episode"
        yield f"The desk knows of no {kinds} that began in the period, {period.words}."
    else:
        of_children = count_words(found.children, "child", "children")
        absences = absent if after_absence else 0
        kinds = "missing episode" if not absences else "episode"
        split = f": {found.episodes - absences} missing and {absences} absent" if absences else ""
        yield f"{count_words(found.episodes, kinds)} of {of_children} began in the period, {period.words}{split}."
        yield _standing(found)
        yield from _interviews(found)
    now = "Nobody is missing now" if not open_now else f"{count_words(open_now, 'child', 'children')} missing now"
    yield f"{now}, whenever the episode began."
    yield "Episodes count by the day they start, rows of one child that start within 60 minutes as one."
    apart = f" {count_words(absent, 'absent episode')} of the period {'is' if absent == 1 else 'are'} not counted here."
    yield interview_rule(after_absence=after_absence) + (apart if absent and not after_absence else "")


def _standing(found: Measures) -> str:
    parts = [f"{found.returned} ended with a return"]
    if found.open:
        parts.append(f"{found.open} {'is' if found.open == 1 else 'are'} open")
    if found.closed_at_18:
        parts.append(f"{found.closed_at_18} closed on the 18th birthday")
    return f"{', '.join(parts)}; interviews are counted of those with a return."


def _interviews(found: Measures) -> Iterable[str]:
    if not found.returned:
        return
    yield (
        f"Of {count_words(found.returned, 'return')}, an interview was offered after {found.offered} "
        f"({found.offered_share.percent}), "
        f"accepted after {found.accepted} ({found.accepted_share.percent}), "
        f"completed after {found.completed} ({found.completed_share.percent}), "
        f"and completed within 72 hours after {found.within_72} ({found.within_72_share.percent})."
    )
    if found.outstanding:
        are = "interview is" if found.outstanding == 1 else "interviews are"
        yield f"{found.outstanding:,} {are} outstanding, {_overdue(found)}."
    if found.unknown_time:
        returns = count_words(found.unknown_time, "return has", "returns have")
        yield f"{returns} no time: the interview is due at the end of the third day after the day."


def _overdue(found: Measures) -> str:
    """``none of them overdue``, ``14 of them overdue``, ``all of them overdue``; of a single one without “of them”."""
    if found.outstanding == 1:
        return "and overdue" if found.overdue else "and not overdue yet"
    return f"{'all' if found.overdue == found.outstanding else found.overdue or 'none'} of them overdue"
