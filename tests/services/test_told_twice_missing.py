"""A child with two open episodes is one child; an episode told twice is one, also where it is set aside or settled."""

from __future__ import annotations

import pytest
from tests.services.desk_builders import ASHA, TestDesk
from tests.services.missing_builders import (
    NHS,
    a_missing_list,
    an_interview,
    line,
    lines,
    numbered,
    on_the_day,
    told,
    wall,
)

from panel_desk.domain.figures.reporting_year import parse_period
from panel_desk.domain.missing.interviews import InterviewState


@pytest.fixture
def day(at: TestDesk) -> TestDesk:
    return on_the_day(at)


def test_two_open_episodes_are_one_child_missing_now(day: TestDesk) -> None:
    day.bring(a_missing_list(told("101", "2026-11-18 20:00", ""), told("101", "2026-11-20 20:00", "")))
    found = day.desk.missing.oversight(parse_period("2026-27"), now=day.clock())
    assert (len(found.open_now), found.children_missing) == (2, 1)
    assert "1 child missing now, whenever the episode began." in found.sentences


def test_an_episode_told_twice_is_set_aside_whole_and_undo_brings_both_back(day: TestDesk) -> None:
    day.bring(a_missing_list(told("101", Episode_ID="A1"), told("102")), "council.csv")
    day.bring(a_missing_list(told("101", "2026-11-10 20:30", "2026-11-11 09:00", Episode_ID="P7")), "police.csv")
    twice = next(found for found in lines(day) if found.local_id == "101")
    assert len(twice.keys) == 2
    deed = day.desk.missing.set_aside(ASHA, "101", twice.key, "Was at home all night", also=twice.keys)
    assert [found.local_id for found in lines(day)] == ["102"]
    day.desk.book.undo(ASHA, deed)
    assert len(next(found for found in lines(day) if found.local_id == "101").keys) == 2


def test_an_episode_set_aside_under_an_nhs_number_stays_aside_when_a_list_gives_the_local_id(day: TestDesk) -> None:
    day.bring(numbered(("201", NHS, "", "12/03/2011")))
    day.bring(a_missing_list(told("", NHS_number=NHS)), "police.csv")
    day.desk.missing.set_aside(ASHA, "201", line(day).key, "Was at home all night")
    assert lines(day) == ()
    day.bring(a_missing_list(told("201", NHS_number=NHS)), "council.csv")
    assert lines(day) == ()


@pytest.mark.parametrize(
    ("state", "offered"), [(InterviewState.NOT_OFFERED, 0), (InterviewState.REFUSED, 1)], ids=["decided", "refused"]
)
@pytest.mark.parametrize("twice", [False, True], ids=["one list", "two lists"])
def test_how_an_interview_ended_here_outweighs_what_a_list_says_of_the_offer(
    day: TestDesk, state: InterviewState, offered: int, *, twice: bool
) -> None:
    yes = {"RHI_offered": "Y", "RHI_accepted": "Y"}
    day.bring(a_missing_list(told("101", Episode_ID="A1", **({} if twice else yes))), "council.csv")
    about = an_interview(line(day).key, state=state, held_at=None, reason="In custody", decided_by="Dana Prior")
    day.desk.missing.record_interview(ASHA, about)
    if twice:
        row = told("101", "2026-11-10 20:30", "2026-11-11 09:00", Episode_ID="P7", **yes)
        day.bring(a_missing_list(row), "police.csv")
    found = day.desk.missing.oversight(parse_period("2026-27"), now=day.clock()).measures
    assert (found.returned, found.offered, found.accepted, found.not_offered) == (1, offered, 0, 1 - offered)


@pytest.mark.parametrize(
    ("state", "held_at", "here"),
    [
        (InterviewState.REFUSED, None, "refused"),
        (InterviewState.COMPLETED, "2026-11-12 16:00", "held on 12 November 2026, 16:00"),
        (InterviewState.COMPLETED, "2026-11-12 10:00", ""),
    ],
    ids=["refused", "another time", "the same"],
)
def test_a_list_that_says_otherwise_of_an_interview_recorded_here_is_raised(
    day: TestDesk, state: InterviewState, held_at: str | None, here: str
) -> None:
    day.bring(a_missing_list(told("101")), "council.csv")
    at = wall(held_at) if held_at else None
    about = an_interview(line(day).key, state=state, held_at=at, reason="Not ready")
    day.desk.missing.record_interview(ASHA, about)
    day.bring(a_missing_list(told("101", RHI_date="2026-11-12 10:00")), "later.csv")
    listed = "the list says the interview was held on 12 November 2026, 10:00, and it is recorded here as "
    assert line(day).raised == ((listed + here,) if here else ())
