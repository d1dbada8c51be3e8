"""``panel-desk subject-access``: everything held on one child, third parties taken out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import click
import msgspec

from panel_desk.cli.between import refuse_nameless
from panel_desk.cli.opening import open_desk, passphrase_option, who_acts
from panel_desk.cli.progress import working
from panel_desk.cli.saying import say, say_json
from panel_desk.domain.calendar import count_words
from panel_desk.domain.errors import refused
from panel_desk.domain.keeping.subject_access import HeldEntry, SubjectAccess, TakeOut


@click.command("subject-access")
@click.argument("local_id")
@click.option("--desk", "folder", type=click.Path(path_type=Path), required=True, help="The folder of the desk.")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
@click.option("--out", type=click.Path(path_type=Path), help="Write it to a file: .pdf or .json.")
@click.option("--for", "recipient", help="Who is to have the file; it is entered in the register of exports.")
@click.option("--read", help="The code of what a person has read, as it is printed with the places to be read.")
@click.option("--take-out", "words", multiple=True, help="WORDS=REASON: take these words out too. May be repeated.")
@click.option("--withhold", "entries", multiple=True, help="ENTRY=REASON: hand this entry not over. May be repeated.")
@click.option("--as", "name", help="Who hands it over, by name; otherwise the desk's only administrator.")
@passphrase_option
def command(
    *,
    local_id: str,
    folder: Path,
    as_json: bool,
    out: Path | None,
    recipient: str | None,
    read: str | None,
    words: tuple[str, ...],
    entries: tuple[str, ...],
    name: str | None,
    passphrase_file: Path | None,
) -> int:
    """Gather everything held on one child, take third parties out, and say what a person must read before it goes.

    Other children, persons of concern, others in the household and private persons who gave information are taken out,
    each place with its reason. Names of family and friends that were typed into texts nobody but a person can find: the
    places to read are listed with their entries, and a code with them. No file is written before somebody gives the
    code of what was read; once something is entered, or more is taken out, it is another one.

    Example: panel-desk subject-access 104233 --desk demo/desk --out all.pdf --for Solicitor --read 5d1f0c3a9b42e871
    """
    refuse_nameless(out, recipient)
    also = (
        *(TakeOut(words=what, reason=reason) for what, reason in _pairs(words)),
        *(TakeOut(entry=what, reason=reason) for what, reason in _pairs(entries)),
    )
    with open_desk(folder, passphrase_file) as desk, working("Gathering"):
        if out is None:
            access = desk.subject_access.gather(local_id, also)
        else:
            actor = who_acts(desk, name)
            access = desk.subject_access.export(actor, local_id, out, recipient or "", also=also, read=read or "")
    if as_json:
        say_json(msgspec.to_builtins(access))
    elif out is not None:
        say([*_summary(access), str(out)])
    else:
        say([*_told(access), "", *_summary(access)])
    return 0


def _pairs(typed: Iterable[str]) -> Iterator[tuple[str, str]]:
    for one in typed:
        what, found, reason = one.partition("=")
        if not found or not what.strip() or not reason.strip():
            raise refused(f"“{one}” does not say what and why.", "Write it as WHAT=REASON.")
        yield what.strip(), reason.strip()


def _told(access: SubjectAccess) -> Iterator[str]:
    yield access.title
    for section in access.sections:
        yield ""
        yield section.title
        if not section.entries:
            yield f"  {section.empty}"
        for entry in section.entries:
            yield from _entry(entry)


def _entry(entry: HeldEntry) -> Iterator[str]:
    yield f"  {entry.title}{f', {entry.when}' if entry.when else ''}  [{entry.key}]"
    if entry.withheld:
        yield f"    Not handed over: {entry.withheld}"
    for line in entry.lines:
        yield f"    {line.label}: {line.text}"
        if line.check:
            yield f"      to be read: {line.check}"
    if entry.source:
        yield f"    From: {entry.source}"


def _summary(access: SubjectAccess) -> Iterator[str]:
    entries = sum(len(section.entries) for section in access.sections)
    times = sum(one.times for one in access.redactions)
    yield f"{count_words(entries, 'entry', 'entries')} held; third parties taken out at {count_words(times, 'place')}."
    for one in access.redactions:
        count = f" ({one.times} times)" if one.times > 1 else ""
        yield f"  {one.where}: {one.kind.value}{count}. {one.reason}"
    if access.to_read:
        yield f"{count_words(len(access.to_read), 'place')} to be read by a person before it goes out."
        yield f"When all of it was read: --read {access.digest}"
