"""Places, themes and persons of concern: where they stand, whom they touch, and what is offered there."""

from __future__ import annotations

import secrets
from datetime import date
from pathlib import Path

from panel_desk.domain.calendar import england_day
from panel_desk.domain.children.cases import ConcernRow
from panel_desk.domain.errors import not_found
from panel_desk.domain.events import StrategyEvent
from panel_desk.domain.events.strategy import (
    ConcernClosed,
    ConcernLinked,
    ConcernRecorded,
    ConcernReopened,
    ConcernUnlinked,
    InterventionSet,
    InterventionWithdrawn,
)
from panel_desk.domain.ids import ConcernId, InterventionId, PersonId, new_id
from panel_desk.domain.names.hiding import texts_in
from panel_desk.domain.plain_words import plain
from panel_desk.domain.room.pseudonyms import bird_names
from panel_desk.domain.strategy import place_rules as rules
from panel_desk.domain.strategy.places import Intervention
from panel_desk.domain.strategy.places_outside import places_outside
from panel_desk.domain.strategy.places_told import PlaceLine, PlacesOutside, PlaceState, place_line
from panel_desk.services.book import Book, Deed
from panel_desk.services.everybody import roll_of
from panel_desk.services.exporting import Exporting
from panel_desk.services.strategy.strategy_files import export_paper
from panel_desk.services.strategy.undoing_between import undo_between
from panel_desk.vault.queries import children as child_queries
from panel_desk.vault.queries import people as people_queries
from panel_desk.vault.queries import places as queries


