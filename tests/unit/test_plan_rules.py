"""The action plan: what may be recorded, what is late, and how each objective stands in words."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from msgspec.structs import replace
from tests.unit.builders import refused

from panel_desk.domain.errors import Reason
from panel_desk.domain.events.strategy import (
    MilestoneDropped,
    MilestoneReached,
    MilestoneSet,
    ObjectiveClosed,
    ObjectiveRated,
    ObjectiveSet,
)
from panel_desk.domain.ids import MeetingId, MilestoneId, ObjectiveId
from panel_desk.domain.strategy import plan_rules as rules
from panel_desk.domain.strategy.action_plan import Milestone, Objective, Rating, RatingGiven
from panel_desk.domain.strategy.plan_rules import MilestoneState, ObjectiveState, objective_from
from panel_desk.domain.strategy.plan_told import ObjectiveLine, objective_line, plan_view

TODAY = date(2026, 11, 22)
STEP = MilestoneId("m")


def objective(number: str = "2.1", **changes: object) -> Objective:
    facts: dict[str, object] = {
        "id": ObjectiveId(f"o{number}"),
        "title": "Safe routes",
        "owner": "Dana Prior",
        "due_on": date(2027, 3, 31),
    }
    return Objective(number=number, **{**facts, **changes})  # type: ignore[arg-type]


def step(due_on: date = date(2026, 12, 1), **changes: object) -> Milestone:
    return Milestone(**{"id": STEP, "what": "A map", "due_on": due_on, **changes})  # type: ignore[arg-type]


def rated(rating: Rating = Rating.AMBER, on: date = TODAY, words: str = "one partner is late") -> RatingGiven:
    return RatingGiven(rating=rating, words=words, on=on)


def state(number: str = "2.1", **changes: object) -> ObjectiveState:
    return ObjectiveState(**{"objective": objective(number), **changes})  # type: ignore[arg-type]


def with_step(reached_on: date | None = None, **changes: object) -> ObjectiveState:
    found = state(milestones=(MilestoneState(milestone=step(), reached_on=reached_on),))
    return replace(found, **changes)


def line(of: ObjectiveState) -> ObjectiveLine:
    return objective_line(of, TODAY, {})


CLOSED = state(closed_on=TODAY, closed_because="reached")


@pytest.mark.parametrize(
    ("changes", "words"),
    [({"number": " "}, "Which number"), ({"title": ""}, "What is the objective?"), ({"owner": ""}, "Who owns")],
)
def test_an_objective_has_a_number_a_title_and_an_owner(changes: dict[str, object], words: str) -> None:
    with refused(words):
        rules.checked_objective(replace(objective(), **changes), ())


def test_a_number_is_given_once_but_is_free_again_after_closing() -> None:
    other = objective(id=ObjectiveId("other"))
    with refused("has an objective 2.1 already"):
        rules.checked_objective(other, (state(),))
    assert rules.checked_objective(other, (CLOSED,)) == other
    assert rules.checked_objective(objective(title="New"), (state(),), state()).title == "New"


def test_every_deed_on_a_closed_objective_is_refused() -> None:
    closed = with_step(closed_on=TODAY, closed_because="reached")
    deeds = (
        lambda: rules.checked_objective(objective(), (), closed),
        lambda: rules.checked_milestone(closed, step()),
        lambda: rules.refuse_reaching(closed, STEP, TODAY, TODAY),
        lambda: rules.refuse_dropping(closed, STEP, "why"),
        lambda: rules.checked_rating(closed, rated(), TODAY),
        lambda: rules.refuse_closing(closed, TODAY, "why", TODAY),
    )
    for deed in deeds:
        with refused("was closed on 22 November 2026"):
            deed()


def test_a_milestone_says_what_and_is_not_later_than_its_objective() -> None:
    assert rules.checked_milestone(state(), step(date(2027, 3, 31))).due_on == date(2027, 3, 31)
    with refused("cannot be later"):
        rules.checked_milestone(state(), step(date(2027, 4, 1)))
    with refused("What is to be reached?"):
        rules.checked_milestone(state(), step(what=" "))
    with refused("not changed any more"):
        rules.checked_milestone(with_step(reached_on=TODAY), step())


def test_a_milestone_is_reached_once_and_not_in_the_future() -> None:
    rules.refuse_reaching(with_step(), STEP, TODAY, TODAY)
    with refused("reached already"):
        rules.refuse_reaching(with_step(reached_on=TODAY), STEP, TODAY, TODAY)
    with refused("still to come"):
        rules.refuse_reaching(with_step(), STEP, TODAY + timedelta(days=1), TODAY)
    with refused("no such milestone", Reason.NOT_FOUND):
        rules.refuse_reaching(with_step(), MilestoneId("other"), TODAY, TODAY)


def test_a_milestone_is_dropped_with_a_reason_and_not_after_it_was_reached() -> None:
    with refused("Why is the milestone dropped?"):
        rules.refuse_dropping(with_step(), STEP, "")
    with refused("it stays in the plan"):
        rules.refuse_dropping(with_step(reached_on=TODAY), STEP, "why")


@pytest.mark.parametrize("rating", Rating)
def test_a_rating_without_words_is_refused(rating: Rating) -> None:
    with refused("A colour alone says nothing"):
        rules.checked_rating(state(), rated(rating, words=" "), TODAY)


def test_a_rating_is_neither_of_the_future_nor_before_the_newest() -> None:
    with refused("still to come"):
        rules.checked_rating(state(), rated(on=TODAY + timedelta(days=1)), TODAY)
    with refused("was rated for 22 November 2026 already"):
        rules.checked_rating(state(ratings=(rated(),)), rated(on=TODAY - timedelta(days=1)), TODAY)
    assert rules.checked_rating(state(ratings=(rated(),)), rated(Rating.GREEN), TODAY).rating is Rating.GREEN


def test_closing_needs_a_reason_and_a_day_that_has_come() -> None:
    with refused("Why is the objective closed?"):
        rules.refuse_closing(state(), TODAY, " ", TODAY)
    with refused("still to come"):
        rules.refuse_closing(state(), TODAY + timedelta(days=1), "reached", TODAY)


@pytest.mark.parametrize(
    ("rating", "words"),
    [
        (Rating.RED, "Off track (red), 22 November 2026: why"),
        (Rating.AMBER, "At risk of delay (amber), 22 November 2026: why"),
        (Rating.GREEN, "On track (green), 22 November 2026: why"),
        (Rating.COMPLETE, "Complete, 22 November 2026: why"),
    ],
)
def test_no_rating_is_a_colour_alone(rating: Rating, words: str) -> None:
    assert line(state(ratings=(rated(rating, words="why"),))).rating_words == words


def test_the_newest_rating_stands_and_of_one_day_the_later_one() -> None:
    earlier = rated(Rating.RED, TODAY - timedelta(days=30))
    of = line(state(ratings=(earlier, rated(Rating.AMBER), rated(Rating.GREEN))))
    assert [one.rating for one in of.history] == [Rating.GREEN, Rating.AMBER, Rating.RED]
    assert of.rating == of.history[0]


@pytest.mark.parametrize(
    ("due_on", "reached_on", "words", "late"),
    [
        (TODAY - timedelta(days=5), None, "late by 5 days", True),
        (TODAY, None, "due 22 November 2026", False),
        (TODAY - timedelta(days=5), TODAY, "reached 22 November 2026", False),
    ],
)
def test_a_milestone_is_late_after_its_day_until_it_is_reached(
    due_on: date, reached_on: date | None, words: str, late: bool
) -> None:
    of = line(state(milestones=(MilestoneState(milestone=step(due_on), reached_on=reached_on),)))
    assert (of.milestones[0].state_words, of.milestones[0].late, of.late) == (words, late, late)


def test_a_complete_objective_is_not_overdue() -> None:
    past = replace(state(), objective=objective(due_on=TODAY - timedelta(days=1)))
    assert (line(past).due_words, line(past).late) == ("overdue by 1 day", True)
    done = replace(past, ratings=(rated(Rating.COMPLETE),))
    assert (line(done).due_words, line(done).late) == ("by 21 November 2026", False)


def test_the_plan_counts_in_words_and_puts_2_10_after_2_9() -> None:
    states = [state("2.10"), state("2.9", ratings=(rated(Rating.GREEN),)), state("10"), CLOSED]
    view = plan_view(states, TODAY, {})
    assert [o.number for o in view.objectives] == ["2.9", "2.10", "10"]
    assert [o.number for o in view.closed] == ["2.1"]
    assert view.sentence == "3 objectives: 1 on track, 2 not rated yet. No milestone is late."
    assert plan_view([], TODAY, {}).sentence == "The plan has no objective that is followed."


def test_a_rating_names_the_meeting_that_gave_it() -> None:
    given = replace(rated(), at_meeting=MeetingId("m1"))
    of = objective_line(state(ratings=(given,)), TODAY, {MeetingId("m1"): "MACE-2026-11"})
    assert of.history[0].meeting_reference == "MACE-2026-11"


def test_the_events_of_one_objective_come_to_how_it_stands() -> None:
    of = ObjectiveId("o2.1")
    other = MilestoneId("other")
    found = objective_from(
        [
            ObjectiveRated(objective_id=of, given=rated()),
            ObjectiveSet(objective=objective(title="Old")),
            MilestoneSet(objective_id=of, milestone=step()),
            MilestoneSet(objective_id=of, milestone=step(date(2026, 10, 1), id=other)),
            MilestoneReached(objective_id=of, milestone_id=STEP, on=TODAY, words="done"),
            MilestoneSet(objective_id=of, milestone=step(date(2026, 9, 1))),
            MilestoneDropped(objective_id=of, milestone_id=other, reason="why"),
            ObjectiveRated(objective_id=of, given=rated(Rating.GREEN)),
            ObjectiveSet(objective=objective()),
            ObjectiveClosed(objective_id=of, on=TODAY, reason="reached"),
        ]
    )
    reached = MilestoneState(milestone=step(date(2026, 9, 1)), reached_on=TODAY, reached_words="done")
    assert found == state(
        milestones=(reached,), ratings=(rated(Rating.GREEN),), closed_on=TODAY, closed_because="reached"
    )
