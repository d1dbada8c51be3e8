"""The register of copies: each document that leaves the desk is kept, numbered, and entered with its recipient."""

from __future__ import annotations

from panel_desk.domain.errors import refused
from panel_desk.domain.events.minutes import EditionMade
from panel_desk.domain.ids import MeetingId, PersonId
from panel_desk.domain.permissions import Permission
from panel_desk.services.book import Book
from panel_desk.services.meetings import Meetings
from panel_desk.vault import archive
from panel_desk.vault.queries import minutes as queries
from panel_desk.vault.queries.minutes import EditionRow

__all__ = ["Copies", "EditionRow"]


class Copies:
    """Enters what leaves the desk, and tells for whom a file was made."""

    def __init__(self, book: Book, meetings: Meetings) -> None:
        self._book = book
        self._meetings = meetings

    def of_meeting(self, meeting_id: MeetingId) -> tuple[EditionRow, ...]:
        """Everything that left the desk for a meeting, in order."""
        return queries.editions(self._book.db, meeting_id)

    def of_file(self, sha256: str) -> tuple[EditionRow, ...]:
        """For whom the very same file was made: answers whose copy a found document is."""
        return queries.editions_of_file(self._book.db, sha256)

    def file(self, sha256: str) -> bytes:
        """The file as it left the desk.

        Raises:
            DeskError: where it is kept no more, or is not as it was kept.
        """
        return archive.kept(self._book.db, sha256)

    def to_save(self, actor: PersonId, meeting_id: MeetingId, sha256: str) -> bytes:
        """The file as it left the desk, to be saved and sent to whom it was made for.

        Raises:
            DeskError: where the actor does not send documents out for that panel; and as ``file``.
        """
        panel = self._meetings.meeting(meeting_id).definition.key
        self._book.permitting.require(actor, Permission.SEND_DOCUMENTS, panel)
        return self.file(sha256)

    def next_number(self, meeting_id: MeetingId, edition: str) -> int:
        """The number that the next copy of an edition carries."""
        return 1 + max((c.copy_number for c in self.of_meeting(meeting_id) if c.edition == edition), default=0)

    def enter(self, actor: PersonId, meeting_id: MeetingId, edition: str, recipient: str, content: bytes) -> int:
        """Keep a copy and enter it with its recipient.

        Returns:
            The copy's number: the one that ``next_number`` gave before.

        Raises:
            DeskError: where nobody is named who gets it.
        """
        if not recipient.strip():
            raise refused("Who gets this copy?", "Each copy is entered with its recipient.")
        number = self.next_number(meeting_id, edition)
        with self._meetings.together(meeting_id):
            now = self._book.now()
            sha256 = archive.keep(self._book.vault, content, now=now)
            event = EditionMade(
                meeting_id=meeting_id,
                edition=edition,
                recipient=recipient.strip(),
                sha256=sha256,
                at=now,
                copy_number=number,
            )
            self._meetings.record(actor, meeting_id, event)
        return number
