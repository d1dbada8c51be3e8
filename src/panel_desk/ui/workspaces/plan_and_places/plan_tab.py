"""The action plan: objectives in a table, the chosen one with milestones and ratings beside it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from panel_desk.domain.strategy.plan_told import MilestoneLine, ObjectiveLine, PlanView
from panel_desk.ui.asking import ask
from panel_desk.ui.places import Command
from panel_desk.ui.sending import Outgoing
from panel_desk.ui.session import Session
from panel_desk.ui.widgets.table import Column
from panel_desk.ui.widgets.words import Words, WordsRole
from panel_desk.ui.workspaces.plan_and_places.objective_panel import ObjectivePanel
from panel_desk.ui.workspaces.plan_and_places.plan_dialogs import (
    MilestoneDialog,
    ObjectiveDialog,
    RatingDialog,
    ReachedDialog,
)
from panel_desk.ui.workspaces.plan_and_places.register_tab import RegisterTab, Shown
from panel_desk.ui.workspaces.plan_and_places.wording import late_tone, rating_chip

FOLLOWED, LATE, CLOSED = "followed", "late", "closed"
_NONE_YET = (
    "The strategy’s action plan belongs here: objectives with an owner, milestones, and a rating in words. "
    "The MACE agenda takes it up as an item of its own."
)
_OWNER, _DUE = 2, 3
_COLUMNS: tuple[Column[ObjectiveLine], ...] = (
    Column(title="No.", text=lambda o: o.number, strong=True, whole=True, width=48),
    Column(title="Objective", text=lambda o: o.title, tip=lambda o: o.title, stretch=True, width=200),
    Column(title="Owner", text=lambda o: o.owner, width=128),
    Column(title="Due", text=lambda o: o.due_words, sort=lambda o: (o.due_on is None, o.due_on or date.max), width=140),
    Column(title="Milestones", text=lambda o: o.milestone_words, tone=late_tone, width=148),
    Column(title="Rating", text=lambda o: rating_chip(o)[0], tone=lambda o: rating_chip(o)[1], width=128),
)


_WORDS = Shown(
    name="action plan",
    filter_words="Filter by words, owner or agency",
    chips_words="Objectives to show",
    none_yet=_NONE_YET,
    none_found="No objective is like that. Esc clears what is typed; another chip shows more.",
    begin="Add an objective",
)


class PlanTab(RegisterTab[ObjectiveLine]):
    """The plan’s objectives, and the chosen one with its milestones and ratings."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, _COLUMNS, (_OWNER, _DUE), _WORDS)
        self._view: PlanView | None = None
        self.offer_on_a_row(
            self.rate,
            ("Rate…", self.rate, "R"),
            ("Add a milestone…", self.add_milestone, "M"),
            ("Change…", self.change, "E"),
            ("Close…", self.close_objective, ""),
        )
        self.panel = ObjectivePanel(self, may=self._may())
        self.nowhere = Words("", WordsRole.MUTED, wrap=True)
        self.place(self.panel, self.nowhere)

    # What a tab says for itself

    def id_of(self, line: ObjectiveLine) -> str:
        """Its own identifier."""
        return line.id

    def chip_of(self, line: ObjectiveLine) -> str:
        """Followed, or closed."""
        return CLOSED if line.closed_on is not None else FOLLOWED

    def all_lines(self) -> Sequence[ObjectiveLine]:
        """The followed, then the closed."""
        return (*self._view.objectives, *self._view.closed) if self._view is not None else ()

    def is_shown(self, line: ObjectiveLine, chip: str) -> bool:
        """Late ones are followed ones too."""
        return line.late if chip == LATE else self.chip_of(line) == (chip or FOLLOWED)

    def searched(self, line: ObjectiveLine) -> str:
        """All its words."""
        milestones = (step.what for step in line.milestones)
        return " ".join((line.number, line.title, line.owner, line.agency, line.measure, *milestones)).casefold()

    def show_line(self, line: ObjectiveLine | None) -> None:
        """Beside the table."""
        self.panel.show_objective(line)

    # What the page calls

    def refresh(self) -> None:
        """Read the plan again."""
        self._view = self._session.reading.action_plan.plan(self._session.today)
        nowhere = self._session.reading.action_plan.told_nowhere()
        self.nowhere.set_text(nowhere)
        self.nowhere.setVisible(bool(nowhere and self._view.objectives))
        late = sum(o.late for o in self._view.objectives)
        self._chips.set_choices(
            [
                (FOLLOWED, "Followed", len(self._view.objectives)),
                (LATE, "Late", late),
                (CLOSED, "Closed", len(self._view.closed)),
            ]
        )
        self._find()

    @property
    def sentence(self) -> str:
        """How the plan stands."""
        return self._view.sentence if self._view and (self._view.objectives or self._view.closed) else ""

    def commands(self) -> Sequence[Command]:
        """What can be done with the plan and the chosen objective."""
        chosen = self.table.chosen()
        may = self._may()
        on = may and chosen is not None and chosen.closed_on is None
        return (
            Command(words="Filter the plan", run=self._search.setFocus, shortcut="Ctrl+F"),
            Command(words="Add an objective", run=self.add, shortcut="Ctrl+N", enabled=may),
            Command(words="Rate this objective", run=self.rate, shortcut="Ctrl+R", enabled=on),
            Command(words="Add a milestone", run=self.add_milestone, shortcut="Ctrl+M", enabled=on),
            Command(words="Change this objective", run=self.change, shortcut="Ctrl+E", enabled=on),
            Command(words="Close this objective", run=self.close_objective, enabled=on),
        )

    def outgoing(self) -> Outgoing:
        """The plan as a file."""
        return Outgoing(
            words="The strategy’s action plan",
            file_name="action-plan",
            write=lambda desk, actor, path, to: desk.action_plan.export(actor, path, to),
            shown_as="without the names of children",
        )

    # Deeds

    def add(self) -> None:
        """Ask for a new objective."""
        self._ask_objective(None)

    def change(self) -> None:
        """Ask what is different about the chosen one."""
        chosen = self._followed()
        if chosen is not None:
            self._ask_objective(chosen)

    def rate(self) -> None:
        """Ask how the chosen one stands."""
        chosen = self._followed()
        if chosen is None:
            return
        actor, objective_id = self._session.actor, chosen.id
        ask(
            self._session,
            RatingDialog(chosen, self._session.today, self),
            lambda desk, given: desk.action_plan.rate(actor, objective_id, given),
            lambda given: f"The objective is {given.rating.label}.",
        )

    def add_milestone(self) -> None:
        """Ask for a step on the way."""
        self._ask_milestone(None)

    def close_objective(self) -> None:
        """Ask why the chosen one is followed no longer."""
        chosen = self._followed()
        if chosen is None:
            return
        number, objective_id = chosen.number, chosen.id
        session, actor, today = self._session, self._session.actor, self._session.today
        session.messages.ask_words(
            f"Why is objective {number} followed no longer?",
            will="It leaves the plan and the MACE agenda; the record keeps it under Closed.",
            yes="Close the objective",
            on_words=lambda reason: session.do(
                lambda desk: desk.action_plan.close(actor, objective_id, today, reason),
                said=f"Objective {number} is closed.",
            ),
        )

    def change_milestone(self, line: MilestoneLine) -> None:
        """Ask what is different about a milestone."""
        self._ask_milestone(line)

    def reach(self, line: MilestoneLine) -> None:
        """Ask when a milestone was reached."""
        chosen = self._followed()
        if chosen is None:
            return
        actor, objective_id = self._session.actor, chosen.id
        ask(
            self._session,
            ReachedDialog(line, self._session.today, self),
            lambda desk, reached: desk.action_plan.reach_milestone(actor, objective_id, line.id, *reached),
            lambda _reached: f"“{line.what}” is reached.",
        )

    def drop(self, line: MilestoneLine) -> None:
        """Ask why a milestone is no longer part of the plan."""
        chosen = self._followed()
        if chosen is None:
            return
        session, actor, objective_id = self._session, self._session.actor, chosen.id
        session.messages.ask_words(
            f"Why is “{line.what}” dropped?",
            will="The milestone leaves the plan; the journal keeps it with the reason.",
            yes="Drop the milestone",
            on_words=lambda reason: session.do(
                lambda desk: desk.action_plan.drop_milestone(actor, objective_id, line.id, reason),
                said="The milestone is dropped.",
            ),
        )

    # Inside

    def _ask_objective(self, line: ObjectiveLine | None) -> None:
        actor = self._session.actor
        ask(
            self._session,
            ObjectiveDialog(line, self),
            lambda desk, objective: desk.action_plan.set_objective(actor, objective),
            lambda objective: f"Objective {objective.number} is kept.",
            then=lambda objective: self.choose(objective.id),
        )

    def _ask_milestone(self, line: MilestoneLine | None) -> None:
        chosen = self._followed()
        if chosen is None:
            return
        actor, objective_id = self._session.actor, chosen.id
        ask(
            self._session,
            MilestoneDialog(line, self),
            lambda desk, milestone: desk.action_plan.set_milestone(actor, objective_id, milestone),
            lambda milestone: f"“{milestone.what}” is kept.",
        )

    def _followed(self) -> ObjectiveLine | None:
        """The chosen one, where its deeds may be done; of a closed one it is said that they may not."""
        chosen: ObjectiveLine | None = self.table.chosen()
        if chosen is None or not self._may():
            return None
        if chosen.closed_on is not None:
            sentence, remedy = f"Objective {chosen.number} is closed.", "Add a new one if it is to be followed again."
            self._session.messages.say(sentence, remedy=remedy)
            return None
        return chosen
