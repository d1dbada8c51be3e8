"""Events of a meeting as a whole, its agenda and its attendance. Stream: ``meeting/<id>``.

Times of deeds are carried in the events, because a deed may be entered a little after it happened.
"""

from __future__ import annotations

from datetime import date, datetime, time
from enum import Enum

from msgspec import Struct

from panel_desk.domain.agendas.agenda import AgendaItem
from panel_desk.domain.ids import AgencyKey, ItemId, MeetingId, PersonId
from panel_desk.domain.panels import PanelDefinition
from panel_desk.domain.people import Person, Role


class Invited(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Someone the meeting expects, as they stood when it was planned."""

    person: Person
    role: Role


class MeetingPlanned(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="meeting-planned"):
    """A meeting was put in the calendar, with its panel's definition as it is in force now."""

    meeting_id: MeetingId
    definition: PanelDefinition
    reference: str
    held_on: date
    starts_at: time
    ends_at: time
    place: str = ""
    invited: tuple[Invited, ...] = ()
    previous: MeetingId | None = None
    """The panel's meeting before this one, whose minutes this one confirms."""
    previous_reference: str = ""
    previous_held_on: date | None = None


class MeetingReplanned(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="meeting-replanned"):
    """A planned meeting has another day, time, place or other people. Its reference and its panel stay."""

    held_on: date
    starts_at: time
    ends_at: time
    place: str = ""
    invited: tuple[Invited, ...] = ()
    previous: MeetingId | None = None
    previous_reference: str = ""
    previous_held_on: date | None = None


class MeetingCancelled(Struct, frozen=True, kw_only=True, tag="meeting-cancelled"):
    """The meeting does not take place."""

    at: datetime
    reason: str


class AgendaProposed(Struct, frozen=True, kw_only=True, tag="agenda-proposed"):
    """The running order was set as a whole: proposed, or put in the chair's order."""

    items: tuple[AgendaItem, ...]


class AgendaItemAdded(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="item-added"):
    """One item was added; after locking only by the chair and with a recorded reason (``late_reason``)."""

    item: AgendaItem
    before: ItemId | None = None
    """The item it stands before; None: at the end of its section."""
    allowed_by: PersonId | None = None
    """Chair or deputy, who let a late item on; None before the agenda is locked."""


class AgendaItemRemoved(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="item-removed"):
    """One item was taken off before the agenda was locked."""

    item_id: ItemId
    reason: str = ""


class AgendaItemChanged(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="item-changed"):
    """An item's time or presenter was changed."""

    item_id: ItemId
    minutes: int
    presenter: str = ""
    title: str = ""
    """Of a fixed item, where it changed with the meeting's day; empty: as it was."""


class AgendaReordered(Struct, frozen=True, kw_only=True, tag="agenda-reordered"):
    """The items stand in this order from now on; each exactly once."""

    order: tuple[ItemId, ...]


class AgendaItemsPlaced(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="items-placed"):
    """Items were put into a section together, in the order in which they stood."""

    item_ids: tuple[ItemId, ...]
    section: str
    before: ItemId | None = None
    """The item they stand before; None: at the end of the section."""


class AgendaLocked(Struct, frozen=True, kw_only=True, tag="agenda-locked"):
    """The chair approved the agenda."""

    approved_by: PersonId


class AgendaIssued(Struct, frozen=True, kw_only=True, tag="agenda-issued"):
    """The locked agenda went out as a PDF; issue 2 and later replace the one before."""

    issue: int
    pdf_sha256: str


class MeetingOpened(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="meeting-opened"):
    """The meeting began, with who presides."""

    at: datetime
    presiding: PersonId


class ConfidentialityRead(Struct, frozen=True, kw_only=True, tag="confidentiality-read"):
    """The confidentiality statement was read: a timed tick."""

    at: datetime


class AttendanceKind(Enum):
    """How someone took part."""

    PRESENT = "present"
    APOLOGIES = "apologies"
    SUBSTITUTE = "substitute"
    PART = "part"
    ABSENT = "absent"
    OBSERVER = "observer"
    PRESENTER = "presenter"


class AttendanceRecorded(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="attendance-recorded"):
    """One person's attendance; a later one for the same person replaces it."""

    person: Person
    kind: AttendanceKind
    at: datetime
    substitute_for: PersonId | None = None
    information_sent_on: date | None = None
    """With apologies: when written information was sent; None: none was."""
    statement_signed: bool = False
    """For an observer: whether the confidentiality statement is signed."""


class MemberArrived(Struct, frozen=True, kw_only=True, tag="member-arrived"):
    """Someone expected came in late, or came back."""

    person_id: PersonId
    at: datetime


class MemberLeft(Struct, frozen=True, kw_only=True, tag="member-left"):
    """Someone left before the end."""

    person_id: PersonId
    at: datetime


class ItemStarted(Struct, frozen=True, kw_only=True, tag="item-started"):
    """The meeting turned to an item; the one before it is thereby left."""

    item_id: ItemId
    at: datetime


class MeetingAdjourned(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="meeting-adjourned"):
    """The meeting stopped, to be resumed."""

    at: datetime
    reason: str
    resumes_on: date | None = None


class MeetingResumed(Struct, frozen=True, kw_only=True, tag="meeting-resumed"):
    """The adjourned meeting went on."""

    at: datetime


class MeetingClosed(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="meeting-closed"):
    """Every item had its outcome and the meeting ended."""

    at: datetime
    next_on: date | None = None


class MeetingReopened(Struct, frozen=True, kw_only=True, tag="meeting-reopened"):
    """A closed meeting that nobody has signed was opened again, with a reason."""

    at: datetime
    reason: str


class AgendaReopened(Struct, frozen=True, kw_only=True, tag="agenda-reopened"):
    """A locked agenda was opened for change, with a reason."""

    reason: str


class QuorumOverridden(Struct, frozen=True, kw_only=True, tag="quorum-overridden"):
    """The chair lets an inquorate item be decided all the same, with a reason that is printed."""

    item_id: ItemId
    by: PersonId
    reason: str
    missing: tuple[AgencyKey, ...]
    at: datetime
