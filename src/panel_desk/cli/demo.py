"""``panel-desk demo``: the whole job on fictional case lists, step by step, ending with the verification in words."""

from __future__ import annotations

import time
from pathlib import Path

import click

from panel_desk.cli.saying import say
from panel_desk.cli.verify import in_words
from panel_desk.domain.verification import Verdict
from panel_desk.services.demo.demonstration import PASSPHRASE, Demonstration


@click.command("demo")
@click.option(
    "--into", type=click.Path(path_type=Path), default=Path("demo"), show_default=True, help="The folder to make."
)
def command(into: Path) -> int:
    """Run the whole job on fictional case lists: desk, agendas, meetings, signed minutes.

    An earlier demonstration in the folder is replaced; anything else there is left alone.

    Example: panel-desk demo --into /tmp/panel-desk-demo
    """
    began = time.perf_counter()
    found = Demonstration(into, lambda sentence, seconds: say([f"{seconds:6.2f} s  {sentence}"])).run()
    say([f"{time.perf_counter() - began:6.2f} s  in all. The desk in {into}/desk opens with: {PASSPHRASE}", ""])
    say(in_words(found, "minutes-SAFE-2026-10.pdf"))
    return 0 if found.verdict is Verdict.GENUINE else 1
