"""One child's story in ready words, as the page shows it and as it is copied. No Qt here."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from panel_desk.domain.children.child_timeline import TimelineEntry
from panel_desk.domain.ids import ChildId, MeetingId
from panel_desk.ui.places import Place
from panel_desk.ui.theme.tones import Tone


class ChipView(Struct, frozen=True):
    """A chip of the header."""

    words: str
    tone: Tone
    icon: str = ""


class RiskStepView(Struct, frozen=True, kw_only=True):
    """A level from a day on, by its place on the scale."""

    on: date
    level: int
    day: str
    short_day: str
    words: str
    by: str
    at: str
    """The meeting."""


class RiskView(Struct, frozen=True, kw_only=True):
    """The history on one scale."""

    scale: str
    levels: tuple[str, ...]
    steps: tuple[RiskStepView, ...]
    since: date
    until: date
    description: str


class EpisodeView(Struct, frozen=True, kw_only=True):
    """One missing or absent episode."""

    begins: date
    ends: date
    is_open: bool
    absent: bool
    began: str
    short_began: str
    lasted: str
    interview: str

    @property
    def kind(self) -> str:
        """``missing`` or ``absent``."""
        return "absent" if self.absent else "missing"


class MissingView(Struct, frozen=True, kw_only=True):
    """The last year's episodes, and how many there were."""

    aside: str
    since: date
    until: date
    description: str
    episodes: tuple[EpisodeView, ...]
    """Newest first; those before the year too, which the strip leaves out."""


class VoiceView(Struct, frozen=True, kw_only=True):
    """What was noted as the voice of the child, and where."""

    text: str
    source: str
    meeting_id: MeetingId


class FeedbackView(Struct, frozen=True, kw_only=True):
    """Something the child or the family said, and what changed because of it."""

    id: str
    said: str
    source: str
    """Who, how, when."""
    state: str
    tone: Tone
    changes: tuple[str, ...]


class ActionView(Struct, frozen=True, kw_only=True):
    """An action with its status."""

    reference: str
    what: str
    who: str
    status: str
    tone: Tone
    is_open: bool


class LinkView(Struct, frozen=True, kw_only=True):
    """Somebody or something beside the child."""

    words: str
    why: str
    icon: str
    place: Place | None


class AgendaOffer(Struct, frozen=True, kw_only=True):
    """A meeting the child can be put on the agenda of."""

    meeting_id: MeetingId
    reference: str
    words: str
    locked: bool


class StoryView(Struct, frozen=True, kw_only=True):
    """Everything the page shows of one child."""

    id: ChildId
    local_id: str
    title: str
    discreet_title: str
    """Initials and local ID, whatever is shown."""
    aside: str
    chips: tuple[ChipView, ...]
    said: tuple[tuple[str, str], ...]
    said_by: str
    risks: tuple[RiskView, ...]
    listed_risk: str
    missing: MissingView
    timeline: tuple[TimelineEntry, ...]
    voices: tuple[VoiceView, ...]
    feedback: tuple[FeedbackView, ...] = ()
    """The newest first."""
    adds_feedback: bool = False
    """Whether who is at the desk may record some."""
    actions: tuple[ActionView, ...]
    links: tuple[LinkView, ...]
    extracts: tuple[str, ...]
    offers: tuple[AgendaOffer, ...]
