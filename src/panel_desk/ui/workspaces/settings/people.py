"""Everybody around the panels: added, found and kept up to date."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

import msgspec
from PySide6.QtWidgets import QWidget

from panel_desk.domain.ids import AgencyKey, PersonId
from panel_desk.domain.people import Person
from panel_desk.ui.places import Command
from panel_desk.ui.theme.measures import measured
from panel_desk.ui.widgets.buttons import button
from panel_desk.ui.widgets.dialog import Dialog
from panel_desk.ui.widgets.empty import EmptyState
from panel_desk.ui.widgets.fields import Form, choice, line_edit
from panel_desk.ui.widgets.search_field import SearchField
from panel_desk.ui.widgets.table import Column, Table, TableModel
from panel_desk.ui.workspaces.settings.group import Group
from panel_desk.ui.workspaces.settings.presenter import PersonLine, SettingsPresenter, agency_key, person_problems

_COLUMNS = (
    Column[PersonLine](title="Name", text=lambda line: line.name, strong=True, width=150),
    Column[PersonLine](title="Agency", text=lambda line: line.agency, width=150),
    Column[PersonLine](title="Job title", text=lambda line: line.title, stretch=True),
    Column[PersonLine](title="Roles", text=lambda line: line.roles, muted=True, stretch=True),
    Column[PersonLine](title="E-mail", text=lambda line: line.email, width=190),
)


class PeopleGroup(Group):
    """A table to be searched; Enter changes the person in hand."""

    key: ClassVar[str] = "people"
    words: ClassVar[str] = "People"
    sentence: ClassVar[str] = (
        "Professionals who chair, sit, present, sign or read. Who sits where is set under Seats and roles. "
        "Minutes that are made keep the names they were made with."
    )
    icon: ClassVar[str] = "users"

    def refresh(self) -> None:
        """Read everybody again."""
        self._model.set_rows(self._presenter.people(self.search.text()))

    def commands(self) -> Sequence[Command]:
        """Adding and changing."""
        return (
            Command(words="Add a person", run=self.add_person, shortcut="Ctrl+N", enabled=self.may_change),
            Command(words="Search people", run=self.search.setFocus, shortcut="Ctrl+F"),
        )

    def _build(self) -> None:
        self._presenter = SettingsPresenter(self.session.reading)
        change = button("Change", self._change_chosen)
        add = button("Add a person", self.add_person, icon="plus", primary=True, tip="Ctrl+N")
        for made in (change, add):
            made.setEnabled(self.may_change)
        self._add_head(change, add)
        self._model = TableModel[PersonLine](_COLUMNS)
        empty = EmptyState("users", "Nobody here has these words.")
        self.table = Table(self._model, name="People", empty=empty)
        self.table.row_opened.connect(self.change_person)
        self.search = SearchField("Search people", goes_to=self.table)
        self.search.typed.connect(lambda _text: self.refresh())
        self.column.addWidget(self.search)
        self.column.addWidget(measured(self.table, min_height=200), 1)

    def add_person(self) -> None:
        """Ask for somebody new."""
        PersonDialog(self._presenter, None, self._on_person, self).open()

    def change_person(self, line: PersonLine) -> None:
        """Ask what is different about somebody."""
        if self.may_change:
            PersonDialog(self._presenter, line.person, self._on_person, self).open()

    def _change_chosen(self) -> None:
        line = self.table.chosen()
        if line is not None:
            self.change_person(line)

    def _on_person(self, person: Person) -> None:
        actor = self.session.actor
        if person.id:
            self.session.do(lambda desk: desk.people.change(actor, person), said=f"{person.name} is changed.")
        else:
            self.session.do(
                lambda desk: desk.people.add(actor, person.name, person.agency, person.title, person.email),
                said=f"{person.name} is added.",
                done=self._choose,
            )

    def _choose(self, added: Person) -> None:
        self.table.choose(lambda line: line.id == added.id)


class PersonDialog(Dialog):
    """What is known of a person; what is wrong stands below each field."""

    def __init__(
        self,
        presenter: SettingsPresenter,
        person: Person | None,
        on_person: Callable[[Person], None],
        parent: QWidget,
    ) -> None:
        super().__init__("Change a person" if person else "Add a person", parent)
        self._person = person
        self._on_person = on_person
        self._others = [line.person for line in presenter.people() if person is None or line.id != person.id]
        given = person or Person(id=PersonId(""), name="", agency=AgencyKey(""))
        self.name = line_edit(given.name, most=200)
        self.agency = choice([("", "Choose one"), *presenter.agencies()], given.agency)
        self.agency.setEditable(True)
        self.job_title = line_edit(given.title, placeholder="Head of Service", most=200)
        self.email = line_edit(given.email, most=200)
        form = Form()
        self.fields = {
            "name": form.add("Name", self.name, "As it is to stand in the minutes"),
            "agency": form.add("Agency", self.agency, "Choose one, or type a new one"),
            "title": form.add("Job title", self.job_title),
            "email": form.add("E-mail", self.email),
        }
        self.body.addWidget(form)
        self.add_button("Cancel")
        self.add_button("Keep" if person else "Add", self._on_keep, primary=True)

    def _on_keep(self) -> None:
        problems = person_problems(
            self.name.text(), self.email.text(), self._agency(), self._others, is_new=self._person is None
        )
        for name, field in self.fields.items():
            field.set_problem(problems.get(name, ""))
        if problems:
            self.fields[next(iter(problems))].editor.setFocus()
            return
        given = self._person or Person(id=PersonId(""), name="", agency=AgencyKey(""))
        made = msgspec.structs.replace(
            given,
            name=self.name.text().strip(),
            agency=self._agency(),
            title=self.job_title.text().strip(),
            email=self.email.text().strip(),
        )
        self.accept()
        self._on_person(made)

    def _agency(self) -> AgencyKey:
        """The agency chosen, or the key of what was typed."""
        typed = self.agency.currentText().strip()
        at = self.agency.findText(typed)
        return AgencyKey(self.agency.itemData(at)) if at >= 0 else agency_key(typed)
