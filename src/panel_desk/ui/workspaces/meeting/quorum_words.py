"""The quorum of an item in words: the chip of the time line, and who fulfils each group or why nobody does."""

from __future__ import annotations

from msgspec import Struct

from panel_desk.domain import quorum
from panel_desk.domain.ids import ItemId
from panel_desk.domain.meetings import Meeting
from panel_desk.ui.theme.tones import Tone


class QuorumChip(Struct, frozen=True, kw_only=True):
    """The chip of the time line."""

    words: str
    """``Quorum: council, police, health``; ``No quorum: Health``."""
    tone: Tone
    icon: str
    detail: str = ""
    """The same at length, for the tooltip and for those who hear the screen."""


def quorum_words(meeting: Meeting, item_id: ItemId | None) -> QuorumChip:
    """The quorum as it is now, for an item or (None) for the meeting as a whole."""
    count = quorum.count(meeting, item_id)
    if count.is_met:
        return QuorumChip(words="Quorum", tone=Tone.GREEN, icon="check")
    return QuorumChip(
        words=f"No quorum: {quorum.words(meeting, count.missing)}", tone=Tone.AMBER, icon="triangle-alert"
    )
