"""What is recorded of an episode goes with it, whoever it is of; one that is told under two numbers has two rows."""

from __future__ import annotations

import pytest
from tests.services.desk_builders import ASHA, TestDesk, child, refusal
from tests.services.desk_builders import a_profile as profile_of
from tests.services.missing_builders import (
    a_missing_list,
    an_interview,
    line,
    lines,
    on_the_day,
    told,
    wall,
)

from panel_desk.domain.ids import EpisodeId
from panel_desk.domain.missing.episode_lines import ClockState
from panel_desk.domain.missing.interviews import InterviewState
from panel_desk.services.missing.undoing_missing import undo_missing

KEY = EpisodeId("#77@2026-11-10T20:00")
LATER = EpisodeId("#78@2026-11-11T20:00")


@pytest.fixture
def day(at: TestDesk) -> TestDesk:
    return on_the_day(at)


def match(at: TestDesk, owner: str) -> None:
    at.desk.missing.match(ASHA, "P77", owner, "Confirmed by phone")


def clocks(at: TestDesk) -> list[tuple[str, ClockState, int]]:
    return [(found.local_id, found.clock.state, len(found.interviews)) for found in lines(at)]


def test_an_interview_goes_with_its_episode_to_the_child_it_is_found_to_be_of(day: TestDesk) -> None:
    day.bring(a_missing_list(told("P77", Episode_ID="77")))
    match(day, "101")
    day.desk.missing.record_interview(ASHA, an_interview(KEY))
    for owner, shown in (("102", "102"), ("", "P77"), ("101", "101")):
        match(day, owner)
        assert clocks(day) == [(shown, ClockState.WITHIN, 1)]
        assert line(day).interviews[0].local_id == shown


def test_an_interview_goes_with_a_number_that_a_list_makes_a_childs_own(day: TestDesk) -> None:
    day.bring(a_missing_list(told("P77", Episode_ID="77")))
    match(day, "101")
    day.desk.missing.record_interview(ASHA, an_interview(KEY))
    day.bring(profile_of(child("101"), child("102"), child("P77", surname="Field")))
    assert clocks(day) == [("P77", ClockState.WITHIN, 1)]


def test_an_interview_is_carried_on_where_its_episode_is_now(day: TestDesk) -> None:
    day.bring(a_missing_list(told("P77", Episode_ID="77")))
    match(day, "101")
    offered = an_interview(KEY, state=InterviewState.OFFERED, held_at=None)
    day.desk.missing.record_interview(ASHA, offered)
    match(day, "102")
    held = an_interview(KEY, id=offered.id)
    with refusal(match="about another child"):
        day.desk.missing.record_interview(ASHA, held)
    day.desk.missing.record_interview(ASHA, an_interview(KEY, id=offered.id, local_id="102"))
    assert clocks(day) == [("102", ClockState.WITHIN, 1)]


def test_of_an_interview_about_episodes_under_two_numbers_each_part_goes_with_its_number(day: TestDesk) -> None:
    later = told("101", "2026-11-11 20:00", "2026-11-12 08:00", Episode_ID="78")
    day.bring(a_missing_list(told("P77", Episode_ID="77"), later))
    match(day, "101")
    day.desk.missing.record_interview(ASHA, an_interview(KEY, LATER))
    assert [set(found.interviews[0].episodes) for found in lines(day)] == [{KEY, LATER}] * 2
    match(day, "102")
    assert sorted(clocks(day)) == [("101", ClockState.WITHIN, 1), ("102", ClockState.WITHIN, 1)]
    assert sorted(found.interviews[0].episodes for found in lines(day)) == [(KEY,), (LATER,)]


def test_an_interview_is_not_shown_with_an_episode_that_another_number_tells_alike(day: TestDesk) -> None:
    later = told("101", "2026-11-11 20:00", "2026-11-12 08:00", Episode_ID="78")
    day.bring(a_missing_list(told("P77", Episode_ID="77"), told("P78", Episode_ID="77"), later))
    match(day, "101")
    day.desk.missing.record_interview(ASHA, an_interview(KEY, LATER))
    match(day, "")
    day.desk.missing.match(ASHA, "P78", "101", "The police say so")
    shown = {found.key: (found.clock.state, len(found.interviews)) for found in lines(day) if found.local_id == "101"}
    assert shown == {KEY: (ClockState.OVERDUE, 0), LATER: (ClockState.WITHIN, 1)}


