"""An agenda: candidates proposed with reasons, put in order, checked against the time, then locked and issued."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, time
from itertools import groupby

from msgspec import Struct

from panel_desk.domain.children.cases import ConcernKind, ExploitationType
from panel_desk.domain.ids import ActionId, ChildId, ConcernId, ItemId, MeetingId, PanelKey
from panel_desk.domain.panels import CASE_KINDS, ListingReason, SectionKind
from panel_desk.domain.risk import RiskAssessment


class ListedBecause(Struct, frozen=True, kw_only=True):
    """One reason with its explanation."""

    reason: ListingReason
    sentence: str
    """``4 missing episodes since 31 July 2026``: the facts behind the reason, without a name."""


class ChildBrief(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A child as an agenda or minutes show it; a copy of the facts as they stood when the item was listed."""

    child_id: ChildId
    local_id: str
    initials: str
    name: str = ""
    """For the name key alone; it stands in no other document."""
    age: int | None = None
    """Completed years on the day of the meeting."""
    types: tuple[ExploitationType, ...] = ()
    risk: RiskAssessment | None = None
    """As a panel last set it; None where none has."""
    listed_risk: str = ""
    """As the latest case list words it, on whatever scale its author had in mind."""
    worker: str = ""
    team: str = ""
    school: str = ""
    legal_status: str = ""

    @property
    def heading(self) -> str:
        """``J.M. (104233), 15 years · CCE, county lines``."""
        age = f", {self.age} years" if self.age is not None else ""
        types = ", ".join(t.label for t in self.types)
        return f"{self.initials} ({self.local_id}){age}" + (f" · {types}" if types else "")


class ConcernBrief(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A place, theme or person of concern as it stood when the item was listed."""

    concern_id: ConcernId
    kind: ConcernKind
    name: str
    concern: str = ""
    lead_agency: str = ""


class AgendaItem(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One line of the running order. A standing section is an item without a child or concern."""

    id: ItemId
    section: str
    """The section's key in the panel definition."""
    title: str
    """Of a standing item: ``Welcome, confidentiality, apologies``; else the heading of its subject."""
    minutes: int
    presenter: str = ""
    child: ChildBrief | None = None
    concern: ConcernBrief | None = None
    because: tuple[ListedBecause, ...] = ()
    late_reason: str = ""
    """The chair's reason, where the item came after the agenda was locked."""
    late_allowed_by: str = ""
    """Who let the late item on: ``Dana Prior, chair``."""
    link: str = ""
    """A reminder that belongs to the item: ``see 7.3``."""

    @property
    def late_words(self) -> str:
        """``came in on Wednesday; allowed by Dana Prior, chair``; no full stop; empty where it is not late."""
        allowed = f"; allowed by {self.late_allowed_by}" if self.late_allowed_by else ""
        return f"{self.late_reason.rstrip('.')}{allowed}" if self.late_reason else ""


class Candidate(Struct, frozen=True, kw_only=True):
    """A child or concern proposed for an agenda, with every reason there is."""

    because: tuple[ListedBecause, ...]
    section: str
    child: ChildBrief | None = None
    concern: ConcernBrief | None = None
    presenter: str = ""
    open_actions: tuple[ActionId, ...] = ()


class DroppedChild(Struct, frozen=True, kw_only=True):
    """A child whom the latest list of children at risk no longer names."""

    child_id: ChildId
    local_id: str
    initials: str
    named_by: str
    """The file that named the child last."""
    named_on: date
    dropped_by: str
    """The file that no longer does."""
    dropped_on: date
    last_words: str = ""
    """The last decision of any panel: ``SAFE-2026-10: to close the case``; empty where there is none."""


class NumberedItem(Struct, frozen=True):
    """An item with the number it prints under: ``7.1``, or ``4`` for a standing item."""

    number: str
    item: AgendaItem


class AgendaSection(Struct, frozen=True, kw_only=True):
    """A section of the agenda as it prints."""

    number: int
    title: str
    kind: SectionKind
    minutes: int
    items: tuple[NumberedItem, ...]


class AgendaPart(Struct, frozen=True, kw_only=True):
    """What stands under one heading of an agenda."""

    numbers: str
    """``1–4``, or ``6``."""
    title: str
    """``Opening``, ``Business`` or ``Closing`` over fixed items, else the section's own."""
    sections: tuple[AgendaSection, ...]

    @property
    def minutes(self) -> int:
        """The planned time of all its items."""
        return sum(section.minutes for section in self.sections)


def parts(sections: Sequence[AgendaSection]) -> Iterator[AgendaPart]:
    """The headings of an agenda: fixed sections next to each other share one, each section of cases has its own."""
    first = True
    for subject, run in groupby(sections, key=lambda section: section.kind in CASE_KINDS):
        group = tuple(run)
        if subject:
            for section in group:
                yield AgendaPart(numbers=f"{section.number}", title=section.title, sections=(section,))
        else:
            last = group[-1] is sections[-1]
            word = "Opening" if first else "Closing" if last else "Business"
            numbers = {str(group[0].number): None, str(group[-1].number): None}
            yield AgendaPart(numbers="–".join(numbers), title=word, sections=group)
        first = False


class ActionLine(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An action as a list prints it."""

    reference: str
    """``SAFE-2026-11/07``."""
    what: str
    owner: str
    """``Police, Khan``."""
    agency: str
    """In words: ``Police``."""
    due_on: date | None
    status: str
    """In words, as of the document's day: ``Overdue by 6 days``."""
    reason: str = ""
    about: str = ""
    """Initials and local ID of the child, or the place or theme; empty for an action of the panel itself."""
    overdue: bool = False


class Agenda(Struct, frozen=True, kw_only=True):
    """A whole agenda as a value: the screen previews it, the PDF prints it, a test compares it."""

    meeting_id: MeetingId
    panel: PanelKey
    panel_name: str
    reference: str
    """``SAFE-2026-11``."""
    held_on: date
    starts_at: time
    ends_at: time
    place: str
    chair: str
    issued: int
    """0 while a draft, then the issue's number from 1; it is the invitation's sequence too."""
    marking: str
    handling: str
    confidentiality: str
    safeguarding_note: str
    sections: tuple[AgendaSection, ...]
    actions: tuple[ActionLine, ...]
    """Every open action of the panel, overdue first."""
    invited: tuple[tuple[str, str], ...]
    """Agency and person, in seat order."""
    slot_minutes: int
    council: str = ""
    fictional: bool = False

    @property
    def total_minutes(self) -> int:
        """The planned time of all items."""
        return sum(section.minutes for section in self.sections)


def because_words(because: tuple[ListedBecause, ...]) -> str:
    """All reasons as one line: ``Review due on 19 November 2026; one episode of 50 hours``; no full stop."""
    first, *rest = [reason.sentence.rstrip(".") for reason in because] or [""]
    # A word in capitals (“CCE marker …”) keeps them.
    lowered = [text[:1].lower() + text[1:] if text[1:2].islower() else text for text in rest]
    return "; ".join((first, *lowered))
