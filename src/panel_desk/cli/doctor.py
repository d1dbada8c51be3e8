"""``panel-desk doctor``: what this computer offers the desk, and where something is missing."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from panel_desk.cli.opening import open_desk, passphrase_option
from panel_desk.cli.saying import say, say_json
from panel_desk.services.examining import examine_computer, examine_vault


@click.command("doctor")
@click.option("--desk", "folder", type=click.Path(path_type=Path), help="A desk's folder, to look at its vault too.")
@click.option("--json", "as_json", is_flag=True, help="Print what was found as JSON.")
@passphrase_option
def command(folder: Path | None, as_json: bool, passphrase_file: Path | None) -> int:
    """Tell versions, keyring, fonts and, for a desk, the vault's health.

    Exit code 1 where something is wrong that the desk needs.

    Example: panel-desk doctor --desk demo/desk
    """
    findings = examine_computer()
    if folder is not None:
        findings += examine_vault(partial(open_desk, folder, passphrase_file))
    if as_json:
        data = {f.what: {"found": f.found, "well": f.well, "remedy": f.remedy} for f in findings}
        say_json(data)
    else:
        for finding in findings:
            remedy = f"  → {finding.remedy}" if finding.remedy else ""
            say([f"{'✓' if finding.well else '✗'} {finding.what}: {finding.found}{remedy}"])
    return 0 if all(finding.well for finding in findings) else 1
