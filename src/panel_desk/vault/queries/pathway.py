"""Stays on the enhanced pathway, with the contacts that were tried."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from panel_desk.domain.ids import PathwayId
from panel_desk.domain.missing.pathway import PathwayContact, PathwayEntry
from panel_desk.domain.missing.pathway_rules import Stay
from panel_desk.vault.driver import Database
from panel_desk.vault.queries.reading import Row, day, rows

# A stay that was entered under a number nobody had is of the child whose the number is by now.
_STAYS = """SELECT row, left_on, left_because, coalesce(own.local_id, pathway.local_id) AS whose,
(SELECT '[' || coalesce(group_concat(contact.row ORDER BY at, seq), '') || ']' FROM pathway_contact AS contact
    WHERE contact.pathway_id = pathway.id)
FROM pathway LEFT JOIN number_owner AS own ON own.source_id = pathway.local_id"""
_NEWEST = " ORDER BY left_on IS NOT NULL, coalesce(left_on, added_on) DESC, added_on DESC, id DESC"
_CURRENT = " WHERE left_on IS NULL ORDER BY added_on, id"
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
    return _stays(rows(db, f"{_STAYS} WHERE whose = ?{_NEWEST}", (local_id,)))


def current(db: Database) -> dict[str, Stay]:
    """Who is on the pathway now, by local ID."""
    return {found.entry.local_id: found for found in _stays(rows(db, _STAYS + _CURRENT))}


def _stays(found: Iterable[Row]) -> tuple[Stay, ...]:
    return tuple(
        Stay(
            entry=msgspec.structs.replace(entry, local_id=whose),
            contacts=_contacts.decode(contacts),
            left_on=day(left_on),
            left_because=because,
            entered_as=entry.local_id,
        )
        for document, left_on, because, whose, contacts in found
        for entry in [_entry.decode(document)]
    )
