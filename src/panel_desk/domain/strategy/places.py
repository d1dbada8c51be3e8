"""Places of concern and what is offered there: outreach, workshops, mobile provision, with dates and reach."""

from __future__ import annotations

from datetime import date
from enum import Enum

from msgspec import Struct

from panel_desk.domain.ids import ConcernId, InterventionId


class InterventionKind(Enum):
    """What is offered (the strategy’s own words)."""

    OUTREACH = "outreach"
    DETACHED = "detached youth work"
    WORKSHOP = "workshop"
    MOBILE = "mobile provision"
    VOLUNTARY = "voluntary sector"
    DISRUPTION = "disruption"
    OTHER = "other"


class Intervention(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Something that is offered or done in answer to a concern."""

    id: InterventionId
    concern_id: ConcernId
    kind: InterventionKind
    what: str
    provider: str = ""
    starts_on: date
    ends_on: date | None = None
    """None: goes on."""
    sessions: int | None = None
    reached: int | None = None
    """How many young people it reached; None: not counted."""
    outcome: str = ""
