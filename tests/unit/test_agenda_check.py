"""What an agenda is told before it is locked."""

from __future__ import annotations

from datetime import time

import pytest
from msgspec.structs import replace
from tests.unit.agenda_builders import SAFE, an_item, everyone, invited

from panel_desk.domain.agendas.agenda import AgendaItem
from panel_desk.domain.agendas.agenda_check import check
from panel_desk.domain.agendas.filling import standing_items
from panel_desk.domain.agendas.running_order import in_sections
from panel_desk.domain.events.meetings import Invited
from panel_desk.domain.ids import AgencyKey
from panel_desk.domain.people import Role


def told(
    *cases: AgendaItem,
    without: str = "",
    who: tuple[Invited, ...] | None = None,
    ends_at: time = time(12, 30),
    previous_minutes_ready: bool = True,
) -> list[tuple[bool, str]]:
    """Whether it stops the issue, and the sentence, for an agenda of the fixed items and these cases."""
    fixed = tuple(i for i in standing_items(SAFE) if i.section != without)
    items = in_sections(SAFE, (*fixed, *cases))
    expected = everyone() if who is None else who
    found = check(SAFE, items, expected, time(10), ends_at, previous_minutes_ready=previous_minutes_ready)
    return [(p.blocking, p.sentence) for p in found]


def everyone_but(*agencies: str) -> tuple[Invited, ...]:
    return tuple(i for i in everyone() if i.person.agency not in agencies)


def test_a_sound_agenda_has_no_problem_though_sections_are_empty() -> None:
    assert told(an_item()) == []
    assert told() == []


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (an_item("a", presenter=" "), (False, "Item 7.1, J.M. (a), has no presenter.")),
        (an_item("a", reason=""), (True, "Item 7.1, J.M. (a), has no reason.")),
        (an_item("a", minutes=0), (True, "Item 7.1, J.M. (a), has no time.")),
        (replace(an_item("a"), child=None), (True, "Item 7.1, J.M. (a), is about no child or concern.")),
    ],
    ids=["presenter", "reason", "time", "child"],
)
def test_what_an_item_lacks_is_told(item: AgendaItem, expected: tuple[bool, str]) -> None:
    assert told(item) == [expected]


def test_the_chairs_reason_for_a_late_item_is_reason_enough() -> None:
    assert told(replace(an_item(reason=""), late_reason="Arrested last night.")) == []


def test_a_problem_names_its_item() -> None:
    items = in_sections(SAFE, (*standing_items(SAFE), an_item("a", presenter="")))
    assert [p.item_id for p in check(SAFE, items, everyone(), time(10), time(12, 30))] == ["a"]


def test_a_child_on_the_agenda_twice_stops_the_issue() -> None:
    twice = told(an_item("a", section="urgent"), an_item("b", local_id="a"))
    assert twice == [(True, "J.M. (a) is on the agenda twice, 5.1 and 7.1.")]


def test_time_over_the_slot_is_told_in_minutes() -> None:
    cases = [an_item(str(n)) for n in range(11)]
    assert told(*cases) == []
    assert told(*cases, an_item("x", minutes=4)) == [(False, "The agenda is 1 minute over its slot of 150 minutes.")]
    assert told(an_item("x", minutes=64), ends_at=time(11)) == [
        (False, "The agenda is 41 minutes over its slot of 60 minutes.")
    ]


@pytest.mark.parametrize("ends_at", [time(9), time(10)])
def test_a_meeting_that_ends_before_it_begins_stops_the_issue(ends_at: time) -> None:
    assert told(ends_at=ends_at) == [(True, "The meeting ends before it begins.")]


def test_more_children_than_the_panel_takes_are_told() -> None:
    cases = [an_item(str(n), minutes=5) for n in range(16)]
    assert told(*cases) == [(False, "The agenda has 16 children; the panel takes 15 at a meeting.")]


def test_a_seat_that_nobody_fills_is_told() -> None:
    assert told(who=everyone_but("housing")) == [(False, "Nobody is invited for the seat of Housing.")]


def test_a_need_of_the_quorum_that_nobody_meets_is_told() -> None:
    assert told(who=everyone_but("health")) == [(False, "The quorum needs Health, and nobody of it is invited.")]


def test_an_agency_that_only_observes_does_not_fill_its_seat() -> None:
    observed = (*everyone_but("health"), invited("health", "Abena Osei", Role.OBSERVER))
    assert told(who=observed) == [(False, "The quorum needs Health, and nobody of it is invited.")]


def test_a_need_that_several_agencies_can_meet_is_met_by_one() -> None:
    either = replace(SAFE, quorum=(("chair",), (AgencyKey("health"), AgencyKey("education"))))
    items = standing_items(either)
    assert check(either, items, everyone_but("housing", "health"), time(10), time(12)) == check(
        either, items, everyone_but("housing", "education"), time(10), time(12)
    )
    (neither,) = check(either, items, everyone_but("health", "education"), time(10), time(12))
    assert neither.sentence == "The quorum needs Health or Education, and nobody of it is invited."


def test_a_meeting_without_chair_and_deputy_stops_the_issue() -> None:
    nobody_presides = tuple(i for i in everyone() if i.role not in {Role.CHAIR, Role.DEPUTY})
    members = (*nobody_presides, invited("csc", "Dana Prior"), invited("police", "Imran Khan"))
    assert told(who=members) == [(True, "Neither a chair nor a deputy is invited.")]
    assert told(who=(*members, invited("csc", "Ife Bello", Role.DEPUTY))) == []


@pytest.mark.parametrize(
    ("section", "expected"),
    [
        ("declarations", (True, "Item 2, Declarations of interest, is not there.")),
        ("actions", (True, "Item 4, Matters arising and action log, is not there.")),
        ("mace", (False, "Item 10, Links to pass up to MACE, is not there.")),
    ],
)
def test_a_fixed_item_that_is_not_there_is_told(section: str, expected: tuple[bool, str]) -> None:
    assert told(without=section) == [expected]


def test_minutes_that_have_not_gone_out_are_told() -> None:
    sentence = "The minutes of the last meeting have not gone to the members."
    assert told(previous_minutes_ready=False) == [(False, sentence)]


def test_what_stops_the_issue_is_told_first() -> None:
    problems = told(an_item("a", presenter=""), an_item("b", reason=""), who=everyone_but("housing"))
    assert [stops for stops, _ in problems] == [True, False, False]
