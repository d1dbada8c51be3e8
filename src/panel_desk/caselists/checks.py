"""Checks whole lines, and lines against each other: what is required, possible, and listed twice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from panel_desk.caselists.aliases import LABELS
from panel_desk.caselists.assembly import age_on
from panel_desk.caselists.findings import Problem, Reading, Repair, Weight, shortened
from panel_desk.caselists.grid import Cell, shown
from panel_desk.caselists.kept_under import kept_under
from panel_desk.caselists.known import KnownToDesk, case_key, changes_between
from panel_desk.caselists.rows import CaseLine, ReadColumn, ReadList
from panel_desk.domain.calendar import turns
from panel_desk.domain.children.cases import (
    AlertKind,
    CaseRow,
    ChildFacts,
    ConcernRow,
    EpisodeRow,
    IdentityAlert,
    ListKind,
    ProfileRow,
    ReferralRow,
)
from panel_desk.domain.children.identity import is_upn, nhs_numbers_contradict
from panel_desk.domain.missing.episode_rules import LONGEST_DAYS, ends_before_start, lasts_too_long

ESSENTIAL = frozenset({"local_id", "born_on", "started_at", "ended_at", "kind", "concern_name"})
"""Fields whose unreadable cell rejects the row; elsewhere the cell is left empty and that is said."""
_REQUIRED = {
    ListKind.PROFILE: ("local_id",),
    ListKind.REFERRALS: ("local_id",),
    ListKind.MISSING: ("started_at", "kind"),
    ListKind.CONCERNS: ("kind", "concern_name"),
}
_MISSED = {
    "local_id": "no local ID, and a child is never matched by name alone",
    "started_at": "no start, and an episode without one cannot be counted",
    "kind": "no kind",
    "concern_name": "no name",
}
_ADULT = 18
_NO_CHILD = "no local ID, NHS number, or UPN with date of birth, and a child is never matched by name alone"

_Placed = tuple[int, CaseRow]
"""A row with its number in the file."""


class Ledger:
    """Collects what is said of a list; knows which rows are rejected."""

    def __init__(self) -> None:
        self.repairs: list[Repair] = []
        self.problems: list[Problem] = []
        self.rejected: set[int] = set()

    def reject(self, row: int, column: str, why: str) -> None:
        """The row is not usable."""
        self.rejected.add(row)
        self.problems.append(Problem(row, column, why, Weight.REJECTS))

    def warn(self, row: int, column: str, why: str) -> None:
        """The row is usable, and a person should look."""
        self.problems.append(Problem(row, column, why, Weight.WARNS))


def tell_cells(read: ReadList, kind: ListKind, ledger: Ledger) -> None:
    """What the cells themselves gave rise to: repairs, warnings, rejected rows."""
    ledger.repairs.extend(read.filled_down)
    for field, column in read.columns.items():
        _tell_column(read.lines, column, ledger, essential=field in ESSENTIAL)
    for line in read.lines:
        if line.too_many:
            why = f"more cells than headings ({line.too_many}): a separator inside a text has shifted the row"
            ledger.reject(line.number, "", why)
    _tell_missed(read, kind, ledger)


def _tell_column(lines: Sequence[CaseLine], column: ReadColumn, ledger: Ledger, *, essential: bool) -> None:
    """Equal cells share a reading, so what it says is put into words once; most columns say nothing."""
    readings = dict(zip(map(id, column.readings), column.readings, strict=True))
    telling = {key for key, found in readings.items() if found.became is not None or found.failed or found.warning}
    heading, repairs = column.column.heading, ledger.repairs
    texts: dict[int, tuple[str, str, str]] = {}
    for line, cell, found in zip(lines, column.cells, column.readings, strict=True) if telling else ():
        if id(found) not in telling or line.too_many:
            continue
        if found.failed and essential:
            ledger.reject(line.number, heading, found.failed)
        elif found.failed or found.became is not None:
            read, became, why = texts.get(id(found)) or texts.setdefault(id(found), _told(cell, found))
            repairs.append(Repair(line.number, heading, read, became, why))
            if found.failed:
                ledger.warn(line.number, heading, why)
        if found.warning:
            ledger.warn(line.number, heading, found.warning)


def _told(cell: Cell, found: Reading) -> tuple[str, str, str]:
    """A repaired cell as it was, as it became, and why."""
    if found.failed:
        return shortened(shown(cell)), "", f"{found.failed}; left empty"
    return shortened(shown(cell)), shortened(found.became or ""), found.why


def _tell_missed(read: ReadList, kind: ListKind, ledger: Ledger) -> None:
    if kind is ListKind.MISSING:
        _tell_other_numbers(read, ledger)
    for field in _REQUIRED[kind]:
        if field == "kind" and field not in read.columns and kind is ListKind.MISSING:
            continue
        heading = read.heading(field)
        why = _MISSED[field] if heading else f"{_MISSED[field]}; no column of the list was recognised as holding it"
        for line, found in zip(read.lines, read.readings(field), strict=True):
            if found.value is None and not found.failed and not line.too_many:
                ledger.reject(line.number, heading, why)


def _tell_other_numbers(read: ReadList, ledger: Ledger) -> None:
    """An episode without a local ID is kept under the child's NHS number, or UPN, where its row gives one."""
    heading = read.heading("local_id")
    others = kept_under(read)
    for index, (line, local_id) in enumerate(zip(read.lines, read.readings("local_id"), strict=True)):
        if local_id.value is not None or local_id.failed or line.too_many:
            continue
        if under := others.get(index):
            is_nhs = under.number.startswith("NHS ")
            field, what = ("nhs_number", "NHS number") if is_nhs else ("upn", "UPN")
            why = f"no local ID: kept under the {what} until the child is found by it"
            if under.number != under.number.split(",")[0]:
                why = f"no local ID, and the list gives the {what} to several children: kept apart from the others"
                ledger.warn(line.number, read.heading(field), f"the list gives this {what} to several children")
            ledger.repairs.append(Repair(line.number, heading or read.heading(field), "", under.number, why))
        else:
            column = "" if heading else "; no column of the list was recognised as holding it"
            why = _NO_CHILD if read.fields & {"nhs_number", "upn"} else _MISSED["local_id"]
            ledger.reject(line.number, heading, f"{why}{column}")


