"""What the children and concerns on the desk answer."""

from __future__ import annotations

from datetime import date

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

from panel_desk.domain.events.actions import ActionStatus, ActionUpdated
from panel_desk.domain.events.items import RecommendationConfirmed
from panel_desk.domain.ids import ActionId, ChildId, DecisionId, ItemId, MeetingId, PersonId
from panel_desk.vault.driver import Connection
from panel_desk.vault.queries import children, concerns


def decided_twice(story: Story) -> ChildId:
    """One child, decided on in October and, with a risk, in November."""
    story.add_list(a_profile())
    child = children.ids_by_local_id(story.db)["104233"]
    november = a_plan("m2", "SAFE-2026-11", date(2026, 11, 26))
    story.tell_meeting("m2", november, an_agenda(an_item("i2", child=child)))
    story.tell_meeting("m2", a_decision("i2", "step-up", meeting_id="m2", decision_id="d2", level="High"))
    story.tell_meeting("m1", a_plan(), an_agenda(an_item(child=child)), a_decision(level="Medium"))
    return child


def test_decisions_come_newest_meeting_first_with_the_outcomes_words(story: Story) -> None:
    decided_twice(story)
    (on_desk,) = children.on_desk(story.db)
    assert [(d.reference, d.outcome) for d in on_desk.decided] == [
        ("SAFE-2026-11", "step-up"),
        ("SAFE-2026-10", "continue"),
    ]
    assert on_desk.decided[0].to_panel == "MACE"
    assert "MACE" in on_desk.decided[0].words


def test_the_risk_is_the_level_set_at_the_latest_meeting(story: Story) -> None:
    child = decided_twice(story)
    row = children.by_id(story.db, child)
    assert row is not None
    assert row.risk is not None
    assert (row.risk.level, row.last and row.last.reference) == ("High", "SAFE-2026-11")


def test_a_recommendation_sets_no_risk_until_the_chair_confirms_it(story: Story) -> None:
    story.add_list(a_profile())
    child = children.ids_by_local_id(story.db)["104233"]
    story.tell_meeting("m1", a_plan(), an_agenda(an_item(child=child)), a_decision(level="High", quorate=False))
    before = children.on_desk(story.db)[0]
    assert (before.risk, before.decided[0].quorate) == (None, False)
    confirmed = RecommendationConfirmed(
        meeting_id=MeetingId("m1"),
        item_id=ItemId("i1"),
        decision_id=DecisionId("d1"),
        by=PersonId("dana"),
        at=a_decision().at,
    )
    story.tell_meeting("m1", confirmed)
    after = children.on_desk(story.db)[0]
    assert (after.risk is not None, after.decided[0].quorate) == (True, True)


def test_on_desk_brings_referrals_and_episodes_newest_first_and_open_actions_only(story: Story) -> None:
    story.add_list(a_referral(on=date(2026, 9, 1)), a_referral(on=date(2026, 10, 1)))
    story.add_list(an_episode(day=3), an_episode(day=9))
    child = children.ids_by_local_id(story.db)["104233"]
    story.tell("action/a1", an_action(1, child=child))
    story.tell("action/a2", an_action(2, child=child))
    done = ActionUpdated(action_id=ActionId("a2"), status=ActionStatus.COMPLETE, on=date(2026, 11, 1))
    story.tell("action/a2", done)
    (on_desk,) = children.on_desk(story.db)
    assert [r.referred_on for r in on_desk.referrals] == [date(2026, 10, 1), date(2026, 9, 1)]
    assert [e.started_at.day for e in on_desk.episodes] == [9, 3]
    assert [a.reference for a in on_desk.actions] == ["SAFE-2026-10/01"]


def test_on_desk_of_some_brings_those_alone(story: Story) -> None:
    story.add_list(a_profile("1"), a_profile("2"), a_profile("3"))
    ids = children.ids_by_local_id(story.db)
    assert [c.facts.local_id for c in children.on_desk(story.db, [ids["3"], ids["1"]])] == ["1", "3"]
    assert len(children.on_desk(story.db)) == 3


def statements(conn: Connection, story: Story) -> int:
    """How many statements on_desk runs."""
    ran: list[str] = []
    conn.set_trace_callback(ran.append)
    children.on_desk(story.db)
    concerns.on_desk(story.db)
    conn.set_trace_callback(None)
    return len(ran)


def test_on_desk_asks_as_often_for_many_children_as_for_one(story: Story) -> None:
    story.add_list(a_profile("0"), a_concern())
    few = statements(story.db.conn, story)
    story.add_list(*(a_profile(str(n)) for n in range(1, 200)))
    assert statements(story.db.conn, story) == few


def test_a_child_no_list_has_named_is_not_found(story: Story) -> None:
    assert children.by_local_id(story.db, "104233") is None
    assert children.by_id(story.db, ChildId("c")) is None


def test_all_children_come_by_local_id_with_their_standing(story: Story) -> None:
    decided_twice(story)
    story.add_list(a_profile("100001", surname="Penn"))
    rows = children.all_children(story.db)
    assert [(r.facts.initials, r.facts.local_id, r.risk is not None) for r in rows] == [
        ("J.P.", "100001", False),
        ("J.M.", "104233", True),
    ]


def test_a_concern_brings_what_panels_decided_on_it_and_its_open_actions(story: Story) -> None:
    story.add_list(a_concern("Mill Park"), a_concern("Harbour"))
    place = concerns.ids_by_key(story.db)["location:Mill Park"]
    story.tell_meeting("m1", a_plan(), an_agenda(an_item(concern=place)), a_decision())
    story.tell("action/a1", an_action(1, concern=place))
    harbour, park = concerns.on_desk(story.db)
    assert (harbour.row.name, harbour.decided, harbour.actions) == ("Harbour", (), ())
    assert (park.decided[0].outcome, park.actions[0].reference) == ("continue", "SAFE-2026-10/01")
    assert [c.row.name for c in concerns.on_desk(story.db, [place])] == ["Mill Park"]


def test_the_rows_for_a_preview_are_those_of_the_last_list(story: Story) -> None:
    story.add_list(a_profile(worker="Ife Bello"))
    story.add_list(a_profile(worker="Alex Morgan"))
    story.add_list(a_referral())
    assert children.profile_rows(story.db) == (a_profile(worker="Alex Morgan"),)
    assert children.referral_rows(story.db) == (a_referral(),)
