"""What was found in a list, put together for the record and for a file that goes back to the list's source."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from panel_desk.caselists.findings import Problem, Repair, Weight
from panel_desk.caselists.preview import ImportPreview
from panel_desk.domain.children.list_findings import MOST_FINDINGS, FindingKind, ListFinding
from panel_desk.services.exporting import Cell

_Key = tuple[FindingKind, str, str, str, str]
HEADINGS = ("Row", "What came of it", "Column", "Read", "Became", "Why")
"""Of the table that goes back to the list's source."""


def kept_findings(preview: ImportPreview) -> tuple[ListFinding, ...]:
    """The repairs and problems of a list, equal ones together: equal cells of a column are repaired alike."""
    rows: dict[_Key, list[int]] = {}
    found = chain(map(_of_problem, preview.problems), map(_of_repair, preview.repairs))
    for key, row in found:
        if key in rows:
            rows[key].append(row)
        elif len(rows) < MOST_FINDINGS:
            rows[key] = [row]
    return tuple(
        ListFinding(kind=kind, column=column, read=read, became=became, why=why, rows=tuple(numbers))
        for (kind, column, read, became, why), numbers in rows.items()
    )


def _of_repair(repair: Repair) -> tuple[_Key, int]:
    return (FindingKind.REPAIRED, repair.column, repair.read, repair.became, repair.why), repair.row


def _of_problem(problem: Problem) -> tuple[_Key, int]:
    kind = FindingKind.NOT_USABLE if problem.weight is Weight.REJECTS else FindingKind.WARNING
    return (kind, problem.column, "", "", problem.why), problem.row


def as_table(findings: Iterable[ListFinding]) -> list[tuple[Cell, ...]]:
    """The findings for whoever made the list: one line for each row and finding, in the order of rows."""
    lines = ((row, finding) for finding in findings for row in finding.rows)
    return [
        (row, finding.kind.value, finding.column, finding.read, finding.became, finding.why)
        for row, finding in sorted(lines, key=lambda line: line[0])
    ]
