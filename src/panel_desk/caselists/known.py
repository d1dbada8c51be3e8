"""What the desk already knows: to tell new from changed, and to write names and numbers as the desk does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from enum import Enum
from functools import cached_property

from msgspec import Struct, structs

from panel_desk.domain.children.cases import (
    CaseRow,
    ChildFacts,
    ConcernKind,
    ConcernRow,
    EpisodeRow,
    ListKind,
    ProfileRow,
    ReferralRow,
    first_told_start,
)
from panel_desk.domain.children.identity import without_leading_zeros


class KnownToDesk(Struct, frozen=True, kw_only=True, dict=True):
    """The current rows of the desk, one for each case."""

    children: tuple[ChildFacts, ...] = ()
    """Children known from anywhere; those of ``profile`` and ``referrals`` are known in any case."""
    profile: tuple[ProfileRow, ...] = ()
    """Children on the exploitation profile now."""
    referrals: tuple[ReferralRow, ...] = ()
    episodes: tuple[EpisodeRow, ...] = ()
    concerns: tuple[ConcernRow, ...] = ()

    @cached_property
    def facts(self) -> Mapping[str, ChildFacts]:
        """Every known child by local ID; the profile's word counts most."""
        rows = (*(r.facts for r in self.referrals), *self.children, *(r.facts for r in self.profile))
        return {child.local_id: child for child in rows}

    @cached_property
    def spellings(self) -> Mapping[str, tuple[str, ...]]:
        """Known local IDs by what is left of them without leading zeros."""
        found: dict[str, tuple[str, ...]] = {}
        for local_id in {*self.facts, *(episode.local_id for episode in self.episodes)}:
            bare = without_leading_zeros(local_id)
            found[bare] = (*found.get(bare, ()), local_id)
        return found

    def of(self, kind: ListKind) -> tuple[CaseRow, ...]:
        """The rows that a list of this kind would replace or add to."""
        by_kind: Mapping[ListKind, tuple[CaseRow, ...]] = {
            ListKind.PROFILE: self.profile,
            ListKind.REFERRALS: self.referrals,
            ListKind.MISSING: self.episodes,
            ListKind.CONCERNS: self.concerns,
        }
        return by_kind[kind]


class Standing(Enum):
    """What a usable row is to the desk."""

    NEW = "new"
    CHANGED = "changed"
    KNOWN = "known"


class Change(Struct, frozen=True):
    """One fact that the list tells otherwise than the desk knows it."""

    field: str
    was: str
    now: str


CaseKey = tuple[str, datetime | str | ConcernKind | None] | tuple[str, datetime, str]


def case_key(row: CaseRow) -> CaseKey:
    """What makes two rows the same case: the child; the child and the day; the child’s episode; the thing."""
    match row:
        case ProfileRow():
            return (row.facts.local_id, None)
        case ReferralRow():
            return (row.facts.local_id, f"{row.referred_on} {row.source_agency.casefold()}")
        case EpisodeRow():
            start = first_told_start(row) if row.told_before_as else row.started_at
            return (row.local_id, start, row.source_id)
    return (row.name.casefold(), row.kind)


def changes_between(was: CaseRow, now: CaseRow, fields: frozenset[str]) -> tuple[Change, ...]:
    """What differs, among the facts that the list has columns for."""
    if was == now:
        return ()
    found = []
    for owner_was, owner_now in ((was, now), (getattr(was, "facts", None), getattr(now, "facts", None))):
        if owner_was is None:
            continue
        for field in structs.fields(owner_was):
            old, new = getattr(owner_was, field.name), getattr(owner_now, field.name)
            if field.name != "facts" and field.name in fields and old != new:
                found.append(Change(field.name, words_of(old), words_of(new)))
    return tuple(found)


def words_of(value: object) -> str:
    """A fact as a person reads it; empty for nothing."""
    if value is None or value == ():
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y %H:%M}"
    if hasattr(value, "strftime"):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, tuple):
        return "; ".join(words_of(part) for part in value)
    return str(getattr(value, "label", getattr(value, "value", value)))


Judge = Callable[[CaseRow], tuple[Standing, tuple[Change, ...]]]


def judge(known: KnownToDesk, kind: ListKind, fields: frozenset[str]) -> Judge:
    """Tells of each row whether it is new, changed or known."""
    current = {case_key(row): row for row in known.of(kind)}
    if not current:
        return lambda _: (Standing.NEW, ())

    def standing(row: CaseRow) -> tuple[Standing, tuple[Change, ...]]:
        was = current.get(case_key(row))
        if was is None:
            return Standing.NEW, ()
        changes = changes_between(was, row, fields)
        return (Standing.CHANGED if changes else Standing.KNOWN), changes

    return standing
