"""Places of concern as they are shown inside the vault, and as they may leave it: children by pseudonyms alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from panel_desk.domain.calendar import count_words, date_words
from panel_desk.domain.children.cases import ConcernKind, ConcernRow
from panel_desk.domain.children.standing import Decided
from panel_desk.domain.ids import ConcernId, InterventionId
from panel_desk.domain.strategy.places import Intervention, InterventionKind


class LinkedChild(Struct, frozen=True, kw_only=True):
    """A child beside a place or theme. For the window alone: never leaves the vault."""

    local_id: str
    initials: str
    name: str
    why: str
    linked_on: date


class InterventionLine(Struct, frozen=True, kw_only=True):
    """Something offered or done."""

    id: InterventionId
    kind: InterventionKind
    what: str
    provider: str
    starts_on: date
    ends_on: date | None
    when_words: str
    """``3 November 2026 to 15 December 2026``, ``since 3 November 2026``, ``on …``, ``from …``."""
    sessions: int | None
    reached: int | None
    reach_words: str
    """``6 sessions, 40 young people reached``; ``not counted``."""
    outcome: str
    current: bool
    """Goes on, or is still to come, on the day."""
    to_come: bool = False
    """Begins after the day."""


class PlaceLine(Struct, frozen=True, kw_only=True):
    """A place, theme or person of concern with what is done about it. For the window alone."""

    concern_id: ConcernId
    kind: ConcernKind
    name: str
    concern: str
    lead_agency: str
    raised_on: date | None
    closed: bool
    standing_words: str
    """``open since 3 November 2026``, ``closed 5 November 2026: nobody meets there``."""
    last_decision: str
    """``MACE-2026-11, 19 November 2026: to begin disruption work``; empty where no panel decided."""
    children: tuple[LinkedChild, ...]
    interventions: tuple[InterventionLine, ...]
    """Those that go on first, then the newest first."""
    offered_words: str
    """``2 offered now, 1 to come, 5 in all; 140 young people reached.``; ``Nothing is offered there yet.``"""


class OutsidePlace(Struct, frozen=True, kw_only=True):
    """A place or theme as it may leave the vault."""

    kind: ConcernKind
    name: str
    concern: str
    lead_agency: str
    raised_on: date | None
    closed: bool
    standing_words: str
    children: tuple[str, ...]
    """Pseudonyms, in alphabetical order: the same child has the same one at every place of this export, and
    another in the next."""
    children_words: str
    """``3 children: Dunlin, Heron, Wren``, ``No child is linked.``"""
    interventions: tuple[InterventionLine, ...]
    offered_words: str


class PlacesOutside(Struct, frozen=True, kw_only=True):
    """The register of places as one export."""

    today: date
    places: tuple[OutsidePlace, ...]
    sentence: str
    notes: tuple[str, ...]
    """What was left out, and what the desk cannot see to."""


class PlaceState(Struct, frozen=True, kw_only=True):
    """A concern with all that is recorded of it."""

    concern_id: ConcernId
    row: ConcernRow
    closed: bool = False
    changed_on: date | None = None
    """When it was closed or opened again."""
    reason: str = ""
    last: Decided | None = None
    """The last decision of any panel."""
    children: tuple[LinkedChild, ...] = ()
    interventions: tuple[Intervention, ...] = ()
    """The newest first."""

    @property
    def closed_on(self) -> date | None:
        """The day it was closed; None where it is open."""
        return self.changed_on if self.closed else None


def place_line(state: PlaceState, today: date) -> PlaceLine:
    """One concern on a day."""
    lines = [intervention_line(one, today) for one in state.interventions]
    return PlaceLine(
        concern_id=state.concern_id,
        kind=state.row.kind,
        name=state.row.name,
        concern=state.row.concern,
        lead_agency=state.row.lead_agency,
        raised_on=state.row.raised_on,
        closed=state.closed,
        standing_words=standing_words(state),
        last_decision=_decision_words(state.last),
        children=state.children,
        interventions=tuple(sorted(lines, key=lambda line: not line.current)),
        offered_words=offered_words(lines),
    )


def standing_words(state: PlaceState) -> str:
    """``closed 5 November 2026: nobody meets there``."""
    if state.changed_on is not None:
        what = "closed" if state.closed else "opened again"
        return f"{what} {date_words(state.changed_on)}: {state.reason}"
    return f"open since {date_words(state.row.raised_on)}" if state.row.raised_on else "open"


def _decision_words(last: Decided | None) -> str:
    if last is None:
        return ""
    standing = "" if last.quorate else ", a recommendation without quorum"
    return f"{last.reference}, {date_words(last.held_on)}: {last.words}{standing}"


def intervention_line(one: Intervention, today: date) -> InterventionLine:
    """What is offered, on a day."""
    return InterventionLine(
        id=one.id,
        kind=one.kind,
        what=one.what,
        provider=one.provider,
        starts_on=one.starts_on,
        ends_on=one.ends_on,
        when_words=_when_words(one, today),
        sessions=one.sessions,
        reached=one.reached,
        reach_words=_reach_words(one),
        outcome=one.outcome,
        current=one.ends_on is None or one.ends_on >= today,
        to_come=one.starts_on > today,
    )


def _when_words(one: Intervention, today: date) -> str:
    if one.ends_on is None:
        return f"{'since' if one.starts_on <= today else 'from'} {date_words(one.starts_on)}"
    if one.ends_on == one.starts_on:
        return f"on {date_words(one.starts_on)}"
    return f"{date_words(one.starts_on)} to {date_words(one.ends_on)}"


def _reach_words(one: Intervention) -> str:
    parts = [
        count_words(one.sessions, "session") if one.sessions is not None else "",
        f"{_people(one.reached)} reached" if one.reached is not None else "reach not counted",
    ]
    return ", ".join(part for part in parts if part)


def _people(count: int) -> str:
    return count_words(count, "young person", "young people")


def offered_words(lines: Sequence[InterventionLine]) -> str:
    """``2 offered now, 1 to come, 5 in all; 140 young people reached.``"""
    if not lines:
        return "Nothing is offered there yet."
    now, to_come = sum(line.current and not line.to_come for line in lines), sum(line.to_come for line in lines)
    coming = f", {to_come} to come" if to_come else ""
    counted = [line.reached for line in lines if line.reached is not None]
    reach = f"; {_people(sum(counted))} reached" if counted else "; reach not counted"
    return f"{now or 'None'} offered now{coming}, {len(lines)} in all{reach}."
