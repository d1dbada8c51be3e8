"""The ``panel-desk`` command: finds the command asked for, and turns every failure into a sentence and an exit code.

Exit codes: 0 done, 1 a sentence on stderr says why not, 2 the command was not understood, 130 cancelled.
"""

from __future__ import annotations

import importlib
import io
import logging
import os
import sys
from collections.abc import Sequence
from importlib.metadata import version
from typing import cast

import click

from panel_desk.domain.errors import DeskError

_COMMANDS = {
    "demo": "Run the whole job on fictional case lists.",
    "check-list": "Show what a case list holds; nothing is written.",
    "record": "Record a meeting from captured lines.",
    "close": "Close a meeting, and make its papers.",
    "missing": "Show missing episodes, their 72-hour clocks and the four measures.",
    "cross-reference": "Show who goes missing most and carries a marker, each flag with why.",
    "pathway": "Show and keep the register of the enhanced pathway.",
    "profile": "Show the exploitation profile of a period, in full or as a public copy.",
    "published-year": "Enter the figures of a year before the desk, as published.",
    "voice": "Show what children and families said, and what changed.",
    "plan": "Show the strategy's action plan, and keep it.",
    "places": "Show places of concern and what is offered there, and keep them.",
    "subject-access": "Gather everything held on one child, third parties taken out.",
    "retention": "Show what is due to go, hold it, and purge it.",
    "verify": "Check signed minutes.",
    "trust": "Import a trust file by its fingerprint.",
    "audit": "Check that a desk's record is whole.",
    "doctor": "Tell what this computer offers the desk.",
    "backup": "Back up a desk, and try whether the backup would restore.",
    "keyring": "Let this computer open a desk without its passphrase.",
}
"""Name and short help. Each lives in a module of its own, imported only when it runs, so that every start is quick."""


class LazyGroup(click.Group):
    """Imports a command's module when the command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All commands, in the order a new reader meets them."""
        del ctx
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        del ctx
        if cmd_name not in _COMMANDS:
            return None
        module = importlib.import_module(f"panel_desk.cli.{cmd_name.replace('-', '_')}")
        return cast(click.Command, module.command)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(version("panel-desk"), prog_name="panel-desk")
def group() -> None:
    """Panel Desk prepares, records and signs SAFE and MACE panels.

    Example: panel-desk verify minutes.pdf --trust council.paneltrust
    """


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Returns:
        The exit code; the console script hands it to the shell.
    """
    _start_log(os.environ.get("PANEL_DESK_LOG", ""))
    try:
        result = group.main(args=arguments, prog_name="panel-desk", standalone_mode=False)
    except (DeskError, click.ClickException, click.Abort, click.exceptions.Exit, BrokenPipeError) as error:
        return _told(error)
    except Exception as fault:
        logging.getLogger(__name__).debug("fault", exc_info=fault)
        click.echo(
            f"Panel Desk made a mistake ({type(fault).__name__}), and stopped. What was recorded before is kept. "
            "Run it again with PANEL_DESK_LOG=DEBUG and send the report to whoever looks after Panel Desk.",
            err=True,
        )
        return 1
    return result if isinstance(result, int) else 0


def _start_log(wanted: str) -> None:
    """Libraries log names and texts, so theirs is never shown; ours is, where it is asked for."""
    if not logging.getLogger().handlers:
        logging.getLogger().addHandler(logging.NullHandler())
    if wanted:
        from panel_desk.services.logs import show_log  # noqa: PLC0415 - seldom wanted

        show_log(wanted)


def _told(error: BaseException) -> int:
    """Say an expected end in a sentence; its exit code."""
    match error:
        case DeskError():
            click.echo(str(error), err=True)
        case click.exceptions.Exit():
            return error.exit_code
        case click.Abort():
            click.echo("Cancelled. Nothing is half-done.", err=True)
            return 130
        case click.ClickException():
            error.show()
            return error.exit_code
        case _:
            # Whoever read the output has stopped reading, as `head` does; there is nobody left to tell.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 1


def run() -> None:
    """The console script: where the terminal or pipe cannot show a character, its number stands instead."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    sys.exit(main())
