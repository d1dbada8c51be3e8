"""A list of 50,000 rows read, checked, previewed and committed, against calamine (or csv) plus a bare insert."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bench.measuring import Comparison, seconds, summed_up
from panel_desk.services.desk import FOUNDER, Desk
from panel_desk.vault.database import create_vault, new_data_key, open_vault

ROWS = 50_000
NOW = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
_HEAD = ("Person ID", "Surname", "Forename", "DOB", "Gender", "Type", "Risk", "Referred", "Social worker", "School")
_SURNAMES = ("Okafor", "Nguyễn", "O'Brien", "Ahmed", "Kowalska", "Rees", "Singh", "Zając", "Murphy", "Patel")
_FORENAMES = ("Amina", "Carys", "Dónal", "Farrukh", "Gwen", "Ioana", "Łukasz", "Niamh", "Örjan", "Kateřina")


def _row(n: int) -> tuple[str | int | date, ...]:
    """One made-up child, with an everyday quirk here and there."""
    born = date(2009, 1, 1) + timedelta(days=n % 2500)
    return (
        300_000 + n,
        _SURNAMES[n % 10] + ("" if n % 7 else "-" + _SURNAMES[n % 9]),
        _FORENAMES[n * 7 % 10],
        born,
        ("F", "M", "Female", "Male")[n % 4],
        ("CCE", "CSE", "CCE; CSE", "CCE / County lines")[n % 4],
        ("High", "med", "Standard")[n % 3],
        date(2026, 9, 1) + timedelta(days=n % 60),
        f"Worker {n % 90}",
        f"School {n % 40}",
    )


def as_csv(count: int = ROWS) -> bytes:
    """A profile list of so many made-up children."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(_HEAD)
    for n in range(count):
        writer.writerow([f"{c:%d/%m/%Y}" if isinstance(c, date) else c for c in _row(n)])
    return text.getvalue().encode("utf-8-sig")


def as_xlsx() -> bytes:
    """The same as a workbook."""
    import xlsxwriter

    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"default_date_format": "dd/mm/yyyy", "constant_memory": True})
    sheet = book.add_worksheet("Profile")
    sheet.write_row(0, 0, _HEAD)
    for n in range(ROWS):
        sheet.write_row(n + 1, 0, _row(n))
    book.close()
    return content.getvalue()


def compare_all() -> Iterator[Comparison]:
    """CSV and XLSX."""
    for name, content in (("list.csv", as_csv()), ("list.xlsx", as_xlsx())):
        timed = [(_ours(name, content), _bare(name, content)) for _ in range(3)]
        yield summed_up(
            f"import {ROWS:,} rows {name[-4:].strip('.')}",
            timed,
            against="reading and a bare insert of the same rows",
            at_most=3,
        )


def _desk(folder: Path) -> Desk:
    return Desk(create_vault(folder, new_data_key(), NOW), lambda: NOW)


def _ours(name: str, content: bytes) -> float:
    with (
        tempfile.TemporaryDirectory() as folder,
        Desk(create_vault(Path(folder), new_data_key(), NOW), lambda: NOW) as desk,
    ):

        def work() -> None:
            preview = desk.importing.preview(content, name)
            desk.importing.add(FOUNDER, preview, content)

        return seconds(work)


def _bare(name: str, content: bytes) -> float:
    with tempfile.TemporaryDirectory() as folder:
        key = new_data_key()
        create_vault(Path(folder), key, NOW).close()
        with open_vault(Path(folder), key) as vault:

            def work() -> None:
                rows = _bare_rows(name, content)
                keys = [f"c{i}" for i in range(len(_HEAD))]
                with vault.write() as db:
                    db.table("bare").insert_all(dict(zip(keys, map(str, row), strict=True)) for row in rows)

            return seconds(work)


def _bare_rows(name: str, content: bytes) -> list[list[object]]:
    if name.endswith(".csv"):
        return [list(row) for row in csv.reader(io.StringIO(content.decode("utf-8-sig")))]
    import python_calamine

    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    return [list(row) for row in book.get_sheet_by_index(0).to_python()]
