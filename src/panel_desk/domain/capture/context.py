"""What a captured line may name: the people, agencies, outcomes and items of the meeting as it stands."""

from __future__ import annotations

from datetime import date
from enum import Enum

from msgspec import Struct

from panel_desk.domain.children.cases import ConcernKind
from panel_desk.domain.events.items import NoteSection
from panel_desk.domain.ids import AgencyKey, ConcernId, ItemId, PersonId
from panel_desk.domain.meeting.meetings import MeetingState
from panel_desk.domain.panels import Outcome
from panel_desk.domain.people import Role
from panel_desk.domain.risk import RiskScale


class Whereabouts(Enum):
    """Where somebody is now."""

    EXPECTED = "expected"
    """Nothing has been recorded of them yet."""
    IN_ROOM = "in the room"
    STEPPED_OUT = "stepped out"
    """For an interest in the item in hand, or in an earlier one of which they are not recorded as back yet."""
    LEFT = "left"
    AWAY = "away"
    """Apologies or absent."""
    ELSEWHERE = "not invited"


class KnownPerson(Struct, frozen=True, kw_only=True):
    """Somebody a line may name."""

    id: PersonId
    name: str
    agency: AgencyKey
    role: Role | None = None
    """In which they were invited; None for who was not."""
    whereabouts: Whereabouts = Whereabouts.EXPECTED


class KnownAction(Struct, frozen=True, kw_only=True):
    """An action a line may name by its reference, or by its number where that is plain."""

    reference: str
    """``SAFE-2026-11/07``."""
    what: str
    agency: AgencyKey
    owner: str = ""
    about: str = ""
    of_this_item: bool = False
    """Recorded under the item in hand at this meeting."""


class KnownItem(Struct, frozen=True, kw_only=True):
    """An item of the running order."""

    id: ItemId
    number: str
    """``7.1``."""
    words: str
    """``J.M.``, the concern's name, or the title; never a child's name."""
    local_id: str = ""
    taken: bool = False
    """The meeting has turned to it already."""
    section: str = ""
    """The heading it stands under: ``New referrals``."""
    concern: ConcernKind | None = None
    """What it is about where it is about no child."""

    @property
    def part(self) -> str:
        """The number of the part of the agenda it stands in: ``7`` of ``7.1``."""
        return self.number.partition(".")[0]


class KnownConcern(Struct, frozen=True, kw_only=True):
    """A place, theme or person of concern that is not on the agenda."""

    id: ConcernId
    name: str


class CaptureContext(Struct, frozen=True, kw_only=True):
    """Everything the grammar needs to know; nothing of it is a rule of the panel."""

    state: MeetingState
    today: date
    """The day the line is typed: due days are counted from it."""
    held_on: date
    next_panel: date | None = None
    """The day of the panel's next meeting, where one is planned or proposed by the calendar."""
    agencies: tuple[tuple[AgencyKey, str], ...] = ()
    """Key and words of each seat, in seat order."""
    seat_roles: tuple[tuple[AgencyKey, str], ...] = ()
    """What is expected of who sits there; an agency may be called by a word of it: ``nurse``."""
    people: tuple[KnownPerson, ...] = ()
    """Invited and attending first, then whoever else the desk knows."""
    outcomes: tuple[Outcome, ...] = ()
    risk_scale: RiskScale | None = None
    risk_now: str = ""
    """The child's level on that very scale; empty where there is none, or only one of another scale."""
    item: KnownItem | None = None
    """The item in hand; None before the first."""
    decides: bool = False
    """Whether the item in hand is about a child or a concern."""
    decided: tuple[str, ...] = ()
    """Keys of the outcomes recorded on the item in hand."""
    declared: tuple[PersonId, ...] = ()
    """Who has declared an interest in the item in hand and has not stepped out for it."""
    section: NoteSection = NoteSection.DISCUSSION
    """The part that plain text goes to."""
    items: tuple[KnownItem, ...] = ()
    actions: tuple[KnownAction, ...] = ()
    """Open actions of the panel, and those recorded at this meeting."""
    concerns: tuple[KnownConcern, ...] = ()
