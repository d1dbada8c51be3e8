"""Stays on the enhanced pathway, with the contacts that were tried."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from panel_desk.domain.ids import PathwayId
from panel_desk.domain.pathway import PathwayContact, PathwayEntry
from panel_desk.domain.pathway_rules import Stay
from panel_desk.vault.driver import Database
from panel_desk.vault.queries.reading import Row, day, rows

_STAYS = """SELECT row, left_on, left_because,
(SELECT '[' || coalesce(group_concat(contact.row ORDER BY at, seq), '') || ']' FROM pathway_contact AS contact
    WHERE contact.pathway_id = pathway.id)
FROM pathway"""
_NEWEST = " ORDER BY left_on IS NOT NULL, coalesce(left_on, added_on) DESC, added_on DESC, id DESC"
_contacts: msgspec.json.Decoder[tuple[PathwayContact, ...]] = msgspec.json.Decoder(tuple[PathwayContact, ...])
_entry: msgspec.json.Decoder[PathwayEntry] = msgspec.json.Decoder(PathwayEntry)


def stays(db: Database) -> tuple[Stay, ...]:
    """Every stay: those that go on first, the newest first."""
    return _stays(rows(db, _STAYS + _NEWEST))


def stay(db: Database, pathway_id: PathwayId) -> Stay | None:
    """One stay; None where there is none."""
    found = _stays(rows(db, f"{_STAYS} WHERE id = ?", (pathway_id,)))
    return found[0] if found else None


def stays_of(db: Database, local_id: str) -> tuple[Stay, ...]:
    """Every stay of a child, the newest first."""
    return _stays(rows(db, f"{_STAYS} WHERE local_id = ?{_NEWEST}", (local_id,)))


def current(db: Database) -> dict[str, Stay]:
    """Who is on the pathway now, by local ID."""
    return {found.entry.local_id: found for found in _stays(rows(db, f"{_STAYS} WHERE left_on IS NULL"))}


def _stays(found: Iterable[Row]) -> tuple[Stay, ...]:
    return tuple(
        Stay(
            entry=_entry.decode(document),
            contacts=_contacts.decode(contacts),
            left_on=day(left_on),
            left_because=because,
        )
        for document, left_on, because, contacts in found
    )
