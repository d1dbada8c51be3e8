"""Places, themes and persons of concern with what is done about them, and whom they touch."""

from __future__ import annotations

from datetime import datetime

import msgspec

from panel_desk.domain.calendar import england_day
from panel_desk.domain.children.cases import ConcernKind, ConcernRow
from panel_desk.domain.children.child_story import LinkedPlace
from panel_desk.domain.ids import ConcernId
from panel_desk.domain.strategy.places import Intervention
from panel_desk.domain.strategy.places_told import LinkedChild, PlaceState
from panel_desk.vault.driver import Database
from panel_desk.vault.queries import decided
from panel_desk.vault.queries.reading import Row, day, one, rows

_CONCERNS = """SELECT concern.id, kind, name, concern, lead_agency, raised_on, closed, changed_on, reason
FROM concern LEFT JOIN concern_standing AS standing ON standing.concern_id = concern.id
WHERE ?1 IS NULL OR concern.id = ?1 ORDER BY kind, name, concern.id"""
_LINKS = """SELECT concern_id, link.local_id, coalesce(child.initials, ''),
coalesce(trim(child.forenames || ' ' || child.surname), ''), why, linked_at
FROM concern_link AS link LEFT JOIN child ON child.local_id = link.local_id
WHERE ?1 IS NULL OR concern_id = ?1 ORDER BY linked_at, link.local_id"""
_INTERVENTIONS = """SELECT concern_id, row FROM intervention WHERE ?1 IS NULL OR concern_id = ?1
ORDER BY starts_on DESC, seq DESC"""
_OF_CHILD = """SELECT concern.id, concern.kind, concern.name, why, linked_at FROM concern_link AS link
JOIN concern ON concern.id = link.concern_id WHERE link.local_id = ? ORDER BY concern.kind, concern.name"""


def places(db: Database, concern_id: ConcernId | None = None) -> tuple[PlaceState, ...]:
    """Every concern, of lists and by hand, by kind and name; or the one of an id."""
    links: dict[ConcernId, list[LinkedChild]] = {}
    for of, *link in rows(db, _LINKS, (concern_id,)):
        links.setdefault(of, []).append(_linked(tuple(link)))
    offered: dict[ConcernId, list[Intervention]] = {}
    for of, row in rows(db, _INTERVENTIONS, (concern_id,)):
        offered.setdefault(of, []).append(msgspec.json.decode(row, type=Intervention))
    found = rows(db, _CONCERNS, (concern_id,))
    decisions = decided.on_concerns(db, [row[0] for row in found])
    return tuple(
        PlaceState(
            concern_id=row[0],
            row=ConcernRow(
                kind=ConcernKind(row[1]), name=row[2], concern=row[3], lead_agency=row[4], raised_on=day(row[5])
            ),
            closed=bool(row[6]),
            changed_on=day(row[7]),
            reason=row[8] or "",
            last=next(iter(decisions.get(row[0], ())), None),
            children=tuple(links.get(row[0], ())),
            interventions=tuple(offered.get(row[0], ())),
        )
        for row in found
    )


def named_by_lists(db: Database, concern_id: ConcernId) -> tuple[bool, bool]:
    """Whether a list named a concern before anybody entered it by hand, and whether one has named it at all."""
    found = one(db, "SELECT first_import <> '', last_import <> '' FROM concern WHERE id = ?", (concern_id,))
    return (bool(found[0]), bool(found[1])) if found else (False, False)


def of_child(db: Database, local_id: str) -> tuple[LinkedPlace, ...]:
    """The concerns a child is linked to, by kind and name."""
    return tuple(
        LinkedPlace(
            concern_id=ConcernId(row[0]),
            kind=ConcernKind(row[1]),
            name=row[2],
            why=row[3],
            linked_on=england_day(datetime.fromisoformat(row[4])),
        )
        for row in rows(db, _OF_CHILD, (local_id,))
    )


def _linked(row: Row) -> LinkedChild:
    local_id, initials, name, why, linked_at = row
    return LinkedChild(
        local_id=local_id,
        initials=initials,
        name=name,
        why=why,
        linked_on=england_day(datetime.fromisoformat(linked_at)),
    )
