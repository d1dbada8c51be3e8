"""Where children and concerns stand: all that panels and lists have said of them, and nothing of anyone else."""

from __future__ import annotations

from datetime import date

import pytest
from tests.vault.scenario import (
    Story,
    a_concern,
    a_decision,
    a_plan,
    a_profile,
    a_referral,
    an_action,
    an_agenda,
    an_episode,
    an_item,
)

from panel_desk.domain.children.cases import ChildFacts, ReferralRow
from panel_desk.domain.events.actions import ActionDueChanged, ActionRecorded, ActionStatus, ActionUpdated
from panel_desk.domain.events.items import RecommendationConfirmed
from panel_desk.domain.ids import ActionId, ChildId, ConcernId, DecisionId, ItemId, MeetingId, PanelKey, PersonId
from panel_desk.vault.queries import actions, children, concerns, meetings


def listed(story: Story, local_id: str = "104233") -> ChildId:
    """A child on the profile list."""
    story.add_list(a_profile(local_id))
    return children.ids_by_local_id(story.db)[local_id]


def a_place(story: Story, name: str = "Mill Park") -> ConcernId:
    """A place of concern."""
    story.add_list(a_concern(name))
    return concerns.ids_by_key(story.db)[f"location:{name}"]


def asked_by(panel: str, number: int, child: ChildId) -> ActionRecorded:
    """An action of that panel."""
    given = an_action(number, child=child)
    fields = {name: getattr(given, name) for name in given.__struct_fields__}
    fields |= {"panel": PanelKey(panel), "reference": f"{panel}-2026-10/{number:02}"}
    return ActionRecorded(**fields)


def test_decisions_of_both_panels_stand_side_by_side_the_newer_meeting_first(story: Story) -> None:
    child = listed(story)
    story.tell_meeting("m1", a_plan(), an_agenda(an_item(child=child)), a_decision(outcome="step-up"))
    mace = a_plan("m2", "MACE-2026-10", date(2026, 10, 29), panel="mace")
    story.tell_meeting("m2", mace, an_agenda(an_item("i2", child=child)))
    story.tell_meeting("m2", a_decision("i2", meeting_id="m2", decision_id="d2"))
    (on_desk,) = children.on_desk(story.db)
    assert [(d.panel, d.reference) for d in on_desk.decided] == [("MACE", "MACE-2026-10"), ("SAFE", "SAFE-2026-10")]


def test_of_two_decisions_at_one_meeting_the_later_one_comes_first(story: Story) -> None:
    child = listed(story)
    story.tell_meeting("m1", a_plan(), an_agenda(an_item(child=child)))
    story.tell_meeting("m1", a_decision(outcome="continue", level="Low"))
    story.tell_meeting("m1", a_decision(outcome="close", decision_id="d2", level="Medium"))
    (on_desk,) = children.on_desk(story.db)
    assert [d.outcome for d in on_desk.decided] == ["close", "continue"]
    assert on_desk.risk is not None
    assert on_desk.risk.level == "Medium"


def test_a_decision_that_is_taken_back_leaves_the_one_before_it_in_force(story: Story) -> None:
    child = listed(story)
    story.tell_meeting("m1", a_plan(), an_agenda(an_item(child=child)), a_decision(level="Low"))
    deed = story.tell_meeting("m1", a_decision(outcome="close", decision_id="d2", level="High"))
    story.undo(deed)
    row = children.by_id(story.db, child)
    assert row is not None
    assert row.risk is not None
    assert (row.risk.level, row.last and row.last.outcome) == ("Low", "continue")


def test_a_confirmation_that_is_taken_back_makes_a_recommendation_again(story: Story) -> None:
    child = listed(story)
    story.tell_meeting("m1", a_plan(), an_agenda(an_item(child=child)), a_decision(level="High", quorate=False))
    confirmed = RecommendationConfirmed(
        meeting_id=MeetingId("m1"),
        item_id=ItemId("i1"),
        decision_id=DecisionId("d1"),
        by=PersonId("dana"),
        at=a_decision().at,
    )
    story.undo(story.tell_meeting("m1", confirmed))
    (on_desk,) = children.on_desk(story.db)
    assert (on_desk.risk, on_desk.decided[0].quorate) == (None, False)


