"""A list of actions across panels, with valid defaults."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace
from tests.documents.builders import HANDLING, MADE_AT, an_action, carried_actions

from panel_desk.domain.following.action_lists import ActionList


def an_action_list(**changes: Any) -> ActionList:  # noqa: ANN401 - any field
    """Actions of two panels, for the chair."""
    value = ActionList(
        title="Actions: overdue, with Police",
        recipient="Dana Prior",
        marking="OFFICIAL-SENSITIVE",
        handling=HANDLING,
        lines=(an_action(7, about="J.M. (104233)"), *carried_actions()),
        made_at=MADE_AT,
        council="Fictional Borough Council",
    )
    return replace(value, **changes)
