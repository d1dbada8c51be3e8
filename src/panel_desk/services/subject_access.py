"""Everything held on one child, third parties taken out: as a value, and as a file that is entered as an export."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from panel_desk.domain.errors import not_found
from panel_desk.domain.ids import PersonId
from panel_desk.domain.subject_access import SubjectAccess, TakeOut
from panel_desk.services.book import Book
from panel_desk.services.exporting import Exporting


class SubjectAccessing:
    """Gathers, and hands over."""

    def __init__(self, book: Book, exporting: Exporting) -> None:
        self._book = book
        self._exporting = exporting

    def gather(self, local_id: str, also: Sequence[TakeOut] = ()) -> SubjectAccess:
        """Everything held on a child as it would be handed over.

        Args:
            local_id: Whose.
            also: What the person who read it takes out on top.

        Raises:
            DeskError: where the desk knows no such child.
        """
        raise not_found("The desk knows no such child.")

    def export(
        self,
        actor: PersonId,
        local_id: str,
        path: Path,
        recipient: str,
        *,
        also: Sequence[TakeOut] = (),
        has_read: bool = False,
    ) -> SubjectAccess:
        """Write it to a file (``.pdf`` or ``.json``) and enter it with its recipient: both, or neither.

        Args:
            actor: Who hands it over.
            local_id: Whose.
            path: Its ending decides the format.
            recipient: Who gets it.
            also: What the person who read it takes out on top.
            has_read: That a person has read what ``SubjectAccess.to_read`` names.

        Raises:
            DeskError: without a recipient; where something must be read first and was not; where the file cannot be
                written.
        """
        raise not_found("The desk knows no such child.")
