"""What a panel may decide on an item, and how: reason, review, risk, who holds the case, quorum."""

from __future__ import annotations

from datetime import date, datetime

from panel_desk.domain import quorum
from panel_desk.domain.errors import refused
from panel_desk.domain.events.items import DecisionRecorded, RecommendationConfirmed
from panel_desk.domain.events.meetings import QuorumOverridden
from panel_desk.domain.ids import DecisionId, ItemId, PersonId, new_id
from panel_desk.domain.meetings import RECORDING, Item, Meeting, MeetingState
from panel_desk.domain.panels import Outcome
from panel_desk.domain.people import Role
from panel_desk.domain.risk import RiskAssessment


def decide(
    meeting: Meeting,
    item_id: ItemId,
    *,
    outcome: str,
    reason: str,
    at: datetime,
    review_on: date | None = None,
    level: str = "",
    held_by: str = "",
    detail: str = "",
) -> DecisionRecorded:
    """A decision on the item in hand.

    Args:
        meeting: In session.
        item_id: A child's or concern's item that has been started.
        outcome: The outcome's key in the panel's definition.
        reason: Why; completes “because …”.
        at: When.
        review_on: When the panel looks again; every outcome but those that close or defer needs it.
        level: The new risk level, where the outcome raises or lowers it (or is silent about it).
        held_by: Who holds the case from now on; closing and stepping down need it.
        detail: Added to the outcome's words.

    Raises:
        DeskError: where a rule of the panel forbids it, with the rule in a sentence.
    """
    meeting.need(*RECORDING, to="record a decision")
    item = meeting.item(item_id)
    chosen = meeting.definition.outcome(outcome)
    _check_item(meeting, item)
    _check_companions(meeting, item, chosen)
    _check_words(meeting, chosen, reason, held_by)
    _check_review(meeting, chosen, review_on)
    standing = quorum.count(meeting, item_id)
    return DecisionRecorded(
        meeting_id=meeting.id,
        item_id=item_id,
        decision_id=DecisionId(new_id()),
        outcome=chosen.key,
        reason=reason.strip().rstrip("."),
        at=at,
        quorate=standing.is_met or item.overridden is not None,
        missing=tuple(agency for group in standing.missing for agency in group),
        review_on=review_on,
        risk=_new_risk(meeting, item, chosen, level),
        held_by=held_by.strip(),
        detail=detail.strip(),
    )


def _check_item(meeting: Meeting, item: Item) -> None:
    if not item.needs_outcome:
        raise refused(
            f"{meeting.number(item.id)} is a standing item: what is said there is noted, not decided.",
            "Decide under the child’s or the place’s own item.",
        )
    if item.started_at is None:
        raise refused(f"The meeting has not come to {meeting.number(item.id)} yet.", "Turn to the item first.")


def _check_companions(meeting: Meeting, item: Item, chosen: Outcome) -> None:
    """Outcomes that exclude each other within one item."""
    others = [meeting.definition.outcome(made.decision.outcome) for made in item.decisions]
    number = meeting.number(item.id)
    if any(other.key == chosen.key for other in others):
        raise refused(f"The panel has already decided {chosen.words} on {number}.", "Undo that decision to change it.")
    both = (chosen, *others)
    if any(o.raises_risk for o in both) and any(o.closes for o in both):
        raise refused(
            f"The risk on {number} is raised: a case cannot be closed in the same item.",
            "Set a review instead, or undo the raised risk.",
        )
    if any(o.raises_risk for o in both) and any(o.lowers_risk for o in both):
        raise refused(f"The risk on {number} cannot be both raised and lowered.")
    ends = next((o for o in both if o.closes or o.defers), None)
    rest = [o for o in both if o is not ends and not o.lowers_risk]
    if ends is not None and rest:
        raise refused(
            f"{number} cannot be decided {ends.words} and {rest[0].words} at once.",
            "Undo the one that does not hold.",
        )
    targets = {o.to_panel for o in both if o.to_panel}
    if len(targets) > 1:
        raise refused(f"{number} cannot be sent to two panels at once.")


