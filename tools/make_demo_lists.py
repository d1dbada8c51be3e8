"""Writes the fictional case lists of ``resources/demo``; run by hand, and the results are committed.

Run as ``python -m tools.make_demo_lists``. Every child, place and person is invented; NHS numbers come from the 999
range that is never issued. The lists carry the quirks of real ones on purpose. Meetings of the demo: SAFE 22 October,
MACE 5 November, SAFE 19 November 2026.
"""

from __future__ import annotations

import csv
import io
from datetime import date, datetime, timedelta
from pathlib import Path

import xlsxwriter
from tools.demo_children import ANNEX_A_LISTS, CHILDREN, CONCERNS, EPISODES, REASONS, REFERRED, WORKERS, DemoChild

DEMO = Path(__file__).resolve().parents[1] / "resources" / "demo"
_MADE = datetime(2026, 11, 1, 9, 0)  # noqa: DTZ001  (a workbook's property has no zone)


def nhs_number(index: int) -> str:
    """The index-th number of the 999 range with a valid check digit, spaced 3-3-4."""
    found = -1
    for body in range(999_100_000, 999_200_000):
        digits = [int(d) for d in str(body)]
        check = (11 - sum(d * w for d, w in zip(digits, range(10, 1, -1), strict=True)) % 11) % 11
        found += check != 10
        if check != 10 and found == index:
            number = f"{body}{check}"
            return f"{number[:3]} {number[3:6]} {number[6:]}"
    raise ValueError(index)


def _plain_profile(name: str, children: list[DemoChild], risk: int) -> None:
    """A tidy workbook of one sheet, with numbers for IDs and dates for dates."""
    book = xlsxwriter.Workbook(str(DEMO / name), {"default_date_format": "dd/mm/yyyy"})
    book.set_properties({"created": _MADE})
    sheet = book.add_worksheet("Profile")
    headings = [
        "Person ID",
        "Surname",
        "Forename",
        "DOB",
        "Gender",
        "Ethnicity",
        "Home address",
        "Type",
        "Risk",
        "Referred",
    ]
    sheet.write_row(0, 0, [*headings, "Legal status", "Social worker", "School", "Reason"])
    for row, child in enumerate(children, start=1):
        worker = WORKERS[row % len(WORKERS)]
        sheet.write_row(
            row,
            0,
            [
                int(child.local_id),
                child.surname,
                child.forenames,
                child.born_on,
                child.sex,
                child.ethnicity,
                child.address,
                child.types,
                child.risks[risk],
                child.referred_on,
                child.legal,
                worker,
                child.school,
                REASONS[row % len(REASONS)],
            ],
        )
    book.close()


def _quirky_profile(name: str, children: list[DemoChild]) -> None:
    """November: banners, a heading over two lines, a hidden sheet, totals, a child listed twice, impossible dates."""
    book = xlsxwriter.Workbook(str(DEMO / name), {"default_date_format": "dd/mm/yyyy"})
    book.set_properties({"created": _MADE})
    sheet = book.add_worksheet("CE profile")
    sheet.merge_range(0, 0, 0, 11, "Exploitation profile – OFFICIAL-SENSITIVE – Fictional Borough Council")
    sheet.merge_range(1, 0, 1, 11, "Report run 09/11/2026 09:12 by Business Support")
    sheet.merge_range(3, 0, 3, 3, "Child")
    sheet.merge_range(3, 4, 3, 6, "Exploitation")
    sheet.merge_range(3, 7, 3, 11, "Plan")
    headings = ["LCS ID ", "Name", "D.O.B", "Gender", "Type(s)", "Risk level", "Date referred", "Legal status"]
    sheet.write_row(4, 0, [*headings, "Allocated Worker", "Team", "School", "Reason / update"])
    row = 5
    for index, child in enumerate(children):
        sheet.write_row(row, 0, _quirky_cells(index, child))
        row += 1
    first = children[0]
    sheet.write_row(
        row,
        0,
        [first.local_id, f"{first.surname.upper()}, {first.forenames}", "31/02/2011", "b) Female", "CSE", "High"],
    )
    sheet.write_row(row, 6, ["01/13/2026", "CIN", "", "", "", "listed twice, with impossible dates"])
    sheet.write_row(row + 1, 0, ["", "Name Without Number", date(2010, 4, 4), "M", "CCE", "Medium", date(2026, 10, 2)])
    sheet.write(row + 2, 0, "Total")
    sheet.write_formula(row + 2, 1, f"=COUNTA(A6:A{row})", None, len(children))
    lookups = book.add_worksheet("lookups")
    lookups.write_column(0, 0, ["Type(s)", "CSE", "CCE"])
    lookups.hide()
    book.close()


