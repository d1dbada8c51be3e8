"""The enhanced pathway: children with a marker who go missing most, each with an owner who reaches them in between."""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum

from msgspec import Struct

from panel_desk.domain.ids import PathwayId


class ContactWay(Enum):
    """How the child was sought."""

    VISIT = "visit"
    CALL = "call"
    MESSAGE = "message"
    MEETING = "meeting elsewhere"


class PathwayEntry(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A child’s stay on the enhanced pathway, as it began."""

    id: PathwayId
    local_id: str
    owner: str
    """Who reaches the child before the next episode."""
    agency: str = ""
    added_on: date
    reason: str
    """With the facts: ``4 episodes since 24 August 2026; CCE marker``."""


class PathwayContact(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One try to reach the child. The time is England’s wall clock, without a zone."""

    at: datetime
    by: str
    way: ContactWay
    reached: bool
    words: str = ""
