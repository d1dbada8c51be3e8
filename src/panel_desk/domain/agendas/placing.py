"""Where items land when several are put into a section at once: the rule, and the order that follows from it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from panel_desk.domain.agendas.agenda import AgendaItem
from panel_desk.domain.errors import not_found, refused
from panel_desk.domain.ids import ItemId
from panel_desk.domain.panels import CASE_KINDS, PanelDefinition, Section, SectionKind

_HOLDS = {
    SectionKind.CHILDREN: "children",
    SectionKind.PERSONS: "persons of concern",
    SectionKind.LOCATIONS: "places",
    SectionKind.THEMES: "themes",
}


def placed_order(
    definition: PanelDefinition,
    items: Sequence[tuple[ItemId, str]],
    placed: Collection[ItemId],
    *,
    section: str,
    before: ItemId | None,
) -> tuple[ItemId, ...]:
    """The order after some items were put into a section; never refuses, so that what has happened can be retold.

    Args:
        definition: The panel; its sections give the order of the items' sections.
        items: Every item with its section's key, as they stand.
        placed: Which are put there; those that are not on the agenda count for nothing.
        section: Where.
        before: The item they stand before; None, one of themselves or one of another section: at the section's end.
    """
    moved = [item_id for item_id, _ in items if item_id in placed]
    rest = [(item_id, own) for item_id, own in items if item_id not in placed]
    if not moved:
        return tuple(item_id for item_id, _ in items)
    place = next((i for i, (item_id, own) in enumerate(rest) if item_id == before and own == section), None)
    if place is None:
        place = _end(definition, rest, section)
    ids = [item_id for item_id, _ in rest]
    return (*ids[:place], *moved, *ids[place:])


def _end(definition: PanelDefinition, rest: Sequence[tuple[ItemId, str]], section: str) -> int:
    """After the section's last item; where it has none, after those of the sections before it."""
    same = [i for i, (_, own) in enumerate(rest) if own == section]
    if same:
        return same[-1] + 1
    keys = [known.key for known in definition.sections]
    earlier = set(keys[: keys.index(section)]) if section in keys else set(keys)
    return max((i + 1 for i, (_, own) in enumerate(rest) if own in earlier), default=0)


def may_stand(definition: PanelDefinition, title: str, own_section: str, section_key: str) -> Section:
    """The section, where an item or candidate of another section may be put into it.

    Raises:
        DeskError: where the panel has no such section, or it holds another kind of thing.
    """
    section = next((s for s in definition.sections if s.key == section_key), None)
    if section is None:
        raise not_found(f"The {definition.name} has no section “{section_key}”.")
    if own_section == section_key:
        return section
    own = definition.section(own_section)
    number = definition.number_of(section_key)
    if section.kind not in CASE_KINDS:
        raise refused(f"{number} {section.title} is one fixed item: nothing else can stand under it.")
    if own.kind not in CASE_KINDS:
        raise refused(f"“{title}” is a fixed item and stays under {definition.number_of(own_section)} {own.title}.")
    if own.kind is not section.kind:
        raise refused(f"“{title}” cannot stand under {number} {section.title}, which holds {_HOLDS[section.kind]}.")
    return section


def refuse_misplaced(
    definition: PanelDefinition, items: Iterable[AgendaItem], item_ids: Sequence[ItemId], section_key: str
) -> None:
    """Refuse to put items where they may not stand.

    Raises:
        DeskError: where one is not on the agenda, or the section holds another kind.
    """
    by_id = {item.id: item for item in items}
    for item_id in item_ids:
        item = by_id.get(item_id)
        if item is None:
            raise not_found("The agenda has no such item.")
        may_stand(definition, item.title, item.section, section_key)
