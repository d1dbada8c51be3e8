"""Places, themes and persons of concern: what the lists say of them, and where they stand with the panels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from panel_desk.domain.children.cases import ConcernKind, ConcernRow
from panel_desk.domain.children.standing import ConcernOnDesk
from panel_desk.domain.ids import ConcernId
from panel_desk.vault.driver import Database
from panel_desk.vault.queries import actions, decided
from panel_desk.vault.queries.reading import WANTED, Row, day, wanted
from panel_desk.vault.queries.reading import rows as rows_of

_CONCERN = "SELECT id, kind, name, concern, lead_agency, raised_on FROM concern"
_STANDING = "SELECT concern_id, closed, changed_on, reason FROM concern_standing"
_WANTED = _CONCERN + f" WHERE id IN {WANTED} ORDER BY kind, name"


def rows(db: Database) -> tuple[ConcernRow, ...]:
    """What the latest list that names it says of each, by kind and name."""
    return tuple(_row(found) for found in rows_of(db, _CONCERN + " ORDER BY kind, name"))


def ids_by_key(db: Database) -> dict[str, ConcernId]:
    """The identifier of every concern by ``kind:name``."""
    return dict(rows_of(db, "SELECT kind || ':' || name, id FROM concern"))


def names(db: Database) -> tuple[tuple[ConcernId, str], ...]:
    """Identifier and name of every concern, by name."""
    return tuple((found[0], found[1]) for found in rows_of(db, "SELECT id, name FROM concern ORDER BY name, id"))


def on_desk(db: Database, ids: Sequence[ConcernId] | None = None) -> tuple[ConcernOnDesk, ...]:
    """Everything a proposal needs to know, by kind and name.

    Args:
        db: Any connection.
        ids: Of which concerns; None: of all.
    """
    if ids is None:
        ids = [found[0] for found in rows_of(db, "SELECT id FROM concern")]
    decisions = decided.on_concerns(db, ids)
    open_actions = actions.open_about_concerns(db, ids)
    standing = {found[0]: found[1:] for found in rows_of(db, _STANDING)}
    return tuple(
        ConcernOnDesk(
            concern_id=found[0],
            row=_row(found),
            decided=decisions.get(found[0], ()),
            actions=open_actions.get(found[0], ()),
            **_standing(standing.get(found[0])),
        )
        for found in rows_of(db, _WANTED, (wanted(ids),))
    )


def _standing(found: Row | None) -> dict[str, Any]:
    """Whether somebody closed it at the desk, or opened it again."""
    if found is None:
        return {}
    closed, changed_on, reason = found
    if closed:
        return {"closed_on": day(changed_on)}
    return {"reopened_on": day(changed_on), "reopened_because": reason}


def _row(found: Row) -> ConcernRow:
    _id, kind, name, concern, lead_agency, raised_on = found
    return ConcernRow(
        kind=ConcernKind(kind), name=name, concern=concern, lead_agency=lead_agency, raised_on=day(raised_on)
    )
