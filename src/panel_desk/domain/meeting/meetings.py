"""A meeting as it stands: its state, its items with what was said and decided, and who was in the room when."""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum

from msgspec import Struct

from panel_desk.domain.agendas.agenda import AgendaItem
from panel_desk.domain.agendas.running_order import numbers
from panel_desk.domain.errors import not_found, refused
from panel_desk.domain.events.items import (
    DecisionRecorded,
    DissentRecorded,
    NoteSection,
    RecommendationConfirmed,
)
from panel_desk.domain.events.meetings import AttendanceKind, MeetingCancelled, MeetingPlanned, QuorumOverridden
from panel_desk.domain.events.minutes import ApprovalSigned, MinutesApproved, MinutesSigned
from panel_desk.domain.ids import ItemId, MeetingId, PersonId
from panel_desk.domain.panels import PanelDefinition
from panel_desk.domain.people import Person, Role


class MeetingState(Enum):
    """How far a meeting has come. One-way; re-opening needs a reason."""

    PLANNED = "planned"
    AGENDA_ISSUED = "agenda issued"
    IN_SESSION = "in session"
    ADJOURNED = "adjourned"
    CLOSED = "closed"
    DRAFT = "draft minutes"
    CIRCULATED = "circulated"
    APPROVED = "approved"
    SIGNED = "signed"
    CANCELLED = "cancelled"
    """It does not take place; nothing but taking the cancelling back can be done with it."""


class Movement(Struct, frozen=True, kw_only=True):
    """Someone came in or went out, and during which item."""

    arrived: bool
    at: datetime
    item_id: ItemId | None


class Attendance(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One person's part in the meeting."""

    person: Person
    kind: AttendanceKind
    in_room: bool
    substitute_for: PersonId | None = None
    information_sent_on: date | None = None
    statement_signed: bool = False
    movements: tuple[Movement, ...] = ()


class Interest(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A declaration of interest in one item: declared, stepped out, returned."""

    person_id: PersonId
    nature: str
    declared_at: datetime
    out_at: datetime | None = None
    back_at: datetime | None = None
    earlier: tuple[tuple[datetime, datetime], ...] = ()
    """Out and back, where the person has stepped out again since."""

    @property
    def is_out(self) -> bool:
        """Out of the room now because of the interest."""
        return self.out_at is not None and self.back_at is None


class DecisionMade(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A decision and, where it was a recommendation, its confirmation."""

    decision: DecisionRecorded
    confirmed: RecommendationConfirmed | None = None


class Item(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An item of the agenda and all that was recorded under it."""

    agenda: AgendaItem
    notes: dict[NoteSection, str] = {}
    decisions: tuple[DecisionMade, ...] = ()
    dissent: tuple[DissentRecorded, ...] = ()
    interests: tuple[Interest, ...] = ()
    overridden: QuorumOverridden | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    turns: tuple[tuple[datetime, datetime | None], ...] = ()
    """When the meeting was on the item: from and until (None: still); adjournments lie between two turns."""

    @property
    def id(self) -> ItemId:
        """The item's identifier."""
        return self.agenda.id

    @property
    def needs_outcome(self) -> bool:
        """Items about a child or a concern; standing items are only noted."""
        return self.agenda.child is not None or self.agenda.concern is not None


class Meeting(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Everything about one meeting, made from its events and nothing else."""

    planned: MeetingPlanned
    state: MeetingState = MeetingState.PLANNED
    items: tuple[Item, ...] = ()
    attendance: tuple[Attendance, ...] = ()
    agenda_locked: bool = False
    agenda_approved_by: PersonId | None = None
    agenda_issue: int = 0
    issued_items: tuple[ItemId, ...] = ()
    """What stood on the agenda when it was last issued."""
    listed: tuple[ItemId, ...] = ()
    """Items in the order in which they came onto the agenda, those of one proposal in its order. One that was taken
    off keeps its place, so that nothing counted by it moves."""
    presiding: PersonId | None = None
    opened_at: datetime | None = None
    confidentiality_read_at: datetime | None = None
    current: ItemId | None = None
    adjournments: tuple[tuple[datetime, datetime | None, str], ...] = ()
    """Stopped, resumed (None: not yet), and why."""
    resumes_on: date | None = None
    """While it is adjourned, the day it goes on, where one was said."""
    closed_at: datetime | None = None
    next_on: date | None = None
    revision: int = 0
    """Of the minutes; 0 before the first draft."""
    approved: MinutesApproved | None = None
    signed: MinutesSigned | None = None
    approvals: tuple[ApprovalSigned, ...] = ()
    cancelled: MeetingCancelled | None = None

    @property
    def id(self) -> MeetingId:
        """The meeting's identifier."""
        return self.planned.meeting_id

    @property
    def definition(self) -> PanelDefinition:
        """The panel as it was defined when the meeting was planned."""
        return self.planned.definition

    @property
    def reference(self) -> str:
        """``SAFE-2026-11``."""
        return self.planned.reference

    @property
    def held_on(self) -> date:
        """The day of the meeting."""
        return self.planned.held_on

    @property
    def signed_pdf(self) -> str:
        """The fingerprint of the signed minutes with the latest signature in them; empty before any."""
        if self.approvals:
            return self.approvals[-1].pdf_sha256
        return self.signed.pdf_sha256 if self.signed else ""

    def item(self, item_id: ItemId) -> Item:
        """The item of that identifier.

        Raises:
            DeskError: where the meeting has no such item.
        """
        found = next((item for item in self.items if item.id == item_id), None)
        if found is None:
            raise not_found(f"{self.reference} has no such item.")
        return found

    def number(self, item_id: ItemId) -> str:
        """The number an item prints under: ``7.1``."""
        return numbers(self.definition, [item.agenda for item in self.items])[item_id]

    def person(self, person_id: PersonId) -> Person:
        """Someone invited or attending.

        Raises:
            DeskError: where the person is neither.
        """
        known = [a.person for a in self.attendance] + [i.person for i in self.planned.invited]
        found = next((p for p in known if p.id == person_id), None)
        if found is None:
            raise not_found(f"That person is not on the list of {self.reference}.")
        return found

    def role(self, person_id: PersonId) -> Role | None:
        """The role in which someone was invited; None for who was not."""
        return next((i.role for i in self.planned.invited if i.person.id == person_id), None)

    def need(self, *states: MeetingState, to: str) -> None:
        """Refuse a deed that the meeting's state does not allow.

        Args:
            *states: Those in which it is allowed.
            to: The deed, completing “cannot …”.

        Raises:
            DeskError: with the state in words.
        """
        if self.state not in states:
            wanted = " or ".join(s.value for s in states)
            raise refused(
                f"{self.reference} is “{self.state.value}”: you cannot {to} now.",
                f"It can be done while the meeting is “{wanted}”.",
            )


SEATED = (Role.CHAIR, Role.DEPUTY, Role.CORE_MEMBER)
"""Roles with a seat on the panel: they count in its quorum, dissent, and may send a substitute."""
COMING = (MeetingState.PLANNED, MeetingState.AGENDA_ISSUED)
"""States of a meeting that is still to be held."""
RECORDING = (MeetingState.IN_SESSION,)
"""States in which the meeting's deeds are recorded."""
WRITING = (MeetingState.IN_SESSION, MeetingState.ADJOURNED, MeetingState.CLOSED, MeetingState.DRAFT)
"""States in which the text of items may still be written."""
