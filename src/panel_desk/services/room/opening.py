"""Opening a meeting: who is there is noted beforehand, outlives a crash, and is recorded in one go with the opening."""

from __future__ import annotations

import msgspec

from panel_desk.domain.events.agencies import PersonRecorded
from panel_desk.domain.ids import MeetingId, PersonId
from panel_desk.domain.meeting.meetings import Meeting
from panel_desk.domain.meeting.opening import OpeningChoices, as_opened, recorded_before
from panel_desk.services.book import Book, Deed
from panel_desk.services.meetings import Meetings
from panel_desk.vault.drafts import Drafts
from panel_desk.vault.queries import people as people_queries

_FIELD = "choices"


class Opening:
    """Keeps what is chosen before a meeting is opened, and opens it."""

    def __init__(self, book: Book, meetings: Meetings) -> None:
        self._book = book
        self._meetings = meetings

    def kept(self, meeting_id: MeetingId) -> OpeningChoices:
        """What was chosen so far, with what was recorded before the meeting: apologies."""
        recorded = recorded_before(self._meetings.meeting(meeting_id))
        draft = Drafts(self._book.vault).get(_place(meeting_id), _FIELD)
        if draft is None:
            return recorded
        chosen = msgspec.json.decode(draft.text, type=OpeningChoices)
        silent = [one for one in recorded.people if chosen.of(one.person.id) is None]
        return chosen.having(*silent)

    def keep(self, meeting_id: MeetingId, choices: OpeningChoices) -> None:
        """Keep what was chosen, in place of what was kept before. Nothing is recorded."""
        text = msgspec.json.encode(choices).decode()
        Drafts(self._book.vault).keep(_place(meeting_id), _FIELD, text, self._book.now())

    def open_with(self, actor: PersonId, meeting_id: MeetingId, choices: OpeningChoices) -> Meeting:
        """Open the meeting and record who is there. One undo takes the attendance back; the opening stays.

        Args:
            actor: Who does it.
            meeting_id: Which meeting; its agenda has been issued.
            choices: For each person; who is not named stays expected.

        Returns:
            The meeting in session.

        Raises:
            DeskError: where a rule forbids one of the choices; then nothing is recorded.
        """
        self.opened_with(actor, meeting_id, choices)
        return self._meetings.meeting(meeting_id)

    def opened_with(self, actor: PersonId, meeting_id: MeetingId, choices: OpeningChoices) -> Deed:
        """As ``open_with``; what is given back is the opening itself, without the attendance."""
        with self._meetings.together(meeting_id):
            for chosen in choices.people:
                if people_queries.person(self._book.db, chosen.person.id) is None:
                    self._book.record(actor, (f"person/{chosen.person.id}", PersonRecorded(person=chosen.person)))
            stands = as_opened(self._meetings.meeting(meeting_id), choices, self._book.now())
            for _person, refusal in stands.refusals:
                raise refusal
            opened = self._meetings.record(actor, meeting_id, stands.opened) if stands.opened is not None else ()
            if stands.attendance:
                self._meetings.record_all(actor, *((meeting_id, event) for event in stands.attendance))
            Drafts(self._book.vault).drop(_place(meeting_id))
        return opened


def _place(meeting_id: MeetingId) -> str:
    return f"opening/{meeting_id}"
