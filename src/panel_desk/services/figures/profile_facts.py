"""Gathers what the profile counts: children, missing episodes, panels, actions and attendance of each period."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from msgspec import Struct

from panel_desk.domain.calendar import ENGLAND
from panel_desk.domain.children.cases import EpisodeKind, ExploitationType
from panel_desk.domain.events.actions import ActionStatus
from panel_desk.domain.figures.profile_counting import CategoryCounts, CountedChild, counts_of
from panel_desk.domain.figures.profile_missing import MissingFacts
from panel_desk.domain.figures.profile_panels import ActionFacts, AttendanceFacts, PanelFacts
from panel_desk.domain.figures.published import PublishedYear
from panel_desk.domain.figures.reporting_year import Period, months, year_of
from panel_desk.domain.missing.interview_measures import Counted, measures
from panel_desk.services.missing import episode_telling as telling
from panel_desk.vault.driver import Database
from panel_desk.vault.queries import episodes
from panel_desk.vault.queries import profile as queries
from panel_desk.vault.queries.cross_reference import thresholds
from panel_desk.vault.queries.profile import DecidedOn, DueAction

_BEFORE = timedelta(days=60)
"""An episode is looked at with those before it: told twice about midnight, or covered by one interview."""
_REFERRED = "nrm"
_DONE_WITHOUT = (ActionStatus.NOT_POSSIBLE, ActionStatus.SUPERSEDED, ActionStatus.TRANSFERRED)


class _Seen(Struct):
    """A child while the lists and meetings of a period are gone through."""

    first_on: date
    types: tuple[ExploitationType, ...]


def years_with_figures(db: Database) -> tuple[str, ...]:
    """The years for which a list, a meeting or a published figure is there, the latest first."""
    days = [added_on for _, _, added_on in queries.lists_added(db)]
    days += queries.days_considered(db)
    return tuple(sorted({*map(year_of, days), *(one.year for one in queries.published_years(db))}, reverse=True))


class Gathered:
    """Everything that is read once for a profile, and asked period by period."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._considered = queries.considered(db)
        self._decided = queries.decided(db)
        self._known = queries.known_children(db)
        self.published = queries.published_years(db)

    def children(self, periods: Sequence[Period]) -> dict[str, tuple[CountedChild, ...]]:
        """Who counts in each period, by the period’s words."""
        seen: dict[str, dict[str, _Seen]] = {period.words: {} for period in periods}
        for one in queries.named(self._db, [(p.words, p.starts_on, p.ends_on) for p in periods]):
            seen[one.span][one.local_id] = _Seen(one.first_on, one.types)
        for period in periods:
            self._add_considered(seen[period.words], period)
        return {words: self._counted(children) for words, children in seen.items()}

    def _add_considered(self, seen: dict[str, _Seen], period: Period) -> None:
        listed = set(seen)
        for item in self._considered:
            if item.held_on not in period:
                continue
            known = seen.setdefault(item.child.local_id, _Seen(item.held_on, ()))
            known.first_on = min(known.first_on, item.held_on)
            # What a list said outweighs the agenda, which is a copy of it; of several agendas the last.
            if item.child.types and not (item.child.local_id in listed and known.types):
                known.types = item.child.types

    def _counted(self, seen: dict[str, _Seen]) -> tuple[CountedChild, ...]:
        found = []
        for local_id, child in seen.items():
            known = self._known.get(local_id)
            found.append(
                CountedChild(
                    local_id=local_id,
                    types=child.types,
                    counted_on=child.first_on,
                    born_on=known.born_on if known else None,
                    sex=known.sex if known else "",
                    ethnicity=known.ethnicity if known else "",
                )
            )
        return tuple(found)

    def missing(self, periods: Sequence[Period], now: datetime) -> tuple[MissingFacts, ...]:
        """The missing episodes that began in each period, and the interviews that are due; of every child.

        Args:
            periods: In any order.
            now: Aware; what starts later is left out, and what is within 72 hours of it may still be held in time.
        """
        as_of = now.astimezone(ENGLAND).replace(tzinfo=None)
        since = min(period.starts_on for period in periods) - _BEFORE
        told = telling.gather(self._db, [e for e in episodes.known(self._db, since=since) if e.row.started_at <= as_of])
        after_absence = thresholds(self._db).interviews_after_absence
        counted = [one for child in told for one in telling.counted(child, as_of, after_absence=after_absence)]
        return tuple(_missing(period, counted, as_of.date(), after_absence=after_absence) for period in periods)

    def panels(self, period: Period) -> tuple[PanelFacts, ...]:
        """What each panel that met did."""
        held = queries.meetings_held(self._db, period.starts_on, period.ends_on)
        referred = queries.referral_days(self._db)
        return tuple(
            self._panel(panel, sum(one.panel == panel for one in held), period, referred)
            for panel in sorted({one.panel for one in held}, reverse=True)
        )

    def _panel(self, panel: str, meetings: int, period: Period, referred: dict[str, list[date]]) -> PanelFacts:
        here = [item for item in self._considered if item.panel == panel]
        first: dict[str, date] = {}
        for item in here:
            first.setdefault(item.child_id, item.held_on)
        children = {item.child_id for item in here if item.held_on in period}
        new = {child_id for child_id in children if first[child_id] in period}
        decided = [one for one in self._decided if one.panel == panel]
        within = [one for one in decided if one.held_on in period]
        return PanelFacts(
            panel=panel,
            meetings=meetings,
            new=len(new),
            again=len(children - new),
            stepped_up=_children(one for one in within if _steps(one, "up")),
            stepped_down=_children(one for one in within if _steps(one, "down")),
            closed=_children(one for one in within if one.closes),
            deferred=_children(one for one in within if one.defers),
            days=_days(decided, period, referred),
        )

    def referrals(self, period: Period) -> dict[str, list[str]]:
        """The details of decisions to refer to the National Referral Mechanism, by child."""
        found: dict[str, list[str]] = {}
        for one in self._decided:
            if one.held_on in period and (one.outcome == _REFERRED or "National Referral Mechanism" in one.words):
                found.setdefault(one.child_id, []).append(one.detail)
        return found

    def actions(self, period: Period, today: date) -> tuple[ActionFacts, ...]:
        """The actions that were due, by agency in alphabetical order; of open ones, those whose day is over.

        An agency that was renamed is one, under the name it was last asked by.
        """
        by_agency: dict[str, dict[str, int]] = {}
        names: dict[str, str] = {}
        for action in queries.actions_due(self._db, period.starts_on, min(period.ends_on, today)):
            if (kind := _came_to(action, today)) is not None:
                key = action.key or action.agency
                names[key] = action.agency
                counts = by_agency.setdefault(key, {})
                counts[kind] = counts.get(kind, 0) + 1
        return tuple(
            ActionFacts(agency=names[key], key=key, **by_agency[key])
            for key in sorted(by_agency, key=lambda key: (names[key], key))
        )

    def attendance(self, period: Period) -> tuple[AttendanceFacts, ...]:
        """Each agency with a seat, in the order of the seats, by panel."""
        held: dict[tuple[str, str], list[int]] = {}
        for meeting in sorted(
            queries.meetings_held(self._db, period.starts_on, period.ends_on), key=lambda one: one.panel, reverse=True
        ):
            for seat in meeting.seats:
                numbers = held.setdefault((meeting.panel, seat.name), [0, 0])
                numbers[0] += 1
                numbers[1] += seat.agency in meeting.came
        return tuple(
            AttendanceFacts(panel=panel, agency=agency, meetings=numbers[0], attended=numbers[1])
            for (panel, agency), numbers in held.items()
        )


