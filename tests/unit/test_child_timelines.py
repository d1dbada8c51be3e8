"""A child's days in order, in words; and its levels, each scale apart."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from msgspec.structs import replace

from panel_desk.domain.agendas.agenda import ListedBecause
from panel_desk.domain.children.cases import ChildFacts, EpisodeKind, EpisodeRow, ExploitationType, ReferralRow
from panel_desk.domain.children.child_story import (
    ActionStep,
    ActionTold,
    ChildStory,
    DecisionTold,
    Listing,
    Said,
    risk_histories,
)
from panel_desk.domain.children.child_timeline import (
    TimelineKind,
    decided_words,
    duration_words,
    interview_words,
    timeline,
)
from panel_desk.domain.children.standing import ActionState
from panel_desk.domain.events.actions import ActionStatus
from panel_desk.domain.ids import ActionId, AgencyKey, ChildId, ItemId, MeetingId, PanelKey
from panel_desk.domain.meeting.meetings import MeetingState
from panel_desk.domain.missing.episodes import EpisodeCounts, MissingSummary
from panel_desk.domain.panels import ListingReason
from panel_desk.domain.risk import RiskAssessment, RiskScale

DAY = date(2026, 10, 22)
SCALE = RiskScale(name="exploitation risk scale", levels=("Standard", "Medium", "High"))


def wall(text: str) -> datetime:
    """England's wall clock, as lists give it."""
    return datetime.fromisoformat(text)


def story(**parts: object) -> ChildStory:
    said = Said(
        facts=ChildFacts(local_id="1"),
        types=(),
        listed=True,
        listed_risk="",
        listed_reason="",
        first_list="",
        last_list="",
    )
    nothing = MissingSummary(missing=EpisodeCounts(), absent=EpisodeCounts())
    facts = {"id": ChildId("c"), "said": said, "standing": None, "summary": nothing}
    return ChildStory(**{**facts, **parts})  # type: ignore[arg-type]


def decision(**changes: object) -> DecisionTold:
    facts: dict[str, object] = {
        "item_id": ItemId("i"),
        "meeting_id": MeetingId("m"),
        "reference": "SAFE-2026-10",
        "panel": PanelKey("SAFE"),
        "panel_name": "SAFE panel",
        "held_on": DAY,
        "verb": "AGREED",
        "words": "to continue with the plan",
        "detail": "",
        "reason": "because it works.",
        "review_on": None,
        "risk": None,
        "held_by": "",
        "defers": False,
        "closes": False,
        "to_panel": PanelKey(""),
        "quorate": True,
        "confirmed": False,
    }
    return DecisionTold(**{**facts, **changes})  # type: ignore[arg-type]


def level(words: str, on: date = DAY, scale: str = SCALE.name) -> RiskAssessment:
    return RiskAssessment(scale=scale, level=words, assessed_on=on, by="SAFE panel")


def episode(start: datetime, end: datetime | None = None, **changes: object) -> EpisodeRow:
    made = EpisodeRow(local_id="1", kind=EpisodeKind.MISSING, started_at=start, ended_at=end)
    return replace(made, **changes)


def action(*steps: ActionStep, status: ActionStatus = ActionStatus.OPEN) -> ActionTold:
    state = ActionState(
        id=ActionId("a"),
        reference="SAFE-2026-10/07",
        panel=PanelKey("SAFE"),
        meeting_id=MeetingId("m"),
        item_id=ItemId("i"),
        what="Call the school",
        agency=AgencyKey("police"),
        agency_name="Police",
        owner="Imran Khan",
        due_on=date(2026, 10, 30),
        status=status,
        recorded_at=datetime(2026, 10, 22, 10, tzinfo=UTC),
    )
    return ActionTold(action=state, steps=steps)


def step(change: str, on: date, status: ActionStatus = ActionStatus.OPEN, reason: str = "") -> ActionStep:
    return ActionStep(change=change, status=status, on=on, due_on=date(2026, 10, 30), reason=reason)


def test_everything_with_a_day_is_told_newest_first() -> None:
    referral = ReferralRow(
        facts=ChildFacts(local_id="1"),
        types=(ExploitationType.CCE,),
        referred_on=date(2026, 9, 28),
        referrer="PC Hale",
        source_agency="Police",
        reason="Seen near the station.",
        risk="High",
    )
    told = timeline(
        story(
            referrals=(referral,),
            episodes=(episode(wall("2026-11-08 22:30"), wall("2026-11-09 09:30")),),
            decisions=(decision(),),
            actions=(action(step("recorded", DAY), step("status", date(2026, 11, 2), ActionStatus.COMPLETE, "Done.")),),
        )
    )
    assert [entry.on for entry in told] == sorted((entry.on for entry in told), reverse=True)
    assert [entry.title for entry in told] == [
        "Missing: 11 hours",
        "Action SAFE-2026-10/07 complete",
        "Action SAFE-2026-10/07 for Imran Khan, Police, due 30 October 2026",
        "SAFE panel AGREED to continue with the plan",
        "Referred by PC Hale, Police",
    ]
    assert told[-1].detail == "CCE · proposed risk High · Seen near the station."


def test_a_referral_without_a_day_has_no_place_in_time() -> None:
    assert timeline(story(referrals=(ReferralRow(facts=ChildFacts(local_id="1")),))) == ()


