"""A backup counts only after it was opened and examined; old ones go, the last good one never does."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.vault.vault_builders import NOW, WordJournal, a_journal

from panel_desk.domain.errors import DeskError, Reason
from panel_desk.vault.backup import MANIFEST_FILE, back_up, list_backups, rehearse_restore, restore
from panel_desk.vault.database import VAULT_FILE, Vault, new_data_key, open_vault
from panel_desk.vault.keys.slots import SLOTS_FILE, KeySlots, write_slots
from panel_desk.vault.keys.wrapping import QUICK_COST
from panel_desk.vault.retention import expired

PHRASE = "7KQF-0000-1111-ABCD-EFGH-JKMN"


@pytest.fixture
def spoken(vault: Vault, desk: Path, data_key: bytes) -> WordJournal:
    journal = a_journal(vault)
    journal.say("one", "two")
    write_slots(desk, KeySlots(vault.vault_id).with_recovery_kit(data_key, PHRASE, PHRASE, cost=QUICK_COST))
    return journal


def test_a_backup_restores_to_the_same_words(spoken: WordJournal, tmp_path: Path, data_key: bytes) -> None:
    backup = back_up(spoken.vault, tmp_path / "backups", NOW)
    spoken.say("later")
    restore(backup, tmp_path / "restored", data_key)
    with open_vault(tmp_path / "restored", data_key) as restored:
        assert a_journal(restored).words == ["one", "two"]
        assert restored.vault_id == spoken.vault.vault_id
    assert (tmp_path / "restored" / SLOTS_FILE).is_file()


def test_the_manifest_anchors_the_head(spoken: WordJournal, tmp_path: Path) -> None:
    backup = back_up(spoken.vault, tmp_path, NOW)
    assert backup.manifest.anchor == spoken.calls.head()
    assert (backup.manifest.events, backup.manifest.verified) == (2, True)
    assert list_backups(tmp_path) == (backup,)


def test_a_backup_is_private_and_leaves_nothing_unfinished(spoken: WordJournal, tmp_path: Path) -> None:
    backup = back_up(spoken.vault, tmp_path / "backups", NOW)
    assert [path.name for path in (tmp_path / "backups").iterdir()] == [backup.folder.name]
    assert {path.name for path in backup.folder.iterdir()} == {VAULT_FILE, "vault.json", SLOTS_FILE, MANIFEST_FILE}
    assert {path.stat().st_mode & 0o777 for path in backup.folder.iterdir()} == {0o600}
    assert backup.folder.stat().st_mode & 0o777 == 0o700


def test_a_rehearsal_finds_a_good_backup_good(spoken: WordJournal, tmp_path: Path, data_key: bytes) -> None:
    rehearsal = rehearse_restore(back_up(spoken.vault, tmp_path, NOW), data_key)
    assert rehearsal.would_restore
    assert rehearsal.sentences == ("All 2 events of the journal are there, in order, unaltered and signed.",)


def test_a_changed_backup_fails_its_rehearsal_and_is_not_restored(
    spoken: WordJournal, tmp_path: Path, data_key: bytes
) -> None:
    backup = back_up(spoken.vault, tmp_path / "backups", NOW)
    flip_a_page(backup.folder / VAULT_FILE)
    assert not rehearse_restore(backup, data_key).would_restore
    with pytest.raises(DeskError) as refused:
        restore(backup, tmp_path / "restored", data_key)
    assert refused.value.reason is Reason.VAULT_DAMAGED
    assert not (tmp_path / "restored").exists()


def test_an_older_file_under_a_newer_manifest_is_found(spoken: WordJournal, tmp_path: Path, data_key: bytes) -> None:
    older = back_up(spoken.vault, tmp_path, NOW)
    spoken.say("three")
    newer = back_up(spoken.vault, tmp_path, NOW + timedelta(days=1))
    shutil.copyfile(older.folder / VAULT_FILE, newer.folder / VAULT_FILE)
    assert any("ends at event 2" in sentence for sentence in rehearse_restore(newer, data_key).sentences)


def test_a_damaged_vault_is_not_backed_up_and_the_old_backup_stays(spoken: WordJournal, tmp_path: Path) -> None:
    good = back_up(spoken.vault, tmp_path / "backups", NOW)
    spoken.vault.checkpoint()
    assert spoken.vault.folder is not None
    flip_a_page(spoken.vault.folder / VAULT_FILE)
    with pytest.raises(DeskError) as refused:
        back_up(spoken.vault, tmp_path / "backups", NOW + timedelta(days=1))
    assert refused.value.reason is Reason.VAULT_DAMAGED
    assert refused.value.sentence.startswith("The vault is damaged")
    assert list_backups(tmp_path / "backups") == (good,)


def test_another_key_does_not_open_a_backup(spoken: WordJournal, tmp_path: Path) -> None:
    with pytest.raises(DeskError) as refused:
        rehearse_restore(back_up(spoken.vault, tmp_path, NOW), new_data_key())
    assert refused.value.reason is Reason.WRONG_KEY


def test_a_restore_never_overwrites_a_vault(spoken: WordJournal, tmp_path: Path, data_key: bytes, desk: Path) -> None:
    backup = back_up(spoken.vault, tmp_path / "backups", NOW)
    with pytest.raises(DeskError) as refused:
        restore(backup, desk, data_key)
    assert refused.value.reason is Reason.CONFLICT


def test_a_backup_onto_a_file_is_told(spoken: WordJournal, tmp_path: Path) -> None:
    (tmp_path / "backups").write_text("a file")
    with pytest.raises(DeskError) as refused:
        back_up(spoken.vault, tmp_path / "backups", NOW)
    assert refused.value.reason is Reason.STORAGE


def test_an_unfinished_backup_is_cleared_away_and_never_listed(spoken: WordJournal, tmp_path: Path) -> None:
    (tmp_path / "desk-2026-11-21T093000Z.part").mkdir()
    (tmp_path / "desk-2026-11-20T093000Z").mkdir()
    backup = back_up(spoken.vault, tmp_path, NOW)
    assert list_backups(tmp_path) == (backup,)
    assert not (tmp_path / "desk-2026-11-21T093000Z.part").exists()


def test_of_a_year_of_days_the_right_ones_are_kept() -> None:
    days = [datetime(2026, 1, 1, 18, tzinfo=UTC) + timedelta(days=day) for day in range(325)]
    gone = expired([(day, True) for day in days])
    kept = sorted(set(days) - set(gone), reverse=True)
    assert [day.date() for day in kept[:7]] == [day.date() for day in sorted(days, reverse=True)[:7]]
    # The third and fourth newest week, then the last day of every month before this one.
    assert [f"{day:%d.%m}" for day in kept[7:]] == [
        "08.11", "01.11", "31.10", "30.09", "31.08", "31.07", "30.06", "31.05", "30.04", "31.03", "28.02",
        "31.01",
    ]  # fmt: skip


_MADE = st.lists(
    st.tuples(
        st.datetimes(datetime(2024, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC)),  # noqa: DTZ001  zone beside
        st.booleans(),
    ),
    unique_by=lambda backup: backup[0],
    max_size=60,
)


@given(_MADE)
def test_the_last_verified_backup_is_never_deleted(backups: list[tuple[datetime, bool]]) -> None:
    gone = set(expired(backups))
    verified = [made_at for made_at, is_verified in backups if is_verified]
    assert gone <= {made_at for made_at, _ in backups}
    assert not verified or max(verified) not in gone
    assert verified or not gone
    assert len(set(verified) - gone) <= 7 + 4 + 12


@given(_MADE)
def test_a_later_backup_that_is_not_verified_may_be_all_there_is(backups: list[tuple[datetime, bool]]) -> None:
    last = max((made_at for made_at, is_verified in backups if is_verified), default=None)
    assert not [made_at for made_at in expired(backups) if last is None or made_at > last]


@given(_MADE)
def test_rotating_twice_removes_nothing_more(backups: list[tuple[datetime, bool]]) -> None:
    gone = set(expired(backups))
    assert expired([backup for backup in backups if backup[0] not in gone]) == ()


def flip_a_page(path: Path) -> None:
    """Change one byte in the middle of the file's last page."""
    content = bytearray(path.read_bytes())
    content[-2048] ^= 0xFF
    path.write_bytes(content)
