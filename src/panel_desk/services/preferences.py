"""What one person prefers on one computer: looks, places, sizes. Nothing secret, nothing of any child."""

from __future__ import annotations

from pathlib import Path

import msgspec
from msgspec import Struct

from panel_desk.host.paths import Paths, paths_below, usual_paths
from panel_desk.host.settings_file import read_settings, write_settings


class Preferences(Struct, frozen=True, kw_only=True):
    """Everything that is remembered between two starts of the window."""

    theme: str = "system"
    """``system``, ``light`` or ``dark``."""
    text_percent: int = 100
    """100 to 200."""
    desk_folder: str = ""
    """The desk opened last; empty means the usual folder."""
    recent_desks: tuple[str, ...] = ()
    """Folders of desks that were opened, the latest first."""
    who: str = ""
    """Id of the person who was at the desk last."""
    reads_only: bool = False
    """“I read minutes”: Verify alone, and no desk."""
    lock_minutes: int = 10
    """Without a key or a click; 1 to 60."""
    backup_folder: str = ""
    """Empty means the usual folder."""
    save_folder: str = ""
    """Where files were saved last."""
    read_back: bool = True
    """Decisions and actions of an item are read back before the meeting turns to the next."""
    my_agency: str = ""
    """Whose actions Verify shows first."""
    window: str = ""
    """Size and place, as Qt writes them, in base64."""
    sizes: dict[str, str] = {}
    """Column widths and places of splitters by name: whole numbers with spaces between, in pixels at 100 % text."""


class PreferencesStore:
    """The preferences in force, and the file they are kept in."""

    def __init__(self, paths: Paths) -> None:
        self._paths = paths
        self._now = Preferences()
        self._instead: Path | None = None

    @property
    def value(self) -> Preferences:
        """As they stand."""
        return self._now

    @property
    def paths(self) -> Paths:
        """The folders of this person on this computer."""
        return self._paths

    @property
    def desk_folder(self) -> Path:
        """The desk to open."""
        if self._instead is not None:
            return self._instead
        return Path(self._now.desk_folder) if self._now.desk_folder else self._paths.desk

    @property
    def backup_folder(self) -> Path:
        """Where backups go."""
        return Path(self._now.backup_folder) if self._now.backup_folder else self._paths.backups

    def read(self) -> Preferences:
        """From the file; the usual ones where there is none.

        Raises:
            DeskError: where the file cannot be understood; the usual preferences are in force then.
        """
        self._now = read_settings(self._paths.settings_file, Preferences)
        return self._now

    def change(self, **fields: object) -> Preferences:
        """Keep other values from now on.

        Raises:
            DeskError: where the file cannot be written; the values count until the window is closed.
        """
        self._now = msgspec.structs.replace(self._now, **fields)
        write_settings(self._paths.settings_file, self._now)
        return self._now

    def open_instead(self, desk: Path) -> None:
        """Another desk for this time; it is remembered once it has opened."""
        self._instead = desk


def preferences_of(root: Path | None = None) -> PreferencesStore:
    """The preferences of this person on this computer, or of a folder that holds everything."""
    return PreferencesStore(usual_paths() if root is None else paths_below(root))
