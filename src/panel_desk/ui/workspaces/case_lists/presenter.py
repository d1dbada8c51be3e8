"""A checked list as the page shows it: words, filters and cells; made off the window's thread, and knowing no Qt."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from operator import attrgetter
from pathlib import Path

from msgspec import Struct

from panel_desk.domain.calendar import date_words, england_day
from panel_desk.services.importing import (
    ENCODINGS,
    LABELS,
    Choices,
    Column,
    Importing,
    ImportPreview,
    ListKind,
    OpenedList,
    PreviewLine,
    Problem,
    Repair,
    Weight,
)
from panel_desk.services.list_files import read_list
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.workspaces.case_lists.hiding import hidden_text

_ROW = attrgetter("row")
KINDS = {
    ListKind.PROFILE: "Children at risk (exploitation profile)",
    ListKind.REFERRALS: "Referrals",
    ListKind.MISSING: "Missing episodes",
    ListKind.CONCERNS: "Places, themes and people of concern",
}
NOT_USED = "not used"
_DOUBLES = ("already lists", "the same episode as")
_MOST_SKIPPED = 8


class Filter(Enum):
    """Which rows are in sight; the words are those on the chip."""

    ALL = "All"
    REPAIRED = "Repaired"
    TO_LOOK_AT = "To look at"
    NOT_USABLE = "Not usable"
    NEW = "New"
    CHANGED = "Changed"
    GONE = "No longer listed"
    TWINS = "Twins or duplicates"


class GoneLine(Struct, frozen=True):
    """A case the desk has from such lists, and this one has not."""

    row: int
    """Below 0, to tell it from rows of the file."""
    local_id: str
    initials: str = ""
    name: str = ""


Line = PreviewLine | GoneLine


class CellLook(Struct, frozen=True):
    """One cell as it is drawn."""

    text: str
    """What counts."""
    was: str = ""
    """Struck through before it: what was read, or what the desk had."""
    tone: Tone | None = None
    why: str = ""


class ListLook(Struct, frozen=True, kw_only=True):
    """An opened list, checked, with what the page needs to show it."""

    opened: OpenedList
    preview: ImportPreview
    as_of: int
    """The end of the journal the list was compared with."""
    rows: Mapping[Filter, Sequence[Line]]
    problem_rows: Sequence[int]
    """Rows that are not usable or to be looked at, ascending."""
    added_before: str = ""
    """Where the very same file was added already: when and by whom."""
    open_elsewhere: bool = False

    @property
    def title(self) -> str:
        """The file's name."""
        return self.preview.file_name

    @property
    def aside(self) -> str:
        """``sheet “CE profile”, headings found on rows 4–5``."""
        first, last = self.preview.header_rows
        where = f"headings found on row {first}" if first == last else f"headings found on rows {first}–{last}"
        return f"sheet “{self.preview.sheet}”, {where}" if self.preview.sheet else where

    @property
    def choices(self) -> list[tuple[str, str, int]]:
        """The filters that hold a row, and always all."""
        held = [(f, len(self.rows[f])) for f in Filter if self.rows[f] or f is Filter.ALL]
        return [(f.name, f.value, count) for f, count in held]

    @property
    def notes(self) -> list[str]:
        """What no single row says, the most pressing first."""
        notes = []
        if self.added_before:
            notes.append(f"This very file was added {self.added_before}. Adding it again changes nothing new.")
        if self.open_elsewhere:
            notes.append("The file is open in a spreadsheet: what has not been saved there is not in this preview.")
        if self.preview.from_memory:
            notes.append("Read as you had the last list with these headings read.")
        return [*notes, *self.preview.notes, *_skipped(self.preview)]

    @property
    def can_be_added(self) -> bool:
        """Whether any row is usable."""
        return self.preview.counts.accepted > 0


