"""A bird’s name for each case item, for the screen that everybody sees: stable, unique, and telling nothing."""

from __future__ import annotations

from panel_desk.domain.ids import ItemId
from panel_desk.domain.meetings import Meeting


def pseudonyms(meeting: Meeting) -> dict[ItemId, str]:
    """The pseudonym of each case item of a meeting. Fixed items have none: they show their section's title."""
    raise NotImplementedError
