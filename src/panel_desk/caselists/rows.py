"""Divides a sheet into cases and what is none, and reads each column's cells once."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import zip_longest

from msgspec import Struct, structs

from panel_desk.caselists import dates, exploitation, names, repairs
from panel_desk.caselists.aliases import CellWords, heading_key
from panel_desk.caselists.choices import Tell, told_to_nobody
from panel_desk.caselists.columns import Column
from panel_desk.caselists.findings import NOTHING, Reading, Repair, Skipped, shortened
from panel_desk.caselists.grid import Cell, column_letter, is_blank, shown
from panel_desk.caselists.header import Header
from panel_desk.caselists.repairs import ReadCell
from panel_desk.domain.children.cases import ListKind

_TOTAL = re.compile(
    r"(?:grand |sub-? ?)?totals?\b(?:\s*[:=(].*)?|(?:.{1,50}\s)(?:grand |sub-? ?)?totals?|totals? (?:for|of|in)\b.*"
    r"|counts?(?: of .*)?\s*[:=]?\s*\d*|sum\b.*|average\b.*|number of (?:rows|records|children|cases|episodes).*",
    re.IGNORECASE,
)
_FOOTER = re.compile(
    r"[^\d]{1,60}:\s*$|(?:date|time) (?:run|printed|produced|extracted|of report)\b"
    r"|(?:run|printed|produced|extracted|generated|created|exported|source|filters?|user|page|prepared|report)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"-?[\d,]+(?:\.\d+)?\s*%?", re.ASCII)
_LONG_FIELDS = frozenset({"reason", "concern", "household", "address"})
_MOST_MERGED = 100_000
_MOMENTS = ("started_at", "ended_at", "interview_at")
_DAYS = ("born_on", "referred_on", "raised_on")
_READERS: Mapping[str, Callable[[CellWords], ReadCell]] = {
    "local_id": repairs.local_id_reader,
    "surname": names.part_reader,
    "forenames": names.part_reader,
    "worker": names.worker_reader,
    "types": exploitation.types_reader,
    "sex": lambda words: repairs.choice_reader(words, words.sex),
    "risk": lambda words: repairs.choice_reader(words, words.risk),
    "start_time": dates.time_reader,
    "end_time": dates.time_reader,
    "interview_time": dates.time_reader,
    "age": lambda words: repairs.count_reader(words, most=120, years=True),
    "missing_episodes": lambda words: repairs.count_reader(words, most=5000),
    "absent_episodes": lambda words: repairs.count_reader(words, most=5000),
    "interview_offered": repairs.yes_no_reader,
    "interview_accepted": repairs.yes_no_reader,
    "nhs_number": repairs.nhs_reader,
    "upn": repairs.upn_reader,
}


class CaseLine(Struct, frozen=True, gc=False):
    """One row of the list that is about a case."""

    number: int
    """The file's own row number, from 1."""
    cells: list[Cell]
    too_many: str = ""
    """Cells beyond the headings, shown; empty where there are none."""


class ReadColumn(Struct, frozen=True):
    """A column that is used: its cells, and what each was read as."""

    column: Column
    cells: Sequence[Cell]
    readings: list[Reading]


class ReadList(Struct, frozen=True, kw_only=True):
    """A sheet read cell by cell."""

    lines: list[CaseLine]
    columns: dict[str, ReadColumn]
    """By field."""
    skipped: list[Skipped]
    filled_down: list[Repair]
    notes: list[str]

    def readings(self, field: str) -> list[Reading]:
        """A field's readings, all empty where the list has no such column."""
        found = self.columns.get(field)
        return found.readings if found else [NOTHING] * len(self.lines)

    @property
    def fields(self) -> frozenset[str]:
        """The facts that the list has columns for."""
        held = {"types" if field.startswith("flag_") else field for field in self.columns}
        if "name" in held:
            held |= {"surname", "forenames"}
        if "types" in held:
            held.add("reason")
        return frozenset(held)

    def heading(self, field: str) -> str:
        """The heading of the column that gives a field; empty where there is none."""
        found = self.columns.get(field)
        return found.column.heading if found else ""


