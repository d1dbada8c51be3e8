"""Makes decisions for tests, with all that an outcome needs unless the test says otherwise."""

from __future__ import annotations

from datetime import date, datetime

from tests.unit.builders import (
    JM,
    OUTCOMES,
    REVIEW_ON,
    a_child_item,
    a_meeting,
    at,
)

from panel_desk.domain.events.items import DecisionRecorded
from panel_desk.domain.ids import ItemId, MeetingId
from panel_desk.domain.meeting import decisions
from panel_desk.domain.meeting.meetings import Meeting
from panel_desk.domain.risk import RiskAssessment

MEETING = MeetingId("meeting-SAFE-2026-11")
LEVELS = {"risk-raised": "High", "risk-lowered": "Standard"}
OUTCOME = {o.key: o for o in OUTCOMES}


def decide(
    meeting: Meeting,
    outcome: str = "continue",
    *,
    item_id: ItemId = JM,
    reason: str = "the plan is holding",
    when: datetime | None = None,
    review_on: date | None = None,
    level: str | None = None,
    held_by: str = "",
    detail: str = "",
    review: bool = True,
) -> DecisionRecorded:
    """With all that the outcome needs, unless the test says otherwise."""
    chosen = OUTCOME.get(outcome)
    if review and review_on is None and chosen is not None and chosen.needs_review:
        review_on = REVIEW_ON
    return decisions.decide(
        meeting,
        item_id,
        outcome=outcome,
        reason=reason,
        at=when or at(20),
        review_on=review_on,
        level=LEVELS.get(outcome, "") if level is None else level,
        held_by=held_by or ("Ife Bello" if chosen is not None and chosen.needs_holder else ""),
        detail=detail,
    )


def a_child_meeting(risk: RiskAssessment | None) -> Meeting:
    return a_meeting(items=(a_child_item(risk=risk),))
