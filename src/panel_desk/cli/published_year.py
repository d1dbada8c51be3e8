"""``panel-desk published-year``: the figures of a year before the desk, entered once, with where they stand."""

from __future__ import annotations

from datetime import date

import click

from panel_desk.cli.between import deed
from panel_desk.domain.figures.published import PublishedYear
from panel_desk.domain.ids import PersonId
from panel_desk.services.desk import Desk

_COUNT = click.IntRange(min=0)


@click.command("published-year")
@click.argument("year")
@click.option("--children", type=_COUNT, required=True, help="All children, each once.")
@click.option("--cse-only", type=_COUNT, help="Where it was published.")
@click.option("--cce-only", type=_COUNT, help="Where it was published.")
@click.option("--both", type=_COUNT, help="Where it was published.")
@click.option("--source", required=True, help="Where the figures stand: the report and its day.")
@deed
def command(
    desk: Desk,
    actor: PersonId,
    _today: date,
    *,
    year: str,
    children: int,
    cse_only: int | None,
    cce_only: int | None,
    both: int | None,
    source: str,
) -> list[str]:
    """Enter the figures of a year as they were published, in place of any entered for it before.

    Example: panel-desk published-year 2021-22 --desk demo/desk --children 248 --source "Report of 12 September 2022"
    """
    published = PublishedYear(
        year=year, children=children, cse_only=cse_only, cce_only=cce_only, both=both, source=source
    )
    desk.profiling.set_published_year(actor, published)
    return [
        f"{one.year}: {one.children:,} children, as published ({one.source})."
        for one in desk.profiling.published_years()
    ]
