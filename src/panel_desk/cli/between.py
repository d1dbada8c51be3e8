"""What the commands for the work between the meetings share: the desk they open, days as they are typed, files out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from panel_desk.cli.opening import open_desk, passphrase_option, who_acts
from panel_desk.domain.calendar import england_day
from panel_desk.domain.errors import refused
from panel_desk.domain.ids import PersonId
from panel_desk.services.desk import Desk

F = TypeVar("F", bound=Callable[..., Any])


class Day(click.ParamType[date]):
    """A day as ``2026-11-22``."""

    name = "DATE"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day that was typed."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is no day. Write it as 2026-11-22.", param, ctx)


DAY = Day()


def listing_options(function: F) -> F:
    """Adds what every list takes: the desk, JSON, a file with its recipient, and who gives it out."""
    for option in (
        passphrase_option,
        click.option("--as", "name", help="Who gives it out, by name; otherwise the desk's only administrator."),
        click.option("--for", "recipient", help="Who is to have the file; it is entered in the register of exports."),
        click.option("--out", type=click.Path(path_type=Path), help="Write it to a file: .pdf, .xlsx or .csv."),
        click.option("--json", "as_json", is_flag=True, help="Print it as JSON."),
        click.option("--desk", "folder", type=click.Path(path_type=Path), help="The folder of the desk."),
    ):
        function = option(function)
    return function


def deed_options(function: F) -> F:
    """Adds what every deed takes: the desk, and who does it."""
    for option in (
        passphrase_option,
        click.option("--as", "name", help="Who does it, by name; otherwise the desk's only administrator."),
        click.option("--desk", "folder", type=click.Path(path_type=Path), help="The folder of the desk."),
    ):
        function = option(function)
    return function


def needed(folder: Path | None) -> Path:
    """The folder, which a list and its deeds both need; a deed takes it from before its own name too."""
    parent = click.get_current_context().parent
    found = folder or (parent.params.get("folder") if parent is not None else None)
    if not isinstance(found, Path):
        raise click.UsageError("Which desk is meant? Give its folder: --desk DIR.")
    return found


@contextmanager
def acting(
    folder: Path | None, name: str | None, passphrase_file: Path | None
) -> Iterator[tuple[Desk, PersonId, date]]:
    """The desk opened for a deed, who does it, and the day today."""
    with open_desk(needed(folder), passphrase_file) as desk:
        yield desk, who_acts(desk, name), england_day(desk.book.now())


def refuse_nameless(out: Path | None, recipient: str | None) -> None:
    """Refuse a file for nobody.

    Raises:
        DeskError: where a file is to be written and nobody is named who is to have it.
    """
    if out is not None and not (recipient or "").strip():
        raise refused("Who is to have this file?", "Say it: --for RECIPIENT.")
