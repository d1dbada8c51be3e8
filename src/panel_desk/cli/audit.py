"""``panel-desk audit``: proves that a desk's record is whole, or says what is not."""

from __future__ import annotations

from pathlib import Path

import click
import msgspec

from panel_desk.cli.opening import open_desk, passphrase_option
from panel_desk.cli.progress import working
from panel_desk.cli.saying import say, say_json
from panel_desk.services.unlocking import keyring_anchor


@click.command("audit")
@click.option("--desk", "folder", type=click.Path(path_type=Path), required=True, help="The folder of the desk.")
@click.option(
    "--minutes",
    type=click.Path(path_type=Path),
    multiple=True,
    help="Signed minutes from outside the desk; they carry an anchor that shows a cut-off tail. May be repeated.",
)
@click.option("--json", "as_json", is_flag=True, help="Print what was found as JSON.")
@passphrase_option
def command(folder: Path, minutes: tuple[Path, ...], as_json: bool, passphrase_file: Path | None) -> int:
    """Check chain, signatures, anchors, and that the tables are what the journal makes.

    Exit code 0 only where the record is whole.

    Example: panel-desk audit --desk demo/desk --minutes minutes.pdf
    """
    with open_desk(folder, passphrase_file) as desk, working("Checking the record"):
        found = desk.auditing.audit((*desk.auditing.anchors_in(minutes), *keyring_anchor(desk)))
    if as_json:
        say_json(msgspec.to_builtins(found))
    else:
        say(("The record is whole." if found.is_whole else "The record is NOT whole.", *found.sentences))
    return 0 if found.is_whole else 1
