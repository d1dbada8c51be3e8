"""Reads the profile of a period and puts what the page says around its tables into words; no Qt here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

from msgspec import Struct

from panel_desk.domain.calendar import count_words, date_words
from panel_desk.domain.figures.charts import ChartData
from panel_desk.domain.figures.profile import AnyProfile, Profile, ProfileTable, PublicProfile
from panel_desk.domain.figures.reporting_year import Period
from panel_desk.domain.figures.scrutiny_report import SupportingDocument
from panel_desk.services.desk import Desk

HIDDEN: Final = "hidden figures"
"""The key of the section that lists what a public copy hides."""
_MOST_SAID: Final = 2


class Reading(Struct, frozen=True):
    """The profile of a period as it was read: in full, and as it may be published where that was asked for."""

    full: Profile
    public: PublicProfile | None = None

    @property
    def shown(self) -> AnyProfile:
        """What the page shows."""
        return self.public or self.full


class SectionLine(Struct, frozen=True, kw_only=True):
    """One line of the list of sections."""

    key: str
    words: str
    aside: str = ""
    """``nothing to count``, ``4 hidden``; empty where there is nothing to add."""

    @property
    def whole(self) -> str:
        """As it is read out."""
        return f"{self.words}, {self.aside}" if self.aside else self.words


def read(desk: Desk, period: Period, *, public: bool) -> Reading:
    """Count a period; on the desk's thread, because of many children it takes a moment."""
    full = desk.profiling.profile(period)
    return Reading(full, desk.profiling.public(full) if public else None)


def sections(profile: AnyProfile) -> tuple[SectionLine, ...]:
    """Every table, and of a public copy what it hides."""
    lines = [SectionLine(key=table.key, words=table.title, aside=_aside(table)) for table in profile.tables]
    if isinstance(profile, PublicProfile) and profile.hidden:
        lines.append(
            SectionLine(key=HIDDEN, words="What is hidden, and why", aside=count_words(len(profile.hidden), "figure"))
        )
    return tuple(lines)


def has_figures(profile: AnyProfile) -> bool:
    """Whether there is anything to show of the period."""
    return any(table.rows for table in profile.tables)


def headline(profile: AnyProfile) -> tuple[str, str]:
    """The first sentence, and what follows it."""
    said = profile.sentences or (f"Nothing is on the desk for {profile.period.words}.",)
    return said[0], " ".join(said[1:_MOST_SAID])


def about(profile: AnyProfile, today: date) -> str:
    """What stands beside the title: ``children counted once, 1 April 2025 to 31 March 2026``."""
    period = profile.period
    running = period.starts_on <= today < period.ends_on
    until = f"{date_words(period.starts_on)} to {date_words(today)}, and still running" if running else period.dates
    return f"children counted once, {until}"


def public_words(profile: PublicProfile) -> str:
    """What the public copy hides, as one sentence."""
    if not profile.hidden:
        return "Public copy: no figure of this period is small enough to be hidden."
    tables = len({cell.table for cell in profile.hidden})
    return (
        f"Public copy: {count_words(len(profile.hidden), 'figure')} in {count_words(tables, 'table')} "
        f"{'is' if len(profile.hidden) == 1 else 'are'} hidden as c, because 1 to 5 children stand behind "
        "them or because they would give such a figure away."
    )


def file_name(profile: AnyProfile, ending: str) -> str:
    """``profile-2025-26-public.xlsx``."""
    public = "-public" if isinstance(profile, PublicProfile) else ""
    return f"profile-{profile.period.file_label}{public}{ending}"


def chart_of(table: ProfileTable) -> ChartData | None:
    """Its chart, where it shows anything; a public copy's may have nothing left but zeros, and then its table tells."""
    chart = table.chart
    if not table.rows or chart is None or chart.is_empty:
        return None
    hides = any(series.hidden for series in chart.series)
    return None if hides and not any(value for series in chart.series for value in series.values) else chart


class ProfilePresenter:
    """Remembers what was read, so that the page reads again only what has changed."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._read: dict[tuple[int, Period, bool], Reading] = {}
        self._years: tuple[int, tuple[str, ...]] = (-1, ())

    def known(self, period: Period, *, public: bool) -> Reading | None:
        """What was read of a period, if the record has not gone on since."""
        return self._read.get((self._head(), period, public))

    def keep(self, head: int, period: Period, reading: Reading) -> None:
        """Remember a reading made when the record stood there; what was read of an older record is forgotten."""
        self._read = {key: each for key, each in self._read.items() if key[0] >= head}
        self._read[head, period, reading.public is not None] = reading

    def reader(self, period: Period, *, public: bool) -> Callable[[Desk], tuple[int, Reading]]:
        """The work for the desk's thread: where the record stands, and a reading, anew unless it was read so before."""
        head, known = self._head(), self.known(period, public=public)

        def work(desk: Desk) -> tuple[int, Reading]:
            now = desk.book.head().seq
            return now, known if known is not None and now == head else read(desk, period, public=public)

        return work

    def years(self) -> tuple[str, ...]:
        """The years there are figures for; asked for again only where the record has gone on."""
        head = self._head()
        if self._years[0] != head:
            self._years = (head, self._desk.profiling.years())
        return self._years[1]

    def supporting(self, profile: AnyProfile) -> tuple[SupportingDocument, ...]:
        """What could be named as lying behind a report."""
        return self._desk.profiling.supporting(profile)

    def _head(self) -> int:
        return self._desk.book.head().seq


def _aside(table: ProfileTable) -> str:
    if not table.rows:
        return "nothing to count"
    hidden = sum(bool(cell.why) for row in table.rows for cell in row.cells)
    return f"{hidden} hidden" if hidden else ""
