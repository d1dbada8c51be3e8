"""The people around the panels: panel definitions, persons, seats."""

from __future__ import annotations

from panel_desk.domain.errors import not_found, refused
from panel_desk.domain.events.agencies import DeskFounded, PanelDefined, PersonRecorded, SeatFilled
from panel_desk.domain.ids import AgencyKey, PanelKey, PersonId, new_id
from panel_desk.domain.panels import PanelDefinition, parse_definition
from panel_desk.domain.people import Person, Role
from panel_desk.services.book import Book
from panel_desk.shipped import shipped
from panel_desk.vault.queries import people as queries


class People:
    """Sets up who meets, and answers who is who."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def found(self, actor: PersonId, council: str, *, fictional: bool = False) -> None:
        """The desk's first entry: for which council it is kept."""
        if not council.strip():
            raise refused("For which council is this desk kept?", "Its name stands on every document.")
        self._book.record(actor, ("desk", DeskFounded(council=council.strip(), fictional=fictional)))

    def council(self) -> tuple[str, bool]:
        """The council's name, and whether the desk is fictional."""
        row = queries.desk(self._book.db)
        return (row.council, row.fictional) if row else ("", False)

    def define_panel(self, actor: PersonId, untrusted_toml: str, *, where: str) -> PanelDefinition:
        """Set a panel's definition from a definition file's text; meetings already planned keep theirs."""
        definition = parse_definition(untrusted_toml, where=where)
        self._book.record(actor, (f"panel/{definition.key}", PanelDefined(definition=definition)))
        return definition

    def define_shipped_panels(self, actor: PersonId) -> tuple[PanelDefinition, ...]:
        """The panels that come with the application: SAFE and MACE."""
        files = sorted(shipped("panels").glob("*.toml"))
        return tuple(self.define_panel(actor, f.read_text(encoding="utf-8"), where=f.name) for f in files)

    def panel(self, key: PanelKey) -> PanelDefinition:
        """The panel as it is defined now."""
        definition = queries.panel(self._book.db, key)
        if definition is None:
            raise not_found(f"The desk has no panel {key}.")
        return definition

    def add(self, actor: PersonId, name: str, agency: AgencyKey, title: str = "", email: str = "") -> Person:
        """Add a professional."""
        if not name.strip():
            raise refused("What is the person’s name?")
        person = Person(
            id=PersonId(new_id()), name=name.strip(), agency=agency, title=title.strip(), email=email.strip()
        )
        self._book.record(actor, (f"person/{person.id}", PersonRecorded(person=person)))
        return person

    def seat(self, actor: PersonId, panel: PanelKey, person: Person, role: Role = Role.CORE_MEMBER) -> None:
        """Let a person sit for their agency on a panel from now on, in a role."""
        definition = self.panel(panel)
        if role in (Role.CHAIR, Role.DEPUTY, Role.CORE_MEMBER) and definition.seat(person.agency) is None:
            raise refused(
                f"“{person.agency}” has no seat on the {definition.name}.",
                "Add the seat to the panel’s definition first.",
            )
        event = SeatFilled(panel=panel, agency=person.agency, person_id=person.id, role=role)
        self._book.record(actor, (f"panel/{panel}", event))

    def everyone(self) -> tuple[Person, ...]:
        """All professionals the desk knows, by name."""
        return queries.persons(self._book.db)

    def named(self, name: str) -> Person:
        """The one person of that name.

        Raises:
            DeskError: where nobody or more than one has it.
        """
        found = [p for p in self.everyone() if p.name.casefold() == name.casefold()]
        if len(found) != 1:
            how = "Nobody" if not found else "More than one person"
            raise not_found(f"{how} at this desk is called {name}.")
        return found[0]
