"""The people around the panels: panel definitions, persons, seats."""

from __future__ import annotations

from panel_desk.domain.errors import not_found, refused
from panel_desk.domain.events.agencies import DeskFounded, PanelDefined, PersonRecorded, SeatFilled, SeatLeft
from panel_desk.domain.ids import AgencyKey, PanelKey, PersonId, new_id
from panel_desk.domain.panels import PanelDefinition, parse_definition
from panel_desk.domain.people import SINGLE, Person, Role
from panel_desk.domain.permissions import AtTheDesk, RoleHeld
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

    def panels(self) -> tuple[PanelDefinition, ...]:
        """Every panel as it is defined now, by its short name."""
        return queries.panels(self._book.db)

    def sitting(self, panel: PanelKey) -> tuple[queries.SeatRow, ...]:
        """Who sits at a panel now, in the order of its seats; presenters and observers last."""
        return queries.seats(self._book.db, panel)

    def change(self, actor: PersonId, person: Person) -> None:
        """Set what is known of a professional anew; minutes already made keep the name they were made with.

        Raises:
            DeskError: without a name, or where the desk knows nobody of that id.
        """
        if not person.name.strip():
            raise refused("What is the person’s name?")
        if queries.person(self._book.db, person.id) is None:
            raise not_found("The desk does not know this person.")
        self._book.record(actor, (f"person/{person.id}", PersonRecorded(person=person)))

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
        self._book.record(actor, self._seated(self.panel(panel), person, role))

    def give_role(self, actor: PersonId, person: Person, role: Role) -> None:
        """Give a person a role at every panel of the desk, as one deed: how an administrator is made."""
        self._book.record(actor, *(self._seated(panel, person, role) for panel in queries.panels(self._book.db)))

    def unseat(self, actor: PersonId, panel: PanelKey, person: Person, role: Role = Role.CORE_MEMBER) -> None:
        """Take a role at a panel back.

        Raises:
            DeskError: where the person does not hold it, or the desk would be left without an administrator.
        """
        if RoleHeld(role=role, panel=panel) not in queries.roles_held(self._book.db, person.id):
            raise refused(f"{person.name} is not {role.value} of {panel}.")
        self._unseat(actor, person, [RoleHeld(role=role, panel=panel)])

    def take_role(self, actor: PersonId, person: Person, role: Role) -> None:
        """Take a role back wherever the person holds it, as one deed.

        Raises:
            DeskError: where the desk would be left without an administrator.
        """
        self._unseat(actor, person, [h for h in queries.roles_held(self._book.db, person.id) if h.role is role])

    @staticmethod
    def _seated(definition: PanelDefinition, person: Person, role: Role) -> tuple[str, SeatFilled]:
        if role in SINGLE and definition.seat(person.agency) is None:
            raise refused(
                f"“{person.agency}” has no seat on the {definition.name}.",
                "Add the seat to the panel’s definition first.",
            )
        event = SeatFilled(panel=definition.key, agency=person.agency, person_id=person.id, role=role)
        return (f"panel/{definition.key}", event)

    def _unseat(self, actor: PersonId, person: Person, leaving: list[RoleHeld]) -> None:
        left = set(queries.roles_held(self._book.db, person.id)) - set(leaving)
        roles_left = {held.role for held in left}
        if Role.ADMINISTRATOR in {held.role for held in leaving} - roles_left:
            self._refuse_without_administrator(person)
        deeds = [
            (f"panel/{held.panel}", SeatLeft(panel=held.panel, agency=agency, person_id=person.id, role=held.role))
            for held in leaving
            for agency in queries.seated_for(self._book.db, held.panel, person.id, held.role)
        ]
        self._book.record(actor, *deeds)

    def _refuse_without_administrator(self, leaving: Person) -> None:
        if queries.administrators(self._book.db) <= {leaving.id}:
            raise refused(
                f"{leaving.name} is the last administrator of this desk.", "Make somebody else administrator first."
            )

    def possible_at_desk(self) -> tuple[AtTheDesk, ...]:
        """Everyone who can work at the desk, once for each role; administrators first, then by name.

        A desk that has no administrator yet is worked at by its founder.
        """
        return self._book.permitting.possible()

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
