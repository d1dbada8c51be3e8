"""What is asked for the action plan: an objective, a milestone, a rating with words, and that a step was reached."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from panel_desk.domain.ids import MilestoneId, ObjectiveId, new_id
from panel_desk.domain.strategy.action_plan import Milestone, Objective, Rating, RatingGiven
from panel_desk.domain.strategy.plan_told import MilestoneLine, ObjectiveLine
from panel_desk.ui.widgets.deed_dialog import DeedDialog
from panel_desk.ui.widgets.fields import choice, date_edit, line_edit
from panel_desk.ui.widgets.text_field import TextField

_LINE = 200


class ObjectiveDialog(DeedDialog[Objective]):
    """An objective as the strategy words it."""

    def __init__(self, line: ObjectiveLine | None, parent: QWidget) -> None:
        title = f"Change objective {line.number}" if line else "Add an objective"
        super().__init__(title, "Keep" if line else "Add", parent)
        self._id = line.id if line else ObjectiveId(new_id())
        self.number = line_edit(line.number if line else "", most=20)
        self.words = line_edit(line.title if line else "", most=_LINE)
        self.owner = line_edit(line.owner if line else "", most=_LINE)
        self.agency = line_edit(line.agency if line else "", most=_LINE)
        self.measure = line_edit(line.measure if line else "", most=_LINE)
        self.due = date_edit(line.due_on if line else None, optional=True)
        number = self.form.add("Number", self.number, "As the strategy numbers it: 2.1")
        words = self.form.add("Objective", self.words)
        owner = self.form.add("Owner", self.owner, "Who answers for it")
        self.form.add("Agency", self.agency)
        self.form.add("Measured by", self.measure, "How anybody would see that it is reached")
        self.form.add("Due", self.due)
        self.need(number, self.number.text, "An objective needs its number.")
        self.need(words, self.words.text, "Say what is to be reached.")
        self.need(owner, self.owner.text, "An objective needs an owner.")

    def value(self) -> Objective:
        """The objective."""
        return Objective(
            id=self._id,
            number=self.number.text().strip(),
            title=self.words.text().strip(),
            owner=self.owner.text().strip(),
            agency=self.agency.text().strip(),
            measure=self.measure.text().strip(),
            due_on=self.due.value(),
        )


class MilestoneDialog(DeedDialog[Milestone]):
    """A step on the way, and its day."""

    def __init__(self, line: MilestoneLine | None, parent: QWidget) -> None:
        super().__init__("Change a milestone" if line else "Add a milestone", "Keep" if line else "Add", parent)
        self._id = line.id if line else MilestoneId(new_id())
        self.what = line_edit(line.what if line else "", most=_LINE)
        self.due = date_edit(line.due_on if line else None, optional=True)
        self.owner = line_edit(line.owner if line else "", most=_LINE)
        what = self.form.add("Milestone", self.what, "What will be there by that day")
        due = self.form.add("Due", self.due)
        self.form.add("Owner", self.owner, "Where somebody else than the objective’s owner sees to it")
        self.need(what, self.what.text, "Say what will be there.")
        self.need(due, lambda: str(self.due.value() or ""), "By which day? Without one nobody sees that it is late.")

    def value(self) -> Milestone | None:
        """The milestone."""
        due = self.due.value()
        if due is None:
            return None
        return Milestone(id=self._id, what=self.what.text().strip(), due_on=due, owner=self.owner.text().strip())


class RatingDialog(DeedDialog[RatingGiven]):
    """How an objective stands: a word and why; a colour alone is not taken."""

    def __init__(self, line: ObjectiveLine, today: date, parent: QWidget) -> None:
        super().__init__(f"How does objective {line.number} stand?", "Rate", parent)
        self.about(line.title)
        before = line.rating.rating if line.rating else Rating.GREEN
        self.rating = choice([(each, f"{each.label} ({each.value})") for each in Rating], before)
        self.words = TextField(name="Why", lines=3)
        self.on = date_edit(today)
        self.form.add("Rating", self.rating)
        words = self.form.add("Why", self.words, "A sentence that the panel and scrutiny will read")
        self.form.add("On", self.on)
        self.need(words, self.words.text, "A rating needs its reason: a colour alone says little.")

    def value(self) -> RatingGiven | None:
        """The rating."""
        on = self.on.value()
        if on is None:
            return None
        return RatingGiven(rating=self.rating.currentData(), words=self.words.text().strip(), on=on)


class ReachedDialog(DeedDialog[tuple[date, str]]):
    """When a milestone was reached, and what there is to say of it."""

    def __init__(self, line: MilestoneLine, today: date, parent: QWidget) -> None:
        super().__init__("When was it reached?", "Reached", parent)
        self.about(line.what)
        self.on = date_edit(today)
        self.words = line_edit(most=_LINE)
        self.form.add("Reached on", self.on)
        self.form.add("What there is now", self.words)

    def value(self) -> tuple[date, str] | None:
        """Day and words."""
        on = self.on.value()
        return (on, self.words.text().strip()) if on is not None else None
