"""``panel-desk published-year``: the figures of a year before the desk, entered once, with where they stand."""

from __future__ import annotations

from pathlib import Path

import click

from panel_desk.cli.opening import open_desk, passphrase_option, who_acts
from panel_desk.cli.saying import say
from panel_desk.domain.figures.published import PublishedYear

_COUNT = click.IntRange(min=0)


@click.command("published-year")
@click.argument("year")
@click.option("--desk", "folder", type=click.Path(path_type=Path), required=True, help="The folder of the desk.")
@click.option("--children", type=_COUNT, required=True, help="All children, each once.")
@click.option("--cse-only", type=_COUNT, help="Where it was published.")
@click.option("--cce-only", type=_COUNT, help="Where it was published.")
@click.option("--both", type=_COUNT, help="Where it was published.")
@click.option("--source", required=True, help="Where the figures stand: the report and its day.")
@click.option("--as", "name", help="Who enters them, by name; otherwise the desk's only administrator.")
@passphrase_option
def command(
    *,
    year: str,
    folder: Path,
    children: int,
    cse_only: int | None,
    cce_only: int | None,
    both: int | None,
    source: str,
    name: str | None,
    passphrase_file: Path | None,
) -> int:
    """Enter the figures of a year as they were published, in place of any entered for it before.

    Example: panel-desk published-year 2021-22 --desk demo/desk --children 248 --source "Report of 12 September 2022"
    """
    published = PublishedYear(
        year=year, children=children, cse_only=cse_only, cce_only=cce_only, both=both, source=source
    )
    with open_desk(folder, passphrase_file) as desk:
        desk.profiling.set_published_year(who_acts(desk, name), published)
        say(
            f"{one.year}: {one.children:,} children, as published ({one.source})."
            for one in desk.profiling.published_years()
        )
    return 0
