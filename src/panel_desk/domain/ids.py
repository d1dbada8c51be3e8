"""Identifiers, each a type of its own. All are UUIDv7 in text: they sort by time and hold no personal data."""

from __future__ import annotations

from typing import NewType

import uuid_utils

ChildId = NewType("ChildId", str)
ConcernId = NewType("ConcernId", str)
"""A place, a theme or a person of concern."""
PersonId = NewType("PersonId", str)
"""A professional: member, presenter, observer, administrator."""
MeetingId = NewType("MeetingId", str)
ItemId = NewType("ItemId", str)
DecisionId = NewType("DecisionId", str)
ActionId = NewType("ActionId", str)
ImportId = NewType("ImportId", str)
EpisodeId = NewType("EpisodeId", str)
"""A missing or absent episode within its child’s: the source’s number, the start, or one of the desk’s own."""
InterviewId = NewType("InterviewId", str)
PathwayId = NewType("PathwayId", str)
"""One stay of a child on the enhanced pathway."""
FeedbackId = NewType("FeedbackId", str)
ObjectiveId = NewType("ObjectiveId", str)
MilestoneId = NewType("MilestoneId", str)
InterventionId = NewType("InterventionId", str)
HoldId = NewType("HoldId", str)
EventId = NewType("EventId", str)
PanelKey = NewType("PanelKey", str)
"""A panel's short name as its definition file gives it: ``SAFE``, ``MACE``."""
AgencyKey = NewType("AgencyKey", str)
"""An agency's key in the panel definition: ``police``, ``health``."""


def new_id() -> str:
    """A fresh UUIDv7 in text, for any of the types above."""
    return str(uuid_utils.uuid7())
