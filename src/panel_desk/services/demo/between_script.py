"""What goes on between the demonstration's meetings, as a script: ``resources/demo/between.toml``."""

from __future__ import annotations

from datetime import date, datetime

from msgspec import Struct

from panel_desk.domain.figures.published import PublishedYear
from panel_desk.domain.ids import PanelKey
from panel_desk.domain.missing.interviews import InterviewState
from panel_desk.domain.missing.pathway import ContactWay
from panel_desk.domain.strategy.action_plan import Rating
from panel_desk.domain.strategy.feedback import Gathered, Speaker
from panel_desk.domain.strategy.places import InterventionKind


class Scripted(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A part of the script."""


class Entered(Scripted, frozen=True, kw_only=True):
    """What is entered once its day has come."""

    on: date


class ScriptedReturn(Entered, frozen=True, kw_only=True):
    """A child came back before any list said so; of the episode that began then."""

    child: str
    episode: str
    """The source's number for the episode."""
    ended_at: datetime


class ScriptedInterview(Entered, frozen=True, kw_only=True):
    """A return interview as it stands."""

    child: str
    episodes: tuple[str, ...]
    """The source's numbers."""
    state: InterviewState
    offered_at: datetime | None = None
    held_at: datetime | None = None
    provider: str = ""
    interviewer: str = ""
    reason: str = ""
    decided_by: str = ""


class ScriptedSetAside(Entered, frozen=True, kw_only=True):
    """An episode that no longer counts."""

    child: str
    episode: str
    reason: str


class ScriptedContact(Scripted, frozen=True, kw_only=True):
    """A try to reach a child on the pathway."""

    at: datetime
    way: ContactWay
    reached: bool
    words: str = ""


class ScriptedStay(Entered, frozen=True, kw_only=True):
    """A child on the enhanced pathway."""

    child: str
    owner: str
    agency: str
    reason: str
    contacts: tuple[ScriptedContact, ...] = ()
    left_on: date | None = None
    left_because: str = ""


class ScriptedAnswer(Entered, frozen=True, kw_only=True):
    """What was done because of feedback."""

    did: str
    by: str
    told_back: bool = False


class ScriptedFeedback(Entered, frozen=True, kw_only=True):
    """What a child or a family said."""

    speaker: Speaker
    gathered: Gathered
    said: str
    gathered_by: str = ""
    child: str = ""
    panel: PanelKey = PanelKey("")
    answer: ScriptedAnswer | None = None


class ScriptedMilestone(Scripted, frozen=True, kw_only=True):
    """A step of the plan."""

    what: str
    due: date
    owner: str = ""
    reached: date | None = None
    words: str = ""


class ScriptedRating(Entered, frozen=True, kw_only=True):
    """How an objective stood on a day."""

    rating: Rating
    words: str
    by: str = ""


class ScriptedObjective(Entered, frozen=True, kw_only=True):
    """An objective of the plan."""

    number: str
    title: str
    owner: str
    agency: str = ""
    measure: str = ""
    due: date | None = None
    milestones: tuple[ScriptedMilestone, ...] = ()
    ratings: tuple[ScriptedRating, ...] = ()


class ScriptedOffer(Entered, frozen=True, kw_only=True):
    """Something offered at a place or against a theme."""

    concern: str
    kind: InterventionKind
    what: str
    provider: str
    starts: date
    ends: date | None = None
    sessions: int | None = None
    reached: int | None = None
    outcome: str = ""


class ScriptedLink(Entered, frozen=True, kw_only=True):
    """A child beside a place or theme."""

    concern: str
    child: str
    why: str


class Between(Scripted, frozen=True, kw_only=True):
    """Everything that goes on between the meetings; each entry is played once its day has come."""

    published: tuple[PublishedYear, ...] = ()
    returns: tuple[ScriptedReturn, ...] = ()
    set_aside: tuple[ScriptedSetAside, ...] = ()
    interviews: tuple[ScriptedInterview, ...] = ()
    stays: tuple[ScriptedStay, ...] = ()
    feedback: tuple[ScriptedFeedback, ...] = ()
    objectives: tuple[ScriptedObjective, ...] = ()
    offers: tuple[ScriptedOffer, ...] = ()
    links: tuple[ScriptedLink, ...] = ()
