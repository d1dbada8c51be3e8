"""Backups: made from an open desk, tried before they are believed, put back only where no desk is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from tests.services.desk_builders import ASHA, OCTOBER, HeldClock, a_desk, a_profile, child, refusal
from tests.services.desk_folders import OPENS, a_desk_in, cut_tail, opened

from panel_desk.domain.errors import DeskError, Reason
from panel_desk.domain.keeping.retained import RecordClass
from panel_desk.services.safekeeping import come_back, make_backup, newest, put_back, rehearse
from panel_desk.vault.backup import Backup
from panel_desk.vault.database import holds_vault


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A furnished desk, closed."""
    return a_desk_in(tmp_path / "desk")


@pytest.fixture
def backup(folder: Path, tmp_path: Path) -> Backup:
    """A backup of the desk with two children on it."""
    with opened(folder) as at:
        at.bring(a_profile())
        return make_backup(at.desk, tmp_path / "backups")


def test_a_desk_is_backed_up_while_it_is_open_and_works_on(folder: Path, tmp_path: Path) -> None:
    with opened(folder) as at:
        head = at.desk.book.head()
        made = make_backup(at.desk, tmp_path / "backups")
        at.bring(a_profile())
        assert made.manifest.anchor == head
        assert at.desk.book.head().seq > head.seq
        assert at.desk.auditing.audit().anchors == 1, "the backup's head is remembered"


def test_the_newest_of_several_backups_is_the_one_made_last(folder: Path, tmp_path: Path) -> None:
    clock = HeldClock()
    with opened(folder, clock) as at:
        earlier = make_backup(at.desk, tmp_path / "backups")
        clock.set(OCTOBER)
        later = make_backup(at.desk, tmp_path / "backups")
    assert newest(tmp_path / "backups") == later
    assert earlier.folder.exists()


@pytest.mark.parametrize("there", [False, True], ids=["no folder", "a folder of other things"])
def test_where_there_is_no_backup_it_is_said(tmp_path: Path, there: bool) -> None:
    if there:
        (tmp_path / "backups" / "desk-of-mine-Z").mkdir(parents=True)
    with refusal(Reason.NOT_FOUND, "no backup"):
        newest(tmp_path / "backups")


def test_an_unfinished_backup_is_not_the_newest(backup: Backup) -> None:
    later = backup.folder.with_name("desk-2030-01-01T000000Z")
    later.mkdir()
    (later / "vault.db").write_bytes((backup.folder / "vault.db").read_bytes())
    assert newest(backup.folder.parent) == backup


def test_a_rehearsal_tells_that_a_backup_would_restore_and_leaves_nothing(
    backup: Backup, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "scratch").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "scratch"))
    tried = rehearse(backup, OPENS)
    assert tried.would_restore
    assert tried.sentences
    assert list((tmp_path / "scratch").iterdir()) == []


def flipped(content: bytes) -> bytes:
    return content[:-100] + bytes([content[-100] ^ 1]) + content[-99:]


