"""Parts of minutes as an edition keeps them: which actions, what of an item of the whole meeting, whose names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec.structs import replace

from panel_desk.domain.agendas.agenda import ActionLine
from panel_desk.domain.calendar import count_words
from panel_desk.domain.minutes.minutes import (
    ActionTable,
    AttendanceLine,
    AttendanceTable,
    Block,
    Minutes,
    MinutesItem,
    MinutesSection,
    PlanTable,
)
from panel_desk.domain.names.hiding import Hiding, parts_of

Wanted = Callable[[ActionLine], bool]
_ADDED = re.compile(r"\s*[(\[].*$")
_FORMS = ("DS", "DI", "PC", "Dr", "Ms", "Mr", "Mrs", "Miss", "Mx")
"""What stands before a surname in speech; with it the surname is surely a name, and not a word such as “Prior”."""

A_PROFESSIONAL = "a professional"
"""Whose agency nobody knows."""


def with_actions(blocks: Iterable[Block], wanted: Wanted) -> tuple[Block, ...]:
    """The blocks with the wanted actions alone; a table that is left without any goes."""
    kept: list[Block] = []
    for block in blocks:
        if isinstance(block, ActionTable):
            lines = tuple(line for line in block.lines if wanted(line))
            if lines:
                kept.append(replace(block, lines=lines))
        else:
            kept.append(block)
    return tuple(kept)


def frame_of(item: MinutesItem, wanted: Wanted, *, attendance: bool = True, agency: str = "") -> tuple[Block, ...]:
    """Of an item of the meeting as a whole: who attended and the wanted actions, but no words.

    Args:
        item: The item.
        wanted: Which actions.
        attendance: Whether who attended is wanted.
        agency: Whose objectives of the action plan are; empty: nobody's.
    """
    kept: list[Block] = []
    for block in item.blocks:
        if isinstance(block, PlanTable):
            own = tuple(line for line in block.lines if agency and line.agency.casefold() == agency.casefold())
            kept += [PlanTable(lines=own)] if own else []
        elif isinstance(block, ActionTable) or (attendance and isinstance(block, AttendanceTable)):
            kept.append(block)
    return with_actions(kept, wanted)


def actions_left_out(minutes: Minutes, kept: Iterable[MinutesSection], which: str) -> str:
    """How many actions are not in what was kept; empty where all are."""
    gone = len(_references(minutes.sections) - _references(kept))
    return f"{count_words(gone, 'action')} {which}" if gone else ""


def _references(sections: Iterable[MinutesSection]) -> set[str]:
    return {
        line.reference
        for section in sections
        for item in section.items
        for block in item.blocks
        if isinstance(block, ActionTable)
        for line in block.lines
    }


def distinct_initials(minutes: Minutes) -> dict[str, str]:
    """For each local ID of the name key the initials, with a number where several children share them."""
    count = Counter(initials for initials, _local_id, _name in minutes.name_key)
    used: Counter[str] = Counter()
    shown = {}
    for initials, local_id, _name in minutes.name_key:
        used[initials] += 1
        shown[local_id] = f"{initials} {used[initials]}" if count[initials] > 1 else initials
    return shown


def hide_professional(hiding: Hiding, name: str, agency: str) -> None:
    """Whole name, initial with surname, and surname after a title; the agency stands instead."""
    for words in _said_of_a_professional(name):
        hiding.words(words, agency)


def keep_professional(hiding: Hiding, name: str) -> None:
    """The same stays as it is, though a part of it is a child's name too."""
    for words in _said_of_a_professional(name):
        hiding.keep(words)


def _said_of_a_professional(name: str) -> Iterator[str]:
    yield name
    parts = parts_of(name)
    if len(parts) < 2:
        return
    first, surname = parts[0], parts[-1]
    yield from (f"{first[0]}. {surname}", f"{first[0]} {surname}")
    for form in _FORMS:
        yield from (f"{form} {name}", f"{form} {surname}")


def hide_person_of_concern(hiding: Hiding, name: str, instead: str) -> None:
    """As the list names them, without what the list adds (“(adult)”), and by each part of the name alone."""
    bare = bare_name(name)
    for words in (name, bare):
        hiding.words(words, instead)
    for part in parts_of(bare):
        if part[:1].isupper():
            hiding.part(part, instead)


def bare_name(name: str) -> str:
    """``Tom Nox`` of ``Tom Nox (adult)``."""
    return _ADDED.sub("", name).strip() or name


def professionals_in(sections: Sequence[MinutesSection]) -> Iterator[str]:
    """Everybody who attended or owns an action, as the minutes write them."""
    for block in (block for section in sections for item in section.items for block in item.blocks):
        if isinstance(block, AttendanceTable):
            yield from (line.name for line in block.lines)
        elif isinstance(block, ActionTable):
            yield from (line.owner for line in block.lines)


def owners_by_agency(sections: Sequence[MinutesSection]) -> tuple[MinutesSection, ...]:
    """Owners of actions and who attended, by agency alone."""
    return tuple(
        replace(section, items=tuple(replace(i, blocks=tuple(map(_by_agency, i.blocks))) for i in section.items))
        for section in sections
    )


def _by_agency(block: Block) -> Block:
    if isinstance(block, ActionTable):
        return replace(block, lines=tuple(replace(line, owner=line.agency) for line in block.lines))
    if isinstance(block, PlanTable):
        return PlanTable(lines=tuple(replace(line, owner=line.agency or A_PROFESSIONAL) for line in block.lines))
    if isinstance(block, AttendanceTable):
        lines = [
            AttendanceLine(name=f"Member {n}", agency_and_role=line.agency_and_role, attendance=line.attendance)
            for n, line in enumerate(block.lines, 1)
        ]
        return replace(block, lines=tuple(lines))
    return block
