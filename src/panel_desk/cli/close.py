"""``panel-desk close``: the end of a meeting in one press, as the meeting room makes it."""

from __future__ import annotations

from pathlib import Path

import click
from msgspec.structs import replace

from panel_desk.cli.opening import open_desk, passphrase_option, who_acts
from panel_desk.cli.progress import working
from panel_desk.cli.saying import say
from panel_desk.services.closing import ChaseWhat


@click.command("close")
@click.argument("reference")
@click.option("--desk", "folder", type=click.Path(path_type=Path), required=True, help="The folder of the desk.")
@click.option("--into", type=click.Path(path_type=Path), required=True, help="Where the folder with the papers goes.")
@click.option("--no-next", is_flag=True, help="Plan no next meeting.")
@click.option("--no-letters", is_flag=True, help="Write no letters to owners of open actions.")
@click.option("--as", "name", help="Who closes it, by name; otherwise the desk's only administrator.")
@passphrase_option
def command(
    *,
    reference: str,
    folder: Path,
    into: Path,
    no_next: bool,
    no_letters: bool,
    name: str | None,
    passphrase_file: Path | None,
) -> int:
    """Close a meeting: draft minutes, a sheet for each agency, letters to owners, and the next meeting planned.

    What is left to look at is said first. Where an item has no outcome, nothing is closed and nothing is made.

    Example: panel-desk close SAFE-2026-11 --desk demo/desk --into papers
    """
    with open_desk(folder, passphrase_file) as desk:
        meeting = desk.meetings.by_reference(reference)
        if checks := desk.closing.checklist(meeting.id):
            say([check.sentence for check in checks])
        choice = desk.closing.proposed(meeting.id)
        if no_next:
            choice = replace(choice, next_meeting=None)
        if no_letters:
            choice = replace(choice, chase=ChaseWhat.NONE)
        with working("Closing the meeting"):
            closed = desk.closing.close(who_acts(desk, name), meeting.id, into, choice)
        say([*closed.sentences, *(f"  {paper.path}" for paper in closed.papers)])
    return 0
