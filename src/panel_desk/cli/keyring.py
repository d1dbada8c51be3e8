"""``panel-desk keyring``: let this computer open a desk without its passphrase, or stop that."""

from __future__ import annotations

from pathlib import Path

import click

from panel_desk.cli.opening import passphrase_option, read_passphrase
from panel_desk.services.desk import Desk
from panel_desk.services.unlocking import forget, leave_anchor, remember


@click.command("keyring")
@click.option("--desk", "folder", type=click.Path(path_type=Path), required=True, help="The folder of the desk.")
@click.option("--forget", "stop", is_flag=True, help="Take the desk out of the keyring.")
@passphrase_option
def command(folder: Path, stop: bool, passphrase_file: Path | None) -> None:
    """Let this computer's keyring open the desk from now on; the passphrase and the recovery kit stay.

    Example: panel-desk keyring --desk demo/desk
    """
    if stop:
        forget(folder)
        click.echo("This computer no longer opens the desk by itself.")
        return
    passphrase = read_passphrase(passphrase_file)
    name = remember(folder, passphrase)
    with Desk.open(folder, passphrase) as desk:
        leave_anchor(desk)
    click.echo(f"{name} opens the desk from now on, and vouches for its record up to now.")
