"""Finds the heading lines below banners, the sheet that holds the list, and what kind of list it is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct, structs

from panel_desk.caselists.aliases import AliasTable, heading_key
from panel_desk.caselists.columns import Column, How, lines_above, match_columns
from panel_desk.caselists.detect import bad_file
from panel_desk.caselists.grid import Cell, Grid, Sheet, column_letter, is_blank, shown
from panel_desk.domain.children.cases import ListKind
from panel_desk.domain.errors import DeskError

_SEARCHED_ROWS = 60
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = re.compile(
    r"(?<![a-z])(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])(?:[\s_'’.-]*((?:20)?\d{2})(?!\d))?",
    re.IGNORECASE,
)
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
    rivals: tuple[str, ...] = ()
    """Other sheets that look as much like a case list: months, teams."""


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
        raise _no_headings(grid.hidden_sheets)
    best = max(found, key=lambda h: (round(h.score * 2), month_of(h.sheet.name), h.score))
    rivals = [h.sheet.name for h in found if h is not best and h.score > best.score - 1.5 and h.table is best.table]
    return structs.replace(best, rivals=tuple(rivals))


def _no_headings(hidden: Sequence[str]) -> DeskError:
    remedy = "A list needs a line of headings such as “LCS ID”, “Name”, “D.O.B” above its rows."
    if hidden:
        names = ", ".join(f"“{name}”" for name in hidden)
        remedy = f"Hidden sheets were not read: {names}. If one holds the list, show it and save."
    return bad_file("No line of the file looks like the headings of a case list.", remedy)


def month_of(name: str) -> int:
    """The month a sheet is named by, later ones larger; 0 where it is named otherwise.

    Of two sheets that are equally good lists the latest month is the one that counts. Without a year, April comes
    first, as in a council's year.
    """
    found = _MONTH.search(name)
    if not found:
        return 0
    month = _MONTHS.index(found.group(1)[:3].casefold())
    year = int(found.group(2)[-2:]) if found.group(2) else None
    return 1 + (month - 3) % 12 if year is None else 1 + year * 12 + month


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
    pairs = [(t, over) for t, g in zip(texts, groups, strict=True) for over in lines_above(g)]
    alone = {k for t in texts if t and (k := heading_key(t)) in keys}
    both = {k for t, over in pairs if t and (k := heading_key(f"{over} {t}")) in keys}
    above = {k for t, over in pairs if not t and (k := heading_key(over)) in keys}
    return len(alone | both | above) if alone or both else 0


def _lines(sheet: Sheet, index: int) -> tuple[list[str], list[str]]:
    """A line's texts, and the one or two lines above it, each filled to the right over its empty cells.

    Where two lines lie above, their texts are parted by a line break, the upper first.
    """
    rows = sheet.rows
    width = max(len(row) for row in rows[max(0, index - 2) : index + 1])
    texts = [_text(rows[index], c) for c in range(width)]
    nearer = _filled_right(rows[index - 1], texts) if index else []
    if not nearer:
        return texts, [""] * width
    below = [t or _text(rows[index - 1], c) for c, t in enumerate(texts)]
    upper = _filled_right(rows[index - 2], below) if index > 1 else []
    return texts, [f"{u}\n{n}" if u else n for n, u in zip(nearer, upper or [""] * width, strict=True)]


def _filled_right(row: Sequence[Cell], below: Sequence[str]) -> list[str]:
    """A line above headings, its texts over the empty cells to their right; nothing where it is no such line."""
    if sum(1 for cell in row if not is_blank(cell)) < 2 or not all(isinstance(c, str | None) for c in row):
        return []
    filled, last = [], ""
    for c, text in enumerate(below):
        last = _text(row, c) or (last if text else "")
        filled.append(last)
    return filled


def _text(row: Sequence[Cell], column: int) -> str:
    cell = row[column] if column < len(row) else None
    return " ".join(shown(cell)[:300].split())


def _candidates(
    sheet: Sheet, index: int, tables: Sequence[AliasTable], remembered: Mapping[str, str], file_name: str
) -> list[Header]:
    texts, groups = _lines(sheet, index)
    if not any(texts) or _looks_like_values(texts):
        return []
    own = [t or " ".join(lines_above(g)[:1]) for t, g in zip(texts, groups, strict=True)]
    above = [g if t else "" for t, g in zip(texts, groups, strict=True)]
    filled = _filled(sheet.rows[index + 1 :], len(own))
    headings = unique_headings(own, filled)
    found = []
    for table in tables:
        columns = match_columns(headings, above, table, remembered=remembered, filled=filled)
        columns = _without_other_status(table, columns, sheet, index)
        if len(tables) > 1 and not _speaks_of(table, columns, sheet, index, file_name=file_name):
            continue
        first = index - _height(columns, groups)
        score = _score(columns, headings, table, file_name, chosen=len(tables) == 1)
        if score >= 2:
            found.append(
                Header(
                    sheet=sheet, row=index, first_row=first, columns=columns, table=table, score=score - index / 1000
                )
            )
    return found


def _height(columns: Sequence[Column], groups: Sequence[str]) -> int:
    """How many lines above the last one are headings: a second one only where it gave a column its meaning."""
    if not any(groups):
        return 0
    uppers = {g.partition("\n")[0] for g in groups if "\n" in g}
    used = any(c.why.startswith(f"under “{upper}") for c in columns for upper in uppers)
    return 2 if used else 1


def _without_other_status(
    table: AliasTable, columns: tuple[Column, ...], sheet: Sheet, index: int
) -> tuple[Column, ...]:
    """The columns without one called ``Status`` or ``Type`` that holds something else than kinds of episode."""
    kind = next((c for c in columns if c.field == "kind" and c.how is not How.CHOSEN), None)
    if not table.says or not kind or any(part in kind.heading.casefold() for part in table.says):
        return columns
    held = _kinds(sheet, index, kind)
    if not held or held & {"m", "a", "abs"} or any(part in text for text in held for part in (*table.says, "no appa")):
        return columns
    unused = structs.replace(kind, field="", how=How.NOT_USED, why="says nothing of missing or absent")
    return tuple(unused if c is kind else c for c in columns)


def _kinds(sheet: Sheet, index: int, kind: Column | None) -> set[str]:
    """What a column of kinds holds, over the first rows."""
    below = sheet.rows[index + 1 : index + 500]
    return {text for row in below if (text := _text(row, kind.index).casefold())} if kind else set()


def _speaks_of(table: AliasTable, columns: Sequence[Column], sheet: Sheet, index: int, *, file_name: str) -> bool:
    """Whether anything in a list's headings, banner, names or kinds says what this kind of list is about."""
    if not table.says:
        return True
    kinds = _kinds(sheet, index, next((c for c in columns if c.field == "kind"), None))
    banners = [shown(cell)[:300] for row in sheet.rows[:index] for cell in row[:12]]
    texts = " | ".join((file_name, sheet.name, *(c.heading for c in columns), *banners, *kinds)).casefold()
    return bool(kinds & {"m", "a"}) or any(part in texts for part in table.says)


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
