"""The strategy’s action plan: objectives with an owner, milestones, and a rating with words (red, amber, green)."""

from __future__ import annotations

from datetime import date
from enum import Enum

from msgspec import Struct

from panel_desk.domain.ids import MeetingId, MilestoneId, ObjectiveId


class Rating(Enum):
    """How an objective stands. Never a colour alone: ``label`` stands beside it."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"
    COMPLETE = "complete"

    @property
    def label(self) -> str:
        """In words."""
        return _LABELS[self]

    @property
    def heading(self) -> str:
        """``On track (green)``: the words carry it, the colour only repeats them."""
        label = self.label.capitalize()
        return label if self is Rating.COMPLETE else f"{label} ({self.value})"


_LABELS = {
    Rating.RED: "off track",
    Rating.AMBER: "at risk of delay",
    Rating.GREEN: "on track",
    Rating.COMPLETE: "complete",
}


class Objective(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One objective of the plan."""

    id: ObjectiveId
    number: str
    """As the strategy numbers it: ``2.1``."""
    title: str
    owner: str
    agency: str = ""
    measure: str = ""
    """How anybody would see that it is reached."""
    due_on: date | None = None


class Milestone(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A step on the way, by a day."""

    id: MilestoneId
    what: str
    due_on: date
    owner: str = ""


class RatingGiven(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How somebody judged an objective on a day."""

    rating: Rating
    words: str
    """Why: a colour without words is refused."""
    on: date
    by: str = ""
    at_meeting: MeetingId | None = None
