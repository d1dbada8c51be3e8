"""How long records are kept, what holds them back, and the purge of what is due."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from panel_desk.domain.ids import HoldId, PersonId
from panel_desk.domain.retained import LegalHold, RecordClass
from panel_desk.domain.retention import DueForReview, KeptFor, Purged, PurgeDone
from panel_desk.services.book import Book

Tell = Callable[[str, float | None], None]


class Retention:
    """Periods, legal holds, the review list and the purge."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def periods(self) -> tuple[KeptFor, ...]:
        """How long each class is kept."""
        return ()

    def set_periods(self, actor: PersonId, years: Mapping[RecordClass, int]) -> None:
        """Set the years of some classes; the others stay."""

    def holds(self) -> tuple[LegalHold, ...]:
        """What must not be purged now, the latest first."""
        return ()

    def place_hold(self, actor: PersonId, reason: str, *, local_id: str = "", reference: str = "") -> HoldId:
        """Hold whatever speaks of a child, one meeting, or (naming neither) everything."""
        raise NotImplementedError

    def lift_hold(self, actor: PersonId, hold_id: HoldId, reason: str) -> None:
        """Let it go when its time is over."""

    def review(self, today: date) -> tuple[DueForReview, ...]:
        """What is due, the longest first, with what holds it back."""
        return ()

    def purge(
        self,
        actor: PersonId,
        entries: Sequence[DueForReview],
        *,
        reason: str,
        approved_by: str,
        tell: Tell = lambda words, fraction: None,
    ) -> PurgeDone:
        """Empty what the entries name for good; all of it or nothing."""
        raise NotImplementedError

    def purged(self) -> tuple[Purged, ...]:
        """The register of what was purged, the latest first."""
        return ()
