"""Finds the heading lines below banners, the sheet that holds the list, and what kind of list it is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct

from panel_desk.caselists.aliases import AliasTable, heading_key
from panel_desk.caselists.columns import Column, How, match_columns
from panel_desk.caselists.detect import bad_file
from panel_desk.caselists.grid import Cell, Grid, Sheet, column_letter, is_blank, shown
from panel_desk.domain.cases import ListKind

_SEARCHED_ROWS = 60
_LIST_NUMBER = re.compile(r"(?:^|\D)list\W*_?0?(\d{1,2})(?!\d)|^(\d{1,2})$", re.IGNORECASE)


class Header(Struct, frozen=True, kw_only=True):
    """Where the headings are and what they say."""

    sheet: Sheet
    row: int
    """Index of the last heading line; data begins below."""
    first_row: int
    """Index of the first heading line."""
    columns: tuple[Column, ...]
    table: AliasTable
    score: float


def find_header(
    grid: Grid,
    tables: Sequence[AliasTable],
    *,
    sheet: str | None,
    kind: ListKind | None,
    remembered: Mapping[str, str],
    file_name: str,
) -> Header:
    """The best heading line of the best sheet.

    Args:
        grid: The file's sheets.
        tables: All kinds of list.
        sheet: The sheet a person chose, or None.
        kind: The kind a person chose, or None.
        remembered: Columns a person chose.
        file_name: Decides only between kinds that the headings leave open.

    Raises:
        DeskError: ``BAD_FILE`` where no line looks like headings of a case list.
    """
    usable = [t for t in tables if kind is None or t.kind is kind]
    named = [s for s in grid.sheets if sheet is None or s.name == sheet]
    found = [h for s in _annex_a(named) or named if (h := _of_sheet(s, usable, remembered, file_name))]
    if not found:
        raise bad_file(
            "No line of the file looks like the headings of a case list.",
            "A list needs a line of headings such as “LCS ID”, “Name”, “D.O.B” above its rows.",
        )
    return max(found, key=lambda h: h.score)


def is_annex_a(sheets: Sequence[Sheet]) -> bool:
    """Whether a workbook is Ofsted's Annex A: at least five sheets named by list number."""
    return len({n for s in sheets if (n := _list_number(s.name))}) >= 5


def _annex_a(sheets: Sequence[Sheet]) -> list[Sheet]:
    """Of Annex A, list 8 (children in care); of any other workbook nothing."""
    return [s for s in sheets if _list_number(s.name) == 8] if is_annex_a(sheets) else []


def _list_number(name: str) -> int:
    found = _LIST_NUMBER.search(name.strip())
    return int(found.group(1) or found.group(2)) if found else 0


def _of_sheet(
    sheet: Sheet, tables: Sequence[AliasTable], remembered: Mapping[str, str], file_name: str
) -> Header | None:
    rows = sheet.rows[:_SEARCHED_ROWS]
    keys: set[str] = set().union(*(t.fields.keys() | t.left_alone for t in tables)) | set(map(heading_key, remembered))
    scored = [(_known(i, sheet, keys), -i) for i in range(len(rows))]
    best = max(scored, default=(0, 0))[0]
    candidates = [-i for score, i in scored if score >= max(1, best - 2)] if best >= 2 else range(len(rows))
    found = [h for i in list(candidates)[:12] for h in _candidates(sheet, i, tables, remembered, file_name)]
    return max(found, key=lambda h: h.score, default=None)


def _known(index: int, sheet: Sheet, keys: set[str]) -> int:
    """How many cells of a line, alone or with the line above, are headings that are known."""
    texts, groups = _lines(sheet, index)
    alone = {k for t in texts if t and (k := heading_key(t)) in keys}
    both = {k for t, g in zip(texts, groups, strict=True) if t and g and (k := heading_key(f"{g} {t}")) in keys}
    above = {k for t, g in zip(texts, groups, strict=True) if not t and g and (k := heading_key(g)) in keys}
    return len(alone | both | above) if alone or both else 0