def _quirky_cells(index: int, child: DemoChild) -> list[object]:
    """One child's row, each quirk on its own rhythm."""
    born, referred = child.born_on, child.referred_on
    id_styles: list[object] = [int(child.local_id), child.local_id, f"{child.local_id}.0"]
    names = [f"{child.surname.upper()}, {child.forenames}", f"{child.forenames} {child.surname}"]
    births: list[object] = [born, f"{born:%d/%m/%Y}", f"{born:%Y-%m-%d}", f"{born.day} {born:%B %Y}"]
    sexes = {"Female": ["b) Female", "F", "Female"], "Male": ["a) Male", "M", "Male"]}
    sex = sexes.get(child.sex, ["c) Not stated/recorded"])
    worker = WORKERS[index % len(WORKERS)]
    return [
        id_styles[index % 3],
        names[index % 5 == 4],
        "" if index == 17 else births[index % 4 if index % 3 else 0],
        sex[index % len(sex)],
        child.types,
        child.risks[2],
        f"{referred.day} {referred:%B %Y}" if index % 6 == 0 else referred,
        child.legal,
        worker.replace(" ", "\u00a0") if index % 7 == 3 else worker,
        "Adolescent Safeguarding Team 1" if index % 2 else "Contextual Safeguarding Hub",
        child.school if index % 5 else "-",
        REASONS[(index + 1) % len(REASONS)],
    ]


def _referrals(name: str, month: int, encoding: str, delimiter: str) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    headings = [
        "SUBJECT_COMPOUND_ID",
        "Forename",
        "Surname",
        "Date of birth",
        "NHS Number",
        "Referral date",
        "Source agency",
    ]
    writer.writerow(
        [*headings, "Referrer", "Concern type", "Proposed risk", "Reason for referral", "Other children in household"]
    )
    by_id = {child.local_id: child for child in CHILDREN}
    for index, (local_id, day, agency, referrer, household) in enumerate(REFERRED[month]):
        child = by_id[local_id.lstrip("0")]
        reason = "Carer reports a new phone – £300 – and “gifts”.\nMissing twice this month."
        writer.writerow(
            [
                local_id,
                child.forenames,
                child.surname,
                f"{child.born_on:%d/%m/%Y}",
                nhs_number(int(child.local_id) % 97),
                f"{day:%d/%m/%Y}",
                agency,
                referrer,
                child.types,
                child.risks[1],
                reason if index % 2 else REASONS[index],
                household,
            ]
        )
    (DEMO / name).write_bytes(text.getvalue().encode(encoding))


def _missing(name: str, until: date) -> None:
    """Episodes in a vendor's columns, up to a day; the last one of the file may be open."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    columns = [
        "FACT_MISSING_PERSON_ID",
        "DIM_PERSON_ID",
        "START_DTTM",
        "END_DTTM",
        "MISSING_STATUS",
        "RETURN_INTERVIEW_OFFERED",
    ]
    writer.writerow([*columns, "RETURN_INTERVIEW_ACCEPTED", "RETURN_INTERVIEW_DATE"])
    number = 8000
    for local_id, starts, hours, kind, interview in EPISODES:
        number += 1
        start = datetime.fromisoformat(starts)
        if start.date() > until:
            continue
        end = start + timedelta(hours=hours) if hours else None
        offered, accepted, after = interview
        held = end + timedelta(hours=after) if end and after else None
        if held and held.date() > until:
            offered, accepted, held = "", "", None
        stamps = [f"{when:%Y-%m-%d %H:%M:%S}" if when else "" for when in (start, end, held)]
        writer.writerow([number, local_id, stamps[0], stamps[1], kind, offered, accepted, stamps[2]])
    (DEMO / name).write_bytes(text.getvalue().encode("utf-8-sig"))


def _looked_after_missing() -> None:
    """The looked-after return's missing file for the year to March 2026; days only."""
    lines = ["CHILD,DOB,MISSING,MIS_START,MIS_END"]
    looked_after = [c for c in CHILDREN if c.legal.startswith("LAC")]
    for index, child in enumerate(looked_after):
        for turn in range(1 + index % 3):
            start = date(2025, 5, 3) + timedelta(days=17 * index + 71 * turn)
            end = start + timedelta(days=turn + index % 2)
            lines.append(
                f"{child.local_id},{child.born_on:%d/%m/%Y},{'A' if turn == 1 else 'M'},{start:%d/%m/%Y},{end:%d/%m/%Y}"
            )
    (DEMO / "looked-after-missing.csv").write_bytes("\r\n".join([*lines, ""]).encode())


