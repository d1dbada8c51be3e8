"""``panel-desk plan``: the strategy's action plan, with objectives named by their numbers."""

from __future__ import annotations

from datetime import date

import click
import msgspec
from msgspec.structs import replace

from panel_desk.cli.between import DAY, Listed, deed, listing
from panel_desk.domain.errors import DeskError, Reason, not_found
from panel_desk.domain.ids import MilestoneId, ObjectiveId, PersonId, new_id
from panel_desk.domain.strategy.action_plan import Milestone, Objective, Rating, RatingGiven
from panel_desk.domain.strategy.plan_told import MilestoneLine, ObjectiveLine, PlanView
from panel_desk.services.desk import Desk


@click.group("plan", invoke_without_command=True)
@listing("Reading the plan")
def command(desk: Desk, today: date) -> Listed:
    """Show the strategy's action plan: objectives, milestones, and how each stands in words.

    Example: panel-desk plan --desk demo/desk --out plan.pdf --for "Safeguarding partnership"
    """
    view, nowhere = desk.action_plan.outside(today), desk.action_plan.told_nowhere()
    return Listed(
        sentences=(view.sentence,),
        in_words=lambda: in_words(view),
        report=lambda: msgspec.to_builtins(view),
        write=desk.action_plan.export,
        warnings=(nowhere,) if nowhere else (),
    )


def in_words(view: PlanView) -> list[str]:
    """As a person reads it."""
    lines = [view.sentence]
    for line in view.objectives:
        lines += ["", f"{line.number}  {line.title} ({line.owner}; {line.due_words})", f"  {line.rating_words}"]
        lines += [f"  {place}. {m.what}: {m.state_words}" for place, m in enumerate(line.milestones, 1)]
    if view.closed:
        lines += ["", "Closed", *(f"  {line.number}  {line.title}: {line.closed_because}" for line in view.closed)]
    return lines


@command.command("objective")
@click.argument("number")
@click.option("--title", help="What is to be reached.")
@click.option("--owner", help="One person.")
@click.option("--agency", help="The owner's.")
@click.option("--measure", help="How anybody would see that it is reached.")
@click.option("--due", type=DAY, help="By when.")
@deed
def objective(
    desk: Desk,
    actor: PersonId,
    today: date,
    *,
    number: str,
    title: str | None,
    owner: str | None,
    agency: str | None,
    measure: str | None,
    due: date | None,
) -> list[str]:
    """Add an objective, or change what is given of the one of that number.

    Example: panel-desk plan objective 2.1 --desk demo/desk --title "Safe routes home" --owner "Dana Prior"
    """
    given = {"title": title, "owner": owner, "agency": agency, "measure": measure, "due_on": due}
    changes = {field: value for field, value in given.items() if value is not None}
    desk.action_plan.set_objective(actor, replace(_as_it_is(desk, number, today), **changes))
    return _line(desk.action_plan.by_number(number, today))


def _as_it_is(desk: Desk, number: str, today: date) -> Objective:
    """The objective of the number that is followed, or an empty new one."""
    try:
        known = desk.action_plan.by_number(number, today)
    except DeskError as error:
        if error.reason is not Reason.NOT_FOUND:
            raise
        known = None
    if known is None or known.closed_on is not None:
        return Objective(id=ObjectiveId(new_id()), number=number, title="", owner="")
    fields = ("id", "number", "title", "owner", "agency", "measure", "due_on")
    return Objective(**{field: getattr(known, field) for field in fields})


@command.command("milestone")
@click.argument("number")
@click.option("--what", required=True, help="What is to be reached.")
@click.option("--due", type=DAY, required=True, help="By when.")
@click.option("--owner", default="", help="Who sees to it.")
@deed
def milestone(desk: Desk, actor: PersonId, today: date, *, number: str, what: str, due: date, owner: str) -> list[str]:
    """Add a milestone to an objective.

    Example: panel-desk plan milestone 2.1 --desk demo/desk --what "A map of routes" --due 2026-12-01
    """
    of = desk.action_plan.by_number(number, today)
    one = Milestone(id=MilestoneId(new_id()), what=what, due_on=due, owner=owner)
    desk.action_plan.set_milestone(actor, of.id, one)
    return _line(desk.action_plan.by_number(number, today))


@command.command("reach")
@click.argument("number")
@click.argument("place", type=int)
@click.option("--on", type=DAY, help="When; otherwise today.")
@click.option("--words", default="", help="What was reached.")
@deed
def reach(
    desk: Desk, actor: PersonId, today: date, *, number: str, place: int, on: date | None, words: str
) -> list[str]:
    """A milestone was reached: the first, second … as the plan shows them.

    Example: panel-desk plan reach 2.1 1 --desk demo/desk --on 2026-11-20
    """
    of = desk.action_plan.by_number(number, today)
    desk.action_plan.reach_milestone(actor, of.id, _at(of, place).id, on or today, words)
    return _line(desk.action_plan.by_number(number, today))


@command.command("drop")
@click.argument("number")
@click.argument("place", type=int)
@click.option("--reason", required=True, help="Why it is no longer part of the plan.")
@deed
def drop(desk: Desk, actor: PersonId, today: date, *, number: str, place: int, reason: str) -> list[str]:
    """A milestone is no longer part of the plan.

    Example: panel-desk plan drop 2.1 1 --desk demo/desk --reason "the school does it"
    """
    of = desk.action_plan.by_number(number, today)
    desk.action_plan.drop_milestone(actor, of.id, _at(of, place).id, reason)
    return _line(desk.action_plan.by_number(number, today))


@command.command("rate")
@click.argument("number")
@click.argument("rating", type=click.Choice([rating.value for rating in Rating]))
@click.option("--words", required=True, help="Why: a colour alone says nothing.")
@click.option("--on", type=DAY, help="When; otherwise today.")
@click.option("--by", default="", help="Who judged it.")
@click.option("--meeting", "reference", help="The meeting that judged it: MACE-2026-11.")
@deed
def rate(
    desk: Desk,
    actor: PersonId,
    today: date,
    *,
    number: str,
    rating: str,
    words: str,
    on: date | None,
    by: str,
    reference: str | None,
) -> list[str]:
    """Say how an objective stands.

    Example: panel-desk plan rate 2.1 amber --desk demo/desk --words "one partner is late"
    """
    of = desk.action_plan.by_number(number, today)
    meeting = desk.meetings.by_reference(reference).id if reference else None
    given = RatingGiven(rating=Rating(rating), words=words, on=on or today, by=by, at_meeting=meeting)
    desk.action_plan.rate(actor, of.id, given)
    return _line(desk.action_plan.by_number(number, today))


@command.command("close")
@click.argument("number")
@click.option("--reason", required=True, help="Reached, or why it is given up.")
@click.option("--on", type=DAY, help="When; otherwise today.")
@deed
def close(desk: Desk, actor: PersonId, today: date, *, number: str, reason: str, on: date | None) -> list[str]:
    """An objective is no longer followed.

    Example: panel-desk plan close 2.1 --desk demo/desk --reason "reached"
    """
    of = desk.action_plan.by_number(number, today)
    desk.action_plan.close(actor, of.id, on or today, reason)
    return [f"{of.number}  {of.title}: closed, {reason}"]


def _line(line: ObjectiveLine) -> list[str]:
    return [f"{line.number}  {line.title}", f"  {line.rating_words}", f"  Milestones: {line.milestone_words}."]


def _at(line: ObjectiveLine, place: int) -> MilestoneLine:
    if not 1 <= place <= len(line.milestones):
        raise not_found(f"Objective {line.number} has no milestone {place}.")
    return line.milestones[place - 1]