def test_a_decision_is_told_with_its_reason_risk_holder_and_review() -> None:
    made = decision(risk=level("High"), held_by="Ife Bello.", review_on=date(2026, 12, 17))
    (entry,) = timeline(story(decisions=(made,)))
    assert entry.detail == (
        "because it works · risk High on the exploitation risk scale · held by Ife Bello · review 17 December 2026"
    )
    assert (entry.kind, entry.meeting_id) == (TimelineKind.DECISION, "m")


def test_a_decision_without_quorum_is_told_as_a_recommendation_until_it_is_confirmed() -> None:
    assert decided_words(decision(quorate=False)) == "RECOMMENDED to continue with the plan"
    assert decided_words(decision(quorate=False, confirmed=True, detail="for a month.")) == (
        "AGREED to continue with the plan for a month"
    )


def test_a_deferral_and_a_late_listing_are_told_as_such() -> None:
    because = ListedBecause(reason=ListingReason.CHAIR, sentence="At the chair’s request")
    listing = Listing(
        item_id=ItemId("i"),
        meeting_id=MeetingId("m"),
        reference="SAFE-2026-10",
        panel=PanelKey("SAFE"),
        panel_name="SAFE panel",
        held_on=DAY,
        state=MeetingState.CLOSED,
        because=(because,),
        late_reason="Came in today.",
    )
    deferred = decision(defers=True, verb="DEFERRED", words="the item to the next meeting")
    told = {entry.kind: entry for entry in timeline(story(listings=(listing,), decisions=(deferred,)))}
    assert told[TimelineKind.DEFERRED].title == "SAFE panel DEFERRED the item to the next meeting"
    assert told[TimelineKind.LISTED].detail == "late item: Came in today · At the chair’s request"


def test_a_missing_episode_without_an_end_is_told_as_going_on() -> None:
    (entry,) = timeline(story(episodes=(episode(wall("2026-11-20 19:20")),)))
    assert entry.title == "Missing since 20 November 2026, 19:20: no end recorded"
    assert entry.open


@pytest.mark.parametrize(
    ("change", "title"),
    [("due", "given until 30 October 2026"), ("chased", "news asked for"), ("status", "not done")],
)
def test_each_step_of_an_action_is_told(change: str, title: str) -> None:
    (entry,) = timeline(story(actions=(action(step(change, DAY, ActionStatus.NOT_DONE, "No answer.")),)))
    assert entry.title == f"Action SAFE-2026-10/07: {title}".replace(": given", " given").replace(
        ": not done", " not done"
    )
    assert entry.detail == "No answer."


@pytest.mark.parametrize(
    ("end", "known", "words"),
    [
        (wall("2026-10-03 20:20"), True, "less than an hour"),
        (wall("2026-10-03 21:00"), True, "1 hour"),
        (wall("2026-10-05 00:00"), True, "1 day 4 hours"),
        (wall("2026-10-05 20:00"), True, "2 days"),
        (wall("2026-10-05 20:00"), False, "at least 1 day"),
        (wall("2026-10-03 23:00"), False, "length not known"),
        (None, True, "no end recorded"),
    ],
)
def test_how_long_an_episode_lasted_is_never_claimed_beyond_what_is_known(
    end: datetime | None, known: bool, words: str
) -> None:
    row = episode(wall("2026-10-03 20:00"), end, start_time_known=known)
    assert duration_words(row).startswith(words)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, ""),
        ({"interview_offered": False}, "return interview not offered"),
        ({"interview_offered": True}, "return interview offered"),
        ({"interview_offered": True, "interview_accepted": False}, "return interview declined"),
        ({"interview_accepted": True}, "return interview accepted"),
        ({"interview_at": wall("2026-10-05 09:00")}, "return interview held 5 October 2026, 09:00"),
    ],
)
def test_of_the_return_interview_only_what_is_said_is_told(said: dict[str, object], words: str) -> None:
    assert interview_words(episode(wall("2026-10-03 20:00"), None, **said)) == words


def test_each_scale_has_a_history_of_its_own_and_none_is_converted() -> None:
    newest_first = (
        decision(risk=level("Amber", date(2026, 11, 19), "MACE scale")),
        decision(risk=level("High", date(2026, 11, 5))),
        decision(risk=level("Medium", DAY)),
    )
    mace, safe = risk_histories(newest_first, {SCALE.name: SCALE})
    assert (mace.scale.name, mace.scale.levels, [s.level for s in mace.steps]) == ("MACE scale", ("Amber",), ["Amber"])
    assert [s.level for s in safe.steps] == ["Medium", "High"]
    assert safe.scale == SCALE


def test_a_level_that_its_scale_has_no_more_keeps_its_name() -> None:
    (history,) = risk_histories((decision(risk=level("Severe")),), {SCALE.name: SCALE})
    assert history.scale.levels == ("Standard", "Medium", "High", "Severe")


def test_a_recommended_level_is_no_step() -> None:
    assert risk_histories((decision(risk=level("High"), quorate=False),), {}) == ()


def test_two_levels_of_one_day_stay_in_the_order_they_were_set() -> None:
    (history,) = risk_histories((decision(risk=level("High")), decision(risk=level("Medium"))), {SCALE.name: SCALE})
    assert [s.level for s in history.steps] == ["Medium", "High"]