def test_a_recommendation_after_a_decision_leaves_the_decided_risk(story: Story) -> None:
    child = listed(story)
    story.tell_meeting("m1", a_plan(), an_agenda(an_item(child=child)), a_decision(level="Low"))
    story.tell_meeting("m1", a_decision(decision_id="d2", level="High", quorate=False))
    (on_desk,) = children.on_desk(story.db)
    assert on_desk.risk is not None
    assert on_desk.risk.level == "Low"


def test_what_was_decided_on_one_child_is_not_told_of_another(story: Story) -> None:
    first, second = listed(story, "1"), listed(story, "2")
    story.tell_meeting("m1", a_plan(), an_agenda(an_item(child=first), an_item("i2", child=second)), a_decision())
    story.tell("action/a1", an_action(1, child=second))
    one, two = children.on_desk(story.db)
    assert (len(one.decided), len(one.actions)) == (1, 0)
    assert (len(two.decided), len(two.actions)) == (0, 1)


@pytest.mark.parametrize("status", list(ActionStatus))
def test_only_an_open_action_stands_at_its_child(story: Story, status: ActionStatus) -> None:
    child = listed(story)
    story.tell("action/a1", an_action(1, child=child))
    story.tell("action/a1", ActionUpdated(action_id=ActionId("a1"), status=status, on=date(2026, 11, 1), reason="so"))
    (on_desk,) = children.on_desk(story.db)
    assert [a.status for a in on_desk.actions] == ([status] if status.is_open else [])


def test_open_actions_of_any_panel_stand_at_a_child_soonest_due_first(story: Story) -> None:
    child = listed(story)
    for panel, number, due in (("SAFE", 1, 30), ("MACE", 2, 10), ("SAFE", 3, 20)):
        later = ActionDueChanged(action_id=ActionId(f"a{number}"), due_on=date(2026, 11, due), reason="so")
        story.tell(f"action/a{number}", asked_by(panel, number, child), later)
    assert [a.id for a in children.on_desk(story.db)[0].actions] == ["a2", "a3", "a1"]
    assert [a.id for a in actions.open_of_panel(story.db, PanelKey("MACE"))] == ["a2"]
    assert [a.id for a in actions.of_panel(story.db, PanelKey("SAFE"))] == ["a3", "a1"]
    assert [a.id for a in actions.all_open(story.db)] == ["a2", "a3", "a1"]


def test_actions_due_on_one_day_come_in_the_order_they_were_asked_for(story: Story) -> None:
    child = listed(story)
    for number in (3, 1, 2):
        story.tell(f"action/a{number}", an_action(number, child=child))
    found = actions.open_about_children(story.db, [child, "unknown"])
    assert {key: [a.id for a in held] for key, held in found.items()} == {child: ["a3", "a1", "a2"]}


def test_an_action_that_is_reopened_by_an_undo_stands_at_its_child_again(story: Story) -> None:
    child = listed(story)
    story.tell("action/a1", an_action(1, child=child))
    done = ActionUpdated(action_id=ActionId("a1"), status=ActionStatus.COMPLETE, on=date(2026, 11, 1), reason="Seen")
    story.undo(story.tell("action/a1", done))
    (action,) = children.on_desk(story.db)[0].actions
    assert (action.status, action.status_on, action.status_reason) == (ActionStatus.OPEN, None, "")
    assert [step.change for step in actions.history(story.db, ActionId("a1"))] == ["recorded"]


def test_referrals_of_one_day_come_from_the_later_list_first(story: Story) -> None:
    story.add_list(a_referral(agency="Police"), a_referral(agency="School"))
    story.add_list(a_referral(agency="Housing"))
    (on_desk,) = children.on_desk(story.db)
    assert [r.source_agency for r in on_desk.referrals] == ["Housing", "Police", "School"]


