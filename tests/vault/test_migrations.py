"""A vault of any earlier schema becomes the same as a new one, and every table is strict with named rules."""

from __future__ import annotations

import re

import pytest

from panel_desk.vault import migrations
from panel_desk.vault.database import Vault
from panel_desk.vault.driver import Connection, Database, Error, connect_memory

KEY = bytes(32)


def schema(conn: Connection) -> list[tuple[str, str, str]]:
    """Everything in the schema, in one spelling."""
    rows = conn.execute("SELECT type, name, coalesce(sql, '') FROM sqlite_master ORDER BY type, name").fetchall()
    return [(kind, name, re.sub(r"\s+", " ", sql)) for kind, name, sql in rows]


def a_database_at(version: int) -> Database:
    db = connect_memory(KEY)
    migrations.migrate(db.conn, until=version)
    return db


@pytest.mark.parametrize("version", range(1, migrations.newest() + 1))
def test_a_migrated_vault_has_the_schema_of_a_new_one(version: int) -> None:
    old, new = a_database_at(version), a_database_at(migrations.newest())
    assert migrations.schema_version(old.conn) == version
    old.conn.execute("INSERT INTO draft VALUES ('place', 'field', 'text', 'now')")
    migrations.migrate(old.conn)
    assert schema(old.conn) == schema(new.conn)
    assert old.conn.execute("SELECT text FROM draft").fetchone() == ("text",)
    old.close()
    new.close()


def test_migrating_twice_does_nothing() -> None:
    db = a_database_at(migrations.newest())
    assert migrations.migrate(db.conn) == []
    db.close()


def test_the_numbers_of_migrations_follow_each_other() -> None:
    assert [number for number, _, _ in migrations.scripts()] == list(range(1, migrations.newest() + 1))


def test_every_table_is_strict(memory: Vault) -> None:
    loose = memory.db.conn.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 "
        "AND name NOT LIKE 'sqlite_%'"
    ).fetchall()
    assert loose == []


def test_every_rule_has_a_name(memory: Vault) -> None:
    rows = memory.db.conn.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' AND sql LIKE '%STRICT'")
    unnamed = {
        name
        for name, sql in rows
        for rule in re.finditer(r"(\w+)?\s*\bCHECK\s*\(", re.sub(r"CONSTRAINT\s+\w+\s+", "NAMED ", sql))
        if rule.group(1) != "NAMED"
    }
    assert unnamed == set()


def test_a_migration_that_fails_leaves_the_schema_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    db = a_database_at(migrations.newest())
    before = schema(db.conn)
    number = migrations.newest() + 1
    broken = [*migrations.scripts(), (number, "broken", "CREATE TABLE half (a TEXT) STRICT; CREATE TABLE vault (a);")]
    monkeypatch.setattr(migrations, "scripts", lambda: broken)
    with pytest.raises(Error, match="already exists"):
        migrations.migrate(db.conn)
    assert (schema(db.conn), migrations.schema_version(db.conn)) == (before, number - 1)
    db.close()
