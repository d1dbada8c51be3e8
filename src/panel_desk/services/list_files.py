"""A case list as it lies on the disk: read whole, or a sentence that says what is in the way and what to do."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from panel_desk.domain.errors import DeskError, Reason
from panel_desk.services.files import file_label, shown

LARGEST = 40 << 20
"""Bytes. A list of 200,000 rows has less."""
_EXCEL, _LIBRE = "~$", ".~lock."
_IN_USE = 32
"""Windows: another program has the file for itself."""


class ListOnDisk(Struct, frozen=True):
    """A file that a person dropped or chose."""

    path: Path
    label: str
    """The file's name as it can be shown."""
    untrusted_bytes: bytes
    open_elsewhere: bool
    """A spreadsheet has it open: what is not saved there is not in these bytes."""


def read_list(path: Path) -> ListOnDisk:
    """A case list's bytes.

    Raises:
        DeskError: with a remedy, where it is a folder, a spreadsheet's own lock file, too large, missing, open in a
            program that keeps it for itself, or unreadable.
    """
    label = file_label(path)
    if told := _no_list(path):
        raise told
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise _bad(
                f"{label} has {size / 1_000_000:,.0f} MB; a case list has at most {LARGEST >> 20}.",
                "Save the sheet with the list alone as a new file, and drop that.",
            )
        return ListOnDisk(path, label, path.read_bytes(), _is_open(path))
    except FileNotFoundError as error:
        raise DeskError(
            f"There is no file {shown(str(path))} any more.",
            reason=Reason.NOT_FOUND,
            remedy="Look whether it was moved or renamed, and drop it again.",
        ) from error
    except PermissionError as error:
        raise _kept_by_another(label, path, error) from error
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "its name cannot be used"
        raise _bad(
            f"{label} cannot be read: {why}.", "Copy it to a folder of this computer, and drop the copy."
        ) from error


def _no_list(path: Path) -> DeskError | None:
    """What can be told by the name and the kind of thing alone."""
    name = path.name
    if name.startswith(_EXCEL):
        return _lock_file("Excel", "the workbook whose name follows the “~$”")
    if name.startswith(_LIBRE) and name.endswith("#"):
        return _lock_file("LibreOffice", f"“{shown(name.removeprefix(_LIBRE).removesuffix('#'))}”")
    try:
        if path.is_dir():
            return _bad(f"{file_label(path)} is a folder.", "Open it, and drop the file with the list.")
        if path.exists() and not path.is_file():
            return _bad(f"{file_label(path)} is not a file.", "Drop a file with a list.")
    except (OSError, ValueError):
        return None
    return None


def _lock_file(program: str, instead: str) -> DeskError:
    return _bad(
        f"This is the mark that {program} leaves beside a list that is open, not the list.", f"Drop {instead} instead."
    )


def _is_open(path: Path) -> bool:
    """Whether a spreadsheet has left its mark beside the file. Excel cuts the name of a long one short."""
    marks = (f"{_EXCEL}{path.name}", f"{_EXCEL}{path.name[2:]}", f"{_LIBRE}{path.name}#")
    return any(path.with_name(mark).exists() for mark in marks)


def _kept_by_another(label: str, path: Path, error: PermissionError) -> DeskError:
    if getattr(error, "winerror", 0) == _IN_USE or _is_open(path):
        return _bad(
            f"{label} is open in another program, which keeps it for itself.", "Save and close it there, and try again."
        )
    return _bad(
        f"You may not read {label}.", "Ask whoever gave it to you for leave to read it, or copy it to your own folder."
    )


def _bad(sentence: str, remedy: str) -> DeskError:
    return DeskError(sentence, reason=Reason.BAD_FILE, remedy=remedy)
