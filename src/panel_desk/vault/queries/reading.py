"""How columns become values again; every query goes through ``rows``, which tells SQLite's errors in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from panel_desk.vault.driver import Database
from panel_desk.vault.failures import translated
from panel_desk.vault.projections.columns import as_json

Row = tuple[Any, ...]


def rows(db: Database, sql: str, parameters: Sequence[object] = ()) -> list[Row]:
    """All rows of a query; none where a parameter is text that no column can hold (half a character from outside).

    Raises:
        DeskError: where the file cannot be read.
    """
    try:
        with translated():
            return list(db.conn.execute(sql, tuple(parameters)).fetchall())
    except UnicodeEncodeError:
        return []


def one(db: Database, sql: str, parameters: Sequence[object] = ()) -> Row | None:
    """The first row of a query; None where there is none."""
    found = rows(db, sql, parameters)
    return found[0] if found else None


def day(text: str | None) -> date | None:
    """A day, or None."""
    return None if text is None else date.fromisoformat(text)


def instant(text: str | None) -> datetime | None:
    """A point in time, or None."""
    return None if text is None else datetime.fromisoformat(text)


WANTED = "(SELECT value FROM json_each(?))"
"""What ``wanted`` gives, in SQL."""


def array(documents: Iterable[Row]) -> str:
    """Rows of one JSON document each as one array, to be decoded at once."""
    return f"[{','.join(row[0] for row in documents)}]"


def wanted(ids: Iterable[str]) -> str:
    """Ids as one parameter, for ``json_each``."""
    return as_json(list(ids))
