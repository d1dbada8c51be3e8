"""Text as it is typed, kept within moments of the last key: a crash loses nothing, and the journal stays free of it."""

from __future__ import annotations

from datetime import UTC, datetime

from msgspec import Struct

from panel_desk.vault.database import Vault
from panel_desk.vault.failures import translated


class Draft(Struct, frozen=True):
    """What stands in one field that has not been left yet."""

    place: str
    """The stream it will go to, such as ``meeting/<id>/item/<id>``."""
    field: str
    """Which of the place's texts it is, such as ``discussion``."""
    text: str
    saved_at: datetime


class Drafts:
    """The drafts of one vault."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def keep(self, place: str, field: str, text: str, now: datetime) -> None:
        """Keep a field's text in place of what was kept for it before."""
        with self._vault.write() as db:
            db.conn.execute(
                "INSERT INTO draft (place, field, text, saved_at) VALUES (?, ?, ?, ?) ON CONFLICT (place, field) "
                "DO UPDATE SET text = excluded.text, saved_at = excluded.saved_at",
                (place, field, text, now.astimezone(UTC).isoformat()),
            )

    def get(self, place: str, field: str) -> Draft | None:
        """What is kept for a field; None where it has no draft."""
        return next((draft for draft in self.of_place(place) if draft.field == field), None)

    def of_place(self, place: str) -> tuple[Draft, ...]:
        """All drafts of a place, by field."""
        return self._read("WHERE place = ? ORDER BY field", (place,))

    def all(self) -> tuple[Draft, ...]:
        """Every draft, oldest first: what to offer after a crash."""
        return self._read("ORDER BY saved_at, place, field", ())

    def drop(self, place: str, field: str | None = None) -> None:
        """Forget a field's draft, or all of a place; inside ``Vault.write`` together with the event it became."""
        with self._vault.write() as db:
            db.conn.execute("DELETE FROM draft WHERE place = ? AND field = coalesce(?, field)", (place, field))

    def _read(self, clause: str, values: tuple[str, ...]) -> tuple[Draft, ...]:
        sql = f"SELECT place, field, text, saved_at FROM draft {clause}"  # noqa: S608  the clauses stand above
        with translated():
            rows = self._vault.db.conn.execute(sql, values).fetchall()
        return tuple(Draft(place, field, text, datetime.fromisoformat(at)) for place, field, text, at in rows)
