"""``panel-desk pathway``: the register of the enhanced pathway, and what is entered in it."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click

from panel_desk.cli.between import DAY, acting, deed_options, listing_options, needed, refuse_nameless
from panel_desk.cli.opening import open_desk, who_acts
from panel_desk.cli.saying import say, say_json
from panel_desk.domain.calendar import ENGLAND, england_day
from panel_desk.domain.missing.pathway import ContactWay, PathwayContact
from panel_desk.services.desk import Desk
from panel_desk.services.missing.cross_files import pathway_as_builtins, pathway_in_words

_MINUTE = click.DateTime(formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"])


@click.group("pathway", invoke_without_command=True)
@listing_options
@click.pass_context
def command(
    ctx: click.Context,
    *,
    folder: Path | None,
    as_json: bool,
    out: Path | None,
    recipient: str | None,
    name: str | None,
    passphrase_file: Path | None,
) -> None:
    """Show who is on the enhanced pathway, who reaches each child, and what followed each contact.

    Example: panel-desk pathway --desk demo/desk --out pathway.pdf --for "Head of Service"
    """
    if ctx.invoked_subcommand is not None:
        return
    refuse_nameless(out, recipient)
    with open_desk(needed(folder), passphrase_file) as desk:
        stays = desk.pathway.outside(england_day(desk.book.now()))
        if out is not None:
            desk.pathway.export(who_acts(desk, name), out, recipient or "")
    if as_json:
        say_json(pathway_as_builtins(stays))
    else:
        say([*pathway_in_words(stays), *([str(out)] if out is not None else [])])


@command.command("enter")
@click.argument("local_id")
@click.option("--owner", required=True, help="Who reaches the child before the next episode.")
@click.option("--agency", default="", help="The owner's.")
@click.option("--reason", help="With the facts; otherwise those of the cross-reference.")
@click.option("--on", type=DAY, help="The day; otherwise today.")
@deed_options
def enter(
    *,
    local_id: str,
    owner: str,
    agency: str,
    reason: str | None,
    on: date | None,
    folder: Path | None,
    name: str | None,
    passphrase_file: Path | None,
) -> None:
    """Put a child on the enhanced pathway.

    Example: panel-desk pathway enter 104233 --desk demo/desk --owner "Ife Bello"
    """
    with acting(folder, name, passphrase_file) as (desk, actor, today):
        why = _facts(desk, local_id) if reason is None else reason
        desk.pathway.enter(actor, local_id, owner, why, agency=agency, on=on or today)
        say([_now(desk, local_id, today)])


@command.command("change")
@click.argument("local_id")
@click.option("--owner", help="Another owner.")
@click.option("--agency", help="The owner's.")
@click.option("--reason", help="The reason put right.")
@deed_options
def change(
    *,
    local_id: str,
    owner: str | None,
    agency: str | None,
    reason: str | None,
    folder: Path | None,
    name: str | None,
    passphrase_file: Path | None,
) -> None:
    """Give a child on the pathway another owner, or put the reason right.

    Example: panel-desk pathway change 104233 --desk demo/desk --owner "Alex Morgan"
    """
    with acting(folder, name, passphrase_file) as (desk, actor, today):
        stay = desk.pathway.current(local_id)
        desk.pathway.change(actor, stay, owner=owner, agency=agency, reason=reason)
        say([_now(desk, local_id, today)])


@command.command("contact")
@click.argument("local_id")
@click.option("--by", required=True, help="Who tried to reach the child.")
@click.option("--way", type=click.Choice([way.value for way in ContactWay]), required=True, help="How.")
@click.option("--reached/--not-reached", required=True, help="Whether the child was reached.")
@click.option("--at", type=_MINUTE, help="England's clock, 2026-11-12T16:30; otherwise now.")
@click.option("--words", default="", help="What came of it.")
@deed_options
def contact(
    *,
    local_id: str,
    by: str,
    way: str,
    reached: bool,
    at: datetime | None,
    words: str,
    folder: Path | None,
    name: str | None,
    passphrase_file: Path | None,
) -> None:
    """Enter a try to reach a child on the pathway before the next episode.

    Example: panel-desk pathway contact 104233 --desk demo/desk --by "Ife Bello" --way visit --reached
    """
    with acting(folder, name, passphrase_file) as (desk, actor, today):
        tried_at = at or desk.book.now().astimezone(ENGLAND).replace(tzinfo=None, second=0, microsecond=0)
        made = PathwayContact(at=tried_at, by=by, way=ContactWay(way), reached=reached, words=words)
        desk.pathway.contact(actor, desk.pathway.current(local_id), made)
        say([_now(desk, local_id, today)])


@command.command("leave")
@click.argument("local_id")
@click.option("--reason", required=True, help="Why.")
@click.option("--on", type=DAY, help="The day; otherwise today.")
@deed_options
def leave(
    *,
    local_id: str,
    reason: str,
    on: date | None,
    folder: Path | None,
    name: str | None,
    passphrase_file: Path | None,
) -> None:
    """End a child's stay on the enhanced pathway.

    Example: panel-desk pathway leave 104233 --desk demo/desk --reason "No episode for 60 days"
    """
    with acting(folder, name, passphrase_file) as (desk, actor, today):
        desk.pathway.leave(actor, desk.pathway.current(local_id), on or today, reason)
        say([_now(desk, local_id, today)])


def _facts(desk: Desk, local_id: str) -> str:
    """Those of the most telling flag; empty where the cross-reference flags nobody of that number."""
    cross = desk.cross_referencing.run(desk.book.now())
    flags = next((line.flags for line in cross.lines if line.local_id == local_id), ())
    return max((flag.why for flag in flags), key=len, default="")


def _now(desk: Desk, local_id: str, today: date) -> str:
    """How the child's newest stay stands, in one line."""
    stay = next(stay for stay in desk.pathway.outside(today) if stay.local_id == local_id)
    standing = stay.left or f"on the enhanced pathway since {stay.added}, owner {stay.owner}; {stay.contacts_words}"
    return f"{stay.initials} {stay.local_id}: {standing}"
