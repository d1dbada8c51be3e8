"""Children that another panel passed on, and cases that this panel closed."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace
from tests.unit.agenda_builders import (
    CLOSED,
    MACE,
    SAFE,
    a_child,
    a_decision,
    a_referral,
    an_action,
    an_episode,
    candidates,
    told,
    wall,
)

from panel_desk.domain.children.standing import ChildOnDesk
from panel_desk.domain.panels import ListingReason


def test_a_child_another_panel_stepped_up_is_proposed_to_this_one() -> None:
    up = a_decision(to_panel="MACE", outcome="step-up", words="to step up to MACE")
    assert told(a_child(decided=(up,)), definition=MACE) == [
        ("victims", "stepped up", "Stepped up at SAFE-2026-10 on 29 October 2026")
    ]


def test_a_child_stepped_down_comes_to_the_section_for_moves() -> None:
    down = a_decision(panel="MACE", to_panel="SAFE", outcome="step-down", words="to step down to SAFE")
    child = a_child(decided=(down, a_decision(held_on=date(2026, 9, 24))))
    assert [(section, reason) for section, reason, _ in told(child)] == [("moves", "stepped down")]


def test_a_step_is_no_reason_once_this_panel_has_decided() -> None:
    up = a_decision(to_panel="MACE", outcome="step-up", held_on=date(2026, 10, 1))
    assert told(a_child(decided=(a_decision(panel="MACE"), up)), definition=MACE) == []


def test_a_step_of_the_same_day_counts_by_the_order_of_the_decisions() -> None:
    up, own = a_decision(to_panel="MACE", outcome="step-up"), a_decision(panel="MACE")
    assert told(a_child(decided=(own, up)), definition=MACE) == []
    assert told(a_child(decided=(up, own)), definition=MACE) != []


def test_a_step_without_quorum_is_told_as_a_recommendation() -> None:
    up = a_decision(to_panel="MACE", outcome="step-up", quorate=False)
    assert told(a_child(decided=(up,)), definition=MACE)[0][2].endswith("as a recommendation without quorum")


def test_a_step_in_words_without_a_direction_still_finds_its_section() -> None:
    passed = a_decision(panel="MACE", to_panel="SAFE", outcome="hand-over", words="to hand over")
    assert told(a_child(decided=(passed,))) == [
        ("moves", "stepped down", "Passed on at MACE-2026-10 on 29 October 2026")
    ]


def test_a_step_the_other_way_is_not_lost_and_is_told_as_it_was() -> None:
    down = a_decision(panel="HUB", to_panel="MACE", outcome="step-down", words="to step down")
    assert told(a_child(decided=(down,)), definition=MACE) == [
        ("victims", "stepped up", "Stepped down at HUB-2026-10 on 29 October 2026")
    ]


def test_a_panel_that_takes_steps_both_ways_tells_them_apart() -> None:
    both = replace(
        SAFE,
        sections=tuple(
            replace(s, reasons=(ListingReason.STEPPED_UP,)) if s.key == "reviews" else s for s in SAFE.sections
        ),
    )
    up = a_child("1", decided=(a_decision(panel="HUB", to_panel="SAFE", outcome="step-up", words="to step up"),))
    down = a_child("2", decided=(a_decision(panel="MACE", to_panel="SAFE", outcome="step-down"),))
    assert [(section, reason) for section, reason, _ in told(up, down, definition=both)] == [
        ("reviews", "stepped up"),
        ("moves", "stepped down"),
    ]


def test_a_closed_case_stays_closed_for_what_came_before() -> None:
    child = a_child(
        decided=(CLOSED,),
        referrals=(a_referral(date(2026, 10, 1)),),
        actions=(an_action(),),
        episodes=(
            an_episode(wall("2026-10-28 20:00"), hours=None),
            an_episode(wall("2026-10-20 20:00")),
            an_episode(wall("2026-10-10 20:00")),
        ),
        born_on=date(2009, 5, 20),
    )
    assert told(child) == []


@pytest.mark.parametrize(
    ("child", "section"),
    [
        (a_child(decided=(CLOSED,), referrals=(a_referral(),)), "referrals"),
        (a_child(decided=(CLOSED,), episodes=(an_episode(wall("2026-11-24 20:00"), hours=None),)), "urgent"),
        (a_child(decided=(CLOSED,), actions=(an_action(recorded_on=date(2026, 11, 2)),)), "reviews"),
        (a_child(decided=(a_decision(panel="MACE", to_panel="SAFE", held_on=date(2026, 11, 12)), CLOSED)), "moves"),
    ],
    ids=["referral", "missing", "action", "stepped down"],
)
def test_a_closed_case_comes_back_for_a_later_reason(child: ChildOnDesk, section: str) -> None:
    assert [c.section for c in candidates(child)] == [section]


def test_a_closing_without_quorum_is_not_lost() -> None:
    (line,) = told(a_child(decided=(a_decision(closes=True, quorate=False),)))
    assert line == ("reviews", "review due", "Closing was recommended without quorum at SAFE-2026-10")
