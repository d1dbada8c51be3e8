"""What the parts of the Missing page show, as values with ready words."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from panel_desk.domain.figures.reporting_year import Period
from panel_desk.domain.ids import EpisodeId, MeetingId
from panel_desk.ui.theme.tones import Tone


class FigureView(Struct, frozen=True, kw_only=True):
    """One of the five figures."""

    key: str
    """What following it shows: ``open``, ``all``, ``not offered``, …"""
    figure: str
    """``91 %``; a dash where there is nothing to take a share of."""
    words: str
    detail: str
    """``169 of 186 returned``."""
    tip: str = ""
    tone: Tone | None = None


class KnownChild(Struct, frozen=True, kw_only=True):
    """A child to choose."""

    local_id: str
    initials: str
    name: str = ""


class EpisodeChoice(Struct, frozen=True, kw_only=True):
    """One episode of a child, to be ticked where an interview is about it."""

    key: EpisodeId
    words: str
    """``from 9 November 2026, 21:10 to 10 November 2026, 03:40 (6 h)``."""
    returned_at: datetime | None = None
    returned_time_known: bool = True
    ticked: bool = False


class PeriodChoice(Struct, frozen=True, kw_only=True):
    """One of the periods to choose."""

    words: str
    period: Period


class AgendaChoice(Struct, frozen=True, kw_only=True):
    """A meeting to come."""

    meeting_id: MeetingId
    reference: str
    words: str
    """``SAFE Panel, 26 November 2026``."""
    locked: bool