def test_a_return_that_an_interview_was_held_after_is_not_undone_whoever_it_is_of(day: TestDesk) -> None:
    day.bring(a_missing_list(told("P77", end="", Episode_ID="77")))
    returned = day.desk.missing.record_return(ASHA, "P77", KEY, wall("2026-11-11 08:00"))
    match(day, "101")
    day.desk.missing.record_interview(ASHA, an_interview(KEY))
    match(day, "102")
    with refusal(match="Something recorded since rests on that deed"):
        undo_missing(day.desk.book, ASHA, returned)


def test_a_list_that_an_interview_rests_on_is_not_undone_whoever_it_is_of(day: TestDesk) -> None:
    deed = day.bring(a_missing_list(told("P77", Episode_ID="77")))
    match(day, "101")
    day.desk.missing.record_interview(ASHA, an_interview(KEY))
    match(day, "102")
    with refusal():
        day.desk.importing.undo(ASHA, deed)


def test_one_source_number_and_start_under_two_numbers_of_a_child_is_set_aside_whole(day: TestDesk) -> None:
    day.bring(a_missing_list(told("101", Episode_ID="77"), told("P77", Episode_ID="77")))
    match(day, "101")
    found = line(day)
    day.desk.missing.set_aside(ASHA, "101", found.key, "Cannot have been", also=found.keys)
    assert lines(day) == ()


def test_one_source_number_and_start_under_two_numbers_of_a_child_returns_whole(day: TestDesk) -> None:
    day.bring(a_missing_list(told("101", end="", Episode_ID="77"), told("P77", end="", Episode_ID="77")))
    match(day, "101")
    day.desk.missing.record_return(ASHA, "101", KEY, wall("2026-11-11 08:00"))
    assert (line(day).is_open, line(day).keys) == (False, (KEY,))
    day.desk.missing.record_interview(ASHA, an_interview(KEY))
    match(day, "102")
    assert sorted(clocks(day)) == [("101", ClockState.WITHIN, 1), ("102", ClockState.WITHIN, 1)]


@pytest.mark.parametrize(
    ("owner", "words"),
    [
        ("101", "the episodes under P77 found to be of K.A. 101"),
        ("", "the answer that nobody the desk knows has the number P77"),
    ],
)
def test_an_answer_is_taken_back_in_words_that_say_what_it_was(day: TestDesk, owner: str, words: str) -> None:
    day.bring(a_missing_list(told("P77")))
    match(day, owner)
    assert day.desk.undoing.last(ASHA) == words


def test_what_is_taken_back_of_a_matched_number_names_the_child(day: TestDesk) -> None:
    day.bring(a_missing_list(told("P77", end="", Episode_ID="77"), told("P78", end="", Episode_ID="78")))
    match(day, "101")
    day.desk.missing.record_return(ASHA, "101", KEY, wall("2026-11-11 08:00"))
    assert day.desk.undoing.last(ASHA) == "the return of K.A. 101 recorded"
    day.desk.missing.record_return(ASHA, "P78", EpisodeId("#78@2026-11-10T20:00"), wall("2026-11-11 08:00"))
    assert day.desk.undoing.last(ASHA) == "the return of P78 recorded"


def test_a_subject_access_tells_the_interview_of_whose_its_episode_is(day: TestDesk) -> None:
    later = told("101", "2026-11-11 20:00", "2026-11-12 08:00", Episode_ID="78")
    day.bring(a_missing_list(told("P77", Episode_ID="77"), later))
    match(day, "101")
    day.desk.missing.record_interview(ASHA, an_interview(KEY, interviewer="Ife Bello"))
    assert [interviews_held(day, child) for child in ("101", "102")] == [1, 0]
    match(day, "102")
    assert [interviews_held(day, child) for child in ("101", "102")] == [0, 1]


def interviews_held(at: TestDesk, local_id: str) -> int:
    sections = at.desk.subject_access.gather(local_id).sections
    return sum(entry.title == "Return interview" for section in sections for entry in section.entries)
