"""What the Missing page shows, read from the services as frozen values; knows no Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta

from msgspec import Struct

from panel_desk.domain.agendas.planning import MeetingLine
from panel_desk.domain.calendar import ENGLAND, count_words, date_words, day_month
from panel_desk.domain.children.register_line import ChildLine
from panel_desk.domain.figures.reporting_year import Period, between, parse_period, year_around
from panel_desk.domain.following.duties import DutyTone
from panel_desk.domain.ids import PanelKey
from panel_desk.domain.meeting.meetings import COMING
from panel_desk.domain.missing.episode_lines import EpisodeLine, Oversight
from panel_desk.domain.missing.pathway_rules import PathwayLine
from panel_desk.domain.missing.thresholds import Thresholds, interview_rule
from panel_desk.domain.permissions import Permission
from panel_desk.services.desk import Desk
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.workspaces.missing.view_values import AgendaChoice, FigureView, KnownChild, PeriodChoice

ShownAs = Callable[[str, str, str], str]
"""Initials, local ID and name → the child as the screen may show it."""
MANY_LINES = 3_000
"""Above so many children or episodes the page is read on the desk’s thread."""
_LOOKING_BACK = timedelta(days=60)
"""Interviews of returns before a period are shown too while they wait."""
TONES = {
    DutyTone.RED: Tone.RED,
    DutyTone.AMBER: Tone.AMBER,
    DutyTone.BLUE: Tone.INFO,
    DutyTone.NEUTRAL: Tone.NEUTRAL,
}


class MissingView(Struct, frozen=True, kw_only=True):
    """Everything but the cross-reference, which is run apart."""

    period: Period
    episodes: tuple[EpisodeLine, ...]
    oversight: Oversight
    pathway: tuple[PathwayLine, ...]


class Asked(Struct, frozen=True):
    """What a reading was for: the same again need not be read."""

    seq: int
    minute: datetime
    period: Period


def read(desk: Desk, now: datetime, period: Period) -> MissingView:
    """Read the page.

    Args:
        desk: The window’s own, or that of the desk’s thread.
        now: In England.
        period: Whose episodes; those still open or waiting for an interview are shown whatever it is.
    """
    today = now.astimezone(ENGLAND).date()
    since = min(period.starts_on, today - _LOOKING_BACK)
    episodes = desk.missing.episodes(today, since=since)
    return MissingView(
        period=period,
        episodes=tuple(e for e in episodes if e.started_at.date() in period or e.is_open or e.clock.outstanding),
        oversight=desk.missing.oversight(period, now=now),
        pathway=desk.pathway.register(today),
    )


def asked(desk: Desk, now: datetime, period: Period) -> Asked:
    """What a reading now would be for."""
    return Asked(desk.book.head().seq, now.replace(second=0, microsecond=0), period)


def is_quick(desk: Desk) -> bool:
    """Whether reading takes no longer than a person notices."""
    return desk.children.count() <= MANY_LINES


# Periods


def period_choices(today: date) -> tuple[PeriodChoice, ...]:
    """What the period may be: this reporting year so far, the one before, this quarter, and months."""
    year = year_around(today)
    before = year_around(year.starts_on - timedelta(days=1))
    this_month = today.replace(day=1)
    last_month = (this_month - timedelta(days=1)).replace(day=1)
    found = (
        ("This year so far", between(year.starts_on, today)),
        ("The last 12 months", between(_year_ago(today), today)),
        (f"The year {before.words}", before),
        ("The last 90 days", between(today - timedelta(days=89), today)),
        ("This month", between(this_month, today)),
        ("Last month", between(last_month, this_month - timedelta(days=1))),
    )
    return tuple(PeriodChoice(words=words, period=period) for words, period in found)


def typed_period(text: str) -> Period:
    """A period as a person writes it.

    Raises:
        DeskError: with a sentence that says what is no period.
    """
    return parse_period(text)


def period_words(period: Period) -> str:
    """``1 April to 22 November 2026, counted by start date``."""
    starts, ends = period.starts_on, period.ends_on
    first = day_month(starts) if starts.year == ends.year else date_words(starts)
    return f"{first} to {date_words(ends)}, counted by start date"


def _year_ago(today: date) -> date:
    return today - timedelta(days=364)


# The five figures


def figures(view: MissingView, shown: ShownAs) -> tuple[FigureView, ...]:
    """The head of the page: each figure with what it is out of."""
    measures, missing = view.oversight.measures, view.oversight.open_now
    within = measures.within_72_share.words
    unknown = f"; {measures.unknown_time:,} time unknown" if measures.unknown_time else ""
    absent = f"; {view.oversight.absent:,} absent" if view.oversight.absent and view.oversight.after_absence else ""
    return (
        FigureView(
            key="open",
            figure=f"{view.oversight.children_missing:,}",
            words="missing now",
            detail=_longest(missing, shown),
            tip="Show who is missing now",
            tone=Tone.RED if missing else None,
        ),
        FigureView(
            key="all",
            figure=f"{measures.episodes:,}",
            words="episode" if measures.episodes == 1 else "episodes",
            detail=f"of {count_words(measures.children, 'child', 'children')}{absent}",
            tip=_absent(view.oversight),
        ),
        FigureView(
            key="offered",
            figure=measures.offered_share.percent,
            words="interviews offered",
            detail=measures.offered_share.words if measures.returned else "nobody returned",
            tip="Show them by month, team and provider",
        ),
        FigureView(
            key="accepted",
            figure=measures.accepted_of_offered.percent,
            words="accepted",
            detail=measures.accepted_of_offered.words if measures.offered else "none offered",
            tip="Show them by month, team and provider",
        ),
        FigureView(
            key="overdue",
            figure=measures.within_72_share.percent,
            words="completed within 72 h",
            detail=f"{within}{unknown}" if measures.returned else "nobody returned",
            tip="Show the interviews that are overdue",
        ),
    )


def _longest(missing: Sequence[EpisodeLine], shown: ShownAs) -> str:
    """``Y.U. · 104322, 38 hours``."""
    if not missing:
        return "nobody"
    first = missing[0]
    child = shown(first.initials, first.local_id, first.name) if first.child_id else first.local_id
    words = f"{child}, {hours_words(first.hours)}"
    return words if len(missing) == 1 else f"longest: {words}"


def _absent(told: Oversight) -> str:
    if not told.absent:
        return "Show the episodes of the period"
    among = "among them" if told.after_absence else "not counted here"
    return f"Show the episodes of the period; {count_words(told.absent, 'absent episode')} {among}"


def near_day(day: date, today: date) -> str:
    """``17 Dec``; with its year where it is another one."""
    of_month, _, month = day_month(day).partition(" ")
    return f"{of_month} {month[:3]}" + (f" {day.year}" if day.year != today.year else "")


def hours_words(hours: float | None) -> str:
    """``38 hours``; in days from the fourth day on."""
    if hours is None:
        return "time unknown"
    whole = int(hours)
    return count_words(whole, "hour") if whole < 96 else count_words(whole // 24, "day")


# What else the page asks


def children(desk: Desk) -> tuple[KnownChild, ...]:
    """Everybody whom an episode may be about."""
    return tuple(KnownChild(local_id=c.local_id, initials=c.initials, name=c.name) for c in _register(desk))


def shown_of(desk: Desk, local_id: str) -> str:
    """A child in what is said: initials always, and the number alone where the desk knows nobody of it."""
    known = next((child for child in _register(desk) if child.local_id == local_id), None)
    return f"{known.initials} · {local_id}" if known else local_id


def owners(desk: Desk) -> tuple[str, ...]:
    """Names to offer where an owner is asked for: people at the desk, and workers that lists name."""
    return tuple(sorted({person.name for person in desk.people.everyone()}))


def agendas(desk: Desk, today: date, may: Callable[[Permission, PanelKey], bool]) -> tuple[AgendaChoice, ...]:
    """Meetings to come that a child can be put on, the soonest first."""
    ahead = (m for m in desk.planning.all() if _takes(m, today) and may(Permission.PREPARE_AGENDAS, m.panel))
    return tuple(
        AgendaChoice(
            meeting_id=m.id,
            reference=m.reference,
            words=f"{m.panel_name}, {date_words(m.held_on)}{' (locked)' if m.agenda_locked else ''}",
            locked=m.agenda_locked,
        )
        for m in sorted(ahead, key=lambda m: m.held_on)
    )


def _takes(meeting: MeetingLine, today: date) -> bool:
    return meeting.state in COMING and not meeting.cancel_reason and meeting.held_on >= today


def finds(text: str, parts: Iterable[str]) -> bool:
    """Whether every word that is typed stands in one of the parts."""
    haystack = " ".join(parts).casefold()
    return all(word in haystack for word in text.casefold().split())


def tried_words(rule: Thresholds) -> str:
    """``Tried once with 5 in 30 days, the 10 with the most, or one longer than 48 hours. …``"""
    return (
        f"Tried once with {rule.episodes} in {rule.days} days, the {rule.top} with the most, "
        f"or one longer than {count_words(rule.longer_than_hours, 'hour')}. "
        f"{interview_rule(after_absence=rule.interviews_after_absence)}"
    )


def local_id_of(desk: Desk, child: str) -> str:
    """The local ID of a child named by its id or by that itself."""
    known = next((line.local_id for line in _register(desk) if line.id == child), None)
    return known or child


def _register(desk: Desk) -> Sequence[ChildLine]:
    return desk.children.register(desk.book.now().astimezone(ENGLAND).date()).children
