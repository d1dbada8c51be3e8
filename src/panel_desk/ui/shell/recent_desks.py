"""The desks opened lately on this computer: their folders only."""

from __future__ import annotations

from pathlib import Path

from panel_desk.services.preferences import PreferencesStore
from panel_desk.services.unlocking import desk_exists

_MOST = 6


def remember_desk(preferences: PreferencesStore, folder: Path | None) -> None:
    """Put a desk that was opened first.

    Raises:
        DeskError: where the preferences cannot be written.
    """
    if folder is None:
        return
    others = [other for other in preferences.value.recent_desks if other != str(folder)]
    preferences.change(recent_desks=(str(folder), *others)[:_MOST])


def recent_desks(preferences: PreferencesStore, first: Path) -> tuple[Path, ...]:
    """The desks to offer, one of them first; what is no longer there is left out, but not the first."""
    others = (Path(folder) for folder in preferences.value.recent_desks)
    return (first, *(folder for folder in others if folder != first and desk_exists(folder)))
