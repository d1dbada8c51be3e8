"""Files kept whole inside the vault by their fingerprint: signed minutes, issued documents, key files.

A file is never changed; a name can come to point at a newer one.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

from panel_desk.domain.errors import DeskError, Reason
from panel_desk.vault.database import Vault
from panel_desk.vault.driver import Database
from panel_desk.vault.failures import translated


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
    """The fingerprints of all kept files whose bytes no longer match; empty when all is well."""
    with translated():
        rows = db.execute("SELECT sha256, content FROM kept_file")
        return tuple(sha256 for sha256, content in rows if hashlib.sha256(content).hexdigest() != sha256)
