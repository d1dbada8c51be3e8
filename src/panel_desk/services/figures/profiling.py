"""The profile of a period, its public copy, and the figures of years before the desk."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from panel_desk.domain.calendar import england_day
from panel_desk.domain.errors import refused
from panel_desk.domain.events.keeping import PublicCopyMade, PublishedYearSet
from panel_desk.domain.figures import profile_demography, profile_exploitation, profile_missing, profile_panels
from panel_desk.domain.figures.profile import AnyProfile, Profile, PublicProfile
from panel_desk.domain.figures.profile_charts import with_chart
from panel_desk.domain.figures.profile_counting import WHO_COUNTS, WHO_WAS_COUNTED, CategoryCounts, CountedChild
from panel_desk.domain.figures.profile_parts import Part
from panel_desk.domain.figures.profile_public import public_profile
from panel_desk.domain.figures.profile_sentences import headline, standing, with_sentence
from panel_desk.domain.figures.published import PublishedYear
from panel_desk.domain.figures.reporting_year import Period, reporting_year, year_before
from panel_desk.domain.figures.scrutiny_report import SupportingDocument
from panel_desk.domain.ids import PersonId
from panel_desk.services.book import Book
from panel_desk.services.exporting import Exporting
from panel_desk.services.figures.earlier_copies import earlier_copies, overlapping, related
from panel_desk.services.figures.profile_facts import Gathered, category_counts, years_with_figures
from panel_desk.services.figures.profile_files import profile_bytes, supporting
from panel_desk.services.figures.profile_purged import purged_sentence
from panel_desk.services.leaving import named_recipient
from panel_desk.vault.queries import profile as queries

_MOST_YEARS = 10


class _Counts(Struct, frozen=True, kw_only=True):
    """What the first tables are made from."""

    period: Period
    before: Period | None
    children: dict[str, tuple[CountedChild, ...]]
    categories: dict[str, CategoryCounts]
    """Of the period itself as the record counts it, of any other as published where it was."""
    years: tuple[str, ...]
    """Those laid beside one another, the earliest first."""
    known: tuple[str, ...]
    """All with figures, the latest first."""


class Profiling:
    """Counts what the record holds for a period, and gives it out."""

    def __init__(self, book: Book, exporting: Exporting) -> None:
        self._book = book
        self._exporting = exporting

    def years(self) -> tuple[str, ...]:
        """The reporting years for which there are figures, the latest first; for a choice on a page."""
        return years_with_figures(self._book.db)

    def profile(self, period: Period, *, compare: bool = True) -> Profile:
        """Every table of a period, beside the same days of the year before.

        Args:
            period: Years are also laid beside one another, up to ten.
            compare: Whether to lay it beside the same days of the year before, where there are figures of those.

        Returns:
            Each table with its sentence, and with its chart where there is anything to draw; a period of which
            nothing is known has tables without rows, whose sentences say so.
        """
        gathered = Gathered(self._book.db)
        purged, so_far = self._standing(period)
        counts = _count(gathered, period, self.years(), compare=compare)
        parts = [
            *_exploitation(counts),
            self._missing_part(gathered, counts),
            profile_demography.demography(period.words, counts.children[period.words]),
            *self._panel_parts(gathered, counts),
        ]
        own = counts.categories.get(period.words)
        published = own.published.rstrip(".") if own else ""
        tables = tuple(
            with_sentence(with_chart(table), period, published=bool(published), purged=bool(purged))
            for part in parts
            for table in part.tables
        )
        return Profile(
            title=f"Exploitation profile {period.words}",
            period=period,
            compared=counts.before if counts.before and counts.before.words in counts.categories else None,
            tables=tables,
            sentences=tuple(
                filter(
                    None,
                    (
                        *headline({table.key: table for table in tables}),
                        *_published_otherwise(gathered, counts),
                        so_far,
                    ),
                )
            ),
            standing=so_far,
            note=WHO_WAS_COUNTED.format(when=period.words, source=published) if published else WHO_COUNTS,
            years=counts.known,
            grids=tuple(grid for part in parts for grid in part.grids),
            bonds=tuple(bond for part in parts for bond in part.bonds),
            given=tuple(grid for part in parts for grid in part.given),
            published=published,
        )

    def public(self, profile: Profile) -> PublicProfile:
        """What of a profile may be published: small counts hidden, and what would give them away.

        What earlier public copies hid stays hidden, and what they gave is known to whoever reads this one. The column
        of the year before hides what the copy of that year itself would hide, so that it can still be published.

        Raises:
            DeskError: where no copy could be proved safe.
        """
        copies = queries.public_copies(self._book.db)
        beside = [self.profile(period) for period in related(profile.period, copies)]
        with_them = (self.profile(profile.compared),) if profile.compared else ()
        earlier = earlier_copies(copies, beside, (profile, *with_them))
        public = public_profile(profile, with_them=with_them, earlier=earlier)
        overlap = overlapping(profile, copies)
        return replace(
            public,
            caution=" ".join(filter(None, (public.caution, overlap))),
            to_be_sure_of=" ".join(filter(None, (overlap, public.to_be_sure_of))),
        )

    def set_published_year(self, actor: PersonId, published: PublishedYear) -> None:
        """Enter the figures of a year as they were published, in place of any entered for it before.

        Raises:
            DeskError: for a year that is none, figures that cannot be, no source, or where the actor may not.
        """
        year = reporting_year(published.year).words
        kept = replace(published, year=year, source=published.source.strip())
        _refuse_impossible(kept)
        self._book.record(actor, ("desk/figures", PublishedYearSet(published=kept)))

    def published_years(self) -> tuple[PublishedYear, ...]:
        """The years entered as published, the earliest first."""
        return queries.published_years(self._book.db)

    def supporting(self, profile: AnyProfile) -> tuple[SupportingDocument, ...]:
        """What lies behind a profile: the confirmed minutes of its period, and where earlier figures stand."""
        return supporting(self._book, profile)

    def export(
        self,
        actor: PersonId,
        profile: AnyProfile,
        path: Path,
        recipient: str,
        *,
        supporting: Sequence[SupportingDocument] | None = None,
        despite_earlier: bool = False,
    ) -> None:
        """Write a profile as .xlsx (a sheet a table), .csv (a line a number) or .pdf, and enter the export.

        The .pdf names ``supporting`` as what lies behind it; None: what the method of that name gives. With a public
        copy it is kept what it hides and gives, so that later copies go by it: both, or neither.

        Args:
            actor: Who gives it out.
            profile: In full, or the public copy.
            path: Where to.
            recipient: For whom.
            supporting: What lies behind it.
            despite_earlier: That a public copy may go out although earlier ones may give away what it hides.

        Raises:
            DeskError: without a recipient, for another ending, where the file cannot be written, or of a public copy
                that earlier ones could give away.
        """
        to = named_recipient(recipient)
        if isinstance(profile, PublicProfile) and profile.to_be_sure_of and not despite_earlier:
            raise refused(profile.to_be_sure_of, "Say so where it is to be published all the same.")
        content = profile_bytes(self._book, profile, path, to, supporting)
        rows = sum(len(table.rows) for table in profile.tables)
        title = f"{profile.title}, public copy" if isinstance(profile, PublicProfile) else profile.title
        with self._book.vault.write():
            if isinstance(profile, PublicProfile):
                made = PublicCopyMade(
                    title=title,
                    hidden=profile.hidden_figures,
                    starts_on=profile.period.starts_on,
                    ends_on=profile.period.ends_on,
                    printed=profile.printed,
                )
                self._book.record(actor, ("desk/figures", made))
            self._exporting.file(actor, path, content, what="profile", title=title, recipient=to, rows=rows)

    def _standing(self, period: Period) -> tuple[str, str]:
        """What was purged of a period, and that with how far its figures go."""
        purged = purged_sentence(self._book.db, period)
        return purged, " ".join(filter(None, (purged, standing(period, england_day(self._book.now())))))

    def _missing_part(self, gathered: Gathered, counts: _Counts) -> Part:
        periods = [one for one in (counts.before, counts.period) if one]
        *before, now = gathered.missing(periods, self._book.now())
        # A year of which the desk has no episodes was not one without any.
        return profile_missing.missing(
            [*(one for one in before if one.episodes), now], counts.children[counts.period.words]
        )

    def _panel_parts(self, gathered: Gathered, counts: _Counts) -> tuple[Part, ...]:
        period, today = counts.period, england_day(self._book.now())
        compared = [one for one in (counts.before, period) if one and (one is period or counts.children[one.words])]
        return (
            profile_panels.activity(period.words, gathered.panels(period), gathered.actions(period, today)),
            profile_panels.attendance(period.words, gathered.attendance(period)),
            profile_panels.referrals([(one.words, gathered.referrals(one)) for one in compared]),
        )


def _count(gathered: Gathered, period: Period, known: tuple[str, ...], *, compare: bool) -> _Counts:
    before = year_before(period) if compare else None
    years = [label for label in reversed(known) if period.is_year and label <= period.words]
    wanted = {one.words: one for one in (*map(reporting_year, years[-_MOST_YEARS:]), period, before) if one}
    children = gathered.children(tuple(wanted.values()))
    # Of the period itself the record is asked first; a year before the desk has only what was published of it.
    published = [one for one in gathered.published if one.year != period.words or not children.get(period.words)]
    return _Counts(
        period=period,
        before=before,
        children=children,
        categories=category_counts(wanted.values(), children, published),
        years=tuple(years[-_MOST_YEARS:]),
        known=known,
    )


def _exploitation(counts: _Counts) -> tuple[Part, ...]:
    now = counts.categories.get(counts.period.words) or CategoryCounts(
        period=counts.period.words, cse_only=0, cce_only=0, both=0, neither=0, children=0
    )
    before = counts.categories.get(counts.before.words) if counts.before else None
    lines = [line for line in (before, now) if line is not None]
    typed = [*(line.period for line in lines[:-1] if not line.published), counts.period.words]
    years = [counts.categories[label] for label in counts.years if label in counts.categories]
    parts = [profile_exploitation.exploitation(lines, years if counts.period.is_year else ())]
    if counts.period.is_year:
        parts.append(profile_exploitation.year_by_year(years))
    parts.append(profile_exploitation.types([(name, counts.children[name]) for name in typed]))
    return tuple(parts)


def _published_otherwise(gathered: Gathered, counts: _Counts) -> tuple[str, ...]:
    """Where the period itself was published with another number than the record now counts."""
    now = counts.categories.get(counts.period.words)
    found = [one for one in gathered.published if one.year == counts.period.words and now]
    return tuple(
        f"{one.year} was published with {one.children:,} children ({one.source.rstrip('.')}); the record now counts "
        f"{now.children:,}."
        for one in found
        if now and one.children != now.children
    )


def _refuse_impossible(published: PublishedYear) -> None:
    parts = [part for part in (published.cse_only, published.cce_only, published.both) if part is not None]
    if min(published.children, *parts, 0) < 0:
        raise refused("A number of children cannot be less than 0.", "Check the figures.")
    if sum(parts) > published.children:
        raise refused(
            f"CSE only, CCE only and both come to {sum(parts):,}, more than {published.children:,} children.",
            "Check the figures: each child is in one of the three.",
        )
    if not published.source:
        raise refused("Where were these figures published?", "Give the report and its day.")
