"""Says things on the terminal: lines without what a terminal would obey, and JSON as other programs read it."""

from __future__ import annotations

import json
from collections.abc import Iterable

import click

from panel_desk.services.files import shown


def say(lines: Iterable[str]) -> None:
    """Print lines; text from files and cells can neither move the cursor, colour the screen nor begin a line."""
    click.echo("\n".join(shown(line.replace("\r\n", "\n").replace("\n", " ↵ ")) for line in lines))


def warn(lines: Iterable[str]) -> None:
    """Print lines where they are no part of what is asked for: on standard error."""
    click.echo("\n".join(shown(line) for line in lines), err=True)


def say_json(data: object) -> None:
    """Print a value as JSON, with every character as it is."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2, default=str))
