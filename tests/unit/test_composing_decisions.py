"""A decision in the minutes: its sentence, the risk, who holds the case, review, dissent, and what quorum it had."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace
from tests.unit.agenda_builders import MACE, SAFE
from tests.unit.builders import (
    ABENA,
    DANA,
    HEALTH,
    IMRAN,
    JM,
    OTHER_SCALE,
    PARK,
    REVIEW_ON,
    a_child_item,
    a_decision_event,
    a_definition,
    a_risk,
    at,
)
from tests.unit.composed import a_sitting, decisions_in, every_section, minutes_of

from panel_desk.domain.events import MeetingEvent
from panel_desk.domain.events.items import DecisionRecorded, DissentRecorded, RecommendationConfirmed
from panel_desk.domain.events.meetings import QuorumOverridden
from panel_desk.domain.ids import AgencyKey, DecisionId
from panel_desk.domain.minutes.minutes import Resolved
from panel_desk.domain.panels import Outcome, PanelDefinition
from panel_desk.domain.risk import RiskAssessment

DAY = 60 * 24


def decided(outcome: str = "continue", **changes: object) -> DecisionRecorded:
    return replace(a_decision_event(outcome=outcome), **changes)


def printed(
    *events: MeetingEvent, risk: RiskAssessment | None = None, panel: PanelDefinition | None = None
) -> list[Resolved]:
    """The decisions on J.M. as the minutes have them."""
    return decisions_in(minutes_of(a_sitting(*events, items=(a_child_item(risk=risk),), definition=panel)))


def test_a_decision_is_one_sentence_with_its_reason() -> None:
    (made,) = printed(decided(detail="until an interview has been held"))
    assert (made.verb, made.words) == (
        "AGREED",
        "to continue with the plan until an interview has been held, because the plan is holding.",
    )


@pytest.mark.parametrize(
    "reason",
    ["the plan is holding.", " the plan is holding ", "because the plan is holding", "Because, the plan is holding..."],
)
def test_the_sentence_brings_its_own_because_and_full_stop(reason: str) -> None:
    (made,) = printed(decided(reason=reason, detail="for now."))
    assert made.words == "to continue with the plan for now, because the plan is holding."


def test_a_deferred_item_is_deferred_and_not_agreed() -> None:
    (made,) = printed(decided("defer", review_on=None), risk=a_risk())
    assert (made.verb, made.words) == ("DEFERRED", "the item, because the plan is holding.")
    assert (made.risk, made.review) == ("", "")


FOLLOWED_BY = {
    "accept": "to accept",
    "return": "to return",
    "no-further-action": "to take no further action",
    "early-help": "to refer the case to early help",
    "social-care": "to refer the case to children’s social care",
    "single-agency": "that a single agency will respond",
    "strategy-discussion": "to ask for a strategy discussion",
    "nrm": "to refer the case to the National Referral Mechanism",
    "continue": "to continue with the plan",
    "risk-raised": "to raise the level of risk",
    "risk-lowered": "to lower the level of risk",
    "disruption": "to begin disruption work",
    "mapping": "to map peers and locations",
    "review": "to review the case on the date given",
    "close": "to close the case",
    "transition": "to begin the transition to adult services",
    "cross-border": "to transfer the case to the panel of another area",
    "defer": "the item to the next meeting",
}
STEPS = {
    ("SAFE", "step-up"): "to step the case up to MACE",
    ("SAFE", "step-down"): "to step the case down",
    ("MACE", "step-up"): "to escalate the case to the safeguarding partnership",
    ("MACE", "step-down"): "to step the case down to SAFE",
}


@pytest.mark.parametrize(
    ("panel", "outcome"),
    [
        pytest.param(panel, outcome, id=f"{panel.key}-{outcome.key}")
        for panel in (SAFE, MACE)
        for outcome in panel.outcomes
    ],
)
def test_every_shipped_outcome_makes_an_english_sentence(panel: PanelDefinition, outcome: Outcome) -> None:
    section = "reviews" if panel is SAFE else "victims"
    meeting = a_sitting(decided(outcome.key), items=(a_child_item(section=section),), definition=panel)
    (made,) = decisions_in(minutes_of(meeting))
    begins = FOLLOWED_BY.get(outcome.key) or STEPS[panel.key, outcome.key]
    assert made.verb == ("DEFERRED" if outcome.defers else "AGREED")
    assert made.words.startswith(begins)
    assert made.words.endswith(", because the plan is holding.")
    assert "panel" not in made.words.replace("panel of another area", ""), "the sentence begins with “The panel”"


@pytest.mark.parametrize(
    ("before", "set_to", "told"),
    [
        (a_risk("Medium"), None, "Risk stays Medium."),
        (a_risk("Medium"), a_risk("High"), "Risk set to High."),
        (a_risk("Category 2", OTHER_SCALE), a_risk("High"), "Risk set to High on the SAFE scale."),
        (None, a_risk("High"), "Risk set to High on the SAFE scale."),
        (None, None, ""),
    ],
)
def test_the_risk_after_the_decision_names_its_scale_where_the_one_before_was_of_another(
    before: RiskAssessment | None, set_to: RiskAssessment | None, told: str
) -> None:
    (made,) = printed(decided(risk=set_to), risk=before)
    assert made.risk == told


def test_a_risk_that_one_decision_set_is_never_said_to_stay_by_another() -> None:
    both = printed(decided("risk-raised", risk=a_risk("High")), decided(), risk=a_risk("Medium"))
    assert [made.risk for made in both] == ["Risk set to High.", ""]


def test_of_several_decisions_the_last_says_that_the_risk_stays_or_what_it_was_set_to() -> None:
    stays = printed(decided("mapping"), decided(), risk=a_risk("Medium"))
    assert [made.risk for made in stays] == ["", "Risk stays Medium."]
    high = a_risk("High")
    twice = printed(decided("risk-raised", risk=high), decided(risk=high), risk=a_risk("Medium"))
    assert [made.risk for made in twice] == ["", "Risk set to High."]


@pytest.mark.parametrize(
    ("held_by", "told"),
    [("Ife Bello", "Held by: Ife Bello."), ("Team 1, I. Bello.", "Held by: Team 1, I. Bello."), ("", "")],
)
def test_who_holds_the_case_is_told(held_by: str, told: str) -> None:
    (made,) = printed(decided("step-down", held_by=held_by))
    assert made.held_by == told


def test_a_review_on_one_day_is_told_once_with_the_last_decision() -> None:
    assert [m.review for m in printed(decided("mapping"), decided())] == ["", "Review 10 December 2026."]


def test_reviews_on_two_days_are_both_told() -> None:
    both = printed(decided("mapping", review_on=date(2027, 1, 14)), decided(review_on=REVIEW_ON))
    assert [made.review for made in both] == ["Review 14 January 2027.", "Review 10 December 2026."]


def test_dissent_stands_once_with_the_last_decision_and_names_the_agency() -> None:
    lines = [
        DissentRecorded(meeting_id=a_sitting().id, item_id=JM, person_id=p.id, words=words)
        for p, words in ((ABENA, "would step up now."), (IMRAN, "too soon"))
    ]
    assert [made.dissent for made in printed(decided("mapping"), decided(), *lines)] == [
        (),
        ("Dissent: Health – would step up now.", "Dissent: Police – too soon."),
    ]


def without(*missing: str, quorate: bool = False, decision_id: str = "d1") -> DecisionRecorded:
    return decided(quorate=quorate, missing=tuple(AgencyKey(a) for a in missing), decision_id=DecisionId(decision_id))


def confirmation() -> RecommendationConfirmed:
    return RecommendationConfirmed(
        meeting_id=a_sitting().id, item_id=JM, decision_id=DecisionId("d1"), by=DANA.id, at=at(DAY)
    )


def test_a_quorate_decision_says_nothing_of_quorum() -> None:
    (made,) = printed(decided())
    assert made.standing == ""


def test_a_decision_without_quorum_is_a_recommendation_until_the_chair_confirms_it() -> None:
    (open_,) = printed(without("health"))
    assert open_.standing == "Inquorate without Health: a recommendation for the chair’s confirmation."
    (confirmed,) = printed(without("health"), confirmation())
    assert confirmed.standing == f"{open_.standing} Confirmed by Dana Prior on 27 November."


def test_only_the_confirmed_of_two_recommendations_says_so() -> None:
    both = printed(without("health"), replace(without("health", decision_id="d2"), outcome="mapping"), confirmation())
    assert ["Confirmed" in made.standing for made in both] == [True, False]


def test_a_decision_recorded_as_inquorate_is_never_printed_as_if_it_stood() -> None:
    (made,) = printed(without())
    assert made.standing == "Inquorate: a recommendation for the chair’s confirmation."


def test_what_quorum_lacked_is_told_in_groups() -> None:
    panel = every_section(a_definition(quorum=(("chair",), ("health", "education"), ("police",))))
    (made,) = printed(without("chair", "health", "education"), panel=panel)
    assert made.standing.startswith("Inquorate without the chair or deputy and Health or Education: ")


def test_a_group_that_another_agency_met_is_not_said_to_be_lacking() -> None:
    panel = every_section(a_definition(quorum=(("health",), ("health", "education"))))
    (made,) = printed(without("health"), panel=panel)
    assert made.standing.startswith("Inquorate without Health: ")


def test_an_override_prints_its_reason_and_who_ruled_when() -> None:
    ruling = QuorumOverridden(item_id=JM, by=DANA.id, reason="the child is missing now", missing=(HEALTH,), at=at(40))
    (made,) = printed(ruling, without("health", quorate=True))
    assert made.standing == "Decided without Health: the child is missing now (Dana Prior, 10:40)."


def test_what_was_decided_before_the_ruling_stays_a_recommendation() -> None:
    ruling = QuorumOverridden(item_id=JM, by=DANA.id, reason="the child is missing now", missing=(HEALTH,), at=at(40))
    both = printed(without("health"), ruling, replace(without("health", quorate=True), outcome="mapping"))
    assert [made.standing.split()[0] for made in both] == ["Inquorate", "Decided"]


def test_a_place_is_decided_without_a_word_on_risk() -> None:
    (made,) = decisions_in(minutes_of(a_sitting(a_decision_event(PARK))), PARK)
    assert (made.words, made.risk) == ("to continue with the plan, because the plan is holding.", "")
