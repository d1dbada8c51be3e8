"""Events of thresholds, published figures and retention.

Streams: ``desk/thresholds``, ``desk/figures``, ``retention``.
"""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from panel_desk.domain.figures.published import PrintedFigure, PublishedYear
from panel_desk.domain.figures.suppression_figures import Figure
from panel_desk.domain.ids import HoldId, PersonId
from panel_desk.domain.keeping.retained import LegalHold, PastMeeting, RecordClass
from panel_desk.domain.missing.thresholds import Thresholds


class ThresholdsSet(Struct, frozen=True, kw_only=True, tag="thresholds-set"):
    """When a child counts as one of those who go missing most, from now on."""

    thresholds: Thresholds


class PublishedYearSet(Struct, frozen=True, kw_only=True, tag="published-year-set"):
    """The figures of a year before the desk, as published; again for one year: in place of those before."""

    published: PublishedYear


class PublicCopyMade(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="public-copy-made"):
    """Figures were published: what was hidden stays hidden in later copies, and what was given protects nothing there.

    Of hidden figures the names, never the numbers; the numbers that were given are public.
    """

    title: str
    hidden: tuple[Figure, ...] = ()
    starts_on: date | None = None
    """The first day that the figures are of; with the last, to tell copies whose days overlap."""
    ends_on: date | None = None
    printed: tuple[PrintedFigure, ...] = ()


class RetentionSet(Struct, frozen=True, kw_only=True, tag="retention-set"):
    """How many years each class of record is kept, from now on."""

    years: dict[RecordClass, int]


class HoldPlaced(Struct, frozen=True, kw_only=True, tag="hold-placed"):
    """Something must not be purged."""

    hold: LegalHold


class HoldLifted(Struct, frozen=True, kw_only=True, tag="hold-lifted"):
    """It may be purged again when its time is over."""

    hold_id: HoldId
    reason: str


class RecordPurged(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="record-purged"):
    """What records said was emptied for good; the chain over them still verifies."""

    record_class: RecordClass
    what: str
    """Without a name: ``SAFE-2019-04``, ``12 lists before 1 April 2019``."""
    events: int
    kept_until: date
    reason: str
    last_on: date | None = None
    """The day its period was counted from: of a list, when it was added; of a meeting, its day."""
    approved_by: str = ""
    """By name, as it was then."""
    approver: PersonId | None = None
    runs: tuple[tuple[int, int], ...] = ()
    """First and last journal place of each run of emptied entries: an emptied entry outside them was tampered with."""
    meeting: PastMeeting | None = None
