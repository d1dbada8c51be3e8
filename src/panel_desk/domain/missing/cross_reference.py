"""Children with a marker of exploitation against those who go missing most, each flag with its facts (DOMAIN §7)."""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum

from msgspec import Struct

from panel_desk.domain.ids import ChildId, PathwayId
from panel_desk.domain.missing.matching import MatchCandidate
from panel_desk.domain.missing.thresholds import Thresholds


class FlagKind(Enum):
    """What a line asks for, the most pressing first; the value is the words of its badge."""

    MISSING_NOW = "Missing now"
    ENHANCED_PATHWAY = "Enhanced pathway"
    """Carries a marker, and goes missing most."""
    INTERVIEW_OVERDUE = "Interview overdue"
    """Carries a marker, and a return interview is overdue."""
    CONSIDER_REFERRAL = "Consider referral"
    """Goes missing most, and carries no marker."""


class Flag(Struct, frozen=True, kw_only=True, gc=False):
    """One flag of a line."""

    kind: FlagKind
    facts: tuple[str, ...]
    """``("4 episodes since 24 August 2026", "CCE marker from SAFE on 29 October 2026")``."""

    @property
    def why(self) -> str:
        """The facts as one sentence: ``4 episodes since 24 August 2026; CCE marker from SAFE on 29 October 2026``."""
        return "; ".join(self.facts)


class CrossLine(Struct, frozen=True, kw_only=True, gc=False):
    """One child in the cross-reference, in words that a page, a PDF and JSON show alike."""

    local_id: str
    """The child’s own; of a child no list of children knows, the number the missing list gives."""
    initials: str
    name: str
    child_id: ChildId | None = None
    """None: no list of children knows the child."""
    types: str = "none"
    """The markers: ``CCE, county lines``; ``none``."""
    standing: str = "–"
    """Panel and risk: ``SAFE · High``."""
    last_decision: str = "–"
    """``to step up to MACE, 29 October 2026``."""
    days_30: int = 0
    """Episodes that started within 30 days; likewise the others. Missing and absent ones both count."""
    days_90: int = 0
    days_365: int = 0
    within: int = 0
    """Within the thresholds’ days."""
    hours: int = 0
    """Whole hours away within the thresholds’ days, the time of an open episode until now included."""
    time_away: str = "–"
    """The same in words: ``3 d 4 h``."""
    last: str = ""
    """``missing now``, else the day of the last episode: ``9 November 2026``."""
    last_started_on: date | None = None
    interview: str = "–"
    """Of the last return: ``completed in 46 h``, ``overdue by 31 h``, ``due in 20 h``, ``offered, refused``."""
    flags: tuple[Flag, ...] = ()
    """The most pressing first."""
    why: str = ""
    """The whole explanation: facts with their threshold, where each marker is from, how the child was matched."""
    matched: str = ""
    """``matched on local ID 104233``."""
    pathway: str = ""
    """The stay on the enhanced pathway; empty: not on it."""
    pathway_id: PathwayId | None = None
    pathway_since: date | None = None
    contacts: str = ""
    """Of a stay: ``2 contacts since the last episode, 1 reached the child``."""

    @property
    def reason(self) -> str:
        """Why to put the child on the enhanced pathway: the facts of the flag that asks for it, else of the first."""
        asks = [flag for flag in self.flags if flag.kind is FlagKind.ENHANCED_PATHWAY]
        why = next((flag.why for flag in (*asks, *self.flags)), "")
        return f"{why[:1].upper()}{why[1:]}"


class CrossReference(Struct, frozen=True, kw_only=True):
    """One run: the flagged lines first."""

    ran_at: datetime
    thresholds: Thresholds
    period_words: str
    """``24 August to 22 November 2026, counted by start date``."""
    sentence: str
    """``3 children go missing most and carry a marker. 1 goes missing most and carries none.``"""
    lines: tuple[CrossLine, ...] = ()
    queue: tuple[MatchCandidate, ...] = ()