def _lines(sheet: Sheet, index: int) -> tuple[list[str], list[str]]:
    """A line's texts, and the texts of the line above it, each filled to the right over its empty cells."""
    row = sheet.rows[index]
    above = sheet.rows[index - 1] if index else []
    width = max(len(row), len(above))
    texts = [_text(row, c) for c in range(width)]
    groups, last = [], ""
    is_line = sum(1 for cell in above if not is_blank(cell)) >= 2 and all(isinstance(c, str | None) for c in above)
    for c in range(width if is_line else 0):
        last = _text(above, c) or (last if texts[c] else "")
        groups.append(last)
    return texts, groups or [""] * width


def _text(row: Sequence[Cell], column: int) -> str:
    cell = row[column] if column < len(row) else None
    return " ".join(shown(cell)[:300].split())


def _candidates(
    sheet: Sheet, index: int, tables: Sequence[AliasTable], remembered: Mapping[str, str], file_name: str
) -> list[Header]:
    texts, groups = _lines(sheet, index)
    if not any(texts) or _looks_like_values(texts):
        return []
    own = [t or g for t, g in zip(texts, groups, strict=True)]
    above = [g if t else "" for t, g in zip(texts, groups, strict=True)]
    filled = _filled(sheet.rows[index + 1 :], len(own))
    headings = unique_headings(own, filled)
    first = index - 1 if any(groups) else index
    found = []
    for table in tables:
        columns = match_columns(headings, above, table, remembered=remembered, filled=filled)
        score = _score(columns, headings, table, file_name, chosen=len(tables) == 1)
        if score >= 2:
            found.append(
                Header(
                    sheet=sheet, row=index, first_row=first, columns=columns, table=table, score=score - index / 1000
                )
            )
    return found


def _looks_like_values(texts: Sequence[str]) -> bool:
    """Whether a line is rather a case than headings: a third of its texts are numbers or dates."""
    filled = [text for text in texts if text]
    values = sum(1 for text in filled if any(map(str.isdigit, text)) and not any(map(str.isalpha, text)))
    return values * 3 >= len(filled)


def _filled(rows: Sequence[Sequence[Cell]], width: int) -> list[int]:
    """How many cells of each column are filled, over the first rows: enough to choose between two columns."""
    counts = [0] * width
    for row in rows[:500]:
        for c, cell in enumerate(row[:width]):
            counts[c] += not is_blank(cell)
    return counts


def unique_headings(texts: Sequence[str], filled: Sequence[int]) -> list[str]:
    """Headings made unique; a column with cells but no heading is called by its letter."""
    seen: dict[str, int] = {}
    headings = []
    for index, text in enumerate(texts):
        heading = text or (f"(column {column_letter(index)})" if filled[index] else "")
        seen[heading] = seen.get(heading, 0) + 1
        headings.append(f"{heading} ({seen[heading]})" if heading and seen[heading] > 1 else heading)
    return headings


def _score(
    columns: Sequence[Column], headings: Sequence[str], table: AliasTable, file_name: str, *, chosen: bool
) -> float:
    """How well a kind fits: fields found, what speaks for it, what speaks against it."""
    fields = {c.field for c in columns if c.field}
    keys = {heading_key(h) for h in headings if h}
    signals = table.signals & (fields | keys)
    if not chosen and (
        any(need not in fields for need in table.needs)
        or (table.any_of and not fields & set(table.any_of))
        or len(signals) < table.least_signals
        or any(key in keys for key in table.refuses)
    ):
        return 0
    likely = sum(0.25 for c in columns if c.how is How.LIKENESS)
    named = 0.5 if table.kind.value.rstrip("s") in file_name.casefold() else 0.0
    return len(fields) + 2 * len(signals) + named - likely if len(fields) > 1 else 0
