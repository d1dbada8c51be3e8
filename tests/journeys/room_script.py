"""A meeting written down line by line, as the minute-taker types it; ``room/safe-2026-11.txt`` tells the marks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time
from enum import Enum
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace
from tests.services.desk_builders import ENGLAND

ROOM = Path(__file__).parent / "room"


class RoomClock:
    """Stands where the script has come to."""

    def __init__(self, at: datetime) -> None:
        self._at = at

    def __call__(self) -> datetime:
        """The time."""
        return self._at

    def set(self, at: datetime) -> None:
        """Stand at another time."""
        self._at = at


class Typed(Enum):
    """Where a step of the script goes."""

    LINE = "line"
    WORDS = "words"
    """Into the item's own words, as a paragraph of its own."""
    ACTION_OF_WORDS = "action of words"
    """The paragraph that was typed last becomes this action."""
    CHECK = "check"
    """Nothing is typed: something must be so."""


class Step(Struct, frozen=True, kw_only=True):
    """One thing that is typed."""

    typed: Typed
    text: str
    at: datetime
    refused: str = ""
    """What the refusal says, where the desk must refuse it."""
    number: int = 0
    """The line of the script."""


_MARKS = {"| ": Typed.WORDS, "^ ": Typed.ACTION_OF_WORDS, "* ": Typed.CHECK}


def read_script(name: str) -> tuple[Step, ...]:
    """The steps of a script in ``room/``."""
    steps: list[Step] = []
    at = datetime.min.replace(tzinfo=UTC)
    for number, line in enumerate((ROOM / f"{name}.txt").read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        mark, rest = line[:2], line[2:]
        if mark == "@ ":
            at = _moment(at, rest)
        elif mark == "! ":
            steps[-1] = replace(steps[-1], refused=rest)
        else:
            typed = _MARKS.get(mark, Typed.LINE)
            steps.append(Step(typed=typed, text=rest if mark in _MARKS else line, at=at, number=number))
    return tuple(steps)


def _moment(before: datetime, words: str) -> datetime:
    """``2026-11-19 10:00``, or ``10:00`` of the same day."""
    day, _, hour = words.rpartition(" ")
    on = date.fromisoformat(day) if day else before.astimezone(ENGLAND).date()
    return datetime.combine(on, time.fromisoformat(hour), ENGLAND).astimezone(UTC)


def lines_of(steps: Iterable[Step], clock: RoomClock) -> Iterator[str]:
    """The script as ``panel-desk record`` takes it, the clock set for each line as it is taken.

    What is refused or checked is left out. Without a window a paragraph that becomes an action stays a paragraph too.
    """
    for step in steps:
        if step.typed is not Typed.CHECK and not step.refused:
            clock.set(step.at)
            yield step.text


def expected(name: str) -> str:
    """The minutes that the script must give, as they were written down by hand."""
    return (ROOM / f"{name}.minutes.txt").read_text(encoding="utf-8")
