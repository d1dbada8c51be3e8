"""Places of concern as they are shown inside the vault, and as they may leave it: children by pseudonyms alone."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from panel_desk.domain.cases import ConcernKind
from panel_desk.domain.ids import ConcernId, InterventionId
from panel_desk.domain.places import InterventionKind


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
    """``2 offered now, 5 in all; 140 young people reached``; ``Nothing is offered there yet.``"""


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
