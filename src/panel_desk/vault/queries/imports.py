"""Which case lists were added, what their columns meant, what hangs on them, and which alerts wait for an answer."""

from __future__ import annotations

from datetime import datetime

import msgspec
from msgspec import Struct

from panel_desk.domain.children.cases import AlertKind, IdentityAlert, ListKind
from panel_desk.domain.children.list_findings import ListFinding
from panel_desk.domain.ids import ImportId, PersonId
from panel_desk.vault.driver import Database
from panel_desk.vault.queries.reading import Row, one, rows

_IMPORT = """SELECT id, kind, file_name, file_sha256, sheet, row_count, new_children, new_concerns, no_longer_listed,
rejected, imported_at, imported_by, undone, changed FROM list_import"""
_ALL = _IMPORT + " ORDER BY seq DESC"
_LATEST = _IMPORT + " WHERE kind = ? AND undone = 0 ORDER BY seq DESC LIMIT 1"
_BY_FILE = _IMPORT + " WHERE file_sha256 = ? AND undone = 0 ORDER BY seq DESC LIMIT 1"
# SQLite takes the other columns from the row that holds the maximum.
_SOURCES = """SELECT source_signature, kind, columns, encoding, chosen_sheet FROM (
SELECT source_signature, kind, columns, encoding, chosen_sheet, max(seq) FROM list_import
WHERE undone = 0 AND source_signature <> '' GROUP BY source_signature)"""

# What only this list brought would go with it; what a later list names too would stay.
_USED = """SELECT DISTINCT meeting.reference FROM agenda_item JOIN meeting ON meeting.id = agenda_item.meeting_id
WHERE agenda_item.child_id IN (SELECT id FROM child WHERE first_import = ?1 AND last_import = ?1)
OR agenda_item.concern_id IN (SELECT id FROM concern WHERE first_import = ?1 AND last_import = ?1)
ORDER BY meeting.held_on, meeting.reference"""

# The same for what was recorded between the meetings; what was withdrawn no longer rests on anything.
_FOLLOWED = """WITH brought AS (SELECT id, local_id FROM child WHERE first_import = ?1 AND last_import = ?1),
named AS (SELECT id FROM concern WHERE first_import = ?1 AND last_import = ?1)
SELECT 'what a child or family said' WHERE EXISTS (
    SELECT 1 FROM feedback WHERE withdrawn IS NULL AND child_id IN (SELECT id FROM brought))
UNION ALL SELECT 'a stay on the enhanced pathway' WHERE EXISTS (
    SELECT 1 FROM pathway WHERE local_id IN (SELECT local_id FROM brought))
UNION ALL SELECT 'a link to a place, theme or person of concern' WHERE EXISTS (
    SELECT 1 FROM concern_link WHERE local_id IN (SELECT local_id FROM brought)
    OR concern_id IN (SELECT id FROM named))
UNION ALL SELECT 'what is offered at a place' WHERE EXISTS (
    SELECT 1 FROM intervention WHERE concern_id IN (SELECT id FROM named))
UNION ALL SELECT 'the closing of a concern' WHERE EXISTS (
    SELECT 1 FROM concern_standing WHERE concern_id IN (SELECT id FROM named))"""

# "Listed twice" is about two lines of one list: an answer is no answer for the next list.
_OPEN_ALERTS = """SELECT alert.kind, alert.local_id, alert.other_local_id, alert.sentence FROM identity_alert AS alert
WHERE NOT EXISTS (
    SELECT 1 FROM identity_answer AS answer
    WHERE answer.local_id = min(alert.local_id, alert.other_local_id)
    AND answer.other_local_id = max(alert.local_id, alert.other_local_id)
    AND (alert.kind <> 'listed twice' OR answer.seq > alert.seq)
) ORDER BY alert.seq DESC, alert.local_id, alert.other_local_id, alert.kind LIMIT ?"""


