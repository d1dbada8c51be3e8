"""Every child whom a text may name: of any list, also of missing episodes alone, and who was ever on an agenda.

Under each name they had.
"""

from __future__ import annotations

from collections.abc import Iterator

from panel_desk.domain.children.cases import ChildFacts
from panel_desk.domain.names.hiding import ChildNamed
from panel_desk.domain.names.name_roll import Roll
from panel_desk.vault.driver import Database
from panel_desk.vault.queries import children as child_queries
from panel_desk.vault.queries import episodes, held


def everybody(db: Database) -> Iterator[ChildNamed]:
    """One after the other; a child who was renamed since a meeting comes twice."""
    known = set()
    for local_id, forenames, surname, alias in child_queries.names(db):
        facts = ChildFacts(local_id=local_id, forenames=forenames, surname=surname)
        known.add((local_id, facts.name))
        yield ChildNamed(local_id=local_id, initials=facts.initials, name=facts.name, alias=alias, near=False)
    for local_id, forenames, surname in episodes.names_told(db):
        facts = ChildFacts(local_id=local_id, forenames=forenames, surname=surname)
        if (local_id, facts.name) not in known:
            known.add((local_id, facts.name))
            yield ChildNamed(local_id=local_id, initials=facts.initials, name=facts.name, near=False)
    for local_id, initials, name in held.briefs(db):
        if (local_id, name) not in known:
            known.add((local_id, name))
            yield ChildNamed(local_id=local_id, initials=initials, name=name, near=False)


def roll_of(db: Database) -> Roll:
    """All of them, to be asked of texts."""
    return Roll(everybody(db))
