"""What may be recorded of the action plan, and what its events come to. Every refusal is a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from panel_desk.domain.calendar import date_words
from panel_desk.domain.errors import not_found, refused
from panel_desk.domain.events import Event
from panel_desk.domain.events.strategy import (
    MilestoneDropped,
    MilestoneReached,
    MilestoneSet,
    ObjectiveClosed,
    ObjectiveRated,
    ObjectiveSet,
)
from panel_desk.domain.ids import MilestoneId, ObjectiveId
from panel_desk.domain.plain_words import plain, refuse_long_ago
from panel_desk.domain.strategy.action_plan import Milestone, Objective, RatingGiven

_NUMBER = re.compile(r"(?!.*[^\W\d_]{3})[\w.]{1,12}")
"""It leaves the desk as it is, so it can hold no name."""


class MilestoneState(Struct, frozen=True, kw_only=True):
    """A milestone and whether it was reached."""

    milestone: Milestone
    reached_on: date | None = None
    reached_words: str = ""


class ObjectiveState(Struct, frozen=True, kw_only=True):
    """An objective with all that was recorded of it, at one place of the record."""

    objective: Objective
    milestones: tuple[MilestoneState, ...] = ()
    """By the day they are due."""
    ratings: tuple[RatingGiven, ...] = ()
    """As they were given, the first first."""
    closed_on: date | None = None
    closed_because: str = ""

    @property
    def id(self) -> ObjectiveId:
        """The objective's."""
        return self.objective.id

    def milestone(self, milestone_id: MilestoneId) -> MilestoneState:
        """One of its milestones.

        Raises:
            DeskError: where it has none such.
        """
        found = next((m for m in self.milestones if m.milestone.id == milestone_id), None)
        if found is None:
            raise not_found(f"Objective {self.objective.number} has no such milestone.")
        return found


def checked_objective(
    objective: Objective, others: Iterable[ObjectiveState], before: ObjectiveState | None = None
) -> Objective:
    """The objective as it may be kept.

    Args:
        objective: As it was entered.
        others: The rest of the plan.
        before: The same objective as it stands, where it is changed.

    Raises:
        DeskError: without a number, title or owner; where the number is taken, it has been closed, or a milestone is
            due later.
    """
    if before is not None:
        refuse_closed(before)
        _refuse_before_milestones(objective, before)
    number, title, owner = plain(objective.number), plain(objective.title), plain(objective.owner)
    if not number:
        raise refused("Which number has the objective in the strategy?", "Write it as the strategy does: 2.1.")
    if not _NUMBER.fullmatch(number):
        raise refused(
            "The number of an objective has no words.",
            "Write digits, stops and a letter or two: 2.1 or P3.a; what it is about goes into the title.",
        )
    if not title:
        raise refused("What is the objective?", "Write it as the strategy does.")
    if not owner:
        raise refused("Who owns the objective?", "Name one person: an objective of everybody is nobody’s.")
    if number_is_taken(number, objective.id, others):
        raise refused(f"The plan has an objective {number} already.", "Change that one, or give another number.")
    rest = {"agency": objective.agency.strip(), "measure": objective.measure.strip()}
    return replace(objective, number=number, title=title, owner=owner, **rest)


def number_is_taken(number: str, own: ObjectiveId, plan: Iterable[ObjectiveState]) -> bool:
    """Whether another objective that is followed has a number."""
    return any(o.objective.number == number and o.id != own and o.closed_on is None for o in plan)


def _refuse_before_milestones(objective: Objective, before: ObjectiveState) -> None:
    last = max((m.milestone.due_on for m in before.milestones), default=None)
    if objective.due_on is not None and last is not None and objective.due_on < last:
        raise refused(
            f"A milestone of the objective is due on {date_words(last)}: it cannot be due before that.",
            "Set a later day, or give the milestone less time first.",
        )


def checked_milestone(state: ObjectiveState, milestone: Milestone) -> Milestone:
    """The milestone as it may be kept.

    Raises:
        DeskError: without words, after the objective's own day, or where the objective is closed or it was reached.
    """
    refuse_closed(state)
    if not milestone.what.strip():
        raise refused("What is to be reached?", "Write it so that anybody can see whether it is.")
    refuse_long_ago(milestone.due_on, "A milestone of this plan cannot have been due")
    due_on = state.objective.due_on
    if due_on is not None and milestone.due_on > due_on:
        raise refused(
            f"Objective {state.objective.number} is due on {date_words(due_on)}; its milestones cannot be later.",
            "Set an earlier day, or give the objective more time first.",
        )
    known = next((m for m in state.milestones if m.milestone.id == milestone.id), None)
    if known is not None and known.reached_on is not None:
        raise refused("The milestone has been reached: it is not changed any more.")
    return replace(milestone, what=milestone.what.strip(), owner=milestone.owner.strip())


def refuse_of_another(own: ObjectiveId, milestone: Milestone, plan: Iterable[ObjectiveState]) -> None:
    """Refuse a milestone of an id that another objective has.

    Raises:
        DeskError: with the other's number.
    """
    for other in plan:
        if other.id != own and any(m.milestone.id == milestone.id for m in other.milestones):
            raise refused(
                f"That is a milestone of objective {other.objective.number}.", "Drop it there, and set it here anew."
            )


