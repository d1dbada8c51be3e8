"""What is missing or doubtful in an agenda before it is locked: sentences, some of which stop the issue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import time
from enum import Enum

from msgspec import Struct

from panel_desk.domain.agendas.agenda import AgendaItem
from panel_desk.domain.agendas.running_order import minutes_between, numbers
from panel_desk.domain.calendar import count_words
from panel_desk.domain.events.meetings import Invited
from panel_desk.domain.ids import AgencyKey, ItemId
from panel_desk.domain.panels import CASE_KINDS, PanelDefinition, SectionKind
from panel_desk.domain.people import Role

_CHAIR = AgencyKey("chair")
_NEEDED = (SectionKind.DECLARATIONS, SectionKind.LAST_MINUTES, SectionKind.ACTION_LOG)
_AT_THE_TABLE = frozenset({Role.CHAIR, Role.DEPUTY, Role.CORE_MEMBER})
"""Who counts for a seat and for quorum."""


class About(Enum):
    """Where a problem is put right."""

    ITEM = "an item"
    SECTION = "a fixed item that is not there"
    TIME = "the time"
    PEOPLE = "who is invited"
    LAST_MINUTES = "the last minutes"


class AgendaProblem(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing to put right or to know."""

    sentence: str
    blocking: bool
    """True: the agenda cannot be locked; False: the chair may let it stand."""
    item_id: ItemId | None = None
    """The item it is about; None for the agenda as a whole."""
    about: About = About.ITEM
    section: str = ""
    """The key of the section that lacks its fixed item."""


def check(
    definition: PanelDefinition,
    items: Sequence[AgendaItem],
    invited: Iterable[Invited],
    starts_at: time,
    ends_at: time,
    *,
    previous_minutes_ready: bool = True,
) -> tuple[AgendaProblem, ...]:
    """Everything to put right or to know, what stops the issue first. An empty section of cases is no problem.

    Args:
        definition: The panel.
        items: The running order.
        invited: Who is expected.
        starts_at: The beginning of the slot.
        ends_at: Its end.
        previous_minutes_ready: Whether the minutes of the meeting before have gone to the members; True where there
            was none.
    """
    expected = tuple(invited)
    found = [
        *_items(definition, items),
        *_twice(definition, items),
        *_sections(definition, items),
        *_time(definition, items, minutes_between(starts_at, ends_at)),
        *_people(definition, expected),
    ]
    if not previous_minutes_ready:
        found.append(
            AgendaProblem(
                sentence="The minutes of the last meeting have not gone to the members.",
                blocking=False,
                about=About.LAST_MINUTES,
            )
        )
    return tuple(sorted(found, key=lambda problem: not problem.blocking))


def _items(definition: PanelDefinition, items: Sequence[AgendaItem]) -> Iterator[AgendaProblem]:
    """Each item by itself: its reason, its presenter, its time."""
    number_of = numbers(definition, items)
    for item in items:
        name = f"Item {number_of[item.id]}, {item.title},"
        is_case = definition.section(item.section).kind in CASE_KINDS
        if is_case and not item.because and not item.late_reason:
            yield AgendaProblem(sentence=f"{name} has no reason.", blocking=True, item_id=item.id)
        if is_case and item.child is None and item.concern is None:
            yield AgendaProblem(sentence=f"{name} is about no child or concern.", blocking=True, item_id=item.id)
        if item.minutes <= 0:
            yield AgendaProblem(sentence=f"{name} has no time.", blocking=True, item_id=item.id)
        if not item.presenter.strip():
            yield AgendaProblem(sentence=f"{name} has no presenter.", blocking=False, item_id=item.id)


def _twice(definition: PanelDefinition, items: Sequence[AgendaItem]) -> Iterator[AgendaProblem]:
    """Cases that stand on the agenda more than once."""
    number_of = numbers(definition, items)
    first: dict[str, AgendaItem] = {}
    for item in items:
        case = item.child.child_id if item.child else item.concern.concern_id if item.concern else ""
        earlier = first.setdefault(case, item) if case else item
        if earlier is not item:
            both = f"{number_of[earlier.id]} and {number_of[item.id]}"
            yield AgendaProblem(
                sentence=f"{item.title} is on the agenda twice, {both}.", blocking=True, item_id=item.id
            )


def _sections(definition: PanelDefinition, items: Sequence[AgendaItem]) -> Iterator[AgendaProblem]:
    """Fixed items that are not there."""
    there = {item.section for item in items}
    for section in definition.sections:
        if section.kind not in CASE_KINDS and section.key not in there:
            number = definition.number_of(section.key)
            # Without declarations or the last minutes the meeting cannot do what its terms of reference ask.
            stops = section.kind in _NEEDED
            yield AgendaProblem(
                sentence=f"Item {number}, {section.title}, is not there.",
                blocking=stops,
                about=About.SECTION,
                section=section.key,
            )


def _time(definition: PanelDefinition, items: Sequence[AgendaItem], slot: int) -> Iterator[AgendaProblem]:
    """The slot against the items' time, and how many children there are."""
    if slot <= 0:
        yield AgendaProblem(sentence="The meeting ends before it begins.", blocking=True, about=About.TIME)
    elif (over := sum(item.minutes for item in items) - slot) > 0:
        sentence = f"The agenda is {count_words(over, 'minute')} over its slot of {count_words(slot, 'minute')}."
        yield AgendaProblem(sentence=sentence, blocking=False, about=About.TIME)
    cases, most = sum(item.child is not None for item in items), definition.cases_per_meeting
    if cases > most:
        sentence = f"The agenda has {count_words(cases, 'child', 'children')}; the panel takes {most} at a meeting."
        yield AgendaProblem(sentence=sentence, blocking=False, about=About.TIME)


def _people(definition: PanelDefinition, invited: tuple[Invited, ...]) -> Iterator[AgendaProblem]:
    """Seats that nobody fills, and needs of the quorum that nobody invited can meet."""
    members = [i for i in invited if i.role in _AT_THE_TABLE]
    present = {i.person.agency for i in members}
    if any(i.role in {Role.CHAIR, Role.DEPUTY} for i in members):
        present.add(_CHAIR)
    else:
        yield AgendaProblem(sentence="Neither a chair nor a deputy is invited.", blocking=True, about=About.PEOPLE)
    for group in definition.quorum:
        if not present.intersection(group) and group != (_CHAIR,):
            names = " or ".join(definition.agency_name(agency) for agency in group)
            yield AgendaProblem(
                sentence=f"The quorum needs {names}, and nobody of it is invited.", blocking=False, about=About.PEOPLE
            )
    needed = {agency for group in definition.quorum for agency in group}
    for seat in definition.seats:
        if seat.agency not in present and seat.agency not in needed:
            yield AgendaProblem(
                sentence=f"Nobody is invited for the seat of {seat.name}.", blocking=False, about=About.PEOPLE
            )
