"""Where the desk, its settings, its backups and its log lie on this computer."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct
from platformdirs import PlatformDirs

_APP = "panel-desk"
_PRIVATE_FOLDER = 0o700


class Paths(Struct, frozen=True):
    """The folders of one person on one computer; none is made until it is written to."""

    desk: Path
    """The vault and its key file: on this computer's own disk, never roaming."""
    backups: Path
    settings_file: Path
    log_file: Path


def usual_paths() -> Paths:
    """Where this platform keeps such things."""
    dirs = PlatformDirs(_APP, appauthor=False, roaming=False)
    data = Path(dirs.user_data_dir)
    return Paths(
        desk=data / "desk",
        backups=data / "backups",
        settings_file=Path(dirs.user_config_dir) / "settings.json",
        log_file=Path(dirs.user_log_dir) / "panel-desk.log",
    )


def paths_below(root: Path) -> Paths:
    """Everything in one folder: for the demo, for tests, and for a desk on an encrypted stick."""
    return Paths(
        desk=root / "desk",
        backups=root / "backups",
        settings_file=root / "settings.json",
        log_file=root / "panel-desk.log",
    )


def private_folder(folder: Path) -> Path:
    """The folder, made if missing, and open to its owner only.

    Raises:
        OSError: It cannot be made.
    """
    folder.mkdir(mode=_PRIVATE_FOLDER, parents=True, exist_ok=True)
    return folder
