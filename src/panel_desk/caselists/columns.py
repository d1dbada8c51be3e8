"""Takes each column for a field: by what a person chose, by the alias tables, or by likeness; never two for one."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from enum import Enum

from msgspec import Struct, structs

from panel_desk.caselists.aliases import LABELS, AliasTable, heading_key, heading_words

_TIMED = (("started_at", "start_time"), ("ended_at", "end_time"), ("interview_at", "interview_time"))
"""A date, and the time that may have a column of its own."""
_EVENTS = ("lastseen", "found", "located", "return", "report")
_LIKE_AT_LEAST = 88.0
"""Of 100, over the whole heading. One letter wrong in eight passes; another word never does."""


class How(Enum):
    """Why a column is taken for a field; the earlier wins where two columns claim one field."""

    CHOSEN = "chosen by a person"
    KNOWN = "a known heading"
    BOTH_LINES = "a known heading over two lines"
    LIKENESS = "like a known heading"
    NOT_USED = "not used"


class Column(Struct, frozen=True, kw_only=True):
    """One column and what it is taken for."""

    index: int
    heading: str
    """Its own, unique within the list: a second ``Date`` is ``Date (2)``."""
    field: str = ""
    """Empty where the column is not used."""
    how: How = How.NOT_USED
    why: str = ""

    @property
    def label(self) -> str:
        """The field in a person's words."""
        return LABELS.get(self.field, self.field.removeprefix("flag_").replace("-", " "))


def match_columns(
    headings: Sequence[str],
    groups: Sequence[str],
    table: AliasTable,
    *,
    remembered: Mapping[str, str],
    filled: Sequence[int] = (),
) -> tuple[Column, ...]:
    """Every column with its field.

    Args:
        headings: The headings, unique; empty for a column that has none.
        groups: The line above the headings, filled to the right; where two lines lie above, both, parted by a line
            break, the upper first. Empty texts where there is none.
        table: The kind of list.
        remembered: What a person chose before, heading → field; an empty field means: do not use.
        filled: How many cells of each column are filled, to decide between two columns for one field.
    """
    columns = [
        _claim(index, heading, groups[index] if index < len(groups) else "", table, remembered)
        for index, heading in enumerate(headings)
    ]
    order = list(How)
    claims = sorted(
        (c for c in columns if c.field),
        key=lambda c: (order.index(c.how), -(filled[c.index] if c.index < len(filled) else 0), c.index),
    )
    claimed = tuple(columns)
    winners: dict[str, Column] = {}
    for column in claims:
        winner = winners.setdefault(column.field, column)
        if winner is not column:
            why = f"“{winner.heading}” already gives {column.label.lower()}"
            columns[column.index] = structs.replace(column, field="", how=How.NOT_USED, why=why)
    if "surname" in winners and "forenames" in winners and "name" in winners:
        spare = winners["name"]
        why = "surname and forenames have columns of their own"
        columns[spare.index] = structs.replace(spare, field="", how=How.NOT_USED, why=why)
    for day, clock in _TIMED:
        if day in winners and clock in winners:
            _pair(winners[day], winners[clock], claimed, columns)
    return tuple(columns)


def _pair(day: Column, clock: Column, claimed: Sequence[Column], columns: list[Column]) -> None:
    """Take the time of the same event as the date: a time reported is not of the day last seen."""
    event = _event(day.heading)
    if clock.how is How.CHOSEN or not event or _event(clock.heading) in {"", event}:
        return
    why = f"not the time of “{day.heading}”"
    columns[clock.index] = structs.replace(clock, field="", how=How.NOT_USED, why=why)
    own = next((c for c in claimed if c.field == clock.field and _event(c.heading) == event), None)
    if own is not None:
        columns[own.index] = own


def _event(heading: str) -> str:
    """Of what a heading gives the day or the time, where it names one that may be told apart from others."""
    key = heading_key(heading)
    return next((event for event in _EVENTS if event in key), "")


def _claim(index: int, heading: str, group: str, table: AliasTable, remembered: Mapping[str, str]) -> Column:
    if heading in remembered:
        field = remembered[heading]
        known = field in table.field_names
        why = "" if known or not field else f"“{field}” is no field of this kind of list"
        return Column(index=index, heading=heading, field=field if known else "", how=How.CHOSEN, why=why)
    key = heading_key(heading)
    if field := table.fields.get(key, ""):
        return Column(index=index, heading=heading, field=field, how=How.KNOWN)
    if key in table.left_alone:
        return Column(index=index, heading=heading, why="known, and not needed")
    for above in lines_above(group):
        if field := table.fields.get(heading_key(f"{above} {heading}"), ""):
            return Column(index=index, heading=heading, field=field, how=How.BOTH_LINES, why=f"under “{above}”")
    if like := _most_like(heading, table):
        alias, field = like
        return Column(index=index, heading=heading, field=field, how=How.LIKENESS, why=f"like “{alias}”")
    return Column(index=index, heading=heading, why="not recognised")


def lines_above(group: str) -> tuple[str, ...]:
    """What the lines above a heading may add to it: the nearer line, the upper one, or both."""
    upper, _, nearer = group.rpartition("\n")
    return tuple(dict.fromkeys(filter(None, (nearer, upper, f"{upper} {nearer}".strip()))))


def _most_like(heading: str, table: AliasTable) -> tuple[str, str] | None:
    """The known heading this one is a misspelling of, with its field; None where two fields are as near."""
    words = heading_words(heading)
    if len(words.replace(" ", "")) < 5:
        return None
    from rapidfuzz import fuzz, process  # noqa: PLC0415  (only when a heading is not known)
    from rapidfuzz.distance import OSA  # noqa: PLC0415  (only when a heading is not known)

    near = process.extract(words, list(table.words), scorer=fuzz.ratio, score_cutoff=_LIKE_AT_LEAST - 8, limit=12)
    spelt = [
        (alias, score)
        for alias, score, _ in near
        if (score >= _LIKE_AT_LEAST or OSA.distance(words, alias) <= 1) and _misspelt(words, alias)
    ]
    if not spelt:
        return None
    alias, score = spelt[0]
    rivals = {table.words[other] for other, likeness in spelt if score - likeness < 3}
    return (alias, table.words[alias]) if len(rivals) == 1 else None


def _misspelt(words: str, alias: str) -> bool:
    """Whether two headings have the same words but for letters: another word, or a digit, means another thing."""
    from rapidfuzz import fuzz  # noqa: PLC0415  (only when a heading is not known)

    ours, theirs = words.split(), alias.split()
    if len(ours) != len(theirs) or len(alias.replace(" ", "")) < 5:
        return False
    if [c for c in words if c.isdigit()] != [c for c in alias if c.isdigit()]:
        return False
    return all(
        ours_word == theirs_word
        or (
            min(len(ours_word), len(theirs_word)) >= 4
            and ours_word[0] == theirs_word[0]
            and fuzz.ratio(ours_word, theirs_word) >= 75
        )
        for ours_word, theirs_word in zip(ours, theirs, strict=True)
    )


def source_signature(headings: Sequence[str]) -> str:
    """Tells lists of one source apart from others: a hash of the headings, which hold no case text."""
    keys = "\n".join(heading_key(heading) for heading in headings)
    return hashlib.sha256(keys.encode()).hexdigest()[:16]
