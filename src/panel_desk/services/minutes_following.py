"""What minutes tell of what goes on between the meetings, as it stood where the journal has theirs closed."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from panel_desk.domain.meeting.meetings import Meeting
from panel_desk.domain.strategy.feedback_hearing import Sitting
from panel_desk.domain.strategy.feedback_rules import spoken_from
from panel_desk.domain.strategy.feedback_told import Spoken
from panel_desk.domain.strategy.plan_in_minutes import plan_section
from panel_desk.domain.strategy.plan_rules import ObjectiveState, objective_from
from panel_desk.domain.strategy.voice_in_minutes import has_voice
from panel_desk.services.strategy.hearing import Hearing
from panel_desk.vault.driver import Database
from panel_desk.vault.queries import feedback as feedback_queries
from panel_desk.vault.queries import plan as plan_queries
from panel_desk.vault.queries import streams


class Span(Struct, frozen=True):
    """The journal's places around a meeting."""

    began: int
    """Where the panel's meeting before it ended; 0 where there was none."""
    opened: int
    closed: int
    """Where it ended itself; later news changes nothing."""


def said_at(db: Database, meeting: Meeting, span: Span) -> tuple[Spoken, ...]:
    """What children and families said that a meeting's minutes tell, the first said first."""
    children = frozenset(item.agenda.child.child_id for item in meeting.items if item.agenda.child is not None)
    now = Sitting(
        meeting_id=meeting.id,
        panel=meeting.definition.key,
        held_on=meeting.planned.held_on,
        ended=span.closed,
        children=children,
        has_voice=has_voice(meeting.definition),
        for_good=True,
    )
    hearing = Hearing(db, now=now)
    found = []
    for feedback_id in feedback_queries.may_be_heard(db, meeting.id, children):
        stored = [line for line in hearing.events(feedback_id) if line.seq <= span.closed]
        spoken = spoken_from(line.event for line in stored)
        if spoken is not None and meeting.id in hearing.told_at(stored):
            found.append(_with_child(db, meeting, spoken))
    return tuple(sorted(found, key=lambda one: one.feedback.said_on))


def withdrawn_since(db: Database, meeting: Meeting, span: Span) -> tuple[Spoken, ...]:
    """What the minutes of a meeting tell although it has been withdrawn since they were closed."""
    told = said_at(db, meeting, span)
    now = {one.feedback.id: feedback_queries.by_id(db, one.feedback.id) for one in told}
    return tuple(one for one in told if (known := now[one.feedback.id]) is not None and known.withdrawn)


def _with_child(db: Database, meeting: Meeting, spoken: Spoken) -> Spoken:
    """With the initials that the child had then: as the agenda has them, else as they were when it was recorded."""
    said, known = spoken.feedback, feedback_queries.by_id(db, spoken.feedback.id)
    if known is None or said.child_id is None:
        return spoken
    listed = (item.agenda.child for item in meeting.items if item.agenda.child is not None)
    brief = next((child for child in listed if child.child_id == said.child_id), None)
    initials = brief.initials if brief is not None else said.initials or known.initials
    return replace(spoken, initials=initials, local_id=brief.local_id if brief is not None else known.local_id)


def plan_at(db: Database, meeting: Meeting, span: Span) -> tuple[ObjectiveState, ...]:
    """The objectives that were followed when a meeting was closed, or given up since the panel last met.

    Nothing where the panel has no section for the plan.
    """
    if plan_section(meeting.definition) is None:
        return ()
    found = []
    for objective in plan_queries.objectives(db):
        stored = [line for line in streams.events_below(db, f"plan/{objective.id}") if line.seq <= span.closed]
        state = objective_from(line.event for line in stored)
        gone = objective_from(line.event for line in stored if line.seq <= span.began)
        if state is not None and (gone is None or gone.closed_on is None):
            found.append(state)
    return tuple(found)
