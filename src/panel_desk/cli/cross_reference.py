"""``panel-desk cross-reference``: children who go missing most against those who carry a marker, each flag with why."""

from __future__ import annotations

from datetime import date

import click
from msgspec.structs import replace

from panel_desk.cli.between import Listed, listing
from panel_desk.cli.opening import who_acts
from panel_desk.services.desk import Desk
from panel_desk.services.missing.cross_files import cross_as_builtins, cross_in_words


@click.command("cross-reference")
@click.option("--episodes", type=int, help="At least so many episodes count; otherwise as the desk is set, usually 3.")
@click.option("--days", type=int, help="Within so many days; usually 90.")
@click.option("--top", type=int, help="So many children with the most episodes count too; usually 20.")
@click.option("--longer-than", "hours", type=int, help="One episode of more hours counts too; usually 24.")
@click.option(
    "--interviews",
    type=click.Choice(["every", "missing"]),
    help="After which episodes a return interview is due: every one, or missing ones alone; usually every.",
)
@click.option("--keep", is_flag=True, help="Keep these thresholds as the desk's settings.")
@listing("Cross-referencing")
def command(
    desk: Desk,
    _today: date,
    *,
    episodes: int | None,
    days: int | None,
    top: int | None,
    hours: int | None,
    interviews: str | None,
    keep: bool,
) -> Listed:
    """Cross-reference missing children with markers of exploitation, and say of every flag why.

    Who goes missing most and carries a marker belongs on the enhanced pathway; who carries none may need a referral.
    Children stand by initials and local ID. Nothing is entered but thresholds that are kept, and a file that is
    written, with its recipient.

    Example: panel-desk cross-reference --desk demo/desk --episodes 4 --out cross.pdf --for "SAFE panel"
    """
    after_absence = None if interviews is None else interviews == "every"
    given = {
        "episodes": episodes,
        "days": days,
        "top": top,
        "longer_than_hours": hours,
        "interviews_after_absence": after_absence,
    }
    crossing = desk.cross_referencing
    rule = replace(crossing.thresholds(), **{key: value for key, value in given.items() if value is not None})
    if keep:
        crossing.set_thresholds(who_acts(desk, click.get_current_context().params["name"]), rule)
    cross = crossing.outside(crossing.run(desk.book.now(), rule))
    return Listed(
        sentences=(cross.sentence,),
        in_words=lambda: cross_in_words(cross),
        report=lambda: cross_as_builtins(cross),
        write=lambda actor, out, recipient: crossing.export(actor, cross, out, recipient),
    )
