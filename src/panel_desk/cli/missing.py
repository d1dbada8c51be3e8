"""``panel-desk missing``: missing episodes with their 72-hour clock, the four measures, and what is to be looked at."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from panel_desk.cli.opening import open_desk, passphrase_option, who_acts
from panel_desk.cli.progress import working
from panel_desk.cli.saying import say, say_json
from panel_desk.domain.calendar import england_day
from panel_desk.domain.errors import refused
from panel_desk.domain.figures.reporting_year import between, reporting_year, year_of
from panel_desk.services.missing.missing_files import as_builtins, in_words

_DAY = click.DateTime(formats=["%Y-%m-%d", "%d/%m/%Y"])


@click.command("missing")
@click.option("--desk", "folder", type=click.Path(path_type=Path), required=True, help="The folder of the desk.")
@click.option("--since", type=_DAY, help="The first day, 2026-04-01; otherwise the reporting year's.")
@click.option("--until", type=_DAY, help="The last day; otherwise today.")
@click.option("--json", "as_json", is_flag=True, help="Print measures and episodes as JSON.")
@click.option("--out", type=click.Path(path_type=Path), help="Write it to a file: .pdf, .xlsx or .csv.")
@click.option("--for", "recipient", help="Who is to have the file; it is entered in the register of exports.")
@click.option("--as", "name", help="Who gives it out, by name; otherwise the desk's only administrator.")
@passphrase_option
def command(
    *,
    folder: Path,
    since: datetime | None,
    until: datetime | None,
    as_json: bool,
    out: Path | None,
    recipient: str | None,
    name: str | None,
    passphrase_file: Path | None,
) -> int:
    """Show missing episodes of a period: who is missing now, interviews due within 72 hours, and the four measures.

    Episodes count by the day they start. Children stand by initials and local ID. Nothing is entered but a file that is
    written, with its recipient.

    Example: panel-desk missing --desk demo/desk --since 2026-04-01 --out missing.pdf --for "Head of Service"
    """
    if out is not None and not (recipient or "").strip():
        raise refused("Who is to have this file?", "Say it: --for RECIPIENT.")
    with open_desk(folder, passphrase_file) as desk, working("Counting"):
        now = desk.book.now()
        last = until.date() if until else england_day(now)
        first = since.date() if since else reporting_year(year_of(last)).starts_on
        report = desk.missing.report(between(first, last), now=now)
        if out is not None:
            desk.missing.export(who_acts(desk, name), report, out, recipient or "")
    if as_json:
        say_json(as_builtins(report))
    elif out is not None:
        say([*report.oversight.sentences, str(out)])
    else:
        say(in_words(report))
    return 0
