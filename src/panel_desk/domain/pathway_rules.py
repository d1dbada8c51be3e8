"""The register of the enhanced pathway in words: each contact, and whether an episode followed it."""

from __future__ import annotations

from datetime import date, datetime

from msgspec import Struct

from panel_desk.domain.ids import ChildId, PathwayId
from panel_desk.domain.pathway import ContactWay


class ContactLine(Struct, frozen=True, kw_only=True):
    """One try to reach the child."""

    at: datetime
    when: str
    """``12 November 2026, 16:30``."""
    by: str
    way: ContactWay
    reached: bool
    words: str
    followed: str
    """``an episode followed after 6 days``; ``no episode since``."""
    days_after: int | None = None
    """Whole days until the next episode; None: none followed yet."""


class PathwayLine(Struct, frozen=True, kw_only=True):
    """One stay of one child on the enhanced pathway."""

    id: PathwayId
    local_id: str
    initials: str
    name: str
    child_id: ChildId | None
    owner: str
    agency: str
    added_on: date
    added: str
    """``3 October 2026``."""
    reason: str
    contacts: tuple[ContactLine, ...] = ()
    """Newest first."""
    contacts_words: str = ""
    """``2 contacts since the last episode, 1 reached``."""
    episodes_since: int = 0
    """Episodes that started since the child was added."""
    left_on: date | None = None
    left: str = ""
    """``left on 1 November 2026: no episode for 60 days``; empty: on the pathway now."""

    @property
    def is_current(self) -> bool:
        """Whether the child is on the pathway now."""
        return self.left_on is None
