"""``panel-desk backup``: back up a desk, rehearse its restoring, or put a backup back."""

from __future__ import annotations

from pathlib import Path

import click

from panel_desk.cli.opening import passphrase_option, read_passphrase
from panel_desk.cli.progress import working
from panel_desk.services.desk import Desk
from panel_desk.services.safekeeping import come_back, make_backup, newest, put_back, rehearse
from panel_desk.services.unlocking import leave_anchor


@click.command("backup")
@click.option("--desk", "folder", type=click.Path(path_type=Path), help="The desk to back up.")
@click.option("--into", type=click.Path(path_type=Path), required=True, help="The folder of backups.")
@click.option("--rehearse", "only_rehearse", is_flag=True, help="Make none: try whether the newest would restore.")
@click.option("--restore-to", type=click.Path(path_type=Path), help="Make none: put the newest into this empty folder.")
@passphrase_option
def command(
    folder: Path | None, into: Path, only_rehearse: bool, restore_to: Path | None, passphrase_file: Path | None
) -> int:
    """Back up a desk, and try at once whether the backup would restore.

    Example: panel-desk backup --desk demo/desk --into backups
    """
    if folder is None and not only_rehearse and restore_to is None:
        raise click.UsageError("Name the desk with --desk, or use --rehearse or --restore-to.")
    passphrase = read_passphrase(passphrase_file)
    if restore_to is not None:
        with working("Restoring"):
            restored = newest(into)
            put_back(restored, restore_to, passphrase)
        click.echo("\n".join((f"Restored to {restore_to}.", *come_back(restored))))
        return 0
    if folder is not None and not only_rehearse:
        with Desk.open(folder, passphrase) as desk, working("Backing up"):
            made = make_backup(desk, into)
            leave_anchor(desk)
        click.echo(f"Backed up to {made.folder}.")
    with working("Trying whether it would restore"):
        tried = rehearse(newest(into), passphrase)
    click.echo("\n".join(tried.sentences))
    return 0 if tried.would_restore else 1
