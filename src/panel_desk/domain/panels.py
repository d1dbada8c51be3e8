"""A panel as its council defines it: sections, seats, quorum, outcomes, risk scale, deadlines, marking.

Definitions are TOML files that a council edits without touching code; the one in force when a meeting is planned
travels with the meeting, so that a later edit never changes what an earlier meeting was.
"""

from __future__ import annotations

import tomllib
from enum import Enum

import msgspec
from msgspec import Struct

from panel_desk.domain.errors import DeskError, Reason
from panel_desk.domain.ids import AgencyKey, PanelKey
from panel_desk.domain.risk import RiskScale


class SectionKind(Enum):
    """What a section of the running order holds."""

    STANDING = "standing"
    """One fixed item: welcome, any other business."""
    LAST_MINUTES = "last minutes"
    ACTION_LOG = "action log"
    DECLARATIONS = "declarations"
    CHILDREN = "children"
    """One item for each child."""
    PERSONS = "persons of concern"
    """Printed in a section of its own; never reaches a child's extract."""
    LOCATIONS = "locations"
    THEMES = "themes"
    VOICE = "voice"
    """One fixed item with what young people and families said, and what changed because of it."""
    PLAN = "action plan"
    """One fixed item with the strategy's action plan as it stands."""


CASE_KINDS = frozenset({SectionKind.CHILDREN, SectionKind.PERSONS, SectionKind.LOCATIONS, SectionKind.THEMES})
"""Sections that hold one item for each case; every other is one fixed item."""


class ListingReason(Enum):
    """Why a child or concern is proposed for an agenda."""

    CURRENTLY_MISSING = "currently missing"
    NEW_REFERRAL = "new referral"
    REVIEW_DUE = "review due"
    STEPPED_UP = "stepped up"
    STEPPED_DOWN = "stepped down"
    REGULARLY_MISSING = "regularly missing"
    ENHANCED_PATHWAY = "enhanced pathway"
    """Carries a marker and goes missing most, or is on the enhanced pathway."""
    DEFERRED = "deferred"
    OPEN_ACTION = "open action"
    TRANSITION = "transition"
    """The child has reached 17½."""
    NEW_CONCERN = "new concern"
    NOT_DISCUSSED = "not yet discussed"
    """On the list of children at risk, and never before this panel."""
    CHAIR = "chair's request"


