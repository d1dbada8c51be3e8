"""The deeds of a meeting, from planning to closing: each is one event, refused with a sentence where a rule says no."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time
from typing import cast

from panel_desk.domain.agendas.planning import refuse_times
from panel_desk.domain.errors import not_found, refused
from panel_desk.domain.events import DeedUndone, Event, MeetingEvent
from panel_desk.domain.events.actions import ActionRecorded
from panel_desk.domain.events.items import (
    DecisionRecorded,
    DissentRecorded,
    InterestDeclared,
    NoteRecorded,
    NoteSection,
    RecommendationConfirmed,
    SteppedBack,
    SteppedOut,
)
from panel_desk.domain.events.meetings import (
    AttendanceKind,
    Invited,
    MeetingPlanned,
)
from panel_desk.domain.events.minutes import (
    EditionMade,
    MinutesApproved,
    MinutesCirculated,
    MinutesDrafted,
    MinutesReturned,
    MinutesSigned,
)
from panel_desk.domain.ids import AgencyKey, DecisionId, EventId, ItemId, MeetingId, PanelKey, PersonId, new_id
from panel_desk.domain.meeting import actions, decisions, item_deeds, sitting
from panel_desk.domain.meeting.meeting_times import last_at
from panel_desk.domain.meeting.meetings import Meeting
from panel_desk.domain.meeting.progress import after
from panel_desk.domain.people import Person
from panel_desk.services.book import Book, Deed
from panel_desk.services.folded_meetings import FoldedMeetings, meeting_in
from panel_desk.services.undoing import by_meeting, refuse_resting, refuse_undo, touches_agenda
from panel_desk.vault.queries import actions as action_queries
from panel_desk.vault.queries import meetings as meeting_queries
from panel_desk.vault.queries import people as people_queries
from panel_desk.vault.queries import streams

_IN_ITEM = (
    NoteRecorded,
    InterestDeclared,
    SteppedOut,
    SteppedBack,
    DecisionRecorded,
    DissentRecorded,
    RecommendationConfirmed,
)
_OF_MINUTES = (MinutesDrafted, MinutesCirculated, MinutesReturned, MinutesApproved, MinutesSigned, EditionMade)


def stream_of(meeting_id: MeetingId, event: MeetingEvent) -> str:
    """The stream a meeting's event belongs to: small streams, so that two devices seldom meet in one."""
    if isinstance(event, _IN_ITEM):
        return f"meeting/{meeting_id}/item/{event.item_id}"
    if isinstance(event, _OF_MINUTES):
        return f"meeting/{meeting_id}/minutes"
    return f"meeting/{meeting_id}"


