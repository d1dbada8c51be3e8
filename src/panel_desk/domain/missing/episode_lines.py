"""Missing episodes, interviews and oversight in ready words: a page, a PDF and JSON show the same."""

from __future__ import annotations

from datetime import datetime
from enum import Enum

from msgspec import Struct

from panel_desk.domain.children.cases import EpisodeKind
from panel_desk.domain.figures.reporting_year import Period
from panel_desk.domain.following.duties import DutyTone
from panel_desk.domain.ids import ChildId, EpisodeId
from panel_desk.domain.missing.interviews import ReturnInterview


class ClockState(Enum):
    """Where the return interview of one episode stands."""

    NONE = "none due"
    """Of a kind after which the desk asks for no interview, or an episode that closed on the 18th birthday."""
    STILL_MISSING = "still missing"
    """Or still absent."""
    DUE = "due"
    OVERDUE = "overdue"
    WITHIN = "completed within 72 hours"
    LATE = "completed late"
    HELD = "completed, time unknown"
    """Held on a day, and nobody can say whether within 72 hours."""
    REFUSED = "refused"
    NOT_OFFERED = "not to be offered"


class InterviewClock(Struct, frozen=True, kw_only=True):
    """The 72 hours of one episode at one moment."""

    state: ClockState
    words: str
    """``due Tue 24 Nov, 14:20 · 31 h left``, ``overdue by 31 h``, ``completed in 46 h``; told of one return."""
    due_at: datetime | None = None
    """England’s wall clock, without a zone."""
    time_unknown: bool = False
    """The time of the return is not known: due at the end of the third day after it."""
    hours: float | None = None
    """Hours left until it is due, negative where overdue; of a completed one, those from return to interview."""

    @property
    def outstanding(self) -> bool:
        """Whether the child is back and nobody has held, been refused, or decided against an interview."""
        return self.state in (ClockState.DUE, ClockState.OVERDUE)


class EpisodeLine(Struct, frozen=True, kw_only=True):
    """One episode as the page shows it. Rows that start within 60 minutes are one."""

    local_id: str
    """Of the child; the number of the list where the desk knows nobody."""
    key: EpisodeId
    keys: tuple[EpisodeId, ...] = ()
    """Of all its rows, where it was told more than once."""
    child_id: ChildId | None
    """None where no child of the desk has been found: see ``matched``."""
    initials: str
    name: str
    team: str
    kind: EpisodeKind
    entered: bool
    """By hand, not told by a list."""
    started_at: datetime
    started_words: str
    """``Tue 24 Nov 2026, 19:20``; without the time where it is not known."""
    ended_at: datetime | None
    ended_words: str
    """``still missing``, ``closed on the 18th birthday, 3 May 2026``, or as ``started_words``."""
    is_open: bool
    """The child is still away; one that nobody resolved closes on the 18th birthday."""
    hours: float | None
    """That it lasted, up to now where it has no end; the least where a time is not known."""
    lasted_words: str
    """``5 hours``; ``38 hours so far``."""
    clock: InterviewClock
    provider: str = ""
    """Who is commissioned to hold the interview."""
    interview_words: str = ""
    """``offered 9 November; completed 11 November, 10:00, by …``."""
    interviews: tuple[ReturnInterview, ...] = ()
    """Those recorded here, the newest first; what a list says of one is in the words alone."""
    raised: tuple[str, ...] = ()
    """What a person should look at, each in words that follow the child’s initials, without capital and full stop."""
    tone: DutyTone = DutyTone.NEUTRAL
    matched: str = ""
    """How the child was found where not by local ID: ``by NHS number``, or that nobody was."""
    listed_as: str = ""
    """The list’s own number, where it is not the child’s."""
    start_time_known: bool = True
    end_time_known: bool = True
    source_id: str = ""
    """The source’s own number for the episode."""
    interviewed: bool = True
    """Whether the desk asks for a return interview after episodes of this kind."""

    @property
    def clock_words(self) -> str:
        """The clock’s words."""
        return self.clock.words

    @property
    def time_unknown(self) -> bool:
        """Whether to badge it “time unknown”."""
        return self.clock.time_unknown


