"""What the Minutes page shows, as values with their words ready; knows neither the desk nor a screen."""

from __future__ import annotations

from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from panel_desk.domain.events.items import NoteSection
from panel_desk.domain.ids import ItemId, MeetingId, PanelKey
from panel_desk.domain.meeting.meetings import MeetingState
from panel_desk.domain.minutes.minutes import Minutes
from panel_desk.services.copies import EditionRow
from panel_desk.ui.theme.tones import Tone


class MinutesLine(Struct, frozen=True, kw_only=True):
    """The minutes of one meeting in the list of all."""

    id: MeetingId
    reference: str
    held_on: date
    state: str
    tone: Tone
    version: str
    due: str
    """What is due next and when; empty where nothing is."""
    due_tone: Tone | None
    due_order: date
    """To sort by."""


class StateMark(Struct, frozen=True, kw_only=True):
    """One place of the state bar."""

    title: str
    detail: str
    """Who and when, or when it is due."""
    reached: bool
    current: bool
    tone: Tone


class FlagLine(Struct, frozen=True, kw_only=True):
    """Words to look at again."""

    item_id: ItemId
    part: NoteSection | None
    """Where it can be corrected; None in a decision or an action, whose words the panel agreed."""
    place: str
    """``6.1 J.M. (104233), discussion``."""
    phrase: str
    instead: str
    why: str


class SectionLine(Struct, frozen=True, kw_only=True):
    """A section, or an item in it, beside the document."""

    id: str
    heading: str
    """As the document prints it, so that its page can be found."""
    item_id: ItemId | None
    """Of what can be corrected; None for a heading, and for what the desk composes by itself."""
    is_section: bool
    flags: int


class StepLine(Struct, frozen=True, kw_only=True):
    """Something that happened to the minutes."""

    title: str
    """``Circulated to 9 recipients, version 1``."""
    detail: str
    """Who and when."""
    icon: str
    tone: Tone


class NextStep(Struct, frozen=True, kw_only=True):
    """The one button of a state."""

    words: str
    deed: str
    """``draft``, ``circulate``, ``approve``, ``sign``, ``agency``, ``send``."""
    why_not: str = ""
    """What stands in the way; the button is disabled then."""


class MinutesView(Struct, frozen=True, kw_only=True):
    """The minutes of one meeting as the page shows them."""

    meeting_id: MeetingId
    panel: PanelKey
    reference: str
    held: str
    """The day in words."""
    state: MeetingState
    chip: str
    tone: Tone
    version: str
    marks: tuple[StateMark, ...]
    next_step: NextStep
    may_take_back: bool
    may_correct: bool
    corrections: str
    """Until when corrections are taken; empty where none are."""
    sections: tuple[SectionLine, ...]
    flags: tuple[FlagLine, ...]
    copies: tuple[EditionRow, ...]
    steps: tuple[StepLine, ...]
    document: Minutes
    """The value to be drawn."""
    signed_pdf: str
    """The fingerprint of the signed file; empty before."""

    @property
    def drawing_key(self) -> object:
        """What tells whether pages drawn before still show these minutes."""
        bare = replace(self.document, composed_at=self.document.held_on, journal_head="")
        return self.signed_pdf or bare
