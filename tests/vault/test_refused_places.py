"""A vault is not put where SQLite cannot keep it safe, and is open once at a time."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path, PurePosixPath

import pytest
from tests.vault.vault_builders import NOW

from panel_desk.domain.errors import DeskError, Reason
from panel_desk.vault.database import create_vault, open_vault
from panel_desk.vault.instance_lock import LOCK_FILE, InstanceLock
from panel_desk.vault.location import mounted_as, refuse_unsafe, sync_service

MOUNTS = """\
21 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
40 21 0:35 / /home/dana/Shared\\040files rw - cifs //server/share rw
41 21 0:36 / /mnt/nfs rw - nfs4 server:/export rw
42 41 0:37 / /mnt/nfs/local rw - ext4 /dev/vdb rw
broken line
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/dana/desk", "ext4"),
        ("/home/dana/Shared files/desk", "cifs"),
        ("/mnt/nfs/desk", "nfs4"),
        ("/mnt/nfs/local/desk", "ext4"),
        ("/mnt/nfs-not/desk", "ext4"),
    ],
)
def test_the_deepest_mount_says_what_a_folder_lies_on(folder: str, kind: str) -> None:
    assert mounted_as(PurePosixPath(folder), MOUNTS) == kind


@pytest.mark.parametrize(
    "parts",
    [
        ("Dropbox", "desk"),
        ("OneDrive - Fictional Borough Council", "desk"),
        ("OneDrive",),
        ("Nextcloud", "a", "b"),
        ("Mobile Documents", "com~apple~CloudDocs", "desk"),
        ("Google Drive", "desk"),
    ],
)
def test_a_synchronised_folder_is_refused_with_a_sentence(tmp_path: Path, parts: tuple[str, ...]) -> None:
    with pytest.raises(DeskError) as refused:
        create_vault(tmp_path.joinpath(*parts), bytes(32), NOW)
    assert refused.value.reason is Reason.STORAGE
    assert "synchronised" in refused.value.sentence
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("mark", [".dropbox", ".stfolder", ".owncloudsync.log"])
def test_a_sync_programs_mark_above_the_folder_gives_it_away(tmp_path: Path, mark: str) -> None:
    (tmp_path / mark).mkdir()
    assert sync_service(tmp_path / "a" / "b") == mark


def test_a_renamed_onedrive_is_known_by_its_variable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path / "Work"))
    assert sync_service(tmp_path / "Work" / "desk") == "OneDrive"
    assert sync_service(tmp_path / "Home" / "desk") == ""


@pytest.mark.parametrize("name", ["Boxes", "my dropbox notes", "onedrives", "desk"])
def test_a_folder_with_a_similar_name_is_fine(tmp_path: Path, name: str) -> None:
    refuse_unsafe(tmp_path / name)


def test_a_link_into_a_synchronised_folder_is_seen_through(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "desk").symlink_to(tmp_path / "Dropbox")
    with pytest.raises(DeskError):
        refuse_unsafe(tmp_path / "desk")


def test_a_second_opener_is_told_who_has_it(desk: Path, data_key: bytes) -> None:
    with create_vault(desk, data_key, NOW):
        with pytest.raises(DeskError) as refused:
            open_vault(desk, data_key)
        assert refused.value.reason is Reason.VAULT_IN_USE
        assert f"process {os.getpid()} on " in refused.value.sentence
    open_vault(desk, data_key).close()


def test_another_process_is_named_and_its_death_sets_the_vault_free(desk: Path, data_key: bytes) -> None:
    create_vault(desk, data_key, NOW).close()
    code = (
        "import sys, time, pathlib; from panel_desk.vault.database import open_vault\n"
        "v = open_vault(pathlib.Path(sys.argv[1]), bytes.fromhex(sys.argv[2])); print('open', flush=True)\n"
        "time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code, desk, data_key.hex()], stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"open\n"
        with pytest.raises(DeskError) as refused:
            open_vault(desk, data_key)
        assert f"process {child.pid}" in refused.value.sentence
        child.send_signal(signal.SIGKILL)
        child.wait()
    assert f'"pid":{child.pid}' in (desk / LOCK_FILE).read_text()
    open_vault(desk, data_key).close()
    assert f'"pid":{os.getpid()}' in (desk / LOCK_FILE).read_text()


def test_a_lock_with_nonsense_in_it_still_locks(tmp_path: Path) -> None:
    first = InstanceLock(tmp_path)
    first.path.write_text("nonsense")
    with pytest.raises(DeskError) as refused:
        InstanceLock(tmp_path)
    assert "another process" in refused.value.sentence
    first.release()
    InstanceLock(tmp_path).release()