def category_counts(
    periods: Iterable[Period], children: dict[str, tuple[CountedChild, ...]], published: Iterable[PublishedYear]
) -> dict[str, CategoryCounts]:
    """The categories of each period that has any: as published where they were, else as the record counts them."""
    as_published = {one.year: one for one in published}
    found = {}
    for period in periods:
        if period.words in as_published:
            found[period.words] = _published(as_published[period.words])
        elif counted := children.get(period.words):
            found[period.words] = counts_of(period.words, counted)
    return found


def _published(one: PublishedYear) -> CategoryCounts:
    parts = (one.cse_only, one.cce_only, one.both)
    known = [part for part in parts if part is not None]
    return CategoryCounts(
        period=one.year,
        cse_only=one.cse_only,
        cce_only=one.cce_only,
        both=one.both,
        neither=one.children - sum(known) if len(known) == len(parts) else None,
        children=one.children,
        published=one.source,
    )


def _missing(period: Period, counted: Sequence[Counted], today: date, *, after_absence: bool) -> MissingFacts:
    began = [one for one in counted if one.row.started_at.date() in period]
    # A month that is still to come is not a month without an episode.
    by_month = {
        (month.starts_on.year, month.starts_on.month): (month.words, list[Counted]())
        for month in months(period)
        if month.starts_on <= today
    }
    for one in began:
        by_month[one.row.started_at.year, one.row.started_at.month][1].append(one)
    return MissingFacts(
        period=period.words,
        episodes=Counter(one.row.local_id for one in began if one.row.kind is EpisodeKind.MISSING),
        measures=measures("All", began),
        by_month=tuple(measures(name, some) for name, some in by_month.values()),
        after_absence=after_absence,
    )


def _children(decided: Iterable[DecidedOn]) -> int:
    return len({one.child_id for one in decided})


def _steps(one: DecidedOn, way: str) -> bool:
    """Whether a case goes to another panel in this direction; a council’s own outcome is told by its words."""
    if one.outcome in ("step-up", "step-down"):
        return one.outcome == f"step-{way}"
    return bool(one.to_panel) and f" {way} " in f" {one.words} "


def _days(decided: Sequence[DecidedOn], period: Period, referred: dict[str, list[date]]) -> tuple[int, ...]:
    """From the last referral before it to a panel’s first decision on each child, where that fell into the period."""
    first: dict[str, date] = {}
    for one in decided:
        first.setdefault(one.child_id, one.held_on)
    found = []
    for child_id, decided_on in first.items():
        before = [day for day in referred.get(child_id, ()) if day <= decided_on]
        if decided_on in period and before:
            found.append((decided_on - before[-1]).days)
    return tuple(found)


def _came_to(action: DueAction, today: date) -> str | None:
    """The field of ``ActionFacts`` that an action counts in; None while it may still be done on time."""
    status = ActionStatus(action.status)
    if status is ActionStatus.COMPLETE:
        return "on_time" if action.status_on is None or action.status_on <= action.due_on else "late"
    if status in _DONE_WITHOUT:
        return "otherwise"
    return None if status.is_open and action.due_on >= today else "not_done"
