"""Refuses folders where SQLite is not safe: network drives, whose locks do not hold, and synchronised folders."""

from __future__ import annotations

import os
import sys
from pathlib import Path, PurePath

from panel_desk.domain.errors import DeskError, Reason

_NETWORK_FILE_SYSTEMS = frozenset(
    (
        "nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afs", "ncpfs", "ncp", "9p", "davfs", "coda", "ceph",
        "glusterfs", "lustre", "gpfs", "fuse.sshfs", "fuse.rclone", "fuse.davfs2", "fuse.s3fs", "fuse.gvfsd-fuse",
        "fuse.glusterfs", "fuse.ceph",
    )
)  # fmt: skip
_SYNC_NAMES = frozenset(
    (
        "dropbox", "google drive", "googledrive", "my drive", "icloud drive", "iclouddrive", "icloud~",
        "com~apple~clouddocs", "mobile documents", "nextcloud", "owncloud", "box", "box sync", "pcloud", "pcloud drive",
        "pclouddrive", "mega", "megasync", "sync.com", "syncthing", "seafile", "tresorit", "yandex.disk",
        "cloudstorage",
    )
)  # fmt: skip
_SYNC_MARKS = (".dropbox", ".dropbox.cache", ".stfolder", ".owncloudsync.log", ".nextcloudsync.log", ".sync")
_SYNC_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
_DRIVE_REMOTE = 4


def refuse_unsafe(folder: Path) -> None:
    """Raise DeskError (STORAGE) with a sentence when a vault must not live in this folder, nor below it."""
    resolved = folder.resolve()
    if network := network_file_system(resolved):
        raise DeskError(
            f"This folder is on a network drive ({network}), where the vault would be damaged.",
            reason=Reason.STORAGE,
            remedy="Keep the desk on this computer's own disk, and put the backups on the network.",
        )
    if service := sync_service(resolved):
        raise DeskError(
            f"This folder is synchronised ({service}): copying a vault in use makes silent errors.",
            reason=Reason.STORAGE,
            remedy="Keep the desk outside synchronised folders, and put the backups there.",
        )


def sync_service(folder: Path) -> str:
    """The name or mark that gives a synchronised folder away; empty where there is none."""
    for part in folder.parts:
        name = part.casefold()
        if name in _SYNC_NAMES or name == "onedrive" or name.startswith("onedrive -"):
            return part
    for variable in _SYNC_VARIABLES:
        root = os.environ.get(variable)
        if root and folder.is_relative_to(root):
            return "OneDrive"
    for parent in (folder, *folder.parents):
        for mark in _SYNC_MARKS:
            if (parent / mark).exists():
                return mark
    return ""


def network_file_system(folder: Path) -> str:
    """The network file system that holds the folder; empty for a disk of this computer, or where it cannot be told."""
    if sys.platform == "win32":
        return _windows_network(folder)
    try:
        mounts = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    kind = mounted_as(folder, mounts)
    return kind if kind in _NETWORK_FILE_SYSTEMS else ""


def mounted_as(folder: PurePath, mountinfo: str) -> str:
    """The file system type of the deepest mount above ``folder``, from the text of Linux' ``mountinfo``."""
    deepest, kind = -1, ""
    for line in mountinfo.splitlines():
        before, _, after = line.partition(" - ")
        fields = before.split()
        if len(fields) < 5 or not after:
            continue
        point = PurePath(fields[4].replace("\\040", " "))
        # A later mount on the same point hides the earlier one.
        if folder.is_relative_to(point) and len(point.parts) >= deepest:
            deepest, kind = len(point.parts), after.split()[0]
    return kind


def _windows_network(folder: Path) -> str:
    if str(folder).startswith("\\\\"):
        return "UNC"
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415  Windows only

        if ctypes.windll.kernel32.GetDriveTypeW(folder.anchor) == _DRIVE_REMOTE:
            return "mapped drive"
    return ""
