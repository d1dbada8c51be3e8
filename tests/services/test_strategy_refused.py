"""What the plan, the places and the voices do not take: ids and names of others, days and counts nobody means."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from msgspec.structs import replace
from tests.services.desk_builders import ASHA, CONCERN_HEADINGS, TestDesk, a_list, refusal
from tests.services.strategy_builders import (
    FIRST_OF_OCTOBER,
    OBJECTIVE,
    SEPTEMBER,
    a_plan,
    did,
    feedback,
    milestone,
    objective,
    outreach,
    place,
    say,
    with_children,
)

from panel_desk.domain.children.cases import ConcernKind, ConcernRow
from panel_desk.domain.errors import Reason
from panel_desk.domain.ids import ConcernId, ObjectiveId, PanelKey

OTHER = ObjectiveId("objective-2")
WHARF = ConcernRow(kind=ConcernKind.LOCATION, name="Canal Wharf", raised_on=date(2026, 9, 20))


@pytest.fixture
def desk(at: TestDesk) -> TestDesk:
    return with_children(at)


def test_a_close_is_not_taken_back_where_its_number_was_given_again(desk: TestDesk) -> None:
    closed = desk.desk.action_plan.close(ASHA, a_plan(desk), FIRST_OF_OCTOBER, "reached")
    desk.desk.action_plan.set_objective(ASHA, objective(id=OTHER))
    with refusal(match="another objective 2.1 by now"):
        desk.desk.action_plan.undo(ASHA, closed)


def test_another_number_is_not_taken_back_where_the_first_was_given_again(desk: TestDesk) -> None:
    a_plan(desk)
    renumbered = desk.desk.action_plan.set_objective(ASHA, objective("2.2"))
    desk.desk.action_plan.set_objective(ASHA, objective(id=OTHER))
    with refusal(match="another objective 2.1 by now"):
        desk.desk.action_plan.undo(ASHA, renumbered)


def test_a_close_is_taken_back_where_its_number_is_free(desk: TestDesk) -> None:
    closed = desk.desk.action_plan.close(ASHA, a_plan(desk), FIRST_OF_OCTOBER, "reached")
    desk.desk.action_plan.undo(ASHA, closed)
    assert desk.desk.action_plan.objective(OBJECTIVE, FIRST_OF_OCTOBER).closed_on is None


def by_list(at: TestDesk) -> ConcernId:
    at.bring(a_list(CONCERN_HEADINGS, ("Location", "Canal Wharf", "Lights out", "Police", "01/09/2026")))
    return at.desk.places.by_name("Canal Wharf").concern_id


@pytest.mark.parametrize("kept", [place, by_list], ids=["by hand", "by a list"])
def test_another_name_is_not_taken_back_where_the_first_was_given_again(
    desk: TestDesk, kept: Callable[[TestDesk], ConcernId]
) -> None:
    renamed = desk.desk.places.record_concern(ASHA, replace(WHARF, name="The wharf"), kept(desk))
    again = place(desk)
    for name in ("Canal Wharf", "Mill"):
        desk.desk.places.record_concern(ASHA, replace(WHARF, name=name), again)
        with refusal(match="Another location has been called Canal Wharf since"):
            desk.desk.places.undo(ASHA, renamed)


@pytest.mark.parametrize("kept", [place, by_list], ids=["by hand", "by a list"])
def test_another_name_is_taken_back_where_the_first_is_free(
    desk: TestDesk, kept: Callable[[TestDesk], ConcernId]
) -> None:
    renamed = desk.desk.places.record_concern(ASHA, replace(WHARF, name="The wharf"), kept(desk))
    place(desk, "Mill")
    desk.desk.places.undo(ASHA, renamed)
    assert desk.desk.places.by_name("canal wharf")


def test_a_milestone_of_another_objective_is_not_taken_over(desk: TestDesk) -> None:
    a_plan(desk)
    desk.desk.action_plan.set_objective(ASHA, objective("3", id=OTHER))
    with refusal(match="milestone of objective 2.1"):
        desk.desk.action_plan.set_milestone(ASHA, OTHER, milestone("another"))


def test_what_is_offered_at_another_place_is_not_taken_over(desk: TestDesk) -> None:
    wharf, mill = place(desk), place(desk, "Mill")
    walk = outreach(wharf)
    desk.desk.places.set_intervention(ASHA, walk)
    with refusal(match="offered at Canal Wharf"):
        desk.desk.places.set_intervention(ASHA, replace(walk, concern_id=mill))
    desk.desk.places.set_intervention(ASHA, replace(walk, reached=20))


def test_feedback_for_a_panel_that_there_is_not_is_refused(desk: TestDesk) -> None:
    with refusal(Reason.NOT_FOUND, match="no panel XXX"):
        say(desk, panel=PanelKey("XXX"))


def test_a_place_is_not_closed_before_it_was_raised_or_came_back(desk: TestDesk) -> None:
    places = desk.desk.places
    wharf = place(desk)
    places.record_concern(ASHA, WHARF, wharf)
    with refusal(match="open since 20 September 2026"):
        places.close(ASHA, wharf, date(2026, 9, 19), "gone")
    places.close(ASHA, wharf, date(2026, 9, 25), "gone")
    with refusal(match="closed on 25 September 2026: it was raised by then"):
        places.record_concern(ASHA, replace(WHARF, raised_on=date(2026, 9, 26)), wharf)
    places.reopen(ASHA, wharf, date(2026, 9, 28), "back")
    with refusal(match="open since 28 September 2026"):
        places.close(ASHA, wharf, date(2026, 9, 26), "gone")
    places.close(ASHA, wharf, date(2026, 9, 28), "gone")


def test_nothing_was_said_after_what_was_done_because_of_it(desk: TestDesk) -> None:
    said = feedback(desk)
    desk.desk.voice.record(ASHA, said)
    desk.desk.voice.answer(ASHA, said.id, did(on=SEPTEMBER))
    with refusal(match="was said by then"):
        desk.desk.voice.record(ASHA, replace(said, said_on=FIRST_OF_OCTOBER))


def test_an_objective_is_not_due_before_its_milestones(desk: TestDesk) -> None:
    a_plan(desk)
    with refusal(match="due on 1 December 2026"):
        desk.desk.action_plan.set_objective(ASHA, objective(due_on=date(2026, 11, 30)))
    desk.desk.action_plan.set_objective(ASHA, objective(due_on=date(2026, 12, 1)))


LONG_AGO = date(206, 10, 1)


@pytest.mark.parametrize(
    "deed",
    [
        lambda at: say(at, said_on=LONG_AGO),
        lambda at: at.desk.places.record_concern(ASHA, replace(WHARF, raised_on=LONG_AGO)),
        lambda at: at.desk.places.close(ASHA, place(at), LONG_AGO, "gone"),
        lambda at: at.desk.places.set_intervention(ASHA, outreach(place(at), starts_on=LONG_AGO)),
        lambda at: at.desk.action_plan.close(ASHA, a_plan(at), LONG_AGO, "reached"),
        lambda at: at.desk.action_plan.set_milestone(ASHA, a_plan(at), milestone(due_on=LONG_AGO)),
    ],
    ids=["said", "raised", "closed", "started", "given up", "due"],
)
def test_a_year_that_only_a_slip_can_mean_is_refused(desk: TestDesk, deed: Callable[[TestDesk], object]) -> None:
    with refusal(match="in the year 206"):
        deed(desk)


@pytest.mark.parametrize("count", ["sessions", "reached"])
def test_a_count_that_nobody_means_is_refused(desk: TestDesk, count: str) -> None:
    with refusal(match="more than a million"):
        desk.desk.places.set_intervention(ASHA, replace(outreach(place(desk)), **{count: 10**30}))


@pytest.mark.parametrize("name", ["Canal\u200b Wharf", "canal\u00a0wharf", "Canal Wha\u00adrf", "\u202eCanal Wharf"])
def test_two_places_whose_names_look_the_same_are_one(desk: TestDesk, name: str) -> None:
    place(desk)
    with refusal(match="Canal Wharf is known already"):
        place(desk, name)
    assert desk.desk.places.by_name(name).name == "Canal Wharf"


def test_a_name_keeps_no_mark_that_cannot_be_seen(desk: TestDesk) -> None:
    place(desk, "Cafe\u0301\u200b")
    desk.desk.action_plan.set_objective(ASHA, objective("2.\u200b1", agency=" Police ", measure=" fewer\n"))
    assert desk.desk.places.by_name("Café").name == "Café"
    kept = desk.desk.action_plan.by_number("2.1", FIRST_OF_OCTOBER)
    assert (kept.number, kept.agency, kept.measure) == ("2.1", "Police", "fewer")


@pytest.mark.parametrize("number", ["2.1 Kim Archer", "Archer", "2.Kim", "1.2.3.4.5.6.7.8"])
def test_the_number_of_an_objective_holds_no_words(desk: TestDesk, number: str) -> None:
    with refusal(match="has no words"):
        desk.desk.action_plan.set_objective(ASHA, objective(number))


@pytest.mark.parametrize("number", ["2.1", "10", "P3.a", "4b"])
def test_a_number_as_strategies_write_it_is_kept(desk: TestDesk, number: str) -> None:
    desk.desk.action_plan.set_objective(ASHA, objective(number, id=OTHER))
    assert desk.desk.action_plan.by_number(number, FIRST_OF_OCTOBER).number == number
