"""Places, themes and persons of concern: where they stand, whom they touch, and what is offered there."""

from __future__ import annotations

from datetime import date

from panel_desk.domain.cases import ConcernRow
from panel_desk.domain.ids import ConcernId, InterventionId, PersonId
from panel_desk.domain.places import Intervention
from panel_desk.domain.places_told import PlaceLine, PlacesOutside
from panel_desk.services.book import Book, Deed


class Places:
    """Keeps the register of places and what is done about them."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def register(self, today: date) -> tuple[PlaceLine, ...]:
        """Every place, theme and person of concern, of lists and by hand: the open first, by kind and name."""
        raise NotImplementedError

    def place(self, concern_id: ConcernId, today: date | None = None) -> PlaceLine:
        """One of them.

        Raises:
            DeskError: where the record has none such.
        """
        raise NotImplementedError

    def outside(self, today: date) -> PlacesOutside:
        """What may leave the vault: places and themes with pseudonyms for children, made anew at each call.

        Persons of concern are left out; names of children in the words become their pseudonyms.
        """
        raise NotImplementedError

    def record_concern(self, actor: PersonId, row: ConcernRow, concern_id: ConcernId | None = None) -> Deed:
        """Enter a concern by hand, or put the one of that id right."""
        raise NotImplementedError

    def close(self, actor: PersonId, concern_id: ConcernId, on: date, reason: str) -> Deed:
        """It is no longer worked on; no agenda proposes it."""
        raise NotImplementedError

    def reopen(self, actor: PersonId, concern_id: ConcernId, on: date, reason: str) -> Deed:
        """It came back."""
        raise NotImplementedError

    def link(self, actor: PersonId, concern_id: ConcernId, local_id: str, why: str) -> Deed:
        """Put a child beside it; outside the vault only as a pseudonym."""
        raise NotImplementedError

    def unlink(self, actor: PersonId, concern_id: ConcernId, local_id: str, reason: str) -> Deed:
        """A child stands beside it no longer."""
        raise NotImplementedError

    def set_intervention(self, actor: PersonId, intervention: Intervention) -> Deed:
        """Enter what is offered or done, or change the one of the same id."""
        raise NotImplementedError

    def withdraw_intervention(
        self, actor: PersonId, concern_id: ConcernId, intervention_id: InterventionId, reason: str
    ) -> Deed:
        """It had been recorded by mistake."""
        raise NotImplementedError
