"""``panel-desk record``: a meeting recorded from captured lines, as the meeting room would record them."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from panel_desk.cli.opening import open_desk, passphrase_option, who_acts
from panel_desk.cli.saying import say
from panel_desk.domain.errors import DeskError, Reason
from panel_desk.services.files import file_label, read_file
from panel_desk.services.room.captured_lines import record_lines

_LONGEST_FILE = 4 * 1024 * 1024


@click.command("record")
@click.argument("reference")
@click.option("--desk", "folder", type=click.Path(path_type=Path), required=True, help="The folder of the desk.")
@click.option("--file", "lines_file", type=click.Path(path_type=Path), help="The lines; otherwise standard input.")
@click.option("--as", "name", help="Who records, by name; otherwise the desk's only administrator.")
@passphrase_option
def command(
    reference: str, folder: Path, lines_file: Path | None, name: str | None, passphrase_file: Path | None
) -> int:
    """Record a meeting from captured lines, one deed each, and say what was recorded.

    Empty lines and lines that begin with # are left out. It stops at the first line that is refused, with its number;
    what was recorded before stays.

    Example: panel-desk record SAFE-2026-11 --desk demo/desk --file lines.txt
    """
    untrusted_text = _text(lines_file) if lines_file is not None else None
    with open_desk(folder, passphrase_file) as desk:
        meeting = desk.meetings.by_reference(reference)
        actor = who_acts(desk, name)
        lines = sys.stdin if untrusted_text is None else untrusted_text.splitlines()
        count = 0
        for recorded in record_lines(desk.recording, actor, meeting.id, lines):
            say([f"{recorded.number:4}  {recorded.said}"])
            count += 1
        say([f"{meeting.reference}: {count} {'deed' if count == 1 else 'deeds'} recorded."])
    return 0


def _text(lines_file: Path) -> str:
    try:
        return read_file(lines_file, largest=_LONGEST_FILE).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DeskError(f"{file_label(lines_file)} is not text.", reason=Reason.BAD_FILE) from error
