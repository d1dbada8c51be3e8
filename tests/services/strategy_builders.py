"""Feedback, objectives and places with valid defaults, on a desk of two children."""

from __future__ import annotations

from datetime import date

from tests.services.desk_builders import ASHA, TestDesk, a_profile

from panel_desk.domain.children.cases import ConcernKind, ConcernRow
from panel_desk.domain.ids import (
    ChildId,
    ConcernId,
    FeedbackId,
    InterventionId,
    MeetingId,
    MilestoneId,
    ObjectiveId,
    new_id,
)
from panel_desk.domain.minutes.minutes import Block, Minutes, Text
from panel_desk.domain.strategy.action_plan import Milestone, Objective, Rating, RatingGiven
from panel_desk.domain.strategy.feedback import Feedback, FeedbackAnswer, Gathered, Speaker
from panel_desk.domain.strategy.places import Intervention, InterventionKind

SEPTEMBER = date(2026, 9, 30)
FIRST_OF_OCTOBER = date(2026, 10, 1)
OBJECTIVE, MILESTONE = ObjectiveId("objective-1"), MilestoneId("milestone-1")


def child_id(at: TestDesk, local_id: str = "101") -> ChildId:
    """The child of a local ID."""
    found = at.desk.children.id_of(local_id)
    assert found is not None
    return found


def feedback(at: TestDesk, said: str = "I want one worker.", **changes: object) -> Feedback:
    """What child 101 said in a return interview."""
    facts: dict[str, object] = {
        "id": FeedbackId(new_id()),
        "speaker": Speaker.CHILD,
        "gathered": Gathered.RETURN_INTERVIEW,
        "said_on": SEPTEMBER,
        "child_id": child_id(at) if "child_id" not in changes else None,
    }
    return Feedback(said=said, **{**facts, **changes})  # type: ignore[arg-type]


def of_a_group(at: TestDesk, said: str = "The bus stop is dark.", **changes: object) -> Feedback:
    """What young people said together."""
    facts = {"speaker": Speaker.YOUNG_PEOPLE, "gathered": Gathered.GROUP, "child_id": None}
    return feedback(at, said, **{**facts, **changes})


def say(at: TestDesk, said: str = "I want one worker.", **changes: object) -> FeedbackId:
    """Record what child 101 said."""
    one = feedback(at, said, **changes)
    at.desk.voice.record(ASHA, one)
    return one.id


def did(what: str = "One worker was named", *, on: date = FIRST_OF_OCTOBER, told: bool = False) -> FeedbackAnswer:
    """What was done because of it."""
    return FeedbackAnswer(did=what, did_on=on, by="Police", told_back=told)


def objective(number: str = "2.1", **changes: object) -> Objective:
    """An objective of the plan."""
    facts: dict[str, object] = {
        "id": OBJECTIVE,
        "title": "Safe routes home",
        "owner": "Dana Prior",
        "agency": "Police",
        "due_on": date(2027, 3, 31),
    }
    return Objective(number=number, **{**facts, **changes})  # type: ignore[arg-type]


def milestone(what: str = "A map of routes", due_on: date = date(2026, 12, 1), **changes: object) -> Milestone:
    """A step of it."""
    return Milestone(**{"id": MILESTONE, "what": what, "due_on": due_on, **changes})  # type: ignore[arg-type]


def rating(rating: Rating = Rating.AMBER, words: str = "one partner is late", **changes: object) -> RatingGiven:
    """How it stands."""
    return RatingGiven(**{"rating": rating, "words": words, "on": FIRST_OF_OCTOBER, **changes})  # type: ignore[arg-type]


def a_plan(at: TestDesk) -> ObjectiveId:
    """One objective with a milestone and a rating."""
    plan = at.desk.action_plan
    plan.set_objective(ASHA, objective())
    plan.set_milestone(ASHA, OBJECTIVE, milestone())
    plan.rate(ASHA, OBJECTIVE, rating())
    return OBJECTIVE


def place(
    at: TestDesk, name: str = "Canal Wharf", kind: ConcernKind = ConcernKind.LOCATION, concern: str = ""
) -> ConcernId:
    """A place entered by hand."""
    row = ConcernRow(kind=kind, name=name, concern=concern or "Lights are out", lead_agency="Police")
    deed = at.desk.places.record_concern(ASHA, row)
    return ConcernId(deed[0].stream.removeprefix("concern/"))


def outreach(concern_id: ConcernId, what: str = "Evening walk", **changes: object) -> Intervention:
    """What is offered at a place."""
    facts: dict[str, object] = {
        "id": InterventionId(new_id()),
        "kind": InterventionKind.OUTREACH,
        "starts_on": SEPTEMBER,
        "reached": 12,
    }
    return Intervention(concern_id=concern_id, what=what, **{**facts, **changes})  # type: ignore[arg-type]


def with_children(at: TestDesk) -> TestDesk:
    """The two children of the profile."""
    at.bring(a_profile())
    return at


def blocks_of(minutes: Minutes, heading: str) -> tuple[Block, ...]:
    """What stands under the items of a heading, or of a section's title."""
    return tuple(
        block
        for section in minutes.sections
        for item in section.items
        if heading in item.heading or (not item.heading and heading in section.title)
        for block in item.blocks
    )


def told(minutes: Minutes, heading: str) -> list[str]:
    """The paragraphs there that are feedback or what changed, label and text."""
    return [
        f"{block.label} {block.text}".strip()
        for block in blocks_of(minutes, heading)
        if isinstance(block, Text) and (block.text.startswith("“") or block.label == "What changed.")
    ]


def minutes_of(at: TestDesk, meeting_id: MeetingId) -> Minutes:
    """As they read now."""
    return at.desk.minutes.value(meeting_id)