def check_child(number: int, row: ProfileRow | ReferralRow, read: ReadList, today: date, ledger: Ledger) -> None:
    """A child's dates and age: a birth in the future rejects, everything else warns (ages 10–17 are expected)."""
    born_on, referred_on = row.facts.born_on, row.referred_on
    if born_on is None:
        if heading := read.heading("born_on"):
            ledger.warn(number, heading, "no date of birth")
    elif born_on > today:
        ledger.reject(number, read.heading("born_on"), f"born on {born_on:%d/%m/%Y}, which is in the future")
        return
    elif not 10 <= (age := age_on(born_on, today)) <= 17:
        ledger.warn(number, read.heading("born_on"), f"{age} years old; 10 to 17 is expected")
    if referred_on and referred_on > today:
        ledger.warn(number, read.heading("referred_on"), f"{referred_on:%d/%m/%Y} is in the future")
    if referred_on and born_on and referred_on < born_on:
        ledger.warn(number, read.heading("referred_on"), "before the date of birth")


def check_ages(read: ReadList, today: date, ledger: Ledger) -> None:
    """An age that contradicts the date of birth by more than a year warns."""
    if "age" not in read.columns:
        return
    for line, age, born in zip(read.lines, read.readings("age"), read.readings("born_on"), strict=True):
        if (
            isinstance(age.value, int)
            and isinstance(born.value, date)
            and abs(age_on(born.value, today) - age.value) > 1
        ):
            ledger.warn(line.number, read.heading("age"), f"age {age.value} does not fit the date of birth")


