"""The register of the enhanced pathway: who is on it, who reaches the child before the next episode, and who left."""

from __future__ import annotations

from datetime import date

from panel_desk.domain.ids import PathwayId, PersonId, new_id
from panel_desk.domain.pathway import PathwayContact
from panel_desk.domain.pathway_rules import PathwayLine
from panel_desk.services.book import Book


class Pathway:
    """Keeps the register."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def register(self, today: date) -> tuple[PathwayLine, ...]:
        """Every stay: those on the pathway now first, by the day they were added, the newest first."""
        del today
        return ()

    def enter(
        self, actor: PersonId, local_id: str, owner: str, reason: str, *, agency: str = "", on: date
    ) -> PathwayId:
        """Put a child on the enhanced pathway.

        Args:
            actor: Who enters it.
            local_id: The child’s own number.
            owner: Who reaches the child before the next episode.
            reason: With the facts; that of the cross-reference’s flag will do.
            agency: The owner’s.
            on: The day; not in the future.

        Raises:
            DeskError: where the child is on it already, nobody knows the child, or owner or reason is empty.
        """
        return PathwayId(new_id())

    def change(
        self,
        actor: PersonId,
        pathway_id: PathwayId,
        *,
        owner: str | None = None,
        reason: str | None = None,
        agency: str | None = None,
    ) -> None:
        """Give a stay another owner, or put its reason right; what is None stays.

        Raises:
            DeskError: where there is no such stay, it has ended, or owner or reason would be empty.
        """

    def contact(self, actor: PersonId, pathway_id: PathwayId, contact: PathwayContact) -> None:
        """Enter a try to reach the child.

        Raises:
            DeskError: where there is no such stay, or the time is before it began, after it ended, or in the future.
        """

    def leave(self, actor: PersonId, pathway_id: PathwayId, on: date, reason: str) -> None:
        """End a stay.

        Raises:
            DeskError: where there is no such stay, it has ended, the day is before it began, or no reason is given.
        """
