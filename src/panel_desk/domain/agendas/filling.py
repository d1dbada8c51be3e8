"""An agenda's items as first proposed: the fixed ones, then the most pressing candidates; who is left over is told."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from panel_desk.domain.agendas.agenda import AgendaItem, Candidate
from panel_desk.domain.calendar import date_words
from panel_desk.domain.ids import ItemId, new_id
from panel_desk.domain.panels import CASE_KINDS, ListingReason, PanelDefinition, Section, SectionKind

_MOST_PRESSING = (
    ListingReason.CHAIR,
    ListingReason.CURRENTLY_MISSING,
    ListingReason.STEPPED_UP,
    ListingReason.STEPPED_DOWN,
    ListingReason.NEW_REFERRAL,
    ListingReason.DEFERRED,
    ListingReason.REVIEW_DUE,
    ListingReason.ENHANCED_PATHWAY,
    ListingReason.OPEN_ACTION,
    ListingReason.REGULARLY_MISSING,
    ListingReason.TRANSITION,
    ListingReason.NEW_CONCERN,
    ListingReason.NOT_DISCUSSED,
)
"""Who stays when not all can: the earlier, the sooner."""


def _item_id() -> ItemId:
    return ItemId(new_id())


def standing_items(
    definition: PanelDefinition, *, previous_held_on: date | None = None, item_id: Callable[[], ItemId] = _item_id
) -> tuple[AgendaItem, ...]:
    """One item for each section that is fixed: welcome, declarations, last minutes, action log, any other business.

    Args:
        definition: The panel.
        previous_held_on: The day of the meeting whose minutes are confirmed; None where there was none.
        item_id: Gives each item its identifier.
    """
    return tuple(
        AgendaItem(
            id=item_id(),
            section=section.key,
            title=standing_title(section, previous_held_on),
            minutes=section.minutes,
            presenter=section.presenter,
        )
        for section in definition.sections
        if section.kind not in CASE_KINDS
    )


def standing_title(section: Section, previous_held_on: date | None) -> str:
    """The section's title; of the last minutes with their day: ``Minutes of 29 October 2026``."""
    if section.kind is SectionKind.LAST_MINUTES and previous_held_on is not None:
        return f"Minutes of {date_words(previous_held_on)}"
    return section.title


def fill(
    definition: PanelDefinition,
    candidates: Iterable[Candidate],
    *,
    limit: int | None = None,
    slot_minutes: int | None = None,
    item_id: Callable[[], ItemId] = _item_id,
) -> tuple[tuple[AgendaItem, ...], tuple[Candidate, ...]]:
    """Items for the most pressing candidates, and who is left over for the chair to see.

    Args:
        definition: The panel.
        candidates: As proposed; of equally pressing ones the earlier comes first.
        limit: How many children at most; None: as the definition says. Concerns do not count.
        slot_minutes: Where given, a child whose item would no longer fit is left over too.
        item_id: Gives each item its identifier.

    Returns:
        The items in the order of the candidates, and the candidates left over. Concerns and children who are missing
        now are never left over.
    """
    proposed = tuple(candidates)
    limit = definition.cases_per_meeting if limit is None else limit
    ranked = sorted(range(len(proposed)), key=lambda i: _pressing(definition, proposed[i]))
    minutes = sum(s.minutes for s in definition.sections if s.kind not in CASE_KINDS)
    minutes += sum(definition.section(c.section).minutes for c in proposed if c.child is None)
    chosen: set[int] = set()
    for place in ranked:
        candidate = proposed[place]
        needs = definition.section(candidate.section).minutes
        fits = len(chosen) < limit and (slot_minutes is None or minutes + needs <= slot_minutes)
        if candidate.child is not None and (fits or _is_missing_now(candidate)):
            chosen.add(place)
            minutes += needs
    taken = [c.child is None or i in chosen for i, c in enumerate(proposed)]
    items = tuple(item_of(definition, c, item_id=item_id) for c, kept in zip(proposed, taken, strict=True) if kept)
    return items, tuple(c for c, kept in zip(proposed, taken, strict=True) if not kept)


def _is_missing_now(candidate: Candidate) -> bool:
    return any(b.reason is ListingReason.CURRENTLY_MISSING for b in candidate.because)


def _pressing(definition: PanelDefinition, candidate: Candidate) -> int:
    """The rank of the candidate's most pressing reason among those of its section."""
    section = definition.section(candidate.section)
    ranks = [_MOST_PRESSING.index(b.reason) for b in candidate.because if section.takes(b.reason)]
    return min(ranks, default=len(_MOST_PRESSING))


def item_of(
    definition: PanelDefinition, candidate: Candidate, *, item_id: Callable[[], ItemId] = _item_id
) -> AgendaItem:
    """The item of one candidate. One listed as urgent says which other sections it is taken for."""
    section = definition.section(candidate.section)
    title = candidate.child.heading if candidate.child else candidate.concern.name if candidate.concern else ""
    reasons = {b.reason for b in candidate.because}
    others = [
        f"{definition.number_of(s.key)} {s.title}"
        for s in definition.sections
        if section.urgent and s.key != section.key and s.kind is section.kind and any(map(s.takes, reasons))
    ]
    return AgendaItem(
        id=item_id(),
        section=section.key,
        title=title,
        minutes=section.minutes,
        presenter=candidate.presenter or section.presenter,
        child=candidate.child,
        concern=candidate.concern,
        because=candidate.because,
        link=f"Taken here for {'; '.join(others)}" if others else "",
    )
