"""Checks a case list and says, before anything is written, what it would change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from operator import attrgetter

from msgspec import Struct

from panel_desk.caselists.assembly import assembler
from panel_desk.caselists.checks import (
    Ledger,
    check_ages,
    check_child,
    check_episode,
    reject_doubles,
    tell_cells,
)
from panel_desk.caselists.choices import Choices, Tell, told_to_nobody
from panel_desk.caselists.columns import Column, source_signature
from panel_desk.caselists.findings import Problem, Repair, Skipped, Weight, shortened
from panel_desk.caselists.grid import Grid, shown
from panel_desk.caselists.header import Header
from panel_desk.caselists.known import Change, KnownToDesk, Standing, judge
from panel_desk.caselists.preview_notes import notes_of
from panel_desk.caselists.preview_words import Counts, sentence_of
from panel_desk.caselists.rows import ReadList
from panel_desk.caselists.told_before import told_before
from panel_desk.caselists.told_twice import episodes_of_list
from panel_desk.domain.children.cases import CaseRow, EpisodeRow, IdentityAlert, ListKind, ProfileRow, ReferralRow
from panel_desk.domain.children.identity import identity_alerts

_ROW = attrgetter("row")
_CHILD_ROWS = (ProfileRow, ReferralRow)
_BETWEEN = "\x1f"
"""Parts the texts of a line; ``shortened`` leaves no such character in a text."""
_TOLD_EVERY = 2000


class PreviewLine(Struct, frozen=True, gc=False):
    """One row of the list: what it was taken for, or that it is not usable."""

    row: int
    """The file's own row number, from 1."""
    value: CaseRow | None
    """None where the row is not usable; its problems say why."""
    standing: Standing | None = None
    changes: tuple[Change, ...] = ()
    repaired: bool = False
    warned: bool = False
    said: str = ""
    """The used cells as the file has them, in the order of ``ImportPreview.used``; see ``texts``."""

    @property
    def texts(self) -> list[str]:
        """What each used cell says in the file, before any repair."""
        return self.said.split(_BETWEEN)

    @property
    def state(self) -> str:
        """The badge: ``as it is``, ``repaired``, ``usable, warned`` or ``not usable``."""
        if self.value is None:
            return "not usable"
        if self.warned:
            return "usable, warned"
        return "repaired" if self.repaired else "as it is"


class ImportPreview(Struct, frozen=True, kw_only=True):
    """A checked list. Nothing is written until a person confirms it."""

    file_name: str
    kind: ListKind
    sheet: str
    """Empty for text files."""
    sheets: tuple[str, ...]
    """The visible sheets a person may choose instead."""
    header_rows: tuple[int, int]
    """First and last heading line, from 1."""
    encoding: str
    delimiter: str
    columns: tuple[Column, ...]
    field_choices: tuple[str, ...]
    """What a person may take a column for."""
    source_signature: str
    """Under which chosen columns are remembered for lists like this one."""
    lines: tuple[PreviewLine, ...]
    repairs: tuple[Repair, ...]
    """Of usable rows, in the order of rows."""
    problems: tuple[Problem, ...]
    skipped: tuple[Skipped, ...]
    notes: tuple[str, ...]
    alerts: tuple[IdentityAlert, ...]
    no_longer_listed: tuple[str, ...]
    """Local IDs (or names of places, themes, people) the desk has from such lists and this one has not."""
    counts: Counts
    choices: Choices = Choices()
    """Under which the list was checked, the remembered ones among them."""
    from_memory: bool = False
    """Whether some of the choices were made for an earlier list with the same headings."""

    @property
    def used(self) -> tuple[Column, ...]:
        """The columns that are used, in the file's order."""
        return tuple(column for column in self.columns if column.field)

    @property
    def case_rows(self) -> tuple[CaseRow, ...]:
        """The usable rows, in the file's order."""
        return tuple(line.value for line in self.lines if line.value is not None)

    @property
    def fields(self) -> frozenset[str]:
        """Which facts the list has columns for: others it says nothing of, so they are not to be overwritten."""
        held = {column.field for column in self.columns if column.field}
        if "name" in held:
            held |= {"surname", "forenames"}
        return frozenset("types" if field.startswith("flag_") else field for field in held)

    @property
    def sentence(self) -> str:
        """``42 rows: 29 as they are, 11 repaired, 2 not usable. 3 new children, …``."""
        return sentence_of(self.counts, self.kind)

    def report(self) -> dict[str, object]:
        """The preview as plain values, as ``check-list`` prints them."""
        return {
            "kind": self.kind.value,
            "rows": self.counts.rows,
            "accepted": self.counts.accepted,
            "repaired": self.counts.repaired,
            "rejected": self.counts.rejected,
            "new": self.counts.new,
            "changed": self.counts.changed,
            "known": self.counts.known,
            "no_longer_listed": list(self.no_longer_listed),
            "sentence": self.sentence,
            "sheet": self.sheet,
            "header_rows": list(self.header_rows),
            "encoding": self.encoding,
            "columns": {column.heading: column.field for column in self.columns if column.heading},
            "repairs": [
                {"row": r.row, "column": r.column, "read": r.read, "became": r.became, "why": r.why}
                for r in self.repairs
            ],
            "problems": [
                {"row": p.row, "column": p.column, "why": p.why, "weight": p.weight.value} for p in self.problems
            ],
            "skipped": [
                {"first_row": s.first_row, "last_row": s.last_row, "read": s.read, "why": s.why} for s in self.skipped
            ],
            "alerts": [{"kind": a.kind.value, "sentence": a.sentence} for a in self.alerts],
            "notes": list(self.notes),
        }