SPOILT: dict[str, Callable[[bytes], bytes]] = {
    "one bit": flipped,
    "cut short": lambda content: content[: len(content) // 2],
    "empty": lambda _: b"",
    "another file": lambda content: b"PK" * (len(content) // 2),
}


@pytest.mark.parametrize("how", SPOILT)
def test_a_spoilt_backup_is_not_believed_and_not_put_back(backup: Backup, tmp_path: Path, how: str) -> None:
    path = backup.folder / "vault.db"
    path.write_bytes(SPOILT[how](path.read_bytes()))
    try:
        assert not rehearse(backup, OPENS).would_restore
    except DeskError as error:
        assert error.reason in {Reason.WRONG_KEY, Reason.VAULT_DAMAGED}  # noqa: PT017 - either answer will do
    with pytest.raises(DeskError):
        put_back(backup, tmp_path / "again", OPENS)
    assert not holds_vault(tmp_path / "again")


def test_a_backup_put_back_is_the_desk_as_it_was(backup: Backup, folder: Path, tmp_path: Path) -> None:
    put_back(backup, tmp_path / "again", OPENS)
    with opened(folder) as before, opened(tmp_path / "again") as after:
        assert after.tables() == before.tables()
        assert after.desk.auditing.audit((backup.manifest.head,)).is_whole


def test_a_desk_that_was_put_back_goes_on(backup: Backup, tmp_path: Path) -> None:
    put_back(backup, tmp_path / "again", OPENS)
    with opened(tmp_path / "again") as at:
        at.bring(a_profile(child("777")))
        assert at.desk.auditing.audit((backup.manifest.head,)).is_whole


def test_a_backup_is_not_put_over_a_desk(backup: Backup, folder: Path) -> None:
    before = (folder / "vault.db").read_bytes()
    with refusal(Reason.CONFLICT, "already"):
        put_back(backup, folder, OPENS)
    assert (folder / "vault.db").read_bytes() == before


@pytest.mark.parametrize("passphrase", ["", "wrong", OPENS.upper()])
def test_a_wrong_passphrase_neither_rehearses_nor_restores(backup: Backup, tmp_path: Path, passphrase: str) -> None:
    with refusal(Reason.WRONG_KEY):
        rehearse(backup, passphrase)
    with refusal(Reason.WRONG_KEY):
        put_back(backup, tmp_path / "again", passphrase)
    assert not (tmp_path / "again").exists()


def test_a_backup_without_its_keys_says_so(backup: Backup) -> None:
    (backup.folder / "keys.json").unlink()
    with pytest.raises(DeskError, match="key"):
        rehearse(backup, OPENS)


def test_a_backups_head_sees_a_tail_that_was_cut_off(backup: Backup, folder: Path) -> None:
    with opened(folder) as at:
        cut_tail(at, 1)
        assert at.desk.auditing.audit().is_whole, "what is left is a whole, shorter record"
        assert not at.desk.auditing.audit((backup.manifest.head,)).is_whole


def test_a_desk_in_memory_has_no_backups(tmp_path: Path) -> None:
    with a_desk() as at, refusal(match="memory"):
        make_backup(at.desk, tmp_path / "backups")
    assert not (tmp_path / "backups").exists()


def purged(folder: Path, into: Path, backups: Path | None) -> None:
    """A list of 2026 purged in 2034."""
    clock = HeldClock()
    clock.set(date(2034, 1, 10))
    with opened(folder, clock) as at:
        at.desk.retention.set_periods(ASHA, {RecordClass.CASE_LIST: 6})
        at.bring(a_profile(child("103")), "newer.csv")
        by = at.person("Dana Prior").id
        lines = at.desk.retention.review(date(2034, 1, 10))
        at.desk.retention.purge(ASHA, lines, reason="Over", approved_by=by, backups=backups, day_confirmed=True)
        if backups is None:
            make_backup(at.desk, into)


@pytest.mark.parametrize("told", ["at the purge", "by the next backup"])
def test_a_restored_backup_tells_what_had_been_purged_since(
    backup: Backup, folder: Path, tmp_path: Path, told: str
) -> None:
    backups = tmp_path / "backups"
    assert "No purge after that day is noted" in come_back(backup)[0]
    purged(folder, backups, backups if told == "at the purge" else None)
    assert come_back(backup)[0] == "1 record purged on 10 January 2034 (1 entry) is back."
    note = (backups / "purges.json").read_text(encoding="utf-8")
    assert "profile list" not in note


def test_a_backup_made_after_a_purge_brings_nothing_back(backup: Backup, folder: Path, tmp_path: Path) -> None:
    purged(folder, tmp_path / "backups", None)
    assert "No purge after that day is noted" in come_back(newest(tmp_path / "backups"))[0]


def test_notes_that_cannot_be_read_stop_no_backup_and_no_restore(backup: Backup, folder: Path) -> None:
    (backup.folder.parent / "purges.json").write_text("{", encoding="utf-8")
    assert len(come_back(backup)) == 1
    with opened(folder) as at:
        make_backup(at.desk, backup.folder.parent)
