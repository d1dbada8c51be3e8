"""The running order of an agenda: put in the chair's order, given late items and numbers, and set out to print.

Items stand in the order of the panel's sections; every function gives the items back in that order, each once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta

from msgspec.structs import replace

from panel_desk.domain.agendas.agenda import ActionLine, Agenda, AgendaItem, AgendaSection, NumberedItem
from panel_desk.domain.calendar import count_words, short_day
from panel_desk.domain.children.standing import ActionState
from panel_desk.domain.errors import not_found, refused
from panel_desk.domain.events.actions import ActionStatus
from panel_desk.domain.events.meetings import Invited, MeetingPlanned
from panel_desk.domain.ids import ItemId
from panel_desk.domain.panels import CASE_KINDS, PanelDefinition, Section, SectionKind
from panel_desk.domain.people import Role

_ATTENDING = (Role.CHAIR, Role.DEPUTY, Role.CORE_MEMBER, Role.ADMINISTRATOR, Role.PRESENTER, Role.OBSERVER)
"""Who is told as invited, in this order within an agency; a reader only receives the papers."""


def in_sections(definition: PanelDefinition, items: Iterable[AgendaItem]) -> tuple[AgendaItem, ...]:
    """The items in the order of the sections; within a section they stay as they were."""
    return tuple(sorted(items, key=lambda item: definition.number_of(item.section)))


def item_named(items: Iterable[AgendaItem], item_id: ItemId) -> AgendaItem:
    """The item of that identifier.

    Raises:
        DeskError: where the agenda has none.
    """
    for item in items:
        if item.id == item_id:
            return item
    raise not_found("The agenda has no such item.")


def move(items: Sequence[AgendaItem], item_id: ItemId, *, before: ItemId | None = None) -> tuple[AgendaItem, ...]:
    """The items with one moved before another of its section, or to its section's end.

    Raises:
        DeskError: where an item is not on the agenda, or the two stand in different sections.
    """
    moved = item_named(items, item_id)
    if before == item_id:
        return tuple(items)
    if before is not None and (target := item_named(items, before)).section != moved.section:
        raise refused(
            f"“{moved.title}” and “{target.title}” stand in different sections.",
            "Put the item into the other section first, or choose a place within its own.",
        )
    rest = [i for i in items if i.id != item_id]
    alone = all(other.section != moved.section for other in rest)
    return tuple(items) if alone else _inserted(rest, moved, before)


def _inserted(rest: list[AgendaItem], item: AgendaItem, before: ItemId | None) -> tuple[AgendaItem, ...]:
    """The rest with the item before another, or after the last of its section; at the end where that is empty."""
    if before is not None:
        place = next(i for i, other in enumerate(rest) if other.id == before)
    else:
        place = max((i + 1 for i, other in enumerate(rest) if other.section == item.section), default=len(rest))
    return (*rest[:place], item, *rest[place:])


def put_into(
    definition: PanelDefinition, items: Sequence[AgendaItem], item_id: ItemId, section_key: str
) -> tuple[AgendaItem, ...]:
    """The items with one case put at the end of another section of the same kind; it keeps its time and reasons.

    Raises:
        DeskError: where the item is not on the agenda, the panel has no such section, or it holds another kind.
    """
    item = item_named(items, item_id)
    section = next((s for s in definition.sections if s.key == section_key), None)
    if section is None:
        raise not_found(f"The {definition.name} has no section “{section_key}”.")
    if section.kind not in CASE_KINDS or section.kind is not definition.section(item.section).kind:
        raise refused(f"“{item.title}” cannot stand under “{section.title}”, which holds something else.")
    rest = [i for i in items if i.id != item_id]
    return in_sections(definition, _inserted(rest, replace(item, section=section_key, link=""), None))


def put_in_order(items: Sequence[AgendaItem], order: Sequence[ItemId]) -> tuple[AgendaItem, ...]:
    """The items in the order given.

    Raises:
        DeskError: where the order does not name every item exactly once.
    """
    by_id = {item.id: item for item in items}
    if sorted(order) != sorted(i.id for i in items):
        raise refused("The new order must name every item of the agenda exactly once.")
    return tuple(by_id[item_id] for item_id in order)


def take_off(items: Sequence[AgendaItem], item_id: ItemId) -> tuple[AgendaItem, ...]:
    """The items without one.

    Raises:
        DeskError: where the item is not on the agenda.
    """
    taken = item_named(items, item_id)
    return tuple(item for item in items if item.id != taken.id)


def put_on(
    definition: PanelDefinition, items: Sequence[AgendaItem], item: AgendaItem, *, before: ItemId | None = None
) -> tuple[AgendaItem, ...]:
    """The items with one more, before another of its section or at its section's end.

    Raises:
        DeskError: where its child, concern or the item itself is on the agenda already.
    """
    if already := next((other for other in items if _same_case(other, item)), None):
        number = numbers(definition, items)[already.id]
        raise refused(f"{already.title} is on the agenda already, as item {number}.")
    if before is not None and item_named(items, before).section != item.section:
        before = None
    return in_sections(definition, _inserted(list(items), item, before))


def _same_case(one: AgendaItem, other: AgendaItem) -> bool:
    """Whether two items are one, or about the same child or concern."""
    if one.child and other.child:
        return one.child.child_id == other.child.child_id
    if one.concern and other.concern:
        return one.concern.concern_id == other.concern.concern_id
    return one.id == other.id


def put_late(
    definition: PanelDefinition,
    items: Sequence[AgendaItem],
    item: AgendaItem,
    reason: str,
    *,
    before: ItemId | None = None,
) -> tuple[AgendaItem, ...]:
    """The items of a locked agenda with one that came late; the chair's reason stays with it and is printed.

    Raises:
        DeskError: without a reason, or where its case is on the agenda already.
    """
    return put_on(definition, items, replace(item, late_reason=late_reason(reason)), before=before)


def late_reason(untrusted_reason: str) -> str:
    """The chair's reason for a late item, without surrounding space.

    Raises:
        DeskError: where there is none.
    """
    reason = untrusted_reason.strip()
    if not reason:
        raise refused(
            "After the agenda is locked an item needs the chair’s reason.", "Ask the chair, and write it down."
        )
    return reason


def numbers(definition: PanelDefinition, items: Iterable[AgendaItem]) -> dict[ItemId, str]:
    """What each item prints under: ``7.1`` for a case in section 7, ``4`` for the fixed item of section 4."""
    found: dict[ItemId, str] = {}
    seen: dict[str, int] = {}
    sections = {s.key: (definition.number_of(s.key), s.kind not in CASE_KINDS) for s in definition.sections}
    for item in items:
        number, fixed = sections[item.section]
        seen[item.section] = seen.get(item.section, 0) + 1
        found[item.id] = f"{number}" if fixed else f"{number}.{seen[item.section]}"
    return found


def expected_starts(items: Iterable[AgendaItem], starts_at: time) -> dict[ItemId, time]:
    """When each item begins if every one before it keeps its time."""
    at = datetime.combine(date.min, starts_at)
    found: dict[ItemId, time] = {}
    for item in items:
        found[item.id] = at.time()
        at += timedelta(minutes=item.minutes)
    return found


def agenda_value(
    planned: MeetingPlanned,
    items: Sequence[AgendaItem],
    actions: Iterable[ActionState],
    *,
    today: date,
    issued: int = 0,
    council: str = "",
    fictional: bool = False,
) -> Agenda:
    """The agenda as it prints: every section with its number, an empty one too (it prints “None”).

    Args:
        planned: The meeting, with the definition that was in force when it was planned.
        items: The running order.
        actions: Actions of any panel; the panel's open ones are printed.
        today: The day by which actions are overdue: the day of issue.
        issued: 0 for a draft, else the number of the issue.
        council: As it heads the page.
        fictional: Whether the page says that nobody in it is real.
    """
    definition = planned.definition
    lines = action_lines((a for a in actions if a.panel == definition.key and a.status.is_open), today)
    return Agenda(
        meeting_id=planned.meeting_id,
        panel=definition.key,
        panel_name=definition.name,
        reference=planned.reference,
        held_on=planned.held_on,
        starts_at=planned.starts_at,
        ends_at=planned.ends_at,
        place=planned.place,
        chair=next((i.person.name for i in planned.invited if i.role is Role.CHAIR), ""),
        issued=issued,
        marking=definition.marking,
        handling=definition.handling,
        confidentiality=definition.confidentiality,
        safeguarding_note=definition.safeguarding_note,
        sections=_sections(definition, items, lines),
        actions=lines,
        invited=_invited(definition, planned.invited),
        slot_minutes=minutes_between(planned.starts_at, planned.ends_at),
        council=council,
        fictional=fictional,
    )


def minutes_between(starts_at: time, ends_at: time) -> int:
    """The minutes from one time of a day to another; negative where the other is earlier."""
    return (ends_at.hour - starts_at.hour) * 60 + ends_at.minute - starts_at.minute


def _sections(
    definition: PanelDefinition, items: Sequence[AgendaItem], lines: tuple[ActionLine, ...]
) -> tuple[AgendaSection, ...]:
    """Every section of the definition with its items."""
    number_of = numbers(definition, items)
    return tuple(
        AgendaSection(
            number=number,
            title=section.title,
            kind=section.kind,
            minutes=sum(item.minutes for item in own),
            items=tuple(NumberedItem(number_of[item.id], _titled(section, item, lines)) for item in own),
        )
        for number, section in enumerate(definition.sections, 1)
        for own in [[item for item in items if item.section == section.key]]
    )


def _titled(section: Section, item: AgendaItem, lines: tuple[ActionLine, ...]) -> AgendaItem:
    """The item; that of the action log says how many actions there are as the agenda is made."""
    if section.kind is not SectionKind.ACTION_LOG:
        return item
    overdue = sum(line.overdue for line in lines)
    return replace(item, title=f"Actions: {overdue} overdue, {len(lines) - overdue} due")


def _invited(definition: PanelDefinition, invited: Iterable[Invited]) -> tuple[tuple[str, str], ...]:
    """Agency and person in the order of the seats; within one who presides first. Readers are not invited."""
    seats = {seat.agency: place for place, seat in enumerate(definition.seats)}
    attending = [i for i in invited if i.role in _ATTENDING]
    attending.sort(key=lambda i: (seats.get(i.person.agency, len(seats)), _ATTENDING.index(i.role), i.person.name))
    return tuple((definition.agency_name(i.person.agency), i.person.name) for i in attending)


def action_lines(actions: Iterable[ActionState], today: date) -> tuple[ActionLine, ...]:
    """The actions as a list prints them on a day: overdue first, then by due day and reference."""
    in_order = sorted(actions, key=lambda a: (not a.is_overdue(today), a.due_on, a.reference))
    return tuple(
        ActionLine(
            reference=a.reference,
            what=a.what,
            owner=f"{a.agency_name}, {a.owner.split()[-1]}" if a.owner.strip() else a.agency_name,
            agency=a.agency_name,
            due_on=a.due_on,
            status=status_words(a, today),
            reason=a.status_reason,
            about=a.about,
            overdue=a.is_overdue(today),
        )
        for a in in_order
    )


def status_words(action: ActionState, today: date) -> str:
    """``Overdue by 6 days``, ``Due Fri 28 Nov``, ``In progress``, or the status it was closed with."""
    if action.is_overdue(today):
        begun = "In progress, overdue" if action.status is ActionStatus.IN_PROGRESS else "Overdue"
        return f"{begun} by {count_words((today - action.due_on).days, 'day')}"
    if action.status is ActionStatus.OPEN:
        return "Due today" if action.due_on == today else f"Due {short_day(action.due_on)}"
    words: str = action.status.value
    return words[0].upper() + words[1:]
