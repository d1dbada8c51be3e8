"""Which children and concerns an agenda should have, and every reason why: proposals only, the chair decides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from panel_desk.domain.agendas.agenda import Candidate, ChildBrief, ConcernBrief, ListedBecause
from panel_desk.domain.agendas.listing_reasons import Told, case_before, reasons_of_child, reasons_of_concern
from panel_desk.domain.calendar import age_on
from panel_desk.domain.children.cases import ConcernKind
from panel_desk.domain.children.standing import ChildOnDesk, ConcernOnDesk
from panel_desk.domain.errors import refused
from panel_desk.domain.missing.cross_reference import CrossLine
from panel_desk.domain.panels import ListingReason, PanelDefinition, Section, SectionKind

SECTION_OF_CONCERN = {
    ConcernKind.PERSON: SectionKind.PERSONS,
    ConcernKind.LOCATION: SectionKind.LOCATIONS,
    ConcernKind.THEME: SectionKind.THEMES,
}


def propose(
    definition: PanelDefinition,
    held_on: date,
    children: Iterable[ChildOnDesk],
    concerns: Iterable[ConcernOnDesk],
    *,
    since: date | None,
    crossed: Mapping[str, CrossLine] | None = None,
) -> tuple[Candidate, ...]:
    """Every child and concern with a reason that a section of the panel takes, each once, in the sections' order.

    Args:
        definition: The panel; its sections say which reasons it uses, and the first that takes one has the case.
        held_on: The day of the meeting; every reason is as of that day.
        children: All children on the desk; who has no reason is left out.
        concerns: All places, themes and persons of concern on the desk.
        since: The day of the panel's previous meeting; None where there was none.
        crossed: The lines of the cross-reference by local ID; None: it was not run.

    Returns:
        By section, then highest risk, then earliest review or referral, then local ID. Risk on another scale than
        the panel's, and the level a list gives, are used where they are words of the panel's own scale: for
        the order alone.
    """
    found: list[tuple[tuple[int, int, date, str], Candidate]] = []
    lines = crossed or {}
    for child in children:
        case = case_before(definition, held_on, since, child)
        told = reasons_of_child(case, child, lines.get(child.facts.local_id))
        if section := _section_for(definition, told, SectionKind.CHILDREN):
            key = _key(definition, section, told, risk=_risk_place(definition, child), last=child.facts.local_id)
            found.append((key, _child_candidate(child, held_on, section, told, definition)))
    for concern in concerns:
        told = reasons_of_concern(case_before(definition, held_on, since, concern), concern)
        if section := _section_for(definition, told, SECTION_OF_CONCERN[concern.row.kind]):
            key = _key(definition, section, told, risk=0, last=f"{concern.row.name} {concern.concern_id}")
            found.append((key, _concern_candidate(concern, section, told, definition)))
    return tuple(candidate for _, candidate in sorted(found, key=lambda pair: pair[0]))


def _section_for(definition: PanelDefinition, told: Iterable[Told], kind: SectionKind) -> Section | None:
    """The first section of the kind that takes a reason that proposes.

    Who is on the list and was never heard is not put among the first discussions where the cross-reference asks for
    them: in that section they would be the last to find room.
    """
    proposing = {t.reason for t in told if t.proposes}
    if any(s.kind is kind and s.takes(ListingReason.ENHANCED_PATHWAY) for s in definition.sections):
        proposing -= {ListingReason.NOT_DISCUSSED} if ListingReason.ENHANCED_PATHWAY in proposing else set()
    return next((s for s in definition.sections if s.kind is kind and any(map(s.takes, proposing))), None)


def _key(
    definition: PanelDefinition, section: Section, told: Iterable[Told], *, risk: int, last: str
) -> tuple[int, int, date, str]:
    """By what a candidate is put in order."""
    earliest = min((t.on for t in told if t.on), default=date.max)
    return definition.number_of(section.key), -risk, earliest, last


def _risk_place(definition: PanelDefinition, child: ChildOnDesk) -> int:
    """The child's place on the panel's scale, for the order alone; -1 where nothing known is on it."""
    scale = definition.risk_scale
    if child.risk is not None and child.risk.scale == scale.name:
        return scale.ordinal(child.risk.level)
    return scale.ordinal(child.listed_risk)


def _because(section: Section, told: Iterable[Told]) -> tuple[ListedBecause, ...]:
    """Every reason, those that placed the case first."""
    in_order = sorted(told, key=lambda t: not (t.proposes and section.takes(t.reason)))
    return tuple(ListedBecause(reason=t.reason, sentence=t.sentence) for t in in_order)


def _child_candidate(
    child: ChildOnDesk, held_on: date, section: Section, told: tuple[Told, ...], definition: PanelDefinition
) -> Candidate:
    return Candidate(
        because=_because(section, told),
        section=section.key,
        child=child_brief(child, held_on),
        presenter=child.facts.worker or section.presenter,
        open_actions=tuple(a.id for a in child.actions if a.panel == definition.key and a.status.is_open),
    )


def chosen_by_chair(
    definition: PanelDefinition, child: ChildOnDesk, held_on: date, crossed: CrossLine | None = None
) -> Candidate:
    """A child whom no reason proposes, put on at the chair's request, with every reason that is only told.

    It stands in the section that takes the chair's requests, else in the first for children that is not urgent.

    Raises:
        DeskError: where the panel has no section for it.
    """
    children = [s for s in definition.sections if s.kind is SectionKind.CHILDREN and not s.urgent]
    taking = [s for s in children if ListingReason.CHAIR in s.reasons]
    section = next(iter((*taking, *children)), None)
    if section is None:
        raise refused(f"The agenda of the {definition.name} has no section for children.")
    asked = Told(reason=ListingReason.CHAIR, sentence="At the chair’s request")
    told = (asked, *reasons_of_child(case_before(definition, held_on, None, child), child, crossed))
    return _child_candidate(child, held_on, section, told, definition)


def concern_chosen_by_chair(definition: PanelDefinition, concern: ConcernOnDesk, held_on: date) -> Candidate:
    """A concern that no reason proposes, put on at the chair's request, with every reason that is only told.

    Raises:
        DeskError: where the panel has no section for its kind.
    """
    kind = SECTION_OF_CONCERN[concern.row.kind]
    section = next((s for s in definition.sections if s.kind is kind), None)
    if section is None:
        raise refused(f"The agenda of the {definition.name} has no section for {kind.value}.")
    asked = Told(reason=ListingReason.CHAIR, sentence="At the chair’s request")
    told = (asked, *reasons_of_concern(case_before(definition, held_on, None, concern), concern))
    return _concern_candidate(concern, section, told, definition)


def child_brief(child: ChildOnDesk, held_on: date) -> ChildBrief:
    """The facts of a child as an item shows them, as they stand now; the age is that on the day of the meeting."""
    facts = child.facts
    return ChildBrief(
        child_id=child.child_id,
        local_id=facts.local_id,
        initials=facts.initials,
        name=facts.name,
        age=age_on(facts.born_on, held_on) if facts.born_on else None,
        types=child.types,
        risk=child.risk,
        listed_risk=child.listed_risk,
        worker=facts.worker,
        team=facts.team,
        school=facts.school,
        legal_status=facts.legal_status,
    )


def _concern_candidate(
    concern: ConcernOnDesk, section: Section, told: tuple[Told, ...], definition: PanelDefinition
) -> Candidate:
    return Candidate(
        because=_because(section, told),
        section=section.key,
        concern=concern_brief(concern),
        presenter=concern.row.lead_agency or section.presenter,
        open_actions=tuple(a.id for a in concern.actions if a.panel == definition.key and a.status.is_open),
    )


def concern_brief(concern: ConcernOnDesk) -> ConcernBrief:
    """The facts of a place, theme or person of concern as an item shows them."""
    row = concern.row
    return ConcernBrief(
        concern_id=concern.concern_id, kind=row.kind, name=row.name, concern=row.concern, lead_agency=row.lead_agency
    )
