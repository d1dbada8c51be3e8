"""The papers of a closed meeting: draft minutes, a sheet for each agency, and letters to owners, as files."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from panel_desk.domain.calendar import england_day
from panel_desk.domain.errors import not_found
from panel_desk.domain.ids import AgencyKey, MeetingId, PersonId
from panel_desk.domain.meeting.meetings import Meeting, MeetingState
from panel_desk.services.book import Book
from panel_desk.services.chasing import Chasing
from panel_desk.services.exporting import write_whole
from panel_desk.services.meetings import Meetings
from panel_desk.services.minutes import MinutesDeeds
from panel_desk.services.publishing import Publishing
from panel_desk.vault.queries import people as people_queries

_LONGEST_NAME = 80
"""Characters of an agency in the name of a file."""
Tell = Callable[[str, float | None], None]


class PaperMade(Struct, frozen=True, kw_only=True):
    """One file."""

    kind: str
    """``minutes``, ``action sheet`` or ``letter``."""
    title: str
    """``Decisions and actions: Police``."""
    path: Path


class ClosingPapers:
    """Makes them, and enters each as what it is: a copy, or an export. Called inside one transaction."""

    def __init__(
        self, book: Book, meetings: Meetings, *, minutes: MinutesDeeds, publishing: Publishing, chasing: Chasing
    ) -> None:
        self._book = book
        self._meetings = meetings
        self._minutes = minutes
        self._publishing = publishing
        self._chasing = chasing

    def draft(self, actor: PersonId, meeting_id: MeetingId, folder: Path, tell: Tell) -> Iterator[PaperMade]:
        """The draft minutes as the copy of who presided; drafting them is recorded where it was not."""
        tell("Drafting the minutes", 0.1)
        if self._meetings.meeting(meeting_id).state is MeetingState.CLOSED:
            self._minutes.draft(actor, meeting_id)
        meeting = self._meetings.meeting(meeting_id)
        pdf = self._publishing.send_minutes(actor, meeting_id, _presided(meeting))
        path = folder / f"minutes-{meeting.reference}-draft-{meeting.revision}.pdf"
        write_whole(path, pdf.content)
        yield PaperMade(kind="minutes", title=f"Draft minutes of {meeting.reference}", path=path)

    def sheets(self, actor: PersonId, meeting_id: MeetingId, folder: Path, tell: Tell) -> Iterator[PaperMade]:
        """One decisions-and-actions sheet for each agency that has something to do."""
        tell("Making a sheet for each agency", 0.4)
        meeting = self._meetings.meeting(meeting_id)
        for agency, sheet in self._publishing.action_sheets(actor, meeting_id).items():
            path = folder / f"decisions-and-actions-{meeting.reference}-{in_file_name(agency)}.pdf"
            write_whole(path, sheet.content)
            title = f"Decisions and actions: {meeting.definition.agency_name(agency)}"
            yield PaperMade(kind="action sheet", title=title, path=path)

    def letters(self, actor: PersonId, references: Sequence[str], folder: Path, tell: Tell) -> Iterator[PaperMade]:
        """A letter to each owner of these actions; that they were chased is entered with it."""
        if not references:
            return
        tell("Writing to owners of open actions", 0.8)
        sender = people_queries.person(self._book.db, actor)
        if sender is None:
            raise not_found("The record does not know who is at the desk, and so nobody can sign the letters.")
        today = england_day(self._book.now())
        chosen = self._chasing.letters(sender, references, today)
        for letter, path in zip(chosen, self._chasing.save(actor, folder, chosen, today), strict=True):
            yield PaperMade(kind="letter", title=f"Letter to {letter.to.name}", path=path)


def in_file_name(agency: AgencyKey) -> str:
    """Letters, figures and hyphens; an agency without a seat is called as somebody typed it."""
    return "-".join(re.findall(r"\w+", agency.casefold()))[:_LONGEST_NAME] or "agency"


def _presided(meeting: Meeting) -> str:
    return meeting.person(meeting.presiding).name if meeting.presiding is not None else "the chair"
