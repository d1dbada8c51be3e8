"""Only the driver opens connections, and what it opens is encrypted and set up as the rules say."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import panel_desk
from panel_desk.vault.database import VAULT_FILE, Vault
from panel_desk.vault.driver import Connection, connect, connect_memory

SOURCE = Path(panel_desk.__file__).parent
_OPENERS = {"connect", "Database"}
_LIBRARIES = {"sqlite3", "sqlcipher3", "sqlite_utils", "pysqlite3"}


def imported_names(node: ast.AST) -> set[str]:
    """The top-level names of what a node imports."""
    if isinstance(node, ast.Import):
        return {alias.name.split(".")[0] for alias in node.names}
    return {(node.module or "").split(".")[0]} if isinstance(node, ast.ImportFrom) else set()


def opening_calls(source: str, *, in_window: bool = False) -> list[int]:
    """Lines that call ``connect`` or ``Database``, or import an SQL library; nothing but the driver may.

    In the window ``something.connect`` joins a signal to what hears it; it imports no SQL to open anything with.
    """
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            # The driver's own connect takes the key as a second argument.
            keyed = called == "connect" and isinstance(node.func, ast.Name) and len(node.args) == 2
            signal = in_window and called == "connect" and isinstance(node.func, ast.Attribute)
            forbidden = called in _OPENERS and not keyed and not signal
        else:
            forbidden = bool(imported_names(node) & _LIBRARIES)
        if forbidden and isinstance(node, ast.expr | ast.stmt):
            found.append(node.lineno)
    return found


def test_nothing_but_the_driver_opens_a_database() -> None:
    offenders = {
        path.relative_to(SOURCE).as_posix(): lines
        for path in SOURCE.rglob("*.py")
        if path != SOURCE / "vault" / "driver.py"
        and (lines := opening_calls(path.read_text(encoding="utf-8"), in_window=SOURCE / "ui" in path.parents))
    }
    assert offenders == {}


@pytest.mark.parametrize(
    "source",
    [
        "Database('x.db')",
        "sqlite_utils.Database('x')",
        "connect('x')",
        "import sqlite3",
        "from sqlcipher3 import dbapi2",
        "dbapi2.connect('x', 1)",
    ],
)
def test_the_guard_sees_other_ways_of_opening(source: str) -> None:
    assert opening_calls(source) == [1]


@pytest.mark.parametrize("source", ["Database('x.db')", "connect('x')", "import sqlite3", "from sqlcipher3 import x"])
def test_in_the_window_signals_are_joined_and_nothing_is_opened(source: str) -> None:
    assert opening_calls("button.clicked.connect(on)", in_window=True) == []
    assert opening_calls(source, in_window=True) == [1]


@pytest.mark.parametrize(
    ("pragma", "expected"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("busy_timeout", 5000),
        ("secure_delete", 1),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
        ("recursive_triggers", 1),
        ("cipher_memory_security", "0"),
        ("cipher_log_level", "NONE"),
    ],
)
def test_a_vault_is_opened_with_every_safeguard(vault: Vault, pragma: str, expected: object) -> None:
    assert _pragma(vault.db.conn, pragma) == expected


def test_a_reader_cannot_write(vault: Vault) -> None:
    reader = vault.reader()
    with pytest.raises(Exception, match="readonly"):
        reader.conn.execute("DELETE FROM draft")
    reader.close()


@pytest.mark.parametrize("length", [0, 16, 31, 33, 64])
def test_a_key_of_another_length_is_not_taken_for_a_passphrase(tmp_path: Path, length: int) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        connect(tmp_path / "x.db", bytes(length))
    assert not (tmp_path / "x.db").exists()


def test_the_file_is_encrypted_from_its_first_byte(vault: Vault, desk: Path) -> None:
    with vault.write() as db:
        db.conn.execute("INSERT INTO draft VALUES ('talk/1', 'text', 'a sentence to look for', 'now')")
    vault.checkpoint()
    content = (desk / VAULT_FILE).read_bytes()
    assert not content.startswith(b"SQLite format 3")
    assert b"a sentence to look for" not in content
    assert b"CREATE TABLE" not in content


def test_a_vault_in_memory_is_sqlcipher_too() -> None:
    db = connect_memory(bytes(32))
    assert str(_pragma(db.conn, "cipher_version")).startswith("4.")
    db.close()


def test_an_sqlite_utils_that_came_first_is_refused() -> None:
    code = "import sqlite_utils, panel_desk.vault.driver"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "imported before" in done.stderr


def _pragma(conn: Connection, name: str) -> object:
    return conn.execute(f"PRAGMA {name}").fetchone()[0]
