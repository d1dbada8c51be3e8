"""``panel-desk places``: places and themes of concern and what is offered there; children as pseudonyms alone."""

from __future__ import annotations

from datetime import date

import click
import msgspec

from panel_desk.cli.between import DAY, Listed, deed, listing
from panel_desk.domain.children.cases import ConcernKind, ConcernRow
from panel_desk.domain.ids import InterventionId, PersonId, new_id
from panel_desk.domain.strategy.places import Intervention, InterventionKind
from panel_desk.domain.strategy.places_told import OutsidePlace, PlacesOutside
from panel_desk.services.desk import Desk

_KINDS = {"location": ConcernKind.LOCATION, "theme": ConcernKind.THEME, "person": ConcernKind.PERSON}
_OFFERS = {kind.name.casefold(): kind for kind in InterventionKind}


@click.group("places", invoke_without_command=True)
@listing("Gathering places")
def command(desk: Desk, today: date) -> Listed:
    """Show places and themes of concern, and what is offered there.

    Children are shown by pseudonyms, which are others each time; persons of concern are left out.

    Example: panel-desk places --desk demo/desk --out places.xlsx --for "Community safety partnership"
    """
    told = desk.places.outside(today)
    return Listed(
        sentences=(told.sentence,),
        in_words=lambda: in_words(told),
        report=lambda: msgspec.to_builtins(told),
        write=desk.places.export,
    )


def in_words(told: PlacesOutside) -> list[str]:
    """As a person reads it."""
    lines = [told.sentence]
    for place in told.places:
        lines += ["", *_lines(place)]
    return [*lines, "", *told.notes]


def _lines(place: OutsidePlace) -> list[str]:
    offered = [
        f"    {o.kind.value}: {o.what}{f', {o.provider}' if o.provider else ''}; {o.when_words}; {o.reach_words}"
        for o in place.interventions
    ]
    return [
        f"{place.name} ({place.kind.value}), {place.standing_words}",
        *([f"  {place.concern}"] if place.concern else []),
        f"  {place.children_words}",
        f"  {place.offered_words}",
        *offered,
    ]


@command.command("add")
@click.argument("place")
@click.option("--kind", type=click.Choice(list(_KINDS)), default="location", help="What it is.")
@click.option("--concern", default="", help="What the concern is.")
@click.option("--lead", default="", help="The agency that leads.")
@click.option("--raised", type=DAY, help="When it was raised; otherwise today.")
@deed
def add(
    desk: Desk, actor: PersonId, today: date, *, place: str, kind: str, concern: str, lead: str, raised: date | None
) -> list[str]:
    """Enter a place, a theme or a person of concern.

    Example: panel-desk places add "Canal Wharf" --desk demo/desk --concern "Lights are out" --lead Police
    """
    row = ConcernRow(kind=_KINDS[kind], name=place, concern=concern, lead_agency=lead, raised_on=raised or today)
    desk.places.record_concern(actor, row)
    return [_standing(desk, place)]


@command.command("close")
@click.argument("place")
@click.option("--reason", required=True, help="Why no agenda is to propose it any more.")
@click.option("--on", type=DAY, help="When; otherwise today.")
@deed
def close(desk: Desk, actor: PersonId, today: date, *, place: str, reason: str, on: date | None) -> list[str]:
    """It is no longer worked on.

    Example: panel-desk places close "Canal Wharf" --desk demo/desk --reason "lit and watched again"
    """
    desk.places.close(actor, desk.places.by_name(place).concern_id, on or today, reason)
    return [_standing(desk, place)]


@command.command("reopen")
@click.argument("place")
@click.option("--reason", required=True, help="Why; the next agenda tells it.")
@click.option("--on", type=DAY, help="When; otherwise today.")
@deed
def reopen(desk: Desk, actor: PersonId, today: date, *, place: str, reason: str, on: date | None) -> list[str]:
    """It came back.

    Example: panel-desk places reopen "Canal Wharf" --desk demo/desk --reason "the lights are out again"
    """
    desk.places.reopen(actor, desk.places.by_name(place).concern_id, on or today, reason)
    return [_standing(desk, place)]


@command.command("link")
@click.argument("place")
@click.argument("local_id")
@click.option("--why", required=True, help="Why the child stands beside it.")
@deed
def link(desk: Desk, actor: PersonId, _today: date, *, place: str, local_id: str, why: str) -> list[str]:
    """Put a child beside it; outside the desk only as a pseudonym.

    Example: panel-desk places link "Canal Wharf" 104233 --desk demo/desk --why "found there twice"
    """
    desk.places.link(actor, desk.places.by_name(place).concern_id, local_id, why)
    return [f"{local_id} is linked to {desk.places.by_name(place).name}."]


@command.command("unlink")
@click.argument("place")
@click.argument("local_id")
@click.option("--reason", required=True, help="Why the child stands beside it no longer.")
@deed
def unlink(desk: Desk, actor: PersonId, _today: date, *, place: str, local_id: str, reason: str) -> list[str]:
    """Take a child from beside it.

    Example: panel-desk places unlink "Canal Wharf" 104233 --desk demo/desk --reason "another child"
    """
    desk.places.unlink(actor, desk.places.by_name(place).concern_id, local_id, reason)
    return [f"{local_id} is linked to {desk.places.by_name(place).name} no longer."]


@command.command("offer")
@click.argument("place")
@click.option("--kind", type=click.Choice(list(_OFFERS)), required=True, help="What is offered.")
@click.option("--what", required=True, help="In words.")
@click.option("--by", "provider", default="", help="Who offers it.")
@click.option("--from", "starts_on", type=DAY, help="Its first day; otherwise today.")
@click.option("--until", "ends_on", type=DAY, help="Its last day; without it, it goes on.")
@click.option("--sessions", type=int, help="How many there were.")
@click.option("--reached", type=int, help="How many young people it reached; left out where nobody counted.")
@click.option("--outcome", default="", help="What came of it.")
@deed
def offer(
    desk: Desk,
    actor: PersonId,
    today: date,
    *,
    place: str,
    kind: str,
    what: str,
    provider: str,
    starts_on: date | None,
    ends_on: date | None,
    sessions: int | None,
    reached: int | None,
    outcome: str,
) -> list[str]:
    """Enter what is offered or done there.

    Example: panel-desk places offer "Canal Wharf" --desk demo/desk --kind outreach --what "Evening walk" --reached 12
    """
    one = Intervention(
        id=InterventionId(new_id()),
        concern_id=desk.places.by_name(place).concern_id,
        kind=_OFFERS[kind],
        what=what,
        provider=provider,
        starts_on=starts_on or today,
        ends_on=ends_on,
        sessions=sessions,
        reached=reached,
        outcome=outcome,
    )
    desk.places.set_intervention(actor, one)
    return [f"{desk.places.by_name(place).name}: {desk.places.by_name(place).offered_words}"]


def _standing(desk: Desk, place: str) -> str:
    line = desk.places.by_name(place)
    return f"{line.name}: {line.standing_words}."
