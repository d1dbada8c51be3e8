"""Files kept whole inside the vault by their fingerprint: signed minutes, issued documents, key files.

A file is never changed; a name can come to point at a newer one.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

import msgspec
from msgspec import Struct

from panel_desk.domain.errors import DeskError, Reason
from panel_desk.vault.database import Vault
from panel_desk.vault.driver import Database
from panel_desk.vault.failures import translated

_ALL = "SELECT sha256, content FROM kept_file"
_NAMED = "SELECT sha256 FROM edition"


class _Signed(Struct, frozen=True):
    """What is needed here of a signature in the minutes' table."""

    pdf_sha256: str = ""


def keep(vault: Vault, content: bytes, *, now: datetime, name: str = "") -> str:
    """Keep a file and, where a name is given, let the name point at it.

    Returns:
        The file's SHA-256 in hexadecimal. Keeping the same bytes again changes nothing.
    """
    digest = hashlib.sha256(content).hexdigest()
    with vault.write() as db:
        db.execute(
            "INSERT INTO kept_file (sha256, content, kept_at) VALUES (?, ?, ?) ON CONFLICT (sha256) DO NOTHING",
            [digest, content, now.astimezone(UTC).isoformat()],
        )
        if name:
            db.execute(
                "INSERT INTO kept_name (name, sha256) VALUES (?, ?) "
                "ON CONFLICT (name) DO UPDATE SET sha256 = excluded.sha256",
                [name, digest],
            )
    return digest


def kept(db: Database, sha256: str) -> bytes:
    """The file of that fingerprint, compared with it once more.

    Raises:
        DeskError: NOT_FOUND where none is kept, VAULT_DAMAGED where the bytes are no longer those that were kept.
    """
    with translated():
        row = db.execute("SELECT content FROM kept_file WHERE sha256 = ?", [sha256]).fetchone()
    if row is None:
        raise DeskError("That file is not kept in this vault.", reason=Reason.NOT_FOUND)
    if hashlib.sha256(row[0]).hexdigest() != sha256:
        raise DeskError(
            "A file in the vault is not as it was kept.",
            reason=Reason.VAULT_DAMAGED,
            remedy="Restore the vault from a backup.",
        )
    return bytes(row[0])


def named(db: Database, name: str) -> bytes | None:
    """The newest file of that name; None where there is none."""
    with translated():
        row = db.execute("SELECT sha256 FROM kept_name WHERE name = ?", [name]).fetchone()
    return kept(db, row[0]) if row else None


def altered_files(db: Database) -> tuple[str, ...]:
    """The fingerprints of kept files whose bytes no longer match, and of those that the record names but are gone."""
    with translated():
        found = {sha256: hashlib.sha256(content).hexdigest() for sha256, content in db.execute(_ALL)}
        named_by_record = {sha256 for (sha256,) in db.execute(_NAMED) if sha256}
        for signed, approvals in db.execute("SELECT signed, approvals FROM minutes"):
            named_by_record |= _signed_files(signed, approvals)
    altered = [sha256 for sha256, really in found.items() if sha256 != really]
    return (*altered, *sorted(named_by_record - found.keys()))


def _signed_files(signed: str | None, approvals: str) -> set[str]:
    """What the projected minutes name; JSON that does not decode is told by the comparison of the tables."""
    try:
        made = [*msgspec.json.decode(approvals, type=list[_Signed])]
        if signed is not None:
            made.append(msgspec.json.decode(signed, type=_Signed))
    except (msgspec.DecodeError, RecursionError):
        return set()
    return {one.pdf_sha256 for one in made if one.pdf_sha256}
