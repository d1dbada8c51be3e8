"""The children and concerns a panel considers: what a case list says of them, and their exploitation types.

What a source says (name, worker, school) lives in these rows, apart from what a panel decides, so that an import
never overwrites a decision.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from enum import Enum

from msgspec import Struct

from panel_desk.domain.ids import EpisodeId


class ExploitationType(Enum):
    """Types of exploitation and harm; a child may have several."""

    CSE = "cse"
    CCE = "cce"
    COUNTY_LINES = "county-lines"
    FINANCIAL = "financial"
    GANGS = "gangs"
    TRAFFICKING = "trafficking"
    ONLINE = "online"
    GROUP_CSE = "group-cse"
    HARMFUL_SEXUAL_BEHAVIOUR = "harmful-sexual-behaviour"
    TEENAGE_RELATIONSHIP_ABUSE = "teenage-relationship-abuse"
    RADICALISATION = "radicalisation"
    MISSING = "missing"

    @property
    def label(self) -> str:
        """The words on the page."""
        return _LABELS[self]

    @property
    def dfe_factor(self) -> str:
        """The Department for Education's assessment factor code; empty where none exists."""
        return _DFE_FACTORS.get(self, "")


_LABELS = {
    ExploitationType.CSE: "CSE",
    ExploitationType.CCE: "CCE",
    ExploitationType.COUNTY_LINES: "county lines",
    ExploitationType.FINANCIAL: "financial exploitation",
    ExploitationType.GANGS: "gangs and serious youth violence",
    ExploitationType.TRAFFICKING: "trafficking and modern slavery",
    ExploitationType.ONLINE: "online",
    ExploitationType.GROUP_CSE: "group-based CSE",
    ExploitationType.HARMFUL_SEXUAL_BEHAVIOUR: "harmful sexual behaviour",
    ExploitationType.TEENAGE_RELATIONSHIP_ABUSE: "teenage relationship abuse",
    ExploitationType.RADICALISATION: "radicalisation",
    ExploitationType.MISSING: "missing",
}
_DFE_FACTORS = {
    ExploitationType.CSE: "11A",
    ExploitationType.CCE: "24A",
    ExploitationType.GANGS: "13A",
    ExploitationType.TRAFFICKING: "12A",
    ExploitationType.MISSING: "10A",
}


class ProfileCategory(Enum):
    """Mutually exclusive: CSE only, CCE only, both or neither. Derived, never stored."""

    CSE_ONLY = "CSE only"
    CCE_ONLY = "CCE only"
    BOTH = "both"
    NEITHER = "neither"


_SEXUAL = {ExploitationType.CSE, ExploitationType.GROUP_CSE}
_CRIMINAL = {ExploitationType.CCE, ExploitationType.COUNTY_LINES}


def profile_category(types: Iterable[ExploitationType]) -> ProfileCategory:
    """The category a child counts in; group-based CSE is CSE, county lines are CCE."""
    held = set(types)
    match bool(held & _SEXUAL), bool(held & _CRIMINAL):
        case True, True:
            return ProfileCategory.BOTH
        case True, False:
            return ProfileCategory.CSE_ONLY
        case False, True:
            return ProfileCategory.CCE_ONLY
    return ProfileCategory.NEITHER


class ListKind(Enum):
    """What a case list is about."""

    PROFILE = "profile"
    """Children known to be at risk: the exploitation profile, Ofsted Annex A."""
    REFERRALS = "referrals"
    MISSING = "missing"
    CONCERNS = "concerns"
    """Places, themes and persons of concern."""


class ChildFacts(Struct, frozen=True, kw_only=True, gc=False, omit_defaults=True):
    """What a source system says of one child. Text is as on the list after repairs; empty means not said."""

    local_id: str
    """The council's own number for the child: text, unique, leading zeros kept."""
    surname: str = ""
    forenames: str = ""
    alias: str = ""
    born_on: date | None = None
    sex: str = ""
    """``Female``, ``Male``, or as the source words it."""
    ethnicity: str = ""
    legal_status: str = ""
    worker: str = ""
    team: str = ""
    school: str = ""
    nhs_number: str = ""
    """Ten digits without spaces."""
    upn: str = ""
    address: str = ""

    @property
    def initials(self) -> str:
        """``J.M.``: first letters of the first forename and the surname; ``?`` where a part is not known."""
        return f"{(self.forenames.strip() or '?')[0].upper()}.{(self.surname.strip() or '?')[0].upper()}."

    @property
    def name(self) -> str:
        """Forenames and surname, for the name key."""
        return f"{self.forenames} {self.surname}".strip()