def test_a_referral_without_a_day_comes_after_all_that_have_one(story: Story) -> None:
    undated = ReferralRow(facts=ChildFacts(local_id="104233"), source_agency="School")
    story.add_list(a_referral(on=date(2019, 1, 1)), undated)
    (on_desk,) = children.on_desk(story.db)
    assert [r.referred_on for r in on_desk.referrals] == [date(2019, 1, 1), None]
    assert children.referral_rows(story.db)[-1].referred_on == date(2019, 1, 1)


def test_episodes_of_a_child_known_later_are_its_own_and_no_one_elses(story: Story) -> None:
    story.add_list(an_episode("0042", 3), an_episode("42", 4), an_episode("0042", 5))
    story.add_list(a_profile("0042"))
    (on_desk,) = children.on_desk(story.db)
    assert [e.started_at.day for e in on_desk.episodes] == [5, 3]
    assert [(e.local_id, e.started_at.day) for e in children.episode_rows(story.db)] == [
        ("0042", 3),
        ("0042", 5),
        ("42", 4),
    ]


def test_local_ids_keep_their_leading_zeros_and_stay_different_children(story: Story) -> None:
    story.add_list(a_profile("042"), a_profile("42"), a_profile("0042"))
    assert [c.facts.local_id for c in children.on_desk(story.db)] == ["0042", "042", "42"]
    assert len(set(children.ids_by_local_id(story.db).values())) == 3
    assert [r.facts.local_id for r in children.profile_rows(story.db)] == ["0042", "042", "42"]


def test_asking_for_one_child_twice_or_for_a_stranger_brings_one(story: Story) -> None:
    child = listed(story)
    assert len(children.on_desk(story.db, [child, child, ChildId("stranger"), ChildId("'); DROP")])) == 1


def test_concerns_come_by_kind_and_name_with_what_each_panel_decided(story: Story) -> None:
    harbour, park = a_place(story, "Harbour"), a_place(story)
    story.tell_meeting("m1", a_plan(), an_agenda(an_item(concern=park)), a_decision(outcome="close"))
    november = a_plan("m2", "SAFE-2026-11", date(2026, 11, 26))
    story.tell_meeting("m2", november, an_agenda(an_item("i2", concern=park), an_item("i3", concern=harbour)))
    story.undo(story.tell_meeting("m2", a_decision("i2", meeting_id="m2", decision_id="d2")))
    first, second = concerns.on_desk(story.db)
    assert ([d.reference for d in first.decided], [d.reference for d in second.decided]) == ([], ["SAFE-2026-10"])
    assert [m.reference for m in meetings.with_concern(story.db, park)] == ["SAFE-2026-11", "SAFE-2026-10"]


def test_a_concern_brings_its_open_actions_soonest_due_first(story: Story) -> None:
    park = a_place(story)
    for number, due in ((1, 28), (2, 12)):
        later = ActionDueChanged(action_id=ActionId(f"a{number}"), due_on=date(2026, 11, due), reason="so")
        story.tell(f"action/a{number}", an_action(number, concern=park), later)
    ended = ActionUpdated(action_id=ActionId("a3"), status=ActionStatus.SUPERSEDED, on=date(2026, 11, 2))
    story.tell("action/a3", an_action(3, concern=park), ended)
    assert [a.id for a in concerns.on_desk(story.db)[0].actions] == ["a2", "a1"]
    assert list(actions.open_about_concerns(story.db, [park, "other"])) == [park]


def test_a_meeting_whose_plan_is_taken_back_takes_its_decisions_along(story: Story) -> None:
    child = listed(story)
    deed = story.tell_meeting("m1", a_plan(), an_agenda(an_item(child=child)), a_decision(level="High"))
    story.undo(deed)
    (on_desk,) = children.on_desk(story.db)
    assert (on_desk.decided, on_desk.risk, meetings.with_child(story.db, child)) == ((), None, ())
