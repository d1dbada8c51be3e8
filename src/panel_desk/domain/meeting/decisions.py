"""What a panel may decide on an item, and how: reason, review, risk, who holds the case, quorum."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from panel_desk.domain.errors import DeskError, refused
from panel_desk.domain.events.items import DecisionRecorded, RecommendationConfirmed
from panel_desk.domain.events.meetings import QuorumOverridden
from panel_desk.domain.ids import AgencyKey, DecisionId, ItemId, PersonId, new_id
from panel_desk.domain.meeting import quorum
from panel_desk.domain.meeting.meetings import RECORDING, WRITING, Item, Meeting, MeetingState
from panel_desk.domain.panels import Outcome
from panel_desk.domain.people import Role
from panel_desk.domain.risk import RiskAssessment, RiskScale

_OVER = (MeetingState.CLOSED, MeetingState.DRAFT)


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
    _check_review(meeting, item, chosen, review_on)
    missing = _missing(meeting, item_id)
    return DecisionRecorded(
        meeting_id=meeting.id,
        item_id=item_id,
        decision_id=DecisionId(new_id()),
        outcome=chosen.key,
        reason=_bare(reason),
        at=at,
        quorate=_covered(item, missing),
        missing=missing,
        review_on=review_on,
        risk=_new_risk(meeting, item, chosen, level),
        held_by=held_by.strip(),
        detail=detail.strip(),
    )


def _missing(meeting: Meeting, item_id: ItemId) -> tuple[AgencyKey, ...]:
    """What quorum lacks; a panel over which nobody presides lacks the chair, whatever its definition asks for."""
    lacking = tuple(agency for group in quorum.count(meeting, item_id).missing for agency in group)
    if quorum.CHAIR not in lacking and quorum.presides(meeting, item_id) is None:
        return (quorum.CHAIR, *lacking)
    return lacking


def _covered(item: Item, missing: tuple[AgencyKey, ...]) -> bool:
    """Nobody is missing, or the chair has ruled on just these; who has left since is not part of that ruling."""
    return not missing or (item.overridden is not None and set(missing) <= set(item.overridden.missing))


def is_ruled_on(meeting: Meeting, item_id: ItemId) -> bool:
    """Whether quorum is missing for an item, and the chair has ruled on just who is missing now."""
    missing = _missing(meeting, item_id)
    return bool(missing) and _covered(meeting.item(item_id), missing)


def _bare(reason: str) -> str:
    """Without the full stop that the sentence around it brings."""
    return reason.strip().rstrip(".").rstrip()


def _done(outcome: Outcome) -> str:
    """``agreed to close the case``, ``deferred the item to the next meeting``."""
    return f"{outcome.verb.lower()} {outcome.words}"


def _check_item(meeting: Meeting, item: Item) -> None:
    if not item.needs_outcome:
        raise refused(
            f"{meeting.number(item.id)} is a standing item: what is said there is noted, not decided.",
            "Decide under the child’s or the place’s own item.",
        )
    if item.started_at is None:
        raise refused(f"The meeting has not come to {meeting.number(item.id)} yet.", "Turn to the item first.")


def _check_companions(meeting: Meeting, item: Item, chosen: Outcome) -> None:
    others = [meeting.definition.outcome(made.decision.outcome) for made in item.decisions]
    refusal = clash(chosen, others, meeting.number(item.id))
    if refusal is not None:
        raise refusal


def clash(chosen: Outcome, others: Sequence[Outcome], number: str) -> DeskError | None:
    """Why an outcome cannot stand beside those already recorded on the item of that number; None where it can."""
    if any(other.key == chosen.key for other in others):
        return refused(f"The panel has already {_done(chosen)} on {number}.", "Undo that decision to change it.")
    both = (chosen, *others)
    if any(o.raises_risk for o in both) and any(o.closes for o in both):
        return refused(
            f"The risk on {number} is raised: a case cannot be closed in the same item.",
            "Set a review instead, or undo the raised risk.",
        )
    if any(o.raises_risk for o in both) and any(o.lowers_risk for o in both):
        return refused(f"The risk on {number} cannot be both raised and lowered.")
    ends = next((o for o in both if o.closes or o.defers), None)
    rest = [o for o in both if o is not ends and not (o.lowers_risk and ends is not None and ends.closes)]
    if ends is not None and rest:
        return refused(
            f"The panel cannot have {_done(ends)} and {_done(rest[0])} on {number} at once.",
            "Undo the one that does not hold.",
        )
    if len({o.to_panel for o in both if o.to_panel}) > 1:
        return refused(f"{number} cannot be sent to two panels at once.")
    return None


def _check_words(meeting: Meeting, chosen: Outcome, reason: str, held_by: str) -> None:
    if not _bare(reason):
        raise refused(f"Why has the panel {_done(chosen)}?", "A decision is recorded with its reason: because …")
    if chosen.needs_holder and not held_by.strip():
        raise refused(
            f"Who holds the case once the {meeting.definition.name} has {_done(chosen)}?",
            "Name the worker or team that holds it.",
        )


def review_refusal(
    chosen: Outcome, others: Sequence[Outcome], review_on: date | None, held_on: date
) -> DeskError | None:
    """Why an outcome cannot have that review, or none, beside those already recorded on the item; None where it can."""
    closed = chosen.closes or any(other.closes for other in others)
    if chosen.needs_review and not closed and review_on is None:
        return refused(
            f"When does the panel look again, having {_done(chosen)}?",
            "Every outcome but closing needs a review date.",
        )
    if closed and review_on is not None:
        return refused("A closed case has no review date.", "Leave the date out, or continue with a review instead.")
    if review_on is not None and review_on <= held_on:
        return refused("A review must be after the meeting that sets it.", "Check the review date.")
    return None


def _check_review(meeting: Meeting, item: Item, chosen: Outcome, review_on: date | None) -> None:
    others = [meeting.definition.outcome(made.decision.outcome) for made in item.decisions]
    refusal = review_refusal(chosen, others, review_on, meeting.held_on)
    if refusal is not None:
        raise refusal
    closed = any(o.closes for o in (chosen, *others))
    if closed and any(d.decision.review_on is not None for d in item.decisions):
        raise refused(
            f"A review of {meeting.number(item.id)} is set: a closed case has none.",
            "Undo that decision; the lower level can be given together with the closing.",
        )


def _new_risk(meeting: Meeting, item: Item, chosen: Outcome, level: str) -> RiskAssessment | None:
    """The level after the decision; a raised one is higher and a lowered one lower than the one before."""
    if item.agenda.child is None and (chosen.needs_level or level.strip()):
        raise refused("Risk is set for a child, not for a place, a theme or a person of concern.")
    if not level.strip():
        if chosen.needs_level:
            raise refused(f"To which level, having {_done(chosen)}?", _levels(meeting.definition.risk_scale))
        return None
    if chosen.defers:
        raise refused("A deferred item sets no risk.", "Set the level when the panel decides.")
    scale = meeting.definition.risk_scale
    new = scale.level(level)
    set_here = next((d.decision.risk for d in item.decisions if d.decision.risk is not None), None)
    if set_here is not None and set_here.level != new:
        raise refused(
            f"The risk on {meeting.number(item.id)} is set to {set_here.level} in this item already.",
            "Undo that decision to set another level.",
        )
    _check_step(meeting, item, chosen, new)
    return RiskAssessment(scale=scale.name, level=new, assessed_on=meeting.held_on, by=meeting.definition.name)


def _check_step(meeting: Meeting, item: Item, chosen: Outcome, new: str) -> None:
    """Compares with the level before only where both stand on one scale; a level of another scale says nothing."""
    scale = meeting.definition.risk_scale
    before = item.agenda.child.risk if item.agenda.child is not None else None
    if before is None or before.scale != scale.name or scale.ordinal(before.level) < 0:
        return
    refusal = step_refusal(chosen, scale, before.level, new)
    if refusal is not None:
        raise refusal


def step_refusal(chosen: Outcome, scale: RiskScale, before: str, new: str) -> DeskError | None:
    """Why an outcome cannot lead from one level to another of the scale; None where it can."""
    step = scale.ordinal(new) - scale.ordinal(before)
    if (chosen.raises_risk and step <= 0) or (chosen.lowers_risk and step >= 0):
        way = "raised" if chosen.raises_risk else "lowered"
        return refused(f"The risk is {before} now: it is not {way} by setting {new}.", _levels(scale))
    if step > 0 and chosen.closes:
        return refused(
            f"The risk is {before} now, and {new} is higher: a raised risk cannot be closed in the same item.",
            "Set a review instead.",
        )
    return None


def _levels(scale: RiskScale) -> str:
    return f"The levels of the {scale.name} are, from the lowest: {', '.join(scale.levels)}."


def override_quorum(meeting: Meeting, item_id: ItemId, by: PersonId, reason: str, at: datetime) -> QuorumOverridden:
    """Let an inquorate item be decided all the same: the presiding chair's ruling, with a reason that is printed."""
    meeting.need(*RECORDING, to="override the quorum")
    item = meeting.item(item_id)
    _check_item(meeting, item)
    missing = _missing(meeting, item_id)
    if not missing:
        raise refused(f"{meeting.number(item_id)} is quorate: there is nothing to override.")
    if _covered(item, missing):
        raise refused(f"The quorum on {meeting.number(item_id)} has been overridden already.")
    if by != quorum.presides(meeting, item_id):
        raise refused("Only who presides over the item may override its quorum.")
    if not reason.strip():
        raise refused("Why is the item decided without quorum?", "The reason is printed in the minutes.")
    return QuorumOverridden(item_id=item_id, by=by, reason=_bare(reason), missing=missing, at=at)


