"""Actions across meetings, one line each: how they stand today, and the words they are found by."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date

from msgspec import Struct

from panel_desk.domain.calendar import count_words
from panel_desk.domain.children.standing import ActionState
from panel_desk.domain.ids import ActionId


class FollowedAction(Struct, frozen=True, kw_only=True, gc=False):
    """One action as a table shows it and a filter finds it."""

    action: ActionState
    days_late: int
    """Days since it was due, where it is open; 0 where it is not late."""
    chased_on: date | None = None
    """When its owner was last asked for news outside a meeting."""
    text: str
    """Everything a word may be found in, folded."""
    owner: str
    """Folded."""
    agency: str
    """Folded: key and name."""
    about: str
    """Folded: initials and local ID, or the concern's name."""

    @property
    def meeting(self) -> str:
        """The reference of the meeting that asked for it: ``SAFE-2026-11``."""
        return self.action.reference.rpartition("/")[0]

    @property
    def owner_words(self) -> str:
        """Who is to do it: the person, or the agency as a whole."""
        return self.action.owner or self.action.agency_name

    @property
    def status_words(self) -> str:
        """``overdue 12 days``, else the status as it is."""
        if not self.days_late:
            return self.action.status.value
        return f"overdue {count_words(self.days_late, 'day')}"


def folded(text: str) -> str:
    """Text as it is compared: small letters, no accents, straight apostrophes, single spaces."""
    plain = text.replace("’", "'").replace("–", "-").casefold()
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain).casefold() if not unicodedata.combining(c))
    return " ".join(plain.split())


def follow(action: ActionState, today: date, chased_on: date | None = None) -> FollowedAction:
    """The line of one action, as of a day."""
    owner, agency, about = folded(action.owner), folded(f"{action.agency} {action.agency_name}"), folded(action.about)
    words = (action.reference, action.what, action.status.value, action.status_reason, action.successor)
    return FollowedAction(
        action=action,
        days_late=(today - action.due_on).days if action.is_overdue(today) else 0,
        chased_on=chased_on,
        text=f"{folded(' '.join(words))} {owner} {agency} {about}",
        owner=owner,
        agency=agency,
        about=about,
    )


def follow_all(
    actions: Iterable[ActionState], today: date, chased: Mapping[ActionId, date] | None = None
) -> tuple[FollowedAction, ...]:
    """The lines of many actions, in their order."""
    asked = chased or {}
    return tuple(follow(action, today, asked.get(action.id)) for action in actions)