def _skipped(preview: ImportPreview) -> list[str]:
    told = [s for s in preview.skipped if s.why != "blank"]
    if not told:
        return []
    rows = [
        f"row {s.first_row}" if s.first_row == s.last_row else f"rows {s.first_row}–{s.last_row}"
        for s in told[:_MOST_SKIPPED]
    ]
    more = f" and {len(told) - _MOST_SKIPPED} more" if len(told) > _MOST_SKIPPED else ""
    parts = ", ".join(f"{where} ({s.why})" for where, s in zip(rows, told, strict=False))
    return [f"Left out: {parts}{more}."]


def look_at(
    importing: Importing,
    path: Path,
    as_of: int,
    tell: Callable[[str, float | None], None],
) -> ListLook:
    """Read and check a file.

    Raises:
        DeskError: with a sentence and a remedy where no row can be had from it.
    """
    on_disk = read_list(path)
    opened = OpenedList(on_disk.untrusted_bytes, on_disk.label)
    try:
        return look_again(importing, opened, Choices(), as_of, tell, open_elsewhere=on_disk.open_elsewhere)
    except BaseException:
        opened.close()
        raise


def look_again(
    importing: Importing,
    opened: OpenedList,
    choices: Choices,
    as_of: int,
    tell: Callable[[str, float | None], None],
    *,
    open_elsewhere: bool = False,
) -> ListLook:
    """Check an opened list under these choices; the file is not read anew where only a column changes."""
    preview = importing.check(opened, choices, tell=tell)
    tell("Laying out the rows", 0.98)
    names = importing.names_of(preview.no_longer_listed) if preview.no_longer_listed else {}
    before = importing.added_before(opened.untrusted_bytes)
    return ListLook(
        opened=opened,
        preview=preview,
        as_of=as_of,
        rows=_filtered(preview, names),
        problem_rows=sorted({p.row for p in preview.problems}),
        added_before=f"on {date_words(england_day(before.imported_at))}" if before else "",
        open_elsewhere=open_elsewhere,
    )


def _filtered(preview: ImportPreview, names: Mapping[str, tuple[str, str]]) -> dict[Filter, Sequence[Line]]:
    alerted = {i for a in preview.alerts for i in (a.local_id, a.other_local_id)}
    doubled = {p.row for p in preview.problems if any(words in p.why for words in _DOUBLES)}
    found: dict[Filter, list[Line]] = {f: [] for f in Filter}
    for line in preview.lines:
        found[Filter.ALL].append(line)
        if line.value is None:
            found[Filter.NOT_USABLE].append(line)
        elif line.repaired:
            found[Filter.REPAIRED].append(line)
        if line.warned and line.value is not None:
            found[Filter.TO_LOOK_AT].append(line)
        if line.standing is not None and line.standing.value in {"new", "changed"}:
            found[Filter[line.standing.name]].append(line)
        if line.row in doubled or (alerted and local_id_of(line) in alerted):
            found[Filter.TWINS].append(line)
    for place, local_id in enumerate(preview.no_longer_listed, start=1):
        found[Filter.GONE].append(GoneLine(-place, local_id, *names.get(local_id, ())))
    return dict(found)


def local_id_of(line: Line) -> str:
    """The child's number of a usable row; empty for a concern."""
    if isinstance(line, GoneLine):
        return line.local_id
    facts = getattr(line.value, "facts", line.value)
    return str(getattr(facts, "local_id", ""))


def state_of(line: Line) -> tuple[str, Tone]:
    """The badge of a row."""
    if isinstance(line, GoneLine):
        return "no longer listed", Tone.NEUTRAL
    tones = {"as it is": Tone.GREEN, "not usable": Tone.RED}
    return line.state, tones.get(line.state, Tone.AMBER)


def standing_of(line: Line) -> tuple[str, Tone]:
    """What a row is to the desk."""
    if isinstance(line, GoneLine) or line.standing is None:
        return "", Tone.NEUTRAL
    return line.standing.value, Tone.NEUTRAL if line.standing.value == "known" else Tone.INFO


