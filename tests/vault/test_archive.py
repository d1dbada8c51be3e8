"""Files kept whole inside the vault: once, unchanged, under their fingerprint, with a name that can move on."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from pathlib import Path

import pytest
from tests.vault.vault_builders import NOW, tamper

from panel_desk.domain.errors import DeskError, Reason
from panel_desk.vault.archive import altered_files, keep, kept, named
from panel_desk.vault.database import VAULT_FILE, Vault, open_vault

PDF = b"%PDF-1.7 the minutes as they were signed"


def files(vault: Vault) -> int:
    """How many files are kept."""
    return int(vault.db.conn.execute("SELECT count(*) FROM kept_file").fetchone()[0])


@pytest.mark.parametrize("content", [b"", b"\0", PDF, bytes(range(256)) * 100])
def test_a_file_comes_back_byte_for_byte_under_its_fingerprint(memory: Vault, content: bytes) -> None:
    sha256 = keep(memory, content, now=NOW)
    assert sha256 == hashlib.sha256(content).hexdigest()
    assert kept(memory.db, sha256) == content


def test_the_same_bytes_kept_twice_are_one_file_with_its_first_time(memory: Vault) -> None:
    first = keep(memory, PDF, now=NOW)
    assert keep(memory, PDF, now=NOW + timedelta(days=1)) == first
    assert memory.db.conn.execute("SELECT kept_at FROM kept_file").fetchall() == [(NOW.isoformat(),)]


def test_a_name_moves_on_and_the_older_file_stays(memory: Vault) -> None:
    older = keep(memory, PDF, now=NOW, name="minutes/m1")
    newer = keep(memory, PDF + b" and countersigned", now=NOW, name="minutes/m1")
    assert named(memory.db, "minutes/m1") == PDF + b" and countersigned"
    assert (kept(memory.db, older), files(memory)) == (PDF, 2)
    assert older != newer


def test_a_name_can_go_back_to_an_earlier_file(memory: Vault) -> None:
    for content in (PDF, b"other", PDF):
        keep(memory, content, now=NOW, name="key")
    assert (named(memory.db, "key"), files(memory)) == (PDF, 2)


def test_two_names_may_point_at_one_file_and_a_file_without_a_name_moves_none(memory: Vault) -> None:
    for name in ("a", "b"):
        keep(memory, PDF, now=NOW, name=name)
    keep(memory, b"other", now=NOW)
    assert (named(memory.db, "a"), named(memory.db, "b"), files(memory)) == (PDF, PDF, 2)


def test_an_unknown_name_is_nothing_and_an_unknown_fingerprint_is_told(memory: Vault) -> None:
    assert named(memory.db, "minutes/m9") is None
    with pytest.raises(DeskError) as refused:
        kept(memory.db, "ab" * 32)
    assert refused.value.reason is Reason.NOT_FOUND


def test_a_file_altered_behind_the_vaults_back_is_seen_and_not_given_out(memory: Vault) -> None:
    sound = keep(memory, b"sound", now=NOW)
    altered = keep(memory, PDF, now=NOW, name="minutes/m1")
    assert altered_files(memory.db) == ()
    tamper(memory.db.conn, f"UPDATE kept_file SET content = x'00' WHERE sha256 = '{altered}'")
    assert altered_files(memory.db) == (altered,)
    with pytest.raises(DeskError) as refused:
        named(memory.db, "minutes/m1")
    assert refused.value.reason is Reason.VAULT_DAMAGED
    assert kept(memory.db, sound) == b"sound"


def test_a_file_kept_in_a_deed_that_fails_is_not_kept(memory: Vault) -> None:
    def deed() -> None:
        with memory.write():
            keep(memory, PDF, now=NOW, name="minutes/m1")
            raise RuntimeError("a fault of ours")

    with pytest.raises(RuntimeError):
        deed()
    assert (named(memory.db, "minutes/m1"), files(memory)) == (None, 0)


def test_twenty_megabytes_are_kept_encrypted_and_come_back_when_opened_again(
    vault: Vault, desk: Path, data_key: bytes
) -> None:
    large = b"a page of text " * (20 * 1024 * 1024 // 15)
    sha256 = keep(vault, large, now=NOW, name="large")
    vault.close()
    assert b"a page of text" not in (desk / VAULT_FILE).read_bytes()
    with open_vault(desk, data_key) as again:
        assert hashlib.sha256(named(again.db, "large") or b"").hexdigest() == sha256
        assert altered_files(again.db) == ()
