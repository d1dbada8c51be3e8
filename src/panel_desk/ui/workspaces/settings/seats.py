"""Who sits where: seats of each panel filled and left, and roles at the desk."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from panel_desk.domain.ids import PanelKey
from panel_desk.domain.panels import PanelDefinition
from panel_desk.domain.people import Person, Role
from panel_desk.ui.places import Command
from panel_desk.ui.theme.measures import measured
from panel_desk.ui.widgets.buttons import button
from panel_desk.ui.widgets.dialog import Dialog
from panel_desk.ui.widgets.empty import EmptyState
from panel_desk.ui.widgets.fields import Form, choice, set_choices
from panel_desk.ui.widgets.table import Column, Table, TableModel
from panel_desk.ui.widgets.tabs import Tabs
from panel_desk.ui.workspaces.settings.group import Group
from panel_desk.ui.workspaces.settings.presenter import (
    SeatLine,
    SettingsPresenter,
    replaced_by,
    roles_to_give,
)

_COLUMNS = (
    Column[SeatLine](title="Agency", text=lambda line: line.agency, width=200),
    Column[SeatLine](title="Who", text=lambda line: line.who, tone=lambda line: line.tone, strong=True, width=200),
    Column[SeatLine](title="Role", text=lambda line: line.role_words, width=140),
    Column[SeatLine](title="Job title", text=lambda line: line.person.title if line.person else "", stretch=True),
)


class SeatsGroup(Group):
    """One panel at a time. Enter on an empty seat fills it; Delete takes a person off."""

    key: ClassVar[str] = "seats"
    words: ClassVar[str] = "Seats and roles"
    sentence: ClassVar[str] = (
        "Who sits for which agency, and who prepares, presides and signs. A change counts from the next meeting that "
        "is planned; meetings already planned keep the people invited to them."
    )
    icon: ClassVar[str] = "building-2"
    _panels: tuple[PanelDefinition, ...]
    _model: TableModel[SeatLine]

    def refresh(self) -> None:
        """Read panels and seats again."""
        panels = self.session.reading.people.panels()
        if [panel.key for panel in panels] != [panel.key for panel in self._panels]:
            self._panels = panels
            self._show_tabs()
        self._panels = panels
        if panels:
            self._model.set_rows(self._presenter.seats(self._panel().key))

    def commands(self) -> Sequence[Command]:
        """Giving and taking roles."""
        return (Command(words="Give a seat or role", run=self.give, shortcut="Ctrl+N", enabled=self.may_change),)

    def _build(self) -> None:
        self._presenter = SettingsPresenter(self.session.reading)
        self._panels = ()
        leave = button("Take off", self._take_chosen)
        give = button("Give a seat or role", self.give, icon="plus", primary=True, tip="Ctrl+N")
        for made in (leave, give):
            made.setEnabled(self.may_change)
        self.tabs = Tabs("Panels")
        self.tabs.currentChanged.connect(lambda _at: self.refresh())
        self._add_head(leave, give, beside=self.tabs)
        self._model = TableModel[SeatLine](_COLUMNS)
        self.table = Table(self._model, name="Seats", empty=EmptyState("building-2", "This panel has no seats yet."))
        self.table.row_opened.connect(self._on_opened)
        if self.may_change:
            self.table.add_row_action("Take off this seat or role", self.take, shortcut="Del")
        self.column.addWidget(measured(self.table, min_height=200), 1)

    def give(self, line: SeatLine | None = None) -> None:
        """Ask who gets which role."""
        panel = self._panel()
        SeatDialog(self._presenter, panel, line, self._on_given, self).open()

    def take(self, line: SeatLine) -> None:
        """Take somebody off a seat, after a question."""
        person, panel = line.person, self._panel()
        if person is None:
            return
        everywhere = line.role is Role.ADMINISTRATOR
        where = "at the desk" if everywhere else f"of the {panel.name}"
        self.session.messages.ask(
            f"Take {person.name} off as {line.role.value} {where}?",
            will="Meetings already planned keep the people invited to them. The record keeps who sat when.",
            yes="Take off",
            on_yes=lambda: self._take(panel.key, person, line.role),
        )

    def _show_tabs(self) -> None:
        blocked = self.tabs.blockSignals(True)
        while self.tabs.count():
            self.tabs.removeTab(0)
        for panel in self._panels:
            self.tabs.addTab(panel.name.replace("&", "&&"))
        self.tabs.blockSignals(blocked)

    def _panel(self) -> PanelDefinition:
        return self._panels[max(self.tabs.currentIndex(), 0)]

    def _on_opened(self, line: SeatLine) -> None:
        if self.may_change:
            self.give(line if line.person is None else None)

    def _take_chosen(self) -> None:
        line = self.table.chosen()
        if line is not None:
            self.take(line)

    def _take(self, panel: PanelKey, person: Person, role: Role) -> None:
        actor = self.session.actor
        if role is Role.ADMINISTRATOR:
            self.session.do(
                lambda desk: desk.people.take_role(actor, person, role),
                said=f"{person.name} is no longer administrator.",
            )
        else:
            self.session.do(
                lambda desk: desk.people.unseat(actor, panel, person, role),
                said=f"{person.name} is no longer {role.value} of {panel}.",
            )

    def _on_given(self, panel: PanelKey, person: Person, role: Role) -> None:
        actor = self.session.actor
        if role is Role.ADMINISTRATOR:
            self.session.do(
                lambda desk: desk.people.give_role(actor, person, role),
                said=f"{person.name} is administrator of this desk.",
            )
        else:
            self.session.do(
                lambda desk: desk.people.seat(actor, panel, person, role),
                said=f"{person.name} is {role.value} of {panel}.",
            )


class SeatDialog(Dialog):
    """A person and a role; says who leaves the seat by it."""

    def __init__(
        self,
        presenter: SettingsPresenter,
        panel: PanelDefinition,
        line: SeatLine | None,
        on_given: Callable[[PanelKey, Person, Role], None],
        parent: QWidget,
    ) -> None:
        super().__init__(f"Give a seat or role at the {panel.name}", parent, width=560)
        self._panel = panel
        self._seats = presenter.seats(panel.key)
        self._on_given = on_given
        people = presenter.people()
        self._people = {one.id: one.person for one in people}
        first = next((one.id for one in people if line is not None and one.agency == line.agency), None)
        self.person = choice([(one.id, f"{one.name} · {one.agency}") for one in people], first)
        self.role = choice([])
        form = Form()
        form.add("Who", self.person)
        self.field = form.add("As what", self.role)
        self.body.addWidget(form)
        self.person.currentIndexChanged.connect(lambda _at: self._on_person_chosen())
        self.role.currentIndexChanged.connect(lambda _at: self._on_role_chosen())
        self.add_button("Cancel")
        self.add_button("Give", self._on_give, primary=True)
        self._on_person_chosen()

    def _on_person_chosen(self) -> None:
        person = self._people.get(self.person.currentData())
        if person is None:
            return
        before = self.role.currentData() or Role.CORE_MEMBER
        roles = roles_to_give(self._panel, person)
        set_choices(self.role, roles, before if before in dict(roles) else roles[-1][0])
        self._on_role_chosen()

    def _on_role_chosen(self) -> None:
        person, role = self._people.get(self.person.currentData()), self.role.currentData()
        if person is None or role is None:
            return
        leaving = replaced_by(self._seats, person, role, self._panel.agency_name(person.agency))
        no_seat = (
            "" if self._panel.seat(person.agency) else "The agency has no seat at this panel: add it under Panels."
        )
        self.field.set_hint(leaving or no_seat)

    def _on_give(self) -> None:
        person, role = self._people.get(self.person.currentData()), self.role.currentData()
        if person is None or role is None:
            self.field.set_problem("Add the person under People first.")
            return
        self.accept()
        self._on_given(self._panel.key, person, role)