class Section(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One numbered section of the running order."""

    key: str
    title: str
    kind: SectionKind = SectionKind.STANDING
    minutes: int = 5
    """For a standing section, its time; for the others, the time of each item."""
    reasons: tuple[ListingReason, ...] = ()
    """Which candidates belong here; the first section that takes one of a candidate's reasons has it."""
    presenter: str = "Chair"
    urgent: bool = False
    """Its items need no outcome beyond what is noted where the child is also listed elsewhere."""

    def takes(self, reason: ListingReason) -> bool:
        """Whether cases are proposed here for a reason; the regularly missing’s section takes both.

        Definitions from before the pathway do not name it.
        """
        also = ListingReason.REGULARLY_MISSING if reason is ListingReason.ENHANCED_PATHWAY else reason
        return reason in self.reasons or also in self.reasons


class Seat(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An agency's place on the panel."""

    agency: AgencyKey
    name: str
    """The agency in words: ``Police``."""
    role: str = ""
    """What is expected of who sits there: ``Exploitation team, detective sergeant or above``."""
    chairs: bool = False
    deputises: bool = False


class Outcome(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One way an item can end, with the rules that go with it."""

    key: str
    words: str
    """Completes “The panel AGREED …”: ``to step up to MACE``."""
    verb: str = "AGREED"
    needs_review: bool = True
    needs_holder: bool = False
    """Who holds the case from now on must be named."""
    needs_level: bool = False
    """A new risk level must be given: raised or lowered."""
    closes: bool = False
    raises_risk: bool = False
    lowers_risk: bool = False
    defers: bool = False
    to_panel: PanelKey = PanelKey("")
    """Step up or step down: the panel whose next agenda proposes the child."""


class Deadlines(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The cycle around a meeting day, in working days before or after it."""

    case_list_before: int = 5
    triage_before: int = 4
    cross_reference_before: int = 4
    """When missing episodes are compared with the list of children at risk."""
    chase_before: int = 4
    agenda_before: int = 3
    action_sheet_after: int = 1
    draft_minutes_after: int = 5
    minutes_issued_after: int = 10
    corrections_after: int = 10


class RegularlyMissing(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """When a child counts as regularly missing."""

    episodes: int = 3
    days: int = 90
    hours: int = 24
    """Any single episode longer than this counts too."""


def agency_in_words(agency: AgencyKey) -> str:
    """An agency without a seat: ``river-trust`` is “River trust”; a name that was typed stays as it is, “NSPCC”."""
    words = agency.replace("-", " ") if agency.islower() and " " not in agency else agency
    return words[:1].upper() + words[1:]


class PanelDefinition(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything about a panel that a council decides."""

    key: PanelKey
    name: str
    """As in headings: ``SAFE panel``."""
    full_name: str
    risk_scale: RiskScale
    sections: tuple[Section, ...]
    seats: tuple[Seat, ...]
    quorum: tuple[tuple[AgencyKey, ...], ...]
    """Groups, each of which needs one agency in the room; ``chair`` stands for chair or deputy."""
    outcomes: tuple[Outcome, ...]
    marking: str = "OFFICIAL-SENSITIVE"
    handling: str = "Named recipients only. Do not copy or forward without the chair’s agreement."
    confidentiality: str = ""
    """The statement read at the start of each meeting."""
    safeguarding_note: str = "Immediate risk to a child: call the police or the MASH now."
    slot_minutes: int = 150
    cases_per_meeting: int = 15
    approvals: tuple[AgencyKey, ...] = ()
    """Agencies that approve the signed minutes in fields of their own."""
    deadlines: Deadlines = Deadlines()
    regularly_missing: RegularlyMissing = RegularlyMissing()

    def section(self, key: str) -> Section:
        """The section of that key.

        Raises:
            KeyError: where the definition has none; keys come from the definition itself.
        """
        return next(s for s in self.sections if s.key == key)

    def number_of(self, section_key: str) -> int:
        """The section's printed number, from 1."""
        return next(i for i, s in enumerate(self.sections, 1) if s.key == section_key)

    def seat(self, agency: AgencyKey) -> Seat | None:
        """The seat of an agency, or None where it has none."""
        return next((s for s in self.seats if s.agency == agency), None)

    def agency_name(self, agency: AgencyKey) -> str:
        """The agency in words; its key where it has no seat."""
        seat = self.seat(agency)
        return seat.name if seat else agency_in_words(agency)

    def outcome(self, key: str) -> Outcome:
        """The outcome of that key.

        Raises:
            DeskError: where this panel has no such outcome.
        """
        found = next((o for o in self.outcomes if o.key == key), None)
        if found is None:
            known = ", ".join(o.key for o in self.outcomes)
            raise DeskError(
                f"“{key}” is not an outcome of the {self.name}.",
                reason=Reason.NOT_ALLOWED,
                remedy=f"Its outcomes are: {known}.",
            )
        return found


def parse_definition(untrusted_toml: str, *, where: str) -> PanelDefinition:
    """The panel that a definition file describes.

    Args:
        untrusted_toml: The file's text.
        where: The file's name, for the sentence.

    Raises:
        DeskError: where the file is no TOML, lacks something, has a word too many, or contradicts itself.
    """
    try:
        definition = msgspec.convert(tomllib.loads(untrusted_toml), PanelDefinition)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise DeskError(
            f"The panel definition {where} cannot be used: {error}.",
            reason=Reason.BAD_FILE,
            remedy="Compare it with the one that came with Panel Desk.",
        ) from error
    _refuse_contradictions(definition, where)
    return definition


def _refuse_contradictions(definition: PanelDefinition, where: str) -> None:
    """Keys named twice, a scale without levels, no chair, quorum or approvals of an agency without a seat."""
    named: tuple[tuple[str, list[str]], ...] = (
        ("section", [s.key for s in definition.sections]),
        ("seat", [s.agency for s in definition.seats]),
        ("outcome", [o.key for o in definition.outcomes]),
    )
    for what, keys in named:
        twice = sorted({k for k in keys if keys.count(k) > 1})
        if twice:
            raise DeskError(f"{where} names the {what} “{twice[0]}” twice.", reason=Reason.BAD_FILE)
    if not definition.risk_scale.levels:
        raise DeskError(f"{where} gives a risk scale without levels.", reason=Reason.BAD_FILE)
    if not any(s.chairs for s in definition.seats):
        raise DeskError(
            f"{where} has no seat that chairs the panel.",
            reason=Reason.BAD_FILE,
            remedy="Write chairs = true under the seat that presides.",
        )
    seated = {s.agency for s in definition.seats} | {AgencyKey("chair")}
    for agency in (*(a for group in definition.quorum for a in group), *definition.approvals):
        if agency not in seated:
            raise DeskError(
                f"{where} asks for “{agency}”, which has no seat.",
                reason=Reason.BAD_FILE,
                remedy="Add a seat for it, or take it out of the quorum and the approvals.",
            )
