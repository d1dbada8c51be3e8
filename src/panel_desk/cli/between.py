"""What commands that list something, or do one thing, share: their options, the desk, and how it is told or written."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click
from msgspec import Struct

from panel_desk.cli.opening import open_desk, passphrase_option, who_acts
from panel_desk.cli.progress import working
from panel_desk.cli.saying import say, say_json, warn
from panel_desk.domain.calendar import england_day
from panel_desk.domain.errors import refused
from panel_desk.domain.figures.reporting_year import Period, parse_period
from panel_desk.domain.ids import PersonId

F = TypeVar("F", bound=Callable[..., Any])
T = TypeVar("T")


class Day(click.ParamType[date]):
    """A day as ``2026-11-22`` or ``22/11/2026``."""

    name = "DATE"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day that was typed."""
        if isinstance(value, date):
            return value
        typed = str(value)
        try:
            return datetime.strptime(typed, "%d/%m/%Y" if "/" in typed else "%Y-%m-%d").date()  # noqa: DTZ007 - a day
        except ValueError:
            self.fail(f"{typed!r} is no day. Write it as 2026-11-22.", param, ctx)


DAY = Day()


class _Period(click.ParamType[Period]):
    """A period as it is written, refused before a desk is opened for it."""

    name = "PERIOD"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Period:
        """The period that was typed."""
        del param, ctx
        return value if isinstance(value, Period) else parse_period(str(value))


PERIOD = _Period()


class Listed(Struct, frozen=True, kw_only=True):
    """What a list shows, whichever way it is asked for."""

    sentences: tuple[str, ...]
    """What it comes to; said of a file that was written."""
    in_words: Callable[[], Iterable[str]]
    """As a person reads it."""
    report: Callable[[], object]
    """As other programs read it."""
    write: Callable[[PersonId, Path, str], object]
    """Write the file and enter it as an export: who gives it out, where, who is to have it."""
    warnings: tuple[str, ...] = ()
    """What whoever gives it out must know; no part of the list."""
    warnings_unwritten: tuple[str, ...] = ()
    """More of them, where no file is written."""


def listing(doing: str) -> Callable[[Callable[..., Listed]], Callable[..., None]]:
    """A command that shows a list: in words, as JSON, or as a file with its recipient.

    Args:
        doing: What is told while it lasts: ``Counting``.

    Returns:
        A decorator of the function that gives the list, called with the open desk, the day today and the options that
        are its own; it adds the options of every list. Of a group the list is what it shows without a deed.
    """

    def decorate(function: Callable[..., Listed]) -> Callable[..., None]:
        @_options(
            click.option("--json", "as_json", is_flag=True, help="Print it as JSON."),
            click.option("--out", type=click.Path(path_type=Path), help="Write it to a file: .pdf, .xlsx or .csv."),
            click.option(
                "--for", "recipient", help="Who is to have the file; it is entered in the register of exports."
            ),
        )
        @_desk_options("Who gives it out")
        @wraps(function)
        def run(
            *,
            folder: Path | None,
            as_json: bool,
            out: Path | None,
            recipient: str | None,
            name: str | None,
            passphrase_file: Path | None,
            **own: Any,  # noqa: ANN401 - the options of each list are its own
        ) -> None:
            if (deed_name := click.get_current_context().invoked_subcommand) is not None:
                if as_json or out is not None:
                    raise click.UsageError(f"{deed_name} shows no list: leave --json and --out out.")
                return
            refuse_nameless(out, recipient)
            with open_desk(needed(folder), passphrase_file) as desk, working(doing):
                listed = function(desk, england_day(desk.book.now()), **own)
                if out is not None:
                    listed.write(who_acts(desk, name), out, recipient or "")
            _show(listed, as_json=as_json, out=out)

        return run

    return decorate


def _show(listed: Listed, *, as_json: bool, out: Path | None) -> None:
    if as_json:
        say_json(listed.report())
    else:
        say([*listed.sentences, str(out)] if out is not None else listed.in_words())
    if warnings := (*listed.warnings, *(listed.warnings_unwritten if out is None else ())):
        warn(warnings)


def deed(function: Callable[..., Iterable[str]]) -> Callable[..., None]:
    """A command that does one thing on a desk.

    Args:
        function: Does it, called with the open desk, who does it, the day today and the options that are its own; gives
            the lines that say what became of it. The options of every deed are added.
    """

    @_desk_options("Who does it")
    @wraps(function)
    def run(
        *,
        folder: Path | None,
        name: str | None,
        passphrase_file: Path | None,
        **own: Any,  # noqa: ANN401 - the options of each deed are its own
    ) -> None:
        with open_desk(needed(folder), passphrase_file or _before("passphrase_file", Path)) as desk:
            actor = who_acts(desk, name or _before("name", str))
            say(function(desk, actor, england_day(desk.book.now()), **own))

    return run


def _desk_options(who: str) -> Callable[[F], F]:
    return _options(
        click.option("--desk", "folder", type=click.Path(path_type=Path), help="The folder of the desk."),
        click.option("--as", "name", help=f"{who}, by name; otherwise the desk's only administrator."),
        passphrase_option,
    )


def _options(*options: Callable[[F], F]) -> Callable[[F], F]:
    """The options one below the other, as they are given."""

    def decorate(function: F) -> F:
        for option in reversed(options):
            function = option(function)
        return function

    return decorate


def _before(option: str, kind: type[T]) -> T | None:
    """What was given before a deed's own name: ``panel-desk plan --desk demo/desk reach 2.1 1``."""
    parent = click.get_current_context().parent
    given = parent.params.get(option) if parent is not None else None
    return given if isinstance(given, kind) else None


def needed(folder: Path | None) -> Path:
    """The folder, which a list and its deeds both need; a deed takes it from before its own name too."""
    found = folder or _before("folder", Path)
    if found is None:
        raise click.UsageError("Which desk is meant? Give its folder: --desk DIR.")
    return found


def refuse_nameless(out: Path | None, recipient: str | None) -> None:
    """Refuse a file for nobody.

    Raises:
        DeskError: where a file is to be written and nobody is named who is to have it.
    """
    if out is not None and not (recipient or "").strip():
        raise refused("Who is to have this file?", "Say it: --for RECIPIENT.")
