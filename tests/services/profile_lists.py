"""Real lists of children at risk, of as many children of each kind as a test needs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tests.services.desk_builders import TestDesk, a_list

from panel_desk.domain.figures.profile import AnyProfile, ProfileTable
from panel_desk.domain.figures.reporting_year import reporting_year

HEADINGS = ("Person ID", "Surname", "Forename", "DOB", "Sex", "Ethnicity", "Type", "Risk")
YEAR = reporting_year("2025-26")
SEPTEMBER = date(2025, 9, 10)


def children(count: int, types: str, first: int) -> list[tuple[str, ...]]:
    """So many lines with numbers from the first."""
    return [
        (str(first + n), "Archer", "Kim", "12/03/2011", "F" if n % 3 else "M", "WBRI", types, "High")
        for n in range(count)
    ]


def the_list(cse: int, cce: int, both: int, *others: Iterable[str]) -> bytes:
    """CSE only, CCE only and both."""
    rows = [*children(cse, "CSE", 1000), *children(cce, "CCE", 2000), *children(both, "CSE; CCE", 3000), *others]
    return a_list(HEADINGS, *rows)


def on(at: TestDesk, day: date, content: bytes) -> None:
    """Add a list on a day."""
    at.clock.set(day)
    at.bring(content)


def table(profile: AnyProfile, key: str) -> ProfileTable:
    """One of its tables."""
    return next(one for one in profile.tables if one.key == key)


def words(profile: AnyProfile, key: str, label: str) -> list[str]:
    """What stands in a line."""
    row = next(row for row in table(profile, key).rows if row.label == label)
    return [cell.words for cell in row.cells]