class Places:
    """Keeps the register of places and what is done about them."""

    def __init__(self, book: Book, exporting: Exporting) -> None:
        self._book = book
        self._exporting = exporting

    def register(self, today: date) -> tuple[PlaceLine, ...]:
        """Every place, theme and person of concern, of lists and by hand: the open first, by kind and name."""
        lines = [place_line(state, today) for state in queries.places(self._book.db)]
        return tuple(sorted(lines, key=lambda line: line.closed))

    def place(self, concern_id: ConcernId, today: date | None = None) -> PlaceLine:
        """One of them.

        Raises:
            DeskError: where the record has none such.
        """
        return place_line(self._state(concern_id), today or self._today())

    def by_name(self, name: str) -> PlaceLine:
        """The concern of a name, in small or capital letters.

        Raises:
            DeskError: where none is called so, or two kinds are.
        """
        wanted = plain(name).casefold()
        found = [
            s for s in queries.places(self._book.db) if plain(s.row.name).casefold() == wanted or s.concern_id == name
        ]
        if len(found) != 1:
            raise not_found(
                f"{'No concern is' if not found else 'Several concerns are'} called {name}. "
                "Give the name as the register has it, or the number it is kept under."
            )
        return place_line(found[0], self._today())

    def outside(self, today: date) -> PlacesOutside:
        """What may leave the vault: places and themes with pseudonyms for children, made anew at each call.

        Persons of concern are left out; names of children in the words become their pseudonyms.

        Raises:
            DeskError: where a child would still be named.
        """
        states = queries.places(self._book.db)
        linked = {child.local_id for state in states for child in state.children}
        told = "\n".join(texts_in(tuple((s.row, s.reason, s.interventions) for s in states)))
        roll = roll_of(self._book.db)
        # Kept nowhere: nobody, and no later export, can make these pseudonyms again.
        key = secrets.token_hex(16)
        return places_outside(
            states,
            today,
            key=key,
            names=roll.unlike(bird_names()),
            named=roll.named_in(told, near=linked),
            professionals=[person.name for person in people_queries.persons(self._book.db)],
        )

    def record_concern(self, actor: PersonId, row: ConcernRow, concern_id: ConcernId | None = None) -> Deed:
        """Enter a concern by hand, or put the one of that id right.

        Raises:
            DeskError: without a name, where another has kind and name, or its day is still to come.
        """
        known = queries.places(self._book.db)
        if concern_id is not None:
            rules.refuse_raised_since(row, self._state(concern_id))
        checked = rules.checked_concern(row, [(s.concern_id, s.row) for s in known], concern_id, self._today())
        one = concern_id or ConcernId(new_id())
        return self._book.record(actor, (f"concern/{one}", ConcernRecorded(concern_id=one, row=checked)))

    def close(self, actor: PersonId, concern_id: ConcernId, on: date, reason: str) -> Deed:
        """It is no longer worked on; no agenda proposes it.

        Raises:
            DeskError: where it is closed, no reason is given, or the day is still to come.
        """
        state = self._state(concern_id)
        since = state.changed_on or state.row.raised_on
        rules.refuse_closing(
            state.row.name, closed=state.closed, since=since, on=on, reason=reason, today=self._today()
        )
        return self._record(actor, concern_id, ConcernClosed(concern_id=concern_id, on=on, reason=reason.strip()))

    def reopen(self, actor: PersonId, concern_id: ConcernId, on: date, reason: str) -> Deed:
        """It came back; the next agenda tells it.

        Raises:
            DeskError: where it is open, no reason is given, or the day cannot be.
        """
        state = self._state(concern_id)
        rules.refuse_reopening(state.row.name, closed_on=state.closed_on, on=on, reason=reason, today=self._today())
        return self._record(actor, concern_id, ConcernReopened(concern_id=concern_id, on=on, reason=reason.strip()))

    def link(self, actor: PersonId, concern_id: ConcernId, local_id: str, why: str) -> Deed:
        """Put a child beside it; a second time changes why.

        Raises:
            DeskError: where the desk knows no such child, or nobody says why.
        """
        state, local_id = self._state(concern_id), local_id.strip()
        known = child_queries.by_local_id(self._book.db, local_id) is not None
        rules.refuse_link(state.row.name, why, known=known, local_id=local_id)
        event = ConcernLinked(concern_id=concern_id, local_id=local_id, why=why.strip())
        return self._record(actor, concern_id, event)

    def unlink(self, actor: PersonId, concern_id: ConcernId, local_id: str, reason: str) -> Deed:
        """A child stands beside it no longer.

        Raises:
            DeskError: where it does not, or no reason is given.
        """
        state = self._state(concern_id)
        linked = any(child.local_id == local_id for child in state.children)
        rules.refuse_unlink(state.row.name, reason, linked=linked, local_id=local_id)
        event = ConcernUnlinked(concern_id=concern_id, local_id=local_id, reason=reason.strip())
        return self._record(actor, concern_id, event)

    def set_intervention(self, actor: PersonId, intervention: Intervention) -> Deed:
        """Enter what is offered or done, or change the one of the same id.

        Raises:
            DeskError: without words, where it ends before it starts, where a count cannot be, or where it is another
                concern's.
        """
        state = self._state(intervention.concern_id)
        rules.refuse_of_another(intervention, queries.places(self._book.db))
        checked = rules.checked_intervention(intervention, state.row.name, closed=state.closed)
        return self._record(actor, intervention.concern_id, InterventionSet(intervention=checked))

    def withdraw_intervention(
        self, actor: PersonId, concern_id: ConcernId, intervention_id: InterventionId, reason: str
    ) -> Deed:
        """It had been recorded by mistake.

        Raises:
            DeskError: where there is none such, or no reason is given.
        """
        state = self._state(concern_id)
        known = any(one.id == intervention_id for one in state.interventions)
        rules.refuse_withdrawal(state.row.name, reason, known=known)
        event = InterventionWithdrawn(concern_id=concern_id, intervention_id=intervention_id, reason=reason.strip())
        return self._record(actor, concern_id, event)

    def export(self, actor: PersonId, path: Path, recipient: str, *, today: date | None = None) -> None:
        """Write the register as .pdf, .xlsx or .csv as it may leave the vault, and enter it.

        Raises:
            DeskError: without a recipient, for another ending, or where a child would still be named.
        """
        value = self.outside(today or self._today())
        export_paper(self._book, self._exporting, actor, path, value, recipient)

    def undo(self, actor: PersonId, deed: Deed) -> Deed:
        """Take a deed back.

        Raises:
            DeskError: where something recorded since rests on it, or minutes may tell of it.
        """
        return undo_between(self._book, actor, deed)

    def _record(self, actor: PersonId, concern_id: ConcernId, event: StrategyEvent) -> Deed:
        return self._book.record(actor, (f"place/{concern_id}", event))

    def _state(self, concern_id: ConcernId) -> PlaceState:
        found = queries.places(self._book.db, concern_id)
        if not found:
            raise not_found("The record has no such place, theme or person of concern.")
        return found[0]

    def _today(self) -> date:
        return england_day(self._book.now())
