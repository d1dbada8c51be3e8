"""The strategy's action plan: objectives, milestones and how each objective stands."""

from __future__ import annotations

from datetime import date

from panel_desk.domain.action_plan import Milestone, Objective, RatingGiven
from panel_desk.domain.ids import MilestoneId, ObjectiveId, PersonId
from panel_desk.domain.plan_told import ObjectiveLine, PlanView
from panel_desk.services.book import Book, Deed


class ActionPlan:
    """Keeps the plan and shows how it stands."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def plan(self, today: date) -> PlanView:
        """The whole plan as it stands on a day."""
        raise NotImplementedError

    def objective(self, objective_id: ObjectiveId, today: date) -> ObjectiveLine:
        """One objective.

        Raises:
            DeskError: where the plan has none such.
        """
        raise NotImplementedError

    def by_number(self, number: str, today: date) -> ObjectiveLine:
        """The objective that the strategy numbers so: ``2.1``."""
        raise NotImplementedError

    def set_objective(self, actor: PersonId, objective: Objective) -> Deed:
        """Add an objective, or change one of the same id."""
        raise NotImplementedError

    def set_milestone(self, actor: PersonId, objective_id: ObjectiveId, milestone: Milestone) -> Deed:
        """Add a milestone, or change one of the same id."""
        raise NotImplementedError

    def reach_milestone(
        self, actor: PersonId, objective_id: ObjectiveId, milestone_id: MilestoneId, on: date, words: str = ""
    ) -> Deed:
        """A milestone was reached."""
        raise NotImplementedError

    def drop_milestone(
        self, actor: PersonId, objective_id: ObjectiveId, milestone_id: MilestoneId, reason: str
    ) -> Deed:
        """A milestone is no longer part of the plan."""
        raise NotImplementedError

    def rate(self, actor: PersonId, objective_id: ObjectiveId, given: RatingGiven) -> Deed:
        """Say how an objective stands; a rating without words is refused."""
        raise NotImplementedError

    def close(self, actor: PersonId, objective_id: ObjectiveId, on: date, reason: str) -> Deed:
        """An objective is no longer followed."""
        raise NotImplementedError
