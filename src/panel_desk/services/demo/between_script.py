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


class ScriptedReturn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A child came back before any list said so; of the episode that began then."""

    on: date
    child: str
    episode: str
    """The source's number for the episode."""
    ended_at: datetime


class ScriptedInterview(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A return interview as it stands."""

    on: date
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


class ScriptedSetAside(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An episode that no longer counts."""

    on: date
    child: str
    episode: str
    reason: str


class ScriptedContact(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A try to reach a child on the pathway."""

    at: datetime
    way: ContactWay
    reached: bool
    words: str = ""


class ScriptedStay(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A child on the enhanced pathway."""

    on: date
    child: str
    owner: str
    agency: str
    reason: str
    contacts: tuple[ScriptedContact, ...] = ()
    left_on: date | None = None
    left_because: str = ""


class ScriptedAnswer(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What was done because of feedback."""

    on: date
    did: str
    by: str
    told_back: bool = False


class ScriptedFeedback(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a child or a family said."""

    on: date
    speaker: Speaker
    gathered: Gathered
    said: str
    gathered_by: str = ""
    child: str = ""
    panel: PanelKey = PanelKey("")
    answer: ScriptedAnswer | None = None


class ScriptedMilestone(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A step of the plan."""

    what: str
    due: date
    owner: str = ""
    reached: date | None = None
    words: str = ""


class ScriptedRating(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How an objective stood on a day."""

    on: date
    rating: Rating
    words: str
    by: str = ""


class ScriptedObjective(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An objective of the plan."""

    on: date
    number: str
    title: str
    owner: str
    agency: str = ""
    measure: str = ""
    due: date | None = None
    milestones: tuple[ScriptedMilestone, ...] = ()
    ratings: tuple[ScriptedRating, ...] = ()


class ScriptedOffer(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something offered at a place or against a theme."""

    on: date
    concern: str
    kind: InterventionKind
    what: str
    provider: str
    starts: date
    ends: date | None = None
    sessions: int | None = None
    reached: int | None = None
    outcome: str = ""


class ScriptedLink(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A child beside a place or theme."""

    on: date
    concern: str
    child: str
    why: str


class Between(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
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

    @property
    def last_on(self) -> date | None:
        """The day of the last entry; None where there is none."""
        days = [one.at.date() for stay in self.stays for one in stay.contacts]
        days += [one.on for one in self.returns]
        days += [one.on for one in self.set_aside]
        days += [one.on for one in self.interviews]
        days += [one.on for one in self.stays]
        days += [one.on for one in self.feedback]
        days += [one.on for one in self.objectives]
        days += [one.on for one in self.offers]
        days += [one.on for one in self.links]
        return max(days, default=None)
