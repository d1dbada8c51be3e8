"""What is left to look at before a meeting is closed: sentences, each with the item it leads to."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from enum import Enum

from msgspec import Struct

from panel_desk.domain.ids import ItemId, PersonId
from panel_desk.domain.meetings import Meeting
from panel_desk.domain.standing import ActionState


class CheckKind(Enum):
    """What a check is about, and so where its button leads."""

    UNDECIDED = "undecided"
    NOT_TAKEN = "not taken"
    INTEREST_OUT = "interest out"
    REMINDER = "reminder"
    CONFIRMATION = "confirmation"
    OWNER_AWAY = "owner away"
    NOT_RECORDED = "not recorded"
    TYPED = "typed"


class ClosingCheck(Struct, frozen=True, kw_only=True):
    """One thing to look at."""

    kind: CheckKind
    sentence: str
    blocking: bool = False
    """The meeting cannot be closed before it is mended."""
    item_id: ItemId | None = None
    person_id: PersonId | None = None


def closing_checks(
    meeting: Meeting, actions: Sequence[ActionState] = (), typed: Collection[ItemId] = ()
) -> tuple[ClosingCheck, ...]:
    """Everything to look at, what blocks first, then in the running order.

    Args:
        meeting: As it stands.
        actions: What the meeting has asked for.
        typed: Items with words that are typed and not recorded yet.
    """
    raise NotImplementedError
