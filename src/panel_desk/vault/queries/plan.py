"""The strategy's action plan as it stands."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from panel_desk.domain.ids import MeetingId, ObjectiveId
from panel_desk.domain.strategy.action_plan import Milestone, Objective, RatingGiven
from panel_desk.domain.strategy.plan_rules import MilestoneState, ObjectiveState, in_order
from panel_desk.vault.driver import Database
from panel_desk.vault.queries.reading import WANTED, Row, day, rows, wanted

_OBJECTIVES = "SELECT id, row, closed_on, closed_because FROM objective ORDER BY seq"
_MILESTONES = "SELECT objective_id, row, reached_on, reached_words FROM milestone"
_RATINGS = "SELECT objective_id, row FROM rating ORDER BY seq"
_REFERENCES = f"""SELECT id, reference FROM meeting WHERE id IN {WANTED}
UNION SELECT meeting_id, meeting ->> '$.reference' FROM purge WHERE meeting_id IN {WANTED}"""  # noqa: S608  a constant of this package


def objectives(db: Database) -> tuple[ObjectiveState, ...]:
    """Every objective with its milestones and ratings, in the order they were set."""
    milestones: dict[ObjectiveId, list[MilestoneState]] = {}
    for objective_id, *row in rows(db, _MILESTONES):
        milestones.setdefault(objective_id, []).append(_milestone(tuple(row)))
    ratings: dict[ObjectiveId, list[RatingGiven]] = {}
    for objective_id, row in rows(db, _RATINGS):
        ratings.setdefault(objective_id, []).append(msgspec.json.decode(row, type=RatingGiven))
    return tuple(
        ObjectiveState(
            objective=msgspec.json.decode(row, type=Objective),
            milestones=in_order(milestones.get(objective_id, ())),
            ratings=tuple(ratings.get(objective_id, ())),
            closed_on=day(closed_on),
            closed_because=closed_because,
        )
        for objective_id, row, closed_on, closed_because in rows(db, _OBJECTIVES)
    )


def references(db: Database, states: Iterable[ObjectiveState]) -> dict[MeetingId, str]:
    """The references of the meetings that ratings were given at, also where the meeting was purged since."""
    meetings = {given.at_meeting for state in states for given in state.ratings if given.at_meeting is not None}
    return dict(rows(db, _REFERENCES, (wanted(meetings), wanted(meetings))))


def _milestone(row: Row) -> MilestoneState:
    milestone, reached_on, reached_words = row
    return MilestoneState(
        milestone=msgspec.json.decode(milestone, type=Milestone),
        reached_on=day(reached_on),
        reached_words=reached_words,
    )
