"""The schema, as numbered SQL files: to add one, put ``NNNN_name.sql`` with the next number into this folder.

Each file is explicit ``CREATE TABLE … STRICT`` with named constraints, or ``ALTER TABLE``; it runs once, in a
transaction of its own, and ``PRAGMA user_version`` holds the number of the last one. A released file is never edited.
sqlite-utils' ``transform``, ``add_foreign_key`` and ``extract`` are not used: they drop triggers, generated columns and
collations.
"""

from __future__ import annotations

from importlib.resources import files

from panel_desk.vault.driver import Connection


def scripts() -> list[tuple[int, str, str]]:
    """Every migration as (number, name, SQL), in order."""
    found = sorted(
        (entry for entry in files(__name__).iterdir() if entry.name.endswith(".sql")), key=lambda entry: entry.name
    )
    return [(int(entry.name[:4]), entry.name, entry.read_text(encoding="utf-8")) for entry in found]


def newest() -> int:
    """The schema version this program writes."""
    return scripts()[-1][0]


def schema_version(conn: Connection) -> int:
    """The schema version of an open file; 0 for an empty one."""
    version: int = conn.execute("PRAGMA user_version").fetchone()[0]
    return version


def migrate(conn: Connection, *, until: int | None = None) -> list[str]:
    """Run what the file does not have yet, up to and with number ``until``; the names of what ran come back.

    Raises:
        Error: A migration failed; it is rolled back and the file stays at the version before it.
    """
    current = schema_version(conn)
    ran: list[str] = []
    for number, name, sql in scripts():
        if number <= current or (until is not None and number > until):
            continue
        try:
            conn.executescript(f"BEGIN IMMEDIATE;\n{sql}\n;PRAGMA user_version = {number};\nCOMMIT;")
        finally:
            if conn.in_transaction:
                conn.execute("ROLLBACK")
        ran.append(name)
    return ran