def read_rows(header: Header, words: CellWords, today: date, tell: Tell = told_to_nobody) -> ReadList:
    """Every case line below the headings, each used cell read."""
    rows = header.sheet.rows
    headings = [c.heading for c in header.columns]
    notes: list[str] = []
    filled_down = _fill_down(header, headings)
    lines, skipped = _lines(header)
    _note_unheaded(lines, len(headings), notes)
    used = [c for c in header.columns if c.field]
    columns = {}
    by_column = list(zip_longest(*(line.cells for line in lines)))
    cells_of = {c.field: by_column[c.index] if c.index < len(by_column) else (None,) * len(lines) for c in used}
    habits = _habits(cells_of)
    for place, column in enumerate(used):
        tell(f"Reading “{column.heading}”", 0.3 + 0.3 * place / len(used))
        cells, habit = cells_of[column.field], habits.get(column.field)
        readings = _readings(cells, _reader(column, habit, header.table.kind, words, today))
        columns[column.field] = ReadColumn(column, cells, readings)
    above = _above(rows[: header.first_row])
    return ReadList(lines=lines, columns=columns, skipped=[*above, *skipped], filled_down=filled_down, notes=notes)


def _readings(cells: Sequence[Cell], read: ReadCell) -> list[Reading]:
    """Equal cells are read once: columns repeat themselves."""
    of: dict[Cell, Reading] = {cell: NOTHING if cell is None or cell == "" else read(cell) for cell in set(cells)}
    return list(map(of.__getitem__, cells))


def _habits(cells_of: Mapping[str, Sequence[Cell]]) -> dict[str, dates.Habit]:
    """How each column of dates writes them; one that is American makes the other moments of an episode doubtful."""
    habits = {field: dates.habit_of(cells_of[field]) for field in (*_MOMENTS, *_DAYS) if field in cells_of}
    if any(habits[field].month_first for field in _MOMENTS if field in habits):
        habits |= {field: structs.replace(habits[field], month_first=True) for field in _MOMENTS if field in habits}
    return habits


def _reader(column: Column, habit: dates.Habit | None, kind: ListKind, words: CellWords, today: date) -> ReadCell:
    """How a column's cells are read; dates look at the column's habit first, whole names at its heading."""
    field = column.field
    if field == "name":
        return names.name_reader(words, surname_first=names.says_surname_first(column.heading))
    if habit and field in _MOMENTS:
        ends = words.still_missing if field == "ended_at" else frozenset[str]()
        return dates.when_reader(words, habit, today, open_words=ends)
    if habit:
        return dates.date_reader(words, habit, today)
    if field == "kind":
        return repairs.kind_reader(words, words.concern_kind if kind is ListKind.CONCERNS else words.episode_kind)
    if field.startswith("flag_"):
        return repairs.yes_no_reader(words, marks=True)
    return _READERS[field](words) if field in _READERS else _text_reader(field, words)


def _text_reader(field: str, words: CellWords) -> ReadCell:
    return repairs.text_reader(
        words,
        limit=repairs.LONG_TEXT if field in _LONG_FIELDS else repairs.SHORT_TEXT,
        names=field in {"alias", "referrer"},
        coded=field in {"ethnicity", "legal_status"},
    )


def _above(rows: Sequence[Sequence[Cell]]) -> list[Skipped]:
    """Banner lines above the headings."""
    return [
        Skipped(i + 1, i + 1, _said(row), "above the headings")
        for i, row in enumerate(rows)
        if not all(map(is_blank, row))
    ]


def _said(row: Sequence[Cell]) -> str:
    return shortened(" | ".join(shown(cell) for cell in row if not is_blank(cell)))


def _lines(header: Header) -> tuple[list[CaseLine], list[Skipped]]:
    lines: list[CaseLine] = []
    skipped: list[Skipped] = []
    width = len(header.columns)
    keys = {heading_key(c.heading) for c in header.columns if c.heading}
    usual = _usual_case(width, keys)
    id_column = next((c.index for c in header.columns if c.field == "local_id"), -1)
    for index in range(header.row + 1, len(header.sheet.rows)):
        row = header.sheet.rows[index]
        number = index + 1
        if usual(row):
            lines.append(CaseLine(number, row))
            continue
        filled = [i for i, cell in enumerate(row) if cell is not None and cell != "" and not is_blank(cell)]
        if not filled:
            _skip_blank(skipped, number)
            continue
        if why := _no_case(row, filled, width, id_column, keys):
            skipped.append(Skipped(number, number, _said(row), why))
            continue
        spare = " | ".join(shown(row[i]) for i in filled if i >= width)
        lines.append(CaseLine(number, row, shortened(spare)))
    return lines, skipped


