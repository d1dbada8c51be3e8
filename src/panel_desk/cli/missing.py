"""``panel-desk missing``: missing episodes with their 72-hour clock, the four measures, and what is to be looked at."""

from __future__ import annotations

from datetime import date

import click

from panel_desk.cli.between import DAY, Listed, listing
from panel_desk.domain.figures.reporting_year import between, year_around
from panel_desk.services.desk import Desk
from panel_desk.services.missing.missing_files import as_builtins, in_words


@click.command("missing")
@click.option("--since", type=DAY, help="The first day, 2026-04-01; otherwise the reporting year's.")
@click.option("--until", type=DAY, help="The last day; otherwise today.")
@listing("Counting")
def command(desk: Desk, today: date, *, since: date | None, until: date | None) -> Listed:
    """Show missing episodes of a period: who is missing now, interviews due within 72 hours, and the four measures.

    Episodes count by the day they start. Children stand by initials and local ID. Nothing is entered but a file that is
    written, with its recipient.

    Example: panel-desk missing --desk demo/desk --since 2026-04-01 --out missing.pdf --for "Head of Service"
    """
    last = until or today
    first = since or year_around(last).starts_on
    report = desk.missing.report(between(first, last), now=desk.book.now())
    return Listed(
        sentences=tuple(report.oversight.sentences),
        in_words=lambda: in_words(report),
        report=lambda: as_builtins(report),
        write=lambda actor, out, recipient: desk.missing.export(actor, report, out, recipient),
    )
