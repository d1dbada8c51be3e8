"""What is said of a case list: repairs, problems and skipped rows, told by the file's own row numbers and headings."""

from __future__ import annotations

from enum import Enum

from msgspec import Struct


class Repair(Struct, frozen=True, gc=False):
    """One cell that was read as something other than what it says."""

    row: int
    """The file's own row number, from 1, as a person sees it."""
    column: str
    """The column's heading."""
    read: str
    became: str
    """Empty where the cell was taken as saying nothing."""
    why: str


class Weight(Enum):
    """What a problem does to its row."""

    REJECTS = "not usable"
    WARNS = "warning"


class Problem(Struct, frozen=True, gc=False):
    """Why a row is not usable, or what a person should look at in a usable one."""

    row: int
    column: str
    """Empty where the row as a whole is meant."""
    why: str
    weight: Weight


class Skipped(Struct, frozen=True):
    """Rows that are no cases: banners, totals, blank rows, repeated headings."""

    first_row: int
    last_row: int
    read: str
    """What the row says, shortened; empty for blank rows."""
    why: str


class Reading(Struct, frozen=True, gc=False):
    """What one cell was read as. Equal cells of a column share one reading."""

    value: object = None
    became: str | None = None
    """How the value shows after a repair; None where the cell was taken as it is."""
    why: str = ""
    """Why it was repaired."""
    warning: str = ""
    failed: str = ""
    """Why the cell cannot be used at all; the field decides whether that rejects the row."""


NOTHING = Reading()
"""An empty cell."""


def shortened(text: str, limit: int = 200) -> str:
    """Text for a finding: not longer than ``limit`` characters, control characters as their pictures (``␛``)."""
    cut = text if len(text) <= limit else f"{text[:limit]}…"
    if cut.isprintable():
        return cut
    return "".join(c if c == "\n" or c.isprintable() or (c.isspace() and c > "\x20") else _picture(c) for c in cut)


def _picture(control: str) -> str:
    return chr(0x2400 + ord(control)) if ord(control) < 32 else "�"