def previewed(
    file_name: str,
    grid: Grid,
    header: Header,
    read: ReadList,
    *,
    known: KnownToDesk,
    today: date,
    tell: Tell = told_to_nobody,
) -> ImportPreview:
    """What a read list holds and what adding it would change."""
    kind, ledger = header.table.kind, Ledger()
    tell_cells(read, kind, ledger)
    rows = _checked(read, kind, known, today, ledger, tell=tell)
    fields = read.fields
    if kind is ListKind.MISSING:
        rows = episodes_of_list(told_before(rows, read, known, ledger), ledger)
    alerts = reject_doubles(rows, kind, fields, ledger)
    usable = {number: row for number, row in rows if number not in ledger.rejected}
    children = [row.facts for row in usable.values() if isinstance(row, _CHILD_ROWS)]
    tell("Looking for twins and for children listed twice", 0.8)
    alerts += identity_alerts(children, tuple(known.facts.values()))
    tell("Comparing with what the desk knows", 0.85)
    lines = _preview_lines(read, usable, known=known, kind=kind, fields=fields, ledger=ledger)
    gone = _no_longer_listed(read, known, kind)
    repairs = sorted((r for r in ledger.repairs if r.row not in ledger.rejected), key=_ROW)
    return ImportPreview(
        file_name=file_name,
        kind=kind,
        sheet=header.sheet.name,
        sheets=tuple(s.name for s in grid.sheets if s.name),
        header_rows=(header.first_row + 1, header.row + 1),
        encoding=grid.encoding,
        delimiter=grid.delimiter,
        columns=header.columns,
        field_choices=tuple(sorted(header.table.field_names)),
        source_signature=source_signature([c.heading for c in header.columns]),
        lines=lines,
        repairs=tuple(repairs),
        problems=tuple(sorted(ledger.problems, key=_ROW)),
        skipped=tuple(read.skipped),
        notes=notes_of(grid, header, read),
        alerts=tuple(alerts),
        no_longer_listed=gone,
        counts=Counts.of(
            [(line.value is not None, line.repaired, line.standing) for line in lines], no_longer_listed=len(gone)
        ),
    )


def _checked(
    read: ReadList, kind: ListKind, known: KnownToDesk, today: date, ledger: Ledger, *, tell: Tell
) -> list[tuple[int, CaseRow]]:
    """The rows whose cells were readable, with what is wrong with them as wholes."""
    assemble = assembler(kind, read)
    check_ages(read, today, ledger)
    rows: list[tuple[int, CaseRow]] = []
    for index, line in enumerate(read.lines):
        if index % _TOLD_EVERY == _TOLD_EVERY - 1:
            tell(f"Checked {index + 1:,} of {len(read.lines):,} rows", 0.6 + 0.2 * index / len(read.lines))
        if line.number in ledger.rejected:
            continue
        row = assemble(index)
        if isinstance(row, _CHILD_ROWS):
            check_child(line.number, row, read, today, ledger)
        elif isinstance(row, EpisodeRow):
            check_episode(line.number, row, read, today=today, known=known, ledger=ledger)
        if line.number not in ledger.rejected:
            rows.append((line.number, row))
    return rows


def _preview_lines(
    read: ReadList,
    usable: Mapping[int, CaseRow],
    *,
    known: KnownToDesk,
    kind: ListKind,
    fields: frozenset[str],
    ledger: Ledger,
) -> tuple[PreviewLine, ...]:
    repaired = {repair.row for repair in ledger.repairs}
    warned = {problem.row for problem in ledger.problems if problem.weight is Weight.WARNS}
    standing_of = judge(known, kind, fields)
    lines = []
    for line, said in zip(read.lines, _said(read), strict=True):
        row = usable.get(line.number)
        if row is None:
            lines.append(PreviewLine(line.number, None, said=said))
            continue
        standing, changes = standing_of(row)
        marks = line.number in repaired, line.number in warned
        lines.append(PreviewLine(line.number, row, standing, changes, *marks, said))
    return tuple(lines)


def _said(read: ReadList) -> Iterator[str]:
    """Each line's used cells as the file has them; equal cells of a column are put into words once."""
    used = sorted(read.columns.values(), key=lambda column: column.column.index)
    texts = []
    for column in used:
        of = {cell: shortened(shown(cell)) for cell in set(column.cells)}
        texts.append(list(map(of.__getitem__, column.cells)))
    return map(_BETWEEN.join, zip(*texts, strict=True)) if texts else iter([""] * len(read.lines))


def _no_longer_listed(read: ReadList, known: KnownToDesk, kind: ListKind) -> tuple[str, ...]:
    """Cases the desk has from such lists and this list has not, not even on an unusable row.

    Only an exploitation profile and a list of concerns are whole lists: referrals and episodes only ever add, and a
    children-in-care list (Annex A) says nothing of children outside care.
    """
    if kind is ListKind.CONCERNS:
        listed = {str(found.value).casefold() for found in read.readings("concern_name")}
        return tuple(c.name for c in known.concerns if c.name.casefold() not in listed)
    if kind is not ListKind.PROFILE or not {"types", "risk"} & read.fields:
        return ()
    ids = {found.value for found in read.readings("local_id")}
    return tuple(row.facts.local_id for row in known.profile if row.facts.local_id not in ids)
