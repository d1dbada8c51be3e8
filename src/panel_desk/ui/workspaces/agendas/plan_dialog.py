"""Planning a meeting, and giving a planned one another day, time, place or other people."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import time

from PySide6.QtCore import Qt, QTime
from PySide6.QtWidgets import QCheckBox, QTimeEdit, QVBoxLayout, QWidget

from panel_desk.domain.agendas.planning import cycle_words
from panel_desk.domain.calendar import day_words
from panel_desk.domain.events.meetings import Invited
from panel_desk.domain.meeting.meetings import Meeting
from panel_desk.services.planning import MeetingPlan, Planning
from panel_desk.ui.theme.current import px
from panel_desk.ui.theme.measures import measured, spaced
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.dialog import Dialog
from panel_desk.ui.widgets.fields import Form, LabelledField, choice, date_edit, line_edit, tick
from panel_desk.ui.widgets.scroll import scrolled
from panel_desk.ui.widgets.words import Words, WordsRole

OnPlan = Callable[[MeetingPlan], None]


class PlanDialog(Dialog):
    """Day, times, place and people of a meeting; what is doubtful about the day is told while it is chosen."""

    def __init__(
        self,
        planning: Planning,
        on_plan: OnPlan,
        *,
        moving: Meeting | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(f"Change {moving.reference}" if moving else "Plan a meeting", parent, width=560)
        self._planning = planning
        self._on_plan = on_plan
        self._moving = moving
        self._definitions = (moving.definition,) if moving else planning.panels()
        self._boxes: list[tuple[QCheckBox, Invited]] = []
        self._form = Form()
        self.body.addWidget(self._form)
        self._build_panel()
        self._build_when()
        self._build_people()
        self.add_button("Cancel")
        self.plan_button = self.add_button("Keep the change" if moving else "Plan it", self._on_accepted, primary=True)
        self._begin()

    def plan(self) -> MeetingPlan:
        """What is filled in."""
        held_on = self.day.value()
        return MeetingPlan(
            panel=self._definition.key,
            held_on=held_on if held_on is not None else self._first.held_on,
            starts_at=_time(self.starts),
            ends_at=_time(self.ends),
            place=self.place.text().strip(),
            invited=tuple(invited for box, invited in self._boxes if box.isChecked()),
        )

    # Building

    def _build_panel(self) -> None:
        self.panel = choice([(d.key, d.name) for d in self._definitions], name="Panel")
        self.panel.currentIndexChanged.connect(lambda _at: self._begin())
        field = self._form.add("Panel", self.panel)
        field.setHidden(len(self._definitions) == 1)

    def _build_when(self) -> None:
        self.day = date_edit(name="Day")
        self.starts, self.ends = _time_edit("From"), _time_edit("To")
        self._day_field = LabelledField("Day", self.day)
        self._ends_field = LabelledField("To", self.ends)
        self._form.add_row([self._day_field, LabelledField("From", self.starts), self._ends_field])
        self._about_day = Words("", WordsRole.SMALL, wrap=True)
        self._form.add_widget(self._about_day)
        self.place = line_edit(placeholder="Room, or how to join", most=300)
        self._form.add("Place", self.place)
        self.day.dateChanged.connect(lambda _day: self._tell_of_day())
        for editor in (self.starts, self.ends):
            editor.timeChanged.connect(lambda _time: self._tell_of_times())

    def _build_people(self) -> None:
        holder = QWidget()
        self._people = spaced(QVBoxLayout(holder), (2, 2, 2, 2), 6)
        area = scrolled(holder, "Invited")
        measured(area, height=176)
        self._people_field = LabelledField("Invited", area)
        self._form.add_widget(self._people_field)

    # Filling

    def _begin(self) -> None:
        """Begin with the meeting as it is planned, or with one like the panel's last."""
        self._definition = self._definitions[max(self.panel.currentIndex(), 0)]
        self._first = _plan_of(self._moving) if self._moving else self._planning.suggestion(self._definition)
        self.day.set_value(self._first.held_on)
        self.starts.setTime(QTime(self._first.starts_at.hour, self._first.starts_at.minute))
        self.ends.setTime(QTime(self._first.ends_at.hour, self._first.ends_at.minute))
        self.place.setText(self._first.place)
        self._show_people()
        self._tell_of_day()
        self._tell_of_times()

    def _show_people(self) -> None:
        for box, _ in self._boxes:
            self._people.removeWidget(box)
            box.deleteLater()
        seats = self._planning.seats(self._definition.key)
        self._boxes = []
        for invited in _everybody(self._first.invited, seats):
            role = invited.role.value
            agency = self._definition.agency_name(invited.person.agency)
            box = tick(f"{invited.person.name} — {agency}, {role}", on=invited in self._first.invited)
            box.toggled.connect(lambda _on: self._tell_of_people())
            self._people.addWidget(box)
            self._boxes.append((box, invited))
        self._people.addStretch(1)
        self._tell_of_people()

    def _tell_of_people(self) -> None:
        chosen = sum(box.isChecked() for box, _ in self._boxes)
        if not self._boxes:
            self._people_field.set_hint("Nobody sits on this panel yet. Settings, People: give them their seats.")
        else:
            self._people_field.set_hint(f"{chosen} of {len(self._boxes)} are invited.")

    def _tell_of_day(self) -> None:
        held_on = self.day.value()
        if held_on is None:
            return
        moving = self._moving.id if self._moving else None
        notes = self._planning.notes(self._definition.key, held_on, moving=moving)
        told = " ".join(notes) or f"{day_words(held_on)}. {cycle_words(self._definition, held_on)}"
        self._about_day.set_text(told)
        self._about_day.set_tone(Tone.AMBER if notes else None)

    def _tell_of_times(self) -> None:
        wrong = _time(self.ends) <= _time(self.starts)
        self._ends_field.set_problem("It ends before it begins." if wrong else "")
        if hasattr(self, "plan_button"):
            self.plan_button.setEnabled(not wrong)

    def _on_accepted(self) -> None:
        self._on_plan(self.plan())
        self.accept()


def _plan_of(meeting: Meeting) -> MeetingPlan:
    planned = meeting.planned
    return MeetingPlan(
        panel=meeting.definition.key,
        held_on=planned.held_on,
        starts_at=planned.starts_at,
        ends_at=planned.ends_at,
        place=planned.place,
        invited=planned.invited,
    )


def _everybody(first: Sequence[Invited], seats: Sequence[Invited]) -> list[Invited]:
    """Who is invited as they were, then who has a seat and is not."""
    known = {invited.person.id for invited in first}
    return [*first, *(seat for seat in seats if seat.person.id not in known)]


def _time_edit(name: str) -> QTimeEdit:
    made = QTimeEdit()
    made.setDisplayFormat("HH:mm")
    made.setAccessibleName(name)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    made.lineEdit().setTextMargins(px(8), 0, 0, 0)
    return made


def _time(editor: QTimeEdit) -> time:
    return time(editor.time().hour(), editor.time().minute())
