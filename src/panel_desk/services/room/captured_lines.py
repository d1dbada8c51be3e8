"""Captured lines recorded one after another without a window: a whole meeting from a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from panel_desk.domain.capture.deeds import SectionDeed
from panel_desk.domain.capture.reading import read
from panel_desk.domain.errors import DeskError, Reason
from panel_desk.domain.events.items import NoteSection
from panel_desk.domain.ids import MeetingId, PersonId
from panel_desk.services.room.recording import Recording


class RecordedLine(Struct, frozen=True):
    """A line and what came of it."""

    number: int
    """In the file, from 1."""
    said: str


def record_lines(
    recording: Recording, actor: PersonId, meeting_id: MeetingId, untrusted_lines: Iterable[str]
) -> Iterator[RecordedLine]:
    """Record lines as the room would, one deed each; empty ones and those that begin with ``#`` say nothing.

    Args:
        recording: The room's services.
        actor: Who takes the minutes.
        meeting_id: Of which meeting.
        untrusted_lines: As they would be typed.

    Raises:
        DeskError: at the first line that cannot be recorded, with its number; those before it are.
    """
    section, item = NoteSection.DISCUSSION, None
    for number, line in enumerate(untrusted_lines, 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        at = recording.context(meeting_id, section=section)
        if (in_hand := at.item.id if at.item is not None else None) != item:
            # Another item begins at its first part, as the room does.
            section, item = NoteSection.DISCUSSION, in_hand
            at = recording.context(meeting_id, section=section)
        reading = read(line.strip(), at)
        if reading.deed is None:
            raise DeskError(f"Line {number}: {reading.missing}", reason=Reason.NOT_ALLOWED)
        if isinstance(reading.deed, SectionDeed):
            section = reading.deed.section
            continue
        try:
            # No editor stands behind a file of lines: what the room kept is recorded with it, and not written over.
            done = recording.record(actor, meeting_id, reading.deed, section=section)
        except DeskError as error:
            raise DeskError(f"Line {number}: {error.sentence}", reason=error.reason, remedy=error.remedy) from error
        yield RecordedLine(number, done.said)
