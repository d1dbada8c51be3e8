"""What left the desk and belongs to no single meeting: tables and letters, each with its recipient."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from panel_desk.domain.ids import PersonId
from panel_desk.vault.driver import Database
from panel_desk.vault.queries.reading import rows

_EXPORTS = "SELECT what, title, recipient, sha256, row_count, made_at, made_by FROM export ORDER BY seq DESC"


class ExportRow(Struct, frozen=True, kw_only=True):
    """One line of the register."""

    what: str
    """``table``, ``letter``."""
    title: str
    recipient: str
    sha256: str
    rows: int
    made_at: datetime
    made_by: PersonId


def exports(db: Database) -> tuple[ExportRow, ...]:
    """Every table and letter that left the desk, the newest first."""
    return tuple(
        ExportRow(
            what=what,
            title=title,
            recipient=recipient,
            sha256=sha256,
            rows=row_count,
            made_at=datetime.fromisoformat(made_at),
            made_by=made_by,
        )
        for what, title, recipient, sha256, row_count, made_at, made_by in rows(db, _EXPORTS)
    )
