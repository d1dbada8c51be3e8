"""``panel-desk pathway``: the register of the enhanced pathway, and what is entered in it."""

from __future__ import annotations

from datetime import date, datetime

import click

from panel_desk.cli.between import DAY, Listed, deed, listing
from panel_desk.domain.calendar import ENGLAND, count_words
from panel_desk.domain.ids import PersonId
from panel_desk.domain.missing.pathway import ContactWay, PathwayContact
from panel_desk.services.desk import Desk
from panel_desk.services.missing.cross_files import pathway_as_builtins, pathway_in_words


class _Minute(click.ParamType[datetime]):
    """A minute of England's clock as ``2026-11-12T16:30`` or ``2026-11-12 16:30``."""

    name = "TIME"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """The time that was typed."""
        typed = str(value)
        try:
            return datetime.strptime(typed.replace("T", " "), "%Y-%m-%d %H:%M")  # noqa: DTZ007 - England's clock
        except ValueError:
            self.fail(f"{typed!r} is no time. Write England's clock as 2026-11-12T16:30.", param, ctx)


@click.group("pathway", invoke_without_command=True)
@listing("Reading the register")
def command(desk: Desk, today: date) -> Listed:
    """Show who is on the enhanced pathway, who reaches each child, and what followed each contact.

    Example: panel-desk pathway --desk demo/desk --out pathway.pdf --for "Head of Service"
    """
    stays = desk.pathway.outside(today)
    current = count_words(sum(not stay.left for stay in stays), "child", "children")
    return Listed(
        sentences=(f"Now on the enhanced pathway: {current}.",),
        in_words=lambda: pathway_in_words(stays),
        report=lambda: pathway_as_builtins(stays),
        write=desk.pathway.export,
    )


@command.command("enter")
@click.argument("local_id")
@click.option("--owner", required=True, help="Who reaches the child before the next episode.")
@click.option("--agency", default="", help="The owner's.")
@click.option("--reason", help="With the facts; otherwise those of the cross-reference.")
@click.option("--on", type=DAY, help="The day; otherwise today.")
@deed
def enter(
    desk: Desk,
    actor: PersonId,
    today: date,
    *,
    local_id: str,
    owner: str,
    agency: str,
    reason: str | None,
    on: date | None,
) -> list[str]:
    """Put a child on the enhanced pathway.

    Example: panel-desk pathway enter 104233 --desk demo/desk --owner "Ife Bello"
    """
    why = _facts(desk, local_id) if reason is None else reason
    desk.pathway.enter(actor, local_id, owner, why, agency=agency, on=on or today)
    return [_now(desk, local_id, today)]


@command.command("change")
@click.argument("local_id")
@click.option("--owner", help="Another owner.")
@click.option("--agency", help="The owner's.")
@click.option("--reason", help="The reason put right.")
@deed
def change(
    desk: Desk,
    actor: PersonId,
    today: date,
    *,
    local_id: str,
    owner: str | None,
    agency: str | None,
    reason: str | None,
) -> list[str]:
    """Give a child on the pathway another owner, or put the reason right.

    Example: panel-desk pathway change 104233 --desk demo/desk --owner "Alex Morgan"
    """
    if owner is None and agency is None and reason is None:
        raise click.UsageError("What is to change? Give --owner, --agency or --reason.")
    stay = desk.pathway.current(local_id)
    desk.pathway.change(actor, stay, owner=owner, agency=agency, reason=reason)
    return [_now(desk, local_id, today)]


@command.command("contact")
@click.argument("local_id")
@click.option("--by", required=True, help="Who tried to reach the child.")
@click.option("--way", type=click.Choice([way.value for way in ContactWay]), required=True, help="How.")
@click.option("--reached/--not-reached", required=True, help="Whether the child was reached.")
@click.option("--at", type=_Minute(), help="England's clock, 2026-11-12T16:30; otherwise now.")
@click.option("--words", default="", help="What came of it.")
@deed
def contact(
    desk: Desk,
    actor: PersonId,
    today: date,
    *,
    local_id: str,
    by: str,
    way: str,
    reached: bool,
    at: datetime | None,
    words: str,
) -> list[str]:
    """Enter a try to reach a child on the pathway before the next episode.

    Example: panel-desk pathway contact 104233 --desk demo/desk --by "Ife Bello" --way visit --reached
    """
    tried_at = at or desk.book.now().astimezone(ENGLAND).replace(tzinfo=None, second=0, microsecond=0)
    made = PathwayContact(at=tried_at, by=by, way=ContactWay(way), reached=reached, words=words)
    desk.pathway.contact(actor, desk.pathway.current(local_id), made)
    return [_now(desk, local_id, today)]


@command.command("leave")
@click.argument("local_id")
@click.option("--reason", required=True, help="Why.")
@click.option("--on", type=DAY, help="The day; otherwise today.")
@deed
def leave(desk: Desk, actor: PersonId, today: date, *, local_id: str, reason: str, on: date | None) -> list[str]:
    """End a child's stay on the enhanced pathway.

    Example: panel-desk pathway leave 104233 --desk demo/desk --reason "No episode for 60 days"
    """
    desk.pathway.leave(actor, desk.pathway.current(local_id), on or today, reason)
    return [_now(desk, local_id, today)]


def _facts(desk: Desk, local_id: str) -> str:
    """Those of the cross-reference; empty where it flags nobody of that number."""
    cross = desk.cross_referencing.run(desk.book.now())
    return next((line.reason for line in cross.lines if line.local_id == local_id), "")


def _now(desk: Desk, local_id: str, today: date) -> str:
    """How the child's newest stay stands, in one line."""
    stay = next(stay for stay in desk.pathway.outside(today) if stay.local_id == local_id)
    standing = stay.left or f"on the enhanced pathway since {stay.added}, owner {stay.owner}; {stay.contacts_words}"
    return f"{stay.initials} {stay.local_id}: {standing}"
