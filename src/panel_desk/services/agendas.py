"""The deeds of an agenda: proposed with reasons, put in the chair's order, checked, locked and issued."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from panel_desk.domain.agendas import agenda_check, filling, placing, running_order
from panel_desk.domain.agendas.agenda import Agenda, AgendaItem, Candidate, DroppedChild
from panel_desk.domain.agendas.agenda_check import AgendaProblem
from panel_desk.domain.agendas.candidates import chosen_by_chair, concern_chosen_by_chair, propose
from panel_desk.domain.calendar import england_day
from panel_desk.domain.children.cases import ListKind
from panel_desk.domain.errors import not_found, refused
from panel_desk.domain.events import MeetingEvent
from panel_desk.domain.events.meetings import (
    AgendaIssued,
    AgendaItemAdded,
    AgendaItemChanged,
    AgendaItemRemoved,
    AgendaItemsPlaced,
    AgendaLocked,
    AgendaProposed,
    AgendaReopened,
    AgendaReordered,
)
from panel_desk.domain.ids import ConcernId, ItemId, MeetingId, PersonId
from panel_desk.domain.meeting.meetings import RECORDING, Meeting, MeetingState
from panel_desk.domain.people import Role
from panel_desk.services.book import Book, Deed
from panel_desk.services.meetings import Meetings
from panel_desk.services.missing.cross_referencing import crossed_for
from panel_desk.vault.queries import actions as action_queries
from panel_desk.vault.queries import children as child_queries
from panel_desk.vault.queries import concerns as concern_queries
from panel_desk.vault.queries import imports as import_queries
from panel_desk.vault.queries import meetings as meeting_queries
from panel_desk.vault.queries import people as people_queries
from panel_desk.vault.queries import streams


class Agendas:
    """Builds the agenda of a planned meeting."""

    def __init__(self, book: Book, meetings: Meetings) -> None:
        self._book = book
        self._meetings = meetings
        self._proposals: tuple[object, tuple[Candidate, ...]] | None = None

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
        crossed = crossed_for(self._book.db, meeting.held_on, self._book.now()).get(local_id)
        return chosen_by_chair(meeting.definition, children[0], meeting.held_on, crossed)

    def candidate_for_concern(self, meeting_id: MeetingId, concern_id: ConcernId) -> Candidate:
        """A place, theme or person of concern as a candidate: as proposed, or at the chair's request.

        Raises:
            DeskError: where the desk knows no such concern, or the panel has no section for it.
        """
        for candidate in self.candidates(meeting_id):
            if candidate.concern is not None and candidate.concern.concern_id == concern_id:
                return candidate
        meeting = self._meetings.meeting(meeting_id)
        found = concern_queries.on_desk(self._book.db, [concern_id])
        if not found:
            raise not_found("The desk knows no such place, theme or person of concern.")
        return concern_chosen_by_chair(meeting.definition, found[0], meeting.held_on)

    def _proposed(self, meeting: Meeting) -> tuple[Candidate, ...]:
        """The proposals, kept for the day, until something is recorded that is not about this very meeting's agenda."""
        key = (
            meeting.id,
            meeting.held_on,
            meeting.planned.previous_held_on,
            streams.last_apart_from(self._book.db, f"meeting/{meeting.id}"),
            england_day(self._book.now()),
        )
        if self._proposals is None or self._proposals[0] != key:
            found = propose(
                meeting.definition,
                meeting.held_on,
                child_queries.on_desk(self._book.db),
                concern_queries.on_desk(self._book.db),
                since=meeting.planned.previous_held_on,
                crossed=crossed_for(self._book.db, meeting.held_on, self._book.now()),
            )
            self._proposals = (key, found)
        return self._proposals[1]

    def left_out(self, meeting_id: MeetingId) -> tuple[AgendaItem, ...]:
        """The panel's fixed items that were taken off, as they would be put back."""
        meeting = self._meetings.meeting(meeting_id)
        there = {item.agenda.section for item in meeting.items}
        standing = filling.standing_items(meeting.definition, previous_held_on=meeting.planned.previous_held_on)
        return tuple(item for item in standing if item.section not in there)

    def no_longer_listed(self) -> tuple[DroppedChild, ...]:
        """The children whom the latest list of children at risk no longer names, with what is known of why."""
        return child_queries.dropped(self._book.db)

    def latest_list(self, kind: ListKind) -> str:
        """The file name of the latest list of a kind that stands; empty where there is none."""
        found = import_queries.latest(self._book.db, kind)
        return found.file_name if found else ""

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

    def add(
        self,
        actor: PersonId,
        meeting_id: MeetingId,
        *candidates: Candidate,
        section: str = "",
        before: ItemId | None = None,
        late_reason: str = "",
        allowed_by: PersonId | None = None,
    ) -> Deed:
        """Put candidates on the agenda; after locking as late items.

        Args:
            actor: Who enters it.
            meeting_id: The meeting.
            *candidates: Whom or what to put on, in this order; all of them or none.
            section: Where, of the same kind; empty: where each is proposed.
            before: The item they stand before; None: at the end of the section.
            late_reason: The chair's reason, once the agenda is locked.
            allowed_by: The chair or the deputy who lets a late item on.

        Raises:
            DeskError: where one is on the agenda already or may not stand there, or a late item lacks its reason.
        """
        meeting = self._meetings.meeting(meeting_id)
        after, late = list(_items(meeting)), ""
        if meeting.agenda_locked:
            meeting.need(MeetingState.PLANNED, MeetingState.AGENDA_ISSUED, *RECORDING, to="add a late item")
            running_order.late_reason(late_reason)
            late = _allowing(meeting, allowed_by)
        else:
            self._open(meeting_id, "add an item")
            allowed_by = None
        events: list[tuple[MeetingId, MeetingEvent]] = []
        for candidate in candidates:
            item = replace(filling.item_of(meeting.definition, candidate), late_allowed_by=late)
            if section:
                placing.may_stand(meeting.definition, item.title, item.section, section)
                item = replace(item, section=section, link=item.link if item.section == section else "")
            if late:
                after = list(running_order.put_late(meeting.definition, after, item, late_reason, before=before))
            else:
                after = list(running_order.put_on(meeting.definition, after, item, before=before))
            added = running_order.item_named(after, item.id)
            place = before if any(i.id == before and i.section == item.section for i in after) else None
            events.append((meeting_id, AgendaItemAdded(item=added, before=place, allowed_by=allowed_by)))
        return self._meetings.record_all(actor, *events)

    def put_back(self, actor: PersonId, meeting_id: MeetingId, *section_keys: str) -> Deed:
        """Put fixed items that were taken off on the agenda again."""
        self._open(meeting_id, "put an item back")
        items = [item for item in self.left_out(meeting_id) if item.section in section_keys]
        if not items:
            raise refused("That item is on the agenda already.")
        return self._meetings.record_all(actor, *((meeting_id, AgendaItemAdded(item=item)) for item in items))

    def remove(self, actor: PersonId, meeting_id: MeetingId, item_id: ItemId, reason: str = "") -> Deed:
        """Take an item off before the agenda is locked; its child or concern is proposed again."""
        return self.take_off(actor, meeting_id, (item_id,), reason)

    def take_off(self, actor: PersonId, meeting_id: MeetingId, item_ids: Sequence[ItemId], reason: str = "") -> Deed:
        """Take several items off before the agenda is locked, all of them or none."""
        meeting = self._open(meeting_id, "take an item off")
        left: Sequence[AgendaItem] = _items(meeting)
        for item_id in item_ids:
            left = running_order.take_off(left, item_id)
        events = [(meeting_id, AgendaItemRemoved(item_id=item_id, reason=reason)) for item_id in item_ids]
        return self._meetings.record_all(actor, *events)

    def place(
        self,
        actor: PersonId,
        meeting_id: MeetingId,
        item_ids: Sequence[ItemId],
        section: str,
        *,
        before: ItemId | None = None,
    ) -> Deed:
        """Put items into a section of the same kind together, before another or at its end; in session too.

        Raises:
            DeskError: where one may not stand there, or the agenda is locked and the meeting has not begun.
        """
        meeting = self._meetings.meeting(meeting_id)
        meeting.need(MeetingState.PLANNED, MeetingState.AGENDA_ISSUED, *RECORDING, to="change the order")
        if meeting.agenda_locked and meeting.state not in RECORDING:
            raise _locked(meeting)
        placing.refuse_misplaced(meeting.definition, _items(meeting), item_ids, section)
        order = placing.placed_order(
            meeting.definition,
            [(item.id, item.agenda.section) for item in meeting.items],
            item_ids,
            section=section,
            before=before,
        )
        same_section = all(meeting.item(item_id).agenda.section == section for item_id in item_ids)
        if same_section and list(order) == [item.id for item in meeting.items]:
            return ()
        event = AgendaItemsPlaced(item_ids=tuple(item_ids), section=section, before=before)
        return self._meetings.record(actor, meeting_id, event)

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
        if previous is None or meeting_queries.by_id(self._book.db, previous) is None:
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
        """The agenda as it prints; ``issue`` is the number it is about to go out under, else that of the last.

        One that is open for change prints as a draft with ``issue=0``.
        """
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


def _allowing(meeting: Meeting, allowed_by: PersonId | None) -> str:
    """``Dana Prior, chair``: who lets a late item on.

    Raises:
        DeskError: where it is nobody, or neither the chair, the deputy nor who presides.
    """
    if allowed_by is None:
        raise refused("Who allows the late item?", "The chair or the deputy does, and their name is printed with it.")
    role = meeting.role(allowed_by)
    if role not in (Role.CHAIR, Role.DEPUTY) and allowed_by != meeting.presiding:
        raise refused("A late item is allowed by the chair or the deputy.")
    return f"{meeting.person(allowed_by).name}, {role.value if role else 'presiding'}"


def _locked(meeting: Meeting) -> Exception:
    return refused(
        f"The agenda of {meeting.reference} is locked.",
        "Add a late item with the chair’s reason, or re-open the agenda with one.",
    )
