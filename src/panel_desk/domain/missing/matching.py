"""Whose a missing episode is: by local ID, a person’s answer, NHS number, or UPN and date of birth; never by name.

What none of these joins stays in a queue, with the reason, for a person to answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from msgspec import Struct

from panel_desk.domain.calendar import date_words, moment_words
from panel_desk.domain.children.cases import ChildFacts, EpisodeRow
from panel_desk.domain.children.identity import is_nhs_number, is_upn, nhs_number_joins, without_leading_zeros
from panel_desk.domain.missing.episodes import distinct

NHS_NUMBER = "NHS number"
UPN_AND_BIRTH = "UPN and date of birth"
"""What joined; completes “matched on …”."""


class Stranger(Struct, frozen=True, kw_only=True):
    """A number under which lists tell episodes, and that no child of the desk has."""

    source_id: str
    episodes: tuple[EpisodeRow, ...]
    """At least one, in order of start."""


class Suggestion(Struct, frozen=True, kw_only=True):
    """A child on the desk whose the episodes might be; a person decides."""

    local_id: str
    initials: str
    name: str
    why: str
    """``same surname and date of birth``."""


class MatchCandidate(Struct, frozen=True, kw_only=True):
    """A number, of lists or entered here, under which episodes are told and that joins to no child of the desk."""

    source_id: str
    """The number the list gives; ``EpisodesMatched`` answers it."""
    initials: str
    """``?.?.`` where the list gives no name; ``M.C. or L.B.`` where it gives several."""
    name: str
    """As the list gives it; empty: not given."""
    episodes: int
    last: str
    """Of the newest: ``missing since 20 November 2026, 21:10``, ``last on 9 November 2026``."""
    why: str
    """Why nothing joined, a sentence."""
    suggestions: tuple[Suggestion, ...] = ()


class Joined(Struct, frozen=True, kw_only=True):
    """What became of a number."""

    local_id: str = ""
    """Whose the episodes are; empty: nobody’s that the desk knows."""
    by: str = ""
    """``NHS_NUMBER``, ``UPN_AND_BIRTH``; empty: nothing joined."""
    why: str = ""
    """Why nothing did, a sentence."""


class Matching:
    """Joins numbers to the children of the desk."""

    def __init__(self, children: Iterable[ChildFacts]) -> None:
        self._children = tuple(children)
        self._by_nhs: dict[str, list[ChildFacts]] = {}
        self._by_upn: dict[str, list[ChildFacts]] = {}
        for child in self._children:
            if nhs_number_joins(child.nhs_number):
                self._by_nhs.setdefault(child.nhs_number, []).append(child)
            if is_upn(child.upn):
                self._by_upn.setdefault(child.upn, []).append(child)
        self._alike: dict[_Alike, list[int]] = {}
        for place, child in enumerate(self._children):
            for about in _about_child(child):
                self._alike.setdefault(about, []).append(place)

    def join(self, stranger: Stranger) -> Joined:
        """Whose the episodes under a number are, by NHS number, else by UPN and date of birth, of one child alone."""
        told = [set(values) - {None, ""} for values in zip(*map(_says, stranger.episodes), strict=True)]
        nhs_numbers, upns, births = told
        twice = next((w for w, v in zip(_TOLD, told, strict=True) if len(v) > 1), "")
        several = Joined(why=f"The lists give several {twice} under this number{_OF_SEVERAL}")
        if len(nhs_numbers) > 1:
            return several
        found = self._by_nhs.get(next(iter(nhs_numbers)), []) if nhs_numbers else []
        born_so = [child for child in found if not births or child.born_on is None or {child.born_on} == births]
        if found and not born_so and len(births) == 1:
            has = "has" if len(found) == 1 else "have"
            return Joined(why=f"{_named(found)} {has} the {NHS_NUMBER}, but another date of birth.")
        if len(found) == 1 and len(births) <= 1:
            return Joined(local_id=found[0].local_id, by=NHS_NUMBER)
        if twice:
            return several
        no_nhs = "the list gives no NHS number"
        if found:
            no_nhs = f"{_named(found)} have the same NHS number, the one the list gives"
        elif nhs_numbers and not nhs_number_joins(next(iter(nhs_numbers))):
            no_nhs = "the check digit of the NHS number that the list gives is wrong"
        elif nhs_numbers:
            no_nhs = "no child of the desk has the NHS number that the list gives"
        return self._join_by_upn(no_nhs, nhs_numbers, upns, births)

    def _join_by_upn(self, no_nhs: str, nhs_numbers: set[str], upns: set[str], births: set[date]) -> Joined:
        same_upn = self._by_upn.get(next(iter(upns), ""), [])
        found = [child for child in same_upn if child.born_on in births]
        one = found[0] if len(found) == 1 else None
        if one is not None and nhs_numbers and one.nhs_number and one.nhs_number not in nhs_numbers:
            return Joined(why=f"{one.local_id} has the {UPN_AND_BIRTH}, but another NHS number.")
        if one is not None:
            return Joined(local_id=one.local_id, by=UPN_AND_BIRTH)
        if not upns:
            why = "it gives no UPN"
        elif not same_upn:
            why = "no child of the desk has the UPN that it gives"
        elif found:
            why = f"{_named(found)} have the same UPN and date of birth"
        elif births:
            why = f"{_named(same_upn)} has the UPN, but not the date of birth"
        else:
            why = f"{_named(same_upn)} has the UPN, but the list gives no date of birth"
        return Joined(why=_sentence(no_nhs, why))

    def candidate(self, stranger: Stranger) -> MatchCandidate:
        """A number as the queue shows it: why nothing joined, and who it might be."""
        newest = stranger.episodes[-1]
        said = dict.fromkeys((row.surname, row.forenames) for row in reversed(stranger.episodes))
        facts = [ChildFacts(local_id=stranger.source_id, surname=s, forenames=f) for s, f in said if s or f]
        named = facts or [ChildFacts(local_id=stranger.source_id)]
        return MatchCandidate(
            source_id=stranger.source_id,
            initials=" or ".join(dict.fromkeys(one.initials for one in named)),
            name=" or ".join(one.name for one in named),
            episodes=len(distinct(stranger.episodes)),
            last=_last_words(newest),
            why=f"No child of the desk has the number. {self.join(stranger).why}".strip(),
            suggestions=self._suggestions(stranger, named[0]),
        )

    def _suggestions(self, stranger: Stranger, facts: ChildFacts) -> tuple[Suggestion, ...]:
        """Children who have something in common with it; the name alone joins nothing and is only shown."""
        nhs_numbers, upns, births = (
            set(values) - {None, ""} for values in zip(*map(_says, stranger.episodes), strict=True)
        )
        found = []
        # Those alone that have anything in common: a queue of hundreds against thousands of children is else minutes.
        abouts = {*_about_child(facts), *(("surname and birth", _folded(facts.surname), str(day)) for day in births)}
        abouts |= {*(("NHS", number) for number in nhs_numbers), *(("UPN", number) for number in upns)}
        places = {place for about in abouts for place in self._alike.get(about, ())}
        for child in (self._children[place] for place in sorted(places)):
            alike = [
                (bool(child.nhs_number) and child.nhs_number in nhs_numbers, "NHS number"),
                (bool(child.upn) and child.upn in upns, "UPN"),
                (_bare(child.local_id) == _bare(stranger.source_id), "number but for leading zeros"),
                (_same(child.surname, facts.surname) and _same(child.forenames, facts.forenames), "name"),
            ]
            words = [word for holds, word in alike if holds]
            if _same(child.surname, facts.surname) and child.born_on in births and "name" not in words:
                words.append("surname")
            if words and child.born_on in births:
                words.append("date of birth")
            if words:
                why = f"same {' and '.join(words)}"
                found.append(Suggestion(local_id=child.local_id, initials=child.initials, name=child.name, why=why))
        return tuple(sorted(found, key=lambda one: (-one.why.count(" and "), one.local_id)))[:_MOST]


_Alike = tuple[str, ...]
"""What a child may have in common with a number, and what it is."""


def _about_child(child: ChildFacts) -> Iterator[_Alike]:
    yield "number", _bare(child.local_id)
    surname, forenames = _folded(child.surname), _folded(child.forenames)
    if child.nhs_number:
        yield "NHS", child.nhs_number
    if child.upn:
        yield "UPN", child.upn
    if surname and forenames:
        yield "name", surname, forenames
    if surname and child.born_on is not None:
        yield "surname and birth", surname, str(child.born_on)


def _folded(words: str) -> str:
    return words.strip().casefold()


_OF_SEVERAL = (
    ": it may be several children’s. An answer is for all its episodes, so leave out those of another child first, "
    "and enter them under that child."
)
_TOLD = ("NHS numbers", "UPNs", "dates of birth")
_MOST = 5


def _says(row: EpisodeRow) -> tuple[str, str, date | None]:
    """What a row says of the child; a word in the place of a number (``Pending``, ``UN1``) says nothing."""
    nhs_number = row.nhs_number if is_nhs_number(row.nhs_number) else ""
    return nhs_number, row.upn if is_upn(row.upn) else "", row.born_on


def _bare(number: str) -> str:
    return without_leading_zeros(number.strip())


def _same(one: str, other: str) -> bool:
    return bool(_folded(one)) and _folded(one) == _folded(other)


def _named(children: Sequence[ChildFacts]) -> str:
    """``104233 and 104300``."""
    return " and ".join(child.local_id for child in children)


def _sentence(*facts: str) -> str:
    words = "; ".join(facts)
    return f"{words[0].upper()}{words[1:]}."


def _last_words(newest: EpisodeRow) -> str:
    if newest.ended_at is not None:
        return f"last on {date_words(newest.started_at.date())}"
    at = moment_words(newest.started_at) if newest.start_time_known else date_words(newest.started_at.date())
    return f"{newest.kind.value} since {at}"


def queue_of(strangers: Iterable[Stranger], children: Iterable[ChildFacts]) -> tuple[MatchCandidate, ...]:
    """The match queue: who is missing most first."""
    matching = Matching(children)
    found = [matching.candidate(stranger) for stranger in strangers]
    return tuple(sorted(found, key=lambda one: (-one.episodes, one.source_id)))
