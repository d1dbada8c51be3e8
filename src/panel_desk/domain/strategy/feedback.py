"""What children and families said, how it was gathered, and what changed because of it (“you said, we did”)."""

from __future__ import annotations

from datetime import date
from enum import Enum

from msgspec import Struct

from panel_desk.domain.ids import ChildId, FeedbackId, ItemId, MeetingId, PanelKey


class Speaker(Enum):
    """Whose words they are."""

    CHILD = "the child"
    FAMILY = "the family"
    YOUNG_PEOPLE = "young people"
    """Several together: a group, a survey."""
    FAMILIES = "families"


class Gathered(Enum):
    """How it was gathered."""

    IN_PERSON = "in person"
    AT_MEETING = "at the meeting"
    RETURN_INTERVIEW = "in a return interview"
    THROUGH_WORKER = "through a worker"
    IN_WRITING = "in writing"
    SURVEY = "in a survey"
    GROUP = "in a group"


class Feedback(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing that was said; of a case, of a meeting, or of neither."""

    id: FeedbackId
    speaker: Speaker
    gathered: Gathered
    gathered_by: str = ""
    said_on: date
    said: str
    """In their own words as far as possible."""
    child_id: ChildId | None = None
    initials: str = ""
    """The child's when it was recorded, set by the desk: minutes that are closed do not follow a later list."""
    panel: PanelKey = PanelKey("")
    at_meeting: MeetingId | None = None
    """The meeting that heard it, or is to hear it."""
    item_id: ItemId | None = None

    @property
    def general(self) -> bool:
        """Of no child, panel or meeting: a panel’s section for what children and families say alone tells it."""
        return self.child_id is None and not self.panel and self.at_meeting is None


class FeedbackAnswer(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What was done because of it."""

    did: str
    did_on: date
    by: str
    """Who did it: an agency or a person."""
    told_back: bool = False
    """The child or family has been told."""