class Share(Struct, frozen=True, kw_only=True):
    """A number out of another, never without it."""

    count: int
    of: int
    what: str
    """What it is out of: ``returned``, ``offered``."""

    @property
    def percent(self) -> str:
        """``91 %``; ``–`` out of nothing."""
        return f"{100 * self.count / self.of:.0f} %" if self.of else "–"

    @property
    def words(self) -> str:
        """``169 of 186 returned``."""
        return f"{self.count:,} of {self.of:,} {self.what}"


class Measures(Struct, frozen=True, kw_only=True):
    """The four measures of episodes that began in one period, kept apart; open ones are not in them.

    Missing episodes, and absent ones where the desk asks for an interview after those too.
    """

    name: str
    """``November 2026``, a team, a provider; ``All``."""
    episodes: int = 0
    """All that began, open ones with them."""
    children: int = 0
    open: int = 0
    """Of these, without a return."""
    closed_at_18: int = 0
    """Of these, without a return before the 18th birthday: neither open nor returned, and no interview is due."""
    returned: int = 0
    """The denominator of the measures."""
    offered: int = 0
    accepted: int = 0
    completed: int = 0
    within_72: int = 0
    """Completed within 72 hours of the return; one whose times are not known counts where the day alone is enough."""
    refused: int = 0
    not_offered: int = 0
    """Somebody decided not to interview, or a list says none was offered."""
    unknown_time: int = 0
    """Returned at a time nobody knows."""
    outstanding: int = 0
    """Returned, and nothing that ends the interview is recorded."""
    overdue: int = 0
    """Of the outstanding, those whose 72 hours are over."""

    @property
    def offered_share(self) -> Share:
        """Of the returned."""
        return Share(count=self.offered, of=self.returned, what="returned")

    @property
    def accepted_share(self) -> Share:
        """Of the returned."""
        return Share(count=self.accepted, of=self.returned, what="returned")

    @property
    def accepted_of_offered(self) -> Share:
        """Of those offered."""
        return Share(count=self.accepted, of=self.offered, what="offered")

    @property
    def completed_share(self) -> Share:
        """Of the returned."""
        return Share(count=self.completed, of=self.returned, what="returned")

    @property
    def within_72_share(self) -> Share:
        """Of the returned."""
        return Share(count=self.within_72, of=self.returned, what="returned")


class Oversight(Struct, frozen=True, kw_only=True):
    """What managers look at: the measures of a period, and the same by month, team and provider."""

    period: Period
    as_of: datetime
    """England’s wall clock, without a zone."""
    measures: Measures
    by_month: tuple[Measures, ...]
    """Every month of the period, also those without an episode; by the month an episode began."""
    by_team: tuple[Measures, ...]
    by_provider: tuple[Measures, ...]
    absent: int
    """Absent episodes that began in the period."""
    open_now: tuple[EpisodeLine, ...]
    """Children missing now, whenever the episode began; the longest away first."""
    sentences: tuple[str, ...]
    """What the figures say and how they are counted; a sentence where there is nothing in the period."""
    after_absence: bool = True
    """Whether the absent ones are in the measures: an interview is due after them too."""

    @property
    def children_missing(self) -> int:
        """How many are missing now: one child may have two episodes that are open."""
        return len({(line.local_id, line.initials) for line in self.open_now})


class RaisedKind(Enum):
    """What a rule found wrong with an episode or two."""

    DOUBLE = "told twice"
    """Starts within 60 minutes of another: counted once."""
    OVERLAP = "overlaps"
    WHILE_OPEN = "begins while another is open"
    BEFORE_BIRTH = "before birth"
    ADULT = "after the 18th birthday"
    END_BEFORE_START = "ends before it starts"
    FUTURE = "in the future"
    TOO_LONG = "longer than 400 days"
    CLOCK = "a time that the clocks skipped or showed twice"
    INTERVIEW = "an interview before the return"
    RETURN_DIFFERS = "list and desk differ about the return"
    INTERVIEW_DIFFERS = "list and desk differ about the interview"
    BIRTH_DIFFERS = "list and desk differ about the date of birth"
    NOBODY = "in the match queue"


class Raised(Struct, frozen=True, kw_only=True):
    """Something a person should look at. Nothing is put right by itself."""

    kind: RaisedKind
    local_id: str
    key: EpisodeId
    other_key: EpisodeId | None = None
    """The other episode of two."""
    initials: str = ""
    sentence: str
    """In words that follow the child’s initials, with the facts.

    ``begins 2 November 2026, 10:00, while the one from 1 November 2026, 09:00 has no return``
    """
