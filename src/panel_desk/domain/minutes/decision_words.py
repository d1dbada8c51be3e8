"""A decision as the minutes print it: what was agreed and why, then the risk, who holds the case, review, dissent."""

from __future__ import annotations

from panel_desk.domain.calendar import date_words, day_month, england_day
from panel_desk.domain.events.items import DecisionRecorded
from panel_desk.domain.meeting import quorum
from panel_desk.domain.meeting.meetings import DecisionMade, Item, Meeting
from panel_desk.domain.minutes.attendance_words import known_person, name_of, time_words
from panel_desk.domain.minutes.minutes import Resolved


def resolved(meeting: Meeting, item: Item, made: DecisionMade) -> Resolved:
    """One decision of an item in words.

    What several decisions of an item have in common (risk, review, dissent) is said once, with the last of them.
    """
    decision = made.decision
    outcome = meeting.definition.outcome(decision.outcome)
    detail = _bare(decision.detail)
    return Resolved(
        verb=outcome.verb,
        words=f"{outcome.words}{' ' if detail else ''}{detail}, because {_reason(decision)}.",
        risk=_risk_words(meeting, item, made),
        held_by=f"Held by: {_bare(decision.held_by)}." if decision.held_by else "",
        review=_review_words(item, made),
        dissent=dissent_words(meeting, item) if not _later(item, made) else (),
        standing=_standing_words(meeting, item, made),
    )


def dissent_words(meeting: Meeting, item: Item) -> tuple[str, ...]:
    """Who did not agree, by agency: ``Dissent: Health – would step up now.``"""
    found = []
    for line in item.dissent:
        person = known_person(meeting, line.person_id)
        who = meeting.definition.agency_name(person.agency) if person else name_of(meeting, line.person_id)
        found.append(f"Dissent: {who} – {_bare(line.words)}.")
    return tuple(found)


def _bare(words: str) -> str:
    """Without the full stop that the sentence around it brings."""
    return words.strip().rstrip(".").rstrip()


def _reason(decision: DecisionRecorded) -> str:
    """The reason without the “because” that the sentence brings."""
    reason = _bare(decision.reason)
    first, _, rest = reason.partition(" ")
    return rest.lstrip() if first.casefold().rstrip(",") == "because" and rest.strip() else reason


def _later(item: Item, made: DecisionMade) -> tuple[DecisionMade, ...]:
    """The item's decisions after this one."""
    return item.decisions[item.decisions.index(made) + 1 :]


def _review_words(item: Item, made: DecisionMade) -> str:
    """``Review 10 December 2026.``"""
    review_on = made.decision.review_on
    if review_on is None or any(other.decision.review_on == review_on for other in _later(item, made)):
        return ""
    return f"Review {date_words(review_on)}."


def _risk_words(meeting: Meeting, item: Item, made: DecisionMade) -> str:
    """The level set, with its scale where the one before was of another; else, unless deferred, that it stays."""
    before = item.agenda.child.risk if item.agenda.child else None
    new = made.decision.risk
    later = _later(item, made)
    if new is not None:
        if any(other.decision.risk == new for other in later):
            return ""
        same = before is not None and before.scale == new.scale
        return f"Risk set to {new.level}{'' if same else f' on the {new.scale}'}."
    set_here = any(other.decision.risk is not None for other in item.decisions)
    deferred = meeting.definition.outcome(made.decision.outcome).defers
    return f"Risk stays {before.level}." if before is not None and not (set_here or later or deferred) else ""


def _standing_words(meeting: Meeting, item: Item, made: DecisionMade) -> str:
    """Of a decision without quorum: the ruling that let it be made, or that it is a recommendation, and confirmed."""
    decision = made.decision
    if decision.quorate and not decision.missing:
        return ""
    # The record lists the agencies singly; a group that any one agency would have met is told as one.
    lacking = [group for group in meeting.definition.quorum if set(group) <= set(decision.missing)]
    if quorum.CHAIR in decision.missing and not any(quorum.CHAIR in group for group in lacking):
        lacking.insert(0, (quorum.CHAIR,))
    without = f" without {quorum.words(meeting, tuple(lacking))}" if lacking else ""
    if decision.quorate and item.overridden is not None:
        ruling = item.overridden
        by = f"{name_of(meeting, ruling.by)}, {time_words(meeting, ruling.at)}"
        return f"Decided{without}: {_bare(ruling.reason)} ({by})."
    words = f"Inquorate{without}: a recommendation for the chair’s confirmation."
    if made.confirmed is None:
        return words
    confirmed = made.confirmed
    return f"{words} Confirmed by {name_of(meeting, confirmed.by)} on {day_month(england_day(confirmed.at))}."
