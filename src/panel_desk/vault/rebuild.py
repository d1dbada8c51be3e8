"""Makes the tables anew from the journal, and proves that the kept ones are what the journal makes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice, zip_longest
from typing import Any, TypeVar

from msgspec import Struct

from panel_desk.vault import migrations
from panel_desk.vault.database import Vault
from panel_desk.vault.driver import Connection, connect_memory
from panel_desk.vault.failures import translated
from panel_desk.vault.journal import Journal, Projector, StoredEvent

E = TypeVar("E")
_BATCH = 500
_OVER_ANOTHER = re.compile(r"content\s*=\s*['\"]?\w", re.IGNORECASE)
_FIRST_TABLES = 2
"""The migration from which on every table is made by projections."""


class TableDifference(Struct, frozen=True):
    """A table that is not what the journal makes."""

    table: str
    kept_rows: int
    rebuilt_rows: int
    differing_rows: int
    """Rows that are in one but not in the other, or differ, position by position."""

    @property
    def sentence(self) -> str:
        """In words, naming no content."""
        return (
            f"The table {self.table} is not what the journal makes: {self.differing_rows} rows differ "
            f"({self.kept_rows} kept, {self.rebuilt_rows} rebuilt)."
        )


def needs_rebuild(vault: Vault, revision: int) -> bool:
    """Whether the tables were made by another revision of the projections than this."""
    with translated():
        row = vault.db.conn.execute("SELECT revision FROM projected").fetchone()
    return bool(row[0] != revision)


def rebuild(vault: Vault, journal: Journal[E], project: Projector[E], *, revision: int) -> int:
    """Empty every projected table and make it again, in one transaction; how many events were projected."""
    with vault.write() as db:
        conn = db.conn
        # Tables refer to each other; what counts is that everything fits at the end.
        conn.execute("PRAGMA defer_foreign_keys = ON")
        for table in (*projected_tables(conn), *_own_text_tables(conn)):
            conn.execute(f"DELETE FROM {_quoted(table)}")  # noqa: S608  a name from the schema, quoted
        count = 0
        for events in _batches(journal.since(0)):
            project(db, events)
            count += len(events)
        conn.execute("UPDATE projected SET revision = ? WHERE one = 1", (revision,))
    return count


def differing_tables(vault: Vault, journal: Journal[E], project: Projector[E]) -> tuple[TableDifference, ...]:
    """Rebuild into a fresh database in memory and compare every projected table row by row; empty where all agree."""
    fresh = connect_memory(vault.data_key)
    try:
        migrations.migrate(fresh.conn)
        # Never committed: a table may refer to the journal, which is not copied here.
        fresh.conn.execute("BEGIN")
        fresh.conn.execute("PRAGMA defer_foreign_keys = ON")
        for events in _batches(journal.since(0)):
            project(fresh, events)
        found = [_difference(vault.db.conn, fresh.conn, table) for table in projected_tables(vault.db.conn)]
    finally:
        fresh.close()
    return tuple(difference for difference in found if difference is not None)


def projected_tables(conn: Connection) -> tuple[str, ...]:
    """Every table made by a migration after the first, without full-text tables and their inner ones."""
    kept = _kept_tables()
    rows = conn.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' ORDER BY name"
    ).fetchall()
    return tuple(name for (name,) in rows if name not in kept and not name.startswith("sqlite_"))


def _own_text_tables(conn: Connection) -> tuple[str, ...]:
    """Full-text tables that hold their own words; those over another table's text are emptied by its triggers."""
    rows = conn.execute(
        "SELECT name, sql FROM pragma_table_list JOIN sqlite_master USING (name) "
        "WHERE schema = 'main' AND pragma_table_list.type = 'virtual'"
    ).fetchall()
    return tuple(name for name, sql in rows if not _OVER_ANOTHER.search(sql))


def _kept_tables() -> frozenset[str]:
    """The tables of the first migration: the journal and what belongs to it."""
    empty = connect_memory(bytes(32))
    try:
        migrations.migrate(empty.conn, until=_FIRST_TABLES - 1)
        return frozenset(row[0] for row in empty.conn.execute("SELECT name FROM sqlite_master WHERE type = 'table'"))
    finally:
        empty.close()


def _difference(kept: Connection, rebuilt: Connection, table: str) -> TableDifference | None:
    kept_rows = rebuilt_rows = differing = 0
    for ours, theirs in zip_longest(_rows(kept, table), _rows(rebuilt, table)):
        kept_rows += ours is not None
        rebuilt_rows += theirs is not None
        differing += ours != theirs
    return TableDifference(table, kept_rows, rebuilt_rows, differing) if differing else None


def _rows(conn: Connection, table: str) -> Iterator[tuple[Any, ...]]:
    """All rows of a table, ordered by all its columns: the rowid says when a row was written, which is not content."""
    columns = [_quoted(row[1]) for row in conn.execute(f"PRAGMA table_xinfo({_quoted(table)})")]
    listed = ", ".join(columns)
    return iter(conn.execute(f"SELECT {listed} FROM {_quoted(table)} ORDER BY {listed}"))  # noqa: S608  as above


def _batches(events: Iterable[StoredEvent[E]]) -> Iterator[tuple[StoredEvent[E], ...]]:
    walking = iter(events)
    while batch := tuple(islice(walking, _BATCH)):
        yield batch


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
