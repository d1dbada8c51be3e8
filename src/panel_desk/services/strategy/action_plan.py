"""The strategy's action plan: objectives, milestones and how each objective stands."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from msgspec.structs import replace

from panel_desk.domain.calendar import england_day
from panel_desk.domain.errors import not_found
from panel_desk.domain.events import StrategyEvent
from panel_desk.domain.events.strategy import (
    MilestoneDropped,
    MilestoneReached,
    MilestoneSet,
    ObjectiveClosed,
    ObjectiveRated,
    ObjectiveSet,
)
from panel_desk.domain.ids import MilestoneId, ObjectiveId, PersonId
from panel_desk.domain.names.hiding import READ_IT
from panel_desk.domain.strategy import plan_rules as rules
from panel_desk.domain.strategy.action_plan import Milestone, Objective, RatingGiven
from panel_desk.domain.strategy.plan_in_minutes import told_nowhere
from panel_desk.domain.strategy.plan_rules import ObjectiveState
from panel_desk.domain.strategy.plan_told import ObjectiveLine, PlanView, objective_line, plan_view
from panel_desk.services.book import Book, Deed
from panel_desk.services.exporting import Exporting
from panel_desk.services.initials import without_names
from panel_desk.services.strategy.strategy_files import export_paper
from panel_desk.services.strategy.undoing_between import undo_between
from panel_desk.vault.queries import meetings as meeting_queries
from panel_desk.vault.queries import people as people_queries
from panel_desk.vault.queries import plan as queries


class ActionPlan:
    """Keeps the plan and shows how it stands."""

    def __init__(self, book: Book, exporting: Exporting) -> None:
        self._book = book
        self._exporting = exporting

    def plan(self, today: date) -> PlanView:
        """The whole plan as it stands on a day."""
        states = queries.objectives(self._book.db)
        return plan_view(states, today, queries.references(self._book.db, states))

    def told_nowhere(self) -> str:
        """Why no minutes will tell the plan, and what to do; empty where a panel has a section for it."""
        return told_nowhere(people_queries.panels(self._book.db))

    def objective(self, objective_id: ObjectiveId, today: date) -> ObjectiveLine:
        """One objective.

        Raises:
            DeskError: where the plan has none such.
        """
        return self._line(self._state(objective_id), today)

    def by_number(self, number: str, today: date) -> ObjectiveLine:
        """The objective that the strategy numbers so, ``2.1``; of a number given twice, the one that is followed.

        Raises:
            DeskError: where the plan has none such.
        """
        found = [o for o in queries.objectives(self._book.db) if o.objective.number == number.strip()]
        if not found:
            raise not_found(f"The plan has no objective {number}.")
        return self._line(next((o for o in found if o.closed_on is None), found[-1]), today)

    def set_objective(self, actor: PersonId, objective: Objective) -> Deed:
        """Add an objective, or change one of the same id.

        Raises:
            DeskError: without a number, title or owner; where the number is taken, or it has been closed.
        """
        known = queries.objectives(self._book.db)
        before = next((o for o in known if o.id == objective.id), None)
        return self._record(
            actor, objective.id, ObjectiveSet(objective=rules.checked_objective(objective, known, before))
        )

    def set_milestone(self, actor: PersonId, objective_id: ObjectiveId, milestone: Milestone) -> Deed:
        """Add a milestone, or change one of the same id.

        Raises:
            DeskError: without words, after the objective's own day, where it was reached or the objective closed, or
                where it is another objective's.
        """
        rules.refuse_of_another(objective_id, milestone, queries.objectives(self._book.db))
        checked = rules.checked_milestone(self._state(objective_id), milestone)
        return self._record(actor, objective_id, MilestoneSet(objective_id=objective_id, milestone=checked))

    def reach_milestone(
        self, actor: PersonId, objective_id: ObjectiveId, milestone_id: MilestoneId, on: date, words: str = ""
    ) -> Deed:
        """A milestone was reached.

        Raises:
            DeskError: where it was reached already, the day is still to come, or the objective is closed.
        """
        rules.refuse_reaching(self._state(objective_id), milestone_id, on, self._today())
        event = MilestoneReached(objective_id=objective_id, milestone_id=milestone_id, on=on, words=words.strip())
        return self._record(actor, objective_id, event)

    def drop_milestone(
        self, actor: PersonId, objective_id: ObjectiveId, milestone_id: MilestoneId, reason: str
    ) -> Deed:
        """A milestone is no longer part of the plan.

        Raises:
            DeskError: without a reason, or where it was reached or the objective is closed.
        """
        rules.refuse_dropping(self._state(objective_id), milestone_id, reason)
        event = MilestoneDropped(objective_id=objective_id, milestone_id=milestone_id, reason=reason.strip())
        return self._record(actor, objective_id, event)

    def rate(self, actor: PersonId, objective_id: ObjectiveId, given: RatingGiven) -> Deed:
        """Say how an objective stands.

        Raises:
            DeskError: without words, for a day to come or before the newest rating, or where it is closed.
        """
        checked = rules.checked_rating(self._state(objective_id), given, self._today())
        if checked.at_meeting is not None and meeting_queries.by_id(self._book.db, checked.at_meeting) is None:
            raise not_found("The record has no such meeting.")
        return self._record(actor, objective_id, ObjectiveRated(objective_id=objective_id, given=checked))

    def close(self, actor: PersonId, objective_id: ObjectiveId, on: date, reason: str) -> Deed:
        """An objective is no longer followed.

        Raises:
            DeskError: without a reason, for a day to come, or where it is closed already.
        """
        rules.refuse_closing(self._state(objective_id), on, reason, self._today())
        event = ObjectiveClosed(objective_id=objective_id, on=on, reason=reason.strip())
        return self._record(actor, objective_id, event)

    def outside(self, today: date) -> PlanView:
        """The plan as it may leave the vault: no name of a child or of a person of concern that the desk knows."""
        return replace(without_names(self._book.db, self.plan(today)), notes=(READ_IT,))

    def export(self, actor: PersonId, path: Path, recipient: str, *, today: date | None = None) -> None:
        """Write the plan as .pdf, .xlsx or .csv, and enter it.

        Raises:
            DeskError: without a recipient, for another ending, or where the file cannot be written.
        """
        value = self.outside(today or self._today())
        export_paper(self._book, self._exporting, actor, path, value, recipient)

    def undo(self, actor: PersonId, deed: Deed) -> Deed:
        """Take a deed back.

        Raises:
            DeskError: where something recorded since rests on it, or minutes may tell of it.
        """
        return undo_between(self._book, actor, deed)

    def _record(self, actor: PersonId, objective_id: ObjectiveId, event: StrategyEvent) -> Deed:
        return self._book.record(actor, (f"plan/{objective_id}", event))

    def _line(self, state: ObjectiveState, today: date) -> ObjectiveLine:
        return objective_line(state, today, queries.references(self._book.db, (state,)))

    def _state(self, objective_id: ObjectiveId) -> ObjectiveState:
        found = next((o for o in queries.objectives(self._book.db) if o.id == objective_id), None)
        if found is None:
            raise not_found("The plan has no such objective.")
        return found

    def _today(self) -> date:
        return england_day(self._book.now())
