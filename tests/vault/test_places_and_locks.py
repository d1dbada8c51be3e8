"""Where a vault may lie, who has it open, and the reserve beside it: what odd folders and files make of them."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import cast

import msgspec
import pytest
from tests.vault.vault_builders import NOW, a_journal

from panel_desk.domain.errors import DeskError, Reason
from panel_desk.vault import ballast
from panel_desk.vault.ballast import BALLAST_BYTES, BALLAST_FILE, Space
from panel_desk.vault.database import Vault, create_vault, open_vault
from panel_desk.vault.instance_lock import LOCK_FILE, Holder, InstanceLock
from panel_desk.vault.location import _windows_network, mounted_as, network_file_system, refuse_unsafe, sync_service


@pytest.mark.parametrize(
    "folder",
    [
        "Dropbox",
        "DROPBOX/desk",
        "Library/CloudStorage/OneDrive-Council/desk",
        "OneDrive - Fictional Borough Council/Panels/desk",
        "My Drive/desk",
        "Box Sync/desk",
        "pCloudDrive/desk",
        "Syncthing/a/b/c",
    ],
)
def test_a_synchronised_folder_is_known_by_any_part_of_its_path(tmp_path: Path, folder: str) -> None:
    assert sync_service(tmp_path / folder) != ""
    with pytest.raises(DeskError) as refused:
        refuse_unsafe(tmp_path / folder)
    assert (refused.value.reason, refused.value.remedy != "") == (Reason.STORAGE, True)


@pytest.mark.parametrize("variable", ["OneDrive", "OneDriveCommercial", "OneDriveConsumer"])
def test_each_of_onedrives_variables_counts_but_an_empty_one_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    monkeypatch.setenv(variable, "")
    assert sync_service(tmp_path / "desk") == ""
    monkeypatch.setenv(variable, str(tmp_path))
    assert sync_service(tmp_path / "desk") == "OneDrive"


def test_a_vault_that_came_to_lie_in_a_synchronised_folder_is_opened_no_more(desk: Path, data_key: bytes) -> None:
    create_vault(desk, data_key, NOW).close()
    (desk.parent / ".dropbox").mkdir()
    with pytest.raises(DeskError) as refused:
        open_vault(desk, data_key)
    assert refused.value.reason is Reason.STORAGE
    (desk.parent / ".dropbox").rmdir()
    open_vault(desk, data_key).close()


def test_a_chain_of_links_is_followed_to_its_end(tmp_path: Path) -> None:
    (tmp_path / "Nextcloud" / "deep").mkdir(parents=True)
    (tmp_path / "first").symlink_to(tmp_path / "Nextcloud" / "deep")
    (tmp_path / "second").symlink_to(tmp_path / "first")
    with pytest.raises(DeskError):
        refuse_unsafe(tmp_path / "second" / "desk")


def test_a_link_out_of_a_synchronised_folder_is_fine(tmp_path: Path) -> None:
    (tmp_path / "local").mkdir()
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "Dropbox" / "desk").symlink_to(tmp_path / "local")
    refuse_unsafe(tmp_path / "Dropbox" / "desk")


@pytest.mark.parametrize(
    "kind", ["nfs", "nfs4", "cifs", "smb3", "fuse.sshfs", "fuse.gvfsd-fuse", "9p", "ceph", "davfs"]
)
def test_a_later_mount_over_the_same_point_is_the_one_that_counts(kind: str) -> None:
    mounts = (
        f"1 0 8:1 / / rw - ext4 /dev/sda rw\n2 1 8:2 / /srv rw - ext4 /dev/sdb rw\n3 1 0:9 / /srv rw - {kind} s rw\n"
    )
    assert mounted_as(PurePosixPath("/srv/desk"), mounts) == kind
    assert mounted_as(PurePosixPath("/home/desk"), mounts) == "ext4"


@pytest.mark.parametrize("text", ["", "\n", "nonsense", "1 2 3 - ", " - ext4"])
def test_a_table_of_mounts_that_says_nothing_refuses_nothing(text: str) -> None:
    assert mounted_as(PurePosixPath("/home/desk"), text) == ""


def test_this_computers_own_disk_is_no_network(tmp_path: Path) -> None:
    assert network_file_system(tmp_path) == ""


@pytest.mark.parametrize(
    ("folder", "network"),
    [(r"\\server\share\desk", "UNC"), (r"\\?\UNC\server\share", "UNC"), (r"C:\Users\asha\desk", ""), (r"D:\desk", "")],
)
def test_a_path_to_a_windows_share_is_a_network(folder: str, network: str) -> None:
    assert _windows_network(cast("Path", PureWindowsPath(folder))) == network


def test_a_lock_file_that_names_a_program_now_running_does_not_hold_the_vault(desk: Path, data_key: bytes) -> None:
    create_vault(desk, data_key, NOW).close()
    another = Holder(os.getppid(), "another-computer", datetime(2020, 1, 1, tzinfo=UTC))
    (desk / LOCK_FILE).write_bytes(msgspec.json.encode(another))
    with open_vault(desk, data_key) as vault:
        assert vault.folder == desk
        assert b"another-computer" not in (desk / LOCK_FILE).read_bytes()


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b'{"pid": "x"}', b"\0" * 5000, b"{" * 5000])
def test_a_holder_that_cannot_be_read_is_another_process(tmp_path: Path, content: bytes) -> None:
    first = InstanceLock(tmp_path)
    first.path.write_bytes(content)
    with pytest.raises(DeskError) as refused:
        InstanceLock(tmp_path)
    assert refused.value.sentence == "This vault is already open: another process."
    first.release()


def test_a_longer_text_of_an_earlier_holder_leaves_no_remains(tmp_path: Path) -> None:
    (tmp_path / LOCK_FILE).write_text("x" * 3000)
    lock = InstanceLock(tmp_path)
    assert msgspec.json.decode(lock.path.read_bytes(), type=Holder) == lock.holder
    lock.release()


def test_a_folder_in_the_locks_place_is_told_as_a_place_that_cannot_be_written(desk: Path, data_key: bytes) -> None:
    (desk / LOCK_FILE).mkdir(parents=True)
    with pytest.raises(DeskError) as refused:
        create_vault(desk, data_key, NOW)
    assert refused.value.reason is Reason.STORAGE


def test_a_lock_is_free_again_after_a_release_and_two_releases_are_one(tmp_path: Path) -> None:
    for _ in range(3):
        lock = InstanceLock(tmp_path)
        lock.release()
        lock.release()
    assert [path.name for path in tmp_path.iterdir()] == [LOCK_FILE]


def test_two_folders_are_two_desks_and_open_at_once(tmp_path: Path, data_key: bytes) -> None:
    with create_vault(tmp_path / "one", data_key, NOW) as one, create_vault(tmp_path / "two", data_key, NOW) as two:
        a_journal(one).say("here")
        assert a_journal(two).words == []
        assert one.vault_id != two.vault_id


def test_a_ballast_given_up_is_gone_once_and_comes_back_whole(tmp_path: Path) -> None:
    assert ballast.lay(tmp_path)
    assert ballast.lay(tmp_path)
    assert [ballast.release(tmp_path), ballast.release(tmp_path)] == [True, False]
    assert not ballast.is_laid(tmp_path)
    assert ballast.space(tmp_path) is not Space.RESERVE_USED
    assert (tmp_path / BALLAST_FILE).stat().st_size == BALLAST_BYTES


@pytest.mark.parametrize("size", [0, 1, BALLAST_BYTES - 1])
def test_a_ballast_cut_short_does_not_count_and_is_laid_anew(tmp_path: Path, size: int) -> None:
    (tmp_path / BALLAST_FILE).write_bytes(bytes(size))
    assert not ballast.is_laid(tmp_path)
    assert ballast.lay(tmp_path)
    assert ballast.is_laid(tmp_path)


def test_a_ballast_takes_the_room_it_stands_for_and_is_private(tmp_path: Path) -> None:
    ballast.lay(tmp_path)
    told = (tmp_path / BALLAST_FILE).stat()
    assert (told.st_blocks * 512 >= BALLAST_BYTES, told.st_mode & 0o777) == (True, 0o600)


def test_a_folder_that_is_not_there_has_no_ballast_and_nothing_to_give_up(tmp_path: Path) -> None:
    assert not ballast.lay(tmp_path / "gone")
    assert not ballast.release(tmp_path / "gone")


def test_a_vault_works_without_its_ballast(vault: Vault, desk: Path) -> None:
    (desk / BALLAST_FILE).unlink()
    (desk / BALLAST_FILE).mkdir()
    a_journal(vault).say("one")
    assert a_journal(vault).words == ["one"]
