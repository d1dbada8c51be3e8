"""Builders of case lists: valid by default, each test changes what it is about."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import xlsxwriter

from panel_desk.caselists.known import KnownToDesk
from panel_desk.caselists.list_file import check_list
from panel_desk.caselists.preview import ImportPreview
from panel_desk.domain.children.cases import ChildFacts, ListKind, ProfileRow

TODAY = date(2026, 11, 22)
SAMPLES = Path(__file__).with_name("samples")
PROFILE = ("LCS ID", "Name", "D.O.B", "Gender", "Type(s)", "Risk level", "Date referred", "Reason / update")
A_ROW = ("104200", "Adeyemi, Amara", "03/05/2011", "Female", "CSE", "High", "01/09/2026", "Review due")
MISSING = ("DIM_PERSON_ID", "START_DTTM", "END_DTTM", "MISSING_STATUS", "RETURN_INTERVIEW_OFFERED")
AN_EPISODE = ("104200", "2026-09-03 19:20:00", "2026-09-05 21:20:00", "Missing", "YES")


def a_csv(*rows: Sequence[object], delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    """The rows as a text file."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode(encoding)


def a_workbook(*rows: Sequence[object], name: str = "List", hidden: Sequence[str] = ()) -> bytes:
    """The rows as an .xlsx workbook."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"default_date_format": "dd/mm/yyyy", "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet(name)
    for index, row in enumerate(rows):
        sheet.write_row(index, 0, row)
    for other in hidden:
        book.add_worksheet(other).hide()
    book.close()
    return out.getvalue()


def checked(untrusted: bytes, name: str = "list.csv", **options: object) -> ImportPreview:
    """The preview of a file on the tests' day."""
    return check_list(untrusted, name, **{"today": TODAY, **options})  # type: ignore[arg-type]


def a_profile(**cells: object) -> ImportPreview:
    """The preview of a profile list of one row; cells by heading, with underscores for spaces."""
    row = [cells.get(heading.replace(" ", "_"), usual) for heading, usual in zip(PROFILE, A_ROW, strict=True)]
    return checked(a_csv(PROFILE, row))


def the_row(preview: ImportPreview) -> ProfileRow:
    """The one usable profile row."""
    (row,) = preview.case_rows
    assert isinstance(row, ProfileRow)
    return row


def with_column(heading: str, value: object, *, kind: ListKind | None = None) -> ImportPreview:
    """A profile of one row with one more column."""
    return checked(a_csv((*PROFILE, heading), (*A_ROW, value)), kind=kind)


def known_child(**facts: object) -> KnownToDesk:
    """A desk that knows one child from its profile."""
    usual: dict[str, object] = {
        "local_id": "104200",
        "surname": "Adeyemi",
        "forenames": "Amara",
        "born_on": date(2011, 5, 3),
    }
    return KnownToDesk(profile=(ProfileRow(facts=ChildFacts(**{**usual, **facts})),))  # type: ignore[arg-type]


def at(moment: str) -> datetime:
    """A moment of England's wall clock: ``2026-09-03 19:20``."""
    return datetime.fromisoformat(moment)
