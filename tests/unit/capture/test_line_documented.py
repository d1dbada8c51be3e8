"""The help of the meeting room tells every command of the line, and no other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.unit.capture.capture_builders import BEFORE, ELSEWHERE, a_person, with_people

from panel_desk.domain.capture.commands import COMMANDS, Command
from panel_desk.domain.capture.reading import read

HELP = Path(__file__).parents[3] / "docs" / "help" / "meeting.md"


def the_line() -> str:
    """The section of the help."""
    found = re.search(r"## The line\n(.*?)(?=\n## |\Z)", HELP.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    return found[1]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.word)
def test_every_command_stands_in_the_help_with_its_example(command: Command) -> None:
    assert f"| `{command.example}` | {command.does} |" in the_line()


def test_the_help_tells_no_command_that_there_is_not() -> None:
    told = set(re.findall(r"^\| `/(\S+?)[ `]", the_line(), re.MULTILINE))
    assert told == {command.word for command in COMMANDS}


@pytest.mark.parametrize("who", ["police", "csc", "school", "nhs", "yjs", "police khan"])
def test_names_that_the_help_gives_are_understood(who: str) -> None:
    assert f"`{who}`" in the_line()
    assert read(f"/a {who}: ring by fri", BEFORE).deed is not None


@pytest.mark.parametrize(
    "day", ["fri", "next fri", "3d", "2w", "3m", "next week", "end of month", "12 dec", "12/12", "next panel"]
)
def test_days_that_the_help_gives_are_understood(day: str) -> None:
    assert f"`{day}`" in the_line()
    at = with_people(a_person("Kim Shaw", "health", None, ELSEWHERE))
    assert read(f"/a police: ring by {day}", at).deed is not None
