"""An agenda's first items: the fixed ones, then the most pressing candidates; nobody is lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from tests.unit.agenda_builders import (
    HELD_ON,
    MACE,
    PREVIOUS,
    SAFE,
    a_child,
    a_concern,
    a_decision,
    a_referral,
    an_episode,
    wall,
)

from panel_desk.domain.agendas.agenda import Candidate
from panel_desk.domain.agendas.candidates import propose
from panel_desk.domain.agendas.filling import fill, item_of, standing_items
from panel_desk.domain.agendas.running_order import in_sections
from panel_desk.domain.children.standing import ChildOnDesk
from panel_desk.domain.ids import ItemId
from panel_desk.domain.panels import CASE_KINDS

REVIEW = (a_decision(review_on=HELD_ON),)


def pool(*children: ChildOnDesk) -> tuple[Candidate, ...]:
    return propose(SAFE, HELD_ON, children, (), since=PREVIOUS)


def local_ids(candidates: tuple[Candidate, ...]) -> list[str]:
    return [c.child.local_id for c in candidates if c.child]


def missing_now(local_id: str) -> ChildOnDesk:
    return a_child(local_id, episodes=(an_episode(wall("2026-11-25 21:00"), hours=None),))


def test_every_fixed_section_has_one_item_and_the_minutes_name_their_day() -> None:
    items = standing_items(SAFE, previous_held_on=PREVIOUS)
    assert [i.section for i in items] == ["welcome", "declarations", "minutes", "actions", "mace", "aob"]
    assert items[2].title == "Minutes of 29 October 2026"
    assert (items[0].minutes, items[0].presenter) == (5, "Chair")
    assert len({i.id for i in items}) == len(items)


def test_a_first_meeting_has_the_section_for_last_minutes_all_the_same() -> None:
    assert standing_items(SAFE)[2].title == "Minutes of the last meeting: accuracy and signing"


def test_a_candidate_becomes_an_item_with_its_reasons_time_and_presenter() -> None:
    (candidate,) = pool(a_child(referrals=(a_referral(),)))
    item = item_of(SAFE, candidate)
    assert (item.section, item.minutes, item.presenter) == ("referrals", 10, "Ife Bello")
    assert item.title == "J.M. (104233), 15 years · CCE, county lines"
    assert item.because == candidate.because
    assert item.link == ""


def test_an_item_listed_as_urgent_says_what_else_it_is_taken_for() -> None:
    child = a_child(episodes=(an_episode(wall("2026-11-25 21:00"), hours=None),), decided=REVIEW)
    items, _ = fill(SAFE, pool(child))
    assert [i.section for i in items] == ["urgent"]
    assert items[0].link == "Taken here for 7 Reviews due, by risk"


def test_a_concerns_item_is_titled_with_its_name() -> None:
    (candidate,) = propose(MACE, HELD_ON, (), (a_concern(),), since=None)
    item = item_of(MACE, candidate)
    assert (item.section, item.title, item.presenter) == ("locations", "Bus station, north side", "Police")


def test_children_beyond_the_limit_are_left_over_and_told() -> None:
    items, left_over = fill(SAFE, pool(*(a_child(str(n), decided=REVIEW) for n in range(20))))
    assert len(items) == SAFE.cases_per_meeting
    assert len(left_over) == 5
    assert len(fill(SAFE, pool(a_child("1", decided=REVIEW), a_child("2", decided=REVIEW)), limit=1)[1]) == 1


def test_children_never_discussed_wait_behind_reviews() -> None:
    candidates = pool(a_child("1", listed=True, listed_risk="High"), a_child("2", decided=REVIEW))
    items, left_over = fill(SAFE, candidates, limit=1)
    assert [i.child.local_id for i in items if i.child] == ["2"]
    assert local_ids(left_over) == ["1"]


def test_of_equally_pressing_children_the_higher_risk_is_kept() -> None:
    candidates = pool(a_child("1", decided=REVIEW), a_child("2", level="High", decided=REVIEW))
    assert local_ids(fill(SAFE, candidates, limit=1)[1]) == ["1"]


def test_a_child_missing_now_is_never_left_over() -> None:
    items, left_over = fill(SAFE, pool(missing_now("1"), missing_now("2"), a_child("3", decided=REVIEW)), limit=1)
    assert [i.section for i in items] == ["urgent", "urgent"]
    assert local_ids(left_over) == ["3"]


def test_concerns_do_not_count_against_the_limit() -> None:
    candidates = propose(MACE, HELD_ON, (), (a_concern("A"), a_concern("B")), since=None)
    items, left_over = fill(MACE, candidates, limit=0)
    assert len(items) == 2
    assert left_over == ()


def test_an_item_that_just_fits_the_slot_is_taken() -> None:
    fixed = sum(i.minutes for i in standing_items(SAFE))
    candidates = pool(a_child("1", decided=REVIEW))
    assert fill(SAFE, candidates, slot_minutes=fixed + 10)[1] == ()
    assert fill(SAFE, candidates, slot_minutes=fixed + 9)[0] == ()


def test_identifiers_come_from_the_caller() -> None:
    items = standing_items(SAFE, item_id=lambda: ItemId("given"))
    assert {i.id for i in items} == {"given"}
    (candidate,) = pool(a_child("1", decided=REVIEW))
    assert item_of(SAFE, candidate, item_id=lambda: ItemId("given")).id == "given"


def test_with_a_slot_children_stop_where_the_time_is_used_up() -> None:
    candidates = pool(*(a_child(str(n), decided=REVIEW) for n in range(20)))
    items, left_over = fill(SAFE, candidates, slot_minutes=SAFE.slot_minutes)
    planned = sum(i.minutes for i in (*standing_items(SAFE), *items))
    assert planned <= SAFE.slot_minutes < planned + 10
    assert len(items) + len(left_over) == 20


@given(
    st.lists(st.sampled_from(["review", "referral", "listed", "missing", "young"]), max_size=25),
    st.integers(min_value=0, max_value=20),
    st.none() | st.integers(min_value=0, max_value=200),
)
def test_every_candidate_is_either_an_item_or_left_over(kinds: list[str], limit: int, slot: int | None) -> None:
    made: dict[str, Callable[[str], ChildOnDesk]] = {
        "review": lambda n: a_child(n, decided=REVIEW),
        "referral": lambda n: a_child(n, referrals=(a_referral(),)),
        "listed": lambda n: a_child(n, listed=True),
        "missing": missing_now,
        "young": lambda n: a_child(n, decided=(a_decision(),), born_on=date(2009, 5, 20)),
    }
    candidates = pool(*(made[kind](f"{n:03}") for n, kind in enumerate(kinds)))
    items, left_over = fill(SAFE, candidates, limit=limit, slot_minutes=slot)
    on = [i.child.local_id for i in items if i.child]
    assert sorted(on + local_ids(left_over)) == sorted(local_ids(candidates))
    assert len(on) <= max(limit, kinds.count("missing"))
    assert in_sections(SAFE, items) == items
    assert all(SAFE.section(i.section).kind in CASE_KINDS for i in items)
