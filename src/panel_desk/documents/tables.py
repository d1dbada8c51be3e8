"""Tables of a document: cells, column widths measured from their text, and the tags of rows and headers."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import TableStyle

from panel_desk.documents import style
from panel_desk.documents.tagging.elements import Element
from panel_desk.documents.tagging.flowables import Run, TaggedTable, para, table
from panel_desk.documents.tagging.typeface import width

_WIDEST_SHARE = 0.5
_LONGEST_WORD_SHARE = 0.26
_MOST_GROWTH = 0.9
_WIDEST_NUMBER = 92.0
"""Points that a column of numbers gets where there is room."""
_RIGHT = MappingProxyType({style.CELL.name: style.CELL_RIGHT, style.CELL_DENSE.name: style.CELL_DENSE_RIGHT})
"""How a cell looks in a column of numbers."""
_MEASURED = 100
"""Characters of a line that are measured; a longer one fills any column."""


class Column(NamedTuple):
    """A column as its header says it."""

    heading: str
    right: bool = False
    tight: bool = False
    """Never wider than its text: dates, numbers, references."""
    weight: float = 1.0
    """How much of the room a column gets where there is too little for all."""


class CellLine(NamedTuple):
    """One paragraph of a cell."""

    runs: tuple[Run, ...]
    style: ParagraphStyle = style.CELL


Cell = tuple[CellLine, ...]


def ruled_table(
    columns: Sequence[Column],
    rows: Sequence[Sequence[Cell]],
    parent: Element,
    *,
    widths: Sequence[float] | None = None,
    row_headers: bool = False,
    totals: Collection[int] = (),
    dense: bool = False,
    look: TableStyle | None = None,
    shape: style.Shape = style.UPRIGHT,
) -> TaggedTable:
    """A table with a header row, as wide as the text.

    Args:
        columns: Its headings, ready for the page.
        rows: Its cells; there must be one row at least, for a header over nothing is no table to a screen reader.
        parent: The element it belongs to.
        widths: In points; measured from the text where not given.
        row_headers: Whether the first column names its row.
        totals: Places of the rows that sum up those above: a line parts them.
        dense: Small type and little space, for many columns; headings break over lines.
        look: Of a table that is not dense; ``style.RULED`` where not given.
        shape: Of the page it stands on.
    """
    node = Element("Table", parent)
    heads = _header_row(columns, node, dense=dense)
    body = Element("TBody", node)
    cells = [heads, *(_row(row, columns, body, row_headers=row_headers) for row in rows)]
    look = style.DENSE if dense else look or style.RULED
    if totals:
        look = TableStyle([("LINEABOVE", (0, n + 1), (-1, n + 1), 0.7, style.TEXT, "butt") for n in totals], look)
    across = widths or column_widths(columns, rows, shape.column, dense=dense)
    return table(cells, across, look, page_room=shape.room, header_rows=1)


def labelled_table(
    rows: Sequence[tuple[Cell, Cell]], parent: Element, label_width: float, shape: style.Shape = style.UPRIGHT
) -> TaggedTable:
    """Labels on the left, values on the right, without lines."""
    body = Element("TBody", Element("Table", parent))
    columns = (Column(""), Column(""))
    cells = [_row(row, columns, body, row_headers=True) for row in rows]
    return table(cells, (label_width, shape.column - label_width), style.LABELLED, page_room=shape.room, after=7)


def box(lines: Sequence[CellLine], parent: Element, look: style.Box, shape: style.Shape = style.UPRIGHT) -> TaggedTable:
    """Paragraphs in a tinted box."""
    group = Element("Div", parent)
    inside = [para(line.runs, line.style, Element("P", group)) for line in lines]
    made = table([[inside]], (shape.column,), look.look, page_room=shape.room, before=7, after=11)
    made.bar = look.bar
    return made


def _header_row(columns: Sequence[Column], node: Element, *, dense: bool) -> list[Any]:
    left, right = (style.HEAD_DENSE, style.HEAD_DENSE_RIGHT) if dense else (style.HEAD, style.HEAD_RIGHT)
    row = Element("TR", Element("THead", node))
    return [
        para(
            (Run(column.heading),),
            right if column.right else left,
            Element("TH", row, scope="Column", header=True),
        )
        for column in columns
    ]


def _row(cells: Sequence[Cell], columns: Sequence[Column], body: Element, *, row_headers: bool) -> list[Any]:
    row = Element("TR", body)
    drawn: list[Any] = []
    for place, (cell, column) in enumerate(zip(cells, columns, strict=True)):
        named = row_headers and place == 0
        node = Element("TH", row, scope="Row") if named else Element("TD", row)
        if len(cell) == 1:
            drawn.append(_cell_para(cell[0], column, node))
        else:
            drawn.append([_cell_para(line, column, Element("P", node)) for line in cell])
    return drawn


def _cell_para(line: CellLine, column: Column, node: Element) -> Any:  # noqa: ANN401  # reportlab has no types
    look = _RIGHT.get(line.style.name, line.style) if column.right else line.style
    return para(line.runs, look, node)


def column_widths(
    columns: Sequence[Column], rows: Sequence[Sequence[Cell]], across: float = style.COLUMN, *, dense: bool = False
) -> list[float]:
    """Widths that give every column what its text needs, so that no “Overdue” breaks over two lines."""
    natural, least = _measure(columns, rows, across, dense=dense)
    room = across - sum(natural)
    return _loosened(columns, natural, room) if room >= 0 else _levelled(columns, natural, least, across)


def number_widths(
    columns: Sequence[Column], rows: Sequence[Sequence[Cell]], across: float, *, dense: bool = False
) -> list[float]:
    """Widths for a table of numbers: all columns but the first equally wide, and near enough to be compared."""
    natural, _ = _measure(columns, rows, across, dense=dense)
    label, numbers = natural[0], natural[1:]
    if not numbers or label + max(numbers) * len(numbers) > across:
        return column_widths(columns, rows, across, dense=dense)
    each = max(*numbers, min((across - label) / len(numbers), _WIDEST_NUMBER))
    return [across - each * len(numbers), *[each] * len(numbers)]


def _loosened(columns: Sequence[Column], natural: Sequence[float], room: float) -> list[float]:
    """Columns that may grow do so in proportion, none beyond reason; what is left goes to the last of them."""
    across = room + sum(natural)
    loose = [place for place, column in enumerate(columns) if not column.tight] or list(range(len(columns)))
    growth = min(room / sum(natural[place] for place in loose), _MOST_GROWTH)
    widths = [wide * (1 + growth) if place in loose else wide for place, wide in enumerate(natural)]
    widths[loose[-1]] += across - sum(widths)
    return widths


def _levelled(
    columns: Sequence[Column], natural: Sequence[float], least: Sequence[float], across: float
) -> list[float]:
    """The widest columns give way first, down to one level by their weights, but never below their longest word."""
    if sum(least) >= across:
        return [narrow * across / sum(least) for narrow in least]

    def at(level: float) -> list[float]:
        weights = [column.weight for column in columns]
        return [max(min(w, level * h), n) for w, n, h in zip(natural, least, weights, strict=True)]

    low, high = 0.0, max(natural)
    for _ in range(30):
        level = (low + high) / 2
        low, high = (level, high) if sum(at(level)) <= across else (low, level)
    return at(low)


def _measure(
    columns: Sequence[Column], rows: Sequence[Sequence[Cell]], across: float, *, dense: bool
) -> tuple[list[float], list[float]]:
    """For every column the width of its widest line and of its longest word, each within reason."""
    natural: list[float] = []
    least: list[float] = []
    for place, column in enumerate(columns):
        gap = (style.DENSE_GAP if dense else style.CELL_GAP) if place < len(columns) - 1 else 0.0
        heading = _heading_width(column.heading, dense=dense)
        lines = [line for row in rows for line in row[place]]
        widest = max((_line_width(line) for line in lines), default=0.0)
        longest = max((_word_width(line) for line in lines), default=0.0)
        wide = min(max(heading, widest), across * (0.3 if column.tight else _WIDEST_SHARE)) + gap + 0.5
        narrow = wide if column.tight else min(max(heading, longest) + gap + 0.5, wide, across * _LONGEST_WORD_SHARE)
        natural.append(wide)
        least.append(narrow)
    return natural, least


def _heading_width(heading: str, *, dense: bool) -> float:
    """Of a heading, which in a dense table may break between its words."""
    look = style.HEAD_DENSE if dense else style.HEAD
    parts = (heading.split(" ") if dense else [heading]) or [""]
    return max(width(part, look.fontName, look.fontSize) for part in parts)


def _line_width(line: CellLine) -> float:
    total = 0.0
    for run in line.runs:
        longest = max(run.text.split("\n"), key=len)[:_MEASURED]
        total += width(longest, run.font or line.style.fontName, run.size or line.style.fontSize)
    return total


def _word_width(line: CellLine) -> float:
    words = [(word, run) for run in line.runs for word in run.text.split()]
    if not words:
        return 0.0
    word, run = max(words, key=lambda pair: len(pair[0]))
    return width(word[:_MEASURED], run.font or line.style.fontName, run.size or line.style.fontSize)
