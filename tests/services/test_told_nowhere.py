"""What no minutes will tell says so while it can still be given a place, with what to do."""

from __future__ import annotations

import pytest
from tests.services.desk_builders import ASHA, MACE, SAFE, TestDesk
from tests.services.strategy_builders import minutes_of, of_a_group, say, told, with_children
from tests.services.strategy_sections import without_sections

from panel_desk.domain.strategy.feedback import Speaker


@pytest.fixture
def desk(at: TestDesk) -> TestDesk:
    return with_children(at)


def test_nothing_is_said_where_a_panel_has_the_sections(desk: TestDesk) -> None:
    desk.desk.voice.record(ASHA, of_a_group(desk))
    assert [line.told_nowhere for line in desk.desk.voice.feedback()] == [""]
    assert (desk.desk.voice.told_nowhere(), desk.desk.action_plan.told_nowhere()) == ("", "")


def test_what_a_group_said_says_that_no_minutes_will_tell_it_and_what_to_do(desk: TestDesk) -> None:
    without_sections(desk.desk, ASHA)
    one = of_a_group(desk)
    desk.desk.voice.record(ASHA, one)
    sentence = desk.desk.voice.line(one.id).told_nowhere
    assert "No minutes will tell this" in sentence
    assert "hold “voice”" in sentence
    assert told(minutes_of(desk, desk.closed(MACE)), "Voice of young people") == []


def test_what_has_a_place_says_nothing_of_the_sort(desk: TestDesk) -> None:
    without_sections(desk.desk, ASHA)
    say(desk)
    desk.desk.voice.record(ASHA, of_a_group(desk, panel=SAFE))
    desk.desk.voice.record(ASHA, of_a_group(desk, speaker=Speaker.FAMILIES, at_meeting=desk.planned(SAFE)))
    gone = of_a_group(desk)
    desk.desk.voice.record(ASHA, gone)
    desk.desk.voice.withdraw(ASHA, gone.id, "twice")
    assert {line.told_nowhere for line in desk.desk.voice.feedback(include_withdrawn=True)} == {""}


def test_a_plan_that_no_minutes_tell_says_what_to_do(desk: TestDesk) -> None:
    without_sections(desk.desk, ASHA)
    assert "hold “action plan”" in desk.desk.action_plan.told_nowhere()
