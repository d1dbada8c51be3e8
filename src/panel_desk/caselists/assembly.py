"""Puts the readings of one line together into a case row."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from msgspec import NODEFAULT, Struct, structs

from panel_desk.caselists.dates import NEXT_MIDNIGHT, When
from panel_desk.caselists.exploitation import TypesRead
from panel_desk.caselists.kept_under import kept_under
from panel_desk.caselists.names import PersonName
from panel_desk.caselists.rows import ReadList
from panel_desk.domain.children.cases import (
    CaseRow,
    ChildFacts,
    ConcernKind,
    ConcernRow,
    EpisodeKind,
    EpisodeRow,
    ExploitationType,
    ListKind,
    ProfileRow,
    ReferralRow,
)

_CHILD = (
    "local_id", "surname", "forenames", "alias", "born_on", "sex", "ethnicity", "legal_status", "worker", "team",
    "school", "nhs_number", "upn", "address",
)  # fmt: skip
_PROFILE = (
    "risk",
    "referred_on",
    "reason",
    "missing_episodes",
    "absent_episodes",
    "interview_offered",
    "interview_accepted",
)
_EPISODE = (
    "local_id", "born_on", "source_id", "interview_offered", "interview_accepted", "interview_provider", "nhs_number",
    "upn", "surname", "forenames",
)  # fmt: skip
_REFERRAL = ("risk", "referred_on", "source_agency", "referrer", "reason", "household")

Assemble = Callable[[int], CaseRow]
"""Makes the case row of the line with an index; its essential cells have been checked."""


def assembler(kind: ListKind, read: ReadList) -> Assemble:
    """The function that makes rows of one kind from a list's readings."""
    if kind is ListKind.MISSING:
        return _episodes(read)
    if kind is ListKind.CONCERNS:
        return _concerns(read)
    facts, types = _facts(read), _types(read)
    is_profile = kind is ListKind.PROFILE
    values = _values(read, _PROFILE, ProfileRow) if is_profile else _values(read, _REFERRAL, ReferralRow)
    unknown = _unknown_types(read)

    def assemble(index: int) -> CaseRow:
        said = values(index)
        if extra := unknown(index):
            said["reason"] = f"{said.get('reason', '')} [Type as listed: {extra}]".strip()
        if is_profile:
            return ProfileRow(facts=facts(index), types=types(index), **said)
        return ReferralRow(facts=facts(index), types=types(index), **said)

    return assemble


def _values(read: ReadList, fields: tuple[str, ...], row: type[Struct]) -> Callable[[int], dict[str, Any]]:
    """The values of a line by field; an empty cell gives the field's default."""
    defaults = {field.name: field.default for field in structs.fields(row)}
    present = [field for field in fields if field in read.columns]
    columns = []
    for field in present:
        default = None if defaults[field] is NODEFAULT else defaults[field]
        columns.append([default if r.value is None else r.value for r in read.columns[field].readings])
    lines = list(zip(*columns, strict=True))

    def values(index: int) -> dict[str, Any]:
        return dict(zip(present, lines[index], strict=True)) if lines else {}

    return values


def _facts(read: ReadList) -> Callable[[int], ChildFacts]:
    values, whole_names = _values(read, _CHILD, ChildFacts), read.readings("name")

    def facts(index: int) -> ChildFacts:
        said = values(index)
        _name_parts(said, whole_names[index].value)
        return ChildFacts(**said)

    return facts


def _name_parts(said: dict[str, Any], whole: object) -> None:
    """A whole name gives the parts that have no column of their own, or none filled in."""
    if isinstance(whole, PersonName):
        said["surname"] = said.get("surname") or whole.surname
        said["forenames"] = said.get("forenames") or whole.forenames


def _types(read: ReadList) -> Callable[[int], tuple[ExploitationType, ...]]:
    listed = read.readings("types")
    flags = [
        (ExploitationType(field.removeprefix("flag_")), column.readings)
        for field, column in read.columns.items()
        if field.startswith("flag_")
    ]

    def types(index: int) -> tuple[ExploitationType, ...]:
        value = listed[index].value
        found = value.types if isinstance(value, TypesRead) else ()
        if not flags:
            return found
        return tuple(dict.fromkeys((*found, *(kind for kind, readings in flags if readings[index].value))))

    return types


def _unknown_types(read: ReadList) -> Callable[[int], str]:
    listed = read.readings("types")

    def unknown(index: int) -> str:
        value = listed[index].value
        return value.unknown if isinstance(value, TypesRead) else ""

    return unknown


def _episodes(read: ReadList) -> Assemble:
    values = _values(read, _EPISODE, EpisodeRow)
    starts, ends, held = read.readings("started_at"), read.readings("ended_at"), read.readings("interview_at")
    start_times, end_times = read.readings("start_time"), read.readings("end_time")
    held_times = read.readings("interview_time")
    kinds = read.readings("kind") if "kind" in read.columns else []
    whole_names = read.readings("name") if "name" in read.columns else []
    others = kept_under(read)

    def assemble(index: int) -> CaseRow:
        start = _with_time(starts[index].value, start_times[index].value)
        end = _with_time(ends[index].value, end_times[index].value)
        interview = _with_time(held[index].value, held_times[index].value)
        if start is None:
            raise AssertionError("a line without a start was not rejected")
        said = values(index)
        if whole_names:
            _name_parts(said, whole_names[index].value)
        if not said.get("local_id"):
            under = others[index]
            said["local_id"] = under.number
            if under.doubtful:
                said |= {"nhs_number": "", "upn": ""}
        return EpisodeRow(
            **said,
            kind=EpisodeKind(kinds[index].value) if kinds else EpisodeKind.MISSING,
            started_at=start.at,
            start_time_known=start.time_known,
            ended_at=end.at if end else None,
            end_time_known=end.time_known if end else True,
            interview_at=interview.at if interview else None,
            interview_time_known=interview.time_known if interview else True,
        )

    return assemble


def _with_time(when: object, clock: object) -> When | None:
    """A date, and its time of day where that has a column of its own."""
    if not isinstance(when, When):
        return None
    if clock == NEXT_MIDNIGHT and when.at.time() == time.min:
        return When(when.at + NEXT_MIDNIGHT, time_known=True)
    if isinstance(clock, time) and when.at.time() == time.min:
        return When(datetime.combine(when.at.date(), clock), time_known=True)
    return when


def _concerns(read: ReadList) -> Assemble:
    kinds, values = read.readings("kind"), _values(read, ("concern", "lead_agency", "raised_on"), ConcernRow)
    names = read.readings("concern_name")

    def assemble(index: int) -> CaseRow:
        return ConcernRow(kind=ConcernKind(kinds[index].value), name=str(names[index].value), **values(index))

    return assemble


def age_on(born_on: date, day: date) -> int:
    """Completed years."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))
