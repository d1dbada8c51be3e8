"""What is asked for places: a place or theme, something offered there, and a child that is linked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QSpinBox, QWidget

from panel_desk.domain.children.cases import ConcernKind, ConcernRow
from panel_desk.domain.ids import ConcernId, InterventionId, new_id
from panel_desk.domain.strategy.places import Intervention, InterventionKind
from panel_desk.domain.strategy.places_told import InterventionLine, PlaceLine
from panel_desk.ui.widgets.deed_dialog import DeedDialog
from panel_desk.ui.widgets.fields import LabelledField, choice, date_edit, line_edit, spin
from panel_desk.ui.widgets.pick_field import PickField
from panel_desk.ui.widgets.text_field import TextField

_LINE = 200
_NOT_COUNTED = -1


class ConcernDialog(DeedDialog[ConcernRow]):
    """A place, a theme or a person of concern."""

    def __init__(self, line: PlaceLine | None, today: date, parent: QWidget) -> None:
        super().__init__(f"Change {line.name}" if line else "Add a place or theme", "Keep" if line else "Add", parent)
        self.kind = choice([(each, each.value) for each in ConcernKind], line.kind if line else ConcernKind.LOCATION)
        self.name = line_edit(line.name if line else "", most=_LINE)
        self.concern = TextField(name="Concern", lines=3)
        self.concern.set_text(line.concern if line else "")
        self.lead = line_edit(line.lead_agency if line else "", most=_LINE)
        self.raised = date_edit(line.raised_on if line else today, optional=True)
        self.form.add("Kind", self.kind, "A person of concern is never shown with a child’s extract")
        name = self.form.add("Name", self.name, "As it is to stand on the agenda: Bus station, north side")
        self.form.add("Concern", self.concern, "What is seen there, without the names of children")
        self.form.add("Lead agency", self.lead)
        self.form.add("First raised", self.raised)
        self.need(name, self.name.text, "Give it the name the panel knows it by.")

    def value(self) -> ConcernRow:
        """The place as a list would give it."""
        return ConcernRow(
            kind=self.kind.currentData(),
            name=self.name.text().strip(),
            concern=self.concern.text().strip(),
            lead_agency=self.lead.text().strip(),
            raised_on=self.raised.value(),
        )


class InterventionDialog(DeedDialog[Intervention]):
    """What is offered there, since when, and how many young people it reached."""

    def __init__(self, concern_id: ConcernId, line: InterventionLine | None, today: date, parent: QWidget) -> None:
        super().__init__("Change what is offered" if line else "What is offered there?", "Keep", parent)
        self._concern_id = concern_id
        self._id = line.id if line else InterventionId(new_id())
        self.kind = choice([(each, each.value) for each in InterventionKind], line.kind if line else None)
        self.what = line_edit(line.what if line else "", most=_LINE)
        self.provider = line_edit(line.provider if line else "", most=_LINE)
        self.starts = date_edit(line.starts_on if line else today)
        self.ends = date_edit(line.ends_on if line else None, optional=True)
        self.sessions = _count(line.sessions if line else None)
        self.reached = _count(line.reached if line else None)
        self.outcome = line_edit(line.outcome if line else "", most=_LINE)
        self.form.add("Kind", self.kind)
        what = self.form.add("What", self.what, "Friday evenings with two youth workers")
        self.form.add("Provider", self.provider)
        self.form.add_row([LabelledField("From", self.starts), LabelledField("Until", self.ends)])
        self.form.add_row(
            [LabelledField("Sessions", self.sessions), LabelledField("Young people reached", self.reached)]
        )
        self.form.add("What came of it", self.outcome)
        self.need(what, self.what.text, "Say what is offered.")

    def value(self) -> Intervention | None:
        """What is offered."""
        starts = self.starts.value()
        if starts is None:
            return None
        return Intervention(
            id=self._id,
            concern_id=self._concern_id,
            kind=self.kind.currentData(),
            what=self.what.text().strip(),
            provider=self.provider.text().strip(),
            starts_on=starts,
            ends_on=self.ends.value(),
            sessions=_counted(self.sessions.value()),
            reached=_counted(self.reached.value()),
            outcome=self.outcome.text().strip(),
        )


class LinkDialog(DeedDialog[tuple[str, str]]):
    """Which child, and why."""

    def __init__(self, place: str, children: Sequence[tuple[str, str]], parent: QWidget) -> None:
        """Ask.

        Args:
            place: As the panel knows it.
            children: Local ID and the words a child is found by.
            parent: Above which it stands.
        """
        super().__init__(f"Which child is linked to {place}?", "Link", parent)
        self.child = PickField(children, "Initials or local ID", name="Child")
        self.why = line_edit(most=_LINE)
        child = self.form.add("Child", self.child)
        why = self.form.add("Why", self.why, "Seen there on 3 November; named it in the return interview")
        self.need(child, self.child.value, "Choose a child of this desk, by initials or local ID.")
        self.need(why, self.why.text, "Say what links the child to it.")

    def value(self) -> tuple[str, str]:
        """Local ID and reason."""
        return self.child.value(), self.why.text().strip()


def _count(value: int | None) -> QSpinBox:
    """A number that may be left uncounted, which is not nought."""
    made = spin(_NOT_COUNTED if value is None else value, _NOT_COUNTED, 100_000)
    made.setSpecialValueText("not counted")
    return made


def _counted(value: int) -> int | None:
    return None if value == _NOT_COUNTED else value
