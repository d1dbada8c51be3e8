"""What Ctrl+K finds in the record, and in which order it is offered."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import Enum

from msgspec import Struct

from panel_desk.domain.children.cases import ExploitationType
from panel_desk.domain.ids import MeetingId


class FoundKind(Enum):
    """What was found; offered in this order."""

    CHILD = "child"
    MEETING = "meeting"
    ACTION = "action"
    MINUTES = "minutes"
    CONCERN = "concern"


class Found(Struct, frozen=True, kw_only=True):
    """One thing that was found."""

    kind: FoundKind
    id: str
    title: str
    """Reference or name; empty for a child, who is shown as the screen may show it."""
    detail: str = ""
    """The words around what was typed; never a child's name."""
    meeting_id: MeetingId | None = None
    is_over: bool = False
    """Of a meeting: it has been held, so its minutes are what is wanted."""
    is_sitting: bool = False
    """Of a meeting: it is in session or adjourned, so the room is what is wanted."""
    initials: str = ""
    local_id: str = ""
    name: str = ""
    """A child's; shown only where names are asked for."""
    born_on: date | None = None
    types: tuple[ExploitationType, ...] = ()


def in_order(found: Iterable[Found], typed: str) -> tuple[Found, ...]:
    """By kind; of children first who has exactly this local ID, then these initials, then a local ID that begins so."""
    words = typed.casefold().split()
    plain = "".join(words).replace(".", "")
    kinds = {kind: place for place, kind in enumerate(FoundKind)}

    def place(one: Found) -> tuple[int, int]:
        if one.kind is not FoundKind.CHILD:
            exact = one.title.casefold() == typed.strip().casefold()
            return kinds[one.kind], 0 if exact else 1
        local_id, initials = one.local_id.casefold(), one.initials.replace(".", "").casefold()
        if local_id in words:
            return 0, 0
        if plain and initials == plain:
            return 0, 1
        return 0, 2 if words and local_id.startswith(words[0]) else 3

    return tuple(sorted(found, key=place))
