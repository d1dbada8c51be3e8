"""Values of the papers between the meetings, with valid defaults: missing, the strategy, subject access."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from msgspec.structs import replace
from tests.documents.builders import MADE_AT
from tests.documents.profile_builders import a_period

from panel_desk.domain.action_plan import Rating
from panel_desk.domain.cases import ConcernKind, EpisodeKind
from panel_desk.domain.cross_reference import CrossLine, CrossReference, Flag, FlagKind
from panel_desk.domain.episode_lines import ClockState, EpisodeLine, InterviewClock, Measures, Oversight
from panel_desk.domain.feedback import Gathered, Speaker
from panel_desk.domain.feedback_told import AnswerLine, FeedbackLine, YouSaidWeDid
from panel_desk.domain.ids import (
    EpisodeId,
    FeedbackId,
    InterventionId,
    MilestoneId,
    ObjectiveId,
    PanelKey,
    PathwayId,
)
from panel_desk.domain.matching import MatchCandidate, Suggestion
from panel_desk.domain.pathway import ContactWay
from panel_desk.domain.pathway_rules import ContactLine, PathwayLine
from panel_desk.domain.places import InterventionKind
from panel_desk.domain.places_told import InterventionLine, OutsidePlace, PlacesOutside
from panel_desk.domain.plan_told import LateMilestone, MilestoneLine, ObjectiveLine, PlanView, RatingLine
from panel_desk.domain.subject_access import (
    HeldEntry,
    HeldLine,
    HeldSection,
    Reading,
    Redaction,
    RedactionKind,
    SubjectAccess,
)
from panel_desk.domain.thresholds import Thresholds

NAME = "Zebedee Quillfeather"
"""Of a child; no paper but that of subject access may have it."""
NOW = datetime(2026, 11, 22, 10, 0)  # noqa: DTZ001 - England’s wall clock, as the values have it


def measures(name: str = "All", size: int = 1) -> Measures:
    """Of 186 returned episodes, or so many times that."""
    return Measures(
        name=name,
        episodes=187 * size,
        children=61 * size,
        open=size,
        returned=186 * size,
        offered=169 * size,
        accepted=108 * size,
        completed=101 * size,
        within_72=96 * size,
        refused=48 * size,
        not_offered=9 * size,
        unknown_time=12 * size,
        outstanding=28 * size,
        overdue=6 * size,
    )


def an_episode(**changes: Any) -> EpisodeLine:  # noqa: ANN401 - any field
    """One child missing now."""
    line = EpisodeLine(
        local_id="104322",
        key=EpisodeId("@2026-11-20T20:00"),
        child_id=None,
        initials="Y.U.",
        name=NAME,
        team="Adolescent team North",
        kind=EpisodeKind.MISSING,
        entered=False,
        started_at=datetime(2026, 11, 20, 20, 0),  # noqa: DTZ001 - as above
        started_words="Fri 20 Nov 2026, 20:00",
        ended_at=None,
        ended_words="still missing",
        is_open=True,
        hours=38,
        lasted_words="38 hours so far",
        clock=InterviewClock(state=ClockState.STILL_MISSING, words="still missing"),
    )
    return replace(line, **changes)


def a_return(due: datetime, **changes: Any) -> EpisodeLine:  # noqa: ANN401 - any field
    """A child who is back and waits for an interview."""
    clock = InterviewClock(state=ClockState.DUE, words="due Tue 24 Nov, 14:20 · 31 h left", due_at=due, hours=31)
    line = an_episode(
        local_id="104281",
        initials="T.O.",
        clock=clock,
        is_open=False,
        ended_words="Sat 21 Nov 2026, 14:20",
        provider="Fictional Return Interview Service",
    )
    return replace(line, **changes)


def an_oversight(**changes: Any) -> Oversight:  # noqa: ANN401 - any field
    """1 April to 22 November 2026."""
    months = ("April", "May", "June", "July", "August", "September", "October", "November")
    empty = Measures(name="August 2026")
    oversight = Oversight(
        period=a_period(),
        as_of=NOW,
        measures=measures(),
        by_month=tuple(empty if month == "August" else measures(f"{month} 2026") for month in months),
        by_team=(measures("Adolescent team North"), measures("Children in care"), measures("No team recorded")),
        by_provider=(measures("Fictional Return Interview Service"), measures("Own service", 3)),
        absent=14,
        open_now=(an_episode(),),
        sentences=(
            "187 episodes of 61 children began in this period; 186 of them have ended.",
            "91 % were offered an interview, and 52 % had one within 72 hours",
        ),
    )
    return replace(oversight, **changes)


def a_cross_line(**changes: Any) -> CrossLine:  # noqa: ANN401 - any field
    """The child of the issue's own example."""
    line = CrossLine(
        local_id="104233",
        initials="J.M.",
        name=NAME,
        types="CCE, county lines",
        standing="SAFE · High",
        last_decision="to step up to MACE, 29 October 2026",
        days_30=2,
        days_90=4,
        days_365=7,
        hours=76,
        time_away="3 d 4 h",
        last="9 November 2026",
        interview="overdue by 31 h",
        flags=(
            Flag(
                kind=FlagKind.ENHANCED_PATHWAY,
                why="4 episodes since 24 August 2026; CCE marker from SAFE on 29 October 2026",
            ),
            Flag(kind=FlagKind.INTERVIEW_OVERDUE, why="interview of 9 November overdue by 31 h"),
        ),
        why="4 episodes between 24 August and 22 November (threshold 3 in 90 days); matched on local ID 104233",
        matched="matched on local ID 104233",
        pathway="on the enhanced pathway since 3 October 2026, with Ife Bello",
        pathway_id=PathwayId("pathway-1"),
    )
    return replace(line, **changes)


