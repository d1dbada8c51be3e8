"""Values of the strategy’s papers, with valid defaults: the action plan, places, voices."""

from __future__ import annotations

from datetime import date
from typing import Any

from msgspec.structs import replace
from tests.documents.paper_builders import NAME

from panel_desk.domain.children.cases import ConcernKind
from panel_desk.domain.ids import (
    FeedbackId,
    InterventionId,
    MilestoneId,
    ObjectiveId,
    PanelKey,
)
from panel_desk.domain.strategy.action_plan import Rating
from panel_desk.domain.strategy.feedback import Gathered, Speaker
from panel_desk.domain.strategy.feedback_told import AnswerLine, FeedbackLine, YouSaidWeDid
from panel_desk.domain.strategy.places import InterventionKind
from panel_desk.domain.strategy.places_told import InterventionLine, OutsidePlace, PlacesOutside
from panel_desk.domain.strategy.plan_told import LateMilestone, MilestoneLine, ObjectiveLine, PlanView, RatingLine


def a_rating(rating: Rating = Rating.GREEN, words: str = "Two of three groups meet") -> RatingLine:
    """How an objective stands."""
    said = f"{rating.label.capitalize()} ({rating.value}), 3 November 2026: {words}."
    return RatingLine(
        rating=rating,
        label=rating.label,
        words=words,
        on=date(2026, 11, 3),
        by="Dana Prior",
        meeting_id=None,
        meeting_reference="MACE-2026-11",
        said=said,
    )


def a_milestone(*, late: bool = False, **changes: Any) -> MilestoneLine:  # noqa: ANN401 - any field
    """A step on the way."""
    line = MilestoneLine(
        id=MilestoneId("milestone-1"),
        what="Return interviews commissioned from the voluntary sector",
        owner="Marta Lee",
        due_on=date(2026, 11, 17),
        reached_on=None if late else date(2026, 11, 3),
        reached_words="",
        late=late,
        state_words="late by 5 days" if late else "reached 3 November 2026: the first group met",
        tone="red" if late else "green",
    )
    return replace(line, **changes)


def an_objective(number: str = "2.1", rating: RatingLine | None = None, **changes: Any) -> ObjectiveLine:  # noqa: ANN401 - any field
    """An objective with two milestones, one of them late."""
    rated = rating or a_rating()
    line = ObjectiveLine(
        id=ObjectiveId(f"objective-{number}"),
        number=number,
        title="Every child who returns is heard within 72 hours",
        owner="Dana Prior",
        agency="Children’s social care",
        measure="Nine in ten interviews within 72 hours",
        due_on=date(2027, 3, 31),
        due_words="by 31 March 2027",
        rating=rated,
        rating_words=rated.said,
        milestones=(a_milestone(), a_milestone(late=True)),
        milestone_words="1 of 2 reached, 1 late",
        late=True,
        history=(rated, a_rating(Rating.AMBER, "One group meets")),
        closed_on=None,
        closed_because="",
    )
    return replace(line, **changes)


def a_plan(**changes: Any) -> PlanView:  # noqa: ANN401 - any field
    """Four objectives and a closed one."""
    objectives = (
        an_objective("1.1", a_rating(Rating.GREEN)),
        an_objective("2.1", a_rating(Rating.AMBER, "The provider starts in January")),
        an_objective("2.2", a_rating(Rating.RED, "No premises")),
        an_objective("10", rating_words="Not rated yet.", milestones=(), milestone_words="No milestones", history=()),
    )
    plan = PlanView(
        today=date(2026, 11, 22),
        objectives=(*objectives[:3], replace(objectives[3], rating=None)),
        closed=(an_objective("3.1", closed_on=date(2026, 9, 1), closed_because="Taken up by the youth strategy"),),
        late=(
            LateMilestone(
                objective_id=ObjectiveId("objective-2.1"),
                number="2.1",
                title="Every child who returns is heard within 72 hours",
                milestone=a_milestone(late=True),
            ),
        ),
        sentence="4 objectives: 1 on track, 1 at risk of delay, 1 off track, 1 not rated yet. 1 milestone is late.",
    )
    return replace(plan, **changes)


