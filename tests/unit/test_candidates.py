"""Which children and concerns are proposed, in which section, and with which sentence."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace
from tests.unit.agenda_builders import (
    CLOSED,
    HELD_ON,
    MACE,
    PREVIOUS,
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

from panel_desk.domain.agendas.candidates import chosen_by_chair
from panel_desk.domain.children.cases import EpisodeKind
from panel_desk.domain.children.standing import Decided
from panel_desk.domain.errors import DeskError
from panel_desk.domain.events.actions import ActionStatus
from panel_desk.domain.risk import RiskAssessment


def test_a_child_without_a_reason_is_not_proposed() -> None:
    assert told(a_child(), a_child("104300", decided=(a_decision(),))) == []


def test_an_open_missing_episode_is_urgent() -> None:
    child = a_child(episodes=(an_episode(wall("2026-11-24 19:20"), hours=None),))
    assert told(child) == [("urgent", "currently missing", "Missing since 24 November 2026, 19:20")]


def test_an_open_absence_is_not_urgent() -> None:
    assert told(a_child(episodes=(an_episode(wall("2026-11-24 19:20"), hours=None, kind=EpisodeKind.ABSENT),))) == []


def test_a_referral_never_considered_is_new() -> None:
    child = a_child(referrals=(a_referral(),))
    assert told(child) == [("referrals", "new referral", "Referred by Police on 12 November 2026")]


def test_a_referral_decided_after_is_not_new() -> None:
    assert told(a_child(referrals=(a_referral(date(2026, 10, 28)),), decided=(a_decision(),))) == []


def test_a_referral_of_the_day_of_the_last_decision_is_still_new() -> None:
    child = a_child(referrals=(a_referral(PREVIOUS),), decided=(a_decision(),))
    assert told(child) == [("referrals", "new referral", "Referred by Police on 29 October 2026")]


def test_a_decision_of_another_panel_does_not_make_a_referral_considered() -> None:
    child = a_child(referrals=(a_referral(),), decided=(a_decision(panel="MACE", held_on=date(2026, 11, 19)),))
    assert [reason for _, reason, _ in told(child)] == ["new referral"]


def test_a_referral_that_waited_over_a_meeting_says_so() -> None:
    (line,) = told(a_child(referrals=(a_referral(date(2026, 10, 12), by=""),)))
    assert line[2] == "Referred on 12 October 2026, before the meeting of 29 October 2026, and not yet considered"


def test_several_referrals_are_one_reason() -> None:
    child = a_child(referrals=(a_referral(), a_referral(date(2026, 11, 2), by="School")))
    assert [s for _, _, s in told(child)] == ["2 referrals, the latest by Police on 12 November 2026"]


@pytest.mark.parametrize(("decided", "new"), [((), True), ((a_decision(),), False)])
def test_a_referral_without_a_date_is_new_until_the_panel_has_decided(decided: tuple[Decided, ...], new: bool) -> None:
    lines = told(a_child(referrals=(a_referral(None),), decided=decided))
    assert [s for _, _, s in lines] == (["Referred by Police, no date given"] if new else [])


@pytest.mark.parametrize(("review_on", "due"), [(date(2026, 11, 26), True), (date(2026, 11, 27), False)])
def test_a_review_is_due_from_its_day(review_on: date, due: bool) -> None:
    lines = told(a_child(decided=(a_decision(review_on=review_on),)))
    expected = [("reviews", "review due", "Review due on 26 November 2026, set at SAFE-2026-10")]
    assert lines == (expected if due else [])


def test_only_the_last_decision_of_the_panel_sets_a_review() -> None:
    older = a_decision(held_on=date(2026, 9, 24), review_on=date(2026, 10, 29))
    assert told(a_child(decided=(a_decision(), older))) == []


def test_regularly_missing_proposes_a_child_the_panel_does_not_know() -> None:
    child = a_child(episodes=tuple(an_episode(wall(f"2026-10-{day} 20:00")) for day in (10, 20, 30)))
    assert told(child) == [("missing", "regularly missing", "3 missing episodes since 28 August 2026")]


def test_episodes_already_considered_do_not_propose_again() -> None:
    episodes = tuple(an_episode(wall(f"2026-10-{day} 20:00")) for day in (10, 20, 28))
    assert told(a_child(episodes=episodes, decided=(a_decision(),))) == []


def test_episodes_already_considered_are_told_beside_another_reason() -> None:
    episodes = tuple(an_episode(wall(f"2026-10-{day} 20:00")) for day in (10, 20, 28))
    child = a_child(episodes=episodes, decided=(a_decision(review_on=HELD_ON),))
    assert [(section, reason) for section, reason, _ in told(child)] == [
        ("reviews", "review due"),
        ("reviews", "regularly missing"),
    ]


def test_a_new_episode_since_the_last_decision_proposes_again() -> None:
    episodes = tuple(an_episode(wall(f"2026-{day} 20:00")) for day in ("10-10", "10-20", "10-29"))
    lines = told(a_child(episodes=episodes, decided=(a_decision(),)))
    assert [(section, reason) for section, reason, _ in lines] == [("missing", "regularly missing")]


def test_a_reason_no_section_takes_proposes_nobody_but_is_told_beside_another() -> None:
    episodes = tuple(an_episode(wall(f"2026-11-{day} 20:00")) for day in (10, 15, 20))
    assert told(a_child(episodes=episodes), definition=MACE) == []
    reviewed = a_child(episodes=episodes, decided=(a_decision(panel="MACE", review_on=HELD_ON),))
    assert [reason for _, reason, _ in told(reviewed, definition=MACE)] == ["review due", "regularly missing"]


def test_a_deferred_item_comes_back() -> None:
    child = a_child(decided=(a_decision(defers=True, outcome="defer"),))
    assert told(child) == [("reviews", "deferred", "Deferred at SAFE-2026-10 on 29 October 2026")]


def test_an_action_due_by_the_meeting_proposes_the_child() -> None:
    child = a_child(decided=(a_decision(),), actions=(an_action(),))
    assert told(child) == [("reviews", "open action", "Action SAFE-2026-10/04 (Police) due on 20 November 2026")]
    assert candidates(child)[0].open_actions == ("action-SAFE-4",)


def test_several_actions_are_one_reason_by_the_earliest() -> None:
    child = a_child(actions=(an_action(HELD_ON, number=5), an_action(number=4), an_action(number=6)))
    assert told(child)[0][2] == (
        "Action SAFE-2026-10/04 (Police) due on 20 November 2026 and 2 others due by the meeting"
    )


@pytest.mark.parametrize(
    "action",
    [
        an_action(date(2026, 11, 27)),
        an_action(panel="MACE"),
        an_action(status=ActionStatus.COMPLETE),
        an_action(status=ActionStatus.NOT_DONE),
    ],
    ids=["due later", "of another panel", "complete", "not done"],
)
def test_other_actions_propose_nobody(action: object) -> None:
    assert told(a_child(actions=(action,))) == []  # type: ignore[arg-type] # parametrized


def test_an_action_due_later_still_travels_with_the_candidate() -> None:
    child = a_child(decided=(a_decision(review_on=HELD_ON),), actions=(an_action(date(2026, 12, 20)),))
    assert candidates(child)[0].open_actions == ("action-SAFE-4",)
    assert [reason for _, reason, _ in told(child)] == ["review due"]


def test_only_this_panels_open_actions_travel_with_the_candidate() -> None:
    others = (an_action(number=5, panel="MACE"), an_action(number=6, status=ActionStatus.COMPLETE))
    (candidate,) = candidates(a_child(referrals=(a_referral(),), actions=(an_action(), *others)))
    assert candidate.open_actions == ("action-SAFE-4",)


def test_a_child_known_to_the_panel_is_proposed_at_17_and_a_half() -> None:
    child = a_child(born_on=date(2009, 5, 20), decided=(a_decision(),))
    assert told(child) == [("moves", "transition", "17½ on 20 November 2026")]
    on_the_day = a_child(born_on=date(2009, 5, 26), decided=(a_decision(),))
    assert told(on_the_day) == [("moves", "transition", "17½ on 26 November 2026")]


@pytest.mark.parametrize(
    ("born_on", "decided"),
    [
        (date(2009, 5, 27), (a_decision(),)),
        (date(2009, 4, 29), (a_decision(),)),
        (date(2009, 5, 20), ()),
        (date(2009, 5, 20), (CLOSED,)),
        (None, (a_decision(),)),
    ],
    ids=["not yet", "considered since", "not known here", "closed", "birthday not known"],
)
def test_other_children_are_not_proposed_for_transition(born_on: date | None, decided: tuple[Decided, ...]) -> None:
    assert told(a_child(born_on=born_on, decided=decided)) == []


def test_a_child_on_the_list_that_was_never_discussed_is_proposed_to_safe_alone() -> None:
    child = a_child(listed=True)
    sentence = "On the list of children at risk and not yet before this panel"
    assert told(child) == [("referrals", "not yet discussed", sentence)]
    assert told(child, definition=MACE) == []
    assert told(a_child(listed=True, decided=(a_decision(),))) == []


def test_a_child_with_reasons_of_several_sections_stands_in_the_first_with_all_of_them() -> None:
    child = a_child(
        episodes=(an_episode(wall("2026-11-25 22:00"), hours=None),),
        referrals=(a_referral(),),
        decided=(a_decision(review_on=HELD_ON),),
        actions=(an_action(),),
    )
    (candidate,) = candidates(child)
    assert candidate.section == "urgent"
    assert [b.reason.value for b in candidate.because] == [
        "currently missing",
        "new referral",
        "review due",
        "open action",
    ]


def test_the_order_of_the_sections_in_the_definition_decides_where_a_child_stands() -> None:
    reviews_first = replace(SAFE, sections=tuple(sorted(SAFE.sections, key=lambda s: s.key != "reviews")))
    child = a_child(
        episodes=(an_episode(wall("2026-11-25 22:00"), hours=None),), decided=(a_decision(review_on=HELD_ON),)
    )
    (candidate,) = candidates(child, definition=reviews_first)
    assert candidate.section == "reviews"
    assert candidate.because[0].reason.value == "review due"


def test_a_section_is_ordered_by_risk_then_date_then_local_id() -> None:
    due = {"early": date(2026, 11, 10), "late": date(2026, 11, 20)}
    children = [
        a_child("5", level="Standard", decided=(a_decision(review_on=due["early"]),)),
        a_child("4", decided=(a_decision(review_on=due["early"]),)),
        a_child("3", level="High", decided=(a_decision(review_on=due["late"]),)),
        a_child("2", level="high", decided=(a_decision(review_on=due["early"]),)),
        a_child("1", level="High", decided=(a_decision(review_on=due["late"]),)),
    ]
    assert [c.child.local_id for c in candidates(*children) if c.child] == ["2", "1", "3", "5", "4"]


def test_the_earliest_of_a_childs_dates_counts_for_the_order() -> None:
    review = (a_decision(review_on=date(2026, 11, 10)),)
    children = (
        a_child("1", decided=(a_decision(review_on=date(2026, 11, 8)),)),
        a_child("2", decided=review),
        a_child("3", decided=review, referrals=(a_referral(date(2026, 11, 20)),)),
        a_child("4", referrals=(a_referral(date(2026, 11, 15)),)),
    )
    assert [c.child.local_id for c in candidates(*children) if c.child] == ["3", "4", "1", "2"]


def test_a_level_of_another_scale_is_not_converted() -> None:
    foreign = RiskAssessment(scale="category scale", level="High", assessed_on=PREVIOUS, by="Other panel")
    review = (a_decision(review_on=HELD_ON),)
    children = [replace(a_child("1", decided=review), risk=foreign), a_child("2", level="Medium", decided=review)]
    assert [c.child.local_id for c in candidates(*children) if c.child] == ["2", "1"]


def test_the_level_of_a_list_serves_the_order_alone() -> None:
    children = [a_child("1", listed=True), a_child("2", listed=True, listed_risk="high")]
    (first, second) = candidates(*children)
    assert first.child is not None
    assert second.child is not None
    assert (first.child.local_id, second.child.local_id) == ("2", "1")
    assert first.child.risk is None


@pytest.mark.parametrize(("worker", "presenter"), [("Ife Bello", "Ife Bello"), ("", "Police")])
def test_the_worker_presents_and_the_section_where_none_is_known(worker: str, presenter: str) -> None:
    child = a_child(worker=worker, episodes=(an_episode(wall("2026-11-25 22:00"), hours=None),))
    assert [c.presenter for c in candidates(child)] == [presenter]


def test_a_candidate_carries_the_facts_of_the_child_as_of_the_meeting() -> None:
    (candidate,) = candidates(a_child(referrals=(a_referral(),), born_on=date(2010, 11, 26)))
    assert candidate.child is not None
    assert candidate.child.heading == "J.M. (104233), 16 years · CCE, county lines"


def test_a_child_without_a_reason_comes_at_the_chairs_request_with_what_is_known() -> None:
    child = a_child(decided=(a_decision(),), actions=(an_action(date(2026, 12, 20)),), born_on=date(2009, 4, 20))
    assert told(child) == []
    candidate = chosen_by_chair(SAFE, child, HELD_ON)
    assert (candidate.section, candidate.presenter) == ("moves", "Ife Bello")
    assert [b.sentence for b in candidate.because] == ["At the chair’s request", "17½ on 20 October 2026"]
    assert candidate.open_actions == ("action-SAFE-4",)


def test_a_request_of_the_chair_finds_a_section_though_none_takes_it() -> None:
    without = replace(SAFE, sections=tuple(s for s in SAFE.sections if s.key != "moves"))
    assert chosen_by_chair(without, a_child(), HELD_ON).section == "referrals"
    with pytest.raises(DeskError, match="has no section for children"):
        chosen_by_chair(replace(SAFE, sections=SAFE.sections[:5]), a_child(), HELD_ON)


def test_no_sentence_holds_a_name() -> None:
    child = a_child(
        episodes=tuple(an_episode(wall(f"2026-11-{day} 20:00"), hours=None) for day in (10, 15, 20)),
        referrals=(a_referral(),),
        decided=(a_decision(review_on=HELD_ON),),
        actions=(an_action(),),
    )
    words = " ".join(sentence for _, _, sentence in told(child))
    assert "Made-Up" not in words
    assert "Jo " not in words