def a_cross_reference(flagged: int = 1, others: int = 3, **changes: Any) -> CrossReference:  # noqa: ANN401 - any field
    """So many children with a flag and without."""
    lines = [a_cross_line(local_id=f"{104233 + n}") for n in range(flagged)]
    unflagged = a_cross_line(flags=(), types="none", standing="–", last_decision="–", interview="completed in 46 h")
    lines += [replace(unflagged, local_id=f"{204000 + n}") for n in range(others)]
    value = CrossReference(
        ran_at=MADE_AT,
        thresholds=Thresholds(),
        period_words="24 August to 22 November 2026, counted by start date",
        sentence="3 children go missing most and carry a marker. 1 goes missing most and carries none.",
        lines=tuple(lines),
        queue=(
            MatchCandidate(
                source_id="P-7781",
                initials="?.?.",
                name=NAME,
                episodes=3,
                last="missing since 20 November 2026, 21:10",
                why="No child on the desk has this number, and the list gives no NHS number",
                suggestions=(
                    Suggestion(local_id="104281", initials="T.O.", name=NAME, why="same surname and date of birth"),
                ),
            ),
        ),
    )
    return replace(value, **changes)


def a_pathway_line(**changes: Any) -> PathwayLine:  # noqa: ANN401 - any field
    """A child on the pathway, sought twice."""
    contact = ContactLine(
        at=NOW,
        when="12 November 2026, 16:30",
        by="Ife Bello",
        way=ContactWay.VISIT,
        reached=True,
        words="Spoke about the weekend.",
        followed="no episode since",
    )
    line = PathwayLine(
        id=PathwayId("pathway-1"),
        local_id="104233",
        initials="J.M.",
        name=NAME,
        child_id=None,
        owner="Ife Bello",
        agency="Children’s social care",
        added_on=date(2026, 10, 3),
        added="3 October 2026",
        reason="4 episodes since 24 August 2026; CCE marker",
        contacts=(contact, replace(contact, reached=False, words="", followed="an episode followed after 6 days")),
        contacts_words="2 contacts since the last episode, 1 reached",
        episodes_since=1,
    )
    return replace(line, **changes)


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


def an_access(**changes: Any) -> SubjectAccess:  # noqa: ANN401 - any field
    """Everything on one child, with two redactions and an entry that is withheld."""
    entries = (
        HeldEntry(
            key="referral:2026-03-03:Police",
            title="Referral by the police",
            when="3 March 2026",
            lines=(
                HeldLine(label="Reason", text="Seen twice at the bus station with [another child]."),
                HeldLine(label="Types", text="CCE, county lines", check="Never printed: for the desk."),
            ),
            source="SAFE referrals.xlsx, added 5 March 2026",
        ),
        HeldEntry(key="note:1", title="Note", lines=(), withheld="It is about another child alone"),
    )
    value = SubjectAccess(
        council="Fictional Borough Council",
        local_id="104233",
        initials="Z.Q.",
        name=NAME,
        title=f"Everything held on {NAME} (104233)",
        made_at=MADE_AT,
        made_words="22 November 2026, 10:42",
        facts=(("Child", NAME), ("Local ID", "104233")),
        sections=(
            HeldSection(
                key="referrals",
                title="Referrals",
                entries=entries,
                intro="Who told the panels about you, and why",
            ),
            HeldSection(key="missing", title="Missing episodes", entries=(), empty="No missing episode is held."),
        ),
        redactions=(
            Redaction(
                where="Referral by the police, 3 March 2026: Reason",
                kind=RedactionKind.CHILD,
                reason="It would tell you about another child",
            ),
            Redaction(
                where="SAFE-2026-11, item 3.2: Discussion",
                kind=RedactionKind.FAMILY,
                reason="They have not agreed",
                times=4,
            ),
        ),
        to_read=(Reading(entry="note:1", where="Note", why="Never printed: for the desk."),),
        about=("This is what the panels’ desk holds on you", "Other people were taken out."),
    )
    return replace(value, **changes)