def refuse_reaching(state: ObjectiveState, milestone_id: MilestoneId, on: date, today: date) -> None:
    """Refuse it where the objective is closed, it was reached already, or the day is still to come.

    Raises:
        DeskError: with a sentence that says which.
    """
    refuse_closed(state)
    if state.milestone(milestone_id).reached_on is not None:
        raise refused("The milestone has been reached already.")
    if on > today:
        raise refused("A milestone cannot have been reached on a day that is still to come.")
    refuse_long_ago(on, "A milestone of this plan cannot have been reached")


def refuse_dropping(state: ObjectiveState, milestone_id: MilestoneId, reason: str) -> None:
    """Refuse it without a reason, or where the objective is closed or the milestone was reached.

    Raises:
        DeskError: with a sentence that says which.
    """
    refuse_closed(state)
    if state.milestone(milestone_id).reached_on is not None:
        raise refused("The milestone has been reached: it stays in the plan.")
    if not reason.strip():
        raise refused("Why is the milestone dropped?", "Give a reason: the plan is answered for.")


def checked_rating(state: ObjectiveState, given: RatingGiven, today: date) -> RatingGiven:
    """The rating as it may be kept.

    Raises:
        DeskError: without words, for a day to come, before the newest one, or where the objective is closed.
    """
    refuse_closed(state)
    if not given.words.strip():
        raise refused(
            "Why does the objective stand so?", "A colour alone says nothing: write the words that go with it."
        )
    if given.on > today:
        raise refused("An objective cannot be rated for a day that is still to come.")
    refuse_long_ago(given.on, "An objective of this plan cannot have been rated")
    newest = max((rating.on for rating in state.ratings), default=None)
    if newest is not None and given.on < newest:
        raise refused(
            f"Objective {state.objective.number} was rated for {date_words(newest)} already.",
            "A rating of that day or later takes its place.",
        )
    return replace(given, words=given.words.strip(), by=given.by.strip())


def refuse_closing(state: ObjectiveState, on: date, reason: str, today: date) -> None:
    """Refuse it where it is closed already, no reason is given, or the day is still to come.

    Raises:
        DeskError: with a sentence that says which.
    """
    refuse_closed(state)
    if not reason.strip():
        raise refused("Why is the objective closed?", "Give a reason: reached, or why it is given up.")
    if on > today:
        raise refused("An objective cannot be closed on a day that is still to come.")
    refuse_long_ago(on, "An objective of this plan cannot have been closed")
    last = max((m.reached_on for m in state.milestones if m.reached_on is not None), default=None)
    if last is not None and on < last:
        raise refused(f"A milestone of it was reached on {date_words(last)}: it was not closed before that.")


def refuse_closed(state: ObjectiveState) -> None:
    """Refuse it where the objective is no longer followed.

    Raises:
        DeskError: with a sentence that says which.
    """
    if state.closed_on is not None:
        raise refused(
            f"Objective {state.objective.number} was closed on {date_words(state.closed_on)}.",
            "Set a new objective if it is to be followed again.",
        )


def objective_from(events: Iterable[Event | None]) -> ObjectiveState | None:
    """What the events of one objective come to, in their order; None where it was never set."""
    found: ObjectiveState | None = None
    for event in events:
        if isinstance(event, ObjectiveSet):
            found = (
                ObjectiveState(objective=event.objective)
                if found is None
                else replace(found, objective=event.objective)
            )
        elif found is not None:
            found = _after(found, event)
    return found


def _after(state: ObjectiveState, event: Event | None) -> ObjectiveState:
    match event:
        case MilestoneSet(milestone=milestone):
            known = {m.milestone.id: m for m in state.milestones}
            before = known.get(milestone.id, MilestoneState(milestone=milestone))
            known[milestone.id] = replace(before, milestone=milestone)
            return replace(state, milestones=in_order(known.values()))
        case MilestoneReached() as reached:
            return replace(state, milestones=tuple(_reached(m, reached) for m in state.milestones))
        case MilestoneDropped(milestone_id=milestone_id):
            kept = tuple(m for m in state.milestones if m.milestone.id != milestone_id)
            return replace(state, milestones=kept)
        case ObjectiveRated(given=given):
            return replace(state, ratings=(*state.ratings, given))
        case ObjectiveClosed(on=on, reason=reason):
            return replace(state, closed_on=on, closed_because=reason)
        case _:
            return state


def _reached(state: MilestoneState, event: MilestoneReached) -> MilestoneState:
    if state.milestone.id != event.milestone_id:
        return state
    return replace(state, reached_on=event.on, reached_words=event.words)


def in_order(milestones: Iterable[MilestoneState]) -> tuple[MilestoneState, ...]:
    """By the day they are due, then as they were set."""
    return tuple(sorted(milestones, key=lambda m: (m.milestone.due_on, m.milestone.id)))
