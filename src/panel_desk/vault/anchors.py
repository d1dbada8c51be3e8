"""Remembers where the journal's head has been handed to: which keyring entry, backup or PDF can vouch for it."""

from __future__ import annotations

from datetime import UTC, datetime

from msgspec import Struct

from panel_desk.vault.database import Vault
from panel_desk.vault.failures import translated
from panel_desk.vault.journal import Head


class Anchor(Struct, frozen=True):
    """A head that stands outside the vault."""

    place: str
    """Such as ``keyring``, ``backup/<name>``, ``minutes/<id>``."""
    head: Head
    anchored_at: datetime


def record_anchor(vault: Vault, place: str, head: Head, now: datetime) -> None:
    """Note that a head has been handed to a place; doing it again for the same head changes nothing."""
    with vault.write() as db:
        db.conn.execute(
            "INSERT INTO anchor (place, seq, hash, anchored_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
            (place, head.seq, head.hash, now.astimezone(UTC).isoformat()),
        )


def recorded_anchors(vault: Vault) -> tuple[Anchor, ...]:
    """Every handing out, oldest first."""
    with translated():
        rows = vault.db.conn.execute("SELECT place, seq, hash, anchored_at FROM anchor ORDER BY seq, place").fetchall()
    return tuple(Anchor(place, Head(seq, digest), datetime.fromisoformat(at)) for place, seq, digest, at in rows)
