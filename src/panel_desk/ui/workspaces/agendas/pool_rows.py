"""The lines of the pool: who or what is proposed, why, and where it would go; no Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from panel_desk.domain.agendas.agenda import AgendaItem, Candidate, ChildBrief, ListedBecause, because_words
from panel_desk.domain.children.cases import ConcernKind
from panel_desk.domain.panels import ListingReason, PanelDefinition
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.workspaces.agendas.view_values import PoolRow

ShowName = Callable[[str, str, str], str]
"""Initials, local ID and name → how a child is shown now."""

_R = ListingReason
REASONS: dict[ListingReason, tuple[str, Tone]] = {
    _R.CURRENTLY_MISSING: ("Missing now", Tone.RED),
    _R.NEW_REFERRAL: ("New referral", Tone.INFO),
    _R.STEPPED_UP: ("Stepped up", Tone.ACCENT),
    _R.STEPPED_DOWN: ("Stepped down", Tone.ACCENT),
    _R.DEFERRED: ("Deferred", Tone.ACCENT),
    _R.REVIEW_DUE: ("Review due", Tone.AMBER),
    _R.OPEN_ACTION: ("Open action", Tone.AMBER),
    _R.REGULARLY_MISSING: ("Regularly missing", Tone.RED),
    _R.ENHANCED_PATHWAY: ("Enhanced pathway", Tone.RED),
    _R.TRANSITION: ("Transition at 17½", Tone.AMBER),
    _R.NEW_CONCERN: ("New concern", Tone.INFO),
    _R.NOT_DISCUSSED: ("Not yet heard", Tone.NEUTRAL),
    _R.CHAIR: ("Chair’s request", Tone.NEUTRAL),
}
"""Each reason in two words, with its meaning."""

_SAID_BY_CHIP = {
    _R.CURRENTLY_MISSING: "Missing ",
    _R.NEW_REFERRAL: "Referred by ",
    _R.STEPPED_UP: "Stepped up at ",
    _R.STEPPED_DOWN: "Stepped down at ",
    _R.DEFERRED: "Deferred at ",
    _R.REVIEW_DUE: "Review due on ",
}
"""How a reason's sentence begins with what its chip says already."""
_KINDS = {ConcernKind.PERSON: "Person of concern", ConcernKind.LOCATION: "Place", ConcernKind.THEME: "Theme"}


def pool_rows(
    definition: PanelDefinition,
    candidates: Iterable[Candidate],
    left_out: Iterable[AgendaItem],
    *,
    show_name: ShowName,
    latest_list: str = "",
) -> tuple[PoolRow, ...]:
    """Fixed items that were taken off first, because the meeting needs them; then the candidates as proposed.

    Args:
        definition: The panel.
        candidates: Not yet on the agenda.
        left_out: Fixed items that are not on it.
        show_name: How children appear now.
        latest_list: The file of the latest list of children at risk, which “not yet discussed” speaks of.
    """
    fixed = tuple(_fixed_row(definition, item) for item in left_out)
    return (*fixed, *(_row(definition, candidate, show_name, latest_list) for candidate in candidates))


def child_facts(child: ChildBrief) -> str:
    """``15 · CCE, county lines``."""
    age = str(child.age) if child.age is not None else ""
    types = ", ".join(kind.label for kind in child.types)
    return " · ".join(part for part in (age, types) if part)


def _fixed_row(definition: PanelDefinition, item: AgendaItem) -> PoolRow:
    number = definition.number_of(item.section)
    return PoolRow(
        key=f"fixed {item.section}",
        who=item.title,
        facts="",
        chip="Fixed item",
        tone=Tone.NEUTRAL,
        more=0,
        source=f"Taken off; item {number} of every meeting",
        all_reasons=f"{item.title}: a fixed item that was taken off. It goes back as item {number}.",
        section=item.section,
        kind="fixed",
        search=item.title.casefold(),
    )


def _row(definition: PanelDefinition, candidate: Candidate, show_name: ShowName, latest_list: str) -> PoolRow:
    first = candidate.because[0] if candidate.because else None
    chip, tone = REASONS[first.reason] if first else ("", Tone.NEUTRAL)
    section = definition.section(candidate.section)
    goes = f"Goes under {definition.number_of(section.key)} {section.title}."
    key, who, facts = _subject(candidate, show_name)
    source = _source(first, latest_list)
    reasons = because_words(candidate.because)
    return PoolRow(
        key=key,
        who=who,
        facts=facts,
        chip=chip,
        tone=tone,
        more=max(len(candidate.because) - 1, 0),
        source=source,
        all_reasons=f"{reasons}. {goes}" if reasons else goes,
        section=candidate.section,
        kind="child" if candidate.child else "concern",
        search=f"{who} {facts} {chip} {reasons} {section.title} {candidate.presenter}".casefold(),
        candidate=candidate,
    )


def _subject(candidate: Candidate, show_name: ShowName) -> tuple[str, str, str]:
    """Key, who and facts."""
    if candidate.child is not None:
        child = candidate.child
        return f"child {child.child_id}", show_name(child.initials, child.local_id, child.name), child_facts(child)
    concern = candidate.concern
    if concern is None:
        return "", "", ""
    return f"concern {concern.concern_id}", concern.name, _KINDS[concern.kind]


def _source(first: ListedBecause | None, latest_list: str) -> str:
    if first is None:
        return ""
    if first.reason is ListingReason.NOT_DISCUSSED and latest_list:
        return latest_list
    opening = _SAID_BY_CHIP.get(first.reason, "")
    short = first.sentence.removeprefix(opening)
    return short[:1].upper() + short[1:]