def an_intervention(**changes: Any) -> InterventionLine:  # noqa: ANN401 - any field
    """Something that goes on."""
    line = InterventionLine(
        id=InterventionId("intervention-1"),
        kind=InterventionKind.DETACHED,
        what="Two workers on Friday and Saturday evenings",
        provider="Fictional Youth Trust",
        starts_on=date(2026, 11, 3),
        ends_on=None,
        when_words="since 3 November 2026",
        sessions=6,
        reached=40,
        reach_words="6 sessions, 40 young people reached",
        outcome="Three young people asked for a worker of their own.",
        current=True,
    )
    return replace(line, **changes)


def a_place(**changes: Any) -> OutsidePlace:  # noqa: ANN401 - any field
    """A bus station."""
    place = OutsidePlace(
        kind=ConcernKind.LOCATION,
        name="Fictional bus station",
        concern="Older males wait there for children who change buses.",
        lead_agency="Police",
        raised_on=date(2026, 11, 3),
        closed=False,
        standing_words="open since 3 November 2026",
        children=("Dunlin", "Heron", "Wren"),
        children_words="3 children: Dunlin, Heron, Wren",
        interventions=(an_intervention(), an_intervention(kind=InterventionKind.WORKSHOP, what="Workshop in school")),
        offered_words="2 offered now, 5 in all; 140 young people reached",
    )
    return replace(place, **changes)


def some_places(**changes: Any) -> PlacesOutside:  # noqa: ANN401 - any field
    """A place, a theme without anything offered, and a closed place."""
    theme = a_place(
        kind=ConcernKind.THEME,
        name="Vaping as payment",
        interventions=(),
        offered_words="Nothing is offered there yet.",
        children_words="No child is linked.",
    )
    closed = a_place(name="Fictional arcade", closed=True, standing_words="closed 5 November 2026: nobody meets there")
    value = PlacesOutside(
        today=date(2026, 11, 22),
        places=(a_place(), theme, closed),
        sentence="3 places and themes, 2 of them open.",
        notes=("1 person of concern is left out", "A name in a sentence that no list knows stays as it was written"),
    )
    return replace(value, **changes)


def some_feedback(*, answered: bool = True, **changes: Any) -> FeedbackLine:  # noqa: ANN401 - any field
    """What a child said."""
    answer = AnswerLine(
        did="moved the meeting place",
        did_on=date(2026, 11, 5),
        by="Police",
        told_back=True,
        words="5 November 2026, Police: moved the meeting place. The child has been told.",
    )
    line = FeedbackLine(
        id=FeedbackId("feedback-1"),
        speaker=Speaker.CHILD,
        gathered=Gathered.RETURN_INTERVIEW,
        gathered_by="Ruth Bell",
        said_on=date(2026, 11, 3),
        said="I do not want to meet at the police station. People see me there.",
        speaker_words="The child",
        how_words="in a return interview by Ruth Bell, 3 November 2026",
        about_words="J.M. (104233)",
        child_id=None,
        initials="J.M.",
        local_id="104233",
        name=NAME,
        panel=PanelKey("SAFE"),
        meeting_id=None,
        meeting_reference="",
        item_id=None,
        answers=(answer,) if answered else (),
        told_back=answered,
        withdrawn="",
        state_words="answered, and told" if answered else "no answer for 19 days",
        tone="green" if answered else "amber",
    )
    return replace(line, **changes)


def a_voice(**changes: Any) -> YouSaidWeDid:  # noqa: ANN401 - any field
    """Two answered, one waiting."""
    survey = some_feedback(
        speaker=Speaker.YOUNG_PEOPLE, speaker_words="Young people", about_words="In general", initials="", local_id=""
    )
    value = YouSaidWeDid(
        period_words="1 April to 22 November 2026",
        sentence="3 things were said; 2 of them have been answered, and of 2 those who said it have been told.",
        answered=(some_feedback(), survey),
        waiting=(some_feedback(answered=False),),
    )
    return replace(value, **changes)
