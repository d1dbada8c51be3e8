"""One sheet as it was read: rows of plain cells, and what must be said about the reading."""

from __future__ import annotations

import string
from datetime import date, datetime

from msgspec import Struct

MAX_ROWS = 200_000
MAX_COLUMNS = 512


class Day(Struct, frozen=True, array_like=True, tag=0):
    """A workbook's date cell without a time of day."""

    on: date


class Moment(Struct, frozen=True, array_like=True, tag=1):
    """A workbook's date cell with a time of day."""

    at: datetime


Cell = None | str | float | Day | Moment
"""Numbers are floats, as workbooks hold them; TRUE and FALSE are words."""


class Sheet(Struct, frozen=True, kw_only=True, array_like=True):
    """A visible sheet of a workbook, from its cell A1."""

    name: str
    rows: list[list[Cell]]
    merged: list[tuple[int, int, int, int]] = []
    """First row, first column, last row, last column, from 0."""
    cut_at_row: int = 0
    """The row, from 1, from which on nothing was read, because a long stretch of blank rows lies before it; 0: none."""
    cut_columns: int = 0
    """How many rows have cells right of the last column that is read."""


class Grid(Struct, frozen=True, kw_only=True):
    """What a file holds, before anything is understood."""

    sheets: tuple[Sheet, ...]
    hidden_sheets: tuple[str, ...] = ()
    encoding: str = ""
    """A text file's encoding, in a person's words; empty for workbooks."""
    delimiter: str = ""
    notes: tuple[str, ...] = ()


def shown(cell: Cell) -> str:
    """A cell as a person sees it: dates the British way, whole numbers without a decimal point."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, Day):
        return f"{cell.on:%d/%m/%Y}"
    if isinstance(cell, Moment):
        return f"{cell.at:%d/%m/%Y %H:%M}"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    return ""


def is_blank(cell: Cell) -> bool:
    """Whether the cell holds nothing but spaces."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def column_letter(index: int) -> str:
    """The letters above a column, from index 0: ``A``, ``Z``, ``AA``."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = string.ascii_uppercase[rest] + letters
    return letters
