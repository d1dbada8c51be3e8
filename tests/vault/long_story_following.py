"""The rest of the long story: what goes on between meetings – missing children, voices, the plan, places, retention."""

from __future__ import annotations

from datetime import date, datetime

from tests.vault.scenario import Story, a_concern, an_episode

from panel_desk.domain.events import keeping, lists, missing, strategy
from panel_desk.domain.figures.published import PublishedYear
from panel_desk.domain.figures.suppression_figures import Figure
from panel_desk.domain.ids import (
    ConcernId,
    EpisodeId,
    FeedbackId,
    HoldId,
    InterventionId,
    InterviewId,
    MilestoneId,
    ObjectiveId,
    PathwayId,
)
from panel_desk.domain.keeping.retained import LegalHold, RecordClass
from panel_desk.domain.missing.interviews import InterviewState, ReturnInterview
from panel_desk.domain.missing.pathway import ContactWay, PathwayContact, PathwayEntry
from panel_desk.domain.missing.thresholds import Thresholds
from panel_desk.domain.strategy.action_plan import Milestone, Objective, Rating, RatingGiven
from panel_desk.domain.strategy.feedback import Feedback, FeedbackAnswer, Gathered, Speaker
from panel_desk.domain.strategy.places import Intervention, InterventionKind
from panel_desk.vault.queries import children, concerns

DAY = date(2026, 11, 2)
CLOCK = datetime(2026, 11, 2, 15, 30)  # noqa: DTZ001  England's wall clock


def tell_of_missing(story: Story) -> None:
    """An episode entered, a return, one set aside, interviews, a match; a stay on the pathway with a contact."""
    entered = EpisodeId("e1")
    story.tell("missing/e1", missing.EpisodeRecorded(episode_id=entered, row=an_episode("104233", 9)))
    returned = missing.EpisodeReturned(local_id="200000", episode_id=EpisodeId("#77@2026-10-05T20:00"), ended_at=CLOCK)
    story.tell("missing/r1", returned)
    aside = missing.EpisodeSetAside(local_id="104233", episode_id=EpisodeId("@x"), reason="Told twice")
    story.tell("missing/s1", aside)
    for name in ("v1", "v2"):
        interview = ReturnInterview(
            id=InterviewId(name),
            local_id="104233",
            episodes=(entered, EpisodeId("@2026-10-03T20:00:00")),
            state=InterviewState.COMPLETED,
            held_at=CLOCK,
        )
        story.tell(f"missing/{name}", missing.InterviewRecorded(interview=interview))
    story.tell("missing/v2", missing.InterviewWithdrawn(interview_id=InterviewId("v2"), reason="Told twice"))
    story.tell("missing/m1", missing.EpisodesMatched(source_id="200000", local_id="104233", reason="Same NHS number"))
    stay = PathwayEntry(id=PathwayId("p1"), local_id="104233", owner="Ife Bello", added_on=DAY, reason="4 episodes")
    story.tell("pathway/p1", missing.PathwayEntered(entry=stay))
    contact = PathwayContact(at=CLOCK, by="Ife Bello", way=ContactWay.VISIT, reached=True)
    story.tell("pathway/p1", missing.PathwayContactMade(pathway_id=stay.id, contact=contact))
    story.tell("pathway/p1", missing.PathwayLeft(pathway_id=stay.id, left_on=DAY, reason="Settled"))


def tell_of_voices(story: Story) -> None:
    """Something said and answered, and something withdrawn."""
    child = children.ids_by_local_id(story.db)["104233"]
    for name in ("f1", "f2"):
        said = Feedback(
            id=FeedbackId(name),
            speaker=Speaker.CHILD,
            gathered=Gathered.IN_PERSON,
            said_on=DAY,
            said="One worker, please.",
            child_id=child,
        )
        story.tell(f"voice/{name}", strategy.FeedbackRecorded(feedback=said))
    answer = FeedbackAnswer(did="Ife Bello stays the worker.", did_on=DAY, by="Children’s social care")
    story.tell("voice/f1", strategy.FeedbackAnswered(feedback_id=FeedbackId("f1"), answer=answer))
    story.tell("voice/f1", strategy.FeedbackAnswered(feedback_id=FeedbackId("f1"), answer=answer))
    taken_back = strategy.AnswerWithdrawn(feedback_id=FeedbackId("f1"), number=2, reason="Told twice")
    story.tell("voice/f1", taken_back)
    story.tell("voice/f2", strategy.FeedbackWithdrawn(feedback_id=FeedbackId("f2"), reason="Told twice"))


