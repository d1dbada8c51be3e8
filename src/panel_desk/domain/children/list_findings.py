"""What was found in a case list row by row, as the record keeps it: to look at later, and to send to its source."""

from __future__ import annotations

from enum import Enum

from msgspec import Struct


class FindingKind(Enum):
    """What came of the rows it was found in."""

    REPAIRED = "repaired"
    NOT_USABLE = "not usable"
    WARNING = "warning"


class ListFinding(Struct, frozen=True, kw_only=True, gc=False, omit_defaults=True):
    """One thing found, with every row it was found in."""

    kind: FindingKind
    column: str = ""
    """The heading; empty where the row as a whole is meant."""
    read: str = ""
    became: str = ""
    """Of a repair; empty where the cell was left empty."""
    why: str = ""
    rows: tuple[int, ...] = ()
    """The file's own row numbers, from 1."""


MOST_FINDINGS = 5000
"""Kept of one list; a list with more is wrong as a whole, and its first five thousand show it."""
