"""Plays what goes on between the demonstration's meetings through the services, each entry once its day has come."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from msgspec import Struct

from panel_desk.domain.ids import (
    EpisodeId,
    FeedbackId,
    InterventionId,
    InterviewId,
    MilestoneId,
    ObjectiveId,
    PathwayId,
    PersonId,
    new_id,
)
from panel_desk.domain.missing.interviews import ReturnInterview
from panel_desk.domain.missing.pathway import PathwayContact
from panel_desk.domain.strategy.action_plan import Milestone, Objective, RatingGiven
from panel_desk.domain.strategy.feedback import Feedback, FeedbackAnswer
from panel_desk.domain.strategy.places import Intervention
from panel_desk.services.demo.between_script import (
    Between,
    ScriptedFeedback,
    ScriptedInterview,
    ScriptedObjective,
    ScriptedOffer,
    ScriptedReturn,
    ScriptedSetAside,
    ScriptedStay,
)
from panel_desk.services.desk import Desk


class Entry(Struct, frozen=True):
    """Something to be entered on or after a day."""

    on: date
    enter: Callable[[], object]


class PlayingBetween:
    """What is left of the script, played up to a day at a time."""

    def __init__(self, desk: Desk, script: Between, actor: PersonId) -> None:
        self._desk = desk
        self._actor = actor
        self._stays: dict[str, PathwayId] = {}
        # Sorting is stable: what is prepared on one day is entered in the order of the script.
        self._left = sorted(self._entries(script), key=lambda entry: entry.on)

    @property
    def last_on(self) -> date | None:
        """The day of the last entry that is left; None where there is none."""
        return self._left[-1].on if self._left else None

    def play(self, until: date) -> int:
        """Enter everything up to a day; how many entries that were. The desk's clock must have reached that day."""
        due = [entry for entry in self._left if entry.on <= until]
        self._left = [entry for entry in self._left if entry.on > until]
        for entry in due:
            entry.enter()
        return len(due)

    def _entries(self, script: Between) -> Iterator[Entry]:
        desk, actor = self._desk, self._actor
        for year in script.published:
            yield Entry(date.min, partial(desk.profiling.set_published_year, actor, year))
        for back in script.returns:
            yield Entry(back.on, partial(self._return, back))
        for aside in script.set_aside:
            yield Entry(aside.on, partial(self._set_aside, aside))
        for interview in script.interviews:
            yield Entry(interview.on, partial(self._interview, interview))
        for stay in script.stays:
            yield from self._stay(stay)
        for said in script.feedback:
            yield from self._feedback(said)
        for objective in script.objectives:
            yield from self._objective(objective)
        for offer in script.offers:
            yield Entry(offer.on, partial(self._offer, offer))
        for link in script.links:
            yield Entry(link.on, partial(self._link, link.concern, link.child, link.why))

    def _return(self, back: ScriptedReturn) -> None:
        key = self._desk.missing.key_of(back.child, back.episode)
        self._desk.missing.record_return(self._actor, back.child, key, back.ended_at)

    def _set_aside(self, aside: ScriptedSetAside) -> None:
        key = self._desk.missing.key_of(aside.child, aside.episode)
        self._desk.missing.set_aside(self._actor, aside.child, key, aside.reason)

    def _interview(self, script: ScriptedInterview) -> None:
        keys = tuple(self._desk.missing.key_of(script.child, each) for each in script.episodes)
        self._desk.missing.record_interview(self._actor, _interview(script, keys))

    def _stay(self, stay: ScriptedStay) -> Iterator[Entry]:
        yield Entry(stay.on, partial(self._enter, stay))
        for one in stay.contacts:
            made = PathwayContact(at=one.at, by=stay.owner, way=one.way, reached=one.reached, words=one.words)
            yield Entry(one.at.date(), partial(self._contact, stay.child, made))
        if stay.left_on is not None:
            yield Entry(stay.left_on, partial(self._leave, stay.child, stay.left_on, stay.left_because))

    def _enter(self, stay: ScriptedStay) -> None:
        pathway = self._desk.pathway
        self._stays[stay.child] = pathway.enter(
            self._actor, stay.child, stay.owner, stay.reason, agency=stay.agency, on=stay.on
        )

    def _contact(self, child: str, made: PathwayContact) -> None:
        self._desk.pathway.contact(self._actor, self._stays[child], made)

    def _leave(self, child: str, on: date, because: str) -> None:
        self._desk.pathway.leave(self._actor, self._stays[child], on, because)

    def _feedback(self, said: ScriptedFeedback) -> Iterator[Entry]:
        feedback_id = FeedbackId(new_id())
        yield Entry(said.on, partial(self._say, feedback_id, said))
        if said.answer is not None:
            answer = FeedbackAnswer(
                did=said.answer.did, did_on=said.answer.on, by=said.answer.by, told_back=said.answer.told_back
            )
            yield Entry(said.answer.on, partial(self._desk.voice.answer, self._actor, feedback_id, answer))

    def _say(self, feedback_id: FeedbackId, said: ScriptedFeedback) -> None:
        feedback = Feedback(
            id=feedback_id,
            speaker=said.speaker,
            gathered=said.gathered,
            gathered_by=said.gathered_by,
            said_on=said.on,
            said=said.said,
            child_id=self._desk.children.id_of(said.child) if said.child else None,
            panel=said.panel,
        )
        self._desk.voice.record(self._actor, feedback)

    def _objective(self, script: ScriptedObjective) -> Iterator[Entry]:
        plan, actor = self._desk.action_plan, self._actor
        objective = Objective(
            id=ObjectiveId(new_id()),
            number=script.number,
            title=script.title,
            owner=script.owner,
            agency=script.agency,
            measure=script.measure,
            due_on=script.due,
        )
        yield Entry(script.on, partial(plan.set_objective, actor, objective))
        for step in script.milestones:
            milestone = Milestone(id=MilestoneId(new_id()), what=step.what, due_on=step.due, owner=step.owner)
            yield Entry(script.on, partial(plan.set_milestone, actor, objective.id, milestone))
            if step.reached is not None:
                reached = partial(plan.reach_milestone, actor, objective.id, milestone.id, step.reached, step.words)
                yield Entry(max(script.on, step.reached), reached)
        for one in script.ratings:
            given = RatingGiven(rating=one.rating, words=one.words, on=one.on, by=one.by)
            yield Entry(max(script.on, one.on), partial(plan.rate, actor, objective.id, given))

    def _offer(self, script: ScriptedOffer) -> None:
        offer = Intervention(
            id=InterventionId(new_id()),
            concern_id=self._desk.places.by_name(script.concern).concern_id,
            kind=script.kind,
            what=script.what,
            provider=script.provider,
            starts_on=script.starts,
            ends_on=script.ends,
            sessions=script.sessions,
            reached=script.reached,
            outcome=script.outcome,
        )
        self._desk.places.set_intervention(self._actor, offer)

    def _link(self, concern: str, child: str, why: str) -> None:
        self._desk.places.link(self._actor, self._desk.places.by_name(concern).concern_id, child, why)


def _interview(script: ScriptedInterview, episodes: tuple[EpisodeId, ...]) -> ReturnInterview:
    return ReturnInterview(
        id=InterviewId(new_id()),
        local_id=script.child,
        episodes=episodes,
        state=script.state,
        offered_at=script.offered_at,
        held_at=script.held_at,
        provider=script.provider,
        interviewer=script.interviewer,
        reason=script.reason,
        decided_by=script.decided_by,
    )
