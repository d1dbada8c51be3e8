"""The cross-reference of missing children with markers of exploitation, and the thresholds it goes by."""

from __future__ import annotations

from datetime import datetime

from panel_desk.domain.cross_reference import CrossReference
from panel_desk.domain.events.keeping import ThresholdsSet
from panel_desk.domain.ids import PersonId
from panel_desk.domain.thresholds import Thresholds, refuse_unfit
from panel_desk.services.book import Book

STREAM = "desk/thresholds"


class CrossReferencing:
    """Runs the cross-reference over what the record holds; reads only, but for the thresholds."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def thresholds(self) -> Thresholds:
        """The settings in force."""
        return Thresholds()

    def set_thresholds(self, actor: PersonId, thresholds: Thresholds) -> None:
        """Set when a child counts as one of those who go missing most.

        Raises:
            DeskError: where one of them is 0 or beyond all measure, or the actor may not set up the desk.
        """
        refuse_unfit(thresholds)
        self._book.record(actor, (STREAM, ThresholdsSet(thresholds=thresholds)))

    def run(self, now: datetime, thresholds: Thresholds | None = None) -> CrossReference:
        """The cross-reference as of now.

        Args:
            now: With its zone.
            thresholds: Other settings for this run alone; None: those in force.

        Raises:
            DeskError: where the thresholds given are 0 or beyond all measure.
        """
        rule = self.thresholds() if thresholds is None else thresholds
        refuse_unfit(rule)
        return CrossReference(ran_at=now, thresholds=rule, period_words="", sentence="")
