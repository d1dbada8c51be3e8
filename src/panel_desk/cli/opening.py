"""Opens a desk for a command: which folder, and its passphrase from a file or typed without being shown."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from panel_desk.domain.errors import DeskError, Reason, refused
from panel_desk.domain.ids import PersonId
from panel_desk.domain.people import Role
from panel_desk.services import unlocking
from panel_desk.services.desk import Desk
from panel_desk.services.files import read_file

F = TypeVar("F", bound=Callable[..., Any])
_LONGEST_PASSPHRASE_FILE = 4096


def passphrase_option(function: F) -> F:
    """Adds ``--passphrase-file`` to a command."""
    return click.option(
        "--passphrase-file",
        type=click.Path(path_type=Path),
        help="A file whose first line is the passphrase; otherwise it is asked for.",
    )(function)


def read_passphrase(passphrase_file: Path | None) -> str:
    """The passphrase from the file's first line, as typed now, or from what another program sends."""
    if passphrase_file is None and sys.stdin is not None and not sys.stdin.isatty():
        if not (line := sys.stdin.readline()):
            raise click.Abort
        return line.rstrip("\r\n")
    if passphrase_file is None:
        typed: str = click.prompt("Passphrase", hide_input=True, err=True)
        return typed
    content = read_file(passphrase_file, largest=_LONGEST_PASSPHRASE_FILE)
    try:
        lines = content.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise DeskError("The passphrase file is not text.", reason=Reason.BAD_FILE) from error
    return lines[0] if lines else ""


def open_desk(folder: Path, passphrase_file: Path | None) -> Desk:
    """The desk in a folder, opened: with the passphrase of the file, by the keyring, or with one that is asked for.

    Raises:
        DeskError: where there is none, or the passphrase is wrong.
    """
    if passphrase_file is not None:
        return Desk.open(folder, read_passphrase(passphrase_file))
    return unlocking.open_desk(folder, lambda: read_passphrase(None))


def who_acts(desk: Desk, name: str | None) -> PersonId:
    """Who does what a command does: somebody by name, or the desk's only administrator.

    Raises:
        DeskError: where nobody has that name, or the desk has more than one administrator.
    """
    if name is not None:
        return desk.people.named(name).id
    administrators = [one.person for one in desk.people.possible_at_desk() if one.role is Role.ADMINISTRATOR]
    if len(administrators) != 1:
        raise refused("The desk has more than one administrator.", "Say who it is: --as NAME.")
    return administrators[0].id