class ImportRow(Struct, frozen=True, kw_only=True):
    """One added case list."""

    id: ImportId
    kind: ListKind
    file_name: str
    file_sha256: str
    sheet: str
    rows: int
    new_children: int
    new_concerns: int
    no_longer_listed: int
    rejected: int
    imported_at: datetime
    imported_by: PersonId
    undone: bool
    changed: int = 0
    """Cases that the list told otherwise than the desk knew them."""


class RememberedSource(Struct, frozen=True, kw_only=True):
    """How the last list with certain headings was read."""

    signature: str
    kind: ListKind
    columns: dict[str, str]
    """Heading → field, as confirmed."""
    encoding: str
    """Empty where nobody chose one."""
    sheet: str
    """Empty where nobody chose one."""


def imports(db: Database) -> tuple[ImportRow, ...]:
    """Every list that was ever added, also those taken back, newest first."""
    return tuple(_row(found) for found in rows(db, _ALL))


def latest(db: Database, kind: ListKind) -> ImportRow | None:
    """The list of a kind that was added last and stands; None where there is none."""
    found = one(db, _LATEST, (kind.value,))
    return _row(found) if found else None


def of_file(db: Database, file_sha256: str) -> ImportRow | None:
    """The standing import of the very same file; None where it was not added, or was taken back."""
    found = one(db, _BY_FILE, (file_sha256,))
    return _row(found) if found else None


def columns_of(db: Database, import_id: ImportId) -> dict[str, str]:
    """Heading → field as they were confirmed for a list; empty where there is none of that id."""
    found = one(db, "SELECT columns FROM list_import WHERE id = ?", (import_id,))
    return msgspec.json.decode(found[0], type=dict[str, str]) if found else {}


def remembered_sources(db: Database) -> tuple[RememberedSource, ...]:
    """How the last standing list of every source was read."""
    return tuple(
        RememberedSource(
            signature=signature,
            kind=ListKind(kind),
            columns=msgspec.json.decode(columns, type=dict[str, str]),
            encoding=encoding,
            sheet=sheet,
        )
        for signature, kind, columns, encoding, sheet in rows(db, _SOURCES)
    )


def by_id(db: Database, import_id: ImportId) -> ImportRow | None:
    """One list; None where there is none."""
    found = one(db, _IMPORT + " WHERE id = ?", (import_id,))
    return _row(found) if found else None


def findings(db: Database, import_id: ImportId) -> tuple[ListFinding, ...]:
    """What was found in a list row by row, also in one that was taken back."""
    found = one(db, "SELECT findings FROM list_import WHERE id = ?", (import_id,))
    return msgspec.json.decode(found[0], type=tuple[ListFinding, ...]) if found else ()


def used_by_meetings(db: Database, import_id: ImportId) -> tuple[str, ...]:
    """References of the meetings whose agenda holds a child or concern that this list alone has brought."""
    return tuple(found[0] for found in rows(db, _USED, (import_id,)))


def rested_on(db: Database, import_id: ImportId) -> tuple[str, ...]:
    """What was recorded between the meetings on a child or concern that this list alone has brought, in words."""
    return tuple(found[0] for found in rows(db, _FOLLOWED, (import_id,)))


def open_alerts(db: Database, *, most: int = -1) -> tuple[IdentityAlert, ...]:
    """Alerts about two children that nobody has answered, those of the latest list first.

    Args:
        db: Any connection.
        most: How many at most; below 0 all.
    """
    return tuple(
        IdentityAlert(kind=AlertKind(kind), local_id=local_id, other_local_id=other, sentence=sentence)
        for kind, local_id, other, sentence in rows(db, _OPEN_ALERTS, (most,))
    )


def _row(found: Row) -> ImportRow:
    return ImportRow(
        id=found[0],
        kind=ListKind(found[1]),
        file_name=found[2],
        file_sha256=found[3],
        sheet=found[4],
        rows=found[5],
        new_children=found[6],
        new_concerns=found[7],
        no_longer_listed=found[8],
        rejected=found[9],
        imported_at=datetime.fromisoformat(found[10]),
        imported_by=found[11],
        undone=bool(found[12]),
        changed=found[13],
    )
