"""What the meeting room shows of the item in hand: why it is listed, what was decided before, what became of it."""

from __future__ import annotations

from datetime import date, datetime

from msgspec import Struct

from panel_desk.domain.ids import ActionId, AgencyKey, ChildId, ConcernId, ItemId, MeetingId, PanelKey
from panel_desk.services.book import Book
from panel_desk.services.meetings import Meetings


class LastDecision(Struct, frozen=True, kw_only=True):
    """The latest decision of any panel on the child or concern, before this meeting."""

    reference: str
    panel: PanelKey
    held_on: date
    words: str
    """``29 October: to continue with the plan, risk raised to High``; another panel is named before the day."""
    reason: str = ""
    waits: bool = False
    """It was a recommendation that nobody has confirmed."""


class ActionFate(Struct, frozen=True, kw_only=True):
    """What became of an earlier action."""

    id: ActionId
    reference: str
    short: str
    """``03``, or the whole reference where another meeting's has that number too, or another panel asked."""
    owner: str
    """``Police, Khan``."""
    agency: AgencyKey
    what: str
    due_on: date
    status: str
    """``done``, ``6 days overdue``, ``due Fri 28 Nov``, ``not possible – circumstances changed``."""
    tone: str
    """``green``, ``red``, ``amber`` or ``neutral``."""
    is_open: bool
    reason: str = ""
    about: str = ""


class Beside(Struct, frozen=True, kw_only=True):
    """Another child or a concern worth seeing beside this one."""

    words: str
    """Initials and local ID, or the concern's name."""
    why: str
    item_id: ItemId | None = None
    """Where it stands on this very agenda."""
    child_id: ChildId | None = None
    concern_id: ConcernId | None = None


class ItemFacts(Struct, frozen=True, kw_only=True):
    """Everything shown above the words of an item; parts that say nothing are empty."""

    because: tuple[str, ...] = ()
    """Why it is listed, one sentence each, without a full stop."""
    last: LastDecision | None = None
    fates: tuple[ActionFate, ...] = ()
    """Earlier actions on the child or concern: open ones first, overdue before all; then those closed since the
    decision before. On the action log: every open action of the panel."""
    risk: str = ""
    """``High``."""
    risk_words: str = ""
    """``High since 29 October``."""
    risk_scale: str = ""
    """The scale's name."""
    risk_tone: str = "neutral"
    listed_risk: str = ""
    """As the case list words it, where no panel has set a level."""
    beside: tuple[Beside, ...] = ()
    sentence: str = ""
    """Of a fixed item: what there is to do: ``Minutes of SAFE-2026-10: circulated, to be confirmed``."""


class PreviousMinutes(Struct, frozen=True, kw_only=True):
    """The minutes of the panel's meeting before this one, to be shown as they print."""

    meeting_id: MeetingId
    reference: str
    held_on: date
    state: str
    """``circulated``, ``signed``."""
    pdf: bytes
    """The signed file; else the copy that was circulated last; empty where it is still to be drawn."""


class Room:
    """Reads what the room shows. Nothing is written."""

    def __init__(self, book: Book, meetings: Meetings) -> None:
        self._book = book
        self._meetings = meetings

    def facts(self, meeting_id: MeetingId, item_id: ItemId) -> ItemFacts:
        """What to know of an item before it is talked about."""
        raise NotImplementedError

    def owing(self, meeting_id: MeetingId) -> dict[ItemId, frozenset[AgencyKey]]:
        """Which agencies own open actions on each item's child or concern; on the action log, on anything."""
        raise NotImplementedError

    def previous_minutes(self, meeting_id: MeetingId) -> PreviousMinutes | None:
        """The minutes of the meeting before this one; None where there is none."""
        raise NotImplementedError

    def now(self) -> datetime:
        """The desk's time."""
        return self._book.now()
