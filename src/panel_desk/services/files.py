"""Reads a file that a person names, or says in a sentence why it cannot be had."""

from __future__ import annotations

from pathlib import Path

from panel_desk.domain.errors import DeskError, Reason


def file_label(path: Path) -> str:
    """A file's name as it can be shown: what a terminal would obey, or cannot print, becomes �."""
    return shown(path.name or str(path))


def shown(untrusted_text: str) -> str:
    """One line of text from outside, without what a terminal would obey or cannot print."""
    return "".join(c if c.isprintable() else "�" for c in untrusted_text)


def read_file(path: Path, *, largest: int) -> bytes:
    """A file's bytes.

    Args:
        path: As the person named it.
        largest: In bytes; a larger file is refused before it is read.

    Raises:
        DeskError: where it is missing, no plain file, unreadable, or too large.
    """
    try:
        if path.exists() and not path.is_file():
            raise DeskError(f"{shown(str(path))} is not a file.", reason=Reason.BAD_FILE)
        if path.stat().st_size > largest:
            raise DeskError(
                f"{file_label(path)} is larger than {largest // 1_000_000} MB and was not read.", reason=Reason.BAD_FILE
            )
        return path.read_bytes()
    except FileNotFoundError as error:
        raise DeskError(f"There is no file {shown(str(path))}.", reason=Reason.NOT_FOUND) from error
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "its name cannot be used"
        raise DeskError(f"{file_label(path)} cannot be read: {why}.", reason=Reason.BAD_FILE) from error
