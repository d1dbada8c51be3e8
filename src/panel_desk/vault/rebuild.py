"""Makes the tables anew from the journal, and proves that the kept ones are what the journal makes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, zip_longest
from typing import Any, TypeVar

from msgspec import Struct

from panel_desk.domain.errors import DeskError
from panel_desk.vault import migrations
from panel_desk.vault.database import Vault
from panel_desk.vault.driver import Connection, Database, Error, connect_memory
from panel_desk.vault.failures import translated
from panel_desk.vault.journal import Journal, Projector, StoredEvent

E = TypeVar("E")
_BATCH = 500
_OVER_ANOTHER = re.compile(r"content\s*=\s*['\"]?\w", re.IGNORECASE)
_UNFIT = (Error, DeskError, LookupError, TypeError, ValueError)
"""What projecting an event raises that no deed of the desk would have appended."""
_FIRST_TABLES = 2
"""The migration from which on every table is made by projections."""


class TableDifference(Struct, frozen=True):
    """A table that is not what the journal makes."""

    table: str
    kept_rows: int
    rebuilt_rows: int
    differing_rows: int
    """Rows that are in one but not in the other, or differ, position by position."""
    why: str = ""
    """The sentence where not the rows are what differs."""

    @property
    def sentence(self) -> str:
        """In words, naming no content."""
        if self.why:
            return self.why
        differ = "1 row differs" if self.differing_rows == 1 else f"{self.differing_rows} rows differ"
        return (
            f"The table {self.table} is not what the journal makes: {differ} "
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
    """Rebuild into a fresh database in memory and compare every projected table row by row; empty where all agree.

    Tables, guards and indexes that Panel Desk did not make, or that are gone, are differences too; so are events that
    do not fit those before them, whoever signed them.
    """
    fresh = connect_memory(vault.data_key)
    try:
        migrations.migrate(fresh.conn)
        # Never committed: a table may refer to the journal, which is not copied here.
        fresh.conn.execute("BEGIN")
        fresh.conn.execute("PRAGMA defer_foreign_keys = ON")
        made_otherwise = _made_otherwise(vault.db.conn, fresh.conn)
        unfit = _first_unfit(fresh, journal, project)
        if unfit:
            why = f"Event {unfit} does not fit the events before it: the tables cannot be made from the journal."
            return (*made_otherwise, TableDifference("journal", 0, 0, 0, why))
        apart = {difference.table for difference in made_otherwise}
        tables = [table for table in projected_tables(vault.db.conn) if table not in apart]
        found = [_difference(vault.db.conn, fresh.conn, table) for table in tables]
    finally:
        fresh.close()
    return (*made_otherwise, *(difference for difference in found if difference is not None))


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


def _made_otherwise(kept: Connection, fresh: Connection) -> tuple[TableDifference, ...]:
    """What stands in the one schema and not, or otherwise, in the other."""
    ours, theirs = _schema(kept), _schema(fresh)
    return tuple(
        TableDifference(name, 0, 0, 0, f"The {kind} {name} of the vault is not as Panel Desk makes it.")
        for kind, name in sorted(ours.keys() | theirs.keys())
        if ours.get((kind, name)) != theirs.get((kind, name))
    )


def _schema(conn: Connection) -> dict[tuple[str, str], str | None]:
    rows = conn.execute("SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite~_%' ESCAPE '~'")
    return {(kind, name): sql for kind, name, sql in rows}


def _first_unfit(fresh: Database, journal: Journal[E], project: Projector[E]) -> int:
    """Projects the whole journal; the number of the first event that cannot be projected or read, 0 where all can."""
    last = 0
    try:
        for events in _batches(journal.since(0)):
            fresh.conn.execute("SAVEPOINT batch")
            if not _fits(fresh, events, project):
                fresh.conn.execute("ROLLBACK TO batch")
                return next((one.seq for one in events if not _fits(fresh, (one,), project)), events[0].seq)
            fresh.conn.execute("RELEASE batch")
            last = events[-1].seq
    except DeskError:
        return last + 1
    return 0


def _fits(fresh: Database, events: Sequence[StoredEvent[E]], project: Projector[E]) -> bool:
    try:
        project(fresh, events)
    except _UNFIT:
        return False
    return True


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
