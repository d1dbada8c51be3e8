"""The public copy of a whole profile: all its tables together, with their shares, changes, charts and sentences."""

from __future__ import annotations

from collections.abc import Collection

from msgspec.structs import replace

from panel_desk.domain.profile import HiddenCell, Profile, ProfileCell, ProfileTable, PublicProfile
from panel_desk.domain.profile_charts import with_chart
from panel_desk.domain.profile_sentences import headline, with_sentence
from panel_desk.domain.suppression import MARK, Derived, Figure, PublicCopy, gives_away, public_copy

HOW_HIDDEN = (
    f"{MARK}: a count of 1 to 5 is not published, nor is what would give one away, nor a share or a change worked out "
    "from either. A zero is a zero."
)


def public_profile(profile: Profile, *, hidden_before: Collection[Figure] = ()) -> PublicProfile:
    """What of a profile may be published.

    Args:
        profile: In full.
        hidden_before: What earlier public copies hid.

    Raises:
        DeskError: where no copy could be proved safe.
    """
    copy = _tied(profile, frozenset(hidden_before))
    tables = tuple(_public(table, copy, profile) for table in profile.tables)
    hidden = [
        HiddenCell(table=table.title, row=row.label, heading=heading, why=cell.why)
        for table in tables
        for row in table.rows
        for heading, cell in zip(table.headings[1:], row.cells, strict=True)
        if cell.why
    ]
    return PublicProfile(
        title=profile.title,
        period=profile.period,
        compared=profile.compared,
        tables=tables,
        sentences=tuple(filter(None, (*headline({table.key: table for table in tables}), profile.standing))),
        note=f"{profile.note} {HOW_HIDDEN}",
        years=profile.years,
        hidden=tuple(hidden),
        hidden_figures=tuple(copy.hidden),
        caution=copy.caution,
    )


def _tied(profile: Profile, before: frozenset[Figure]) -> PublicCopy:
    """The copy in which each figure that bounds a hidden one is hidden too, with whatever that takes."""
    while True:
        copy = public_copy(profile.grids, hidden_before=before)
        tied = {tie.figure for tie in profile.ties if copy.hidden.keys() & set(tie.bounds)} - copy.hidden.keys()
        tied = {figure for figure in tied if _counts(profile, figure)}
        if not tied:
            return copy
        before |= tied


def _counts(profile: Profile, figure: Figure) -> bool:
    """Whether it is a number other than 0: a zero is published always."""
    return any(
        cell.number for table in profile.tables for row in table.rows for cell in row.cells if cell.of == (figure,)
    )


def _public(table: ProfileTable, copy: PublicCopy, profile: Profile) -> ProfileTable:
    derived = [
        Derived(name=f"{place} {column}", of=cell.of)
        for place, row in enumerate(table.rows)
        for column, cell in enumerate(row.cells)
        if len(cell.of) > 1 or cell.unit
    ]
    away = gives_away(derived, copy.hidden)
    rows = tuple(
        replace(
            row,
            cells=tuple(
                _public_cell(cell, copy, away.get(f"{place} {column}", "")) for column, cell in enumerate(row.cells)
            ),
        )
        for place, row in enumerate(table.rows)
    )
    return with_sentence(with_chart(replace(table, rows=rows)), profile.period)


def _public_cell(cell: ProfileCell, copy: PublicCopy, away: str) -> ProfileCell:
    why = away
    if not why and not cell.unit and len(cell.of) == 1:
        found = copy.hidden.get(cell.of[0])
        why = found.why if found else ""
    return ProfileCell(words=MARK, why=why) if why else replace(cell, of=())
