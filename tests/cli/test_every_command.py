"""What holds for every command: help with an example, exit codes, one sentence for a failure, quick starts."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys

import click
import pytest
from tests.cli.cli_runs import Cli

from panel_desk.cli import main as entry
from panel_desk.cli.main import group

COMMANDS = group.list_commands(click.Context(group))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example_that_is_understood(cli: Cli, name: str) -> None:
    ran = cli(name, "--help")
    assert ran.code == 0
    example = re.search(r"Example: panel-desk (.*)", " ".join(ran.out.split()).split(" Options: ")[0])
    assert example is not None
    words = shlex.split(example[1])
    command = group.get_command(click.Context(group), words[0])
    assert words[0] == name
    assert command is not None
    command.make_context(name, words[1:])


def test_the_overview_lists_every_command(cli: Cli) -> None:
    ran = cli("--help")
    assert ran.code == 0
    assert all(name in ran.out for name in COMMANDS)


def test_the_version_is_told(cli: Cli) -> None:
    assert re.search(r"panel-desk.* \d+\.\d+", cli("--version").out)


@pytest.mark.parametrize("arguments", [("no-such",), ("verify",), ("audit",), ("demo", "--no-such")])
def test_what_is_not_understood_is_exit_code_2(cli: Cli, arguments: tuple[str, ...]) -> None:
    ran = cli(*arguments)
    assert ran.code == 2
    assert ran.err


def test_a_fault_of_ours_is_a_sentence_and_exit_code_1(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("case text that must not be shown")

    monkeypatch.setattr(entry.group, "main", lambda **_: broken())
    ran = cli("doctor")
    assert ran.code == 1
    assert "ZeroDivisionError" in ran.err
    assert "case text" not in ran.err


def test_ctrl_c_is_told_and_exit_code_130(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(**_: object) -> None:
        raise click.Abort

    monkeypatch.setattr(entry.group, "main", interrupted)
    ran = cli("doctor")
    assert (ran.code, ran.err) == (130, "Cancelled. Nothing is half-done.\n")


def test_the_overview_imports_no_heavy_library() -> None:
    code = (
        "import sys; from panel_desk.cli.main import main; main(['--help']);"
        "print(sorted({'reportlab', 'pikepdf', 'pyhanko', 'python_calamine', 'cryptography', 'sqlcipher3'}"
        " & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"