class Cells:
    """The cells of one checked list; ``names_shown`` says whether children's names may stand on the screen."""

    def __init__(self, preview: ImportPreview) -> None:
        self._repairs, self._problems, self._alerts = preview.repairs, preview.problems, preview.alerts
        self.columns: tuple[Column, ...] = preview.used
        self.names_shown = False

    def forget(self) -> None:
        """Hold nothing of the list any more."""
        self._repairs, self._problems, self._alerts = (), (), ()

    def repairs(self, row: int) -> Sequence[Repair]:
        """Of a row."""
        held = self._repairs
        return held[bisect_left(held, row, key=_ROW) : bisect_right(held, row, key=_ROW)]

    def problems(self, row: int) -> Sequence[Problem]:
        """Of a row."""
        held = self._problems
        return held[bisect_left(held, row, key=_ROW) : bisect_right(held, row, key=_ROW)]

    def cell(self, line: Line, place: int) -> CellLook:
        """One cell as it is drawn.

        Args:
            line: Its row.
            place: Which of the used columns.
        """
        column = self.columns[place]
        if isinstance(line, GoneLine):
            return CellLook(self._of_gone(line, column.field))
        said = line.texts[place]
        problem = next((p for p in self.problems(line.row) if p.column == column.heading), None)
        repair = next((r for r in reversed(self.repairs(line.row)) if r.column == column.heading), None)
        if problem is not None and (line.value is None or repair is None):
            tone = Tone.RED if problem.weight is Weight.REJECTS else Tone.AMBER
            return CellLook(self._shown(line, column, said) or _short(problem.why), tone=tone, why=problem.why)
        if repair is not None:
            became, was = self._shown(line, column, repair.became), self._shown(line, column, repair.read)
            why = f"{repair.why}. {problem.why}" if problem and problem.why not in repair.why else repair.why
            return CellLook(became or "empty", was=was if was != became else "", tone=Tone.AMBER, why=why)
        return self._changed(line, column, said)

    def _changed(self, line: PreviewLine, column: Column, said: str) -> CellLook:
        fields = {"name": ("surname", "forenames")}.get(column.field, (column.field,))
        changes = [c for c in line.changes if c.field in fields]
        if not changes:
            return CellLook(self._shown(line, column, said))
        was = self._shown(line, column, ", ".join(c.was for c in changes if c.was))
        now = self._shown(line, column, said)
        return CellLook(
            now or "empty", was=was if was != now else "", tone=Tone.INFO, why="changed since the last list"
        )

    def _shown(self, line: PreviewLine, column: Column, text: str) -> str:
        return text if self.names_shown else hidden_text(column.field, text, line.value)

    def _of_gone(self, line: GoneLine, field: str) -> str:
        if field in {"local_id", "concern_name"}:
            return line.local_id
        is_name = field in {"name", "surname"}
        return (line.name if self.names_shown else line.initials) if is_name else ""

    def reason(self, line: Line) -> str:
        """Why a row is not usable or is to be looked at, in one line."""
        if isinstance(line, GoneLine):
            return ""
        return "; ".join(f"{p.column}: {p.why}" if p.column else p.why for p in self.problems(line.row))

    def details(self, line: Line) -> list[tuple[str, Tone]]:
        """Everything that is to be said of a row: what was read, what it became, and why."""
        if isinstance(line, GoneLine):
            return [
                (f"{line.local_id} was on the last list and is not on this one. Nothing else changes.", Tone.NEUTRAL)
            ]
        told = [
            (self._problem_words(p), Tone.RED if p.weight is Weight.REJECTS else Tone.AMBER)
            for p in self.problems(line.row)
        ]
        told += [(self._repair_words(line, r), Tone.NEUTRAL) for r in self.repairs(line.row) if line.value is not None]
        told += [(self._change_words(line, c.field, c.was, c.now), Tone.INFO) for c in line.changes]
        local_id = local_id_of(line)
        told += [(a.sentence, Tone.AMBER) for a in self._alerts if local_id in (a.local_id, a.other_local_id)]
        return told or [("The row counts as it is.", Tone.GREEN)]

    def _problem_words(self, problem: Problem) -> str:
        return f"{problem.column}: {problem.why}." if problem.column else f"{problem.why[:1].upper()}{problem.why[1:]}."

    def _repair_words(self, line: PreviewLine, repair: Repair) -> str:
        field = next((c.field for c in self.columns if c.heading == repair.column), "")
        read, became = (
            t if self.names_shown else hidden_text(field, t, line.value) for t in (repair.read, repair.became)
        )
        if read == became and repair.read != repair.became:
            return f"{repair.column}: {repair.why}. Show names to see it."
        outcome = f"became “{became}”" if became else "was left empty"
        return f"{repair.column}: “{read}” {outcome}: {repair.why}."

    def _change_words(self, line: PreviewLine, field: str, was: str, now: str) -> str:
        if not self.names_shown:
            was, now = hidden_text(field, was, line.value), hidden_text(field, now, line.value)
        return f"{LABELS.get(field, field)}: the desk has “{was or 'nothing'}”, the list says “{now or 'nothing'}”."


