"""Every child whom a text may name: of any list, also of missing episodes alone, and who was ever on an agenda.

Under each name that lists and agendas tell now; with every name that a list ever told, for who may not miss one.
"""

from __future__ import annotations

from collections.abc import Iterator

from panel_desk.domain.children.cases import CaseRow, ChildFacts, EpisodeRow, ProfileRow, ReferralRow
from panel_desk.domain.events.lists import CaseListImported
from panel_desk.domain.names.hiding import ChildNamed
from panel_desk.domain.names.name_roll import Roll
from panel_desk.vault.driver import Database
from panel_desk.vault.projections.history import events_below
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


def under_every_name(db: Database) -> Iterator[ChildNamed]:
    """Everybody, and under every other name that a list ever told beside the number; reads through all lists.

    Names of before, of lists taken back, and of children whom no list names any more.
    """
    known = set()
    for one in everybody(db):
        known.add((one.local_id, one.name, one.alias))
        yield one
    for line in events_below(db.conn, ("import",)):
        rows = line.event.rows if isinstance(line.event, CaseListImported) else ()
        for facts in filter(None, map(facts_told, rows)):
            told = (facts.local_id, facts.name, facts.alias)
            if (facts.name or facts.alias) and told not in known:
                known.add(told)
                local_id, name, alias = told
                yield ChildNamed(local_id=local_id, initials=facts.initials, name=name, alias=alias, near=False)


def facts_told(row: CaseRow) -> ChildFacts | None:
    """What a row of a list tells of a child; None where it is about none."""
    match row:
        case ProfileRow() | ReferralRow():
            return row.facts
        case EpisodeRow():
            return ChildFacts(
                local_id=row.local_id,
                surname=row.surname,
                forenames=row.forenames,
                nhs_number=row.nhs_number,
                upn=row.upn,
            )
    return None


def roll_of(db: Database) -> Roll:
    """All of them, to be asked of texts."""
    return Roll(everybody(db))
