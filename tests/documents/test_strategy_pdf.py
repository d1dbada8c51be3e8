"""The strategy on paper: ratings as words, children beside places by pseudonyms, words beside what was done."""

from __future__ import annotations

import pytest
from tests.documents.plan_and_place_builders import (
    a_place,
    a_plan,
    a_rating,
    a_voice,
    an_objective,
    some_feedback,
    some_places,
)
from tests.documents.profile_builders import a_head
from tests.documents.reading import roles_of, structure_of, text_of

from panel_desk.documents.strategy_pdf import render_action_plan, render_places, render_voice
from panel_desk.domain.strategy.action_plan import Rating


@pytest.mark.parametrize(
    ("rating", "words"),
    [
        (Rating.RED, "Off track (red)"),
        (Rating.AMBER, "At risk of delay (amber)"),
        (Rating.GREEN, "On track (green)"),
        (Rating.COMPLETE, "Complete"),
    ],
)
def test_a_rating_is_words_and_not_a_colour_alone(rating: Rating, words: str) -> None:
    rendered = render_action_plan(a_plan(objectives=(an_objective(rating=a_rating(rating)),)), a_head())
    assert words in [text for _, text in roles_of(rendered, "TD")]


def test_an_objective_without_a_rating_says_so() -> None:
    cells = [text for _, text in roles_of(render_action_plan(a_plan(), a_head()), "TD")]
    assert cells.count("Not rated yet") == 1


def test_the_plan_tells_all_objectives_first_then_what_is_late_then_each() -> None:
    rendered = render_action_plan(a_plan(), a_head())
    assert [text for _, text in roles_of(rendered, "H2")] == [
        "How the objectives stand",
        "Late milestones",
        "Objectives",
        "Closed",
    ]
    numbers = [text.split()[0] for _, text in roles_of(rendered, "H3")]
    assert numbers == ["1.1", "2.1", "2.2", "10"]


def test_earlier_ratings_stand_under_the_newest() -> None:
    text = text_of(render_action_plan(a_plan(objectives=(an_objective(),)), a_head()))
    assert text.index("On track (green), 3 November 2026") < text.index("At risk of delay (amber), 3 November 2026")


def test_a_late_milestone_says_by_how_much() -> None:
    assert text_of(render_action_plan(a_plan(), a_head())).count("late by 5 days") == 4


def test_an_empty_plan_prints_none_three_times() -> None:
    rendered = render_action_plan(a_plan(objectives=(), late=(), closed=()), a_head())
    assert [text for _, text in structure_of(rendered)].count("None") == 3


def test_children_stand_beside_a_place_by_their_pseudonyms() -> None:
    assert "3 children: Dunlin, Heron, Wren" in text_of(render_places(some_places(), a_head()))


def test_a_place_tells_what_is_offered_by_whom_when_and_its_reach() -> None:
    cells = [text for _, text in roles_of(render_places(some_places(places=(a_place(),)), a_head()), "TD", "P")]
    for said in (
        "Two workers on Friday and Saturday evenings",
        "detached youth work",
        "Fictional Youth Trust",
        "since 3 November 2026",
        "6 sessions, 40 young people reached",
        "Three young people asked for a worker of their own.",
    ):
        assert said in cells


def test_closed_places_stand_after_the_open_ones() -> None:
    headings = [text for _, text in roles_of(render_places(some_places(), a_head()), "H2", "H3")]
    assert headings == ["Overview", "Open", "Fictional bus station", "Vaping as payment", "Closed", "Fictional arcade"]


def test_a_place_where_nothing_is_offered_says_so() -> None:
    assert text_of(render_places(some_places(), a_head())).count("Nothing is offered there yet.") == 2


def test_what_was_left_out_of_the_register_is_said() -> None:
    assert "1 person of concern is left out." in text_of(render_places(some_places(), a_head()))


def test_words_stand_beside_what_was_done_because_of_them() -> None:
    cells = [text for _, text in roles_of(render_voice(a_voice(), a_head()), "P")]
    assert "“I do not want to meet at the police station. People see me there.”" in cells
    assert "5 November 2026, Police: moved the meeting place. The child has been told." in cells
    assert "in a return interview by Ruth Bell, 3 November 2026" in cells
    assert "The child, J.M. (104233)" in cells


@pytest.mark.parametrize("typed", ["“Ask me.”", "‘Ask me.’", '"Ask me."'])
def test_words_typed_with_quotation_marks_get_no_second_pair(typed: str) -> None:
    cells = [text for _, text in roles_of(render_voice(a_voice(answered=(some_feedback(said=typed),)), a_head()), "P")]
    assert typed in cells


def test_what_waits_for_an_answer_stands_apart() -> None:
    rendered = render_voice(a_voice(answered=(), waiting=(some_feedback(answered=False),)), a_head())
    assert [text for _, text in roles_of(rendered, "H2")] == ["Answered", "Waiting for an answer"]
    assert "no answer for 19 days" in text_of(rendered)
    assert [text for _, text in structure_of(rendered)].count("None") == 1