def check_episode(
    number: int, row: EpisodeRow, read: ReadList, *, today: date, known: KnownToDesk, ledger: Ledger
) -> None:
    """An episode's dates against each other, today and the birth."""
    start, end = read.heading("started_at"), read.heading("ended_at")
    child = known.facts.get(row.local_id)
    born_on = row.born_on or (child.born_on if child else None)
    if row.started_at.date() > today:
        ledger.reject(number, start, f"starts on {row.started_at:%d/%m/%Y}, which is in the future")
    elif born_on and row.started_at.date() < born_on:
        ledger.reject(number, start, "starts before the child was born")
    elif born_on and row.started_at.date() >= (birthday := turns(born_on, _ADULT)):
        ledger.warn(number, start, f"starts on or after the 18th birthday, {birthday:%d/%m/%Y}")
    if row.ended_at is not None:
        if row.ended_at.date() > today:
            ledger.reject(number, end, f"ends on {row.ended_at:%d/%m/%Y}, which is in the future")
        elif ends_before_start(row):
            ledger.reject(number, end, "ends before it starts")
        elif lasts_too_long(row, row.ended_at):
            ledger.warn(number, end, f"lasts more than {LONGEST_DAYS} days; an earlier return may be missing")
    if child and (differs := _otherwise_than(child, row)):
        words = " and ".join(differs)
        ledger.warn(
            number, read.heading("local_id"), f"{row.local_id} has another {words} on the desk; is it the child?"
        )
    if row.interview_at and row.interview_at.date() < row.started_at.date():
        ledger.warn(number, read.heading("interview_at"), "the return interview is before the episode")


def _otherwise_than(child: ChildFacts, row: EpisodeRow) -> list[str]:
    """What a line says of a child that the desk has otherwise; a name only where both its parts differ."""
    found = []
    if nhs_numbers_contradict(row.nhs_number, child.nhs_number):
        found.append("NHS number")
    if row.upn != child.upn and is_upn(row.upn) and is_upn(child.upn):
        found.append("UPN")
    if row.born_on and child.born_on and row.born_on != child.born_on:
        found.append("date of birth")
    parts = ((row.surname, child.surname), (row.forenames, child.forenames))
    if all(one and other and one.casefold() != other.casefold() for one, other in parts):
        found.append("name")
    return found


def reject_doubles(
    rows: Sequence[_Placed], kind: ListKind, fields: frozenset[str], ledger: Ledger
) -> list[IdentityAlert]:
    """Lines that tell one case twice: the first stands, the other is not usable, and where they differ it is raised."""
    if kind is ListKind.MISSING:  # Their own rules: ``episodes_of_list``.
        return []
    first: dict[object, _Placed] = {}
    alerts: dict[str, IdentityAlert] = {}
    for number, row in rows:
        key = case_key(row)
        if key not in first:
            first[key] = (number, row)
            continue
        stands_at, stands = first[key]
        differs = ", ".join(_called(change.field) for change in changes_between(stands, row, fields))
        what = "this place, theme or person" if isinstance(row, ConcernRow) else "this child"
        tail = f"; the two lines differ in {differs}" if differs else "; the two lines are the same"
        ledger.reject(number, "", f"row {stands_at} already lists {what}{tail}. Row {stands_at} stands")
        if differs and isinstance(row, ProfileRow | ReferralRow):
            local_id = row.facts.local_id
            sentence = (
                f"{local_id} is on rows {stands_at} and {number}, which differ in {differs}. Row {stands_at} stands."
            )
            alerts[local_id] = IdentityAlert(
                kind=AlertKind.LISTED_TWICE, local_id=local_id, other_local_id=local_id, sentence=sentence
            )
    return list(alerts.values())


def _called(field: str) -> str:
    label = LABELS.get(field, field.replace("_", " "))
    return label if label[:2].isupper() else label.lower()
