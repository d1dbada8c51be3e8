"""Bytes that are no text, and disks that fill in the middle of a copy, are told like any other fault of the world."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from tests.vault.test_backup_rotation import FULL, names
from tests.vault.vault_builders import NOW

from panel_desk.domain.errors import DeskError, Reason
from panel_desk.vault.backup import MANIFEST_FILE, back_up, list_backups, rehearse_restore
from panel_desk.vault.database import Vault, create_vault
from panel_desk.vault.instance_lock import InstanceLock
from panel_desk.vault.keys.slots import KeySlots, Slot
from panel_desk.vault.keys.wrapping import QUICK_COST
from panel_desk.vault.location import sync_service

NO_TEXT = [b'{"pid": 1, "host": "\xff"}', b'{"x": ' + b"[" * 4000]


@pytest.mark.parametrize("content", NO_TEXT)
def test_a_lock_file_of_odd_bytes_names_nobody_and_still_locks(tmp_path: Path, content: bytes) -> None:
    first = InstanceLock(tmp_path)
    first.path.write_bytes(content)
    with pytest.raises(DeskError) as refused:
        InstanceLock(tmp_path)
    assert refused.value.reason is Reason.VAULT_IN_USE
    first.release()


@pytest.mark.parametrize("content", NO_TEXT)
def test_one_manifest_of_odd_bytes_hides_no_other_backup(vault: Vault, tmp_path: Path, content: bytes) -> None:
    damaged = back_up(vault, tmp_path / "backups", NOW)
    (damaged.folder / MANIFEST_FILE).write_bytes(content)
    later = back_up(vault, tmp_path / "backups", NOW + timedelta(days=1))
    assert list_backups(tmp_path / "backups") == (later,)


def test_a_disk_that_fills_in_the_middle_of_the_copy_keeps_the_older_backup(
    desk: Path, data_key: bytes, tmp_path: Path
) -> None:
    create_vault(desk, data_key, NOW).close()
    arguments = [sys.executable, "-c", FULL, str(desk), data_key.hex(), str(tmp_path / "backups"), str(64 * 1024)]
    root = Path(__file__).parents[2]
    done = subprocess.run(arguments, capture_output=True, text=True, cwd=root, check=False)
    assert (done.stdout.split(), done.stderr) == (["STORAGE"], "")
    assert names(tmp_path / "backups") == ["desk-2026-11-22T093000Z"]
    assert rehearse_restore(list_backups(tmp_path / "backups")[0], data_key).would_restore


def test_a_passphrase_with_half_a_character_from_a_terminal_opens_what_it_closed() -> None:
    slots = KeySlots("vault-1").with_passphrase(bytes(32), "seven herons \udcff", cost=QUICK_COST)
    assert slots.unlock(Slot.PASSPHRASE, "seven herons \udcff") == bytes(32)
    with pytest.raises(DeskError) as refused:
        slots.unlock(Slot.PASSPHRASE, "seven herons \udcfe")
    assert refused.value.reason is Reason.WRONG_KEY


def test_icloud_on_windows_is_known_by_its_folder(tmp_path: Path) -> None:
    assert sync_service(tmp_path / "iCloudDrive" / "desk") == "iCloudDrive"
