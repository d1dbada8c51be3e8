"""Whatever stands where a vault should be is told apart: wrong key, damage, another's file, a newer one, no vault."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from tests.vault.mounts import mounted
from tests.vault.vault_builders import NOW, a_journal

from panel_desk.domain.errors import DeskError, Reason
from panel_desk.vault import migrations
from panel_desk.vault.database import VAULT_FILE, create_vault, new_data_key, open_vault
from panel_desk.vault.driver import Error, connect
from panel_desk.vault.integrity import Fault, examine
from panel_desk.vault.sidecar import SIDECAR_FILE

PAGE = 4096


@pytest.fixture
def closed(desk: Path, data_key: bytes) -> Iterator[Path]:
    """A vault with words in it, closed; afterwards it must not be left locked by a failed opening."""
    with create_vault(desk, data_key, NOW) as vault:
        journal = a_journal(vault)
        for number in range(60):
            journal.say(f"a word to fill a page, number {number} " * 20)
    yield desk
    (desk / VAULT_FILE).unlink(missing_ok=True)


def refusal(folder: Path, key: bytes) -> DeskError:
    with pytest.raises(DeskError) as refused:
        open_vault(folder, key)
    assert refused.value.sentence.endswith(".")
    return refused.value


def test_a_wrong_key_is_told_apart_from_damage(closed: Path) -> None:
    assert refusal(closed, new_data_key()).reason is Reason.WRONG_KEY


def test_a_wrong_key_without_a_sidecar_says_that_it_cannot_tell(closed: Path) -> None:
    (closed / SIDECAR_FILE).unlink()
    error = refusal(closed, new_data_key())
    assert error.reason is Reason.WRONG_KEY
    assert "or the file is damaged" in error.sentence


@pytest.mark.parametrize("start", [0, 20, 100, 2000])
def test_a_damaged_first_page_under_the_right_key_is_damage(closed: Path, data_key: bytes, start: int) -> None:
    overwrite(closed / VAULT_FILE, start, b"\x00\x01\x02\x03" * 4)
    assert refusal(closed, data_key).reason is Reason.VAULT_DAMAGED


def test_an_empty_file_is_damage(closed: Path, data_key: bytes) -> None:
    (closed / VAULT_FILE).write_bytes(b"")
    assert refusal(closed, data_key).reason is Reason.VAULT_DAMAGED


@pytest.mark.parametrize("pages", [1, 2, 10])
@pytest.mark.parametrize("odd_bytes", [0, 17])
def test_a_truncated_file_is_damage(closed: Path, data_key: bytes, pages: int, odd_bytes: int) -> None:
    path = closed / VAULT_FILE
    path.write_bytes(path.read_bytes()[: -pages * PAGE + odd_bytes])
    assert refusal(closed, data_key).reason is Reason.VAULT_DAMAGED


def test_a_flipped_page_is_found_by_the_examination(closed: Path, data_key: bytes) -> None:
    path = closed / VAULT_FILE
    pages = path.stat().st_size // PAGE
    overwrite(path, (pages - 5) * PAGE + 100, b"\xff\x00\xff")
    with closing(connect(path, data_key)) as db:
        found = examine(db.conn)
    assert Fault.PAGES in {finding.fault for finding in found.findings}


def test_every_flipped_page_is_found(closed: Path, data_key: bytes) -> None:
    path = closed / VAULT_FILE
    whole = path.read_bytes()
    missed = []
    for page in range(1, len(whole) // PAGE, 7):
        path.write_bytes(whole)
        overwrite(path, page * PAGE + 1000, bytes([whole[page * PAGE + 1000] ^ 1]))
        try:
            with closing(connect(path, data_key)) as db:
                if examine(db.conn).is_whole:
                    missed.append(page)
        except Error:
            # The schema itself lies on this page: the vault does not even open.
            continue
    assert missed == []


def test_a_damaged_page_that_no_table_uses_is_found(closed: Path, data_key: bytes) -> None:
    path = closed / VAULT_FILE
    with closing(connect(path, data_key)) as db:
        db.conn.execute("CREATE TABLE gone (a TEXT)")
        db.conn.execute("INSERT INTO gone VALUES (hex(randomblob(40000)))")
        db.conn.execute("DROP TABLE gone")
    overwrite(path, path.stat().st_size - PAGE + 100, b"\xff\x00\xff")
    with closing(connect(path, data_key)) as db:
        assert {finding.fault for finding in examine(db.conn).findings} == {Fault.PAGES}


def test_an_old_file_put_back_is_seen_by_the_anchor_alone(desk: Path, data_key: bytes) -> None:
    with create_vault(desk, data_key, NOW) as vault:
        a_journal(vault).say("one")
    old = (desk / VAULT_FILE).read_bytes()
    with open_vault(desk, data_key) as vault:
        a_journal(vault).say("two")
        head = a_journal(vault).calls.head()
    (desk / VAULT_FILE).write_bytes(old)
    with open_vault(desk, data_key) as vault:
        assert examine(vault.db.conn).is_whole
        found = examine(vault.db.conn, anchors=[head])
    assert [finding.fault for finding in found.findings] == [Fault.CUT_TAIL]


def test_a_plaintext_database_is_no_vault(closed: Path, data_key: bytes) -> None:
    (closed / VAULT_FILE).unlink()
    with closing(sqlite3.connect(closed / VAULT_FILE)) as plain:
        plain.execute("CREATE TABLE t (a)")
    error = refusal(closed, data_key)
    assert (error.reason, "not encrypted" in error.sentence) == (Reason.VAULT_FOREIGN, True)


def test_another_programs_encrypted_file_is_no_vault(closed: Path, data_key: bytes) -> None:
    (closed / VAULT_FILE).unlink()
    (closed / SIDECAR_FILE).unlink()
    with closing(connect(closed / VAULT_FILE, data_key)) as other:
        other.conn.execute("CREATE TABLE t (a)")
    assert refusal(closed, data_key).reason is Reason.VAULT_FOREIGN


def test_another_desks_file_under_the_same_key_is_foreign(closed: Path, data_key: bytes, tmp_path: Path) -> None:
    create_vault(tmp_path / "other", data_key, NOW).close()
    (closed / VAULT_FILE).write_bytes((tmp_path / "other" / VAULT_FILE).read_bytes())
    assert refusal(closed, data_key).reason is Reason.VAULT_FOREIGN


@pytest.mark.parametrize("with_sidecar", [True, False])
def test_a_newer_vault_is_left_alone(closed: Path, data_key: bytes, *, with_sidecar: bool) -> None:
    newer = migrations.newest() + 1
    with closing(connect(closed / VAULT_FILE, data_key)) as db:
        db.conn.execute(f"PRAGMA user_version = {newer}")
    sidecar = json.loads((closed / SIDECAR_FILE).read_text())
    (closed / SIDECAR_FILE).unlink()
    if with_sidecar:
        (closed / SIDECAR_FILE).write_text(json.dumps(sidecar | {"schema": newer}))
    error = refusal(closed, data_key)
    assert (error.reason, "newer" in error.sentence) == (Reason.VAULT_FOREIGN, True)


@pytest.mark.parametrize("content", ["", "{}", '{"format": "other"}', "[1]", "\x00"])
def test_a_sidecar_that_is_none_is_foreign(closed: Path, data_key: bytes, content: str) -> None:
    (closed / SIDECAR_FILE).write_text(content)
    assert refusal(closed, data_key).reason is Reason.VAULT_FOREIGN


def test_a_missing_folder_and_an_empty_one_hold_no_vault(tmp_path: Path) -> None:
    assert refusal(tmp_path / "missing", bytes(32)).reason is Reason.NOT_FOUND
    assert refusal(tmp_path, bytes(32)).reason is Reason.NOT_FOUND


def test_a_file_where_the_folder_should_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "desk").write_text("a file")
    assert refusal(tmp_path / "desk", bytes(32)).reason is Reason.NOT_FOUND
    with pytest.raises(DeskError) as refused:
        create_vault(tmp_path / "desk", bytes(32), NOW)
    assert refused.value.reason is Reason.STORAGE


def test_a_read_only_disk_is_told(closed: Path, data_key: bytes) -> None:
    with mounted(closed, "--bind", str(closed)), mounted(closed, "-o", "remount,bind,ro", str(closed), again=True):
        error = refusal(closed, data_key)
    assert (error.reason, "cannot be written" in error.sentence) == (Reason.STORAGE, True)


def test_a_vault_that_was_refused_is_not_left_locked(closed: Path, data_key: bytes) -> None:
    refusal(closed, new_data_key())
    open_vault(closed, data_key).close()


def overwrite(path: Path, start: int, content: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(start)
        file.write(content)