def _concerns() -> None:
    text = io.StringIO(newline="")
    csv.writer(text).writerows([["Kind", "Name", "Concern", "Lead agency", "First raised"], *CONCERNS])
    (DEMO / "places-themes-people.csv").write_bytes(b"\xff\xfe" + text.getvalue().encode("utf-16-le"))


def _annex_a() -> None:
    """Ofsted's Annex A workbook: eleven lists, of which list 8 has rows of the demo's children in care."""
    from odf.opendocument import OpenDocumentSpreadsheet  # noqa: PLC0415  (only this list needs it)
    from odf.table import Table, TableCell, TableRow  # noqa: PLC0415  (only this list needs it)
    from odf.text import P  # noqa: PLC0415  (only this list needs it)

    book = OpenDocumentSpreadsheet()
    for number, headings in ANNEX_A_LISTS.items():
        sheet = Table(name=f"List {number}")
        for cells in [
            headings,
            *(_annex_a_row(c, i) for i, c in enumerate(CHILDREN) if number == 8 and c.legal[:3] == "LAC"),
        ]:
            row = TableRow()
            for value in cells:
                kind = "float" if isinstance(value, int) else "string"
                cell = TableCell(valuetype=kind, value=str(value)) if kind == "float" else TableCell(valuetype=kind)
                cell.addElement(P(text=str(value)))
                row.addElement(cell)
            sheet.addElement(row)
        book.spreadsheet.addElement(sheet)
    book.save(str(DEMO / "annex-a-2026.ods"))


def _annex_a_row(child: DemoChild, index: int) -> list[object]:
    sex = {"Female": "b) Female", "Male": "a) Male"}.get(child.sex, "c) Not stated/recorded")
    age = 2026 - child.born_on.year - (child.born_on > date(child.born_on.year, 10, 1))
    asked = ["a) Yes", "b) No"]
    return [
        int(child.local_id),
        sex,
        "a) WBRI" if index % 2 else "q) OOTH",
        f"{child.born_on:%d/%m/%Y}",
        age,
        "b) No",
        "b) No",
        "12/03/2025",
        "N1",
        "C2) Full care order" if "s31" in child.legal else "V2) Section 20",
        "14/09/2026",
        "02/10/2026",
        2,
        index % 6,
        index % 3,
        asked[index % 2],
        asked[(index + 1) % 2],
        "Children in Care Team 3",
        WORKERS[index % len(WORKERS)],
    ]


def main() -> None:
    """Write every list anew."""
    DEMO.mkdir(parents=True, exist_ok=True)
    _plain_profile("exploitation-profile-2026-09.xlsx", CHILDREN[:24], 0)
    _plain_profile("exploitation-profile-2026-10.xlsx", CHILDREN[1:30], 1)
    _quirky_profile("exploitation-profile-2026-11.xlsx", [*CHILDREN[1:12], *CHILDREN[13:34]])
    _referrals("referrals-2026-10.csv", 10, "cp1252", ";")
    _referrals("referrals-2026-11.csv", 11, "utf-8-sig", ",")
    _missing("missing-episodes-2026-10.csv", date(2026, 10, 14))
    _missing("missing-episodes-2026.csv", date(2026, 11, 12))
    _looked_after_missing()
    _concerns()
    _annex_a()


if __name__ == "__main__":
    main()
