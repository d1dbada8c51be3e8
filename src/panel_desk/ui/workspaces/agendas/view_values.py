"""What the agenda page shows, as frozen values with ready words; no Qt."""

from __future__ import annotations

from enum import Enum

from msgspec import Struct

from panel_desk.domain.agendas.agenda import Agenda, Candidate, DroppedChild
from panel_desk.domain.agendas.planning import MeetingLine
from panel_desk.domain.ids import ItemId, MeetingId
from panel_desk.ui.theme.tones import Tone


class MeetingRow(Struct, frozen=True, kw_only=True):
    """A line of the list of meetings."""

    line: MeetingLine
    panel: str
    day: str
    time: str
    place: str
    items: str
    state: str
    tone: Tone
    tip: str = ""
    """Why it is cancelled."""


class ChooserView(Struct, frozen=True, kw_only=True):
    """All meetings: what lies ahead first."""

    ahead: tuple[MeetingRow, ...]
    past: tuple[MeetingRow, ...]
    """The latest first."""


class PoolRow(Struct, frozen=True, kw_only=True):
    """Somebody or something that is proposed, or a fixed item that was taken off."""

    key: str
    """``child <id>``, ``concern <id>`` or ``fixed <section>``: names no one."""
    who: str
    """``J.M. · 104233``; the name of a place; the title of a fixed item."""
    facts: str
    """``15 · CCE, county lines``."""
    chip: str
    """The reason that counts most, in two words."""
    tone: Tone
    more: int
    """How many other reasons there are."""
    source: str
    """Which list or meeting it came from, without what the chip says already."""
    all_reasons: str
    """Every reason and the section it goes to, for the tooltip."""
    section: str
    kind: str
    """``child``, ``concern`` or ``fixed``."""
    search: str
    """What the filter looks through, in small letters."""
    candidate: Candidate | None = None


class RowKind(Enum):
    """What a line of the agenda is."""

    HEADING = "heading"
    ITEM = "item"


class AgendaRow(Struct, frozen=True, kw_only=True):
    """A heading with its minutes, or an item."""

    kind: RowKind
    section: str
    """The key of the section; of a heading over several, that of the last."""
    number: str
    title: str
    """Of a heading; of an item, what it is about besides whom."""
    minutes: int
    minutes_words: str
    item_id: ItemId | None = None
    who: str = ""
    presenter: str = ""
    starts: str = ""
    """``10:28``: when it begins if everything before it keeps its time."""
    tip: str = ""
    late: bool = False
    fixed: bool = False
    """One fixed item of its section."""

    @property
    def is_item(self) -> bool:
        """Whether it is an item and no heading."""
        return self.kind is RowKind.ITEM


class NextStep(Enum):
    """The one primary deed of the page."""

    BUILD = "Build the agenda"
    LOCK_AND_ISSUE = "Lock and issue"
    LOCK = "Lock the agenda"
    ISSUE = "Issue the agenda"
    ISSUE_AGAIN = "Issue again"
    NONE = ""


class AgendaView(Struct, frozen=True, kw_only=True):
    """One meeting's agenda."""

    meeting_id: MeetingId
    reference: str
    title: str
    aside: str
    state: str
    tone: Tone
    pool: tuple[PoolRow, ...]
    pool_words: str
    """``6 of 14 left``."""
    dropped: tuple[DroppedChild, ...]
    dropped_words: str
    rows: tuple[AgendaRow, ...]
    minutes: int
    slot: int
    bar_words: str
    over: bool
    step: NextStep
    can_send: bool
    """Whether who is at the desk sends documents out."""
    can_change: bool
    """The agenda is open, and who is at the desk may change it."""
    can_order: bool
    """Items may be put into another order: also while the meeting sits."""
    can_add: bool
    """Something may be put on, if only as a late item."""
    can_replan: bool
    can_cancel: bool
    can_reopen: bool
    is_late: bool
    """What is put on now is a late item."""
    is_out: bool
    """It has been issued and not been opened since."""
    notice: str
    """Why something cannot be done; empty where everything can."""
    why_not_step: str = ""
    """Why the primary deed is refused to who is at the desk."""
    room: str = ""
    """On the button that leads to the meeting room, on the day and while the panel sits; empty otherwise."""
    stale: bool = False
    """Issued, and changed since: late items are on it that no issue has."""
    agenda: Agenda
    """As it prints now."""


class ProblemRow(Struct, frozen=True, kw_only=True):
    """Something that is missing or does not fit."""

    sentence: str
    blocking: bool
    jump: str
    """The words on its button; empty where there is nowhere to go."""
    item_id: ItemId | None = None
    section: str = ""
    where: str = ""
    """``item``, ``section``, ``people``, ``minutes`` or ``time``."""


class Approver(Struct, frozen=True, kw_only=True):
    """The chair or a deputy, who approves agendas and allows late items."""

    id: str
    words: str
    """``Dana Prior, chair``."""
