"""``panel-desk profile``: what is reported of a period, in words, as JSON, or as a file for its reader."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from panel_desk.cli.opening import open_desk, passphrase_option, who_acts
from panel_desk.cli.progress import working
from panel_desk.cli.saying import say, say_json, warn
from panel_desk.domain.calendar import england_day
from panel_desk.domain.errors import refused
from panel_desk.domain.figures.profile import AnyProfile, ProfileTable, PublicProfile
from panel_desk.domain.figures.reporting_year import Period, parse_period, reporting_year, year_of
from panel_desk.services.desk import Desk
from panel_desk.services.figures.profile_files import profile_report


@click.command("profile")
@click.option("--desk", "folder", type=click.Path(path_type=Path), required=True, help="The folder of the desk.")
@click.option(
    "--year",
    "period_text",
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
@click.option("--json", "as_json", is_flag=True, help="Print the profile as JSON.")
@click.option("--out", type=click.Path(path_type=Path), help="Write it to a file: .pdf, .xlsx or .csv.")
@click.option("--for", "recipient", help="Who is to have the file; it is entered in the register of exports.")
@click.option("--as", "name", help="Who gives it out, by name; otherwise the desk's only administrator.")
@passphrase_option
def command(
    *,
    folder: Path,
    period_text: str | None,
    public: bool,
    despite_overlap: bool,
    no_compare: bool,
    as_json: bool,
    out: Path | None,
    recipient: str | None,
    name: str | None,
    passphrase_file: Path | None,
) -> int:
    """Show the exploitation profile of a period: numbers, percentages, and what they say.

    Children count once a year, 1 April to 31 March; missing episodes are counted apart. Nothing is entered but a file
    that is written: with its recipient, and of a public copy with what it hides, so that later copies hide it too.

    Example: panel-desk profile --desk demo/desk --year 2025-26 --public --out profile.pdf --for "the public"
    """
    if out is not None and not (recipient or "").strip():
        raise refused("Who is to have this file?", "Say it: --for RECIPIENT.")
    period = parse_period(period_text) if period_text else None
    with open_desk(folder, passphrase_file) as desk, working("Counting"):
        full = desk.profiling.profile(period or _latest(desk), compare=not no_compare)
        profile: AnyProfile = desk.profiling.public(full) if public else full
        if out is not None:
            actor = who_acts(desk, name)
            _refuse_unsure(profile, sure=despite_overlap)
            desk.profiling.export(actor, profile, out, recipient or "", despite_earlier=despite_overlap)
    if as_json:
        say_json(profile_report(profile))
    elif out is not None:
        say([*profile.sentences, str(out)])
    else:
        say(in_words(profile))
    _warn(profile, kept=out is not None)
    return 0


def _refuse_unsure(profile: AnyProfile, *, sure: bool) -> None:
    if isinstance(profile, PublicProfile) and profile.to_be_sure_of and not sure:
        raise refused(profile.to_be_sure_of, "To publish it all the same: --despite-overlap.")


def _warn(profile: AnyProfile, *, kept: bool) -> None:
    """What who publishes must know, beside what is printed: it is no part of a public copy."""
    if not isinstance(profile, PublicProfile):
        return
    if profile.caution:
        warn([f"Before it is published: {profile.caution}"])
    if not kept:
        warn(["Not kept as a public copy, so later copies do not know of it. To publish it, write it with --out."])


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


def _latest(desk: Desk) -> Period:
    """The latest year with figures, but none that is still to come."""
    today = year_of(england_day(desk.book.now()))
    return reporting_year(next((year for year in desk.profiling.years() if year <= today), today))
