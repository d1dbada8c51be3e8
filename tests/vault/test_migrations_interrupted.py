"""A migration that is cut off, by a fault or by a crash, leaves a vault that opens as it was."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.vault.vault_builders import NOW, a_journal

from panel_desk.domain.errors import DeskError, Reason
from panel_desk.vault import migrations
from panel_desk.vault.database import VAULT_FILE, create_vault, open_vault
from panel_desk.vault.driver import connect
from panel_desk.vault.sidecar import SIDECAR_FILE, read_sidecar

CUT_OFF = """
import os, pathlib, sys
from panel_desk.vault import migrations
from panel_desk.vault.driver import connect
db = connect(pathlib.Path(sys.argv[1]), bytes.fromhex(sys.argv[2]))
db.conn.create_function("power_cut", 0, lambda: os._exit(1))
sql = "CREATE TABLE half (a TEXT) STRICT; INSERT INTO half VALUES ('x'); DELETE FROM draft; SELECT power_cut();"
migrations.scripts = lambda: [(migrations_newest + 1, "next", sql)]
migrations.migrate(db.conn)
""".replace("migrations_newest", str(migrations.newest()))


def a_desk_with_a_word(desk: Path, data_key: bytes) -> None:
    """A closed vault with one event and one draft."""
    with create_vault(desk, data_key, NOW) as vault:
        a_journal(vault).say("one")
        vault.db.conn.execute("INSERT INTO draft VALUES ('a', 'b', 'typed', 'd')")


def test_a_power_cut_in_the_middle_of_a_migration_leaves_the_vault_before_it(desk: Path, data_key: bytes) -> None:
    a_desk_with_a_word(desk, data_key)
    done = subprocess.run([sys.executable, "-c", CUT_OFF, desk / VAULT_FILE, data_key.hex()], check=False)
    assert done.returncode == 1
    with open_vault(desk, data_key) as vault:
        assert migrations.schema_version(vault.db.conn) == migrations.newest()
        assert vault.db.conn.execute("SELECT count(*) FROM sqlite_master WHERE name = 'half'").fetchone() == (0,)
        assert vault.db.conn.execute("SELECT text FROM draft").fetchall() == [("typed",)]
        assert a_journal(vault).words == ["one"]


@pytest.mark.parametrize("ahead", [1, 2, 1000])
def test_a_vault_from_a_newer_program_is_left_byte_for_byte_as_it_was(desk: Path, data_key: bytes, ahead: int) -> None:
    a_desk_with_a_word(desk, data_key)
    db = connect(desk / VAULT_FILE, data_key)
    db.conn.execute(f"PRAGMA user_version = {migrations.newest() + ahead}")
    db.close()
    before = (desk / VAULT_FILE).read_bytes()
    with pytest.raises(DeskError) as refused:
        open_vault(desk, data_key)
    assert (refused.value.reason, "newer" in refused.value.sentence) == (Reason.VAULT_FOREIGN, True)
    assert (desk / VAULT_FILE).read_bytes() == before


def test_a_description_that_is_behind_its_file_is_brought_up_to_date(desk: Path, data_key: bytes) -> None:
    a_desk_with_a_word(desk, data_key)
    told = json.loads((desk / SIDECAR_FILE).read_text())
    (desk / SIDECAR_FILE).write_text(json.dumps(told | {"schema": 1}))
    open_vault(desk, data_key).close()
    sidecar = read_sidecar(desk)
    assert sidecar is not None
    assert (sidecar.schema, sidecar.vault_id) == (migrations.newest(), told["vault_id"])


def test_what_ran_is_named_in_its_order_and_only_up_to_the_number_asked_for(desk: Path, data_key: bytes) -> None:
    desk.mkdir()
    db = connect(desk / VAULT_FILE, data_key)
    assert migrations.migrate(db.conn, until=0) == []
    assert migrations.migrate(db.conn, until=1) == ["0001_journal.sql"]
    assert migrations.migrate(db.conn, until=1) == []
    assert migrations.migrate(db.conn) == [name for number, name, _ in migrations.scripts() if number > 1]
    db.close()
