"""The front page tells of every command with every option, and of nothing that is not there."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from panel_desk.cli.main import group

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
ROWS = dict(re.findall(r"^\| `panel-desk ([\w-]+)([^`]*)`", README, re.MULTILINE))
CONTEXT = click.Context(group)
COMMANDS = group.list_commands(CONTEXT)


def options_of(name: str) -> set[str]:
    command = group.get_command(CONTEXT, name)
    assert command is not None
    return {flag for option in command.params if isinstance(option, click.Option) for flag in option.opts}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_stands_on_the_front_page_with_its_options(name: str) -> None:
    missing = {flag for flag in options_of(name) if flag not in ROWS[name]}
    assert missing <= {"--passphrase-file"}, "told once for all commands below the table"
    assert "--passphrase-file" in README


def test_the_front_page_tells_of_no_other_command_and_no_other_option() -> None:
    assert sorted(ROWS) == sorted(COMMANDS)
    for name, usage in ROWS.items():
        assert set(re.findall(r"--[\w-]+", usage)) <= options_of(name)


def test_the_front_page_gives_the_two_commands_for_a_fresh_clone() -> None:
    assert "\nmake demo" in README
    assert "\nmake test" in README