def confirm(
    meeting: Meeting, item_id: ItemId, decision_id: DecisionId, by: PersonId, at: datetime
) -> RecommendationConfirmed:
    """The chair confirms a decision that was made without quorum, before the minutes are circulated.

    Where the chair has stepped out of the item for an interest, the deputy confirms instead.
    """
    meeting.need(*WRITING, to="confirm a recommendation")
    made = next((d for d in meeting.item(item_id).decisions if d.decision.decision_id == decision_id), None)
    if made is None:
        raise refused(f"{meeting.number(item_id)} has no such decision.")
    if made.decision.quorate:
        raise refused("That decision was made with quorum and needs no confirmation.")
    if made.confirmed is not None:
        raise refused("That recommendation has been confirmed already.")
    if at < made.decision.at:
        raise refused("A recommendation is confirmed after it was made.", "Check the time.")
    _check_confirmer(meeting, item_id, by)
    return RecommendationConfirmed(meeting_id=meeting.id, item_id=item_id, decision_id=decision_id, by=by, at=at)


def confirmer(meeting: Meeting, item_id: ItemId) -> PersonId | None:
    """Who may confirm what an item decided without quorum; None where nobody can now.

    While the panel sits, somebody in the room; afterwards the chair, who may have been away from the meeting.
    """
    if meeting.state in _OVER:
        here = [*(i.person.id for i in meeting.planned.invited), *(a.person.id for a in meeting.attendance)]
    else:
        here = [a.person.id for a in quorum.in_room(meeting, item_id)]
    out = _out_of(meeting, item_id)
    chair_out = any(meeting.role(person_id) is Role.CHAIR for person_id in out)
    roles = (Role.CHAIR, Role.DEPUTY) if chair_out else (Role.CHAIR,)
    return next((p for role in roles for p in here if meeting.role(p) is role and p not in out), None)


def _out_of(meeting: Meeting, item_id: ItemId) -> frozenset[PersonId]:
    return frozenset(i.person_id for i in meeting.item(item_id).interests if i.out_at is not None)


def _check_confirmer(meeting: Meeting, item_id: ItemId, by: PersonId) -> None:
    """The chair; the deputy only where the chair left the room for the item. Nobody who left it themselves."""
    out = _out_of(meeting, item_id)
    role = meeting.role(by)
    if by in out and role in (Role.CHAIR, Role.DEPUTY):
        raise refused(
            f"{meeting.person(by).name} stepped out of {meeting.number(item_id)} and does not confirm what it decided.",
            "It is confirmed by the chair or, in the chair’s place, the deputy.",
        )
    chair_out = any(meeting.role(person_id) is Role.CHAIR for person_id in out)
    if role is not Role.CHAIR and not (role is Role.DEPUTY and chair_out):
        raise refused(
            f"Only the chair of the {meeting.definition.name} confirms a recommendation.",
            "It waits: the chair confirms it when back in the room, or once the meeting is closed.",
        )
