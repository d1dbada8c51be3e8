"""``panel-desk cross-reference``: children who go missing most against those who carry a marker, each flag with why."""

from __future__ import annotations

from pathlib import Path

import click
from msgspec.structs import replace

from panel_desk.cli.between import listing_options, needed, refuse_nameless
from panel_desk.cli.opening import open_desk, who_acts
from panel_desk.cli.progress import working
from panel_desk.cli.saying import say, say_json
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
@listing_options
def command(
    *,
    episodes: int | None,
    days: int | None,
    top: int | None,
    hours: int | None,
    interviews: str | None,
    keep: bool,
    folder: Path | None,
    as_json: bool,
    out: Path | None,
    recipient: str | None,
    name: str | None,
    passphrase_file: Path | None,
) -> int:
    """Cross-reference missing children with markers of exploitation, and say of every flag why.

    Who goes missing most and carries a marker belongs on the enhanced pathway; who carries none may need a referral.
    Children stand by initials and local ID. Nothing is entered but thresholds that are kept, and a file that is
    written, with its recipient.

    Example: panel-desk cross-reference --desk demo/desk --episodes 4 --out cross.pdf --for "SAFE panel"
    """
    refuse_nameless(out, recipient)
    after_absence = None if interviews is None else interviews == "every"
    given = {
        "episodes": episodes,
        "days": days,
        "top": top,
        "longer_than_hours": hours,
        "interviews_after_absence": after_absence,
    }
    with open_desk(needed(folder), passphrase_file) as desk, working("Cross-referencing"):
        crossing = desk.cross_referencing
        rule = replace(crossing.thresholds(), **{key: value for key, value in given.items() if value is not None})
        if keep:
            crossing.set_thresholds(who_acts(desk, name), rule)
        cross = crossing.outside(crossing.run(desk.book.now(), rule))
        if out is not None:
            crossing.export(who_acts(desk, name), cross, out, recipient or "")
    if as_json:
        say_json(cross_as_builtins(cross))
    elif out is not None:
        say([cross.sentence, str(out)])
    else:
        say(cross_in_words(cross))
    return 0