def tell_of_plan(story: Story) -> None:
    """Two objectives: one rated, with milestones reached and dropped; one closed."""
    for name in ("o1", "o2"):
        objective = Objective(id=ObjectiveId(name), number=name[1:], title="Reach children sooner", owner="Dana Prior")
        story.tell(f"plan/{name}", strategy.ObjectiveSet(objective=objective))
    o1 = ObjectiveId("o1")
    for name in ("k1", "k2"):
        milestone = Milestone(id=MilestoneId(name), what="A second youth worker", due_on=DAY)
        story.tell("plan/o1", strategy.MilestoneSet(objective_id=o1, milestone=milestone))
    story.tell("plan/o1", strategy.MilestoneReached(objective_id=o1, milestone_id=MilestoneId("k1"), on=DAY))
    dropped = strategy.MilestoneDropped(objective_id=o1, milestone_id=MilestoneId("k2"), reason="No money")
    story.tell("plan/o1", dropped)
    given = RatingGiven(rating=Rating.AMBER, words="Waiting for the commissioner", on=DAY)
    story.tell("plan/o1", strategy.ObjectiveRated(objective_id=o1, given=given))
    story.tell("plan/o2", strategy.ObjectiveClosed(objective_id=ObjectiveId("o2"), on=DAY, reason="Done"))


def tell_of_places(story: Story) -> None:
    """A place entered by hand, closed and back; links, and what is offered there."""
    mill = concerns.ids_by_key(story.db)["location:Mill Park"]
    stairs = ConcernId("c2")
    story.tell("concern/c2", strategy.ConcernRecorded(concern_id=stairs, row=a_concern("Station stairs")))
    story.tell("place/c2", strategy.ConcernClosed(concern_id=stairs, on=DAY, reason="Lights mended"))
    story.tell("place/c2", strategy.ConcernReopened(concern_id=stairs, on=DAY, reason="Dark again"))
    for local_id in ("104233", "104299"):
        story.tell(f"place/{mill}", strategy.ConcernLinked(concern_id=mill, local_id=local_id, why="Seen there"))
    story.tell(f"place/{mill}", strategy.ConcernUnlinked(concern_id=mill, local_id="104299", reason="Another child"))
    for name in ("n1", "n2"):
        offered = Intervention(
            id=InterventionId(name),
            concern_id=mill,
            kind=InterventionKind.DETACHED,
            what="Friday evenings",
            starts_on=DAY,
        )
        story.tell(f"place/{mill}", strategy.InterventionSet(intervention=offered))
    gone = strategy.InterventionWithdrawn(concern_id=mill, intervention_id=InterventionId("n2"), reason="Told twice")
    story.tell(f"place/{mill}", gone)


def tell_of_keeping(story: Story) -> None:
    """Thresholds, a published year and copy; periods, a hold placed and lifted, and something purged."""
    story.tell("desk/thresholds", keeping.ThresholdsSet(thresholds=Thresholds(episodes=4)))
    year = PublishedYear(year="2022-23", children=239, cse_only=44, cce_only=175, both=20, source="Scrutiny, 2023")
    story.tell("desk/figures", keeping.PublishedYearSet(published=year))
    hidden = Figure(counted="children", places=frozenset({("category", "both"), ("year", "2025-26")}))
    story.tell("desk/figures", keeping.PublicCopyMade(title="Profile 2025-26", hidden=(hidden,)))
    story.tell("retention", keeping.RetentionSet(years={RecordClass.CASE_LIST: 7, RecordClass.PLAN: 3}))
    hold = LegalHold(id=HoldId("h1"), reason="Inquiry", placed_on=DAY, local_id="104233")
    story.tell("retention", keeping.HoldPlaced(hold=hold))
    story.tell("retention", keeping.HoldLifted(hold_id=hold.id, reason="Closed"))
    purged = keeping.RecordPurged(
        record_class=RecordClass.CASE_LIST, what="1 list", events=1, kept_until=DAY, reason="The period is over"
    )
    story.tell("retention", purged)
    story.tell("import/kept", lists.IdentifiersKept(children={}))
