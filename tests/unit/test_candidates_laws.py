"""What holds for the proposals whatever is on the desk."""

from __future__ import annotations

from datetime import date
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.unit.agenda_builders import (
    HELD_ON,
    MACE,
    PREVIOUS,
    SAFE,
    a_child,
    a_decision,
    a_referral,
    an_action,
    an_episode,
    wall,
)

from panel_desk.domain.agendas.agenda import Candidate
from panel_desk.domain.agendas.candidates import propose
from panel_desk.domain.children.cases import EpisodeKind
from panel_desk.domain.children.standing import ChildOnDesk
from panel_desk.domain.ids import ChildId
from panel_desk.domain.panels import ListingReason

PAST = st.dates(min_value=date(2026, 6, 1), max_value=date(2026, 11, 25))
AROUND = st.dates(min_value=date(2026, 10, 1), max_value=date(2027, 1, 31))
DECISIONS = st.one_of(
    st.builds(a_decision, panel=st.sampled_from(["SAFE", "MACE"]), held_on=PAST, review_on=AROUND),
    st.builds(a_decision, held_on=PAST, closes=st.just(True), quorate=st.booleans()),
    st.builds(a_decision, held_on=PAST, defers=st.just(True)),
    st.builds(a_decision, held_on=PAST, to_panel=st.just("MACE"), outcome=st.just("step-up")),
    st.builds(a_decision, panel=st.just("MACE"), held_on=PAST, to_panel=st.just("SAFE"), outcome=st.just("step-down")),
)
EPISODES = st.builds(
    an_episode,
    st.datetimes(min_value=wall("2026-06-01"), max_value=wall("2026-11-25")),
    hours=st.none() | st.floats(min_value=0, max_value=60),
    kind=st.sampled_from(EpisodeKind),
)
CHILDREN = st.lists(
    st.builds(
        a_child,
        decided=st.lists(DECISIONS, max_size=3).map(
            lambda found: tuple(sorted(found, key=lambda d: d.held_on, reverse=True))
        ),
        referrals=st.lists(st.builds(a_referral, PAST | st.none()), max_size=2).map(tuple),
        episodes=st.lists(EPISODES, max_size=5).map(tuple),
        actions=st.lists(
            st.builds(an_action, AROUND, number=st.integers(1, 9), panel=st.sampled_from(["SAFE", "MACE"])), max_size=2
        ).map(tuple),
        listed=st.booleans(),
        level=st.sampled_from(["", "Standard", "High"]),
        born_on=st.dates(min_value=date(2009, 1, 1), max_value=date(2016, 1, 1)) | st.none(),
    ),
    max_size=6,
).map(
    lambda found: [
        replace(child, child_id=ChildId(f"child-{n}"), facts=replace(child.facts, local_id=str(n)))
        for n, child in enumerate(found)
    ]
)
PANELS = st.sampled_from([SAFE, MACE])


def proposed(children: list[ChildOnDesk]) -> dict[str, Candidate]:
    found = propose(SAFE, HELD_ON, children, (), since=PREVIOUS)
    return {c.child.child_id: c for c in found if c.child}


@given(PANELS, CHILDREN)
def test_every_candidate_stands_once_in_a_section_that_takes_one_of_its_reasons(
    definition: object, children: list[ChildOnDesk]
) -> None:
    panel = SAFE if definition is SAFE else MACE
    found = propose(panel, HELD_ON, children, (), since=PREVIOUS)
    ids = [c.child.child_id for c in found if c.child]
    assert len(ids) == len(set(ids)) == len(found)
    for candidate in found:
        assert candidate.because[0].reason in panel.section(candidate.section).reasons
        reasons = [b.reason for b in candidate.because]
        assert len(reasons) == len(set(reasons))
        assert all(b.sentence for b in candidate.because)


@given(CHILDREN)
def test_no_child_with_a_duty_of_the_panel_is_left_out(children: list[ChildOnDesk]) -> None:
    found = proposed(children)
    for child in children:
        last = next((d for d in child.decided if d.panel == "SAFE"), None)
        never = last is None
        must = (
            (never and (child.listed or bool(child.referrals)))
            or (last is not None and last.defers)
            or (last is not None and not last.closes and last.review_on is not None and last.review_on <= HELD_ON)
            or (last is not None and last.closes and not last.quorate)
            or any(r.referred_on and last and r.referred_on > last.held_on for r in child.referrals)
        )
        assert not must or child.child_id in found


@given(CHILDREN)
def test_no_reason_is_told_without_its_facts(children: list[ChildOnDesk]) -> None:
    by_id = {child.child_id: child for child in children}
    for child_id, candidate in proposed(children).items():
        child = by_id[ChildId(child_id)]
        decided = any(d.panel == "SAFE" for d in child.decided)
        facts = {
            ListingReason.CURRENTLY_MISSING: any(
                e.ended_at is None and e.kind is EpisodeKind.MISSING for e in child.episodes
            ),
            ListingReason.NEW_REFERRAL: bool(child.referrals),
            ListingReason.REVIEW_DUE: decided,
            ListingReason.STEPPED_DOWN: any(d.to_panel == "SAFE" for d in child.decided),
            ListingReason.REGULARLY_MISSING: bool(child.episodes),
            ListingReason.DEFERRED: any(d.defers for d in child.decided),
            ListingReason.OPEN_ACTION: any(a.panel == "SAFE" and a.due_on <= HELD_ON for a in child.actions),
            ListingReason.TRANSITION: decided and child.facts.born_on is not None,
            ListingReason.NOT_DISCUSSED: child.listed and not decided,
        }
        assert all(facts[b.reason] for b in candidate.because)


@given(CHILDREN, st.randoms(use_true_random=False))
@settings(max_examples=50)
def test_the_order_in_which_children_are_read_makes_no_difference(children: list[ChildOnDesk], random: Random) -> None:
    shuffled = list(children)
    random.shuffle(shuffled)
    one = propose(SAFE, HELD_ON, children, (), since=PREVIOUS)
    assert propose(SAFE, HELD_ON, shuffled, (), since=PREVIOUS) == one


@given(CHILDREN)
def test_a_further_reason_never_takes_a_child_off(children: list[ChildOnDesk]) -> None:
    before = set(proposed(children))
    more = [replace(c, episodes=(*c.episodes, an_episode(wall("2026-11-25 23:00")))) for c in children]
    assert before <= set(proposed(more))
