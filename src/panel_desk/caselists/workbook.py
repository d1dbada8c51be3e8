"""Reads workbooks in a child process with limits, and turns its every end into rows or a sentence."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile

import msgspec

from panel_desk.caselists.detect import FileFormat, bad_file
from panel_desk.caselists.grid import MAX_ROWS, Grid, Sheet
from panel_desk.domain.errors import DeskError
from panel_desk.shipped import own_process

TIME_LIMIT = 90
"""Seconds of the clock; the child also limits its own processor time to 60."""
_DIMENSION = re.compile(rb'<dimension\s+ref="(?:[A-Z]{1,3}[0-9]{1,7}:)?([A-Z]{1,3})([0-9]{1,7})"')
_CELL = re.compile(rb'<c\s[^>]*?r="([A-Z]{1,3})([0-9]{1,7})"')
_LAST = re.compile(rb'number-(rows|columns)-repeated="([0-9]{4,})"')


class _Answer(msgspec.Struct, frozen=True):
    """What the child says; decoding checks every cell, so that a subverted child can hand over nothing else."""

    sheets: list[Sheet] = []
    visible: list[str] = []
    hidden: list[str] = []
    failed: str = ""


def read_workbook(untrusted_bytes: bytes, file_format: FileFormat, *, sheet: str | None = None) -> Grid:
    """The visible sheets of a workbook whose container ``detect_format`` has checked.

    Args:
        untrusted_bytes: The file.
        file_format: As detected.
        sheet: Only this sheet, even a hidden one; None for all visible ones.

    Raises:
        DeskError: ``BAD_FILE`` with a sentence for damaged, encrypted, oversized and lying workbooks.
    """
    try:
        ended = subprocess.run(
            own_process("panel_desk.caselists.workbook_child", sheet or ""),
            input=untrusted_bytes,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=TIME_LIMIT,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise bad_file(f"Reading the workbook took longer than {TIME_LIMIT} seconds, so it was stopped.") from error
    if ended.returncode != 0:
        raise _why_it_ended(untrusted_bytes, file_format)
    try:
        answer = msgspec.msgpack.decode(ended.stdout, type=_Answer)
    except msgspec.DecodeError as error:
        raise bad_file("The workbook cannot be read: its cells make no sense.") from error
    if answer.failed:
        raise bad_file(_failed(answer.failed, sheet))
    if not answer.sheets:
        raise bad_file("The workbook has no visible sheet with rows.", "Show the sheet that holds the list, and save.")
    return Grid(sheets=tuple(answer.sheets), hidden_sheets=tuple(answer.hidden))


def _failed(kind: str, sheet: str | None) -> str:
    return {
        "password": "The workbook is protected with a password, so it cannot be read.",
        "sheet": f"The workbook has no sheet called “{sheet}”.",
        "large": f"A sheet has more than {MAX_ROWS:,} rows, which no case list has.",
    }.get(kind, "The workbook is damaged and cannot be read.")


def _why_it_ended(untrusted_bytes: bytes, file_format: FileFormat) -> DeskError:
    """The reader aborted: nearly always because a sheet claims an absurd number of cells."""
    claimed = _claimed_cells(untrusted_bytes) if file_format in {FileFormat.XLSX, FileFormat.ODS} else 0
    if claimed > 10_000_000:
        return bad_file(
            f"This workbook claims {in_words(claimed)} cells, which no case list has.",
            "Delete what stands far below or far right of the list, or copy the list into a new workbook.",
        )
    return bad_file("The workbook cannot be read: it is damaged, or asks for more memory than a case list needs.")


def in_words(count: int) -> str:
    """A large number the way it is said: ``17 billion``, ``25 million``."""
    if count >= 1_000_000_000:
        return f"{round(count / 1_000_000_000):,} billion"
    return f"{round(count / 1_000_000):,} million"


def _claimed_cells(untrusted_bytes: bytes) -> int:
    """The largest sheet by its declared dimension, or by the furthest cell near its start and end."""
    largest = 0
    with zipfile.ZipFile(io.BytesIO(untrusted_bytes)) as archive:
        for entry in archive.infolist():
            if not (entry.filename.startswith("xl/worksheets/") or entry.filename == "content.xml"):
                continue
            try:
                with archive.open(entry) as part:
                    start = part.read(1 << 20)
            except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError):
                continue
            ends = [*_DIMENSION.findall(start), *_CELL.findall(start)]
            columns = max((_column_number(letters) for letters, _ in ends), default=1)
            rows = max((int(number) for _, number in ends), default=1)
            for what, times in _LAST.findall(start):
                columns, rows = (columns, rows * int(times)) if what == b"rows" else (columns * int(times), rows)
            largest = max(largest, columns * rows)
    return largest


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
