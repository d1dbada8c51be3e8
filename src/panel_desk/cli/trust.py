"""``panel-desk trust``: import whom to believe, once, by the fingerprint somebody known has read aloud."""

from __future__ import annotations

from pathlib import Path

import click

from panel_desk.cli.saying import say
from panel_desk.services.verifying import Verifying


@click.command("trust")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--fingerprint", help="As it was read to you. Not needed for a later edition from the same root.")
def command(file: Path, fingerprint: str | None) -> None:
    """Import a trust file, so that verify knows whom to believe.

    Example: panel-desk trust council.paneltrust --fingerprint "3F2A 91C0 …"
    """
    verifying = Verifying()
    if fingerprint is None and verifying.pinned() is None:
        trust = verifying.read_trust(file)
        say([f"This trust file says it comes from {trust.organisation}. Its fingerprint is:"])
        say([f"  {verifying.fingerprint(trust)}"])
        say(["Ask somebody you know there to read it to you, then run this again with --fingerprint."])
        raise click.exceptions.Exit(1)
    trust = verifying.pin(file, fingerprint)
    say([f"{trust.organisation} is trusted from now on: {len(trust.register)} entries in its register."])
