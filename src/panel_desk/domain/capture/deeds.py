"""What one captured line asks for, as values: nothing is recorded here, and no rule of the panel is asked yet.

The room and the command line read a line into one of these; ``services.room`` records it under the panel's rules.
"""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from panel_desk.domain.events.actions import ActionStatus
from panel_desk.domain.events.items import NoteSection
from panel_desk.domain.events.meetings import AttendanceKind
from panel_desk.domain.ids import AgencyKey, ConcernId, ItemId, PersonId


class SayDeed(Struct, frozen=True, kw_only=True):
    """A paragraph that goes to the end of one part of the item in hand."""

    section: NoteSection
    text: str


class ActionDeed(Struct, frozen=True, kw_only=True):
    """Somebody is asked to do something by a day."""

    what: str
    agency: AgencyKey
    due_on: date
    owner_id: PersonId | None = None
    """A person of that agency; None where the agency as a whole is asked."""


class DecisionDeed(Struct, frozen=True, kw_only=True):
    """The panel decides on the item in hand: outcome, risk, deferral."""

    outcome: str
    """The outcome's key in the panel's definition."""
    reason: str
    review_on: date | None = None
    level: str = ""
    held_by: str = ""
    detail: str = ""


class DissentDeed(Struct, frozen=True, kw_only=True):
    """A member does not agree with what was decided."""

    person_id: PersonId
    words: str


class DeclareDeed(Struct, frozen=True, kw_only=True):
    """Somebody declares an interest in the item in hand and steps out."""

    person_id: PersonId
    nature: str
    """Empty only of who has declared it already, and steps out now."""
    stays: bool = False
    """Declared only; the person stays in the room."""
    item_id: ItemId | None = None
    """Another item than the one in hand: declared ahead. Nobody steps out before the meeting comes to it."""


class BackDeed(Struct, frozen=True, kw_only=True):
    """Who had stepped out for the item in hand comes back."""

    person_id: PersonId


class ArriveDeed(Struct, frozen=True, kw_only=True):
    """Somebody comes in."""

    person_id: PersonId


class LeaveDeed(Struct, frozen=True, kw_only=True):
    """Somebody goes before the end."""

    person_id: PersonId


class AttendDeed(Struct, frozen=True, kw_only=True):
    """How somebody takes part."""

    person_id: PersonId
    kind: AttendanceKind
    substitute_for: PersonId | None = None
    information_sent_on: date | None = None
    statement_signed: bool = False


class NewcomerDeed(Struct, frozen=True, kw_only=True):
    """Somebody the desk does not know yet takes part: as a substitute, a presenter or an observer."""

    name: str
    agency: AgencyKey
    kind: AttendanceKind
    substitute_for: PersonId | None = None
    statement_signed: bool = False


class ReminderReadDeed(Struct, frozen=True):
    """The confidentiality statement was read."""


class OpenDeed(Struct, frozen=True, kw_only=True):
    """The meeting begins; who presides."""

    presiding: PersonId


class AdjournDeed(Struct, frozen=True, kw_only=True):
    """The meeting stops, to be resumed."""

    reason: str
    resumes_on: date | None = None


class ResumeDeed(Struct, frozen=True):
    """The adjourned meeting goes on."""


class CloseDeed(Struct, frozen=True, kw_only=True):
    """The meeting ends."""

    next_on: date | None = None


class QuorumDeed(Struct, frozen=True, kw_only=True):
    """Who presides lets the item in hand be decided without quorum."""

    reason: str


class ConfirmDeed(Struct, frozen=True):
    """The chair confirms what was decided without quorum on the item in hand."""


class LateDeed(Struct, frozen=True, kw_only=True):
    """A late item comes on, with the chair's reason."""

    reason: str
    local_id: str = ""
    """Of the child; empty for a place, a theme or a person of concern."""
    concern_id: ConcernId | None = None


class TurnDeed(Struct, frozen=True, kw_only=True):
    """The meeting turns to an item."""

    item_id: ItemId


class NextDeed(Struct, frozen=True):
    """The meeting turns to the next item that has not been taken."""


class MoveDeed(Struct, frozen=True, kw_only=True):
    """An item is taken earlier or later than it stands."""

    item_id: ItemId
    before: ItemId | None = None
    """None: at the end of its section."""


class SectionDeed(Struct, frozen=True, kw_only=True):
    """What is typed goes to another part of the item from now on. Nothing is recorded."""

    section: NoteSection


class NewsDeed(Struct, frozen=True, kw_only=True):
    """The meeting hears what became of an earlier action."""

    reference: str
    status: ActionStatus
    reason: str = ""
    successor: str = ""


class MoreTimeDeed(Struct, frozen=True, kw_only=True):
    """The panel gives an earlier action more time."""

    reference: str
    due_on: date
    reason: str


class MinutesConfirmedDeed(Struct, frozen=True):
    """The panel confirms the minutes of its meeting before this one."""


class NoteFromActionDeed(Struct, frozen=True, kw_only=True):
    """An action of this item becomes a paragraph of the part in hand; its number is not given again."""

    reference: str


class ActionFromNoteDeed(Struct, frozen=True, kw_only=True):
    """A paragraph that was typed becomes an action, and goes from the text."""

    section: NoteSection
    paragraph: str
    """As it stands in the text."""
    action: ActionDeed


class UndoDeed(Struct, frozen=True):
    """The last deed is taken back."""


class RedoDeed(Struct, frozen=True):
    """What was taken back last returns."""


CapturedDeed = (
    SayDeed
    | ActionDeed
    | DecisionDeed
    | DissentDeed
    | DeclareDeed
    | BackDeed
    | ArriveDeed
    | LeaveDeed
    | AttendDeed
    | NewcomerDeed
    | ReminderReadDeed
    | OpenDeed
    | AdjournDeed
    | ResumeDeed
    | CloseDeed
    | QuorumDeed
    | ConfirmDeed
    | LateDeed
    | TurnDeed
    | NextDeed
    | MoveDeed
    | SectionDeed
    | NewsDeed
    | MoreTimeDeed
    | MinutesConfirmedDeed
    | NoteFromActionDeed
    | ActionFromNoteDeed
    | UndoDeed
    | RedoDeed
)
"""Every deed a line can ask for."""
