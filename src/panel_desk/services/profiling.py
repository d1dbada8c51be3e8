"""The profile of a period, its public copy, and the figures of years before the desk."""

from __future__ import annotations

from pathlib import Path

from panel_desk.domain.ids import PersonId
from panel_desk.domain.profile import AnyProfile, Profile, PublicProfile
from panel_desk.domain.published import PublishedYear
from panel_desk.domain.reporting_year import Period
from panel_desk.domain.scrutiny_report import SupportingDocument
from panel_desk.services.book import Book
from panel_desk.services.exporting import Exporting


class Profiling:
    """Counts what the record holds for a period, and gives it out."""

    def __init__(self, book: Book, exporting: Exporting) -> None:
        self._book = book
        self._exporting = exporting

    def years(self) -> tuple[str, ...]:
        """The reporting years for which there are figures, the latest first; for a choice on a page."""
        raise NotImplementedError

    def profile(self, period: Period, *, compare: bool = True) -> Profile:
        """Every table of a period, beside the same days of the year before."""
        raise NotImplementedError

    def public(self, profile: Profile) -> PublicProfile:
        """What of a profile may be published: small counts hidden, and what would give them away."""
        raise NotImplementedError

    def set_published_year(self, actor: PersonId, published: PublishedYear) -> None:
        """Enter the figures of a year as they were published, in place of any entered for it before."""
        raise NotImplementedError

    def published_years(self) -> tuple[PublishedYear, ...]:
        """The years entered as published, the earliest first."""
        raise NotImplementedError

    def export(
        self,
        actor: PersonId,
        profile: AnyProfile,
        path: Path,
        recipient: str,
        *,
        supporting: tuple[SupportingDocument, ...] = (),
    ) -> None:
        """Write a profile as .xlsx, .csv or .pdf and enter the export; of a public one, also what it hides.

        ``supporting`` is named in the .pdf as what lies behind the report.
        """
        raise NotImplementedError
