"""Making, opening, reading and closing a vault in a folder."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest
from tests.vault.vault_builders import NOW, a_journal

from panel_desk.domain.errors import DeskError, Reason
from panel_desk.vault.ballast import BALLAST_BYTES, BALLAST_FILE, Space
from panel_desk.vault.database import VAULT_FILE, Vault, create_vault, holds_vault, open_vault
from panel_desk.vault.failures import translated
from panel_desk.vault.sidecar import SIDECAR_FILE, read_sidecar


def test_what_was_written_is_there_when_opened_again(desk: Path, data_key: bytes) -> None:
    with create_vault(desk, data_key, NOW) as vault:
        vault_id = vault.vault_id
        a_journal(vault).say("one")
    with open_vault(desk, data_key) as vault:
        assert a_journal(vault).words == ["one"]
        assert vault.vault_id == vault_id


def test_the_device_is_the_same_when_opened_again(desk: Path, data_key: bytes) -> None:
    with create_vault(desk, data_key, NOW) as vault:
        device = a_journal(vault).device.device
    with open_vault(desk, data_key) as vault:
        assert a_journal(vault).device.device == device


def test_everything_in_the_folder_is_private(vault: Vault, desk: Path) -> None:
    a_journal(vault).say("one")
    assert desk.stat().st_mode & 0o777 == 0o700
    modes = {path.name: path.stat().st_mode & 0o777 for path in desk.iterdir()}
    assert modes == dict.fromkeys(modes, 0o600)
    assert f"{VAULT_FILE}-wal" in modes


def test_the_sidecar_knows_the_key_and_holds_no_secret(vault: Vault, desk: Path, data_key: bytes) -> None:
    sidecar = read_sidecar(desk)
    assert sidecar is not None
    assert sidecar.is_key(data_key)
    assert not sidecar.is_key(bytes(32))
    assert data_key.hex() not in (desk / SIDECAR_FILE).read_text()


def test_a_lost_sidecar_is_written_again(desk: Path, data_key: bytes) -> None:
    create_vault(desk, data_key, NOW).close()
    before = json.loads((desk / SIDECAR_FILE).read_text())
    (desk / SIDECAR_FILE).unlink()
    open_vault(desk, data_key).close()
    assert json.loads((desk / SIDECAR_FILE).read_text()) == before


def test_a_folder_with_a_vault_takes_no_second_one(vault: Vault, desk: Path, data_key: bytes) -> None:
    vault.close()
    with pytest.raises(DeskError) as refused:
        create_vault(desk, data_key, NOW)
    assert refused.value.reason is Reason.CONFLICT


def test_a_creation_that_broke_off_leaves_no_vault_and_can_be_repeated(desk: Path, data_key: bytes) -> None:
    desk.mkdir()
    (desk / f"{VAULT_FILE}.part").write_bytes(b"half")
    assert not holds_vault(desk)
    create_vault(desk, data_key, NOW).close()
    assert not list(desk.glob("*.part*"))


def test_a_failed_write_leaves_nothing(vault: Vault) -> None:
    def deed() -> None:
        with vault.write() as db:
            db.conn.execute("INSERT INTO draft VALUES ('a', 'b', 'c', 'd')")
            raise RuntimeError("a fault of ours")

    with pytest.raises(RuntimeError):
        deed()
    assert vault.db.conn.execute("SELECT count(*) FROM draft").fetchone() == (0,)
    assert not vault.db.conn.in_transaction


def test_a_write_inside_a_write_can_fail_alone(vault: Vault) -> None:
    def inner() -> None:
        with vault.write() as db:
            db.conn.execute("INSERT INTO draft VALUES ('inner', 'b', 'c', 'd')")
            raise DeskError("no", reason=Reason.NOT_ALLOWED)

    with vault.write() as db:
        db.conn.execute("INSERT INTO draft VALUES ('outer', 'b', 'c', 'd')")
        with pytest.raises(DeskError):
            inner()
    assert vault.db.conn.execute("SELECT place FROM draft").fetchall() == [("outer",)]


def test_a_reader_on_another_thread_sees_what_is_committed(vault: Vault) -> None:
    journal = a_journal(vault)
    journal.say("one")
    seen: list[int] = []

    def read() -> None:
        reader = vault.reader()
        seen.append(journal.calls.head(conn=reader.conn).seq)
        reader.close()

    thread = threading.Thread(target=read)
    with vault.write() as db:
        db.conn.execute("INSERT INTO draft VALUES ('a', 'b', 'c', 'd')")
        thread.start()
        thread.join()
    assert seen == [1]


def test_a_second_writer_is_told_that_the_vault_is_busy(vault: Vault) -> None:
    other = vault.reader()
    other.conn.execute("PRAGMA query_only = OFF")
    other.conn.execute("PRAGMA busy_timeout = 0")
    with vault.write(), pytest.raises(DeskError) as refused, translated():
        other.conn.execute("BEGIN IMMEDIATE")
    other.close()
    assert refused.value.reason is Reason.VAULT_IN_USE


def test_the_ballast_lies_ready_and_comes_back(vault: Vault, desk: Path) -> None:
    assert (desk / BALLAST_FILE).stat().st_size == BALLAST_BYTES
    (desk / BALLAST_FILE).unlink()
    assert vault.space() in {Space.PLENTY, Space.LOW}
    assert (desk / BALLAST_FILE).is_file()


def test_every_state_of_the_disk_but_plenty_has_a_sentence() -> None:
    assert [bool(state.sentence) for state in Space] == [False, True, True]


def test_closing_twice_and_forgetting_the_key(vault: Vault, desk: Path) -> None:
    vault.close()
    vault.close()
    assert vault.data_key == b""
    assert not (desk / f"{VAULT_FILE}-wal").exists()


def test_an_open_vault_can_be_emptied_into_its_file(vault: Vault, desk: Path) -> None:
    a_journal(vault).say("one")
    vault.checkpoint()
    assert (desk / f"{VAULT_FILE}-wal").stat().st_size == 0
