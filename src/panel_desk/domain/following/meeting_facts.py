"""Meetings, panels and lists as far as duties go: what Today is worked out from."""

from __future__ import annotations

from datetime import date, datetime, time

from msgspec import Struct

from panel_desk.domain.calendar import Cycle, day_month, deadlines
from panel_desk.domain.ids import AgencyKey, MeetingId, PanelKey, PersonId
from panel_desk.domain.meeting.meetings import MeetingState
from panel_desk.domain.panels import Deadlines


class Pool(Struct, frozen=True, kw_only=True):
    """Who and what is proposed for a meeting."""

    new: int = 0
    """Referrals, and those this panel has never discussed."""
    returning: int = 0
    stepped: int = 0
    """Children whom another panel stepped up or down to this one; they are among the others too."""
    concerns: int = 0
    """Places, themes and persons of concern; they are among the others too."""
    no_longer_listed: int = 0
    fitting: int = 0
    """Of all that are proposed, those for whom there is room."""
    minutes: int = 0
    """Of those, standing items included."""


class MeetingFacts(Struct, frozen=True, kw_only=True):
    """A meeting as far as its duties go."""

    id: MeetingId
    panel: PanelKey
    held_on: date
    starts_at: time
    place: str
    state: MeetingState
    deadlines: Deadlines
    slot_minutes: int
    items: int = 0
    """On the agenda; 0: it is not built."""
    item_minutes: int = 0
    agenda_locked: bool = False
    agenda_issued: bool = False
    opened_at: datetime | None = None
    chair: PersonId | None = None
    pool: Pool | None = None
    """Where the agenda is not locked."""
    unasked: int = 0
    """Open actions due by the meeting whose owners nobody has asked for news since the panel met last."""
    sheet_agencies: int = 0
    """Agencies the meeting gave something to do."""
    sheets_sent: bool = False
    unconfirmed: int = 0
    """Recommendations, made without quorum, that wait for the chair."""
    circulated_on: date | None = None
    approved_on: date | None = None
    signer: PersonId | None = None
    """Who presided when the minutes were confirmed, and signs them."""
    signer_name: str = ""
    unsigned: tuple[tuple[AgencyKey, str, PersonId | None], ...] = ()
    """Agencies whose approval of the signed minutes is missing: key, name, and who signs."""

    @property
    def name(self) -> str:
        """``SAFE 26 November``."""
        return f"{self.panel} {day_month(self.held_on)}"

    @property
    def cycle(self) -> Cycle:
        """The days around it."""
        return deadlines(self.held_on, self.deadlines)


class PanelFacts(Struct, frozen=True, kw_only=True):
    """A panel between its meetings."""

    key: PanelKey
    deadlines: Deadlines
    last_held_on: date | None = None
    next_on: date | None = None
    """As the last meeting set it."""
    planned: bool = False
    """A meeting is in the calendar."""
    stepped: int = 0
    """Children stepped to this panel since it met, where no meeting is planned."""


class ListFacts(Struct, frozen=True, kw_only=True):
    """The profile list that counts now."""

    file_name: str
    added_on: date
    children: int
