"""What goes on between the demonstration's meetings is entered as written, once its day has come."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from tests.services.desk_builders import ASHA, TestDesk

from panel_desk.domain.errors import DeskError
from panel_desk.domain.figures.published import PublishedYear
from panel_desk.domain.strategy.action_plan import Rating
from panel_desk.services.demo.between_script import (
    Between,
    ScriptedAnswer,
    ScriptedFeedback,
    ScriptedMilestone,
    ScriptedObjective,
    ScriptedRating,
)
from panel_desk.services.demo.playing_between import PlayingBetween
from panel_desk.services.demo.scenario import read_scenario
from panel_desk.shipped import shipped

ON = date(2026, 10, 1)


def an_objective() -> ScriptedObjective:
    steps = (ScriptedMilestone(what="Train the duty team", due=date(2026, 10, 9), reached=ON),)
    ratings = (ScriptedRating(on=ON, rating=Rating.AMBER, words="Weekends are not booked"),)
    return ScriptedObjective(
        on=ON, number="1", title="Hear children", owner="Dana Prior", milestones=steps, ratings=ratings
    )


def test_an_entry_waits_for_its_day_and_is_entered_once(at: TestDesk) -> None:
    playing = PlayingBetween(at.desk, Between(objectives=(an_objective(),)), ASHA)
    assert playing.play(date(2026, 9, 30)) == 0
    assert playing.play(ON) == 4
    assert playing.play(ON) == 0
    plan = at.desk.action_plan.plan(ON)
    assert [o.rating.label for o in plan.objectives if o.rating] == ["at risk of delay"]
    assert [m.reached_on for m in plan.objectives[0].milestones] == [ON]


def test_feedback_is_answered_on_its_own_day(at: TestDesk) -> None:
    answer = ScriptedAnswer(on=date(2026, 10, 2), did="One worker", by="Children’s social care")
    shipped_ones = read_scenario(shipped("demo")).between.feedback
    said = ScriptedFeedback(
        on=ON, speaker=shipped_ones[0].speaker, gathered=shipped_ones[0].gathered, said="One worker.", answer=answer
    )
    playing = PlayingBetween(at.desk, Between(feedback=(said,)), ASHA)
    assert playing.last_on == answer.on, "an answer is the last entry where nothing else is"
    playing.play(ON)
    assert [len(line.answers) for line in at.desk.voice.feedback()] == [0]
    at.clock.set(date(2026, 10, 22))
    playing.play(date(2026, 10, 2))
    assert [len(line.answers) for line in at.desk.voice.feedback()] == [1]
    assert playing.last_on is None


def test_years_before_the_desk_are_entered_first(at: TestDesk) -> None:
    year = PublishedYear(year="2022-23", children=239, cse_only=44, cce_only=175, both=20, source="Scrutiny")
    assert PlayingBetween(at.desk, Between(published=(year,)), ASHA).play(ON) == 1
    assert at.desk.profiling.published_years() == (year,)


def test_the_shipped_script_ends_on_the_day_of_its_last_entry(at: TestDesk) -> None:
    shipped_one = read_scenario(shipped("demo")).between
    assert PlayingBetween(at.desk, shipped_one, ASHA).last_on == date(2026, 11, 21)
    assert PlayingBetween(at.desk, Between(), ASHA).last_on is None


def test_a_script_that_cannot_be_read_is_one_sentence(tmp_path: Path) -> None:
    shutil.copytree(shipped("demo"), tmp_path / "demo")
    (tmp_path / "demo" / "between.toml").write_text('[[links]]\ncolour = "blue"\n', encoding="utf-8")
    with pytest.raises(DeskError, match=r"colour|links"):
        read_scenario(tmp_path / "demo")