def _check_words(meeting: Meeting, chosen: Outcome, reason: str, held_by: str) -> None:
    if not reason.strip():
        raise refused(f"Why does the panel decide {chosen.words}?", "A decision is recorded with its reason: because …")
    if chosen.needs_holder and not held_by.strip():
        raise refused(
            f"Who holds the case once the {meeting.definition.name} has decided {chosen.words}?",
            "Name the worker or team that holds it.",
        )


def _check_review(meeting: Meeting, chosen: Outcome, review_on: date | None) -> None:
    if chosen.needs_review and review_on is None:
        raise refused(
            f"When does the panel look again, having decided {chosen.words}?",
            "Every outcome but closing needs a review date.",
        )
    if chosen.closes and review_on is not None:
        raise refused("A closed case has no review date.", "Leave the date out, or continue with a review instead.")
    if review_on is not None and review_on <= meeting.held_on:
        raise refused("A review must be after the meeting that sets it.", "Check the review date.")


def _new_risk(meeting: Meeting, item: Item, chosen: Outcome, level: str) -> RiskAssessment | None:
    """The level after the decision; a raised one is higher and a lowered one lower than the one before."""
    if not level.strip():
        if chosen.needs_level:
            raise refused(f"To which level, having decided {chosen.words}?", _levels(meeting))
        return None
    if item.agenda.child is None:
        raise refused("Risk is set for a child, not for a place, a theme or a person of concern.")
    scale = meeting.definition.risk_scale
    new = scale.level(level)
    before = item.agenda.child.risk
    if before is not None and before.scale == scale.name:
        step = scale.ordinal(new) - scale.ordinal(before.level)
        if (chosen.raises_risk and step <= 0) or (chosen.lowers_risk and step >= 0):
            way = "raised" if chosen.raises_risk else "lowered"
            raise refused(f"The risk is {before.level} now: it is not {way} by setting {new}.", _levels(meeting))
        if step > 0 and not chosen.raises_risk and chosen.closes:
            raise refused("A raised risk cannot be closed in the same item.")
    return RiskAssessment(scale=scale.name, level=new, assessed_on=meeting.held_on, by=meeting.definition.name)


def _levels(meeting: Meeting) -> str:
    scale = meeting.definition.risk_scale
    return f"The levels of the {scale.name} are, from the lowest: {', '.join(scale.levels)}."


def override_quorum(meeting: Meeting, item_id: ItemId, by: PersonId, reason: str, at: datetime) -> QuorumOverridden:
    """Let an inquorate item be decided all the same: the presiding chair's ruling, with a reason that is printed."""
    meeting.need(*RECORDING, to="override the quorum")
    standing = quorum.count(meeting, item_id)
    if standing.is_met:
        raise refused(f"{meeting.number(item_id)} is quorate: there is nothing to override.")
    if by != meeting.presiding:
        raise refused("Only who presides may override the quorum.")
    if not reason.strip():
        raise refused("Why is the item decided without quorum?", "The reason is printed in the minutes.")
    missing = tuple(agency for group in standing.missing for agency in group)
    return QuorumOverridden(item_id=item_id, by=by, reason=reason, missing=missing, at=at)


def confirm(
    meeting: Meeting, item_id: ItemId, decision_id: DecisionId, by: PersonId, at: datetime
) -> RecommendationConfirmed:
    """The chair confirms a decision that was made without quorum, before the minutes are approved."""
    meeting.need(MeetingState.IN_SESSION, MeetingState.CLOSED, MeetingState.DRAFT, to="confirm a recommendation")
    made = next((d for d in meeting.item(item_id).decisions if d.decision.decision_id == decision_id), None)
    if made is None:
        raise refused(f"{meeting.number(item_id)} has no such decision.")
    if made.decision.quorate:
        raise refused("That decision was made with quorum and needs no confirmation.")
    if made.confirmed is not None:
        raise refused("That recommendation has been confirmed already.")
    if meeting.role(by) is not Role.CHAIR:
        raise refused(f"Only the chair of the {meeting.definition.name} confirms a recommendation.")
    return RecommendationConfirmed(meeting_id=meeting.id, item_id=item_id, decision_id=decision_id, by=by, at=at)
