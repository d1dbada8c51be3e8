"""``panel-desk retention``: what is due to go, periods, legal holds, and the purge."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import click
import msgspec

from panel_desk.cli.between import deed, needed
from panel_desk.cli.opening import open_desk, passphrase_option
from panel_desk.cli.progress import working
from panel_desk.cli.saying import say, say_json
from panel_desk.domain.calendar import count_words, date_words, england_day
from panel_desk.domain.errors import not_found, refused
from panel_desk.domain.ids import HoldId, PersonId
from panel_desk.domain.keeping.retained import LegalHold, RecordClass
from panel_desk.domain.keeping.retention import DueForReview
from panel_desk.services.desk import Desk

_CLASSES = {one.name.casefold().replace("_", "-"): one for one in RecordClass}
_SHOWN = 8
"""Of a number: enough to tell it from the others."""


@click.group("retention", invoke_without_command=True)
@click.option("--desk", "folder", type=click.Path(path_type=Path), help="The folder of the desk.")
@click.option("--json", "as_json", is_flag=True, help="Print periods, holds and the review list as JSON.")
@passphrase_option
@click.pass_context
def command(ctx: click.Context, *, folder: Path | None, as_json: bool, passphrase_file: Path | None) -> None:
    """Show how long records are kept, what is held, what is due to go, and what was purged.

    Nothing goes by itself: somebody looks at the list, somebody else approves, and purge empties it for good.

    Example: panel-desk retention --desk demo/desk
    """
    if ctx.invoked_subcommand is not None:
        return
    with open_desk(needed(folder), passphrase_file) as desk, working("Looking through the record"):
        retention = desk.retention
        today = england_day(desk.book.now())
        periods, holds, due, purged = (
            retention.periods(),
            retention.holds(),
            retention.review(today),
            retention.purged(),
        )
    if as_json:
        say_json(msgspec.to_builtins({"periods": periods, "holds": holds, "review": due, "purged": purged}))
        return
    say(["How long records are kept"])
    say(f"  {one.record_class.value}: {one.words} from {one.counted_from}" for one in periods)
    say(["", "Legal holds", *([f"  {_hold(one)}" for one in holds] or ["  None."])])
    say(["", "Due for review", *(list(_due(due)) or ["  Nothing is due."])])
    if purged:
        say(["", "Purged"])
        say(f"  {date_words(one.on)}: {one.what}, {count_words(one.events, 'entry', 'entries')}" for one in purged)


@command.command("set")
@click.argument("record_class", type=click.Choice(sorted(_CLASSES)))
@click.argument("years", type=int)
@deed
def set_period(desk: Desk, actor: PersonId, _today: date, *, record_class: str, years: int) -> list[str]:
    """Set how many years a class of record is kept; 0 keeps it without an end.

    Example: panel-desk retention set case-list 6 --desk demo/desk
    """
    desk.retention.set_periods(actor, {_CLASSES[record_class]: years})
    kept = next(one for one in desk.retention.periods() if one.record_class is _CLASSES[record_class])
    return [f"{kept.record_class.value.capitalize()} are kept {kept.words} from {kept.counted_from}."]


@command.command("hold")
@click.option("--reason", required=True, help="Why it must be kept.")
@click.option("--child", "local_id", default="", help="Whatever speaks of this child, by local ID.")
@click.option("--meeting", "reference", default="", help="One meeting, by reference.")
@deed
def hold(desk: Desk, actor: PersonId, _today: date, *, reason: str, local_id: str, reference: str) -> list[str]:
    """Place a legal hold: on a child, on a meeting, or (naming neither) on everything.

    Example: panel-desk retention hold --child 104233 --reason "Claim of March 2026" --desk demo/desk
    """
    desk.retention.place_hold(actor, reason, local_id=local_id, reference=reference)
    return [f"Held: {_hold(desk.retention.holds()[0])}"]


@command.command("lift")
@click.argument("hold_id")
@click.option("--reason", required=True, help="Why it may go again.")
@deed
def lift(desk: Desk, actor: PersonId, _today: date, *, hold_id: str, reason: str) -> list[str]:
    """Lift a legal hold, named by the end of its number as it is shown.

    Example: panel-desk retention lift 1a2b3c4d --reason "The claim was settled" --desk demo/desk
    """
    found = [one for one in desk.retention.holds() if one.id.endswith(hold_id)]
    if len(found) != 1:
        raise not_found(f"No hold ends in {hold_id}." if not found else f"Several holds end in {hold_id}.")
    desk.retention.lift_hold(actor, HoldId(found[0].id), reason)
    return ["Lifted."]


@command.command("purge")
@click.argument("keys", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Everything on the review list that nothing holds back.")
@click.option("--reason", required=True, help="Why it is purged.")
@click.option("--approved-by", required=True, help="Who looked at the list and agreed, by name: a chair or deputy.")
@click.option("--backups", type=click.Path(path_type=Path), help="The folder of backups, to be told which hold it.")
@click.option("--day-confirmed", is_flag=True, help="The day is right, though the last entry is more than a year old.")
@click.option("--yes", is_flag=True, help="Do not ask again.")
@deed
def purge(
    desk: Desk,
    actor: PersonId,
    today: date,
    *,
    keys: tuple[str, ...],
    everything: bool,
    reason: str,
    approved_by: str,
    backups: Path | None,
    day_confirmed: bool,
    yes: bool,
) -> Sequence[str]:
    """Empty records of the review list for good, named as the list shows them. It cannot be taken back.

    Example: panel-desk retention purge --all --reason "The period is over" --approved-by "Dana Prior" --desk demo/desk
    """
    if bool(keys) == everything:
        raise click.UsageError("Name what is to go, or give --all.")
    approver = desk.people.named(approved_by)
    due = desk.retention.review(today)
    chosen = [one for one in due if one.may_go] if everything else [_named(due, key) for key in keys]
    if not chosen:
        raise not_found("Nothing on the review list may go.")
    say(_due(chosen))
    if not yes:
        click.confirm(f"Empty {count_words(len(chosen), 'record')} for good?", abort=True, err=True)
    with working("Purging"):
        done = desk.retention.purge(
            actor, chosen, reason=reason, approved_by=approver.id, backups=backups, day_confirmed=day_confirmed
        )
    return done.sentences


def _named(due: Sequence[DueForReview], typed: str) -> DueForReview:
    kind, _, end = typed.partition(":")
    found = [one for one in due if typed in (one.key, one.what)]
    found = found or [one for one in due if end and one.key.startswith(f"{kind}:") and one.key.endswith(end)]
    if not found:
        raise not_found(f"{typed} is not on the review list.")
    if len(found) > 1:
        raise refused(f"{typed} means several lines of the list.", "Give more of the number.")
    return found[0]


def _due(due: Sequence[DueForReview]) -> Iterator[str]:
    for one in due:
        about = f" of {one.about}" if one.about else ""
        yield (
            f"  {_short(one.key)}  {one.what}{about}: due since {date_words(one.due_since)}, "
            f"{count_words(one.events, 'entry', 'entries')}"
        )
        for sentence in one.held_by:
            yield f"    stays: {sentence}"


def _hold(one: LegalHold) -> str:
    what = f"child {one.local_id}" if one.local_id else one.reference or "everything"
    return f"{one.id[-_SHOWN:]}  {what}, since {date_words(one.placed_on)}: {one.reason}"


def _short(key: str) -> str:
    kind, _, end = key.partition(":")
    return f"{kind}:{end[-_SHOWN:]}"
