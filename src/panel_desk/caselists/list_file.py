"""One file that a person looks at: read once, and checked as often as a choice about it is changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import structs

from panel_desk.caselists.aliases import load_alias_tables, load_cell_words
from panel_desk.caselists.choices import Choices, Tell, told_to_nobody
from panel_desk.caselists.collector import collector_at_rest
from panel_desk.caselists.columns import source_signature
from panel_desk.caselists.csv_file import read_csv
from panel_desk.caselists.detect import FileFormat, detect_format
from panel_desk.caselists.grid import Grid
from panel_desk.caselists.header import Header, find_header, month_of
from panel_desk.caselists.known import KnownToDesk
from panel_desk.caselists.preview import ImportPreview, previewed
from panel_desk.caselists.rows import read_rows
from panel_desk.caselists.spelling import as_the_desk_spells
from panel_desk.caselists.workbook import read_workbook
from panel_desk.domain.children.cases import ListKind

Remembered = Mapping[str, Choices]
"""What was chosen for lists with the same headings, by their signature."""


class ListFile:
    """A file's bytes and what was read of them.

    Args:
        untrusted_bytes: The file.
        file_name: A label; it decides only between kinds that the headings leave open.
    """

    def __init__(self, untrusted_bytes: bytes, file_name: str) -> None:
        self._untrusted_bytes = untrusted_bytes
        self._file_name = file_name
        self._format: FileFormat | None = None
        self._read: tuple[str, Grid] | None = None

    def check(
        self,
        choices: Choices,
        *,
        today: date,
        known: KnownToDesk,
        remembered: Remembered | None = None,
        tell: Tell = told_to_nobody,
    ) -> ImportPreview:
        """Repair and check the list, under the choices made; the file is read anew only where a choice asks for it.

        Args:
            choices: What the person has decided.
            today: The day of the check.
            known: What the desk has.
            remembered: Choices for lists of the same headings; they hold where none of ``choices`` says otherwise.
            tell: Is told what is being done.

        Raises:
            DeskError: ``BAD_FILE`` where the file as a whole cannot be used.
        """
        with collector_at_rest():
            tell("Reading the file", 0.0)
            grid = self._grid(choices)
            tell("Looking for the headings", 0.3)
            header = self._remembered_sheet(grid, self._header(grid, choices), choices, remembered or {})
            made = _with_memory(choices, header, remembered or {})
            if made != choices:
                grid = self._grid(made)
                header = structs.replace(self._header(grid, made, header.sheet.name), rivals=header.rivals)
            read = read_rows(header, load_cell_words(), today, tell)
            tell(f"Checking {len(read.lines):,} rows", 0.6)
            preview = previewed(
                self._file_name, grid, header, as_the_desk_spells(read, known), known=known, today=today, tell=tell
            )
        return structs.replace(preview, choices=made, from_memory=made != choices)

    def _header(self, grid: Grid, choices: Choices, sheet: str | None = None) -> Header:
        return find_header(
            grid,
            load_alias_tables(),
            sheet=choices.sheet or sheet,
            kind=choices.kind,
            remembered=choices.columns or {},
            file_name=self._file_name,
        )

    def _remembered_sheet(self, grid: Grid, header: Header, choices: Choices, remembered: Remembered) -> Header:
        """The headings of the sheet that was chosen in the last workbook of this source, where this one has it too."""
        wanted = {past.sheet for past in remembered.values() if past.sheet} if not choices.sheet else set()
        for sheet in grid.sheets:
            if sheet.name in wanted and sheet is not header.sheet:
                found = self._header(grid, choices, sheet.name)
                past = remembered.get(signature_of(found))
                if past and past.sheet == sheet.name:
                    return found
        return header

    def _grid(self, choices: Choices) -> Grid:
        """All visible sheets, so that another of them can be chosen without reading anew; or the hidden one chosen."""
        self._format = self._format or detect_format(self._untrusted_bytes)
        is_text = self._format is FileFormat.CSV
        if self._read and not is_text and any(s.name == choices.sheet for s in self._read[1].sheets):
            return self._read[1]
        key = choices.encoding if is_text else choices.sheet
        if self._read is None or self._read[0] != key:
            self._read = key, self._read_file(self._format, choices)
        return self._read[1]

    def _read_file(self, file_format: FileFormat, choices: Choices) -> Grid:
        if file_format is FileFormat.CSV:
            return read_csv(self._untrusted_bytes, encoding=choices.encoding or None)
        grid = read_workbook(self._untrusted_bytes, file_format)
        if choices.sheet and choices.sheet not in {s.name for s in grid.sheets}:
            hidden = read_workbook(self._untrusted_bytes, file_format, sheet=choices.sheet)
            return structs.replace(hidden, hidden_sheets=grid.hidden_sheets)
        return grid


def _with_memory(choices: Choices, header: Header, remembered: Remembered) -> Choices:
    """The choices, and where they are silent those made for the last list with the same headings."""
    if choices.columns is not None:
        return choices
    past = remembered.get(signature_of(header))
    if past is None or past.columns is None:
        return choices
    taken = {column.heading: column.field for column in header.columns}
    differs = past.columns != taken
    kind = choices.kind or (past.kind if past.kind is not header.table.kind else None)
    return structs.replace(
        choices,
        sheet=choices.sheet or (past.sheet if past.sheet == header.sheet.name else ""),
        encoding=choices.encoding or past.encoding,
        kind=kind,
        columns={h: f for h, f in past.columns.items() if taken.get(h) != f} if differs else None,
    )


def signature_of(header: Header) -> str:
    """Under which choices for lists like this one are remembered."""
    return source_signature([column.heading for column in header.columns])


def remembered_sheet(name: str) -> str:
    """A chosen sheet's name as it may be remembered: not where it names a month, because the next list has another."""
    return "" if month_of(name) else name


def check_list(
    untrusted_bytes: bytes,
    file_name: str,
    *,
    today: date,
    known: KnownToDesk | None = None,
    sheet: str | None = None,
    remembered: Mapping[str, str] | None = None,
    kind: ListKind | None = None,
    encoding: str | None = None,
) -> ImportPreview:
    """Read, repair and check a case list once: ``ListFile.check`` with each choice as an argument.

    Raises:
        DeskError: ``BAD_FILE`` where the file as a whole cannot be used.
    """
    choices = Choices(
        sheet=sheet or "", encoding=encoding or "", kind=kind, columns=None if remembered is None else dict(remembered)
    )
    return ListFile(untrusted_bytes, file_name).check(choices, today=today, known=known or KnownToDesk())