class ProfileRow(Struct, frozen=True, kw_only=True, gc=False, omit_defaults=True, tag="profile"):
    """One usable line of a profile list."""

    facts: ChildFacts
    types: tuple[ExploitationType, ...] = ()
    risk: str = ""
    """The level as the list words it (``High``); never turned into a panel's scale by itself."""
    referred_on: date | None = None
    reason: str = ""
    missing_episodes: int | None = None
    absent_episodes: int | None = None
    """Counts as Ofsted Annex A list 8 gives them."""
    interview_offered: bool | None = None
    interview_accepted: bool | None = None


class ReferralRow(Struct, frozen=True, kw_only=True, gc=False, omit_defaults=True, tag="referral"):
    """One usable line of a referral list."""

    facts: ChildFacts
    types: tuple[ExploitationType, ...] = ()
    risk: str = ""
    """Proposed by the referrer."""
    referred_on: date | None = None
    source_agency: str = ""
    referrer: str = ""
    reason: str = ""
    household: str = ""
    """Other children in the household, as written."""


class EpisodeKind(Enum):
    """A child's whereabouts unknown (missing), or not where expected (absent, away from placement)."""

    MISSING = "missing"
    ABSENT = "absent"


class EpisodeRow(Struct, frozen=True, kw_only=True, gc=False, omit_defaults=True, tag="episode"):
    """One usable missing or absent episode. Times are England's wall clock, without a zone."""

    local_id: str
    born_on: date | None = None
    kind: EpisodeKind
    started_at: datetime
    start_time_known: bool = True
    """False where the list gave a date only; the time is then 00:00."""
    ended_at: datetime | None = None
    """None while the child is still missing."""
    end_time_known: bool = True
    source_id: str = ""
    """The source system's number for the episode."""
    interview_offered: bool | None = None
    """None: not said, or not applicable."""
    interview_accepted: bool | None = None
    interview_at: datetime | None = None
    interview_time_known: bool = True
    interview_provider: str = ""
    interview_recorded: str = ""
    """How far the interview recorded on the desk has come (``InterviewState``); empty: what is said is a list’s."""
    nhs_number: str = ""
    """Of the child, where the list gives it: for a list whose numbers are not the council’s own."""
    upn: str = ""
    surname: str = ""
    forenames: str = ""
    told_before_as: str = ""
    """``episode_id`` under which an earlier list told it, where this one corrects its start; else empty."""


def episode_id(row: EpisodeRow) -> EpisodeId:
    """What tells an episode from the child’s others: the source’s own number with the start, else the start alone.

    ``#77@2026-10-03T20:00``: a number is not enough, because some sources give one of the child (``OCC/77``) or begin
    again (a police log). An episode whose start a later list corrects stays what it was called before.
    """
    if row.told_before_as:
        return EpisodeId(row.told_before_as)
    if not row.source_id:
        return EpisodeId(f"@{row.started_at.isoformat()}")
    exact = "auto" if row.started_at.second else "minutes"
    return EpisodeId(f"#{row.source_id}@{row.started_at.isoformat(timespec=exact)}")


def first_told_start(row: EpisodeRow) -> datetime:
    """The start that ``episode_id`` holds: the one of the list that told the episode first."""
    if not row.told_before_as:
        return row.started_at
    return datetime.fromisoformat(row.told_before_as.rpartition("@")[2])


class ConcernKind(Enum):
    """What besides a child MACE considers (the O, L and T of VOLT)."""

    PERSON = "person of concern"
    LOCATION = "location"
    THEME = "theme"


class ConcernRow(Struct, frozen=True, kw_only=True, gc=False, omit_defaults=True, tag="concern"):
    """One usable place, theme or person of concern."""

    kind: ConcernKind
    name: str
    concern: str = ""
    lead_agency: str = ""
    raised_on: date | None = None


CaseRow = ProfileRow | ReferralRow | EpisodeRow | ConcernRow
"""Any usable line of a case list."""


class AlertKind(Enum):
    """Why two children may be one, or belong together. Nothing merges by itself."""

    PROBABLY_SAME = "probably the same child"
    """Same NHS number or UPN, and same date of birth."""
    SIBLING_OR_TWIN = "sibling or twin"
    """Same surname, date of birth and address."""
    LISTED_TWICE = "listed twice"
    """The same local ID on two lines of one list that differ."""


class IdentityAlert(Struct, frozen=True, kw_only=True, gc=False):
    """Two children a person must look at, told by local ID."""

    kind: AlertKind
    local_id: str
    other_local_id: str
    sentence: str
