"""Reads and writes the settings: small JSON, put in place whole or not at all; nothing secret and no case text."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TypeVar

import msgspec

from panel_desk.domain.errors import DeskError, Reason
from panel_desk.host.paths import private_folder

_BIGGEST = 1024 * 1024
_PRIVATE_FILE = 0o600

S = TypeVar("S", bound=msgspec.Struct)


def read_settings(path: Path, settings_type: type[S]) -> S:
    """The settings in a file, or the defaults where there is none.

    Args:
        path: The settings file.
        settings_type: A Struct with a default for every field; fields it does not know are passed over.

    Raises:
        DeskError: BAD_FILE where the file is no settings, STORAGE where it cannot be read.
    """
    try:
        untrusted_text = path.read_bytes()
    except FileNotFoundError:
        return settings_type()
    except OSError as error:
        raise DeskError("The settings cannot be read.", reason=Reason.STORAGE) from error
    try:
        if len(untrusted_text) > _BIGGEST:
            raise msgspec.ValidationError("too long")
        return msgspec.json.decode(untrusted_text, type=settings_type)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise DeskError(
            f"The settings file cannot be understood: {path.name}.",
            reason=Reason.BAD_FILE,
            remedy="Correct it, or move it away to start with the usual settings.",
        ) from error


def write_settings(path: Path, settings: msgspec.Struct) -> None:
    """Put settings in place of what was there; after a crash either the old or the new are there.

    Raises:
        DeskError: STORAGE; the old settings are kept.
    """
    part = path.with_name(path.name + ".part")
    try:
        private_folder(path.parent)
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _PRIVATE_FILE)
        with os.fdopen(descriptor, "wb") as file:
            file.write(msgspec.json.format(msgspec.json.encode(settings)) + b"\n")
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        raise DeskError(
            "The settings cannot be written.", reason=Reason.STORAGE, remedy="The earlier settings are kept."
        ) from error