class Meetings:
    """Plans meetings and records what happens in them. Keeps each open meeting as last folded from its events."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._folded = FoldedMeetings(book)

    # Reading

    def meeting(self, meeting_id: MeetingId) -> Meeting:
        """The meeting as it stands.

        Raises:
            DeskError: where the record has no such meeting.
        """
        return self._folded.meeting(meeting_id)

    def forget_changed(self) -> None:
        """Take in what another connection has appended since; what was taken back is folded anew when asked for."""
        self._folded.forget_changed()

    def forget_taken_back(self, event_ids: Sequence[EventId]) -> None:
        """Fold those meetings anew, when asked for, whose events were taken back or brought back."""
        self._folded.forget_taken_back(event_ids)

    def by_reference(self, reference: str) -> Meeting:
        """The meeting of that reference, such as ``SAFE-2026-11``."""
        row = meeting_queries.by_reference(self._book.db, reference)
        if row is None:
            raise not_found(f"The record has no meeting {reference}.")
        return self.meeting(row.id)

    def record(self, actor: PersonId, meeting_id: MeetingId, event: MeetingEvent) -> Deed:
        """Append one event of a meeting and keep the meeting as it stands after it."""
        return self.record_all(actor, (meeting_id, event))

    def record_all(self, actor: PersonId, *events: tuple[MeetingId, MeetingEvent]) -> Deed:
        """Append several events of meetings as one deed: all of them or none; one undo takes all back."""
        return self.record_together(actor, *((stream_of(meeting_id, event), event) for meeting_id, event in events))

    def record_together(self, actor: PersonId, *deeds: tuple[str, Event]) -> Deed:
        """Append events of meetings and of other streams as one deed; ``stream_of`` names those of a meeting."""
        of_meetings = [
            (meeting_in(stream), cast(MeetingEvent, event))
            for stream, event in deeds
            if stream.startswith("meeting/") and not isinstance(event, DeedUndone)
        ]
        now = {one: self.meeting(one) for one, event in of_meetings if not isinstance(event, MeetingPlanned)}
        deed = self._book.record(actor, *deeds)
        for meeting_id, event in of_meetings:
            now[meeting_id] = after(now.get(meeting_id), event)
        for meeting in now.values():
            self._folded.keep(meeting, deed[-1].seq)
        return deed

    @contextmanager
    def together(self, meeting_id: MeetingId) -> Iterator[None]:
        """Several deeds of one meeting and the files they speak of: all are kept, or none."""
        with self._folded.restored(meeting_id), self._book.vault.write():
            yield

    def undo(self, actor: PersonId, meeting_id: MeetingId, deed: Deed) -> Deed:
        """Take back a deed of this meeting, an action it asked for included.

        Raises:
            DeskError: where the meeting has been closed, the agenda has been locked since, the item that would
                vanish has been taken already, or something recorded since rests on the deed.
        """
        for touched, lines in by_meeting(meeting_id, deed).items():
            stored = streams.events_below(self._book.db, f"meeting/{touched}") if touches_agenda(lines) else ()
            refuse_undo(self.meeting(touched), lines, stored)
        refuse_resting(self._book.db, self.meeting(meeting_id), deed)
        undone = self._book.undo(actor, deed)
        self.forget_taken_back([line.event_id for line in deed])
        return undone

    # Planning

    def plan(
        self,
        actor: PersonId,
        panel: PanelKey,
        held_on: date,
        *,
        starts_at: time,
        ends_at: time,
        place: str = "",
    ) -> MeetingId:
        """Put a meeting in the calendar, with the panel as it is defined and seated now.

        The reference is the panel and the month; a second meeting in a month gets a letter.
        """
        planned = self.planned(panel, held_on, starts_at=starts_at, ends_at=ends_at, place=place)
        self.record(actor, planned.meeting_id, planned)
        return planned.meeting_id

    def planned(
        self,
        panel: PanelKey,
        held_on: date,
        *,
        starts_at: time,
        ends_at: time,
        place: str = "",
        invited: tuple[Invited, ...] | None = None,
    ) -> MeetingPlanned:
        """A new meeting as it would be planned, not yet recorded; everybody seated is invited unless others are named.

        Raises:
            DeskError: where the times or the panel will not do.
        """
        refuse_times(starts_at, ends_at)
        definition = people_queries.panel(self._book.db, panel)
        if definition is None:
            raise not_found(f"The desk has no panel {panel}.")
        previous = meeting_queries.latest_before(self._book.db, panel, held_on)
        seats = people_queries.seats(self._book.db, panel)
        everybody = tuple(Invited(person=seat.person, role=seat.role) for seat in seats)
        return MeetingPlanned(
            meeting_id=MeetingId(new_id()),
            definition=definition,
            reference=self._free_reference(panel, held_on),
            held_on=held_on,
            starts_at=starts_at,
            ends_at=ends_at,
            place=place,
            invited=everybody if invited is None else invited,
            previous=previous.id if previous else None,
            previous_reference=previous.reference if previous else "",
            previous_held_on=previous.held_on if previous else None,
        )

    def _free_reference(self, panel: PanelKey, held_on: date) -> str:
        plain = f"{panel}-{held_on:%Y-%m}"
        for letter in ["", *"bcdefghijklmnopqrstuvwxyz"]:
            reference = f"{plain}{letter}"
            if meeting_queries.by_reference(self._book.db, reference) is None:
                return reference
        raise refused(f"{plain} has 26 meetings already.")

    # In session

    def open(self, actor: PersonId, meeting_id: MeetingId, presiding: PersonId) -> Deed:
        """Begin the meeting."""
        return self.record(
            actor, meeting_id, sitting.open_meeting(self.meeting(meeting_id), presiding, self._now(meeting_id))
        )

    def read_confidentiality(self, actor: PersonId, meeting_id: MeetingId) -> Deed:
        """Tick that the confidentiality statement was read."""
        return self.record(
            actor, meeting_id, sitting.read_confidentiality(self.meeting(meeting_id), self._now(meeting_id))
        )

    def attend(
        self,
        actor: PersonId,
        meeting_id: MeetingId,
        person: Person,
        kind: AttendanceKind = AttendanceKind.PRESENT,
        *,
        substitute_for: PersonId | None = None,
        information_sent_on: date | None = None,
        statement_signed: bool = False,
    ) -> Deed:
        """Record how someone takes part."""
        event = sitting.attend(
            self.meeting(meeting_id),
            person,
            kind,
            self._now(meeting_id),
            substitute_for=substitute_for,
            information_sent_on=information_sent_on,
            statement_signed=statement_signed,
        )
        return self.record(actor, meeting_id, event)

    def arrive(self, actor: PersonId, meeting_id: MeetingId, person_id: PersonId) -> Deed:
        """Someone comes in late, or comes back."""
        return self.record(
            actor, meeting_id, sitting.arrive(self.meeting(meeting_id), person_id, self._now(meeting_id))
        )

    def leave(self, actor: PersonId, meeting_id: MeetingId, person_id: PersonId) -> Deed:
        """Someone leaves before the end."""
        return self.record(actor, meeting_id, sitting.leave(self.meeting(meeting_id), person_id, self._now(meeting_id)))

    def turn_to(self, actor: PersonId, meeting_id: MeetingId, item_id: ItemId) -> Deed:
        """Turn to an item."""
        return self.record(actor, meeting_id, sitting.turn_to(self.meeting(meeting_id), item_id, self._now(meeting_id)))

    def write(self, actor: PersonId, meeting_id: MeetingId, item_id: ItemId, section: NoteSection, text: str) -> Deed:
        """The text of one part of an item, whole."""
        return self.record(actor, meeting_id, item_deeds.write(self.meeting(meeting_id), item_id, section, text))

    def declare(
        self, actor: PersonId, meeting_id: MeetingId, item_id: ItemId, person_id: PersonId, nature: str
    ) -> Deed:
        """Someone declares an interest in an item."""
        event = item_deeds.declare(self.meeting(meeting_id), item_id, person_id, nature, self._now(meeting_id))
        return self.record(actor, meeting_id, event)

    def step_out(self, actor: PersonId, meeting_id: MeetingId, item_id: ItemId, person_id: PersonId) -> Deed:
        """Who declared an interest leaves the room for the item."""
        event = item_deeds.step_out(self.meeting(meeting_id), item_id, person_id, self._now(meeting_id))
        return self.record(actor, meeting_id, event)

    def step_back(self, actor: PersonId, meeting_id: MeetingId, item_id: ItemId, person_id: PersonId) -> Deed:
        """Who had stepped out comes back."""
        event = item_deeds.step_back(self.meeting(meeting_id), item_id, person_id, self._now(meeting_id))
        return self.record(actor, meeting_id, event)

    def decide(
        self,
        actor: PersonId,
        meeting_id: MeetingId,
        item_id: ItemId,
        *,
        outcome: str,
        reason: str,
        review_on: date | None = None,
        level: str = "",
        held_by: str = "",
        detail: str = "",
    ) -> Deed:
        """Record a decision on an item, under the panel's rules."""
        event = decisions.decide(
            self.meeting(meeting_id),
            item_id,
            outcome=outcome,
            reason=reason,
            at=self._now(meeting_id),
            review_on=review_on,
            level=level,
            held_by=held_by,
            detail=detail,
        )
        return self.record(actor, meeting_id, event)

    def dissent(self, actor: PersonId, meeting_id: MeetingId, item_id: ItemId, person_id: PersonId, words: str) -> Deed:
        """A member does not agree with the decision."""
        event = item_deeds.dissent(self.meeting(meeting_id), item_id, person_id, words)
        return self.record(actor, meeting_id, event)

    def override_quorum(
        self, actor: PersonId, meeting_id: MeetingId, item_id: ItemId, by: PersonId, reason: str
    ) -> Deed:
        """The chair lets an inquorate item be decided all the same."""
        event = decisions.override_quorum(self.meeting(meeting_id), item_id, by, reason, self._now(meeting_id))
        return self.record(actor, meeting_id, event)

    def confirm(
        self, actor: PersonId, meeting_id: MeetingId, item_id: ItemId, decision_id: DecisionId, by: PersonId
    ) -> Deed:
        """The chair confirms a decision made without quorum."""
        event = decisions.confirm(self.meeting(meeting_id), item_id, decision_id, by, self._now(meeting_id))
        return self.record(actor, meeting_id, event)

    def ask(
        self,
        actor: PersonId,
        meeting_id: MeetingId,
        item_id: ItemId,
        *,
        what: str,
        agency: AgencyKey,
        due_on: date,
        owner: Person | None = None,
    ) -> Deed:
        """Record an action: who is asked to do what by when."""
        event = self.asked(meeting_id, item_id, what=what, agency=agency, due_on=due_on, owner=owner)
        return self._book.record(actor, (f"action/{event.action_id}", event))

    def asked(
        self,
        meeting_id: MeetingId,
        item_id: ItemId,
        *,
        what: str,
        agency: AgencyKey,
        due_on: date,
        owner: Person | None = None,
    ) -> ActionRecorded:
        """An action as it would be recorded, under the meeting's next number; nothing is recorded yet."""
        meeting = self.meeting(meeting_id)
        return actions.record(
            meeting,
            item_id,
            number=action_queries.next_number(self._book.db, meeting.reference),
            what=what,
            due_on=due_on,
            at=self.time_at(meeting),
            agency=agency,
            owner=owner,
        )

    def adjourn(self, actor: PersonId, meeting_id: MeetingId, reason: str, resumes_on: date | None = None) -> Deed:
        """Stop, to go on later."""
        event = sitting.adjourn(self.meeting(meeting_id), reason, self._now(meeting_id), resumes_on)
        return self.record(actor, meeting_id, event)

    def resume(self, actor: PersonId, meeting_id: MeetingId) -> Deed:
        """Go on after an adjournment."""
        return self.record(actor, meeting_id, sitting.resume(self.meeting(meeting_id), self._now(meeting_id)))

    def close(self, actor: PersonId, meeting_id: MeetingId, next_on: date | None = None) -> Deed:
        """End the meeting; refused while an item has no outcome."""
        return self.record(actor, meeting_id, sitting.close(self.meeting(meeting_id), self._now(meeting_id), next_on))

    def reopen(self, actor: PersonId, meeting_id: MeetingId, reason: str) -> Deed:
        """Open a closed meeting again, with a reason."""
        return self.record(actor, meeting_id, sitting.reopen(self.meeting(meeting_id), reason, self._now(meeting_id)))

    def time_at(self, meeting: Meeting) -> datetime:
        """The time of a deed at a meeting: now, or that of its last deed where the clock has gone back since.

        A clock that is set right in mid-meeting thus stops nobody, and no minutes tell of an end before a beginning.
        """
        now, last = self._book.now(), last_at(meeting)
        return now if last is None else max(now, last)

    def _now(self, meeting_id: MeetingId) -> datetime:
        return self.time_at(self.meeting(meeting_id))