def _usual_case(width: int, keys: set[str]) -> Callable[[list[Cell]], bool]:
    """A quick test that a row is a case like most: neither sparse nor too wide, and not the headings again."""
    enough = max(2, width // 3)
    seen: dict[str, bool] = {}

    def usual(row: list[Cell]) -> bool:
        if len(row) > width or len(row) - row.count("") - row.count(None) <= enough:
            return False
        first = row[0]
        if not isinstance(first, str):
            return first is not None
        if first.isdigit():
            return True
        if first not in seen:
            is_case = bool(first) and not first.isspace() and heading_key(first) not in keys
            seen[first] = is_case and not _TOTAL.fullmatch(first[:60].strip())
        return seen[first]

    return usual


def _skip_blank(skipped: list[Skipped], number: int) -> None:
    if skipped and skipped[-1].why == "blank" and skipped[-1].last_row == number - 1:
        skipped[-1] = Skipped(skipped[-1].first_row, number, "", "blank")
    else:
        skipped.append(Skipped(number, number, "", "blank"))


def _no_case(row: Sequence[Cell], filled: Sequence[int], width: int, id_column: int, keys: set[str]) -> str:
    """Why a filled row is no case; empty where it is one."""
    first = shown(row[filled[0]]).strip()
    if len(first) < 60 and _TOTAL.fullmatch(first) and _only_numbers(row, filled[1:]):
        return "a line of totals"
    if len(filled) > 1 and sum(1 for i in filled if heading_key(shown(row[i])[:300]) in keys) > len(filled) * 0.7:
        return "the headings again"
    if len(filled) == 1 and width >= 4:
        is_number = filled[0] == id_column and any(c.isdigit() for c in first) and " " not in first
        return "" if is_number else "a remark, not a case"
    if len(filled) == 2 and width >= 4 and _FOOTER.match(first) and not _holds_digit(row, id_column):
        return "a remark, not a case"
    return ""


def _holds_digit(row: Sequence[Cell], column: int) -> bool:
    return 0 <= column < len(row) and any(map(str.isdigit, shown(row[column])))


def _only_numbers(row: Sequence[Cell], filled: Sequence[int]) -> bool:
    """Whether the cells after the word “total” are counts."""
    return all(_NUMBER.fullmatch(shown(row[i]).strip()) for i in filled)


def _note_unheaded(lines: list[CaseLine], width: int, notes: list[str]) -> None:
    """Where many rows have cells beyond the headings, that is a column without a heading; otherwise a shifted row."""
    spare = [line for line in lines if line.too_many]
    if len(spare) >= 3 and len(spare) * 2 > len(lines):
        notes.append(
            f"Cells from column {column_letter(width)} on have no heading and are not used ({len(spare)} rows)."
        )
        for i, line in enumerate(lines):
            if line.too_many:
                lines[i] = CaseLine(line.number, line.cells)


def _fill_down(header: Header, headings: Sequence[str]) -> list[Repair]:
    """A cell merged over several rows counts for each of them."""
    done: list[Repair] = []
    rows = header.sheet.rows
    for top, left, bottom, right in header.sheet.merged:
        if top <= header.row or bottom <= top or left != right or left >= len(headings):
            continue
        cell = rows[top][left] if top < len(rows) and left < len(rows[top]) else None
        for index in range(top + 1, min(bottom + 1, len(rows))):
            row = rows[index]
            if is_blank(cell) or all(map(is_blank, row)) or len(done) >= _MOST_MERGED:
                break
            row.extend([None] * (left + 1 - len(row)))
            row[left] = cell
            why = f"the cell is merged with row {top + 1}"
            done.append(Repair(index + 1, headings[left], "", shortened(shown(cell)), why))
    return done
