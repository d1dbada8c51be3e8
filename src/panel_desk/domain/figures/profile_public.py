"""The public copy of a whole profile: all its tables together, with their shares, changes, charts and sentences."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from msgspec.structs import replace

from panel_desk.domain.figures.profile import HiddenCell, Profile, ProfileCell, ProfileTable, PublicProfile
from panel_desk.domain.figures.profile_cells import PER_CENT
from panel_desk.domain.figures.profile_charts import with_chart
from panel_desk.domain.figures.profile_sentences import all_hidden, headline, with_sentence
from panel_desk.domain.figures.published import PrintedFigure
from panel_desk.domain.figures.suppression import (
    MARK,
    Derived,
    EarlierCopies,
    Figure,
    PublicCopy,
    first_few,
    gives_away,
    public_copy,
)
from panel_desk.domain.figures.suppression_moves import LARGEST_HIDDEN

HOW_HIDDEN = (
    f"{MARK}: a count of 1 to 5 is not published, nor is what would give one away, nor a share or a change worked out "
    "from either. A zero is a zero."
)
AS_PUBLISHED = "Figures of years before are given as they were published."


def public_profile(
    profile: Profile, *, with_them: Sequence[Profile] = (), earlier: EarlierCopies | None = None
) -> PublicProfile:
    """What of a profile may be published.

    Args:
        profile: In full.
        with_them: Other profiles that may be published one day: this one hides what all of them together would.
        earlier: What earlier public copies hid and gave.

    Raises:
        DeskError: where no copy could be proved safe.
    """
    together = (profile, *with_them)
    copy = public_copy(
        [grid for one in together for grid in one.grids],
        bonds=[bond for one in together for bond in one.bonds],
        earlier=earlier,
    )
    values = {figure: value for grid in profile.grids for figure, value in grid.numbers()}
    # What only another profile's copy would show is no concern of who publishes this one.
    copy = replace(copy, could_be_guessed=tuple(figure for figure in copy.could_be_guessed if figure in values))
    tables = tuple(_public(table, copy, profile, values) for table in profile.tables)
    small = _given_small(profile, earlier.hidden if earlier else ())
    return PublicProfile(
        title=profile.title,
        period=profile.period,
        compared=profile.compared,
        tables=tables,
        sentences=tuple(filter(None, (*headline({table.key: table for table in tables}), profile.standing))),
        note=" ".join([profile.note, HOW_HIDDEN, *([AS_PUBLISHED] if profile.given else [])]),
        years=profile.years,
        hidden=tuple(_hidden_cells(tables)),
        hidden_figures=tuple(copy.hidden),
        printed=tuple(
            PrintedFigure(figure, values[figure])
            for figure in _shown(profile)
            if figure in values and figure not in copy.hidden
        ),
        to_be_sure_of=copy.exposure,
        published=profile.published,
        caution=" ".join(filter(None, (copy.exposure, copy.caution, small, _nothing_left(tables)))),
    )


def _hidden_cells(tables: Sequence[ProfileTable]) -> Iterator[HiddenCell]:
    for table in tables:
        for row in table.rows:
            for heading, cell in zip(table.headings[1:], row.cells, strict=True):
                if cell.why:
                    yield HiddenCell(table=table.title, row=row.label, heading=heading, why=cell.why)


def _nothing_left(tables: Sequence[ProfileTable]) -> str:
    """What may be done about tables of which nothing is left: for who publishes, and not for the reader."""
    titles = [table.title for table in tables if table.rows and all_hidden(table)]
    return f"Nothing is left of {first_few(titles)}: a longer period may show more." if titles else ""


def _shown(profile: Profile) -> dict[Figure, None]:
    """Every count that stands in a table, or in a chart of more years than its table."""
    drawn = [table.drawn_from for table in profile.tables if table.drawn_from is not None]
    cells = (cell for table in (*profile.tables, *drawn) for row in table.rows for cell in row.cells)
    return {cell.of[0]: None for cell in cells if len(cell.of) == 1 and not cell.unit}


def _given_small(profile: Profile, before: Collection[Figure]) -> str:
    """A sentence where what was published says what this copy, or an earlier one, would have hidden.

    It stands all the same: hiding what everybody can read elsewhere protects nobody, and would hide other figures for
    its sake.
    """
    numbers = {figure: value for grid in profile.given for figure, value in grid.numbers()}
    told = [figure for figure, value in numbers.items() if 1 <= value <= LARGEST_HIDDEN or (value and figure in before)]
    if not told:
        return ""
    return (
        "Given as published, though the desk itself would hide it: "
        f"{first_few([figure.words for figure in told])}. Make sure that it is public, or leave it out of the figures "
        "entered for that year."
    )


def _public(table: ProfileTable, copy: PublicCopy, profile: Profile, values: Mapping[Figure, int]) -> ProfileTable:
    drawn = None if table.drawn_from is None else _hidden_in(table.drawn_from, copy, values)
    shown = replace(_hidden_in(table, copy, values), drawn_from=drawn)
    if not table.rows and table.sentence:
        # Why there is nothing gives no number away.
        return shown
    return with_sentence(with_chart(shown), profile.period, published=bool(profile.published))


def _hidden_in(table: ProfileTable, copy: PublicCopy, values: Mapping[Figure, int]) -> ProfileTable:
    derived = [
        Derived(name=f"{place} {column}", of=cell.of)
        for place, row in enumerate(table.rows)
        for column, cell in enumerate(row.cells)
        if (len(cell.of) > 1 or cell.unit) and not _is_none_of_some(cell, values)
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
    return replace(table, rows=rows)


def _is_none_of_some(cell: ProfileCell, values: Mapping[Figure, int]) -> bool:
    """Whether it is the share of a zero, which is published, in a hidden number: 0.0 % of whatever that is."""
    return cell.unit == PER_CENT and cell.number == 0 and len(cell.of) > 1 and values.get(cell.of[0]) == 0


def _public_cell(cell: ProfileCell, copy: PublicCopy, away: str) -> ProfileCell:
    why = away
    if not why and not cell.unit and len(cell.of) == 1:
        found = copy.hidden.get(cell.of[0])
        why = found.why if found else ""
    return ProfileCell(words=MARK, why=why) if why else replace(cell, of=())
