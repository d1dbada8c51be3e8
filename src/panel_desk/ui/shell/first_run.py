"""The first run: a new desk, reading minutes alone, or the fictional example. Nothing half-made is ever left behind."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from panel_desk.domain.errors import DeskError
from panel_desk.services.desk import Desk
from panel_desk.services.founding import Tell, example_folder, found_desk, open_example
from panel_desk.services.unlocking import desk_exists
from panel_desk.ui.session import Around
from panel_desk.ui.shell.door import Door, Step
from panel_desk.ui.shell.new_desk_draft import Draft
from panel_desk.ui.shell.new_desk_steps import CouncilStep, PassphraseStep, PeopleStep
from panel_desk.ui.shell.recent_desks import remember_desk
from panel_desk.ui.shell.recovery_kit_steps import ShowKitStep, TypeBackStep
from panel_desk.ui.shell.working_step import WorkingStep
from panel_desk.ui.tasks import Progress
from panel_desk.ui.widgets.sentence_row import SentenceList, SentenceRow


class ChoiceStep(Step):
    """What this computer is for."""

    title = "Welcome to Panel Desk"
    sentence = "It prepares, records and signs SAFE and MACE panels. What is this computer for?"
    next_words = ""

    def __init__(self, door: FirstRun, *, has_example: bool) -> None:
        super().__init__(door)
        choices = SentenceList()
        choices.set_rows(
            [
                SentenceRow(
                    "list-ordered",
                    "I prepare or chair panels",
                    "A new desk with an encrypted record on this computer.",
                    button=("New desk", door.begin_new_desk),
                    primary=True,
                ),
                SentenceRow(
                    "shield-check",
                    "I read minutes",
                    "Check signed minutes; nothing is kept here.",
                    button=("Verify only", door.reads_only.emit),
                ),
                SentenceRow(
                    "folder-open",
                    "I have a desk already",
                    "Open its folder by passphrase or recovery kit.",
                    button=("Open a desk", door.unlock_wanted.emit),
                ),
                SentenceRow(
                    "life-buoy",
                    "I want to try it first",
                    "A fictional council, three meetings and signed minutes.",
                    button=(
                        "Open the fictional example" if has_example else "Load the fictional example",
                        door.load_example,
                    ),
                ),
            ]
        )
        self._first = choices.rows[0].stop()
        self.body.addWidget(choices)

    def enter(self) -> None:
        """The new desk comes first."""
        self._first.setFocus()


class FirstRun(Door):
    """Walks through the steps of a new desk; ``opened`` carries it, opened on the desk's own thread."""

    opened = Signal(object)
    """A ``Desk``."""
    reads_only = Signal()
    unlock_wanted = Signal()
    """A desk that is there already is wanted instead."""

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._around = around
        usual = around.preferences.paths.desk
        self._choice = ChoiceStep(self, has_example=desk_exists(example_folder(usual) / "desk"))
        self._draft: Draft | None = None
        self._steps_of_desk: list[Step] = []
        self._at = -1
        self._working: WorkingStep | None = None
        self.next_wanted.connect(self._go_on)
        self.back_wanted.connect(self._go_back)
        self._show_choice()

    def begin_new_desk(self) -> None:
        """The steps of a new desk, from the first; what was filled in before is kept while the door stands."""
        if self._draft is None:
            self._draft = Draft(str(_free(self._around.preferences.paths.desk)))
            self._steps_of_desk = [
                CouncilStep(self._draft, self),
                PeopleStep(self._draft, self),
                PassphraseStep(self._draft, self._around, self),
                ShowKitStep(self._draft, self._around, self),
                TypeBackStep(self._draft, self),
            ]
        self._show(0)

    def load_example(self) -> None:
        """Make the fictional example where there is none yet, and open it."""
        folder = example_folder(self._around.preferences.paths.desk)
        self._work(
            WorkingStep("The fictional example", "Three meetings are held and minuted; this takes some seconds."),
            lambda tell: open_example(folder, tell),
            back_to=self._show_choice,
        )

    def forget(self) -> None:
        """Nothing that was typed stays in this door."""
        for step in self._steps_of_desk:
            if isinstance(step, PassphraseStep | TypeBackStep):
                step.forget()
        if self._draft is not None:
            self._draft.forget()

    def _show_choice(self) -> None:
        self._at = -1
        self.show_step(self._choice, may_go_back=False)

    def _show(self, at: int) -> None:
        self._at = at
        self.show_step(self._steps_of_desk[at], aside=f"Step {at + 1} of {len(self._steps_of_desk)}")

    def _go_on(self) -> None:
        if self._at + 1 < len(self._steps_of_desk):
            self._show(self._at + 1)
        else:
            self._make_desk()

    def _go_back(self) -> None:
        if self._working is not None:
            self._working.cancel()
        elif self._at > 0:
            self._show(self._at - 1)
        else:
            self._show_choice()

    def _make_desk(self) -> None:
        if self._draft is None:
            return
        new, last = self._draft.new_desk(), len(self._steps_of_desk) - 1
        self._work(
            WorkingStep("Making the desk", "The keys are made slowly on purpose, so that nobody can guess quickly."),
            lambda tell: found_desk(new, tell),
            back_to=lambda: self._show(last),
        )

    def _work(self, step: WorkingStep, make: Callable[[Tell], Desk], *, back_to: Callable[[], None]) -> None:
        """Make something off the window's thread; whatever ends it, the step before is shown again."""

        def work(progress: Progress) -> tuple[Desk, str]:
            desk = make(progress.tell)
            try:
                return desk, desk.people.possible_at_desk()[0].person.id
            except BaseException:
                desk.close()
                raise

        def stopped() -> None:
            self._end_work()
            back_to()

        def failed(error: DeskError) -> None:
            stopped()
            self._around.messages.say_error(error)

        self._working = step
        self.show_step(step)
        step.follow(self._around.tasks.on_desk(work, done=self._made, failed=failed, stopped=stopped))

    def _made(self, made: tuple[Desk, str]) -> None:
        desk, who = made
        self._end_work()
        self.forget()
        try:
            self._around.preferences.change(who=who)
            remember_desk(self._around.preferences, desk.book.vault.folder)
        except DeskError as error:
            self._around.messages.say_error(error)
        self.opened.emit(desk)

    def _end_work(self) -> None:
        self._working = None


def _free(usual: Path) -> Path:
    """The usual folder; where a desk lies there already, one beside it."""
    at, folder = 2, usual
    while desk_exists(folder):
        folder, at = usual.with_name(f"{usual.name}-{at}"), at + 1
    return folder
