"""The deeds of an agenda: proposed with reasons, put in the chair's order, checked, locked and issued."""

from __future__ import annotations

from collections.abc import Sequence

from panel_desk.domain import agenda_check, filling, running_order
from panel_desk.domain.agenda import Agenda, AgendaItem, Candidate
from panel_desk.domain.agenda_check import AgendaProblem
from panel_desk.domain.candidates import chosen_by_chair, propose
from panel_desk.domain.errors import not_found, refused
from panel_desk.domain.events.meetings import (
    AgendaIssued,
    AgendaItemAdded,
    AgendaItemChanged,
    AgendaItemRemoved,
    AgendaLocked,
    AgendaProposed,
    AgendaReopened,
    AgendaReordered,
)
from panel_desk.domain.ids import ItemId, MeetingId, PersonId
from panel_desk.domain.meetings import RECORDING, Meeting, MeetingState
from panel_desk.domain.people import Role
from panel_desk.services.book import Book, Deed
from panel_desk.services.meetings import Meetings
from panel_desk.vault.queries import actions as action_queries
from panel_desk.vault.queries import children as child_queries
from panel_desk.vault.queries import concerns as concern_queries
from panel_desk.vault.queries import people as people_queries


class Agendas:
    """Builds the agenda of a planned meeting."""

    def __init__(self, book: Book, meetings: Meetings) -> None:
        self._book = book
        self._meetings = meetings

    def candidates(self, meeting_id: MeetingId) -> tuple[Candidate, ...]:
        """Everybody and everything proposed for the meeting and not yet on its agenda, each with all reasons."""
        meeting = self._meetings.meeting(meeting_id)
        listed = {i.agenda.child.child_id for i in meeting.items if i.agenda.child}
        concerns = {i.agenda.concern.concern_id for i in meeting.items if i.agenda.concern}
        return tuple(
            candidate
            for candidate in self._proposed(meeting)
            if not (candidate.child and candidate.child.child_id in listed)
            and not (candidate.concern and candidate.concern.concern_id in concerns)
        )

    def candidate_for(self, meeting_id: MeetingId, local_id: str) -> Candidate:
        """The child of that local ID as a candidate: as proposed, or at the chair's request.

        Raises:
            DeskError: where the desk knows no such child.
        """
        for candidate in self.candidates(meeting_id):
            if candidate.child is not None and candidate.child.local_id == local_id:
                return candidate
        meeting = self._meetings.meeting(meeting_id)
        found = child_queries.by_local_id(self._book.db, local_id)
        children = child_queries.on_desk(self._book.db, [found.id]) if found else ()
        if not children:
            raise not_found(f"The desk knows no child {local_id}.")
        return chosen_by_chair(meeting.definition, children[0], meeting.held_on)

    def _proposed(self, meeting: Meeting) -> tuple[Candidate, ...]:
        return propose(
            meeting.definition,
            meeting.held_on,
            child_queries.on_desk(self._book.db),
            concern_queries.on_desk(self._book.db),
            since=meeting.planned.previous_held_on,
        )

    def build(self, actor: PersonId, meeting_id: MeetingId) -> tuple[Candidate, ...]:
        """Set the running order anew from the panel's standing items and the proposed candidates.

        Returns:
            The candidates for whom there was no room in the meeting's time.
        """
        meeting = self._open(meeting_id, "build the agenda")
        standing = filling.standing_items(meeting.definition, previous_held_on=meeting.planned.previous_held_on)
        slot = running_order.minutes_between(meeting.planned.starts_at, meeting.planned.ends_at)
        chosen, left = filling.fill(meeting.definition, self._proposed(meeting), slot_minutes=slot)
        items = running_order.in_sections(meeting.definition, (*standing, *chosen))
        self._meetings.record(actor, meeting_id, AgendaProposed(items=items))
        return left

    def add(self, actor: PersonId, meeting_id: MeetingId, candidate: Candidate, *, late_reason: str = "") -> Deed:
        """Put a candidate on the agenda; after locking with the chair's reason, as a late item."""
        meeting = self._meetings.meeting(meeting_id)
        item = filling.item_of(meeting.definition, candidate)
        if meeting.agenda_locked:
            meeting.need(MeetingState.PLANNED, MeetingState.AGENDA_ISSUED, *RECORDING, to="add a late item")
            after = running_order.put_late(meeting.definition, _items(meeting), item, late_reason)
        else:
            self._open(meeting_id, "add an item")
            after = running_order.put_on(meeting.definition, _items(meeting), item)
        added = running_order.item_named(after, item.id)
        return self._meetings.record(actor, meeting_id, AgendaItemAdded(item=added))

    def remove(self, actor: PersonId, meeting_id: MeetingId, item_id: ItemId, reason: str = "") -> Deed:
        """Take an item off before the agenda is locked; its child or concern is proposed again."""
        meeting = self._open(meeting_id, "take an item off")
        running_order.take_off(_items(meeting), item_id)
        return self._meetings.record(actor, meeting_id, AgendaItemRemoved(item_id=item_id, reason=reason))

    def move(self, actor: PersonId, meeting_id: MeetingId, item_id: ItemId, before: ItemId | None = None) -> Deed:
        """Put an item before another of its section, or at its section's end. Allowed in session too."""
        meeting = self._meetings.meeting(meeting_id)
        meeting.need(MeetingState.PLANNED, MeetingState.AGENDA_ISSUED, *RECORDING, to="change the order")
        if meeting.agenda_locked and meeting.state not in RECORDING:
            raise _locked(meeting)
        order = running_order.move(_items(meeting), item_id, before=before)
        return self._meetings.record(actor, meeting_id, AgendaReordered(order=tuple(i.id for i in order)))

    def change(self, actor: PersonId, meeting_id: MeetingId, item_id: ItemId, *, minutes: int, presenter: str) -> Deed:
        """Give an item another time or presenter."""
        meeting = self._open(meeting_id, "change an item")
        running_order.item_named(_items(meeting), item_id)
        if not 0 < minutes <= 24 * 60:
            raise refused("An item takes at least one minute, and less than a day.")
        event = AgendaItemChanged(item_id=item_id, minutes=minutes, presenter=presenter.strip())
        return self._meetings.record(actor, meeting_id, event)

    def check(self, meeting_id: MeetingId) -> tuple[AgendaProblem, ...]:
        """What is missing or does not fit, one sentence each."""
        meeting = self._meetings.meeting(meeting_id)
        planned = meeting.planned
        return agenda_check.check(
            meeting.definition,
            _items(meeting),
            planned.invited,
            planned.starts_at,
            planned.ends_at,
            previous_minutes_ready=self._previous_minutes_ready(meeting),
        )

    def _previous_minutes_ready(self, meeting: Meeting) -> bool:
        """Circulated at least, so that the meeting can confirm them; nothing to wait for at a first meeting."""
        previous = meeting.planned.previous
        if previous is None:
            return True
        ready = (MeetingState.CIRCULATED, MeetingState.APPROVED, MeetingState.SIGNED)
        return self._meetings.meeting(previous).state in ready

    def lock(self, actor: PersonId, meeting_id: MeetingId, approved_by: PersonId) -> Deed:
        """The chair approves the agenda; from now on items come late and with a reason only."""
        meeting = self._open(meeting_id, "lock the agenda")
        if meeting.role(approved_by) not in (Role.CHAIR, Role.DEPUTY):
            raise refused("The agenda is approved by the chair or the deputy.")
        blocking = [problem.sentence for problem in self.check(meeting_id) if problem.blocking]
        if blocking:
            raise refused(blocking[0], "Mend it, then lock the agenda.")
        return self._meetings.record(actor, meeting_id, AgendaLocked(approved_by=approved_by))

    def reopen(self, actor: PersonId, meeting_id: MeetingId, reason: str) -> Deed:
        """Open a locked agenda for change, with a reason; it is issued again afterwards."""
        meeting = self._meetings.meeting(meeting_id)
        meeting.need(MeetingState.PLANNED, MeetingState.AGENDA_ISSUED, to="re-open the agenda")
        if not meeting.agenda_locked:
            raise refused("The agenda is not locked.")
        if not reason.strip():
            raise refused("Why is the agenda re-opened?", "The reason is kept in the record.")
        return self._meetings.record(actor, meeting_id, AgendaReopened(reason=reason.strip()))

    def value(self, meeting_id: MeetingId, *, issue: int | None = None) -> Agenda:
        """The agenda as it prints; ``issue`` is the number it is about to go out under, else that of the last."""
        meeting = self._meetings.meeting(meeting_id)
        actions = action_queries.open_of_panel(self._book.db, meeting.definition.key)
        desk = people_queries.desk(self._book.db)
        return running_order.agenda_value(
            meeting.planned,
            _items(meeting),
            actions,
            today=self._book.now().date(),
            issued=meeting.agenda_issue if issue is None else issue,
            council=desk.council if desk else "",
            fictional=desk.fictional if desk else False,
        )

    def issued(self, actor: PersonId, meeting_id: MeetingId, pdf_sha256: str) -> Deed:
        """Record that the locked agenda went out as this very file."""
        meeting = self._meetings.meeting(meeting_id)
        if not meeting.agenda_locked:
            raise refused("The agenda is not locked yet.", "The chair approves it first.")
        event = AgendaIssued(issue=meeting.agenda_issue + 1, pdf_sha256=pdf_sha256)
        return self._meetings.record(actor, meeting_id, event)

    def _open(self, meeting_id: MeetingId, to: str) -> Meeting:
        meeting = self._meetings.meeting(meeting_id)
        meeting.need(MeetingState.PLANNED, to=to)
        if meeting.agenda_locked:
            raise _locked(meeting)
        return meeting


def _items(meeting: Meeting) -> Sequence[AgendaItem]:
    return [item.agenda for item in meeting.items]


def _locked(meeting: Meeting) -> Exception:
    return refused(
        f"The agenda of {meeting.reference} is locked.",
        "Add a late item with the chair’s reason, or re-open the agenda with one.",
    )
