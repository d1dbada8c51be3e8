"""Whose record is asked for: a child of the lists, or whoever stands under a number in any table or list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from panel_desk.domain.children.cases import ChildFacts, EpisodeRow
from panel_desk.domain.errors import not_found, refused
from panel_desk.domain.events.lists import CaseListImported
from panel_desk.domain.ids import ChildId
from panel_desk.domain.keeping.subject_told import Naming
from panel_desk.domain.names.hiding import ChildNamed, words_of
from panel_desk.domain.names.name_forms import telling_words
from panel_desk.domain.names.name_words import PARTICLES
from panel_desk.services.everybody import facts_told
from panel_desk.vault.driver import Database
from panel_desk.vault.projections.history import events_below
from panel_desk.vault.queries import children as child_queries
from panel_desk.vault.queries import held

_NOBODY = ChildId("-")
"""The identifier of no child: no table has it."""


class HeldChild(Struct, frozen=True, kw_only=True):
    """The child asked for, or the same child under another number."""

    child_id: ChildId
    facts: ChildFacts
    initials: str
    name: str
    how: str = ""
    """How another number was found to be this child's; empty: it is the number asked for."""
    former: tuple[ChildNamed, ...] = ()
    """The same number under other names, as lists or agendas told them."""
    surnames: tuple[str, ...] = ()
    """Surnames that nobody else at the desk has, so that one alone tells of this child."""

    @property
    def local_id(self) -> str:
        """The number."""
        return self.facts.local_id

    @property
    def named(self) -> ChildNamed:
        """How the child is told from others."""
        return ChildNamed(local_id=self.local_id, initials=self.initials, name=self.name, alias=self.facts.alias)

    @property
    def names(self) -> tuple[ChildNamed, ...]:
        """Under every name; the present one first."""
        return (self.named, *self.former)

    @property
    def doubt(self) -> str:
        """Why a person reads what stands under another number; empty for the number asked for."""
        return f"It stands under another number, found to be this child’s by {self.how}." if self.how else ""


def held_as(db: Database, local_id: str) -> tuple[HeldChild, ...]:
    """The child of a number, then the same child under every other one.

    Raises:
        DeskError: where nothing at all is held under the number, or all of it is another number's by now.
    """
    local_id = local_id.strip()
    found = _of_children(db, local_id)
    if found is None:
        owner = held.matched_to(db, local_id)
        if owner and owner != local_id:
            raise refused(
                f"What stands under {local_id} was found to be of {owner}.", f"Gather what is held on {owner}."
            )
        found = _of_tables(db, local_id) or _of_lists(db, local_id)
    if found is None:
        raise not_found(f"Nothing is held under the number {local_id}.")
    return (found, *_others(db, found))


def called(children: Sequence[HeldChild], everybody: Iterable[ChildNamed], others: Iterable[str]) -> list[HeldChild]:
    """The child under every number with every name, and with the surnames that are nobody else’s.

    Args:
        children: As ``held_as`` gives them.
        everybody: Every child under every name.
        others: Names of professionals.
    """
    numbers = {child.local_id for child in children}
    former: dict[str, list[ChildNamed]] = {number: [] for number in numbers}
    shared = {word for name in others for word in words_of(name)}
    for one in everybody:
        if one.local_id in numbers:
            former[one.local_id].append(replace(one, near=True))
        else:
            shared |= telling_words(one)
    made = []
    for child in children:
        names = tuple(one for one in former[child.local_id] if (one.name, one.alias) != (child.name, child.facts.alias))
        surnames = dict.fromkeys((child.facts.surname, *(one.name.split()[-1] for one in names if one.name)))
        alone = tuple(one for one in surnames if one and shared.isdisjoint(words_of(one) - PARTICLES))
        made.append(replace(child, former=names, surnames=alone))
    return made


def naming(children: Iterable[HeldChild]) -> Naming:
    """Finds the child, under every number and name, in words about somebody else."""
    children = tuple(children)
    names = (name for child in children for name in child.names)
    return Naming(*names, surnames=(one for child in children for one in child.surnames))


def _of_children(db: Database, local_id: str) -> HeldChild | None:
    row = child_queries.by_local_id(db, local_id)
    if row is None:
        return None
    facts = row.facts
    return _child(row.id, facts)


def _of_tables(db: Database, local_id: str) -> HeldChild | None:
    """On an agenda once, or in entries alone; lists may tell the name."""
    brief = held.brief_of(db, local_id)
    told = _of_lists(db, local_id)
    if brief is None:
        return told or _child(_NOBODY, ChildFacts(local_id=local_id)) if held.is_anywhere(db, local_id) else None
    child_id, initials, name = brief
    facts = told.facts if told is not None else ChildFacts(local_id=local_id)
    return HeldChild(
        child_id=ChildId(child_id or (told.child_id if told else _NOBODY)), facts=facts, initials=initials, name=name
    )


def _of_lists(db: Database, local_id: str) -> HeldChild | None:
    """As the newest list that names the child tells, also where it was taken back."""
    facts: ChildFacts | None = None
    child_id = _NOBODY
    for line in events_below(db.conn, ("import",)):
        if isinstance(line.event, CaseListImported):
            child_id = line.event.new_children.get(local_id, child_id)
            for row in line.event.rows:
                told = facts_told(row)
                if told is not None and told.local_id == local_id and not (facts and isinstance(row, EpisodeRow)):
                    facts = told
    if facts is None:
        return None
    return _child(child_id, facts)


def _child(child_id: ChildId, facts: ChildFacts) -> HeldChild:
    return HeldChild(child_id=child_id, facts=facts, initials=facts.initials if facts.name else "", name=facts.name)


def _others(db: Database, asked: HeldChild) -> Iterator[HeldChild]:
    """Numbers of lists that were found to be the child's, and those of whom a person said “the same child”."""
    seen, waiting = {asked.local_id}, [asked.local_id]
    while waiting:
        number = waiting.pop(0)
        listed = held.listed_under(db, number)
        same = dict.fromkeys(held.same_as(db, number), "what a person said")
        for other, how in {**listed, **same}.items():
            if other not in seen:
                seen.add(other)
                waiting.append(other)
                known = _of_children(db, other) or _of_tables(db, other)
                yield replace(known or _child(_NOBODY, ChildFacts(local_id=other)), how=how or "what the lists say")
