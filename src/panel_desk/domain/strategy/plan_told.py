"""The action plan as it is shown, printed and exported: objectives with milestones and ratings, each in words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct

from panel_desk.domain.calendar import count_words, date_words
from panel_desk.domain.ids import MeetingId, MilestoneId, ObjectiveId
from panel_desk.domain.strategy.action_plan import Rating, RatingGiven
from panel_desk.domain.strategy.plan_rules import MilestoneState, ObjectiveState


class MilestoneLine(Struct, frozen=True, kw_only=True):
    """A step on the way."""

    id: MilestoneId
    what: str
    owner: str
    due_on: date
    reached_on: date | None
    reached_words: str
    late: bool
    """Not reached after its day."""
    state_words: str
    """``reached 3 November 2026: the first group met``, ``late by 5 days``, ``due 1 December 2026``."""
    tone: str
    """``green``, ``amber``, ``red`` or empty; never shown without ``state_words``."""


class RatingLine(Struct, frozen=True, kw_only=True):
    """How an objective was judged on a day."""

    rating: Rating
    label: str
    """``on track``; stands beside every colour."""
    words: str
    """Why."""
    on: date
    by: str
    meeting_id: MeetingId | None
    meeting_reference: str
    said: str
    """``On track (green), 3 November 2026: two of three groups meet.``"""


class ObjectiveLine(Struct, frozen=True, kw_only=True):
    """An objective with all that hangs on it."""

    id: ObjectiveId
    number: str
    title: str
    owner: str
    agency: str
    measure: str
    due_on: date | None
    due_words: str
    """``by 31 March 2027``, ``overdue by 5 days``, ``no day set``."""
    rating: RatingLine | None
    """The newest."""
    rating_words: str
    """``On track (green), 3 November 2026: …`` or ``Not rated yet.``"""
    milestones: tuple[MilestoneLine, ...]
    """By the day they are due."""
    milestone_words: str
    """``2 of 5 reached, 1 late``."""
    late: bool
    """Overdue itself, or a milestone is."""
    history: tuple[RatingLine, ...]
    """Every rating, the newest first."""
    closed_on: date | None
    closed_because: str


class LateMilestone(Struct, frozen=True, kw_only=True):
    """A milestone that should have been reached, with its objective."""

    objective_id: ObjectiveId
    number: str
    title: str
    milestone: MilestoneLine


class PlanView(Struct, frozen=True, kw_only=True):
    """The plan on a day."""

    today: date
    objectives: tuple[ObjectiveLine, ...]
    """Those that are followed, by their number (2 before 10)."""
    closed: tuple[ObjectiveLine, ...]
    """The closed last first."""
    late: tuple[LateMilestone, ...]
    """The latest first."""
    sentence: str
    """``5 objectives: 3 on track, 1 at risk of delay, 1 not rated yet. 2 milestones are late.``"""
    notes: tuple[str, ...] = ()
    """What the desk cannot see to, where it is to leave the vault."""


def plan_view(states: Iterable[ObjectiveState], today: date, references: Mapping[MeetingId, str]) -> PlanView:
    """The plan on a day.

    Args:
        states: Every objective, as recorded.
        today: From which day late is counted.
        references: Of the meetings that ratings were given at.
    """
    lines = [objective_line(state, today, references) for state in states]
    followed = sorted((line for line in lines if line.closed_on is None), key=lambda o: _by_number(o.number))
    closed = sorted((line for line in lines if line.closed_on is not None), key=_closed_last)
    late = [
        LateMilestone(objective_id=o.id, number=o.number, title=o.title, milestone=m)
        for o in followed
        for m in o.milestones
        if m.late
    ]
    return PlanView(
        today=today,
        objectives=tuple(followed),
        closed=tuple(closed),
        late=tuple(sorted(late, key=lambda one: one.milestone.due_on)),
        sentence=_sentence(followed, len(late)),
    )


def objective_line(state: ObjectiveState, today: date, references: Mapping[MeetingId, str]) -> ObjectiveLine:
    """One objective on a day."""
    objective = state.objective
    milestones = tuple(_milestone_line(m, today) for m in state.milestones)
    given = sorted(enumerate(state.ratings), key=lambda pair: (pair[1].on, pair[0]), reverse=True)
    history = tuple(_rating_line(rating, references) for _place, rating in given)
    newest = next(iter(history), None)
    done = state.closed_on is not None or (newest is not None and newest.rating is Rating.COMPLETE)
    overdue = not done and objective.due_on is not None and objective.due_on < today
    return ObjectiveLine(
        id=objective.id,
        number=objective.number,
        title=objective.title,
        owner=objective.owner,
        agency=objective.agency,
        measure=objective.measure,
        due_on=objective.due_on,
        due_words=_due_words(objective.due_on, today, overdue=overdue),
        rating=newest,
        rating_words=newest.said if newest else "Not rated yet.",
        milestones=milestones,
        milestone_words=_milestone_words(milestones),
        late=overdue or (state.closed_on is None and any(m.late for m in milestones)),
        history=history,
        closed_on=state.closed_on,
        closed_because=state.closed_because,
    )


def _milestone_line(state: MilestoneState, today: date) -> MilestoneLine:
    milestone = state.milestone
    late = state.reached_on is None and milestone.due_on < today
    if state.reached_on is not None:
        words = f"reached {date_words(state.reached_on)}{': ' if state.reached_words else ''}{state.reached_words}"
        tone = "green"
    elif late:
        words, tone = f"late by {count_words((today - milestone.due_on).days, 'day')}", "red"
    else:
        words, tone = f"due {date_words(milestone.due_on)}", ""
    return MilestoneLine(
        id=milestone.id,
        what=milestone.what,
        owner=milestone.owner,
        due_on=milestone.due_on,
        reached_on=state.reached_on,
        reached_words=state.reached_words,
        late=late,
        state_words=words,
        tone=tone,
    )


def _rating_line(given: RatingGiven, references: Mapping[MeetingId, str]) -> RatingLine:
    return RatingLine(
        rating=given.rating,
        label=given.rating.label,
        words=given.words,
        on=given.on,
        by=given.by,
        meeting_id=given.at_meeting,
        meeting_reference=references.get(given.at_meeting, "") if given.at_meeting else "",
        said=f"{given.rating.heading}, {date_words(given.on)}: {given.words}",
    )


def _due_words(due_on: date | None, today: date, *, overdue: bool) -> str:
    if due_on is None:
        return "no day set"
    return f"overdue by {count_words((today - due_on).days, 'day')}" if overdue else f"by {date_words(due_on)}"


def _milestone_words(milestones: Sequence[MilestoneLine]) -> str:
    if not milestones:
        return "no milestones"
    late = sum(m.late for m in milestones)
    reached = sum(m.reached_on is not None for m in milestones)
    return f"{reached} of {len(milestones)} reached{f', {late} late' if late else ''}"


def _by_number(number: str) -> tuple[tuple[int, str], ...]:
    """``2.10`` after ``2.9``."""
    return tuple((int(part), "") if part.isdecimal() else (0, part) for part in re.split(r"(\d+)", number))


def _closed_last(line: ObjectiveLine) -> tuple[int, tuple[tuple[int, str], ...]]:
    return -(line.closed_on or date.min).toordinal(), _by_number(line.number)


def _sentence(followed: Sequence[ObjectiveLine], late: int) -> str:
    if not followed:
        return "The plan has no objective that is followed."
    rated = Counter(line.rating.label if line.rating else "not rated yet" for line in followed)
    told = ", ".join(
        f"{rated[words]} {words}" for words in (*(r.label for r in Rating), "not rated yet") if rated[words]
    )
    behind = "No milestone is late." if not late else f"{count_words(late, 'milestone')} {_are(late)} late."
    return f"{count_words(len(followed), 'objective')}: {told}. {behind}"


def _are(count: int) -> str:
    return "is" if count == 1 else "are"
