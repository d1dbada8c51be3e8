"""Somebody takes part who is not on the list: a substitute, an observer or a presenter, known to the desk or new."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from msgspec import Struct
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from panel_desk.domain.capture.deeds import AttendDeed, NewcomerDeed
from panel_desk.domain.errors import DeskError
from panel_desk.domain.events.meetings import AttendanceKind
from panel_desk.domain.ids import AgencyKey, PersonId
from panel_desk.domain.meeting.meetings import SEATED, Meeting
from panel_desk.domain.people import Person, Role
from panel_desk.ui.session import Session
from panel_desk.ui.theme.measures import measured
from panel_desk.ui.widgets.dialog import Dialog
from panel_desk.ui.widgets.fields import Form, choice, line_edit, tick
from panel_desk.ui.widgets.words import Words, WordsRole

Asked = AttendDeed | NewcomerDeed
_MOST_SHOWN = 50
_LONGEST = 120


class Capacity(Struct, frozen=True, kw_only=True):
    """In what capacity somebody is asked for."""

    kind: AttendanceKind
    substitute_for: Person | None = None

    def question(self) -> str:
        """The dialog's title."""
        if self.substitute_for is not None:
            return f"Who sits for {self.substitute_for.name}?"
        return "Who observes?" if self.kind is AttendanceKind.OBSERVER else "Who presents?"


class PersonDialog(Dialog):
    """A name is typed: whoever the desk knows is offered, and who is new gets an agency.

    Args:
        session: Knows the people.
        meeting: Of which meeting.
        capacity: As what they take part.
        on_person: Is handed the deed and what to call with the reason where it is refused; the dialog closes only
            when ``accept`` is called.
    """

    def __init__(
        self,
        session: Session,
        meeting: Meeting,
        capacity: Capacity,
        on_person: Callable[[Asked, PersonDialog], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(capacity.question(), parent)
        self._meeting, self._capacity, self._on_person = meeting, capacity, on_person
        self._known = tuple(may_be(session.reading.people.everyone(), meeting, capacity))
        self._form = Form()
        self.body.addWidget(self._form)
        self._build_name()
        self._build_agency()
        self.signed = tick("Has signed the confidentiality statement")
        self.signed.setVisible(capacity.kind is AttendanceKind.OBSERVER)
        self._form.add_widget(self.signed)
        self._problem = Words("", WordsRole.PROBLEM, wrap=True)
        self._problem.hide()
        self.body.addWidget(self._problem)
        self.add_button("Cancel")
        self._go = self.add_button(_button_words(capacity), self._on_go, primary=True)
        self._on_typed()
        self.name.setFocus()

    @property
    def problem(self) -> str:
        """Why it was not recorded."""
        return "" if self._problem.isHidden() else self._problem.text()

    def tell(self, error: DeskError) -> None:
        """Say why it was not recorded; what was typed stays."""
        self._problem.set_text(str(error))
        self._problem.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """↑ and ↓ in the name go along those offered."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None and self.offered.count():
                at = self.offered.currentRow() + step
                self.offered.setCurrentRow(max(0, min(at, self.offered.count() - 1)))
                return True
        return super().eventFilter(watched, event)

    def _build_name(self) -> None:
        self.name = line_edit(placeholder="Type a name", most=_LONGEST)
        self.name.installEventFilter(self)
        self.name.textEdited.connect(self._on_typed)
        self._name_field = self._form.add("Name", self.name, "Whoever the desk knows is offered; a new name is added.")
        self.offered = QListWidget()
        self.offered.setAccessibleName("People the desk knows")
        measured(self.offered, height=170)
        self.offered.currentRowChanged.connect(lambda _row: self._on_chosen())
        self.offered.itemDoubleClicked.connect(lambda _item: self._on_go())
        self._form.add_widget(self.offered)

    def _build_agency(self) -> None:
        member = self._capacity.substitute_for
        seats = [(seat.agency, seat.name) for seat in self._meeting.definition.seats]
        self.agency = choice(seats, member.agency if member is not None else None)
        self._agency_field = self._form.add("Agency", self.agency)
        if member is not None:
            self.agency.setEnabled(False)
            agency = self._meeting.definition.agency_name(member.agency)
            self._agency_field.set_hint(f"A substitute speaks for the agency whose seat it is: {agency}.")

    def _on_typed(self) -> None:
        typed = self.name.text().strip()
        self.offered.clear()
        for person in [p for p in self._known if _matches(p, typed)][:_MOST_SHOWN]:
            agency = self._meeting.definition.agency_name(person.agency)
            item = QListWidgetItem(" · ".join(filter(None, (person.name, agency, person.title))))
            item.setData(Qt.ItemDataRole.UserRole, person)
            self.offered.addItem(item)
        if typed and all(p.name.casefold() != typed.casefold() for p in self._known):
            self.offered.addItem(QListWidgetItem(f"New to the desk: {typed}"))
        # Nobody is recorded by an Enter too many: without a name somebody must be chosen.
        self.offered.setCurrentRow(0 if typed and self.offered.count() else -1)
        self.offered.setVisible(self.offered.count() > 0)
        self._on_chosen()

    def _chosen(self) -> Person | None:
        item = self.offered.currentItem()
        found = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        return found if isinstance(found, Person) else None

    def _on_chosen(self) -> None:
        """Whoever is new needs an agency."""
        self._agency_field.setVisible(self._chosen() is None and bool(self.name.text().strip()))
        self._problem.hide()

    def _on_go(self) -> None:
        known, typed = self._chosen(), self.name.text().strip()
        if known is None and not typed:
            self._name_field.set_problem("Type a name, or choose one.")
            self.name.setFocus()
            return
        member = self._capacity.substitute_for
        instead: PersonId | None = member.id if member is not None else None
        signed = self.signed.isChecked()
        kind = self._capacity.kind
        if known is not None:
            deed: Asked = AttendDeed(person_id=known.id, kind=kind, substitute_for=instead, statement_signed=signed)
        else:
            agency = AgencyKey(self.agency.currentData())
            deed = NewcomerDeed(name=typed, agency=agency, kind=kind, substitute_for=instead, statement_signed=signed)
        self._on_person(deed, self)


def may_be(everyone: Iterable[Person], meeting: Meeting, capacity: Capacity) -> Iterable[Person]:
    """Who may be offered: nobody who sits on the panel or is here already; a substitute is of the same agency."""
    here = {a.person.id for a in meeting.attendance if a.in_room}
    for person in everyone:
        seated = meeting.role(person.id) in SEATED or meeting.role(person.id) is Role.ADMINISTRATOR
        member = capacity.substitute_for
        if not seated and person.id not in here and (member is None or member.agency == person.agency):
            yield person


def _matches(person: Person, typed: str) -> bool:
    """Every word typed begins a word of the name."""
    words = person.name.casefold().split()
    return all(any(word.startswith(sought) for word in words) for sought in typed.casefold().split())


def _button_words(capacity: Capacity) -> str:
    named = {AttendanceKind.SUBSTITUTE: "substitute", AttendanceKind.OBSERVER: "observer"}
    return f"Record as {named.get(capacity.kind, 'presenter')}"
