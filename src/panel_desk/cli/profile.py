"""``panel-desk profile``: what is reported of a period, in words, as JSON, or as a file for its reader."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from panel_desk.cli.between import PERIOD, Listed, listing
from panel_desk.domain.errors import refused
from panel_desk.domain.figures.profile import AnyProfile, ProfileTable, PublicProfile
from panel_desk.domain.figures.reporting_year import Period, reporting_year, year_of
from panel_desk.domain.ids import PersonId
from panel_desk.services.desk import Desk
from panel_desk.services.figures.profile_files import profile_report

_NOT_KEPT = "Not kept as a public copy, so later copies do not know of it. To publish it, write it with --out."


@click.command("profile")
@click.option(
    "--year",
    "period",
    type=PERIOD,
    help="2025-26; or a quarter (Q2 2025-26), a month (2025-10) or two dates (2025-10-01 to 2025-12-31). Otherwise the "
    "latest year with figures.",
)
@click.option("--public", is_flag=True, help="Hide counts of 1 to 5, and what would give them away.")
@click.option(
    "--despite-overlap",
    is_flag=True,
    help="Write a public copy although earlier public copies may give away what it hides.",
)
@click.option("--no-compare", is_flag=True, help="Leave the year before out.")
@listing("Counting")
def command(
    desk: Desk,
    today: date,
    *,
    period: Period | None,
    public: bool,
    despite_overlap: bool,
    no_compare: bool,
) -> Listed:
    """Show the exploitation profile of a period: numbers, percentages, and what they say.

    Children count once a year, 1 April to 31 March; missing episodes are counted apart. Nothing is entered but a file
    that is written: with its recipient, and of a public copy with what it hides, so that later copies hide it too.

    Example: panel-desk profile --desk demo/desk --year 2025-26 --public --out profile.pdf --for "the public"
    """
    full = desk.profiling.profile(period or _latest(desk, today), compare=not no_compare)
    profile: AnyProfile = desk.profiling.public(full) if public else full

    def write(actor: PersonId, out: Path, recipient: str) -> None:
        if isinstance(profile, PublicProfile) and profile.to_be_sure_of and not despite_overlap:
            raise refused(profile.to_be_sure_of, "To publish it all the same: --despite-overlap.")
        desk.profiling.export(actor, profile, out, recipient, despite_earlier=despite_overlap)

    caution = profile.caution if isinstance(profile, PublicProfile) else ""
    return Listed(
        sentences=tuple(profile.sentences),
        in_words=lambda: in_words(profile),
        report=lambda: profile_report(profile),
        write=write,
        warnings=(f"Before it is published: {caution}",) if caution else (),
        warnings_unwritten=(_NOT_KEPT,) if public else (),
    )


def in_words(profile: AnyProfile) -> list[str]:
    """The profile as a person reads it on a terminal."""
    lines = [f"{profile.title}: {profile.period.dates}", *profile.sentences]
    for table in profile.tables:
        lines += ["", table.title, *(_grid(table) if table.rows else [f"  {table.sentence}"])]
    return [*lines, "", profile.note]


def _grid(table: ProfileTable) -> Iterator[str]:
    """The table in columns, numbers to the right."""
    lines = [list(table.headings), *([row.label, *(cell.words for cell in row.cells)] for row in table.rows)]
    wide = [max(len(line[place]) for line in lines) for place in range(len(table.headings))]
    for line in lines:
        first, *others = zip(line, wide, strict=True)
        yield "  " + "  ".join([first[0].ljust(first[1]), *(words.rjust(width) for words, width in others)]).rstrip()


def _latest(desk: Desk, today: date) -> Period:
    """The latest year with figures, but none that is still to come."""
    this_year = year_of(today)
    return reporting_year(next((year for year in desk.profiling.years() if year <= this_year), this_year))
