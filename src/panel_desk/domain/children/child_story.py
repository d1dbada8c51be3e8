"""One child’s whole story: what the lists say, apart from what panels decided, and what happened on which day."""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum

from msgspec import Struct

from panel_desk.domain.agendas.agenda import ListedBecause
from panel_desk.domain.children.cases import ChildFacts, ConcernKind, EpisodeRow, ExploitationType, ReferralRow
from panel_desk.domain.children.register_line import Standing
from panel_desk.domain.children.standing import ActionState
from panel_desk.domain.events.actions import ActionStatus
from panel_desk.domain.ids import ChildId, ConcernId, ItemId, MeetingId, PanelKey
from panel_desk.domain.meeting.meetings import MeetingState
from panel_desk.domain.missing.episodes import MissingSummary
from panel_desk.domain.risk import RiskAssessment, RiskScale
from panel_desk.domain.strategy.feedback_told import FeedbackLine


class Said(Struct, frozen=True, kw_only=True):
    """What the case lists say of the child; no panel set any of it."""

    facts: ChildFacts
    types: tuple[ExploitationType, ...]
    listed: bool
    """On the latest profile list."""
    listed_risk: str
    """As the list words it; on no scale."""
    listed_reason: str
    first_list: str
    """The file that named the child first, and when it came: ``profile.xlsx, 1 October 2026``."""
    last_list: str


class Listing(Struct, frozen=True, kw_only=True):
    """The child on the agenda of a meeting."""

    item_id: ItemId
    meeting_id: MeetingId
    reference: str
    panel: PanelKey
    panel_name: str
    held_on: date
    state: MeetingState
    because: tuple[ListedBecause, ...]
    late_reason: str


class DecisionTold(Struct, frozen=True, kw_only=True):
    """One decision with all that was recorded of it."""

    item_id: ItemId
    meeting_id: MeetingId
    reference: str
    panel: PanelKey
    panel_name: str
    held_on: date
    verb: str
    words: str
    """``to step the case up to MACE``."""
    detail: str
    reason: str
    review_on: date | None
    risk: RiskAssessment | None
    held_by: str
    defers: bool
    closes: bool
    to_panel: PanelKey
    quorate: bool
    confirmed: bool
    """By the chair, where quorum was lacking."""

    @property
    def counts(self) -> bool:
        """A recommendation that nobody confirmed has decided nothing."""
        return self.quorate or self.confirmed


class Voice(Struct, frozen=True, kw_only=True):
    """What the child wanted heard, in the words that were noted."""

    meeting_id: MeetingId
    reference: str
    held_on: date
    text: str


class ActionStep(Struct, frozen=True, kw_only=True):
    """One step of an action: ``recorded``, ``status``, ``due`` or ``chased``."""

    change: str
    status: ActionStatus
    on: date
    due_on: date
    reason: str


class ActionTold(Struct, frozen=True, kw_only=True):
    """An action about the child with its fate so far, the first step first."""

    action: ActionState
    steps: tuple[ActionStep, ...]


class RiskStep(Struct, frozen=True, kw_only=True):
    """A level from a day on."""

    on: date
    level: str
    by: str
    reference: str
    """Of the meeting that set it."""


class RiskHistory(Struct, frozen=True, kw_only=True):
    """Levels on one named scale; another scale has a history of its own, and neither is turned into the other."""

    scale: RiskScale
    """With levels that the scale has no more at its end, so that each step has a place."""
    steps: tuple[RiskStep, ...]
    """The first first."""


class LinkKind(Enum):
    """Why another child, place or theme is shown beside this one."""

    ALERT = "alert"
    """The identity rules raised the pair."""
    ADDRESS = "same address"
    REFERRAL = "same referral"
    PEER = "named in the minutes"
    CONCERN = "place, theme or person of concern"


class Link(Struct, frozen=True, kw_only=True):
    """Another child, or a concern, that belongs beside this one; nothing is merged by it."""

    kind: LinkKind
    why: str
    """A sentence without a name."""
    child_id: ChildId | None = None
    concern_id: ConcernId | None = None
    initials: str = ""
    local_id: str = ""
    name: str = ""
    """Of a child only where names are asked for; of a concern always."""
    answer: str = ""
    """What a person said of an alert: ``same``, ``related`` or ``different``."""


class Extract(Struct, frozen=True, kw_only=True):
    """A document about this child that left the desk."""

    meeting_id: MeetingId
    reference: str
    edition: str
    recipient: str
    made_at: datetime


class LinkedPlace(Struct, frozen=True, kw_only=True):
    """A place or theme that the child was linked to by hand."""

    concern_id: ConcernId
    kind: ConcernKind
    name: str
    why: str
    linked_on: date


class ChildStory(Struct, frozen=True, kw_only=True):
    """Everything the record has of one child, as of one day."""

    id: ChildId
    said: Said
    standing: Standing | None
    summary: MissingSummary
    referrals: tuple[ReferralRow, ...] = ()
    """Newest first; so are all that follow."""
    listings: tuple[Listing, ...] = ()
    decisions: tuple[DecisionTold, ...] = ()
    episodes: tuple[EpisodeRow, ...] = ()
    """Each once, however many sources told it."""
    actions: tuple[ActionTold, ...] = ()
    voices: tuple[Voice, ...] = ()
    risks: tuple[RiskHistory, ...] = ()
    """The scale used last first."""
    links: tuple[Link, ...] = ()
    extracts: tuple[Extract, ...] = ()
    feedback: tuple[FeedbackLine, ...] = ()
    """What the child and the family said, with what was done because of it; without what was withdrawn."""
    places: tuple[LinkedPlace, ...] = ()
    """By kind and name."""


def risk_histories(decisions: tuple[DecisionTold, ...], scales: dict[str, RiskScale]) -> tuple[RiskHistory, ...]:
    """The levels that panels set, each scale apart, the one used last first.

    Args:
        decisions: Newest first; a recommendation that nobody confirmed set nothing.
        scales: By name, as the panels define them now.
    """
    by_scale: dict[str, list[RiskStep]] = {}
    for decision in decisions:
        if decision.risk is not None and decision.counts:
            step = RiskStep(
                on=decision.risk.assessed_on,
                level=decision.risk.level,
                by=decision.risk.by,
                reference=decision.reference,
            )
            by_scale.setdefault(decision.risk.scale, []).append(step)
    return tuple(
        RiskHistory(
            scale=_with_levels(scales.get(name, RiskScale(name=name, levels=())), steps),
            steps=_by_day(steps),
        )
        for name, steps in by_scale.items()
    )


def _by_day(newest_first: list[RiskStep]) -> tuple[RiskStep, ...]:
    """The first first; of one day, in the order they were recorded."""
    oldest_first = newest_first[::-1]
    oldest_first.sort(key=lambda step: step.on)
    return tuple(oldest_first)


def _with_levels(scale: RiskScale, steps: list[RiskStep]) -> RiskScale:
    """A scale that has every level used, the ones it does not know after its own."""
    unknown = dict.fromkeys(step.level for step in reversed(steps) if scale.ordinal(step.level) < 0)
    return RiskScale(name=scale.name, levels=(*scale.levels, *unknown))