def _short(why: str) -> str:
    """What an empty cell says of itself."""
    return re.split("[,;]", why)[0]


def column_choices(preview: ImportPreview) -> list[tuple[str, str]]:
    """What a column may be taken for: field and its words, by the alphabet, “not used” first."""
    fields = [
        (field, LABELS.get(field, field.removeprefix("flag_").replace("-", " "))) for field in preview.field_choices
    ]
    return [("", NOT_USED), *sorted(fields, key=lambda choice: choice[1].casefold())]


def with_column(preview: ImportPreview, heading: str, field: str) -> Choices:
    """The choices with one column taken for something else; who had that meaning by choice before gives it up."""
    chosen = dict(preview.choices.columns or {})
    chosen = {h: ("" if f == field else f) for h, f in chosen.items()}
    return _with(preview.choices, columns={**chosen, heading: field})


def with_sheet(preview: ImportPreview, sheet: str) -> Choices:
    """Another sheet: its columns are another matter."""
    return _with(preview.choices, sheet=sheet, columns=None, kind=None)


def with_encoding(preview: ImportPreview, encoding: str) -> Choices:
    """The same text, read in another encoding."""
    return _with(preview.choices, encoding=encoding)


def with_kind(preview: ImportPreview, kind: ListKind) -> Choices:
    """Another kind of list: its columns are another matter."""
    return _with(preview.choices, kind=kind, columns={})


def _with(choices: Choices, **changes: object) -> Choices:
    kept = {"sheet": choices.sheet, "encoding": choices.encoding, "kind": choices.kind, "columns": choices.columns}
    return Choices(**{**kept, **changes})  # type: ignore[arg-type]  # the fields by name


def encoding_choices(preview: ImportPreview) -> list[tuple[str, str]]:
    """Encodings a text file may be read in; the one in force is marked where it is a guess."""
    if not preview.encoding:
        return []
    guess = " (as it seems)" if not preview.choices.encoding else ""
    return [(key, words + (guess if words == preview.encoding else "")) for key, words in ENCODINGS.items()]


def encoding_of(preview: ImportPreview) -> str:
    """The key of the encoding in force."""
    return next((key for key, words in ENCODINGS.items() if words == preview.encoding), "")


def added_words(preview: ImportPreview) -> str:
    """What is said once a list is on the desk."""
    counts = preview.counts
    rows = "1 row" if counts.accepted == 1 else f"{counts.accepted:,} rows"
    left = f" {counts.rejected:,} could not be used." if counts.rejected else ""
    return f"{rows} of {preview.file_name} added: {counts.new:,} new, {counts.changed:,} changed.{left}"
